/* pg_routines.c: functions, and the triggers that call them. */
#include "read/pg/pg_catalog.h"

#include "base/buffer.h"
#include "model/names.h"
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
    trigger->when = trigger->when_text.size ? pg_expr(catalog, trigger->when_text, trigger->span) : NULL;
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

/* The arrays of one row of functions.sql. */
typedef struct ArgumentArrays {
    TextList types;     /* of the input arguments */
    TextList all_types; /* of all arguments, and so are: empty where all are input */
    TextList names, modes;
} ArgumentArrays;

static Text name_at(const ArgumentArrays *arrays, size_t i)
{
    return i < arrays->names.count ? arrays->names.items[i] : (Text){NULL, 0};
}

static bool has_mode(const ArgumentArrays *arrays, size_t i, const char *mode)
{
    return i < arrays->modes.count && text_is(arrays->modes.items[i], mode);
}

static void set_arguments(PgCatalog *catalog, const ArgumentArrays *arrays, Function *function)
{
    size_t all = 0;
    for (size_t i = 0; i < arrays->types.count; i++, all++) {
        while (has_mode(arrays, all, "o") || has_mode(arrays, all, "t"))
            all++;
        TypeUse use = pg_type_use(catalog, arrays->types.items[i], (Text){NULL, 0});
        list_push(catalog->arena, &function->argument_types, use);
        list_push(catalog->arena, &function->argument_names, name_at(arrays, all));
        function->is_variadic |= has_mode(arrays, all, "v");
    }
}

/* "TABLE(a integer, b text)"; empty where no argument is a column of the result. */
static Text table_result(PgCatalog *catalog, const ArgumentArrays *arrays)
{
    Arena *arena = catalog->arena;
    Buffer out = {0};
    for (size_t i = 0; i < arrays->all_types.count; i++) {
        if (!has_mode(arrays, i, "t"))
            continue;
        TypeUse use = pg_type_use(catalog, arrays->all_types.items[i], (Text){NULL, 0});
        buffer_string(&out, out.size ? ", " : "TABLE(");
        buffer_text(&out, names_quote(arena, name_at(arrays, i)));
        buffer_char(&out, ' ');
        buffer_text(&out, type_print(arena, &use));
    }
    if (out.size)
        buffer_char(&out, ')');
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

/* One value has a type; sets, tables and what is no value at all (void, trigger, record) have a text. */
static void set_result(PgCatalog *catalog, const ArgumentArrays *arrays, PgRow row, Function *function)
{
    TypeUse use = pg_type_use(catalog, pg_text(row, "result"), (Text){NULL, 0});
    bool is_set = pg_bool(row, "returns_set");
    if (function->is_procedure)
        return;
    function->result_text = table_result(catalog, arrays);
    if (!function->result_text.size) {
        Text printed = type_print(catalog->arena, &use);
        function->result_text =
            is_set ? text_format(catalog->arena, "SETOF %.*s", TEXT_ARG(printed)) : printed;
    }
    if (!is_set && use.type->code != TYPE_OTHER)
        function->result = use;
}

/* SQL-standard bodies print as the server's own text, RETURN with an expression in normal form. */
static Text body_of(PgCatalog *catalog, PgRow row, Span place)
{
    Arena *arena = catalog->arena;
    Text body = pg_text(row, "body"), word = TEXT("RETURN ");
    if (!body.data)
        return pg_text(row, "source");
    if (!text_starts_with(body, word))
        return body;
    Expr *expr = pg_expr(catalog, text_slice(body, word.size, body.size), place);
    Text printed = expr_print(arena, expr_normalise(arena, expr, NULL));
    return text_format(arena, "RETURN %.*s", TEXT_ARG(printed));
}

static void add_function(PgCatalog *catalog, PgRow row)
{
    Arena *arena = catalog->arena;
    Function *function = arena_new_object(arena, Function);
    *function = (Function){.schema = pg_text(row, "schema"),
                           .name = pg_text(row, "name"),
                           .language = pg_text(row, "language"),
                           .volatility = pg_char(row, "volatility"),
                           .is_strict = pg_bool(row, "is_strict"),
                           .is_procedure = pg_char(row, "kind") == 'p',
                           .comment = pg_text(row, "comment")};
    function->span = pg_place(catalog, "function", function->schema, function->name, (Text){"", 0});
    function->body = body_of(catalog, row, function->span);
    ArgumentArrays arrays = {.types = pg_list(arena, row, "argument_types"),
                             .all_types = pg_list(arena, row, "all_types"),
                             .names = pg_list(arena, row, "argument_names"),
                             .modes = pg_list(arena, row, "argument_modes")};
    set_arguments(catalog, &arrays, function);
    set_result(catalog, &arrays, row, function);
    list_push(arena, &catalog->schema->functions, function);
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
