/* expr.h: SQL value expressions. PostgreSQL documentation: section 4.2 (Value Expressions).
 *
 * Both readers produce one normal form (expr_normalise): BETWEEN, IN and NOT IN are desugared to comparisons
 * and ANY/ALL, nested AND/OR are flat lists, casts that PostgreSQL adds by itself are removed, function and
 * operator names are without pg_catalog, column names are resolved. The source text is kept beside an
 * expression, not in it. */
#ifndef SCHEMAC_MODEL_EXPR_H
#define SCHEMAC_MODEL_EXPR_H

#include "model/type.h"

typedef enum ExprKind {
    EXPR_NULL,
    EXPR_BOOL,      /* `boolean` */
    EXPR_NUMBER,    /* `text`: digits as written, normal form without sign */
    EXPR_STRING,    /* `text`: the value, unquoted */
    EXPR_COLUMN,    /* `text`: the column; `qualifier`: its table or parent reference, usually empty */
    EXPR_VALUE,     /* VALUE in a domain's CHECK */
    EXPR_PARAMETER, /* $n or a named argument of a function body: `text` */
    EXPR_OPERATOR,  /* `text`: the operator, `arguments`: one (prefix) or two */
    EXPR_AND,       /* `arguments`: two or more, none of them an AND */
    EXPR_OR,        /* `arguments`: two or more, none of them an OR */
    EXPR_NOT,       /* `arguments[0]` */
    EXPR_IS, /* `arguments[0]` IS [NOT] `text`: "null", "true", "false", "unknown", "document", "normalized"
              */
    EXPR_DISTINCT, /* `arguments[0]` IS [NOT] DISTINCT FROM `arguments[1]` */
    EXPR_ANY,      /* `arguments[0]` `text` ANY (`arguments[1]`): an array expression */
    EXPR_ALL,      /* the same with ALL */
    EXPR_CALL,     /* function `text` in schema `qualifier` of `arguments` */
    EXPR_CAST,     /* `arguments[0]`::`type` */
    EXPR_COLLATE,  /* `arguments[0]` COLLATE `text` */
    EXPR_CASE,     /* `arguments`: [operand or NULL, when, then, when, then …, else or NULL] */
    EXPR_ARRAY,    /* ARRAY[`arguments`] */
    EXPR_ROW,      /* ROW(`arguments`) */
    EXPR_INDEX, /* `arguments[0]`[`arguments[1]`]; slices have a third argument (`arguments[2]`, upper bound)
                 */
    EXPR_FIELD, /* (`arguments[0]`).`text` */
    EXPR_OPAQUE /* what the reader can't take apart (a subquery …): `text` is its source */
} ExprKind;

typedef LIST(Expr *) ExprList;

struct Expr {
    ExprKind kind;
    bool negated;       /* EXPR_IS, EXPR_DISTINCT: with NOT */
    bool boolean;       /* EXPR_BOOL */
    Text text;          /* see ExprKind */
    Text qualifier;     /* see ExprKind */
    TypeUse type;       /* EXPR_CAST */
    ExprList arguments; /* items are not NULL but where ExprKind says so */
    Span span;
};

/* A new expression of that kind with no arguments. */
Expr *expr_new(Arena *arena, ExprKind kind, Span span);

/* The same with one or two arguments. */
Expr *expr_operator(Arena *arena, const char *operator, Expr * left, Expr *right);

/* SQL text of the expression with the fewest parentheses that keep its shape; PostgreSQL reads it back the
 * same. */
Text expr_print(Arena *arena, const Expr *expr);

/* The normal form; the given tree is not changed. What is already normal comes back equal. */
Expr *expr_normalise(Arena *arena, const Expr *expr);

/* Structural equality; spans are not compared. */
bool expr_equal(const Expr *a, const Expr *b);

/* Calls `visit` for every column of the expression, in source order. */
void expr_each_column(const Expr *expr, void (*visit)(void *context, const Expr *column), void *context);

#endif
