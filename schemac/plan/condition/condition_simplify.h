/* condition_simplify.h: predicates made smaller and flatter without changing their value, NULL included.
 *
 * Constants are folded; tests of what is never NULL go; IS TRUE and its kin, IS DISTINCT FROM, boolean CASE,
 * COALESCE, equality of predicates become AND, OR and IS NULL over plain comparisons. Three-valued logic is
 * Kleene's: AND is the minimum and OR the maximum of false < NULL < true. PostgreSQL documentation: section
 * 9.1 (Logical Operators), 9.2 (Comparison Functions and Operators). */
#ifndef SCHEMAC_PLAN_CONDITION_SIMPLIFY_H
#define SCHEMAC_PLAN_CONDITION_SIMPLIFY_H

#include "model/schema.h"

/* An expression in normal form and of the same value for every row of the scope's table that keeps its NOT
 * NULLs. What is given is in normal form. */
Expr *condition_simplify(Arena *arena, const ExprScope *scope, const Expr *expr);

/* A predicate that passes for the same rows, where NULL passes (`null_passes`) or does not: beyond the above,
 * NULL itself is gone from its ANDs and ORs. */
Expr *condition_relax(Arena *arena, const ExprScope *scope, const Expr *expr, bool null_passes);

/* True where the expression is NULL for no row that keeps the NOT NULLs of its table. */
bool condition_never_null(const ExprScope *scope, const Expr *expr);

#endif
