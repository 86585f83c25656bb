/* expr_type.h: the static type of an expression. PostgreSQL documentation: chapter 10 (Type Conversion).
 *
 * Types come without modifiers and domains as they are named. Known are literals, columns of the scope's
 * table, casts, the operators of PostgreSQL's own types and the functions of expr_signature.h; where nothing
 * is known, `type` is NULL. Literals that have no type yet, and NULL, are of type "unknown". */
#ifndef SCHEMAC_MODEL_EXPR_TYPE_H
#define SCHEMAC_MODEL_EXPR_TYPE_H

#include "model/expr.h"

/* The type of the expression's value, raw or normal. Takes time linear in its size. */
TypeUse expr_type(const ExprScope *scope, const Expr *expr);

/* The same where the types of the arguments are known already: `arguments` has one for each of the node's. */
TypeUse expr_type_of_node(const ExprScope *scope, const Expr *expr, const TypeUse *arguments);

/* The type of a set's items, for an EXPR_AGGREGATE's first argument and its type. */
TypeUse expr_set_type(const Expr *set, TypeUse type);

/* The type that an unsigned or signed number has as a literal: int4, int8 or numeric by size and form. */
TypeUse expr_number_type(Text digits);

#endif
