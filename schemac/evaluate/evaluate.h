/* evaluate.h: the value of an SQL expression for one row, as PostgreSQL's executor would find it.
 *
 * Expressions are in normal form (model/expr.h). Semantics are those of chapters 8 to 10 of PostgreSQL's
 * documentation, three-valued logic and order of evaluation included, with the settings the project has
 * everywhere: ISO dates, intervals in "postgres" style, time zone UTC, UTF-8. An answer that is given is the
 * server's; what is not implemented, depends on the server's locale, or needs more room than there is
 * (numbers of over 37 digits, texts of over a mebibyte) is EVALUATED_UNKNOWN. */
#ifndef SCHEMAC_EVALUATE_H
#define SCHEMAC_EVALUATE_H

#include "model/schema.h"

typedef enum Evaluated {
    EVALUATED_VALUE,
    EVALUATED_NULL,
    EVALUATED_ERROR,  /* the server would raise an error */
    EVALUATED_UNKNOWN /* not understood here */
} Evaluated;

/* What an expression reads. Nothing of it is changed but *reads_now, nothing is kept. */
typedef struct EvaluateScope {
    const Schema *schema;      /* may be NULL */
    const Table *table;        /* whose columns are read; NULL: none */
    const TypeUse *value_type; /* of VALUE in a domain's CHECK; NULL: no such word */
    Text *texts;               /* by index of table->columns: values in PostgreSQL's text output form */
    bool *nulls;               /* by the same index */
    Text value;                /* of VALUE */
    bool value_null;
    Text now; /* the moment that now() and its kin stand for, as a timestamptz of UTC; empty: UNKNOWN */
    bool *reads_now; /* set where `now` was asked for; may be NULL */
    unsigned depth;  /* of calls of the schema's own functions */
} EvaluateScope;

/* A scope over a row of the table (NULL: none) that is made up: every column is NULL. The row is kept in the
 * arena and belongs to the scope. */
EvaluateScope evaluate_scope(Arena *arena, const Schema *schema, const Table *table);

/* Gives a column of that row a value, in PostgreSQL's text output form; makes it NULL again. */
void evaluate_scope_give(EvaluateScope *scope, const Column *column, Text value);
void evaluate_scope_take(EvaluateScope *scope, const Column *column);

/* The value in the text form that the type's output function prints, and its type without modifiers; both
 * are set only where the result is EVALUATED_VALUE. Either may be NULL. They live in the arena. */
Evaluated evaluate(Arena *arena, const Expr *expr, const EvaluateScope *scope, Text *result, TypeUse *type);

typedef enum Truth {
    TRUTH_FALSE,
    TRUTH_TRUE,
    TRUTH_NULL,
    TRUTH_UNKNOWN, /* not understood here, or not a boolean */
    TRUTH_ERROR    /* the server would raise an error: it takes no such row */
} Truth;

/* The same of a condition. */
Truth evaluate_truth(Arena *arena, const Expr *expr, const EvaluateScope *scope);

#endif
