/* key_candidates.h: values that are tried for the columns of keys over expressions. */
#ifndef SCHEMAC_PLAN_KEY_CANDIDATES_H
#define SCHEMAC_PLAN_KEY_CANDIDATES_H

#include "plan/plan.h"

/* About so many different values of the column under its own conditions, in PostgreSQL's text output form:
 * usual ones, and such as expressions of `keys` over the column are likely to tell apart. None where no
 * values are known. */
TextList key_candidates(const ColumnPlan *column, const ExprList *keys, size_t wanted);

#endif
