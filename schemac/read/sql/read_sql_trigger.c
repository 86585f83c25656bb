/* read_sql_trigger.c: triggers. Only those that fire on INSERT or TRUNCATE are kept. */
#include "read/sql/read_sql.h"

#include "read/parse/parse_expr.h"

/* ---- CREATE TRIGGER ------------------------------------------------------------------------------------ */

static bool read_timing(SqlCursor *cursor, Trigger *trigger)
{
    trigger->timing = TRIGGER_BEFORE;
    if (sql_take_words(cursor, "before"))
        return true;
    trigger->timing = TRIGGER_AFTER;
    if (sql_take_words(cursor, "after"))
        return true;
    trigger->timing = TRIGGER_INSTEAD;
    return sql_take_words(cursor, "instead of") || sql_unexpected(cursor, "BEFORE, AFTER or INSTEAD OF");
}

/* UPDATE OF a, b. */
static bool read_update_columns(Ddl *ddl)
{
    do {
        DdlName name;
        if (!ddl_read_plain_name(ddl, &name))
            return false;
    } while (sql_take(&ddl->cursor, SQL_COMMA));
    return true;
}

static bool read_events(Ddl *ddl, Trigger *trigger)
{
    SqlCursor *cursor = &ddl->cursor;
    do {
        if (sql_take_words(cursor, "insert"))
            trigger->on_insert = true;
        else if (sql_take_words(cursor, "delete"))
            trigger->on_delete = true;
        else if (sql_take_words(cursor, "truncate"))
            trigger->on_truncate = true;
        else if (sql_expect_words(cursor, "update"))
            trigger->on_update = true;
        else
            return false;
        if (sql_take_words(cursor, "of") && !read_update_columns(ddl))
            return false;
    } while (sql_take_words(cursor, "or"));
    return true;
}

/* REFERENCING {OLD|NEW} TABLE AS name … */
static void skip_referencing(SqlCursor *cursor)
{
    Text name;
    while (sql_at_words(cursor, "old") || sql_at_words(cursor, "new")) {
        sql_advance(cursor);
        if (!sql_take_words(cursor, "table"))
            sql_take_words(cursor, "row");
        sql_take_words(cursor, "as");
        sql_take_label(cursor, &name);
    }
}

static bool read_clauses(Ddl *ddl, Trigger *trigger)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName from;
    DdlConstraint attributes = {0};
    if (sql_take_words(cursor, "from") && !ddl_read_name(ddl, &from))
        return false;
    if (!ddl_read_attributes(ddl, &attributes))
        return false;
    trigger->deferrable = attributes.deferrable;
    trigger->initially_deferred = attributes.initially_deferred;
    if (sql_take_words(cursor, "referencing"))
        skip_referencing(cursor);
    if (sql_take_words(cursor, "for")) {
        sql_take_words(cursor, "each");
        trigger->for_each_row = sql_take_words(cursor, "row");
        if (!trigger->for_each_row && !sql_expect_words(cursor, "statement"))
            return false;
    }
    if (sql_take_words(cursor, "when"))
        return (trigger->when = ddl_read_parenthesised(ddl, &trigger->when_text)) != NULL;
    return true;
}

/* Arguments are strings, whatever they look like. */
static bool read_arguments(Ddl *ddl, Trigger *trigger)
{
    SqlCursor *cursor = &ddl->cursor;
    if (!sql_expect(cursor, SQL_LEFT_PAREN))
        return false;
    while (!sql_at(cursor, SQL_RIGHT_PAREN)) {
        Text argument = cursor->token.text;
        if (!sql_take_string(cursor, &argument)) {
            if (sql_at(cursor, SQL_END) || sql_at(cursor, SQL_SEMICOLON))
                break;
            sql_advance(cursor);
        }
        list_push(ddl->arena, &trigger->arguments, argument);
        if (!sql_take(cursor, SQL_COMMA))
            break;
    }
    return sql_expect(cursor, SQL_RIGHT_PAREN);
}

