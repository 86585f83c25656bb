/* dump.c: a schema as a document: its head, types, sequences and functions. */
#include "model/dump.h"

#include "model/dump_parts.h"
#include "model/names.h"

/* ---- entries ------------------------------------------------------------------------------------------ */

void dump_put_text(Arena *arena, Node *map, const char *key, Text value)
{
    if (value.size)
        node_put(arena, map, text_of(key), node_scalar(arena, value));
}

void dump_put_plain(Arena *arena, Node *map, const char *key, Text value)
{
    node_put(arena, map, text_of(key), node_plain(arena, value));
}

void dump_put_flag(Arena *arena, Node *map, const char *key, bool value)
{
    if (value)
        dump_put_plain(arena, map, key, TEXT("true"));
}

void dump_put_integer(Arena *arena, Node *map, const char *key, int64_t value)
{
    dump_put_plain(arena, map, key, text_format(arena, "%lld", (long long)value));
}

void dump_put_node(Arena *arena, Node *map, const char *key, Node *list_or_map)
{
    if (list_or_map->items.count)
        node_put(arena, map, text_of(key), list_or_map);
}

void dump_put_words(Arena *arena, Node *map, const char *key, const TextList *words)
{
    Node *list = node_list(arena);
    for (size_t i = 0; i < words->count; i++)
        node_add(arena, list, node_scalar(arena, words->items[i]));
    dump_put_node(arena, map, key, list);
}

void dump_put_expr(Arena *arena, Node *map, const char *key, const Expr *expr)
{
    if (expr)
        dump_put_text(arena, map, key, expr_print(arena, expr));
}

static Node *check_node(Arena *arena, const Check *check)
{
    Text condition = expr_print(arena, check->expr);
    if (!check->no_inherit && !check->not_valid && !check->not_enforced && !check->is_inherited &&
        !check->comment.size)
        return node_scalar(arena, condition);
    Node *map = node_map(arena);
    dump_put_text(arena, map, "check", condition);
    dump_put_flag(arena, map, "no inherit", check->no_inherit);
    dump_put_flag(arena, map, "not valid", check->not_valid);
    dump_put_flag(arena, map, "not enforced", check->not_enforced);
    dump_put_flag(arena, map, "inherited", check->is_inherited);
    dump_put_text(arena, map, "comment", check->comment);
    return map;
}

void dump_put_checks(Arena *arena, Node *map, const CheckList *checks)
{
    Node *entries = node_map(arena);
    for (size_t i = 0; i < checks->count; i++)
        node_put(arena, entries, checks->items[i]->name, check_node(arena, checks->items[i]));
    dump_put_node(arena, map, "checks", entries);
}

/* ---- types -------------------------------------------------------------------------------------------- */

static void put_domain(Arena *arena, Node *map, const Type *type)
{
    dump_put_text(arena, map, "domain", type_print(arena, &type->base));
    dump_put_text(arena, map, "collation", type->collation);
    dump_put_flag(arena, map, "not null", type->not_null);
    dump_put_expr(arena, map, "default", type->default_value);
    dump_put_checks(arena, map, &type->checks);
}

static Node *field_node(Arena *arena, const TypeField *field)
{
    Node *type = node_scalar(arena, type_print(arena, &field->type));
    if (!field->collation.size)
        return type;
    Node *map = node_map(arena);
    node_put(arena, map, TEXT("type"), type);
    dump_put_text(arena, map, "collation", field->collation);
    return map;
}

static void put_composite(Arena *arena, Node *map, const Type *type)
{
    Node *fields = node_map(arena);
    for (size_t i = 0; i < type->fields.count; i++)
        node_put(arena, fields, type->fields.items[i].name, field_node(arena, &type->fields.items[i]));
    node_put(arena, map, TEXT("composite"), fields);
}

static void put_range(Arena *arena, Node *map, const Type *type)
{
    dump_put_text(arena, map, "range", type_print(arena, &type->base));
    dump_put_text(arena, map, "collation", type->collation);
    dump_put_text(arena, map, "subtype diff", type->subtype_diff);
    if (!text_equal(type->multirange_name, names_make_multirange(arena, type->name)))
        dump_put_text(arena, map, "multirange", type->multirange_name);
}

