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

/* How many of the bonds can't be levels where that one has the smallest groups: those that other tables ask
 * for weigh as much as all others together, and bare ones more than all of those. (families_bond.c) */
size_t way_left_by(const Family *family, size_t least);

/* Makes that bond the one of the smallest groups. */
void way_put_first(Family *family, size_t place);

/* The level of a bond whose columns those of a table stand for; NULL for what it does not have. */
Level way_level_of(Arena *arena, const Bond *bond, const ColumnList *own);

/* Adds the bond to those of the family; false where it has it, and all that is in it. (families_bond.c) */
bool way_add_bond(Family *family, const Bond *bond);

/* Finds the table's levels out of its bonds, and other groups that its rows are in. (families_level.c) */
void way_find_levels(Family *family);

/* Of the bonds that have equally many levels above them, the one by which most references find their parents;
 * of those the one that lets other tables' keys be met by groups. (families_base.c) */
void way_choose_base(Family *family);

/* The reference that asks for groups to which one of the table's leads, whose parents are not found by those
 * of the table; or NULL. */
const ReferencePlan *way_misfit(const Family *family);

#endif
