/* cell.c: choosing the runtime's cell writers. */
#include "emit/cell.h"

#include "emit/quote.h"

typedef struct Cell {
    const char *runtime_kind;
    const char *function; /* the runtime's name of the kind */
    const char *room;     /* a constant, or NULL: by the size of the text */
} Cell;

static const Cell cells[] = {
    {"RT_BOOL", "bool", "RT_ROOM_BOOL"},
    {"RT_INT", "int", "RT_ROOM_INT"},
    {"RT_NUMERIC", "numeric", NULL},
    {"RT_NUMERIC_WIDE", "numeric_wide", NULL},
    {"RT_FLOAT4", "float4", "RT_ROOM_FLOAT"},
    {"RT_FLOAT8", "float8", "RT_ROOM_FLOAT"},
    {"RT_MONEY", "money", "RT_ROOM_MONEY"},
    {"RT_DATE", "date", "RT_ROOM_DATE"},
    {"RT_TIME", "time", "RT_ROOM_TIME"},
    {"RT_TIMETZ", "timetz", "RT_ROOM_TIMETZ"},
    {"RT_TIMESTAMP", "timestamp", "RT_ROOM_TIMESTAMP"},
    {"RT_TIMESTAMPTZ", "timestamptz", "RT_ROOM_TIMESTAMPTZ"},
    {"RT_INTERVAL", "interval", "RT_ROOM_INTERVAL"},
    {"RT_UUID", "uuid", "RT_ROOM_UUID"},
    {"RT_DIGITS", "digits", NULL},
    {"RT_TEXT", "text", NULL},
    {"RT_BYTEA", "bytea", NULL},
    {"RT_JSON", "json", NULL},
    {"RT_LITERAL", "literal", NULL},
};

static const char *const names[] = {"csv", "tsv", "ndjson", "json", "sql", "copy"};
static const char *const families[] = {"csv", "tsv", "json", "json", "sql", "copy"};

const char *cell_format_name(Format format)
{
    return names[format];
}

const char *cell_family(Format format)
{
    return families[format];
}

bool cell_is_compound(const ColumnPlan *column)
{
    return column->type->kind == VALUE_ITEMS;
}

static const Cell *cell_of(const ColumnPlan *column)
{
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (text_is(column->type->runtime_kind, cells[i].runtime_kind))
            return &cells[i];
    return NULL;
}

/* Fixed-size moves pay for short texts alone, and only texts that may be read beyond their end allow them. */
static const char *function_of(const ColumnPlan *column, Format format)
{
    if (cell_is_compound(column))
        return format == FORMAT_JSON || format == FORMAT_NDJSON ? "json" : "text";
    const Cell *cell = cell_of(column);
    if (text_is(column->type->runtime_kind, "RT_TEXT") && column->is_padded)
        return "padded";
    if (text_is(column->type->runtime_kind, "RT_TEXT") && column->is_plain_text)
        return "plain";
    return cell->function;
}

static Text value_of(const ColumnPlan *column)
{
    return cell_is_compound(column)
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
    Text value = value_of(column);
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
    Text value = value_of(column);
    const char *function = function_of(column, format);
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
    const Cell *cell = cell_is_compound(column) ? NULL : cell_of(column);
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
        bool json = format == FORMAT_JSON || format == FORMAT_NDJSON;
        room += column->written ? 7 + (json ? cell_json_key_size(column) : 0) : 0;
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
