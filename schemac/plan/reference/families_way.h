/* families_way.h: columns on their way from a table to those that it references; for families_bond.c and
 * families_level.c alone. */
#ifndef SCHEMAC_PLAN_FAMILIES_WAY_H
#define SCHEMAC_PLAN_FAMILIES_WAY_H

#include "plan/reference/families.h"

enum {
    WAY_LONGEST = 24, /* references from a member to its root */
    WAY_STEPS = 2000  /* references that are followed from one member, on all ways to its roots */
};

bool way_holds_all(const ColumnList *columns, const ColumnList *some);

/* The columns of the target that stand for those of the table; in the same order. */
ColumnList way_carried(const ReferencePlan *reference, const ColumnList *columns);

/* Whether the bond's groups lie in those of the other one (families_bond.c). */
bool way_is_above(Arena *arena, const Bond *bond, const Bond *below);

#endif