static void put_enum(Arena *arena, Node *map, const Type *type)
{
    Node *labels = node_list(arena);
    for (size_t i = 0; i < type->labels.count; i++)
        node_add(arena, labels, node_scalar(arena, type->labels.items[i]));
    node_put(arena, map, TEXT("enum"), labels);
}

static Node *type_node(Arena *arena, const Type *type)
{
    Node *map = node_map(arena);
    switch (type->kind) {
    case TYPE_ENUM:
        put_enum(arena, map, type);
        break;
    case TYPE_DOMAIN:
        put_domain(arena, map, type);
        break;
    case TYPE_COMPOSITE:
        put_composite(arena, map, type);
        break;
    case TYPE_RANGE:
        put_range(arena, map, type);
        break;
    case TYPE_BASE:
    case TYPE_MULTIRANGE:
        dump_put_flag(arena, map, "base", true);
        break;
    }
    dump_put_text(arena, map, "extension", type->extension);
    dump_put_text(arena, map, "comment", type->comment);
    return map;
}

static Node *types_node(Arena *arena, const Schema *schema)
{
    Node *types = node_map(arena);
    types->is_block = true;
    for (size_t i = 0; i < schema->types.count; i++) {
        const Type *type = schema->types.items[i];
        if (type->kind != TYPE_MULTIRANGE)
            node_put(arena, types, schema_print_name(arena, type->schema, type->name),
                     type_node(arena, type));
    }
    return types;
}

/* ---- sequences and functions -------------------------------------------------------------------------- */

void dump_put_sequence(Arena *arena, Node *map, const Sequence *sequence)
{
    Sequence usual = *sequence;
    sequence_set_defaults(&usual);
    if (sequence->increment != 1)
        dump_put_integer(arena, map, "increment", sequence->increment);
    if (sequence->minimum != usual.minimum)
        dump_put_integer(arena, map, "minimum", sequence->minimum);
    if (sequence->maximum != usual.maximum)
        dump_put_integer(arena, map, "maximum", sequence->maximum);
    if (sequence->start != (sequence->increment < 0 ? sequence->maximum : sequence->minimum))
        dump_put_integer(arena, map, "start", sequence->start);
    dump_put_flag(arena, map, "cycle", sequence->cycle);
    dump_put_text(arena, map, "comment", sequence->comment);
}

static Node *sequence_node(Arena *arena, const Sequence *sequence)
{
    Node *map = node_map(arena);
    if (sequence->type.type && sequence->type.type->code != TYPE_INT8)
        dump_put_text(arena, map, "type", type_print(arena, &sequence->type));
    dump_put_sequence(arena, map, sequence);
    if (sequence->owner_table.size) {
        Text table = schema_print_name(arena, sequence->owner_table_schema, sequence->owner_table);
        Node *owner = node_map(arena);
        node_put(arena, owner, TEXT("table"), node_scalar(arena, table));
        node_put(arena, owner, TEXT("column"), node_scalar(arena, sequence->owner_column));
        node_put(arena, map, TEXT("owned by"), owner);
    }
    return map;
}

static Node *sequences_node(Arena *arena, const Schema *schema)
{
    Node *sequences = node_map(arena);
    sequences->is_block = true;
    for (size_t i = 0; i < schema->sequences.count; i++) {
        const Sequence *sequence = schema->sequences.items[i];
        node_put(arena, sequences, schema_print_name(arena, sequence->schema, sequence->name),
                 sequence_node(arena, sequence));
    }
    return sequences;
}

/* A type that schemac has no domain for (a pseudo-type) is null. */
static Node *argument_type(Arena *arena, const TypeUse *use)
{
    return use->type ? node_scalar(arena, type_print(arena, use)) : node_plain(arena, TEXT("null"));
}

