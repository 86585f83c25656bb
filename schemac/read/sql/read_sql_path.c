/* read_sql_path.c: namespaces, and the search path that SET and set_config give. */
#include "read/sql/read_sql.h"

#include "model/names.h"

#include <string.h>

/* ---- CREATE SCHEMA ------------------------------------------------------------------------------------- */

/* The statements that CREATE SCHEMA may hold create in the new namespace. */
static bool read_elements(Ddl *ddl, Text schema)
{
    TextList outer = ddl->search_path;
    bool done = true;
    ddl->search_path = (TextList){0};
    list_push(ddl->arena, &ddl->search_path, schema);
    for (size_t i = 0; i < outer.count; i++)
        list_push(ddl->arena, &ddl->search_path, outer.items[i]);
    while (done && sql_take_words(&ddl->cursor, "create"))
        done = ddl_create(ddl);
    ddl->search_path = outer;
    return done && (!sql_at_words(&ddl->cursor, "grant") || ddl_skip_statement(ddl));
}

bool ddl_create_schema(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    Text name = {0}, role;
    sql_take_words(cursor, "if not exists");
    if (!sql_at_words(cursor, "authorization") && !sql_expect_name(cursor, &name))
        return false;
    if (sql_take_words(cursor, "authorization") && !sql_expect_label(cursor, &role))
        return false;
    name = name.size ? name : role;
    schema_add_namespace(ddl->schema, name);
    return read_elements(ddl, name);
}

static void rename_in(Text *schema, Text from, Text to)
{
    if (text_equal(*schema, from))
        *schema = to;
}

static void rename_contents(Ddl *ddl, Text from, Text to)
{
    Schema *schema = ddl->schema;
    for (size_t i = 0; i < schema->tables.count; i++)
        if (text_equal(schema->tables.items[i]->schema, from))
            schema_rename_table(schema, schema->tables.items[i], to, schema->tables.items[i]->name);
    for (size_t i = 0; i < schema->types.count; i++)
        if (text_equal(schema->types.items[i]->schema, from))
            schema_rename_type(schema, schema->types.items[i], to, schema->types.items[i]->name);
    for (size_t i = 0; i < schema->sequences.count; i++) {
        rename_in(&schema->sequences.items[i]->schema, from, to);
        rename_in(&schema->sequences.items[i]->owner_table_schema, from, to);
    }
    for (size_t i = 0; i < schema->functions.count; i++)
        rename_in(&schema->functions.items[i]->schema, from, to);
}

bool ddl_rename_schema(Ddl *ddl, Text name)
{
    Text changed;
    Namespace *found = schema_find_namespace(ddl->schema, name);
    if (!sql_expect_words(&ddl->cursor, "rename to") || !sql_expect_name(&ddl->cursor, &changed))
        return false;
    if (!found)
        return true;
    found->name = changed;
    rename_contents(ddl, name, changed);
    return true;
}

/* ---- the search path ----------------------------------------------------------------------------------- */

static void push_path(Ddl *ddl, Text name)
{
    if (!text_is(name, "$user") && !text_is(name, "pg_catalog") && !text_is(name, "pg_temp") && name.size)
        list_push(ddl->arena, &ddl->search_path, names_truncate(ddl->arena, name));
}

/* SET search_path = a, "b", 'c' or DEFAULT, from after the sign. */
static bool set_path(Ddl *ddl)
{
    ddl->search_path = (TextList){0};
    do {
        Text name;
        if (sql_take_words(&ddl->cursor, "default"))
            name = TEXT("public");
        else if (!sql_take_string(&ddl->cursor, &name) && !sql_expect_label(&ddl->cursor, &name))
            return false;
        push_path(ddl, name);
    } while (sql_take(&ddl->cursor, SQL_COMMA));
    return true;
}

bool ddl_set(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    if (sql_at_words(cursor, "session") || sql_at_words(cursor, "local"))
        sql_advance(cursor);
    if (sql_take_words(cursor, "schema")) {
        Text name;
        ddl->search_path = (TextList){0};
        if (!sql_take_string(cursor, &name))
            return sql_unexpected(cursor, "a string");
        push_path(ddl, name);
        return true;
    }
    if (!sql_take_words(cursor, "search_path"))
        return ddl_skip_statement(ddl);
    if (!sql_take_operator(cursor, "=") && !sql_expect_words(cursor, "to"))
        return false;
    return set_path(ddl);
}

/* The value of set_config is a list of names in a string. */
static void set_path_text(Ddl *ddl, Text value)
{
    SqlCursor list = sql_cursor_new(ddl->arena, ddl->diag, value, sql_span(&ddl->cursor, ddl->cursor.last));
    Text name;
    ddl->search_path = (TextList){0};
    do {
        if (sql_take_label(&list, &name))
            push_path(ddl, name);
    } while (sql_take(&list, SQL_COMMA));
}

/* The rest of SELECT … INTO, from the table on, which other statements may name. */
static bool select_into(Ddl *ddl)
{
    static const char *const kinds[] = {"temporary", "temp", "unlogged", "table"};
    DdlName name;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        sql_take_words(&ddl->cursor, kinds[i]);
    if (!ddl_read_name(ddl, &name))
        return false;
    ddl_add_other(ddl, ddl_creation_schema(ddl, &name), name.name);
    return ddl_skip_with_warning(ddl, "SELECT INTO skipped: the columns of table \"%.*s\" are not known",
                                 TEXT_ARG(name.name));
}

bool ddl_select(Ddl *ddl)
{
    SqlCursor *cursor = &ddl->cursor;
    Text value;
    if (sql_take_words(cursor, "pg_catalog"))
        sql_take(cursor, SQL_DOT);
    if (sql_take_words(cursor, "set_config") && sql_take(cursor, SQL_LEFT_PAREN)) {
        bool is_path = sql_take_string(cursor, &value) && text_is(value, "search_path");
        if (is_path && sql_take(cursor, SQL_COMMA) && sql_take_string(cursor, &value))
            set_path_text(ddl, value);
        while (!ddl_at_end(ddl))
            sql_advance(cursor);
        return true;
    }
    for (size_t depth = 0; !ddl_at_end(ddl); sql_advance(cursor)) {
        depth += sql_at(cursor, SQL_LEFT_PAREN);
        depth -= depth > 0 && sql_at(cursor, SQL_RIGHT_PAREN);
        if (depth == 0 && sql_take_words(cursor, "into"))
            return select_into(ddl);
        if (ddl_at_changer(ddl))
            return ddl_call(ddl);
    }
    return true;
}
