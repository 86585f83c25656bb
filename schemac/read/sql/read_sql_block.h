/* read_sql_block.h: blocks of PL/pgSQL whose statements are followed, for read_sql_do.c and the files beside
 * it. */
#ifndef SCHEMAC_READ_SQL_BLOCK_H
#define SCHEMAC_READ_SQL_BLOCK_H

#include "read/sql/read_sql.h"

typedef struct Block {
    Ddl *ddl;
    bool apply;        /* apply the statements; otherwise only see whether all can be */
    bool is_dead;      /* they are not reached */
    bool guarded;      /* there is a condition on the catalogs, or a handler, for what is not possible */
    bool asks_catalog; /* the block reads the server's catalogs: so may its variables */
    bool failed;       /* a guarded statement was not possible: the rest of its branch is passed over */
    bool returned;     /* RETURN: nothing after it is applied */
    bool may_return;   /* the same where the catalogs are so: what is after it is guarded */
    bool is_open;      /* the same under a condition that is not known: no change may follow */
    bool has_handler;  /* EXCEPTION was seen */
    unsigned changes;  /* statements seen that may change the schema */
    const DdlVariable *variables; /* what they hold now */
} Block;

/* ---- read_sql_do.c */

/* A block for the statements inside another: they are reached where those around them are and `holds`. */
Block block_enter(const Block *block, bool holds);

/* Back to the block around; what its variables hold is for the caller to say. */
void block_leave(Block *block, const Block *inner);

/* The statements up to the word that ends them; false where what they do is not known. */
bool block_items(Block *block);

/* Past the semicolon that ends the statement. */
bool block_pass_statement(SqlCursor *cursor);

/* Whether any token of the cursor's text, or of its statement, is a name of the server's catalogs. */
bool block_asks_catalog(SqlCursor text, bool whole);

/* ---- read_sql_variables.c */

/* Reads an expression up to one of the tokens in `ends`, which blanks part ("; into"), and which stays. Its
 * value is known where that of all that it reads is; false, and the cursor not moved, where there is no such
 * expression. */
bool block_value(Block *block, const char *ends, DdlVariable *value);

/* The expression alone, NULL where there is none; and the value of one. */
Expr *block_expr(Block *block, const char *ends);
DdlVariable block_evaluate(const Block *block, const Expr *expr);

/* A new variable of the type; the value in one that is there. */
void block_bind(Block *block, Text name, TypeUse type, const DdlVariable *value);
void block_set(Block *block, Text name, const DdlVariable *value);

/* After statements that were perhaps not reached: what they set is not known. */
void block_forget(Block *block, const Block *inner);

/* DECLARE, from after that word up to BEGIN. */
void block_declare(Block *block);

/* `name := expression;` false, and the cursor not moved, where that is not what it is at. */
bool block_assign(Block *block);

/* Passes a statement that is about rows; the variables that it sets are not known after it, or NULL where it
 * finds no row. */
bool block_rows(Block *block, bool asks);

/* Whether the words up to THEN read a variable that the catalogs were asked for. */
bool block_reads_catalog(const Block *block);

/* ---- read_sql_loop.c */

/* FOR, FOREACH, WHILE or LOOP, up to END LOOP. */
bool block_loop(Block *block);

#endif
