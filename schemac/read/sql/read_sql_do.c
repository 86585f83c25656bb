/* read_sql_do.c: DO blocks that are but guards around DDL, as tools and people write them: statements one
 * after another, inside IF … THEN or before EXCEPTION WHEN … THEN, and EXECUTE of constant texts. A statement
 * that is guarded is applied unless what it makes is there, or what it changes is not; nothing after it in
 * its branch is applied then. Statements about rows are passed over. Any other block is skipped with a
 * warning. */
#include "read/sql/read_sql.h"

typedef struct Block {
    Ddl *ddl;
    bool apply;        /* apply the statements; otherwise only see whether all can be */
    bool guarded;      /* there is a condition on the catalogs, or a handler, for what is not possible */
    bool asks_catalog; /* the block reads the server's catalogs: so may its variables */
    bool failed;       /* a guarded statement was not possible: the rest of its branch is passed over */
    bool has_handler;  /* EXCEPTION was seen */
    unsigned changes;  /* statements seen that may change the schema */
} Block;

/* What is known of a condition, for tables without rows. */
typedef enum Verdict {
    VERDICT_FALSE,
    VERDICT_TRUE,
    VERDICT_TRY, /* it asks the catalogs what the statements behind it will find out themselves */
    VERDICT_UNKNOWN
} Verdict;

static bool read_items(Block *block);

/* The statements inside another: to be applied where those around them are and the condition holds. */
static Block enter(const Block *block, bool holds)
{
    Block inner = *block;
    inner.apply = block->apply && !block->failed && holds;
    inner.failed = false;
    inner.changes = 0;
    return inner;
}

static void leave(Block *block, const Block *inner)
{
    block->changes += inner->changes;
    block->has_handler = block->has_handler || inner->has_handler;
}

/* ---- words --------------------------------------------------------------------------------------------- */

static bool is_catalog_word(SqlToken token)
{
    return token.kind == SQL_WORD && !sql_token_is(token, "pg_settings") &&
           (sql_token_is(token, "information_schema") || sql_token_is(token, "to_regclass") ||
            sql_token_is(token, "to_regtype") || text_is_nocase(text_slice(token.text, 0, 3), "pg_"));
}

/* Whether a statement that starts with the token, or has it inside, may change the schema. */
static bool is_change(SqlToken token)
{
    static const char *const words[] = {"create", "alter", "drop", "execute", "call", "addgeometrycolumn"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sql_token_is(token, words[i]))
            return true;
    return false;
}

static bool has_token(SqlCursor cursor, bool (*is_one)(SqlToken))
{
    while (!sql_at(&cursor, SQL_END)) {
        if (is_one(cursor.token))
            return true;
        sql_advance(&cursor);
    }
    return false;
}

bool ddl_has_change(SqlCursor text)
{
    return has_token(text, is_change);
}

static bool is_ddl(const SqlCursor *cursor)
{
    return sql_at_words(cursor, "create") || sql_at_words(cursor, "alter") ||
           sql_at_words(cursor, "comment") || sql_at_words(cursor, "drop") || sql_at_words(cursor, "grant") ||
           sql_at_words(cursor, "revoke") || sql_at_words(cursor, "perform addgeometrycolumn");
}

/* ---- statements ---------------------------------------------------------------------------------------- */

/* To the end of a statement of PL/pgSQL. */
static bool pass_statement(SqlCursor *cursor)
{
    while (!sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END))
        sql_advance(cursor);
    return sql_take(cursor, SQL_SEMICOLON);
}