/* The namespace where the search path finds the function, or the first of it. */
static Text function_schema(Ddl *ddl, const DdlName *name)
{
    if (name->schema.size)
        return name->schema;
    for (size_t i = 0; i < ddl->search_path.count; i++)
        for (size_t k = 0; k < ddl->schema->functions.count; k++) {
            const Function *function = ddl->schema->functions.items[k];
            if (text_equal(function->name, name->name) &&
                text_equal(function->schema, ddl->search_path.items[i]))
                return function->schema;
        }
    return TEXT("pg_catalog");
}

static bool read_function(Ddl *ddl, Trigger *trigger)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name;
    if (!sql_take_words(cursor, "execute procedure") && !sql_expect_words(cursor, "execute function"))
        return false;
    if (!ddl_read_name(ddl, &name))
        return false;
    trigger->function_schema = function_schema(ddl, &name);
    trigger->function_name = name.name;
    return read_arguments(ddl, trigger);
}

static void remove_trigger(Table *table, Text name)
{
    for (size_t i = table->triggers.count; i-- > 0;)
        if (text_equal(table->triggers.items[i]->name, name))
            list_remove(&table->triggers, i);
}

bool ddl_create_trigger(Ddl *ddl, bool constraint)
{
    SqlCursor *cursor = &ddl->cursor;
    DdlName name, target;
    Trigger *trigger = arena_new_object(ddl->arena, Trigger);
    trigger->is_constraint = constraint;
    trigger->enabled = 'O';
    if (!ddl_read_plain_name(ddl, &name) || !read_timing(cursor, trigger) || !read_events(ddl, trigger) ||
        !sql_expect_words(cursor, "on") || !ddl_read_name(ddl, &target))
        return false;
    trigger->name = name.name;
    trigger->span = name.span;
    Table *table = ddl_expect_table(ddl, &target);
    if (!table)
        return ddl_find_other(ddl, &target) && ddl_skip_statement(ddl);
    if (!read_clauses(ddl, trigger) || !read_function(ddl, trigger))
        return false;
    remove_trigger(table, trigger->name);
    if (trigger->on_insert || trigger->on_truncate)
        list_push(ddl->arena, &table->triggers, trigger);
    return true;
}

/* ---- changing ------------------------------------------------------------------------------------------ */

bool ddl_alter_trigger(Ddl *ddl)
{
    DdlName name, target;
    Text changed;
    if (!ddl_read_plain_name(ddl, &name) || !sql_expect_words(&ddl->cursor, "on") ||
        !ddl_read_name(ddl, &target))
        return false;
    const Table *table = ddl_expect_table(ddl, &target);
    if (!table || !sql_take_words(&ddl->cursor, "rename to"))
        return (table || ddl_find_other(ddl, &target)) && ddl_skip_statement(ddl);
    if (!sql_expect_name(&ddl->cursor, &changed))
        return false;
    for (size_t i = 0; i < table->triggers.count; i++)
        if (text_equal(table->triggers.items[i]->name, name.name))
            table->triggers.items[i]->name = changed;
    return true;
}

bool ddl_enable_triggers(Ddl *ddl, Table *table, char state)
{
    SqlCursor *cursor = &ddl->cursor;
    Text name = {0};
    bool all = sql_take_words(cursor, "all") || sql_take_words(cursor, "user");
    if (!all && !sql_expect_name(cursor, &name))
        return false;
    for (size_t i = 0; i < table->triggers.count; i++)
        if (all || text_equal(table->triggers.items[i]->name, name))
            table->triggers.items[i]->enabled = state;
    return true;
}

bool ddl_drop_trigger(Ddl *ddl, bool if_exists)
{
    DdlName name, target;
    if (!ddl_read_plain_name(ddl, &name) || !sql_expect_words(&ddl->cursor, "on") ||
        !ddl_read_name(ddl, &target))
        return false;
    Table *table = if_exists ? ddl_find_table(ddl, &target) : ddl_expect_table(ddl, &target);
    if (table)
        remove_trigger(table, name.name);
    return table || if_exists || ddl_find_other(ddl, &target);
}
