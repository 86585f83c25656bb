/* condition_parts.h: what the condition files share among themselves. */
#ifndef SCHEMAC_PLAN_CONDITION_PARTS_H
#define SCHEMAC_PLAN_CONDITION_PARTS_H

#include "base/buffer.h"
#include "plan/condition/condition.h"
#include "plan/condition/condition_simplify.h"

enum {
    CONDITION_SIZE_LIMIT = 4000 /* nodes that writing an expression out may make of it */
};

/* What a simplification needs at every node. */
typedef struct Simplify {
    Arena *arena;
    const ExprScope *scope;
} Simplify;

/* ---- condition_truth.c: predicates made of simplified predicates, simplified */

/* A constant; the negation, with NOT taken inwards. */
Expr *truth_bool(const Simplify *run, bool value, Span span);
Expr *truth_not(const Simplify *run, const Expr *expr);

/* AND or OR of two, or of a list; constants fold, what is there twice stays once. */
Expr *truth_pair(const Simplify *run, ExprKind kind, Expr *a, Expr *b);
Expr *truth_junction(const Simplify *run, ExprKind kind, const ExprList *parts, Span span);

/* `expr` IS [NOT] NULL; IS [NOT] TRUE or FALSE. */
Expr *truth_is_null(const Simplify *run, const Expr *expr, bool negated);
Expr *truth_is(const Simplify *run, const Expr *expr, bool value, bool negated);

/* True where the expression is known to be boolean. */
bool truth_is_boolean(const Simplify *run, const Expr *expr);

/* True where the expression is so small that it may stand in a predicate once more. */
bool truth_may_repeat(const Expr *expr);

/* ---- condition_null.c */

/* Columns such that the expression is NULL exactly where one of them is; false where there are none such. */
bool condition_null_columns(Arena *arena, const ExprScope *scope, const Expr *expr, ExprList *columns);

/* True where the expression is NULL whenever the parameter ("$1") is. */
bool condition_null_with(const ExprScope *scope, const Expr *expr, Text parameter);

/* ---- condition_function.c */

/* What the call gives, as an expression over its arguments, not in normal form; NULL where its function is
 * not known or its body is more than an expression. */
Expr *function_inlined(Arena *arena, const ExprScope *scope, const Expr *call);

/* ---- condition_lookup.c */

/* The expression with each row that a key looks up as the parent that a reference of the scope's table leads
 * to: EXPR_LOOKUP of one key column, whose value is one column of the table, or a column of the reference
 * itself. NULL where a row is looked up that no reference leads to. */
Expr *lookups_resolved(Arena *arena, const ExprScope *scope, const Expr *expr);

/* ---- condition_expand.c */

/* What a generated column stores: its expression converted to its type. Texts that don't fit are refused
 * instead of cut. */
Expr *condition_stored(Arena *arena, const Column *column);

/* The expression in normal form, with what generated columns hold in their places; not simplified. */
Expr *condition_written_out(Arena *arena, const ExprScope *scope, const Expr *expr);

/* ---- condition_computable.c */

/* Conditions with all of which true (or NULL) computing the expression raises no error that is known here.
 * What CASE, AND, OR and COALESCE leave out need not be computed, nor any of it where the predicate, which
 * may be NULL, is not true. Not normal. */
ExprList condition_computable(Arena *arena, const ExprScope *scope, const Expr *expr, const Expr *predicate);

/* ---- condition_reads.c */

/* Whether it is known which texts the call, of two arguments, reads as its first one without an error.
 * Appends a regular expression that matches them as a whole, and no others; half of one where it isn't. */
bool condition_reads(const Expr *call, Buffer *regex);

/* ---- condition_partition.c */

/* What the partitions of a partitioned table ask of its rows, as one predicate that is never NULL: one part
 * of an OR for each partition, the default one last; an OR of nothing where there is none. Not normal. */
Expr *partition_condition(Arena *arena, const Table *table);

#endif
