/* reference_succession.h: references to the row's predecessor, such as versions of one document that each
 * reference the version before. The rows of a group are numbered, and conditions between the number and the
 * reference tell more than that the parent comes before. */
#ifndef SCHEMAC_PLAN_REFERENCE_SUCCESSION_H
#define SCHEMAC_PLAN_REFERENCE_SUCCESSION_H

#include "plan/condition/condition.h"
#include "plan/tables.h"

/* The reference to the table itself whose parent is told by the column, which numbers the rows of a group;
 * NULL where there is none. */
const ReferencePlan *reference_counted_by(const ColumnPlan *column);

/* Whether the condition holds because rows follow one another: nothing else is to be done for it. */
bool reference_succession_meets(TablePlan *table, const Condition *condition);

/* Whether a unique index over the columns, for rows of which the predicate is true, holds because it is true
 * of one row of each group at most. */
bool reference_succession_meets_partial(const TablePlan *table, const ColumnPlanList *columns,
                                        const Expr *predicate);

#endif
