/* cell.c: choosing the runtime's cell writers. */
#include "emit/cell.h"

#include "emit/quote.h"
#include "plan/wire.h"

typedef struct Cell {
    const char *runtime_kind;
    const char *function; /* the runtime's name of the kind */
    const char *room;     /* a constant, or NULL: by the size of the text */
    const char *binary;   /* its name in binary, or NULL: by the wire form */
} Cell;

static const Cell cells[] = {
    {"RT_BOOL", "bool", "RT_ROOM_BOOL", "bool"},
    {"RT_INT", "int", "RT_ROOM_INT", NULL},
    {"RT_NUMERIC", "numeric", NULL, "numeric"},
    {"RT_NUMERIC_WIDE", "numeric_wide", NULL, "numeric_wide"},
    {"RT_FLOAT4", "float4", "RT_ROOM_FLOAT", "float4"},
    {"RT_FLOAT8", "float8", "RT_ROOM_FLOAT", "float8"},
    {"RT_MONEY", "money", "RT_ROOM_MONEY", "int8"},
    {"RT_DATE", "date", "RT_ROOM_DATE", "int4"},
    {"RT_TIME", "time", "RT_ROOM_TIME", "int8"},
    {"RT_TIMETZ", "timetz", "RT_ROOM_TIMETZ", "timetz"},
    {"RT_TIMESTAMP", "timestamp", "RT_ROOM_TIMESTAMP", "int8"},
    {"RT_TIMESTAMPTZ", "timestamptz", "RT_ROOM_TIMESTAMPTZ", "int8"},
    {"RT_INTERVAL", "interval", "RT_ROOM_INTERVAL", "interval"},
    {"RT_UUID", "uuid", "RT_ROOM_UUID", "uuid"},
    {"RT_DIGITS", "digits", NULL, "digits"},
    {"RT_TEXT", "text", NULL, NULL},
    {"RT_BYTEA", "bytea", NULL, NULL},
    {"RT_JSON", "json", NULL, NULL},
    {"RT_LITERAL", "literal", NULL, NULL},
};

/* The runtime's names of binary cells that follow from the wire form: integers, and texts whose form is at
 * hand. */
static const char *const binary_cells[][2] = {
    {"RT_WIRE_INT2", "int2"}, {"RT_WIRE_INT4", "int4"}, {"RT_WIRE_INT8", "int8"},
    {"RT_WIRE_KIND", "text"}, {"RT_WIRE_CHAR", "char"}, {"RT_WIRE_VERSIONED", "versioned"},
};

static const char *const names[] = {"csv", "tsv", "ndjson", "json", "sql", "copy", "copy_binary"};
static const char *const families[] = {"csv", "tsv", "json", "json", "sql", "copy", "binary"};

const char *cell_format_id(Format format)
{
    static const char *const ids[] = {"RT_CSV", "RT_TSV",  "RT_NDJSON",     "RT_JSON_ARRAY",
                                      "RT_SQL", "RT_COPY", "RT_COPY_BINARY"};
    return ids[format];
}

const char *cell_format_name(Format format)
{
    return names[format];
}

const char *cell_family(Format format)
{
    return families[format];
}

static bool is_json(Format format)
{
    return format == FORMAT_JSON || format == FORMAT_NDJSON;
}

bool cell_table_has(const TablePlan *table, Format format)
{
    for (size_t i = 0; format == FORMAT_COPY_BINARY && i < table->columns.count; i++)
        if (table->columns.items[i]->written && !wire_has_column(table->columns.items[i]))
            return false;
    return true;
}

static const Cell *cell_of(const ColumnPlan *column)
{
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (text_is(column->type->runtime_kind, cells[i].runtime_kind))
            return &cells[i];
    return NULL;
}

/* The runtime's name of a scalar's binary cell, NULL for what is made first. */
static const char *binary_of(const ColumnPlan *column)
{
    const Cell *cell = cell_of(column);
    if (cell && cell->binary)
        return cell->binary;
    for (size_t i = 0; cell && i < sizeof binary_cells / sizeof *binary_cells; i++)
        if (text_is(column->type->wire, binary_cells[i][0]))
            return binary_cells[i][1];
    return NULL;
}

bool cell_is_made(const ColumnPlan *column, Format format)
{
    return column->type->kind == VALUE_ITEMS || (format == FORMAT_COPY_BINARY && !binary_of(column));
}

Text cell_make_call(const ColumnPlan *column, Format format)
{
    return text_format(column->table->plan->arena,
                       "rt_%s_of_value(scratch, %s&%.*s, &(union rt_value){.%s = row.%.*s})",
                       is_json(format)                ? "json"
                       : format == FORMAT_COPY_BINARY ? "binary"
                                                      : "text",
                       format == FORMAT_COPY_BINARY ? "base, " : "", TEXT_ARG(column->type->identifier),
                       column->type->kind == VALUE_ITEMS ? "items" : "text", TEXT_ARG(column->field));
}

/* Fixed-size moves pay for short texts alone, and only texts that may be read beyond their end allow them. */
static const char *function_of(const ColumnPlan *column, Format format)
{
    const bool binary = format == FORMAT_COPY_BINARY,
               is_text = text_is(column->type->runtime_kind, "RT_TEXT");
    if (cell_is_made(column, format))
        return binary ? "cell" : is_json(format) ? "json" : "text";
    const char *function = binary ? binary_of(column) : cell_of(column)->function;
    if (is_text && column->is_padded && text_is(text_of(function), "text"))
        return "padded";
    if (is_text && column->is_plain_text && !binary)
        return "plain";
    return function;
}

