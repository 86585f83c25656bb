/* reference_apart.h: references whose conditions want them to be to different rows of one table, whatever
 * rows of it each may take: how many are left beside the others' parents, and which one a number stands for.
 */
#ifndef SCHEMAC_PLAN_REFERENCE_APART_H
#define SCHEMAC_PLAN_REFERENCE_APART_H

#include "plan/reference/demands.h"

/* Whether two columns of a table differ where their references are to different rows, and are alike where
 * those are to one: both take them from one column, which is a key of another table, alone or with columns
 * that both share, such as the tenant. */
bool references_differ_by(const ColumnPlan *a, const ColumnPlan *b);

/* Whether some row could be the parent of both, where conditions want their parents to differ in all rows. */
bool references_meet(const ReferencePlan *one, const ReferencePlan *other);

/* Whether the other one may take all parents that the reference may, and more. */
bool reference_is_narrower(const ReferencePlan *reference, const ReferencePlan *other);

/* The same references; those whose parents are among those of another one that they must differ from come
 * before it: whatever parent they have is one less for it. */
ReferencePlanList references_narrowest_first(const ReferencePlanList *references);

/* Those of `others` that the reference must not share a parent with, and could. */
ReferencePlanList references_apart_from(const ReferencePlan *reference, const ReferencePlanList *others);

/* The same of the table's references that have a parent which nothing changes any more. */
ReferencePlanList references_apart_settled(const ReferencePlan *reference);

/* How many parents the reference has left beside those of `others`, whatever these are. */
const Count *reference_parents_beside(const ReferencePlan *reference, const ReferencePlanList *others);

/* The parent of a number below that: none of the parents of `others`, of which all are known. Their
 * conditions to differ are met with that. */
Step *reference_row_beside(ReferencePlan *reference, Text name, Step *number,
                           const ReferencePlanList *others);

/* A number without those places, which are sorted for that: it is below all numbers less them. */
Step *reference_skip(TablePlan *table, Text name, Step *number, StepList *places);

/* Both have different parents, chosen otherwise. */
void references_set_apart(const ReferencePlan *one, const ReferencePlan *other);

/* Whether the condition that a and b differ is met: by parents chosen so, or because no row can be the parent
 * of both. */
bool references_are_apart(const Avoidance *avoidance);

#endif
