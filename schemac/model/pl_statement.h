/* pl_statement.h: the body of a PL/pgSQL function as far as it tells what becomes of a row. PostgreSQL
 * documentation: chapter 43 (PL/pgSQL). Expressions are as parsed, not in normal form, over NEW, OLD,
 * arguments and variables. */
#ifndef SCHEMAC_MODEL_PL_STATEMENT_H
#define SCHEMAC_MODEL_PL_STATEMENT_H

#include "model/expr.h"

typedef struct PlStatement PlStatement;
typedef LIST(PlStatement *) PlStatementList;

typedef enum PlStatementKind {
    PL_IF,     /* `expr`; `then` where it is true, else `otherwise` */
    PL_RAISE,  /* an error */
    PL_RETURN, /* `expr`; NULL: not known */
    PL_ASSIGN, /* a column of NEW, `target`, gets a value; an empty target: all of it */
    PL_WRITE,  /* INSERT, UPDATE, PERFORM, NOTIFY …: effects outside the row */
    PL_BLOCK,  /* `then` runs, perhaps, perhaps again, its errors perhaps caught */
    PL_OTHER   /* nothing that bears on the row itself: variables, queries, notices */
} PlStatementKind;

struct PlStatement {
    PlStatementKind kind;
    Text target; /* PL_ASSIGN */
    Expr *expr;  /* PL_IF, _RETURN; NULL: not known */
    PlStatementList then, otherwise;
};

#endif
