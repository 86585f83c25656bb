/* condition_computable_parts.h: what the files that find the conditions of computing an expression share; for
 * them alone. */
#ifndef SCHEMAC_PLAN_CONDITION_COMPUTABLE_PARTS_H
#define SCHEMAC_PLAN_CONDITION_COMPUTABLE_PARTS_H

#include "plan/condition/condition_parts.h"

/* An expression that is looked through. */
typedef struct Walk {
    Arena *arena;
    const ExprScope *scope;
    ExprList others; /* where one of them is true, the part that is looked at is not computed */
    ExprList *found;
} Walk;

/* ---- condition_computable.c */

/* Literals; a call of a function with a copy of the first argument and, unless NULL, the second. */
Expr *computable_text(const Walk *run, Text text, Span span);
Expr *computable_number(const Walk *run, const char *digits, Span span);
Expr *computable_call(const Walk *run, const char *name, const Expr *first, Expr *second);

/* Takes the condition in; that of an operator between a copy of the operand and a literal, which is a whole
 * number; that the text matches the regular expression. Nothing is asked of constants. */
void computable_demand(const Walk *run, Expr *condition);
void computable_bound(const Walk *run, const Expr *operand, const char *symbol, int64_t bound);
void computable_match(const Walk *run, const Expr *operand, Text regex);

/* ---- condition_computable_number.c */

/* The number, which stands in the place of one of the type `to`, has room there. */
void computable_fits(const Walk *run, const Expr *number, const TypeUse *to);

/* What a sum, difference or product has room for; what a quotient needs. */
void computable_arithmetic(const Walk *run, const Expr *expr);

/* The number is not 0. */
void computable_divisor(const Walk *run, const Expr *divisor);

/* A literal that is a number above 0 of few digits, as digits and a power of ten that they are divided by. */
bool computable_factor(const Expr *expr, int64_t *digits, int64_t *divisor);

/* ---- condition_computable_call.c */

/* What functions, and operators that are not arithmetic, ask of their arguments. */
void computable_of_call(const Walk *run, const Expr *expr);
void computable_of_operator(const Walk *run, const Expr *expr);

#endif
