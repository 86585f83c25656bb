/* pl_statement.h: the body of a PL/pgSQL function as far as it tells what becomes of a row, and what it
 * returns. PostgreSQL documentation: chapter 43 (PL/pgSQL). */
#ifndef SCHEMAC_MODEL_PL_STATEMENT_H
#define SCHEMAC_MODEL_PL_STATEMENT_H

#include "model/expr.h"

typedef struct PlStatement PlStatement;
typedef LIST(PlStatement *) PlStatementList;

typedef enum PlStatementKind {
    PL_IF,      /* `expr`; `then` where it is true, else `otherwise` */
    PL_RAISE,   /* an error */
    PL_RETURN,  /* `expr`; NULL: not known */
    PL_ASSIGN,  /* a column of NEW, `target`, gets a value; an empty target: all of it */
    PL_DECLARE, /* a variable `target` of `type`, whose value is `expr`, or NULL where there is none */
    PL_SET,     /* the variable `target` gets `expr` */
    PL_WRITE,   /* INSERT, UPDATE, PERFORM, NOTIFY …: effects outside the row; `expr`: of PERFORM */
    PL_LOOP,    /* `then`, time and again, as `loop` says */
    PL_LEAVE,   /* out of the innermost loop where `expr` is true, or there is none */
    PL_NEXT,    /* to its next round */
    PL_BLOCK,   /* `then`; after an error, `otherwise`, which is the first handler if `handles_all` */
    PL_NOTHING, /* NULL, notices */
    PL_OTHER    /* nothing that bears on the row itself: queries into variables; the declaration of a variable
                   `target` that is more than a type and an expression */
} PlStatementKind;

typedef enum PlLoop {
    PL_LOOP_PLAIN,
    PL_LOOP_WHILE,   /* `expr` is true */
    PL_LOOP_COUNT,   /* an integer `target` of its own goes from `expr` to `last` by `step`, or 1 */
    PL_LOOP_REVERSE, /* the same, downwards */
    PL_LOOP_ITEMS,   /* `target` is each item of the array `expr` */
    PL_LOOP_OTHER    /* rows of queries */
} PlLoop;

/* Expressions are as parsed, over NEW, OLD, arguments and variables; NULL where they are more than that. */
struct PlStatement {
    PlStatementKind kind;
    PlLoop loop;
    bool handles_all;
    Text target;
    TypeUse type;
    Expr *expr, *last, *step;
    PlStatementList then, otherwise;
};

#endif
