/* ask.h: what the compiler can't evaluate, put to the judge that the plan was given. */
#ifndef SCHEMAC_PLAN_ASK_H
#define SCHEMAC_PLAN_ASK_H

#include "evaluate/evaluate.h"
#include "plan/plan.h"

/* Whether there is a judge, and answers to the condition stay true: those about the present do not. */
bool ask_may(const Plan *plan, const Expr *condition);

/* Whether all the conditions are true of each row of the columns, VALUE standing for the only one. Conditions
 * are not empty. False where there is no answer. */
bool ask_passes(const Plan *plan, const ExprList *conditions, const ColumnList *columns, const Text *values,
                size_t count, bool *passes);

/* The condition's truth where the columns, which are all that it reads, are NULL; unknown where that can't be
 * asked. */
Truth ask_of_nulls(const Plan *plan, const Expr *condition, const ColumnList *columns);

/* Why there was no answer to a condition; empty where there was, or it was not asked. */
Text ask_problem(const Plan *plan, const Expr *condition);

#endif
