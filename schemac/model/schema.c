/* schema.c: keeping the objects of a Schema under their names. */
#include "model/schema.h"

#include "base/buffer.h"

#include <string.h>

Schema *schema_new(Arena *arena)
{
    Schema *schema = arena_new_object(arena, Schema);
    schema->arena = arena;
    schema->reference_date = TEXT("2026-01-01");
    schema->encoding = TEXT("UTF8");
    schema->table_map = map_new(arena);
    schema->type_map = map_new(arena);
    schema->row_types = map_new(arena);
    schema->others = map_new(arena);
    schema_add_namespace(schema, TEXT("public"));
    return schema;
}

/* One key for two names: a NUL, which no name can hold, parts them. `data` has room for both and one more. */
static Text join_names(char *data, Text namespace_name, Text name)
{
    if (namespace_name.size)
        memcpy(data, namespace_name.data, namespace_name.size);
    data[namespace_name.size] = '\0';
    if (name.size)
        memcpy(data + namespace_name.size + 1, name.data, name.size);
    return (Text){data, namespace_name.size + 1 + name.size};
}

static Text pair_key(Arena *arena, Text namespace_name, Text name)
{
    return join_names(arena_alloc(arena, namespace_name.size + name.size + 1), namespace_name, name);
}

static void *pair_get(const Map *map, Text namespace_name, Text name)
{
    char room[256];
    if (namespace_name.size + name.size < sizeof room)
        return map_get(map, join_names(room, namespace_name, name));
    Buffer buffer = {0};
    buffer_repeat(&buffer, '\0', namespace_name.size + name.size + 1);
    void *value = map_get(map, join_names(buffer.data, namespace_name, name));
    buffer_free(&buffer);
    return value;
}

bool schema_add_table(Schema *schema, Table *table)
{
    Text key = pair_key(schema->arena, table->schema, table->name);
    if (map_get(&schema->table_map, key))
        return false;
    if (!table->column_map.arena)
        table->column_map = map_new(schema->arena);
    map_put(&schema->table_map, key, table);
    list_push(schema->arena, &schema->tables, table);
    return true;
}

bool schema_add_type(Schema *schema, Type *type)
{
    Text key = pair_key(schema->arena, type->schema, type->name);
    if (map_get(&schema->type_map, key))
        return false;
    map_put(&schema->type_map, key, type);
    list_push(schema->arena, &schema->types, type);
    return true;
}

bool table_add_column(Schema *schema, Table *table, Column *column)
{
    if (!table->column_map.arena)
        table->column_map = map_new(schema->arena);
    if (map_get(&table->column_map, column->name))
        return false;
    map_put(&table->column_map, column->name, column);
    list_push(schema->arena, &table->columns, column);
    return true;
}

/* Removes the pointer from a list of pointers. */
#define remove_pointer(list, pointer)            \
    do {                                         \
        for (size_t i = (list)->count; i-- > 0;) \
            if ((list)->items[i] == (pointer))   \
                list_remove((list), i);          \
    } while (0)

void schema_remove_table(Schema *schema, Table *table)
{
    map_remove(&schema->table_map, pair_key(schema->arena, table->schema, table->name));
    remove_pointer(&schema->tables, table);
}

void schema_remove_type(Schema *schema, Type *type)
{
    map_remove(&schema->type_map, pair_key(schema->arena, type->schema, type->name));
    remove_pointer(&schema->types, type);
}

void table_remove_column(Table *table, Column *column)
{
    map_remove(&table->column_map, column->name);
    remove_pointer(&table->columns, column);
}

/* Moves the value of a map to another key; false where that one is taken. */
static bool rename_key(Map *map, Text from, Text to, void *value)
{
    if (map_get(map, to))
        return false;
    map_remove(map, from);
    map_put(map, to, value);
    return true;
}

bool schema_rename_table(Schema *schema, Table *table, Text namespace_name, Text name)
{
    Arena *arena = schema->arena;
    if (!rename_key(&schema->table_map, pair_key(arena, table->schema, table->name),
                    pair_key(arena, namespace_name, name), table))
        return false;
    table->schema = namespace_name;
    table->name = name;
    return true;
}

bool schema_rename_type(Schema *schema, Type *type, Text namespace_name, Text name)
{
    Arena *arena = schema->arena;
    if (!rename_key(&schema->type_map, pair_key(arena, type->schema, type->name),
                    pair_key(arena, namespace_name, name), type))
        return false;
    type->schema = namespace_name;
    type->name = name;
    return true;
}

