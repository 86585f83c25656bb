/* parse_primary.h: the parts of an expression that need no precedence, for parse_expr.c, and the reader of
 * calls, for parse_primary.c. Functions give NULL where an error was reported. */
#ifndef SCHEMAC_READ_PARSE_PRIMARY_H
#define SCHEMAC_READ_PARSE_PRIMARY_H

#include "read/parse/parse_expr.h"

/* A literal, a column, a call, a parenthesised expression, CASE … with the subscripts and fields after it
 * (c_expr). */
Expr *parse_primary(SqlCursor *cursor);

/* The call of the function whose name, already passed, starts at `first`; the cursor is at
 * its parenthesis. */
Expr *parse_call(SqlCursor *cursor, SqlToken first, Text qualifier, Text name);

/* A function that has a grammar of its own, such as EXTRACT or COALESCE, or a key word that stands for a
 * value, such as CURRENT_DATE. Sets *expr, NULL where an error was reported; false, and nothing passed, where
 * there is none at the cursor. */
bool parse_special(SqlCursor *cursor, Expr **expr);

/* Comma-separated expressions up to `close`, which is passed. There may be none. */
bool parse_arguments(SqlCursor *cursor, SqlTokenKind close, ExprList *arguments);

/* True where a parenthesis at the cursor opens a subquery. */
bool parse_at_subquery(const SqlCursor *cursor);

/* Passes the parenthesis at the cursor and all up to the one that closes it. */
bool parse_skip_parentheses(SqlCursor *cursor);

/* A node that keeps the source from `first` to the last token passed. */
Expr *parse_opaque(SqlCursor *cursor, SqlToken first);

/* A node whose span is from `first` to the last token passed. */
Expr *parse_node(SqlCursor *cursor, ExprKind kind, SqlToken first);

/* A call of a function of PostgreSQL's own with one to three arguments; NULL ends them early. */
Expr *parse_built_call(SqlCursor *cursor, SqlToken first, const char *name, Expr *a, Expr *b, Expr *c);

#endif
