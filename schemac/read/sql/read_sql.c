/* read_sql.c: the DDL reader's statements: which function reads which, what is passed over, and going on
 * after an error. */
#include "read/sql/read_sql.h"

#include "read/read.h"

#include <string.h>

typedef struct Statement {
    const char *words;      /* what the statement starts with */
    bool (*read)(Ddl *ddl); /* from after those words on */
} Statement;

/* ---- passing over -------------------------------------------------------------------------------------- */

bool ddl_at_end(const Ddl *ddl)
{
    const SqlCursor *cursor = &ddl->cursor;
    return sql_at(cursor, SQL_SEMICOLON) || sql_at(cursor, SQL_END) || sql_at(cursor, SQL_META);
}

bool ddl_skip_parens(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    size_t depth = 0;
    do {
        depth += sql_at(cursor, SQL_LEFT_PAREN);
        depth -= sql_at(cursor, SQL_RIGHT_PAREN);
        if (sql_at(cursor, SQL_END))
            return sql_unexpected(cursor, "\")\"");
        sql_advance(cursor);
    } while (depth > 0);
    return true;
}

bool ddl_skip_statement(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    size_t depth = 0;
    while (!sql_at(cursor, SQL_END) && !(depth == 0 && ddl_at_end(ddl))) {
        depth += sql_at(cursor, SQL_LEFT_PAREN);
        depth -= depth > 0 && sql_at(cursor, SQL_RIGHT_PAREN);
        sql_advance(cursor);
    }
    return true;
}

bool ddl_skip_with_warning(Ddl *ddl, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Text reason = text_vformat(ddl->arena, format, arguments);
    va_end(arguments);
    diag_warning(ddl->diag, sql_span(&ddl->cursor, ddl->statement), "%.*s", TEXT_ARG(reason));
    return ddl_skip_statement(ddl);
}

bool ddl_skip_unknown(Ddl *ddl, Text what)
{
    bool is_first = !ddl->schema->has_unknown;
    ddl->schema->has_unknown = true;
    bool done =
        ddl_skip_with_warning(ddl, "%.*s skipped: what it does to the schema is not known", TEXT_ARG(what));
    if (is_first)
        diag_hint(ddl->diag,
                  "Load the file into a database and use that as the source, which has all of it.");
    return done;
}

static bool skip(Ddl *ddl)
{
    return ddl_skip_statement(ddl);
}

/* ---- statements that are not DDL ----------------------------------------------------------------------- */

static bool read_execute(Ddl *ddl)
{
    return ddl_skip_unknown(ddl, ddl->statement.text);
}

static bool read_call(Ddl *ddl)
{
    SqlCursor start = ddl->cursor;
    while (!ddl_at_end(ddl) && !ddl_at_changer(ddl))
        sql_advance(&ddl->cursor);
    if (!ddl_at_end(ddl))
        return ddl_call(ddl);
    ddl->cursor = start;
    return read_execute(ddl);
}

static bool read_import(Ddl *ddl)
{
    return ddl_skip_with_warning(ddl,
                                 "IMPORT FOREIGN SCHEMA skipped: the tables are those of another server");
}

bool ddl_copy_rows(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    bool rows = false;
    while (!ddl_at_end(ddl)) {
        rows = rows || sql_at_words(cursor, "from stdin");
        sql_advance(cursor);
    }
    if (rows && sql_at(cursor, SQL_SEMICOLON)) {
        const char *limit = cursor->text.data + cursor->text.size;
        cursor->last = cursor->token;
        sql_move(cursor, sql_lex_copy_data(cursor->token.text.data + 1, limit));
    }
    return true;
}

static const Statement plain_statements[] = {
    {"alter table", ddl_alter_table},
    {"comment on", ddl_comment},
    {"select addgeometrycolumn", ddl_add_geometry},
    {"perform addgeometrycolumn", ddl_add_geometry},
    {"select", ddl_select},
    {"set", ddl_set},
    {"copy", ddl_copy_rows},
    {"drop", ddl_drop},
    {"do", ddl_do},
    {"execute", read_execute},
    {"call", read_call},
    {"import", read_import},
    {"rollback", ddl_rollback},
    {"abort", ddl_rollback},
};

