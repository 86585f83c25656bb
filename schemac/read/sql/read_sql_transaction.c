/* read_sql_transaction.c: the statements that a file takes back: from BEGIN to ROLLBACK, from SAVEPOINT to
 * ROLLBACK TO. They are found before the first is read, for a schema cannot be put back. */
#include "read/sql/read_sql.h"

/* A place to go back to. */
typedef struct Savepoint {
    Text name;
    const char *from; /* the first byte after the statement */
} Savepoint;

/* The transaction that a position of the text is in. */
typedef struct Transaction {
    bool open;
    const char *from; /* the first byte after BEGIN */
    LIST(Savepoint) savepoints;
} Transaction;

/* ---- statements ---- */

/* How many blocks the word at the cursor opens, within one or with BEGIN ATOMIC, or closes. */
static int block_change(const SqlCursor *cursor, size_t blocks)
{
    if (sql_at_words(cursor, "begin atomic") || (blocks && sql_at_words(cursor, "case")))
        return 1;
    return blocks && sql_at_words(cursor, "end") ? -1 : 0;
}

/* Passes a statement whatever it holds, the bodies of functions and the rows of COPY included. */
static void pass_statement(Ddl *scan)
{
    SqlCursor *cursor = &scan->cursor;
    size_t parentheses = 0, blocks = 0;
    if (sql_take_words(cursor, "copy")) {
        ddl_copy_rows(scan);
        return;
    }
    while (!sql_at(cursor, SQL_END) && (parentheses || blocks || !ddl_at_end(scan))) {
        parentheses += sql_at(cursor, SQL_LEFT_PAREN);
        parentheses -= parentheses && sql_at(cursor, SQL_RIGHT_PAREN);
        blocks = (size_t)((long)blocks + block_change(cursor, blocks));
        sql_advance(cursor);
    }
}

/* ---- transactions ---- */

static const char *position_of(const Ddl *scan)
{
    return scan->cursor.token.text.data;
}

/* What was undone inside is part of it. */
static void undo(Ddl *ddl, const char *from, const char *to)
{
    while (ddl->undone.count && ddl->undone.items[ddl->undone.count - 1].from >= from)
        ddl->undone.count--;
    list_push(ddl->arena, &ddl->undone, ((DdlUndone){from, to}));
}

/* The number of savepoints up to the last of that name; 0 where there is none. */
static size_t savepoint_number(const Transaction *transaction, Text name)
{
    size_t number = transaction->savepoints.count;
    while (number && !text_equal(transaction->savepoints.items[number - 1].name, name))
        number--;
    return number;
}

/* From after BEGIN, COMMIT, ROLLBACK and their like; AND CHAIN begins the next transaction. */
static void end_transaction(Ddl *scan, Transaction *transaction)
{
    bool chain = transaction->open && sql_take_words(&scan->cursor, "and chain");
    pass_statement(scan);
    *transaction = (Transaction){.open = chain, .from = position_of(scan)};
}

static void read_begin(Ddl *scan, Transaction *transaction)
{
    pass_statement(scan);
    if (!transaction->open)
        *transaction = (Transaction){.open = true, .from = position_of(scan)};
}

static void read_commit(Ddl *scan, Transaction *transaction)
{
    if (sql_at_words(&scan->cursor, "prepared"))
        pass_statement(scan);
    else
        end_transaction(scan, transaction);
}

static void read_savepoint(Ddl *scan, Transaction *transaction)
{
    Savepoint savepoint;
    bool named = sql_take_name(&scan->cursor, &savepoint.name);
    pass_statement(scan);
    savepoint.from = position_of(scan);
    if (named && transaction->open)
        list_push(scan->arena, &transaction->savepoints, savepoint);
}

static void read_release(Ddl *scan, Transaction *transaction)
{
    Text name;
    sql_take_words(&scan->cursor, "savepoint");
    size_t number = sql_take_name(&scan->cursor, &name) ? savepoint_number(transaction, name) : 0;
    if (number)
        transaction->savepoints.count = number - 1;
    pass_statement(scan);
}

/* ROLLBACK TO SAVEPOINT: the savepoint stays, those after it are gone. */
static void read_rollback_to(Ddl *ddl, Ddl *scan, Transaction *transaction, const char *start)
{
    Text name;
    sql_take_words(&scan->cursor, "savepoint");
    size_t number = sql_take_name(&scan->cursor, &name) ? savepoint_number(transaction, name) : 0;
    if (number) {
        transaction->savepoints.count = number;
        undo(ddl, transaction->savepoints.items[number - 1].from, start);
    }
    pass_statement(scan);
}

static void read_rollback(Ddl *ddl, Ddl *scan, Transaction *transaction, const char *start)
{
    SqlCursor *cursor = &scan->cursor;
    if (sql_at_words(cursor, "prepared")) {
        pass_statement(scan);
        return;
    }
    if (!sql_take_words(cursor, "work"))
        sql_take_words(cursor, "transaction");
    if (sql_take_words(cursor, "to")) {
        read_rollback_to(ddl, scan, transaction, start);
        return;
    }
    if (transaction->open)
        undo(ddl, transaction->from, start);
    end_transaction(scan, transaction);
}

static void scan_statement(Ddl *ddl, Ddl *scan, Transaction *transaction)
{
    SqlCursor *cursor = &scan->cursor;
    const char *start = position_of(scan);
    if (sql_take_words(cursor, "begin") || sql_take_words(cursor, "start transaction"))
        read_begin(scan, transaction);
    else if (sql_take_words(cursor, "commit") || sql_take_words(cursor, "end") ||
             sql_take_words(cursor, "prepare transaction"))
        read_commit(scan, transaction);
    else if (sql_take_words(cursor, "savepoint"))
        read_savepoint(scan, transaction);
    else if (sql_take_words(cursor, "release"))
        read_release(scan, transaction);
    else if (sql_take_words(cursor, "rollback") || sql_take_words(cursor, "abort"))
        read_rollback(ddl, scan, transaction, start);
    else
        pass_statement(scan);
}

void ddl_find_undone(Ddl *ddl)
{
    Diag silent = {.stream = ddl->diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    Ddl scan = *ddl;
    Transaction transaction = {0};
    scan.diag = &silent;
    scan.cursor = sql_cursor_new(ddl->arena, &silent, ddl->cursor.text, ddl->cursor.origin);
    while (!sql_at(&scan.cursor, SQL_END))
        if (!sql_take(&scan.cursor, SQL_SEMICOLON) && !sql_take(&scan.cursor, SQL_META))
            scan_statement(ddl, &scan, &transaction);
}

bool ddl_pass_undone(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    const char *position = cursor->token.text.data;
    while (ddl->undone_next < ddl->undone.count && ddl->undone.items[ddl->undone_next].to < position)
        ddl->undone_next++;
    if (ddl->undone_next == ddl->undone.count || ddl->undone.items[ddl->undone_next].from > position)
        return false;
    cursor->last = cursor->token;
    sql_move(cursor, ddl->undone.items[ddl->undone_next++].to);
    return true;
}

bool ddl_rollback(Ddl *ddl)
{
    const SqlCursor *cursor = &ddl->cursor;
    bool applied = ddl->undone_next && ddl->undone.items[ddl->undone_next - 1].to == ddl->statement.text.data;
    if (applied || sql_at_words(cursor, "prepared"))
        return ddl_skip_statement(ddl);
    return ddl_skip_with_warning(ddl, "%.*s without a transaction: the statements before it stay in force",
                                 TEXT_ARG(ddl->statement.text));
}