/* Applies the statement at the cursor; where it is guarded, errors mean that there was nothing to do. */
static void apply_statement(Block *block)
{
    Ddl *ddl = block->ddl;
    Diag silent = {.stream = ddl->diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    Diag *loud = ddl->diag;
    if (!block->apply || block->failed)
        return;
    if (block->guarded)
        ddl->diag = ddl->cursor.diag = &silent;
    bool done = ddl_read_statement(ddl);
    ddl->diag = ddl->cursor.diag = loud;
    block->failed = block->guarded && (!done || silent.errors > DIAG_MAX_ERRORS);
}

/* A statement of DDL, which stands in the block as it would outside. */
static bool read_ddl(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    SqlToken first = cursor->token;
    block->changes += !ddl_at_silent(*cursor);
    apply_statement(block);
    sql_move(cursor, first.text.data);
    return pass_statement(cursor);
}

SqlCursor ddl_text_cursor(const Ddl *ddl, Text text, SqlToken token)
{
    Span span = sql_span(&ddl->cursor, token);
    if (token.kind == SQL_DOLLAR_STRING)
        span.offset += (token.text.size - text.size) / 2;
    SqlCursor cursor = sql_cursor_new(ddl->arena, ddl->diag, text, span);
    cursor.schema = ddl->cursor.schema;
    cursor.search_path = ddl->cursor.search_path;
    cursor.row_type = ddl->cursor.row_type;
    cursor.row_types = ddl->cursor.row_types;
    return cursor;
}

/* The statements of a constant text. */
static void read_text(Block *block, SqlCursor text)
{
    Ddl *ddl = block->ddl;
    SqlCursor outer = ddl->cursor;
    ddl->cursor = text;
    while (!sql_at(&ddl->cursor, SQL_END)) {
        block->changes += !ddl_at_silent(ddl->cursor);
        apply_statement(block);
        ddl_skip_statement(ddl);
        sql_advance(&ddl->cursor);
    }
    ddl->cursor = outer;
}

/* EXECUTE of one constant text; or of a text put together that starts like a statement without effect. */
static bool read_execute(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    Text text;
    if (sql_take_words(cursor, "format") && !sql_take(cursor, SQL_LEFT_PAREN))
        return false;
    SqlToken token = cursor->token;
    if (!sql_take_string(cursor, &text))
        return false;
    SqlCursor inner = ddl_text_cursor(block->ddl, text, token);
    if (sql_at(cursor, SQL_SEMICOLON))
        read_text(block, inner);
    else if (!ddl_at_silent(inner))
        return false;
    return pass_statement(cursor);
}

/* ---- conditions ---------------------------------------------------------------------------------------- */

/* Passes a condition up to its THEN. */
static bool read_condition(Block *block, Verdict *verdict)
{
    SqlCursor *cursor = &block->ddl->cursor;
    bool asks = false;
    while (sql_take(cursor, SQL_LEFT_PAREN))
        continue;
    bool negated = sql_take_words(cursor, "not");
    bool exists = sql_at_words(cursor, "exists");
    bool bare = sql_at(cursor, SQL_WORD) && sql_token_is(sql_peek(cursor), "then");
    for (size_t cases = 0; cases > 0 || !sql_at_words(cursor, "then"); sql_advance(cursor)) {
        if (sql_at(cursor, SQL_SEMICOLON) || sql_at(cursor, SQL_END))
            return false;
        asks = asks || is_catalog_word(cursor->token);
        cases += sql_at_words(cursor, "case");
        cases -= cases > 0 && sql_at_words(cursor, "end");
    }
    *verdict = asks || (bare && block->asks_catalog) ? VERDICT_TRY
               : !exists                             ? VERDICT_UNKNOWN
               : negated                             ? VERDICT_TRUE
                                                     : VERDICT_FALSE;
    return sql_take_words(cursor, "then");
}

/* The statements of one branch; *taken where it was, so that the others are not. */
static bool read_branch(Block *block, Verdict verdict, bool *taken)
{
    Block branch = enter(block, !*taken && verdict != VERDICT_FALSE);
    branch.guarded = block->guarded || verdict == VERDICT_TRY;
    bool done = read_items(&branch) && (verdict != VERDICT_UNKNOWN || !branch.changes);
    bool tried = verdict == VERDICT_TRY && branch.changes && !branch.failed;
    *taken = *taken || verdict == VERDICT_TRUE || tried;
    leave(block, &branch);
    return done;
}

/* condition THEN statements [ELSIF …] [ELSE …] END IF; */
static bool read_if(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    Verdict verdict;
    bool taken = false;
    do {
        if (!read_condition(block, &verdict) || !read_branch(block, verdict, &taken))
            return false;
    } while (sql_take_words(cursor, "elsif") || sql_take_words(cursor, "elseif"));
    if (sql_take_words(cursor, "else") &&
        !read_branch(block, verdict == VERDICT_FALSE ? VERDICT_TRUE : verdict, &taken))
        return false;
    return sql_take_words(cursor, "end if") && sql_take(cursor, SQL_SEMICOLON);
}

/* ---- blocks -------------------------------------------------------------------------------------------- */

/* FOR …, WHILE … LOOP statements END LOOP; that change nothing. */
static bool read_loop(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    Block body = enter(block, false);
    while (!sql_at_words(cursor, "loop") && !sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END))
        sql_advance(cursor);
    bool done = sql_take_words(cursor, "loop") && read_items(&body) && !body.changes;
    return done && sql_take_words(cursor, "end loop") && pass_statement(cursor);
}

