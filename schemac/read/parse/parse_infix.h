/* parse_infix.h: what may follow an operand of an expression, for parse_expr.c, which climbs by precedence.
 * Functions give NULL where an error was reported. */
#ifndef SCHEMAC_READ_PARSE_INFIX_H
#define SCHEMAC_READ_PARSE_INFIX_H

#include "model/expr_binding.h"
#include "read/parse/parse_expr.h"

/* What may follow an operand. */
typedef enum Infix {
    INFIX_NONE,
    INFIX_OPERATOR,
    INFIX_AND,
    INFIX_OR,
    INFIX_IS,
    INFIX_ISNULL,
    INFIX_NOTNULL,
    INFIX_BETWEEN,
    INFIX_IN,
    INFIX_LIKE,
    INFIX_ILIKE,
    INFIX_SIMILAR,
    INFIX_OVERLAPS,
    INFIX_AT,
    INFIX_COLLATE
} Infix;

/* How an expression is being read. */
typedef struct Climb {
    SqlCursor *cursor;
    SqlToken first;  /* where the left operand starts */
    bool restricted; /* b_expr: no clause words */
} Climb;

/* An operand with all that follows it and binds at least so tightly. */
Expr *parse_climb(SqlCursor *cursor, Binding least, bool restricted);

/* What follows the left operand, from its operator or word on, which the cursor is at, or at a NOT
 * before it. */
Expr *parse_infix(Climb *at, Expr *left, Infix infix, Binding binding, bool with_not);

/* Takes an operator, OPERATOR(schema.name) too. "!=" is another spelling of "<>". */
bool parse_operator_symbol(SqlCursor *cursor, Text *qualifier, Text *symbol);

/* NOT of an expression. */
Expr *parse_negated(Climb *at, Expr *operand);

#endif
