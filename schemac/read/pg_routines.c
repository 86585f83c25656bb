/* pg_routines.c: functions, and the triggers that call them. */
#include "read/pg_catalog.h"

#include "base/buffer.h"
#include "read/catalog.h"

#include <string.h>

/* ---- triggers ----------------------------------------------------------------------------------------- */

enum {
    TRIGGER_BIT_ROW = 1, /* bits of pg_trigger.tgtype: src/include/catalog/pg_trigger.h */
    TRIGGER_BIT_BEFORE = 2,
    TRIGGER_BIT_INSERT = 4,
    TRIGGER_BIT_DELETE = 8,
    TRIGGER_BIT_UPDATE = 16,
    TRIGGER_BIT_TRUNCATE = 32,
    TRIGGER_BIT_INSTEAD = 64
};

static int hex_digit(char c)
{
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

/* pg_trigger.tgargs: each argument ends in a NUL. `hex` is the server's own encoding. */
static TextList trigger_arguments(Arena *arena, Text hex)
{
    TextList list = {0};
    Buffer argument = {0};
    for (size_t i = 0; i + 1 < hex.size; i += 2) {
        char c = (char)(hex_digit(hex.data[i]) * 16 + hex_digit(hex.data[i + 1]));
        if (c) {
            buffer_char(&argument, c);
            continue;
        }
        list_push(arena, &list, text_copy(arena, buffer_contents(&argument)));
        argument.size = 0;
    }
    buffer_free(&argument);
    return list;
}

/* The condition in "… WHEN (condition) EXECUTE FUNCTION …", as pg_get_triggerdef prints a trigger. */
static Text when_condition(Text definition)
{
    Text before = TEXT(" WHEN (");
    Text after = TEXT(") EXECUTE ");
    size_t start = 0;
    while (start < definition.size &&
           !text_starts_with(text_slice(definition, start, definition.size), before))
        start++;
    size_t end = definition.size;
    while (end > start && !text_starts_with(text_slice(definition, end, definition.size), after))
        end--;
    return text_slice(definition, start + before.size, end);
}

static void add_trigger(PgCatalog *catalog, Table *table, PgRow row)
{
    int64_t bits = pg_int(row, "bits");
    Trigger *trigger = arena_new_object(catalog->arena, Trigger);
    *trigger = (Trigger){.name = pg_text(row, "name"),
                         .timing = bits & TRIGGER_BIT_BEFORE    ? TRIGGER_BEFORE
                                   : bits & TRIGGER_BIT_INSTEAD ? TRIGGER_INSTEAD
                                                                : TRIGGER_AFTER,
                         .on_insert = bits & TRIGGER_BIT_INSERT,
                         .on_update = bits & TRIGGER_BIT_UPDATE,
                         .on_delete = bits & TRIGGER_BIT_DELETE,
                         .on_truncate = bits & TRIGGER_BIT_TRUNCATE,
                         .for_each_row = bits & TRIGGER_BIT_ROW,
                         .is_constraint = pg_bool(row, "is_constraint"),
                         .deferrable = pg_bool(row, "deferrable"),
                         .initially_deferred = pg_bool(row, "deferred"),
                         .enabled = pg_char(row, "enabled"),
                         .when_text = when_condition(pg_text(row, "definition")),
                         .function_schema = pg_text(row, "function_schema"),
                         .function_name = pg_text(row, "function_name"),
                         .arguments = trigger_arguments(catalog->arena, pg_text(row, "arguments")),
                         .comment = pg_text(row, "comment")};
    trigger->span = pg_place(catalog, "trigger", table->schema, table->name, trigger->name);
    list_push(catalog->arena, &table->triggers, trigger);
}

bool pg_read_triggers(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the triggers", PG_QUERY(triggers), &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        PgRow row = pg_row(&rows, i);
        PgTable *entry = pg_table(catalog, pg_text(row, "relation"));
        if (entry && !pg_is_clone(entry, row))
            add_trigger(catalog, entry->table, row);
    }
    return true;
}

/* ---- functions ---------------------------------------------------------------------------------------- */

/* Input arguments alone have a type in proargtypes; proargnames and proargmodes speak of all. */
static void read_arguments(PgCatalog *catalog, PgRow row, Function *function)
{
    TextList types = pg_list(catalog->arena, row, "argument_types");
    TextList names = pg_list(catalog->arena, row, "argument_names");
    TextList modes = pg_list(catalog->arena, row, "argument_modes");
    size_t all = 0;
    for (size_t i = 0; i < types.count; i++, all++) {
        while (all < modes.count && (text_is(modes.items[all], "o") || text_is(modes.items[all], "t")))
            all++;
        TypeUse use = pg_type_use(catalog, types.items[i], (Text){NULL, 0});
        list_push(catalog->arena, &function->argument_types, use);
        Text name = all < names.count ? names.items[all] : (Text){NULL, 0};
        list_push(catalog->arena, &function->argument_names, name);
    }
}

static void add_function(PgCatalog *catalog, PgRow row)
{
    Function *function = arena_new_object(catalog->arena, Function);
    Text body = pg_text(row, "body");
    *function =
        (Function){.schema = pg_text(row, "schema"),
                   .name = pg_text(row, "name"),
                   .result_text = pg_char(row, "kind") == 'p' ? (Text){NULL, 0} : pg_text(row, "result_text"),
                   .language = pg_text(row, "language"),
                   .body = body.data ? body : pg_text(row, "source"),
                   .volatility = pg_char(row, "volatility"),
                   .is_strict = pg_bool(row, "is_strict"),
                   .is_procedure = pg_char(row, "kind") == 'p',
                   .comment = pg_text(row, "comment")};
    function->span = pg_place(catalog, "function", function->schema, function->name, (Text){"", 0});
    if (!pg_bool(row, "returns_set") && !function->is_procedure)
        function->result = pg_type_use(catalog, pg_text(row, "result"), (Text){NULL, 0});
    read_arguments(catalog, row, function);
    list_push(catalog->arena, &catalog->schema->functions, function);
}

bool pg_read_functions(PgCatalog *catalog)
{
    PgRows rows;
    if (!pg_query(catalog, "the functions", PG_QUERY(functions), &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (pg_is_chosen_schema(catalog, pg_text(pg_row(&rows, i), "schema")))
            add_function(catalog, pg_row(&rows, i));
    return true;
}
