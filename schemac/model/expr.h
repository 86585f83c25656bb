/* expr.h: SQL value expressions. PostgreSQL documentation: section 4.2 (Value Expressions).
 *
 * The parser desugars what has no kind of its own: BETWEEN, IN, LIKE and its kin, AT TIME ZONE, EXTRACT,
 * SUBSTRING and the other functions with a grammar of their own become operators, ANY/ALL and calls. The
 * source text is kept beside an expression, not in it. Trees are not changed once made and may
 * share parts. */
#ifndef SCHEMAC_MODEL_EXPR_H
#define SCHEMAC_MODEL_EXPR_H

#include "model/type.h"

enum {
    EXPR_DEPTH_LIMIT = 1000, /* levels of an expression; the parser reports deeper ones */
    EXPR_SIZE_LIMIT = 10000  /* nodes of a part that desugaring would repeat */
};

typedef enum ExprKind {
    EXPR_NULL,
    EXPR_BOOL,      /* `boolean` */
    EXPR_NUMBER,    /* `text`: as written; in normal form decimal digits, "-" before them where negative */
    EXPR_STRING,    /* `text`: the value, unquoted */
    EXPR_COLUMN,    /* `text`: the column; `qualifier`: its table or parent reference, usually empty */
    EXPR_VALUE,     /* VALUE in a domain's CHECK */
    EXPR_PARAMETER, /* $n or a named argument of a function body: `text` */
    EXPR_OPERATOR,  /* `text`: the operator, `qualifier`: its schema, `arguments`: one (prefix) or two */
    EXPR_AND,       /* `arguments`: two or more, none of them an AND */
    EXPR_OR,        /* `arguments`: two or more, none of them an OR */
    EXPR_NOT,       /* `arguments[0]` */
    EXPR_IS,        /* `arguments[0]` IS [NOT] `text`: "null", "true", "false", "unknown", "document", "json",
                       "json object" … */
    EXPR_DISTINCT,  /* `arguments[0]` IS [NOT] DISTINCT FROM `arguments[1]` */
    EXPR_ANY, /* `arguments[0]` `text` ANY (`arguments[1]`): an array expression; `qualifier`: of the operator
               */
    EXPR_ALL, /* the same with ALL */
    EXPR_CALL,     /* function `text` in schema `qualifier` of `arguments`; also COALESCE, GREATEST, LEAST and
                      NULLIF as "coalesce" … and EXTRACT (f FROM x) as "extract" ('f', x) */
    EXPR_NAMED,    /* `text` => `arguments[0]`: a named argument of a call */
    EXPR_VARIADIC, /* VARIADIC `arguments[0]`: the last argument of a call */
    EXPR_SQL_VALUE, /* `text`: "current_date", "current_user" …; `arguments`: the precision, if one is given
                     */
    EXPR_CAST,      /* `arguments[0]`::`type` */
    EXPR_COLLATE,   /* `arguments[0]` COLLATE `text` of schema `qualifier` */
    EXPR_CASE,      /* `arguments`: [operand or NULL, when, then, when, then …, else or NULL] */
    EXPR_ARRAY,     /* ARRAY[`arguments`] */
    EXPR_ROW,       /* ROW(`arguments`) */
    EXPR_INDEX,  /* `arguments[0]`[`arguments[1]`]; slices have a third argument, the upper bound, and either
                    bound may be NULL */
    EXPR_FIELD,  /* (`arguments[0]`).`text` */
    EXPR_LOOKUP, /* a column of the one row of table `text` in schema `qualifier` whose key is as given, or
                    NULL: `arguments`: [column, key column, its value, key column, its value …], names as
                    EXPR_STRING; `type`: the column's, where it is known; in bodies of functions alone */
    EXPR_AGGREGATE, /* the aggregate function `text`, or "exists" or "array", over the items of a set:
                       `arguments`: [a call that returns a set, or an "array"; the value; the condition of an
                       item; by what the items are ordered; the separator]: from the condition on NULL where
                       there is none; `qualifier`: by what EXPR_ITEM names the set; `negated`: DISTINCT;
                       `boolean`: in descending order; in bodies of functions alone */
    EXPR_ITEM,  /* an item of the set `text`, inside an EXPR_AGGREGATE; `boolean`: its number, from 1 on */
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

/* A set whose items EXPR_ITEM stands for. */
typedef struct ExprItems {
    Text name;
    TypeUse type; /* of an item; `type` NULL: not known */
    const struct ExprItems *outer;
} ExprItems;

/* What the names of an expression stand for, and what becomes of its value. */
typedef struct ExprScope {
    const struct Schema *schema; /* whose functions it calls; NULL: PostgreSQL's own alone */
    const struct Table *table;   /* whose columns it reads; NULL: none */
    const TypeUse *value;        /* the type of VALUE in a domain's CHECK; NULL: no such word */
    const TypeUse *target;  /* the type of the column that gets the value (DEFAULT, GENERATED); NULL: none */
    const ExprItems *items; /* of the aggregates around it; NULL: none */
} ExprScope;

/* What the names inside an EXPR_AGGREGATE stand for whose set has items of the type; *items is kept there. */
ExprScope expr_scope_inside(const ExprScope *scope, const Expr *aggregate, TypeUse type, ExprItems *items);

/* A new expression of that kind with no arguments. */
Expr *expr_new(Arena *arena, ExprKind kind, Span span);

/* The same with one or two arguments. */
Expr *expr_operator(Arena *arena, const char *symbol, Expr *left, Expr *right);

/* A comparison of two rows of as many fields each, by those: (a, b) < (c, d) as a < c OR a = c AND b < d. NULL
 * where the expression is something else. Fields stand in it several times. (PostgreSQL, "Row and Array
 * Comparisons".) */
Expr *expr_row_comparison(Arena *arena, const Expr *expr);

/* SQL text of the expression with the fewest parentheses that keep its shape; PostgreSQL and the parser read
 * it back the same. Where SQL wants a restricted expression (DEFAULT), it goes into parentheses. */
Text expr_print(Arena *arena, const Expr *expr);

/* A copy of the node, not of its arguments. */
Expr *expr_copy(Arena *arena, const Expr *expr);

/* Structural equality; spans are not compared. */
bool expr_equal(const Expr *a, const Expr *b);
bool expr_list_equal(const ExprList *a, const ExprList *b);
bool expr_list_holds(const ExprList *list, const Expr *expr);

/* The same 64 bits for expressions that are equal; of a NULL expression, too. */
uint64_t expr_hash(const Expr *expr);

/* The normal form, the same for the text that a user wrote and for what pg_get_expr of any server version
 * prints of it. The given tree is not changed; what is already normal comes back equal.
 *
 * Nested AND and OR are flat, NOT is drawn inwards, names and operators are without pg_catalog and columns
 * without their table, casts that PostgreSQL adds by itself are gone, literals have the spelling of their
 * type, CASE has no ELSE NULL. A cast that changes what is computed stays; so does the type of a literal that
 * its neighbours don't tell. The scope must have its columns' types resolved; NULL: nothing is known. A
 * default that is EXPR_NULL is no default. */
Expr *expr_normalise(Arena *arena, const Expr *expr, const ExprScope *scope);

/* How many nodes the expression has, counted up to `limit`. */
size_t expr_size(const Expr *expr, size_t limit);

/* How many levels it has, counted up to `limit`. */
size_t expr_depth(const Expr *expr, size_t limit);

/* Whether there is a column in it. */
bool expr_reads_columns(const Expr *expr);

/* Calls `visit` for every column of the expression, in source order. */
void expr_each_column(const Expr *expr, void (*visit)(void *context, const Expr *column), void *context);

#endif