bool table_rename_column(Table *table, Column *column, Text name)
{
    if (!rename_key(&table->column_map, column->name, name, column))
        return false;
    column->name = name;
    return true;
}

Namespace *schema_find_namespace(const Schema *schema, Text name)
{
    for (size_t i = 0; i < schema->namespaces.count; i++)
        if (text_equal(schema->namespaces.items[i]->name, name))
            return schema->namespaces.items[i];
    return NULL;
}

Namespace *schema_add_namespace(Schema *schema, Text name)
{
    Namespace *found = schema_find_namespace(schema, name);
    if (found)
        return found;
    Namespace *added = arena_new_object(schema->arena, Namespace);
    added->name = name;
    list_push(schema->arena, &schema->namespaces, added);
    return added;
}

Table *schema_find_table(const Schema *schema, Text namespace_name, Text name)
{
    return pair_get(&schema->table_map, namespace_name, name);
}

Type *schema_find_type(const Schema *schema, Text namespace_name, Text name)
{
    return pair_get(&schema->type_map, namespace_name, name);
}

Column *table_find_column(const Table *table, Text name)
{
    return map_get(&table->column_map, name);
}

size_t columns_place(const ColumnList *columns, const Column *column)
{
    size_t i = 0;
    while (i < columns->count && columns->items[i] != column)
        i++;
    return i;
}

bool columns_hold(const ColumnList *columns, const Column *column)
{
    return columns_place(columns, column) < columns->count;
}

const Type *schema_row_type(Schema *schema, Text namespace_name, Text name)
{
    Type *type = pair_get(&schema->row_types, namespace_name, name);
    if (type || !schema_find_table(schema, namespace_name, name))
        return type;
    type = arena_new_object(schema->arena, Type);
    type->kind = TYPE_COMPOSITE;
    type->schema = namespace_name;
    type->name = name;
    map_put(&schema->row_types, pair_key(schema->arena, namespace_name, name), type);
    return type;
}

static void print_part(Buffer *out, Text part)
{
    if (part.size && !memchr(part.data, '.', part.size) && !memchr(part.data, '"', part.size)) {
        buffer_text(out, part);
        return;
    }
    buffer_char(out, '"');
    for (size_t i = 0; i < part.size; i++) {
        if (part.data[i] == '"')
            buffer_char(out, '"');
        buffer_char(out, part.data[i]);
    }
    buffer_char(out, '"');
}

Text schema_print_name(Arena *arena, Text namespace_name, Text name)
{
    Buffer out = {0};
    if (!text_is(namespace_name, "public")) {
        print_part(&out, namespace_name);
        buffer_char(&out, '.');
    }
    print_part(&out, name);
    Text printed = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return printed;
}

Text table_print_name(Arena *arena, const Table *table)
{
    return schema_print_name(arena, table->schema, table->name);
}

/* Takes one part off a printed name; false where it is malformed. */
static bool take_part(Arena *arena, Text *rest, Text *part)
{
    if (!rest->size || rest->data[0] != '"') {
        const char *dot = rest->size ? memchr(rest->data, '.', rest->size) : NULL;
        size_t size = dot ? (size_t)(dot - rest->data) : rest->size;
        *part = text_slice(*rest, 0, size);
        *rest = text_slice(*rest, size, rest->size);
        return size > 0;
    }
    Buffer out = {0};
    bool closed = false;
    size_t i = 1;
    while (i < rest->size && !closed) {
        bool doubled = i + 1 < rest->size && rest->data[i] == '"' && rest->data[i + 1] == '"';
        closed = rest->data[i] == '"' && !doubled;
        if (!closed)
            buffer_char(&out, rest->data[i]);
        i += doubled ? 2 : 1;
    }
    *part = text_copy(arena, buffer_contents(&out));
    *rest = text_slice(*rest, i, rest->size);
    buffer_free(&out);
    return closed;
}

bool schema_split_name(Arena *arena, Text printed, Text *namespace_name, Text *name)
{
    Text rest = printed;
    *namespace_name = TEXT("public");
    bool first = take_part(arena, &rest, name);
    if (first && !rest.size)
        return true;
    if (first && rest.data[0] == '.') {
        *namespace_name = *name;
        rest = text_slice(rest, 1, rest.size);
        if (take_part(arena, &rest, name) && !rest.size)
            return true;
    }
    *namespace_name = TEXT("public");
    *name = printed;
    return false;
}

