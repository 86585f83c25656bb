/* expr_normal.h: the parts of expr_normalise (model/expr.h), for the expr_normal files alone.
 *
 * Each part works on arguments that are in normal form already and know their types. To tell which casts are
 * PostgreSQL's own it takes them off and asks whether the same operator or function would be chosen: if so,
 * they were not needed. */
#ifndef SCHEMAC_MODEL_EXPR_NORMAL_H
#define SCHEMAC_MODEL_EXPR_NORMAL_H

#include "model/expr_signature.h"
#include "model/expr_type.h"
#include "model/type_convert.h"

typedef struct Normal {
    Arena *arena;
    const ExprScope *scope;
} Normal;

/* A normal expression and its type. */
typedef struct Typed {
    Expr *expr;
    TypeUse type;
} Typed;

typedef LIST(Typed) TypedList;

/* ---- expr_normal.c */

/* An expression in normal form with the type it is found to have. */
Typed normal_typed(const Normal *normal, Expr *expr);

/* A node like `expr` of these arguments, and its type. */
Typed normal_rebuild(const Normal *normal, const Expr *expr, const TypedList *arguments);

/* AND or OR of normal expressions; those of the same kind are taken apart. One alone is itself. */
Typed normal_junction(const Normal *normal, ExprKind kind, const TypedList *arguments, Span span);

/* ---- expr_normal_cast.c */

/* The cast of an operand that is in normal form, or that operand where the cast says nothing. */
Typed normal_cast(const Normal *normal, Typed operand, const Expr *cast);

/* Without the cast to `wanted` where PostgreSQL would add it to what is under it. */
Typed normal_peel(const Normal *normal, Typed value, const TypeUse *wanted);

/* A literal without a type, in the spelling of the type its place gives it. */
Typed normal_settle(const Normal *normal, Typed value, const TypeUse *wanted);

/* Values that come to one type, as in COALESCE and ARRAY: their casts to it off, literals settled. Gives that
 * type. */
TypeUse normal_common(const Normal *normal, TypedList *values);

/* The value of a column of the type, which need not be cast to it. */
Typed normal_assign(const Normal *normal, Typed value, const TypeUse *target);

/* ---- expr_normal_operator.c */

/* The node in normal form, of operands that are. */
Typed normal_operator(const Normal *normal, const Expr *expr, TypedList *operands);
Typed normal_quantified(const Normal *normal, const Expr *expr, TypedList *operands);
Typed normal_distinct(const Normal *normal, const Expr *expr, TypedList *operands);
Typed normal_not(const Normal *normal, const Expr *expr, Typed operand);

/* Takes off the casts of two operands that the operator would add, and settles their literals. */
void normal_operands(const Normal *normal, Text symbol, Typed *left, Typed *right);

/* ---- expr_normal_call.c */

/* The call in normal form, of arguments that are: functions that do the same have one name. */
Typed normal_call(const Normal *normal, const Expr *expr, TypedList *arguments);

/* make_interval(days => a, hours => b) as a * '1 day' + b * '1 hour', not in normal form; NULL: another
 * expression. */
Expr *normal_interval(Arena *arena, const Expr *call);

Typed normal_sql_value(const Normal *normal, const Expr *expr, TypedList *arguments);

#endif
