/* yaml_value.c: the values of the dialect: maps by tables of keys, words, numbers, names, and SQL. */
#include "read/yaml/yaml_read.h"

#include "model/names.h"

#include <string.h>

/* ---- maps --------------------------------------------------------------------------------------------- */

bool yaml_is_null(const Node *node)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    if (node->kind != NODE_SCALAR || !node->is_plain)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(node->text, words[i]))
            return true;
    return false;
}

const Node *yaml_find(const Node *map, const char *key)
{
    if (map->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < map->items.count; i += 2)
        if (text_is(map->items.items[i]->text, key))
            return map->items.items[i + 1];
    return NULL;
}

bool yaml_expect(YamlRead *read, const Node *node, const char *expected)
{
    return diag_error(read->diag, node->span, "\"%.*s\" must be %s", TEXT_ARG(read->key), expected);
}

bool yaml_expect_kind(YamlRead *read, const Node *node, NodeKind kind)
{
    static const char *const names[] = {"one value", "a list", "a map of keys and values"};
    return node->kind == kind || yaml_expect(read, node, names[kind]);
}

/* Whether the key is in the table; `where`: the places it may stand. */
static bool has_key(const YamlKey *keys, Text name, unsigned where)
{
    for (; keys->name; keys++)
        if (text_is(name, keys->name) && (keys->where & where))
            return true;
    return false;
}

static bool unrecognized_key(YamlRead *read, const Node *key, const Node *value, const char *what,
                             const YamlKey *keys)
{
    Map names = map_new(read->arena);
    for (; keys->name; keys++)
        if (keys->where & read->where)
            map_put(&names, text_of(keys->name), (void *)keys);
    diag_error(read->diag, key->span, "unrecognized key \"%.*s\" of %s", TEXT_ARG(key->text), what);
    if (yaml_is_null(value) && !value->text.size && text_contains(key->text, TEXT(")")))
        diag_hint(read->diag, "A value that holds a comma stands in quotes between braces.");
    else
        diag_suggest(read->diag, map_nearest(&names, key->text));
    return false;
}

/* Reports a key that is not of the table, or not here. */
static bool check_key(YamlRead *read, const Node *key, const Node *value, const char *what,
                      const YamlKey *keys)
{
    if (has_key(keys, key->text, read->where))
        return true;
    if (!has_key(keys, key->text, IN_BOTH))
        return unrecognized_key(read, key, value, what, keys);
    diag_error(read->diag, key->span, "key \"%.*s\" cannot be given in an overlay", TEXT_ARG(key->text));
    diag_hint(read->diag,
              "An overlay adds rows, rules, comments and relationships to what its source declares.");
    return false;
}

static bool read_key(YamlRead *read, const Node *map, const YamlKey *key, void *object)
{
    const Node *value = yaml_find(map, key->name);
    if (!value || yaml_is_null(value) || !(key->where & read->where))
        return true;
    Text outer = read->key;
    read->key = text_of(key->name);
    bool done = key->read(read, value, (char *)object + key->offset);
    read->key = outer;
    return done;
}

bool yaml_read_map(YamlRead *read, const Node *map, const char *what, const YamlKey *keys, void *object)
{
    if (!yaml_expect_kind(read, map, NODE_MAP))
        return false;
    bool done = true;
    for (size_t i = 0; i < map->items.count; i += 2)
        done = check_key(read, map->items.items[i], map->items.items[i + 1], what, keys) && done;
    return yaml_read_keys(read, map, keys, object) && done;
}

bool yaml_read_keys(YamlRead *read, const Node *map, const YamlKey *keys, void *object)
{
    bool done = true;
    for (; keys->name; keys++)
        done = read_key(read, map, keys, object) && done;
    return done;
}

/* ---- values ------------------------------------------------------------------------------------------- */

bool yaml_read_later(YamlRead *read, const Node *node, void *object)
{
    (void)read, (void)node, (void)object;
    return true;
}

bool yaml_read_text(YamlRead *read, const Node *node, void *text)
{
    if (node->kind != NODE_SCALAR || yaml_is_null(node))
        return yaml_expect(read, node, "a text");
    *(Text *)text = node->text;
    return true;
}

bool yaml_read_texts(YamlRead *read, const Node *node, void *texts)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; done && i < node->items.count; i++) {
        Text text = {"", 0};
        done = yaml_read_text(read, node->items.items[i], &text);
        list_push(read->arena, (TextList *)texts, text);
    }
    return done;
}

bool yaml_read_flag(YamlRead *read, const Node *node, void *flag)
{
    static const char *const words[] = {"false", "true", "no", "yes", "off", "on"};
    for (size_t i = 0; node->kind == NODE_SCALAR && i < sizeof words / sizeof *words; i++)
        if (text_is_nocase(node->text, words[i])) {
            *(bool *)flag = i % 2;
            return true;
        }
    return yaml_expect(read, node, "true or false");
}

bool yaml_read_integer(YamlRead *read, const Node *node, void *integer)
{
    if (node->kind == NODE_SCALAR && text_to_int64(node->text, integer))
        return true;
    return yaml_expect(read, node, "a whole number");
}

static bool check_name(YamlRead *read, const Node *node, Text name)
{
    if (!name.size)
        return diag_error(read->diag, node->span, "a name cannot be empty");
    if (name.size <= NAME_LIMIT)
        return true;
    diag_error(read->diag, node->span, "name \"%.*s\" is longer than %d bytes", TEXT_ARG(name), NAME_LIMIT);
    diag_hint(read->diag, "PostgreSQL would cut it to \"%s\".", names_truncate(read->arena, name).data);
    return false;
}

