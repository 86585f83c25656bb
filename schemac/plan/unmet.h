/* unmet.h: refusals of tables because of conditions that no values are known to meet. */
#ifndef SCHEMAC_PLAN_UNMET_H
#define SCHEMAC_PLAN_UNMET_H

#include "plan/plan.h"

/* Leaves the table out: names the constraint that the condition is from, with its text, and says what the
 * user can do. `why` is in words that the text ends: "no values are known that meet". The condition may be
 * NULL. */
void unmet_refuse(TablePlan *table, const Expr *condition, const char *why);

/* The same for a column without values: because of the condition among its own that is not met, or of its
 * type.
 */
void unmet_refuse_column(const ColumnPlan *column);

/* Warns of what is met in a weaker way than it could be, or maybe not at all: references that are NULL in all
 * rows, defaults that are taken to satisfy conditions that are not understood. */
void unmet_warn(const Plan *plan, Diag *diag);

#endif
