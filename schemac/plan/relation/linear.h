/* linear.h: comparisons of sums and differences of columns, taken apart.
 *
 * Numbers are counted in units of 10^-scale, times in microseconds since 2000-01-01. Months are taken to have
 * 28 or 31 days and now() to be any moment of the fifty years after the reference date, whichever makes the
 * comparison harder to meet. */
#ifndef SCHEMAC_PLAN_LINEAR_H
#define SCHEMAC_PLAN_LINEAR_H

#include "plan/plan.h"

typedef struct LinearTerm {
    const Column *column;
    PlanInteger factor;
} LinearTerm;

typedef enum LinearOp {
    LINEAR_AT_MOST, /* sum ≤ 0 */
    LINEAR_EQUAL,   /* sum = 0 */
    LINEAR_APART    /* sum ≠ 0 */
} LinearOp;

typedef struct Linear {
    LinearOp op;
    LIST(LinearTerm) terms; /* each column once, factors not 0 */
    PlanInteger constant;
} Linear;

typedef struct LinearScope {
    Arena *arena;
    const Schema *schema;
    const Table *table;
    bool is_time; /* dates and timestamps, not numbers */
    int scale;    /* numbers: digits after the point */
} LinearScope;

/* False where the expression is no such comparison. */
bool linear_of(const LinearScope *scope, const Expr *expr, Linear *linear);

#endif
