/* reference_avoid.h: references that never have the value of another column of their row. */
#ifndef SCHEMAC_PLAN_REFERENCE_AVOID_H
#define SCHEMAC_PLAN_REFERENCE_AVOID_H

#include "plan/plan.h"

/* Takes on a <> b where one of the columns is a reference of one column, and the other a reference as well or
 * a unique key: a matter of which parent is chosen. With a component it is one of the relations of its
 * scenarios, and the other column may be in any unique constraint. False where it is none: nothing is done
 * then. The expression must live as long as the plan. */
bool reference_avoid(TablePlan *table, const struct Component *component, const Expr *relation,
                     const Column *a, const Column *b);

/* Decides which reference of each such pair keeps away from the other column. Where none is drawn freely the
 * table is refused, or the scenarios keep the relation. After references_draw. */
void references_decide_avoidances(TablePlan *table);

/* The columns that the column's reference keeps away from, each once. */
ColumnPlanList references_avoided(const ColumnPlan *column);

/* Makes the column's reference take the next parent for as long as the one it has is of another column's
 * value, but not in scenarios in which that is a copy of it. `target`, the column referenced, and the others,
 * one at least, have values, and nothing reads yet which parent it is. */
void reference_keep_away(ColumnPlan *column, const ColumnPlan *target, const ColumnPlanList *others);

#endif
