/* expr_signature.h: what operators and functions take and give, for the types PostgreSQL's own ones are
 * about. PostgreSQL documentation: sections 10.2 (Operators) and 10.3 (Functions), chapter 9. */
#ifndef SCHEMAC_MODEL_EXPR_SIGNATURE_H
#define SCHEMAC_MODEL_EXPR_SIGNATURE_H

#include "model/expr.h"

enum {
    SIGNATURE_ARGUMENTS = 8 /* of one function; later ones are of the last one's type */
};

/* Types an operator or function takes and gives. A type whose `type` is NULL is not known, or any will do. */
typedef struct Signature {
    TypeUse arguments[SIGNATURE_ARGUMENTS];
    size_t count; /* of a function with arguments without end: those before and the repeated one */
    TypeUse result;
} Signature;

/* The operator that PostgreSQL takes for operands of these types, literals without type being "unknown". Of a
 * prefix operator `left` is NULL and arguments[0] is the operand. */
Signature operator_resolve(Text symbol, const TypeUse *left, const TypeUse *right);

/* The operator that gives the opposite answer, also for NULL ("=" and "<>", "~~" and "!~~"); empty where
 * there is none. */
Text operator_negator(Text symbol);

/* True for = <> < > <= >=. */
bool operator_is_comparison(Text symbol);

/* The function of that name and schema for arguments of these types: one of PostgreSQL's own or of the
 * scope's schema. Where there is none, or several that would do, all is unknown and the count is 0. */
Signature function_resolve(const ExprScope *scope, Text qualifier, Text name, const TypeUse *types,
                           size_t count);

#endif
