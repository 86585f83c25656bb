/* read_sql_do.c: blocks of PL/pgSQL that make or guard DDL, as tools and people write them: statements one
 * after another, inside IF … THEN, in loops or before EXCEPTION WHEN … THEN, and EXECUTE of texts whose parts
 * are known. A statement that is guarded is applied unless what it makes is there, or what it changes is not;
 * nothing after it in its branch is applied then. Statements about rows are passed over. Any other block is
 * skipped with a warning. */
#include "read/sql/read_sql_block.h"

/* What is known of a condition, for tables without rows. */
typedef enum Verdict {
    VERDICT_FALSE,
    VERDICT_TRUE,
    VERDICT_TRY, /* it asks the catalogs what the statements behind it will find out themselves */
    VERDICT_UNKNOWN
} Verdict;

Block block_enter(const Block *block, bool holds)
{
    Block inner = *block;
    inner.is_dead = block->is_dead || block->failed || block->returned || !holds;
    inner.apply = block->apply && !inner.is_dead;
    inner.failed = inner.returned = false;
    inner.changes = 0;
    return inner;
}

void block_leave(Block *block, const Block *inner)
{
    block->changes += inner->changes;
    block->has_handler = block->has_handler || inner->has_handler;
    block->may_return = block->may_return || inner->may_return;
    block->is_open = block->is_open || inner->is_open;
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

bool block_asks_catalog(SqlCursor text, bool whole)
{
    while (!sql_at(&text, SQL_END) && (whole || !sql_at(&text, SQL_SEMICOLON))) {
        if (is_catalog_word(text.token))
            return true;
        sql_advance(&text);
    }
    return false;
}

bool ddl_has_change(SqlCursor text)
{
    while (!sql_at(&text, SQL_END) && !is_change(text.token))
        sql_advance(&text);
    return !sql_at(&text, SQL_END);
}

static bool is_ddl(const SqlCursor *cursor)
{
    return sql_at_words(cursor, "create") || sql_at_words(cursor, "alter") ||
           sql_at_words(cursor, "comment") || sql_at_words(cursor, "drop") || sql_at_words(cursor, "grant") ||
           sql_at_words(cursor, "revoke") || sql_at_words(cursor, "perform addgeometrycolumn");
}

/* ---- statements ---------------------------------------------------------------------------------------- */

bool block_pass_statement(SqlCursor *cursor)
{
    while (!sql_at(cursor, SQL_SEMICOLON) && !sql_at(cursor, SQL_END))
        sql_advance(cursor);
    return sql_take(cursor, SQL_SEMICOLON);
}

/* Applies the statement at the cursor; where it is guarded, errors mean that there was nothing to do. */
static void apply_statement(Block *block, bool (*read)(Ddl *))
{
    Ddl *ddl = block->ddl;
    Diag silent = {.stream = ddl->diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    Diag *loud = ddl->diag;
    bool guarded = block->guarded || block->may_return;
    if (!block->apply || block->failed || block->returned)
        return;
    ddl->variables = block->variables;
    if (guarded)
        ddl->diag = ddl->cursor.diag = &silent;
    bool done = read(ddl);
    ddl->diag = ddl->cursor.diag = loud;
    block->failed = guarded && (!done || silent.errors > DIAG_MAX_ERRORS);
}

/* A statement of DDL, which stands in the block as it would outside. */
static bool read_ddl(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    SqlToken first = cursor->token;
    block->changes += !ddl_at_silent(*cursor);
    apply_statement(block, ddl_read_statement);
    sql_move(cursor, first.text.data);
    return block_pass_statement(cursor);
}

SqlCursor ddl_cursor_like(const SqlCursor *other, SqlCursor cursor)
{
    cursor.schema = other->schema;
    cursor.search_path = other->search_path;
    cursor.row_type = other->row_type;
    cursor.row_types = other->row_types;
    return cursor;
}

SqlCursor ddl_text_cursor(const Ddl *ddl, Text text, SqlToken token)
{
    Span span = sql_span(&ddl->cursor, token);
    if (token.kind == SQL_DOLLAR_STRING)
        span.offset += (token.text.size - text.size) / 2;
    return ddl_cursor_like(&ddl->cursor, sql_cursor_new(ddl->arena, ddl->diag, text, span));
}

/* The statements of a constant text. */
static void read_text(Block *block, SqlCursor text)
{
    Ddl *ddl = block->ddl;
    SqlCursor outer = ddl->cursor;
    ddl->cursor = text;
    while (!sql_at(&ddl->cursor, SQL_END)) {
        block->changes += !ddl_at_silent(ddl->cursor);
        apply_statement(block, ddl_read_statement);
        ddl_skip_statement(ddl);
        sql_advance(&ddl->cursor);
    }
    ddl->cursor = outer;
}

/* EXECUTE of a text that is not known, which starts like a statement without effect. */
static bool is_silent_text(Block *block)
{
    SqlCursor cursor = block->ddl->cursor;
    Text text;
    if (sql_take_words(&cursor, "format"))
        sql_take(&cursor, SQL_LEFT_PAREN);
    SqlToken token = cursor.token;
    return sql_take_string(&cursor, &text) && ddl_at_silent(ddl_text_cursor(block->ddl, text, token));
}

/* A cursor over a text that was put together, as a source of its own. */
static SqlCursor made_cursor(const Ddl *ddl, Text text, Span span)
{
    Text path =
        text_format(ddl->arena, "%.*s:%zu: EXECUTE", TEXT_ARG(span.source->path), source_position(span).line);
    const Source *source = source_new(ddl->arena, path, text);
    Span start = {.source = source};
    return ddl_cursor_like(&ddl->cursor, sql_cursor_new(ddl->arena, ddl->diag, source->content, start));
}

/* EXECUTE of a constant text, or of one whose parts are known. */
static bool read_execute(Block *block)
{
    Ddl *ddl = block->ddl;
    SqlCursor start = ddl->cursor, made = start;
    DdlVariable value;
    Text text;
    bool is_plain = sql_take_string(&ddl->cursor, &text) && sql_at(&ddl->cursor, SQL_SEMICOLON);
    ddl->cursor = start;
    bool is_known = block_value(block, "; into using", &value) && value.is_known && !value.is_null;
    ddl->cursor = start;
    if (is_plain)
        made = ddl_text_cursor(ddl, text, start.token);
    else if (is_known)
        made = made_cursor(ddl, value.value, sql_span(&start, start.token));
    if (is_plain || is_known)
        read_text(block, made);
    bool has_effect = !is_plain && !is_known && !is_silent_text(block);
    block->changes += has_effect;
    if (has_effect && !block->is_dead)
        return false;
    return block_rows(block, block_asks_catalog(made, false));
}

/* ---- conditions ---------------------------------------------------------------------------------------- */

/* Of `(SELECT count(…) FROM …) = 0` and `> 0`, up to THEN. */
static Verdict verdict_of_count(SqlCursor cursor)
{
    size_t depth = 1;
    bool grouped = false;
    if (!sql_take(&cursor, SQL_LEFT_PAREN) || !sql_at_words(&cursor, "select count"))
        return VERDICT_UNKNOWN;
    for (; depth > 0 && !sql_at(&cursor, SQL_END); sql_advance(&cursor)) {
        depth += sql_at(&cursor, SQL_LEFT_PAREN);
        depth -= sql_at(&cursor, SQL_RIGHT_PAREN);
        grouped = grouped || sql_at_words(&cursor, "group") || sql_at_words(&cursor, "having");
    }
    bool none = sql_take_operator(&cursor, "="), some = !none && sql_take_operator(&cursor, ">");
    if (grouped || (!none && !some) || !text_is(cursor.token.text, "0") ||
        !sql_token_is(sql_peek(&cursor), "then"))
        return VERDICT_UNKNOWN;
    return none ? VERDICT_TRUE : VERDICT_FALSE;
}

/* Passes a condition up to its THEN. */
static bool read_condition(Block *block, Verdict *verdict)
{
    SqlCursor *cursor = &block->ddl->cursor, start = *cursor;
    DdlVariable value;
    if (block_value(block, "then", &value) && value.is_known) {
        *verdict = !value.is_null && text_is(value.value, "t") ? VERDICT_TRUE : VERDICT_FALSE;
        return sql_take_words(cursor, "then");
    }
    *cursor = start;
    bool asks = block_reads_catalog(block);
    Verdict count = verdict_of_count(*cursor);
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
               : !exists                             ? count
               : negated                             ? VERDICT_TRUE
                                                     : VERDICT_FALSE;
    return sql_take_words(cursor, "then");
}

/* RETURN at the end of a branch: it is there, or perhaps, for what follows the branch. */
static void note_return(Block *block, Verdict verdict, bool has_changes)
{
    block->returned = block->returned || verdict == VERDICT_TRUE;
    block->may_return = block->may_return || (verdict == VERDICT_TRY && !has_changes);
    block->is_open = block->is_open || verdict == VERDICT_UNKNOWN;
}

/* The statements of one branch; *taken where it was, so that the others are not. */
static bool read_branch(Block *block, Verdict verdict, bool *taken)
{
    Block branch = block_enter(block, !*taken && verdict != VERDICT_FALSE);
    branch.guarded = block->guarded || verdict == VERDICT_TRY;
    bool done = block_items(&branch) && (verdict != VERDICT_UNKNOWN || !branch.changes);
    bool tried = verdict == VERDICT_TRY && branch.changes && !branch.failed;
    if (branch.returned && !*taken)
        note_return(block, tried ? VERDICT_TRUE : verdict, branch.changes > 0);
    if (verdict == VERDICT_TRUE && !*taken)
        block->variables = branch.variables;
    else if (!branch.is_dead)
        block_forget(block, &branch);
    *taken = *taken || verdict == VERDICT_TRUE || tried;
    block_leave(block, &branch);
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
    Block inner = block_enter(block, true);
    if (sql_take_words(cursor, "declare"))
        block_declare(&inner);
    if (!sql_take_words(cursor, "begin") || !block_items(&inner) ||
        (sql_take_words(cursor, "exception") && !read_handlers(&inner)))
        return false;
    block->failed = block->failed || inner.failed;
    block->returned = block->returned || inner.returned;
    block_forget(block, &inner);
    block_leave(block, &inner);
    return sql_take_words(cursor, "end") && (sql_take(cursor, SQL_SEMICOLON) || sql_at(cursor, SQL_END));
}

static bool at_loop(const SqlCursor *cursor)
{
    return sql_at_words(cursor, "for") || sql_at_words(cursor, "foreach") || sql_at_words(cursor, "while") ||
           sql_at_words(cursor, "loop");
}

/* PERFORM of what a call may do to the schema. */
static bool read_perform(Block *block)
{
    Ddl *ddl = block->ddl;
    while (!ddl_at_changer(ddl) && !ddl_at_end(ddl))
        sql_advance(&ddl->cursor);
    if (ddl_at_end(ddl))
        return block_pass_statement(&ddl->cursor);
    SqlToken first = ddl->cursor.token;
    block->changes++;
    apply_statement(block, ddl_call);
    sql_move(&ddl->cursor, first.text.data);
    return block_pass_statement(&ddl->cursor);
}

/* RETURN of a value or of none; NEXT and QUERY go on. */
static bool read_return(Block *block)
{
    const SqlCursor *cursor = &block->ddl->cursor;
    block->returned = block->returned || (!sql_at_words(cursor, "next") && !sql_at_words(cursor, "query"));
    return block_pass_statement(&block->ddl->cursor);
}

static bool read_item(Block *block)
{
    SqlCursor *cursor = &block->ddl->cursor;
    if (is_ddl(cursor))
        return read_ddl(block);
    if (sql_take_words(cursor, "perform"))
        return read_perform(block);
    if (sql_take_words(cursor, "return"))
        return read_return(block);
    if (sql_take_words(cursor, "execute"))
        return read_execute(block);
    if (sql_take_words(cursor, "if"))
        return read_if(block);
    if (sql_at_words(cursor, "begin") || sql_at_words(cursor, "declare"))
        return read_block(block);
    if (at_loop(cursor))
        return block_loop(block);
    bool plain = (sql_at(cursor, SQL_WORD) || sql_at(cursor, SQL_QUOTED)) && !sql_at_words(cursor, "case") &&
                 !sql_at_words(cursor, "call");
    return plain && (block_assign(block) || block_rows(block, block_asks_catalog(*cursor, false)));
}

bool block_items(Block *block)
{
    static const char *const ends[] = {"end", "exception", "else", "elsif", "elseif", "when"};
    SqlCursor *cursor = &block->ddl->cursor;
    if (!sql_enter(cursor))
        return false;
    bool done = true, more = true;
    while (done && more) {
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            more = more && !sql_at_words(cursor, ends[i]);
        unsigned before = block->changes;
        bool is_open = block->is_open;
        done = !more || (read_item(block) && !(is_open && block->changes > before));
    }
    sql_leave(cursor);
    return done;
}

static bool run(Ddl *ddl, SqlCursor body, Block *block)
{
    SqlCursor outer = ddl->cursor;
    const DdlVariable *variables = ddl->variables;
    ddl->cursor = body;
    bool done = read_block(block) && sql_at(&ddl->cursor, SQL_END);
    ddl->cursor = outer;
    ddl->variables = variables;
    return done;
}

static bool read_language(SqlCursor *cursor, Text *language)
{
    return !sql_take_words(cursor, "language") || sql_take_string(cursor, language) ||
           sql_expect_label(cursor, language);
}

/* Whether a statement of the body, or a function that it calls, may change the schema. */
static bool may_change(const Ddl *ddl, SqlCursor body)
{
    Ddl ahead = *ddl;
    ahead.cursor = body;
    while (!sql_at(&ahead.cursor, SQL_END) && !ddl_at_changer(&ahead))
        sql_advance(&ahead.cursor);
    return ddl_has_change(body) || !sql_at(&ahead.cursor, SQL_END);
}

/* First to see whether all of it is known, then to apply it. */
bool ddl_follow(Ddl *ddl, SqlCursor body, const DdlVariable *arguments, bool *is_known)
{
    Block trial = {.ddl = ddl, .variables = arguments, .asks_catalog = block_asks_catalog(body, true)};
    bool changes = may_change(ddl, body);
    *is_known = !changes || run(ddl, body, &trial);
    if (!*is_known || !changes)
        return true;
    Block block = {.ddl = ddl, .apply = true, .variables = arguments, .asks_catalog = trial.asks_catalog};
    block.guarded = trial.has_handler;
    *is_known = run(ddl, body, &block);
    return true;
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
    bool is_known, done = ddl_follow(ddl, ddl_text_cursor(ddl, body, token), NULL, &is_known);
    return is_known ? done : ddl_skip_unknown(ddl, TEXT("DO block"));
}
