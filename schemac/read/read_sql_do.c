/* read_sql_do.c: DO blocks that are but a guard around DDL, as tools print them: statements one after
 * another, behind IF NOT EXISTS (…) THEN or before EXCEPTION WHEN … THEN NULL. A guarded statement is applied
 * unless what it makes is there. Any other block is for the server alone, and skipped with a warning. */
#include "read/read_sql.h"

typedef struct Block {
    Ddl *ddl;
    bool apply;       /* apply the statements; otherwise only see whether all can be */
    bool has_handler; /* EXCEPTION was seen */
    unsigned guards;  /* IF NOT EXISTS around the cursor */
} Block;

static bool read_items(Block *block);

/* To the end of a statement of PL/pgSQL. */
static bool pass_statement(SqlCursor *cursor)
{
    while (!sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END))
        sql_advance(cursor);
    return sql_take(cursor, SQL_SEMICOLON);
}

/* Applies a statement; where it is guarded, errors mean that there was nothing to do. */
static void apply_statement(Block *block)
{
    Ddl *ddl = block->ddl;
    Diag silent = {.stream = ddl->diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    Diag *loud = ddl->diag;
    if (block->guards || block->has_handler)
        ddl->diag = ddl->cursor.diag = &silent;
    ddl_read_statement(ddl);
    ddl->diag = ddl->cursor.diag = loud;
}

static bool is_ddl(const SqlCursor *cursor)
{
    return sql_at_words(cursor, "create") || sql_at_words(cursor, "alter") ||
           sql_at_words(cursor, "comment") || sql_at_words(cursor, "drop") || sql_at_words(cursor, "grant") ||
           sql_at_words(cursor, "revoke");
}

/* IF NOT EXISTS (…) THEN statements END IF; */
static bool read_guard(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    size_t parens = 0;
    while (sql_take(cursor, SQL_LEFT_PAREN))
        parens++;
    if (!sql_take_words(cursor, "not exists") || !sql_at(cursor, SQL_LEFT_PAREN) ||
        !ddl_skip_parens(block->ddl))
        return false;
    while (parens > 0 && sql_take(cursor, SQL_RIGHT_PAREN))
        parens--;
    if (parens > 0 || !sql_take_words(cursor, "then"))
        return false;
    block->guards++;
    bool done = read_items(block);
    block->guards--;
    return done && sql_take_words(cursor, "end if") && sql_take(cursor, SQL_SEMICOLON);
}

/* WHEN condition THEN nothing that matters. */
static bool read_handlers(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    block->has_handler = true;
    while (sql_take_words(cursor, "when")) {
        while (!sql_at_words(cursor, "then") && !sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END))
            sql_advance(cursor);
        if (!sql_take_words(cursor, "then"))
            return false;
        while (sql_at_words(cursor, "null") || sql_at_words(cursor, "raise"))
            pass_statement(cursor);
    }
    return true;
}

static bool read_block(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    if (!read_items(block) || (sql_take_words(cursor, "exception") && !read_handlers(block)))
        return false;
    return sql_take_words(cursor, "end") && (sql_take(cursor, SQL_SEMICOLON) || sql_at(cursor, SQL_END));
}

static bool read_item(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    if (sql_at_words(cursor, "null") || sql_at_words(cursor, "raise"))
        return pass_statement(cursor);
    if (sql_take_words(cursor, "if"))
        return read_guard(block);
    if (sql_take_words(cursor, "begin"))
        return read_block(block);
    if (!is_ddl(cursor))
        return false;
    if (block->apply) {
        SqlToken first = cursor->token;
        apply_statement(block);
        sql_move(cursor, first.text.data);
    }
    return pass_statement(cursor);
}

/* Statements up to the word that ends them. */
static bool read_items(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    if (!sql_enter(cursor))
        return false;
    bool done = true;
    while (done && !sql_at_words(cursor, "end") && !sql_at_words(cursor, "exception"))
        done = read_item(block);
    sql_leave(cursor);
    return done;
}

static bool run(Ddl *ddl, SqlCursor body, Block *block)
{
    SqlCursor outer = ddl->cursor;
    ddl->cursor = body;
    bool done = sql_take_words(&ddl->cursor, "begin") && read_block(block) && sql_at(&ddl->cursor, SQL_END);
    ddl->cursor = outer;
    return done;
}

/* The cursor over the block's text, at its place in the file where the quotes change nothing in it. */
static SqlCursor body_cursor(const Ddl *ddl, Text body, SqlToken token)
{
    Span span = sql_span(&ddl->cursor, token);
    if (token.kind == SQL_DOLLAR_STRING)
        span.offset += (token.text.size - body.size) / 2;
    SqlCursor cursor = sql_cursor_new(ddl->arena, ddl->diag, body, span);
    cursor.schema = ddl->cursor.schema;
    cursor.search_path = ddl->cursor.search_path;
    cursor.row_type = ddl->cursor.row_type;
    cursor.row_types = ddl->cursor.row_types;
    return cursor;
}

static bool read_language(SqlCursor *cursor, Text *language)
{
    return !sql_take_words(cursor, "language") || sql_take_string(cursor, language) ||
           sql_expect_label(cursor, language);
}

bool ddl_do(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    Text language = TEXT("plpgsql"), body;
    if (!read_language(cursor, &language))
        return false;
    SqlToken token = cursor->token;
    if (!sql_take_string(cursor, &body))
        return sql_unexpected(cursor, "a block in quotes");
    if (!read_language(cursor, &language))
        return false;
    Block trial = {.ddl = ddl};
    if (!text_is(language, "plpgsql") || !run(ddl, body_cursor(ddl, body, token), &trial))
        return ddl_skip_with_warning(ddl, "DO block skipped: what it does to the schema is not known");
    Block block = {.ddl = ddl, .apply = true, .has_handler = trial.has_handler};
    return run(ddl, body_cursor(ddl, body, token), &block);
}