static Text value_of(const ColumnPlan *column, Format format)
{
    return cell_is_made(column, format)
               ? column->field
               : text_format(column->table->plan->arena, "row.%.*s", TEXT_ARG(column->field));
}

static bool is_numeric(const ColumnPlan *column)
{
    return text_is(column->type->runtime_kind, "RT_NUMERIC") ||
           text_is(column->type->runtime_kind, "RT_NUMERIC_WIDE");
}

Text cell_call(const ColumnPlan *column, Format format)
{
    Arena *arena = column->table->plan->arena;
    Text value = value_of(column, format);
    const char *function = function_of(column, format);
    if (is_numeric(column))
        return text_format(arena, "rt_%s_%s(p, %.*s, %d)", families[format], function, TEXT_ARG(value),
                           column->type->scale);
    return text_format(arena, "rt_%s_%s(p, %.*s)", families[format], function, TEXT_ARG(value));
}

static Text text_room(const ColumnPlan *column, Format format)
{
    static const char *const rooms[] = {"rt_csv_text_room",  "rt_csv_text_room", "rt_json_text_room",
                                        "rt_json_text_room", "rt_sql_text_room", "rt_copy_text_room"};
    Arena *arena = column->table->plan->arena;
    Text value = value_of(column, format);
    const char *function = function_of(column, format);
    if (format == FORMAT_COPY_BINARY)
        return text_format(
            arena, text_is(text_of(function), "digits") ? "rt_binary_digits_room(%.*s.size)" : "%.*s.size",
            TEXT_ARG(value));
    bool bare = text_is(text_of(function), "plain") || text_is(text_of(function), "padded") ||
                text_is(text_of(function), "digits") ||
                (text_is(text_of(function), "json") && families[format] == families[FORMAT_JSON]);
    if (bare)
        return text_format(arena, "%.*s.size", TEXT_ARG(value));
    if (text_is(text_of(function), "bytea"))
        return text_format(arena, "rt_bytea_room(%.*s.size)", TEXT_ARG(value));
    return text_format(arena, "%s(%.*s.size)", rooms[format], TEXT_ARG(value));
}

static Text column_room(const ColumnPlan *column, Format format)
{
    Arena *arena = column->table->plan->arena;
    const Cell *cell = cell_is_made(column, format) ? NULL : cell_of(column);
    if (cell && cell->room)
        return text_of(cell->room);
    if (is_numeric(column))
        return text_format(arena, "%s(%d)",
                           column->type->kind == VALUE_WIDE ? "RT_ROOM_NUMERIC_WIDE" : "RT_ROOM_NUMERIC",
                           column->type->scale);
    return text_room(column, format);
}

typedef struct Room {
    Text text;
    unsigned count;
} Room;
typedef LIST(Room) RoomList;

static void add_room(Arena *arena, RoomList *rooms, Text text)
{
    for (size_t i = 0; i < rooms->count; i++)
        if (text_equal(rooms->items[i].text, text)) {
            rooms->items[i].count++;
            return;
        }
    list_push(arena, rooms, ((Room){text, 1}));
}

/* Bytes that are neither values nor keys: quotes or NULL for each cell, separators, what begins and ends a
 * row. */
static size_t frame_room(const TablePlan *table, Format format)
{
    size_t room = 8;
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnPlan *column = table->columns.items[i];
        room += column->written ? 7 + (is_json(format) ? cell_json_key_size(column) : 0) : 0;
    }
    return room;
}

Text cell_room(const TablePlan *table, Format format)
{
    Arena *arena = table->plan->arena;
    RoomList rooms = {0};
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i]->written)
            add_room(arena, &rooms, column_room(table->columns.items[i], format));
    Text total = text_format(arena, "%zu + RT_SLACK", frame_room(table, format));
    for (size_t i = 0; i < rooms.count; i++) {
        const Room *room = &rooms.items[i];
        total = room->count > 1 ? text_format(arena, "%.*s + %u * %.*s", TEXT_ARG(total), room->count,
                                              TEXT_ARG(room->text))
                                : text_format(arena, "%.*s + %.*s", TEXT_ARG(total), TEXT_ARG(room->text));
    }
    return total;
}

/* The name as a JSON string, with its quotes (RFC 8259, section 7). */
static Text json_string(Arena *arena, Text name)
{
    Buffer out = {0};
    buffer_char(&out, '"');
    for (size_t i = 0; i < name.size; i++) {
        unsigned char c = (unsigned char)name.data[i];
        if (c == '"' || c == '\\')
            buffer_format(&out, "\\%c", c);
        else if (c < 0x20)
            buffer_format(&out, "\\u%04x", c);
        else
            buffer_char(&out, (char)c);
    }
    buffer_char(&out, '"');
    Text quoted = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return quoted;
}

static Text json_key(const ColumnPlan *column, bool is_first)
{
    Arena *arena = column->table->plan->arena;
    return text_format(arena, "%s%.*s:", is_first ? "{" : ",",
                       TEXT_ARG(json_string(arena, column->column->name)));
}

size_t cell_json_key_size(const ColumnPlan *column)
{
    return json_key(column, true).size;
}

Text cell_json_key_call(const ColumnPlan *column, bool is_first)
{
    Arena *arena = column->table->plan->arena;
    Text key = json_key(column, is_first);
    return text_format(arena, "rt_put(p, %.*s, %zu)", TEXT_ARG(quote_c_string(arena, key)), key.size);
}
