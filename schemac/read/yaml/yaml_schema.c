/* yaml_schema.c: the top of a document: what holds for the whole schema. */
#include "read/yaml/yaml_read.h"

static bool read_schema_name(YamlRead *read, const Node *node, void *schema)
{
    Text *name = &((Schema *)schema)->name;
    return yaml_read_text(read, node, name) && (name->size || yaml_expect(read, node, "a name"));
}

static bool read_seed(YamlRead *read, const Node *node, void *object)
{
    Schema *schema = object;
    uint64_t seed = 0;
    bool valid = node->kind == NODE_SCALAR && node->text.size;
    for (size_t i = 0; valid && i < node->text.size; i++) {
        char c = node->text.data[i];
        valid = c >= '0' && c <= '9' && !__builtin_mul_overflow(seed, 10, &seed) &&
                !__builtin_add_overflow(seed, (uint64_t)(c - '0'), &seed);
    }
    if (!valid)
        return yaml_expect(read, node, "a whole number from 0 to 18446744073709551615");
    schema->seed = seed;
    schema->has_seed = true;
    return true;
}

/* Two digits at `i` of the text as a number. */
static int two_digits(Text text, size_t i)
{
    return (text.data[i] - '0') * 10 + (text.data[i + 1] - '0');
}

static bool is_date(Text text)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (text.size != 10 || text.data[4] != '-' || text.data[7] != '-')
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (i != 4 && i != 7 && (text.data[i] < '0' || text.data[i] > '9'))
            return false;
    int year = two_digits(text, 0) * 100 + two_digits(text, 2);
    int month = two_digits(text, 5), day = two_digits(text, 8);
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return year && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] - (month == 2 && !leap);
}

static bool read_reference_date(YamlRead *read, const Node *node, void *schema)
{
    if (node->kind != NODE_SCALAR || !is_date(node->text))
        return yaml_expect(read, node, "a date like 2026-01-31");
    ((Schema *)schema)->reference_date = node->text;
    return true;
}

static const YamlKey namespace_keys[] = {{"comment", yaml_read_text, IN_BOTH, offsetof(Namespace, comment)},
                                         {0}};

/* A list of names, or a map from names to maps. */
static bool read_namespaces(YamlRead *read, const Node *node, void *object)
{
    Schema *schema = object;
    TextList names = {0};
    if (node->kind != NODE_MAP) {
        bool done = yaml_read_names(read, node, &names);
        for (size_t i = 0; i < names.count; i++)
            schema_add_namespace(schema, names.items[i]);
        return done;
    }
    bool done = true;
    for (size_t i = 0; i < node->items.count; i += 2) {
        Text name;
        const Node *value = node->items.items[i + 1];
        if (!yaml_read_name(read, node->items.items[i], &name)) {
            done = false;
            continue;
        }
        Namespace *namespace = schema_add_namespace(schema, name);
        if (!yaml_is_null(value))
            done = yaml_read_map(read, value, "a schema", namespace_keys, namespace) && done;
    }
    return done;
}

/* Tables are declared first: the types of their rows may be used. */
static const YamlKey schema_keys[] = {
    {"name", read_schema_name, IN_BOTH, 0},
    {"comment", yaml_read_text, IN_BOTH, offsetof(Schema, comment)},
    {"seed", read_seed, IN_BOTH, 0},
    {"reference_date", read_reference_date, IN_BOTH, 0},
    {"encoding", yaml_read_name, IN_SCHEMA, offsetof(Schema, encoding)},
    {"extensions", yaml_read_names, IN_SCHEMA, offsetof(Schema, extensions)},
    {"schemas", read_namespaces, IN_SCHEMA, 0},
    {"tables", yaml_declare_tables, IN_SCHEMA, 0},
    {"types", yaml_read_types, IN_SCHEMA, 0},
    {"sequences", yaml_read_sequences, IN_SCHEMA, 0},
    {"tables", yaml_read_tables, IN_BOTH, 0},
    {"functions", yaml_read_functions, IN_SCHEMA, 0},
    {"relationships", yaml_read_relationships, IN_BOTH, 0},
    {0},
};

bool yaml_read_schema(YamlRead *read, const Node *root)
{
    return yaml_read_map(read, root, read->where == IN_OVERLAY ? "an overlay" : "a schema", schema_keys,
                         read->schema);
}