/* WHEN condition THEN statements, which are for the case that one before them was not possible. */
static bool read_handlers(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    bool taken = !block->failed;
    block->has_handler = true;
    block->failed = false;
    while (sql_take_words(cursor, "when")) {
        while (!sql_at_words(cursor, "then") && !sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END))
            sql_advance(cursor);
        if (!sql_take_words(cursor, "then") || !read_branch(block, VERDICT_TRY, &taken))
            return false;
    }
    return true;
}

/* [DECLARE …] BEGIN statements [EXCEPTION …] END */
static bool read_block(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    Block inner = enter(block, true);
    if (sql_take_words(cursor, "declare"))
        while (!sql_at_words(cursor, "begin") && !sql_at(cursor, SQL_END))
            sql_advance(cursor);
    if (!sql_take_words(cursor, "begin") || !read_items(&inner) ||
        (sql_take_words(cursor, "exception") && !read_handlers(&inner)))
        return false;
    block->failed = block->failed || inner.failed;
    leave(block, &inner);
    return sql_take_words(cursor, "end") && (sql_take(cursor, SQL_SEMICOLON) || sql_at(cursor, SQL_END));
}

static bool at_loop(const SqlCursor *cursor)
{
    return sql_at_words(cursor, "for") || sql_at_words(cursor, "foreach") || sql_at_words(cursor, "while") ||
           sql_at_words(cursor, "loop");
}

static bool read_item(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    if (is_ddl(cursor))
        return read_ddl(block);
    if (sql_take_words(cursor, "execute"))
        return read_execute(block);
    if (sql_take_words(cursor, "if"))
        return read_if(block);
    if (sql_at_words(cursor, "begin") || sql_at_words(cursor, "declare"))
        return read_block(block);
    if (at_loop(cursor))
        return read_loop(block);
    bool plain = (sql_at(cursor, SQL_WORD) || sql_at(cursor, SQL_QUOTED)) && !sql_at_words(cursor, "case") &&
                 !sql_at_words(cursor, "call");
    return plain && pass_statement(cursor);
}

/* Statements up to the word that ends them. */
static bool read_items(Block *block)
{
    static const char *const ends[] = {"end", "exception", "else", "elsif", "elseif", "when"};
    SqlCursor *cursor = &block->ddl->cursor;
    if (!sql_enter(cursor))
        return false;
    bool done = true, more = true;
    while (done && more) {
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            more = more && !sql_at_words(cursor, ends[i]);
        done = !more || read_item(block);
    }
    sql_leave(cursor);
    return done;
}

static bool run(Ddl *ddl, SqlCursor body, Block *block)
{
    SqlCursor outer = ddl->cursor;
    ddl->cursor = body;
    bool done = read_block(block) && sql_at(&ddl->cursor, SQL_END);
    ddl->cursor = outer;
    return done;
}

static bool read_language(SqlCursor *cursor, Text *language)
{
    return !sql_take_words(cursor, "language") || sql_take_string(cursor, language) ||
           sql_expect_label(cursor, language);
}

/* Reads the block's text: first to see whether all of it is known, then to apply it. */
static bool read_body(Ddl *ddl, SqlCursor body)
{
    Block trial = {.ddl = ddl, .asks_catalog = has_token(body, is_catalog_word)};
    if (!ddl_has_change(body))
        return true;
    if (!run(ddl, body, &trial))
        return ddl_skip_unknown(ddl, TEXT("DO block"));
    Block block = {.ddl = ddl, .apply = true, .asks_catalog = trial.asks_catalog};
    block.guarded = trial.has_handler;
    return run(ddl, body, &block);
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
    if (!text_is(language, "plpgsql"))
        return ddl_skip_unknown(ddl, TEXT("DO block"));
    return read_body(ddl, ddl_text_cursor(ddl, body, token));
}