/* The name that is looked for, and what was found that is nearest to it. */
typedef struct Nearest {
    const Schema *schema;
    Text name, printed; /* without and with the namespace */
    unsigned distance;  /* of what was found, or beyond which nothing is near */
    Text found;
} Nearest;

static Nearest nearest_to(const Schema *schema, Text namespace_name, Text name)
{
    Text printed = schema_print_name(schema->arena, namespace_name, name);
    return (Nearest){.schema = schema,
                     .name = name,
                     .printed = printed,
                     .distance = (unsigned)(printed.size / 3) + 2,
                     .found = TEXT("")};
}

/* The name alone counts where it is exact: the namespace may be what was wrong. */
static void offer_name(Nearest *nearest, Text namespace_name, Text name)
{
    Text printed = schema_print_name(nearest->schema->arena, namespace_name, name);
    unsigned distance =
        text_equal(name, nearest->name) ? 1 : text_distance(printed, nearest->printed, nearest->distance);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->found = printed;
    }
}

Text schema_nearest_table(const Schema *schema, Text namespace_name, Text name)
{
    Nearest nearest = nearest_to(schema, namespace_name, name);
    for (size_t i = 0; i < schema->tables.count; i++)
        offer_name(&nearest, schema->tables.items[i]->schema, schema->tables.items[i]->name);
    return nearest.found;
}

Text schema_nearest_type(const Schema *schema, Text namespace_name, Text name)
{
    Nearest nearest = nearest_to(schema, namespace_name, name);
    for (size_t i = 0; i < schema->types.count; i++)
        offer_name(&nearest, schema->types.items[i]->schema, schema->types.items[i]->name);
    return nearest.found;
}

bool table_has_constraint(const Table *table, Text name)
{
    for (size_t i = 0; i < table->checks.count; i++)
        if (text_equal(table->checks.items[i]->name, name))
            return true;
    for (size_t i = 0; i < table->references.count; i++)
        if (text_equal(table->references.items[i]->name, name))
            return true;
    for (size_t i = 0; i < table->keys.count; i++)
        if (text_equal(table->keys.items[i]->name, name))
            return true;
    for (size_t i = 0; i < table->exclusions.count; i++)
        if (text_equal(table->exclusions.items[i]->name, name))
            return true;
    return false;
}

bool table_uses_name(const Table *table, Text name)
{
    for (size_t i = 0; i < table->indexes.count; i++)
        if (text_equal(table->indexes.items[i]->name, name))
            return true;
    return table_has_constraint(table, name);
}

Key *table_primary_key(const Table *table)
{
    for (size_t i = 0; i < table->keys.count; i++)
        if (table->keys.items[i]->is_primary)
            return table->keys.items[i];
    return NULL;
}

void sequence_set_defaults(Sequence *sequence)
{
    TypeCode code = sequence->type.type ? sequence->type.type->code : TYPE_INT8;
    int64_t limit = code == TYPE_INT2 ? INT16_MAX : code == TYPE_INT4 ? INT32_MAX : INT64_MAX;
    bool descending = sequence->increment < 0;
    sequence->minimum = descending ? -limit - 1 : 1;
    sequence->maximum = descending ? -1 : limit;
    sequence->start = descending ? sequence->maximum : sequence->minimum;
}

static bool is_named(const Reference *reference, Text name)
{
    return text_equal(reference->name, name);
}

static bool is_of_column(const Reference *reference, Text name)
{
    return reference->columns.count == 1 && text_equal(reference->columns.items[0]->name, name);
}

static bool is_to_table(const Reference *reference, Text name)
{
    return text_equal(reference->target_name, name);
}

Reference *table_find_reference(const Table *table, Text name)
{
    static bool (*const means[])(const Reference *, Text) = {is_named, is_of_column, is_to_table};
    for (size_t m = 0; m < sizeof means / sizeof *means; m++) {
        Reference *found = NULL;
        size_t count = 0;
        for (size_t i = 0; i < table->references.count; i++)
            if (means[m](table->references.items[i], name)) {
                found = table->references.items[i];
                count++;
            }
        if (count)
            return count == 1 ? found : NULL;
    }
    return NULL;
}
