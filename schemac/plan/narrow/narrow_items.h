/* narrow_items.h: conditions on arrays, composites and ranges, as conditions on what they are made of. */
#ifndef SCHEMAC_PLAN_NARROW_ITEMS_H
#define SCHEMAC_PLAN_NARROW_ITEMS_H

#include "plan/narrow/narrow_parts.h"

/* True for columns of arrays, composites and ranges. */
bool items_kind(const NarrowTask *task);

/* The arrays, composites or ranges that meet the conditions. */
Found items_narrow(const NarrowTask *task);

/* Values that are worth trying. */
TextList items_candidates(const NarrowTask *task);

/* A literal that has the column's type from its place, with that type. */
Expr *items_typed(const NarrowTask *task, const Expr *constant);

/* So many values of a part, at most, from all over many that satisfy the conditions and those of its type. */
TextList items_samples(const ColumnPlan *part, const ExprList *conditions, size_t wanted);

/* ---- narrow_elements.c: the same of arrays. */
Found elements_narrow(const NarrowTask *task);
TextList elements_candidates(const NarrowTask *task);

/* ---- narrow_composite.c: the same of composites, and whether the column is one. */
bool composite_kind(const NarrowTask *task);
Found composite_narrow(const NarrowTask *task);
TextList composite_candidates(const NarrowTask *task);

#endif
