/* narrow_items.h: conditions on arrays and ranges, as conditions on what they are made of. */
#ifndef SCHEMAC_PLAN_NARROW_ITEMS_H
#define SCHEMAC_PLAN_NARROW_ITEMS_H

#include "plan/narrow/narrow_parts.h"

/* True for columns of arrays and ranges. */
bool items_kind(const NarrowTask *task);

/* The arrays or ranges that meet the conditions. */
Found items_narrow(const NarrowTask *task);

/* Values that are worth trying. */
TextList items_candidates(const NarrowTask *task);

/* A literal that has the column's type from its place, with that type. */
Expr *items_typed(const NarrowTask *task, const Expr *constant);

/* ---- narrow_elements.c: the same of arrays. */
Found elements_narrow(const NarrowTask *task);
TextList elements_candidates(const NarrowTask *task);

#endif
