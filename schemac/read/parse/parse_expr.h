/* parse_expr.h: value expressions of SQL. PostgreSQL documentation: section 4.2; the precedences of section
 * 4.1.6. */
#ifndef SCHEMAC_READ_PARSE_EXPR_H
#define SCHEMAC_READ_PARSE_EXPR_H

#include "read/parse/sql_cursor.h"

/* Reads the longest expression (a_expr) at the cursor; the token after it stays. NULL where an error was
 * reported. Not normalised. Subqueries become EXPR_OPAQUE. */
Expr *parse_expr(SqlCursor *cursor);

/* The same for the places where a clause may follow that starts with NOT, IN, IS, LIKE, BETWEEN, AND or OR,
 * such as DEFAULT (b_expr): these end the expression unless in parentheses. */
Expr *parse_expr_restricted(SqlCursor *cursor);

#endif
