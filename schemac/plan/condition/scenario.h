/* scenario.h: conditions over several columns as alternatives. Each alternative, a scenario, says of every
 * column whether it is NULL and what holds for its value alone, and which relations hold between values. A
 * row that satisfies all of one scenario satisfies the conditions, in SQL's three-valued logic: none of them
 * is false. */
#ifndef SCHEMAC_PLAN_SCENARIO_H
#define SCHEMAC_PLAN_SCENARIO_H

#include "model/schema.h"

enum {
    SCENARIO_LIMIT = 64,     /* scenarios that are kept: a set of them is a 64-bit mask */
    SCENARIO_WORK = 30000000 /* steps towards the scenarios of one table */
};

typedef enum Presence {
    PRESENCE_FREE, /* NULL or not, as the column pleases */
    PRESENCE_NULL,
    PRESENCE_VALUE
} Presence;

typedef struct Scenario {
    Presence *presence;   /* by column */
    ExprList *conditions; /* by column: each is true of the value, where there is one */
    ExprList relations;   /* over several columns, all of which have values; each is true */
    uint64_t tags;        /* bit i: split i is true of its rows; else it is not */
} Scenario;
typedef LIST(Scenario *) ScenarioList;

/* What scenarios are about. */
typedef struct ScenarioScope {
    Arena *arena;
    const Schema *schema;
    const Table *table;
    const struct Plan *plan; /* whose judge may be asked what becomes of NULL; or NULL */
    ColumnList columns;      /* those of the conditions */
    const bool *needed;      /* by column: it is never NULL */
    uint64_t loose;          /* bit i: split i may be true in other scenarios than those that it tags */
    size_t work;             /* steps that may be taken, or about half as many more */
    const void *context;     /* what follows is called with it; either may be NULL: all are fine */
    bool (*possible)(const void *context, size_t column, const ExprList *conditions); /* values are known */
    bool (*accepts)(const void *context, Scenario *scenario); /* may change what is free */
} ScenarioScope;

typedef enum ScenarioOutcome {
    SCENARIOS_FOUND,
    SCENARIOS_NONE,      /* no row satisfies the conditions */
    SCENARIOS_NO_VALUES, /* none is left for which values are known */
    SCENARIOS_TOO_MANY   /* none was found among the ways that were looked at */
} ScenarioOutcome;

typedef struct ScenarioResult {
    ScenarioOutcome outcome;
    const Expr *unmet; /* where none is found: the condition at which that showed */
    size_t work;       /* steps that were taken */
} ScenarioResult;

/* Appends the scenarios of all the conditions together, at most SCENARIO_LIMIT, every alternative of every OR
 * in one of them where it can be. A split is a predicate that is true in all rows of a scenario or in none:
 * there are at most 64. Where there are too many ways to look at them all, the scenarios are those of some.
 */
ScenarioResult scenarios_of(const ScenarioScope *scope, const ExprList *conditions, const ExprList *splits,
                            ScenarioList *scenarios);

/* What a condition over one column alone asks of it: whether it may be NULL and may have a value, and of the
 * value; the condition is appended to `conditions` unless it holds for every value. NULL passes unless it
 * must be true. */
typedef struct Sole {
    bool allows_null;
    bool allows_value;
} Sole;
Sole scenario_sole(const ScenarioScope *scope, const Column *column, const Expr *condition, bool must_be_true,
                   ExprList *conditions);

/* The negation under three-valued logic. */
Expr *scenario_not(Arena *arena, const Expr *expr);

/* True where the expression is NULL whenever a column in it is. */
bool scenario_is_strict(const ScenarioScope *scope, const Expr *expr);

/* The columns an expression reads, each once. */
ColumnList scenario_columns(const ScenarioScope *scope, const Expr *expr);

#endif
