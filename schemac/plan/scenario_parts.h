/* scenario_parts.h: what the files that make scenarios share. */
#ifndef SCHEMAC_PLAN_SCENARIO_PARTS_H
#define SCHEMAC_PLAN_SCENARIO_PARTS_H

#include "plan/scenario.h"

/* What is wanted of an expression's truth. */
typedef enum Want {
    WANT_TRUE,
    WANT_FALSE,
    WANT_NOT_FALSE, /* true or NULL */
    WANT_NOT_TRUE   /* false or NULL */
} Want;

typedef struct Search {
    const ScenarioScope *scope;
    size_t looked_at;
    bool exhausted; /* SCENARIO_SEARCH was reached */
} Search;

/* The alternatives in which the expression's truth is as wanted. */
ScenarioList scenario_search(Search *search, const Expr *expr, Want want);

/* All of one side together with all of the other, without those that contradict themselves or say more than
 * another one. */
ScenarioList scenario_all(Search *search, const ScenarioList *a, const ScenarioList *b);

void scenario_append(Search *search, ScenarioList *to, const ScenarioList *more);

/* Takes the first CASE, COALESCE, NULLIF, num_nulls or truth as a number out of a comparison, and gives the
 * alternatives of what remains; false where there is none. */
bool scenario_lift(Search *search, const Expr *expr, Want want, ScenarioList *alternatives);

/* True where the expression's type is boolean. */
bool scenario_is_truth(const ScenarioScope *scope, const Expr *expr);

/* The expression where the column has a value: tests for NULL are decided, and what follows from them. */
const Expr *scenario_assume_value(const ScenarioScope *scope, const Expr *expr, const Column *column);

Expr *scenario_not(Arena *arena, const Expr *expr);

#endif
