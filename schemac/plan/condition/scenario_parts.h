/* scenario_parts.h: what the files that make scenarios share. */
#ifndef SCHEMAC_PLAN_SCENARIO_PARTS_H
#define SCHEMAC_PLAN_SCENARIO_PARTS_H

#include "plan/condition/alternative.h"

/* The alternatives in which the expression's truth is as wanted. */
AlternativeList scenario_search(Search *search, const Expr *expr, Want want);

/* Takes the first CASE, COALESCE, NULLIF, count of truths or truth as a number out of a comparison, and gives
 * the alternatives of what remains; false where there is none. */
bool scenario_lift(Search *search, const Expr *expr, Want want, AlternativeList *alternatives);

/* Truths that are counted, and what must be added to their number. */
typedef struct TruthCount {
    ExprList tests;
    size_t more;
} TruthCount;

/* True of num_nonnulls, num_nulls, and of sums of truths as numbers none of which is NULL. */
bool scenario_counts(const ScenarioScope *scope, const Expr *expr, TruthCount *count);

/* Alternatives in which exactly so many of the tests are true and the others are not; where there are many,
 * some that have every test true and every test not true. */
AlternativeList scenario_exactly(Search *search, const ExprList *tests, size_t count);

/* True where the expression's type is boolean. */
bool scenario_is_truth(const ScenarioScope *scope, const Expr *expr);

/* True of a cast of a truth to a number. */
bool scenario_is_truth_as_number(const ScenarioScope *scope, const Expr *expr);

/* The expression where the column has a value: tests for NULL are decided, and what follows from them. */
const Expr *scenario_assume_value(const ScenarioScope *scope, const Expr *expr, const Column *column);

/* True where it is NULL when every column it reads is. */
bool scenario_is_null_of_nulls(const ScenarioScope *scope, const Expr *expr);

/* expr IS NOT NULL. */
Expr *scenario_is_value(Arena *arena, const Expr *expr);

#endif
