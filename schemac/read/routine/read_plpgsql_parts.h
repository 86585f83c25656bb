/* read_plpgsql_parts.h: what the read_plpgsql files share. For them alone. */
#ifndef SCHEMAC_READ_READ_PLPGSQL_PARTS_H
#define SCHEMAC_READ_READ_PLPGSQL_PARTS_H

#include "read/routine/read_plpgsql.h"

/* ---- read_plpgsql.c */

/* A new statement at the end of the list. */
PlStatement *plpgsql_add(SqlCursor *cursor, PlStatementList *list, PlStatementKind kind);

/* Whether the cursor is at one of the words; the list ends in NULL. */
bool plpgsql_at_any(const SqlCursor *cursor, const char *const *words);

/* Statements up to the word that ends them, which stays. */
bool plpgsql_statements(SqlCursor *cursor, PlStatementList *list);

/* ---- read_plpgsql_plain.c */

/* To the word, outside CASE … END; false where a statement ends before it. */
bool plpgsql_pass_to(SqlCursor *cursor, const char *word);

/* The expression before `word`, which is passed; NULL where it is more than an expression. */
bool plpgsql_expr_before(SqlCursor *cursor, const char *word, Expr **expr);

/* The expression up to the semicolon, which is passed; NULL, and the cursor where it was, where there is
 * anything else. */
Expr *plpgsql_last_expr(SqlCursor *cursor);

/* To the semicolon, which is passed. What a query puts into NEW is an assignment. */
bool plpgsql_pass_statement(SqlCursor *cursor, PlStatementList *list);

/* A variable of DECLARE. */
bool plpgsql_declaration(SqlCursor *cursor, PlStatementList *list);

/* An assignment or a statement of SQL. */
bool plpgsql_plain(SqlCursor *cursor, PlStatementList *list);

/* ---- read_plpgsql_loop.c */

/* LOOP, WHILE, FOR or FOREACH at the cursor. */
bool plpgsql_loop(SqlCursor *cursor, PlStatementList *list);

/* EXIT or CONTINUE, as `kind` says, after the word. */
bool plpgsql_leave(SqlCursor *cursor, PlStatementList *list, PlStatementKind kind);

#endif