static Node *arguments_node(Arena *arena, const Function *function)
{
    Node *list = node_list(arena);
    for (size_t i = 0; i < function->argument_types.count; i++) {
        Node *type = argument_type(arena, &function->argument_types.items[i]);
        bool named = i < function->argument_names.count && function->argument_names.items[i].size;
        Node *argument = named ? node_map(arena) : type;
        if (named)
            node_put(arena, argument, function->argument_names.items[i], type);
        node_add(arena, list, argument);
    }
    return list;
}

static Node *function_node(Arena *arena, const Function *function)
{
    Node *map = node_map(arena);
    map->is_block = true;
    dump_put_text(arena, map, "name", schema_print_name(arena, function->schema, function->name));
    dump_put_flag(arena, map, "procedure", function->is_procedure);
    dump_put_node(arena, map, "arguments", arguments_node(arena, function));
    dump_put_flag(arena, map, "variadic", function->is_variadic);
    if (function->result.type)
        dump_put_text(arena, map, "returns", type_print(arena, &function->result));
    else
        dump_put_text(arena, map, "returns", function->result_text);
    dump_put_text(arena, map, "language", function->language);
    if (function->volatility == 'i' || function->volatility == 's')
        dump_put_text(arena, map, "volatility",
                      function->volatility == 'i' ? TEXT("immutable") : TEXT("stable"));
    dump_put_flag(arena, map, "strict", function->is_strict);
    dump_put_text(arena, map, "comment", function->comment);
    dump_put_text(arena, map, "body", function->body);
    return map;
}

static Node *functions_node(Arena *arena, const Schema *schema)
{
    Node *functions = node_list(arena);
    functions->is_block = true;
    for (size_t i = 0; i < schema->functions.count; i++)
        node_add(arena, functions, function_node(arena, schema->functions.items[i]));
    return functions;
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

static bool is_plain_public(const Namespace *namespace)
{
    return text_is(namespace->name, "public") && !namespace->comment.size;
}

/* "schemas": a list of names, or a map where one of them has a comment; public alone is not worth a word. */
static Node *namespaces_node(Arena *arena, const Schema *schema)
{
    Node *list = node_list(arena), *map = node_map(arena);
    bool commented = false;
    for (size_t i = 0; i < schema->namespaces.count; i++) {
        const Namespace *namespace = schema->namespaces.items[i];
        if (is_plain_public(namespace))
            continue;
        Node *entry = node_map(arena);
        dump_put_text(arena, entry, "comment", namespace->comment);
        node_put(arena, map, namespace->name, entry);
        node_add(arena, list, node_scalar(arena, namespace->name));
        commented = commented || namespace->comment.size;
    }
    return commented ? map : list;
}

static Node *tables_node(Arena *arena, const Schema *schema)
{
    Node *tables = node_map(arena);
    tables->is_block = true;
    for (size_t i = 0; i < schema->tables.count; i++)
        node_put(arena, tables, table_print_name(arena, schema->tables.items[i]),
                 dump_table(arena, schema->tables.items[i]));
    return tables;
}

static Node *schema_node(Arena *arena, const Schema *schema)
{
    Node *root = node_map(arena);
    root->is_block = true;
    dump_put_text(arena, root, "name", schema->name);
    dump_put_text(arena, root, "comment", schema->comment);
    if (schema->has_seed)
        dump_put_plain(arena, root, "seed", text_format(arena, "%llu", (unsigned long long)schema->seed));
    if (!text_is(schema->reference_date, "2026-01-01"))
        dump_put_plain(arena, root, "reference_date", schema->reference_date);
    if (!text_is(schema->encoding, "UTF8"))
        dump_put_text(arena, root, "encoding", schema->encoding);
    dump_put_words(arena, root, "extensions", &schema->extensions);
    dump_put_node(arena, root, "schemas", namespaces_node(arena, schema));
    dump_put_node(arena, root, "types", types_node(arena, schema));
    dump_put_node(arena, root, "sequences", sequences_node(arena, schema));
    dump_put_node(arena, root, "tables", tables_node(arena, schema));
    dump_put_node(arena, root, "functions", functions_node(arena, schema));
    return root;
}

void dump_schema(Buffer *out, const Schema *schema)
{
    Arena *arena = arena_new();
    node_print(out, schema_node(arena, schema));
    arena_free(arena);
}