bool yaml_read_name(YamlRead *read, const Node *node, void *name)
{
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a name");
    *(Text *)name = node->text;
    return check_name(read, node, node->text);
}

bool yaml_read_object_name(YamlRead *read, const Node *node, Text *namespace_name, Text *name)
{
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a name");
    if (!schema_split_name(read->arena, node->text, namespace_name, name)) {
        diag_error(read->diag, node->span, "\"%.*s\" is no name of the form \"name\" or \"schema.name\"",
                   TEXT_ARG(node->text));
        diag_hint(read->diag, "A name that holds a dot stands in double quotes: '\"odd.name\"'.");
        return false;
    }
    return check_name(read, node, *namespace_name) && check_name(read, node, *name);
}

bool yaml_read_names(YamlRead *read, const Node *node, void *names)
{
    Text name;
    if (node->kind == NODE_SCALAR) {
        if (!yaml_read_name(read, node, &name))
            return false;
        list_push(read->arena, (TextList *)names, name);
        return true;
    }
    if (!yaml_expect_kind(read, node, NODE_LIST))
        return false;
    for (size_t i = 0; i < node->items.count; i++) {
        if (!yaml_read_name(read, node->items.items[i], &name))
            return false;
        list_push(read->arena, (TextList *)names, name);
    }
    return true;
}

bool yaml_read_word(YamlRead *read, const Node *node, const char *const *words, int *index)
{
    Map names = map_new(read->arena);
    Buffer list = {0};
    for (int i = 0; words[i]; i++) {
        if (node->kind == NODE_SCALAR && text_is_nocase(node->text, words[i])) {
            *index = i;
            buffer_free(&list);
            return true;
        }
        map_put(&names, text_of(words[i]), (void *)words[i]);
        buffer_format(&list, "%s%s", i ? ", " : "one of ", words[i]);
    }
    const char *expected = text_string(read->arena, buffer_contents(&list));
    buffer_free(&list);
    yaml_expect(read, node, expected);
    if (node->kind == NODE_SCALAR)
        diag_suggest(read->diag, map_nearest(&names, node->text));
    return false;
}

static bool read_column(YamlRead *read, const Node *node, ColumnList *columns)
{
    const Table *table = read->table;
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a column's name or a list of them");
    Column *column = table_find_column(table, node->text);
    if (!column) {
        Text printed = table_print_name(read->arena, table);
        diag_error(read->diag, node->span, "column \"%.*s\" of table \"%.*s\" does not exist",
                   TEXT_ARG(node->text), TEXT_ARG(printed));
        diag_suggest(read->diag, map_nearest(&table->column_map, node->text));
        return false;
    }
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i] == column)
            return diag_error(read->diag, node->span, "column \"%.*s\" is named twice",
                              TEXT_ARG(column->name));
    list_push(read->arena, columns, column);
    return true;
}

bool yaml_read_columns(YamlRead *read, const Node *node, void *columns)
{
    if (node->kind != NODE_LIST)
        return read_column(read, node, columns);
    for (size_t i = 0; i < node->items.count; i++)
        if (!read_column(read, node->items.items[i], columns))
            return false;
    return node->items.count || yaml_expect(read, node, "a column's name or a list of them");
}

bool yaml_read_span(YamlRead *read, const Node *node, Text text, uint64_t *minimum, uint64_t *maximum)
{
    size_t dots = 0;
    while (dots + 2 <= text.size && memcmp(text.data + dots, "..", 2) != 0)
        dots++;
    bool is_span = dots + 2 <= text.size;
    Text low = is_span ? text_slice(text, 0, dots) : text;
    Text high = is_span ? text_slice(text, dots + 2, text.size) : text;
    int64_t a, b;
    if (!text_to_int64(text_trim(low), &a) || !text_to_int64(text_trim(high), &b) || a < 0)
        return yaml_expect(read, node, "a whole number or a span like 3..7");
    if (b < a)
        return diag_error(read->diag, node->span, "the span %.*s ends below its start", TEXT_ARG(text));
    *minimum = (uint64_t)a;
    *maximum = (uint64_t)b;
    return true;
}

/* ---- SQL ---------------------------------------------------------------------------------------------- */

static bool spells_out(Span span, size_t inset, Text text)
{
    if (span.size < 2 * inset)
        return false;
    size_t start = span.offset + inset, end = span.offset + span.size - inset;
    return text_equal(text_slice(span.source->content, start, end), text);
}

Span yaml_sql_span(YamlRead *read, const Node *node)
{
    Span span = node->span;
    if (spells_out(span, 0, node->text))
        return span;
    if (spells_out(span, 1, node->text))
        return (Span){.source = span.source, .offset = span.offset + 1, .size = node->text.size};
    Text path = text_format(read->arena, "%.*s:%zu (its text)", TEXT_ARG(span.source->path),
                            source_position(span).line);
    return (Span){.source = source_new(read->arena, path, node->text), .size = node->text.size};
}

bool yaml_read_expr(YamlRead *read, const Node *node, Expr **expr, Text *text)
{
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "an expression in SQL");
    if (text)
        *text = node->text;
    *expr = read_expr(read->schema, read->diag, yaml_sql_span(read, node));
    return *expr != NULL;
}

bool yaml_read_type(YamlRead *read, const Node *node, void *use)
{
    if (node->kind != NODE_SCALAR)
        return yaml_expect(read, node, "a type as SQL spells it");
    return read_type_text(read->schema, read->diag, node->text, yaml_sql_span(read, node), use);
}
