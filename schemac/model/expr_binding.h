/* expr_binding.h: how strongly the forms of an expression bind, for its parser and its printer. PostgreSQL
 * documentation: section 4.1.6 (Operator Precedence). */
#ifndef SCHEMAC_MODEL_EXPR_BINDING_H
#define SCHEMAC_MODEL_EXPR_BINDING_H

#include "base/text.h"

/* Weakest first. */
typedef enum Binding {
    BIND_NONE,
    BIND_OR,
    BIND_AND,
    BIND_NOT,
    BIND_IS,
    BIND_COMPARISON,
    BIND_LIKE,     /* also BETWEEN and IN */
    BIND_OPERATOR, /* all operators that have no place of their own */
    BIND_SUM,
    BIND_PRODUCT,
    BIND_POWER,
    BIND_AT, /* AT TIME ZONE */
    BIND_COLLATE,
    BIND_SIGN,
    BIND_CAST,
    BIND_PRIMARY
} Binding;

/* The binding of a binary operator as it is written, "!=" included. */
Binding binding_of_operator(Text symbol);

#endif