/* Statements that change no schema. */
static const char *const silent_statements[] = {
    "analyze", "begin",    "checkpoint", "close",   "cluster",   "commit",   "deallocate", "declare",
    "delete",  "discard",  "end",        "explain", "fetch",     "grant",    "insert",     "listen",
    "load",    "lock",     "merge",      "move",    "notify",    "prepare",  "reassign",   "refresh",
    "reindex", "release",  "reset",      "revoke",  "savepoint", "security", "show",       "start",
    "table",   "truncate", "unlisten",   "update",  "vacuum",    "values",   "with",
};

/* ---- CREATE -------------------------------------------------------------------------------------------- */

/* Views hold no rows of their own; their names are remembered for the statements about them. */
static bool create_view(Ddl *ddl)
{
    DdlName name;
    sql_take_words(&ddl->cursor, "if not exists");
    if (!ddl_read_name(ddl, &name))
        return false;
    ddl_add_other(ddl, ddl_creation_schema(ddl, &name), name.name);
    return ddl_skip_statement(ddl);
}

static bool create_index(Ddl *ddl)
{
    return ddl_create_index(ddl, false);
}

static bool create_unique_index(Ddl *ddl)
{
    return ddl_create_index(ddl, true);
}

static bool create_permanent_table(Ddl *ddl)
{
    return ddl_create_table(ddl, PERSISTENCE_PERMANENT, false);
}

static bool create_temporary_table(Ddl *ddl)
{
    return ddl_create_table(ddl, PERSISTENCE_TEMPORARY, false);
}

static bool create_unlogged_table(Ddl *ddl)
{
    return ddl_create_table(ddl, PERSISTENCE_UNLOGGED, false);
}

static bool create_foreign_table(Ddl *ddl)
{
    return ddl_create_table(ddl, PERSISTENCE_PERMANENT, true);
}

static bool create_function(Ddl *ddl)
{
    return ddl_create_function(ddl, false);
}

static bool create_procedure(Ddl *ddl)
{
    return ddl_create_function(ddl, true);
}

static bool create_trigger(Ddl *ddl)
{
    return ddl_create_trigger(ddl, false);
}

static bool create_constraint_trigger(Ddl *ddl)
{
    return ddl_create_trigger(ddl, true);
}

/* A temporary sequence is gone with the session. */
static bool create_temporary_sequence(Ddl *ddl)
{
    DdlName name;
    sql_take_words(&ddl->cursor, "if not exists");
    if (!ddl_read_name(ddl, &name))
        return false;
    ddl_add_other(ddl, TEXT("pg_temp"), name.name);
    return ddl_skip_statement(ddl);
}

static const Statement create_statements[] = {
    {"table", create_permanent_table},
    {"unlogged table", create_unlogged_table},
    {"temporary table", create_temporary_table},
    {"temp table", create_temporary_table},
    {"foreign table", create_foreign_table},
    {"index", create_index},
    {"unique index", create_unique_index},
    {"sequence", ddl_create_sequence},
    {"unlogged sequence", ddl_create_sequence},
    {"temporary sequence", create_temporary_sequence},
    {"temp sequence", create_temporary_sequence},
    {"type", ddl_create_type},
    {"domain", ddl_create_domain},
    {"schema", ddl_create_schema},
    {"extension", ddl_create_extension},
    {"function", create_function},
    {"procedure", create_procedure},
    {"trigger", create_trigger},
    {"constraint trigger", create_constraint_trigger},
    {"view", create_view},
    {"materialized view", create_view},
    {"recursive view", create_view},
    {"temporary view", create_view},
    {"temp view", create_view},
};

/* What CREATE makes, ALTER changes and DROP removes without bearing on the rows of tables. */
static const char *const silent_objects[] = {
    "access method",
    "aggregate",
    "cast",
    "collation",
    "conversion",
    "database",
    "default conversion",
    "event trigger",
    "foreign data",
    "group",
    "language",
    "operator",
    "policy",
    "procedural language",
    "publication",
    "role",
    "rule",
    "server",
    "statistics",
    "subscription",
    "tablespace",
    "text search",
    "transform",
    "trusted",
    "user",
    "default privileges",
    "large object",
    "system",
    "foreign-data",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool at_any(const SqlCursor *cursor, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (sql_at_words(cursor, words[i]))
            return true;
    return false;
}

/* Reads the statement of the table that the cursor is at; *known is false where it is at none. */
static bool read_one_of(Ddl *ddl, const Statement *statements, size_t count, bool *known)
{
    *known = true;
    for (size_t i = 0; i < count; i++)
        if (sql_take_words(&ddl->cursor, statements[i].words))
            return statements[i].read(ddl);
    *known = false;
    return true;
}

/* Names the object that the word at the cursor is a slip of. */
static void suggest_object(Ddl *ddl)
{
    Text word = text_lower(ddl->arena, ddl->cursor.token.text);
    for (size_t i = 0; i < COUNT(create_statements); i++) {
        Text object = text_of(create_statements[i].words);
        if (text_distance(word, object, 2) <= 2 && word.size > 2) {
            diag_suggest(ddl->diag, text_upper(ddl->arena, object));
            return;
        }
    }
}

bool ddl_create(Ddl *ddl)
{
    bool known;
    sql_take_words(&ddl->cursor, "or replace");
    if (sql_at_words(&ddl->cursor, "global") || sql_at_words(&ddl->cursor, "local"))
        sql_advance(&ddl->cursor);
    bool done = read_one_of(ddl, create_statements, COUNT(create_statements), &known);
    if (known)
        return done;
    if (at_any(&ddl->cursor, silent_objects, COUNT(silent_objects)))
        return ddl_skip_statement(ddl);
    sql_unexpected(&ddl->cursor, "an object that can be created");
    suggest_object(ddl);
    return false;
}

/* ---- ALTER --------------------------------------------------------------------------------------------- */

/* ALTER SCHEMA and ALTER DATABASE … RENAME and the like: the names of objects follow. */
static bool alter_schema(Ddl *ddl)
{
    Text name;
    if (!sql_expect_name(&ddl->cursor, &name))
        return false;
    if (!sql_at_words(&ddl->cursor, "rename to"))
        return ddl_skip_statement(ddl);
    return ddl_rename_schema(ddl, name);
}

static const Statement alter_statements[] = {
    {"table", ddl_alter_table},
    {"foreign table", ddl_alter_table},
    {"index", ddl_alter_index},
    {"sequence", ddl_alter_sequence},
    {"type", ddl_alter_type},
    {"domain", ddl_alter_domain},
    {"function", ddl_alter_function},
    {"procedure", ddl_alter_function},
    {"routine", ddl_alter_function},
    {"trigger", ddl_alter_trigger},
    {"schema", alter_schema},
    {"view", ddl_alter_view},
    {"materialized view", ddl_alter_view},
    {"extension", skip},
};

static bool read_alter(Ddl *ddl)
{
    bool known;
    bool done = read_one_of(ddl, alter_statements, COUNT(alter_statements), &known);
    if (known)
        return done;
    if (at_any(&ddl->cursor, silent_objects, COUNT(silent_objects)))
        return ddl_skip_statement(ddl);
    return sql_unexpected(&ddl->cursor, "an object that can be altered");
}

/* ---- statements without effect --------------------------------------------------------------------------
 */

/* ALTER TABLE … of what the rows do not depend on; the table's name may be anything. */
static bool alters_security(SqlCursor cursor)
{
    static const char *const actions[] = {"enable row", "force row", "disable row", "no force", "owner to"};
    while (!sql_at(&cursor, SQL_END) && !at_any(&cursor, actions, COUNT(actions)))
        sql_advance(&cursor);
    return !sql_at(&cursor, SQL_END);
}

bool ddl_at_silent(SqlCursor cursor)
{
    static const char *const plain[] = {"select", "set", "comment on"};
    static const char *const views[] = {"view", "materialized view", "extension"};
    if (at_any(&cursor, plain, COUNT(plain)) || at_any(&cursor, silent_statements, COUNT(silent_statements)))
        return true;
    if (sql_take_words(&cursor, "alter table"))
        return alters_security(cursor);
    if (!sql_take_words(&cursor, "create") && !sql_take_words(&cursor, "alter") &&
        !sql_take_words(&cursor, "drop"))
        return false;
    sql_take_words(&cursor, "or replace");
    return at_any(&cursor, silent_objects, COUNT(silent_objects)) || at_any(&cursor, views, COUNT(views));
}

/* ---- the loop ------------------------------------------------------------------------------------------ */

bool ddl_read_statement(Ddl *ddl)
{
    bool known;
    if (sql_take_words(&ddl->cursor, "create"))
        return ddl_create(ddl);
    *ddl->tries = map_new(ddl->arena); /* any other statement may free a name */
    if (sql_at_words(&ddl->cursor, "alter") && !sql_at_words(&ddl->cursor, "alter table")) {
        sql_advance(&ddl->cursor);
        return read_alter(ddl);
    }
    bool done = read_one_of(ddl, plain_statements, COUNT(plain_statements), &known);
    if (known)
        return done;
    if (sql_at(&ddl->cursor, SQL_LEFT_PAREN) ||
        at_any(&ddl->cursor, silent_statements, COUNT(silent_statements)))
        return ddl_skip_statement(ddl);
    return sql_unexpected(&ddl->cursor, "a statement");
}

/* Some tools print statements without semicolons between them: the next one starts on a line of its own. */
static bool starts_statement(const SqlCursor *cursor)
{
    static const char *const starts[] = {"create", "alter",  "comment on",  "drop", "insert into",
                                         "set",    "select", "delete from", "do",   "grant"};
    const char *from = cursor->last.text.data + cursor->last.text.size;
    size_t gap = (size_t)(cursor->token.text.data - from);
    return memchr(from, '\n', gap) && at_any(cursor, starts, COUNT(starts));
}

void ddl_hint_dialect(Ddl *ddl)
{
    const SqlCursor *cursor = &ddl->cursor;
    if (sql_at_operator(cursor, "`") || sql_at(cursor, SQL_LEFT_BRACKET))
        diag_hint(ddl->diag, "PostgreSQL quotes names with double quotes.");
    else if (sql_at_words(cursor, "auto_increment") || sql_at_words(cursor, "autoincrement") ||
             sql_at_words(cursor, "identity"))
        diag_hint(ddl->diag, "PostgreSQL numbers rows by GENERATED BY DEFAULT AS IDENTITY.");
    else if (sql_at_words(cursor, "unsigned") || sql_at_words(cursor, "engine"))
        diag_hint(ddl->diag, "This is MySQL's; PostgreSQL has no such word.");
}

/* To the next semicolon, whatever parentheses are open: one of them may be the error. */
static void recover(Ddl *ddl)
{
    while (!sql_at(&ddl->cursor, SQL_SEMICOLON) && !sql_at(&ddl->cursor, SQL_END))
        sql_advance(&ddl->cursor);
}

/* A cursor at the current statement once more, which says nothing. */
static SqlCursor cursor_again(const Ddl *ddl, Diag *silent)
{
    SqlCursor cursor = ddl->cursor;
    *silent = (Diag){.stream = ddl->diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    cursor.diag = silent;
    sql_move(&cursor, ddl->statement.text.data);
    return cursor;
}

/* The current statement's text without CONCURRENTLY, which no transaction allows. */
static Text blocking(const Ddl *ddl, Text text)
{
    Diag silent;
    const char *end = text.data + text.size;
    for (SqlCursor cursor = cursor_again(ddl, &silent);
         cursor.token.text.data < end && !sql_at(&cursor, SQL_END); sql_advance(&cursor)) {
        Text word = cursor.token.text;
        if (!sql_at_words(&cursor, "concurrently"))
            continue;
        Text rest = {word.data + word.size, (size_t)(end - word.data) - word.size};
        return text_format(ddl->arena, "%.*s%.*s", (int)(word.data - text.data), text.data, TEXT_ARG(rest));
    }
    return text;
}

/* Whether the current statement makes part of the schema: not those that begin and end transactions, are
 * about rows, or about other databases. */
static bool is_of_schema(const Ddl *ddl)
{
    static const char *const others[] = {
        "begin",          "start",         "commit",       "end",
        "rollback",       "abort",         "insert",       "savepoint",
        "release",        "update",        "delete",       "copy",
        "merge",          "truncate",      "explain",      "vacuum",
        "analyze",        "reindex",       "cluster",      "create database",
        "alter database", "drop database", "alter system", "create tablespace",
        "drop tablespace"};
    Diag silent;
    SqlCursor cursor = cursor_again(ddl, &silent);
    return !at_any(&cursor, others, COUNT(others));
}

static void keep_statement(Ddl *ddl)
{
    Text text = sql_text_from(&ddl->cursor, ddl->statement);
    if (text.size && text.data[text.size - 1] == ';')
        text.size--;
    if (text.size && is_of_schema(ddl))
        list_push(ddl->arena, &ddl->schema->ddl, blocking(ddl, text));
}

static void read_script(Ddl *ddl, const PsqlScript *script);

/* A meta-command of psql: what it includes is read; the others mean nothing here. */
static bool take_meta(Ddl *ddl)
{
    SqlToken token = ddl->cursor.token;
    if (!sql_take(&ddl->cursor, SQL_META))
        return false;
    if (!ddl->script || !psql_is_include(token.text))
        return true;
    const PsqlScript *included = ddl->script->included.items[ddl->included_next++];
    if (included)
        read_script(ddl, included);
    else
        ddl->schema->has_unknown = true;
    return true;
}

static void read_statement(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    if (sql_take(cursor, SQL_SEMICOLON) || take_meta(ddl) || ddl_pass_undone(ddl))
        return;
    unsigned before = ddl->diag->errors;
    ddl->statement = cursor->token;
    cursor->depth = 0;
    if (!ddl_read_statement(ddl)) {
        ddl_hint_dialect(ddl);
        recover(ddl);
        if (ddl->diag->errors == before)
            keep_statement(ddl);
    } else if (!ddl_at_end(ddl) && !starts_statement(cursor) && cursor->last.kind != SQL_SEMICOLON) {
        sql_unexpected(cursor, "\";\"");
        ddl_hint_dialect(ddl);
        recover(ddl);
    } else {
        keep_statement(ddl);
    }
}

/* The text to read: without a byte order mark. */
static Text content_of(const Source *source)
{
    Text mark = TEXT("\xEF\xBB\xBF");
    return text_slice(source->content, text_starts_with(source->content, mark) ? mark.size : 0,
                      source->content.size);
}

Ddl ddl_new(Schema *schema, Diag *diag, Text text, Span origin)
{
    Ddl ddl = {.arena = schema->arena, .diag = diag, .schema = schema};
    ddl.cursor = sql_cursor_new(schema->arena, diag, text, origin);
    ddl.cursor.schema = schema;
    ddl.row_types = map_new(schema->arena);
    ddl.skipped_calls = map_new(schema->arena);
    ddl.tries = arena_new_object(schema->arena, Map);
    *ddl.tries = map_new(schema->arena);
    list_push(schema->arena, &ddl.search_path, TEXT("public"));
    return ddl;
}

/* Reads the script's statements in the session as it is, and goes on where that was. */
static void read_script(Ddl *ddl, const PsqlScript *script)
{
    Ddl outer = *ddl;
    Text content = ddl_without_undo(ddl->arena, content_of(script->source));
    Span origin = {.source = script->source, .offset = script->source->content.size - content.size};
    SqlCursor cursor = sql_cursor_new(ddl->arena, ddl->diag, content, origin);
    ddl->cursor = ddl_cursor_like(&outer.cursor, cursor);
    ddl->undone = (DdlUndoneList){0};
    ddl->script = script;
    ddl->undone_next = ddl->included_next = 0;
    ddl_find_undone(ddl);
    while (!sql_at(&ddl->cursor, SQL_END) && !diag_full(ddl->diag))
        read_statement(ddl);
    ddl->cursor = outer.cursor;
    ddl->undone = outer.undone;
    ddl->script = outer.script;
    ddl->undone_next = outer.undone_next;
    ddl->included_next = outer.included_next;
}

bool read_sql(Schema *schema, Diag *diag, const Source *source)
{
    unsigned before = diag->errors;
    Map variables = map_new(schema->arena);
    const PsqlScript *script = psql_script(schema->arena, diag, source, &variables);
    Ddl ddl = ddl_new(schema, diag, TEXT(""), (Span){.source = source});
    ddl.cursor.search_path = &ddl.search_path;
    ddl.cursor.row_type = ddl_row_type;
    ddl.cursor.row_types = &ddl;
    ddl_unsettle(&ddl);
    read_script(&ddl, script);
    ddl_settle(&ddl);
    return diag->errors == before;
}
