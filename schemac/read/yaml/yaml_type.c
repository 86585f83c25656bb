/* yaml_type.c: types, sequences and functions of a document. */
#include "read/yaml/yaml_read.h"

#include "model/names.h"

/* ---- types -------------------------------------------------------------------------------------------- */

/* Alone among names, a label may be empty. */
static bool read_label(YamlRead *read, const Node *node, Map *seen, TextList *labels)
{
    Text label = node->text;
    bool is_empty = node->kind == NODE_SCALAR && !label.size && !yaml_is_null(node);
    if (!is_empty && !yaml_read_name(read, node, &label))
        return false;
    if (map_get(seen, label))
        return diag_error(read->diag, node->span, "label \"%.*s\" stands twice in the enum", TEXT_ARG(label));
    map_put(seen, label, (void *)node);
    list_push(read->arena, labels, label);
    return true;
}

static bool read_enum(YamlRead *read, const Node *node, void *type)
{
    Map seen = map_new(read->arena);
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; done && i < node->items.count; i++)
        done = read_label(read, node->items.items[i], &seen, &((Type *)type)->labels);
    return done;
}

static const YamlKey field_keys[] = {{"type", yaml_read_type, IN_SCHEMA, offsetof(TypeField, type)},
                                     {"collation", yaml_read_text, IN_SCHEMA, offsetof(TypeField, collation)},
                                     {0}};

static bool read_composite(YamlRead *read, const Node *node, void *object)
{
    Type *type = object;
    bool done = yaml_expect_kind(read, node, NODE_MAP);
    for (size_t i = 0; done && i < node->items.count; i += 2) {
        const Node *value = node->items.items[i + 1];
        TypeField field = {0};
        done = yaml_read_name(read, node->items.items[i], &field.name) &&
               (value->kind == NODE_MAP ? yaml_read_map(read, value, "a field", field_keys, &field)
                                        : yaml_read_type(read, value, &field.type));
        if (done && !field.type.type)
            done = diag_error(read->diag, value->span, "field \"%.*s\" has no type", TEXT_ARG(field.name));
        list_push(read->arena, &type->fields, field);
    }
    return done;
}

static bool read_type_default(YamlRead *read, const Node *node, void *type)
{
    return yaml_read_expr(read, node, &((Type *)type)->default_value, NULL);
}

#define TYPE_KEYS                                                            \
    {"comment", yaml_read_text, IN_SCHEMA, offsetof(Type, comment)},         \
        {"extension", yaml_read_name, IN_SCHEMA, offsetof(Type, extension)}, \
    {                                                                        \
        0                                                                    \
    }

static const YamlKey enum_keys[] = {{"enum", read_enum, IN_SCHEMA, 0}, TYPE_KEYS};
static const YamlKey composite_keys[] = {{"composite", read_composite, IN_SCHEMA, 0}, TYPE_KEYS};
static const YamlKey base_keys[] = {{"base", yaml_read_later, IN_SCHEMA, 0}, TYPE_KEYS};
static const YamlKey domain_keys[] = {{"domain", yaml_read_type, IN_SCHEMA, offsetof(Type, base)},
                                      {"collation", yaml_read_text, IN_SCHEMA, offsetof(Type, collation)},
                                      {"not null", yaml_read_flag, IN_SCHEMA, offsetof(Type, not_null)},
                                      {"default", read_type_default, IN_SCHEMA, 0},
                                      {"checks", yaml_read_checks, IN_SCHEMA, offsetof(Type, checks)},
                                      TYPE_KEYS};
static const YamlKey range_keys[] = {
    {"range", yaml_read_type, IN_SCHEMA, offsetof(Type, base)},
    {"collation", yaml_read_text, IN_SCHEMA, offsetof(Type, collation)},
    {"subtype diff", yaml_read_text, IN_SCHEMA, offsetof(Type, subtype_diff)},
    {"multirange", yaml_read_later, IN_SCHEMA, 0},
    TYPE_KEYS};

/* The key that says what a type is, and the keys that go with it. */
static const struct {
    const char *key;
    TypeKind kind;
    const char *what;
    const YamlKey *keys;
} type_kinds[] = {{"enum", TYPE_ENUM, "an enum", enum_keys},
                  {"domain", TYPE_DOMAIN, "a domain", domain_keys},
                  {"composite", TYPE_COMPOSITE, "a composite type", composite_keys},
                  {"range", TYPE_RANGE, "a range type", range_keys},
                  {"base", TYPE_BASE, "a base type", base_keys}};

enum {
    KIND_COUNT = sizeof type_kinds / sizeof *type_kinds
};

static size_t kind_of(const Node *node)
{
    size_t kind = 0;
    while (kind < KIND_COUNT && !yaml_find(node, type_kinds[kind].key))
        kind++;
    return kind;
}

/* The multirange type that comes with a range. */
static bool add_multirange(YamlRead *read, const Node *node, Type *range)
{
    const Node *name = yaml_find(node, "multirange");
    range->multirange_name = names_make_multirange(read->arena, range->name);
    if (name && !yaml_read_name(read, name, &range->multirange_name))
        return false;
    Type *multirange = arena_new_object(read->arena, Type);
    multirange->kind = TYPE_MULTIRANGE;
    multirange->schema = range->schema;
    multirange->name = range->multirange_name;
    multirange->range = range;
    multirange->span = range->span;
    return schema_add_type(read->schema, multirange) ||
           diag_error(read->diag, range->span, "type \"%.*s\" is declared twice", TEXT_ARG(multirange->name));
}

/* Makes the type with its name, so that others can name it whatever their order. NULL: reported. */
static Type *declare_type(YamlRead *read, const Node *key, const Node *node)
{
    Type *type = arena_new_object(read->arena, Type);
    type->span = key->span;
    if (!yaml_read_object_name(read, key, &type->schema, &type->name))
        return NULL;
    size_t kind = kind_of(node);
    if (kind == KIND_COUNT) {
        diag_error(read->diag, key->span, "type \"%.*s\" does not say what it is", TEXT_ARG(key->text));
        diag_hint(read->diag, "Give it one of the keys enum, domain, composite, range and base.");
        return NULL;
    }
    type->kind = type_kinds[kind].kind;
    type->code = type->kind == TYPE_BASE ? TYPE_OTHER : TYPE_NONE;
    if (!schema_add_type(read->schema, type)) {
        diag_error(read->diag, key->span, "type \"%.*s\" is declared twice", TEXT_ARG(key->text));
        return NULL;
    }
    return type->kind != TYPE_RANGE || add_multirange(read, node, type) ? type : NULL;
}

static bool read_declared(YamlRead *read, const Node *node, Type *type)
{
    size_t kind = kind_of(node);
    if (!yaml_read_map(read, node, type_kinds[kind].what, type_kinds[kind].keys, type))
        return false;
    bool needs_base = type->kind == TYPE_DOMAIN || type->kind == TYPE_RANGE;
    return !needs_base || type->base.type ||
           diag_error(read->diag, node->span, "%s needs a type", type_kinds[kind].what);
}

bool yaml_read_types(YamlRead *read, const Node *node, void *schema)
{
    (void)schema;
    if (!yaml_expect_kind(read, node, NODE_MAP))
        return false;
    bool done = true;
    Type **types = arena_array(read->arena, node->items.count / 2 + 1, sizeof *types);
    for (size_t i = 0; i < node->items.count; i += 2) {
        types[i / 2] = declare_type(read, node->items.items[i], node->items.items[i + 1]);
        done = done && types[i / 2];
    }
    for (size_t i = 0; i < node->items.count; i += 2) {
        if (types[i / 2])
            done = read_declared(read, node->items.items[i + 1], types[i / 2]) && done;
    }
    return done;
}

/* ---- sequences ---------------------------------------------------------------------------------------- */

static bool read_increment(YamlRead *read, const Node *node, void *object)
{
    Sequence *sequence = object;
    if (!yaml_read_integer(read, node, &sequence->increment))
        return false;
    if (sequence->increment == 0)
        return yaml_expect(read, node, "a whole number other than 0");
    sequence_set_defaults(sequence);
    return true;
}

static bool read_sequence_type(YamlRead *read, const Node *node, void *object)
{
    Sequence *sequence = object;
    if (!yaml_read_type(read, node, &sequence->type))
        return false;
    TypeCode code = sequence->type.type->code;
    if (code != TYPE_INT2 && code != TYPE_INT4 && code != TYPE_INT8)
        return yaml_expect(read, node, "smallint, integer or bigint");
    sequence_set_defaults(sequence);
    return true;
}

static bool read_minimum(YamlRead *read, const Node *node, void *object)
{
    Sequence *sequence = object;
    bool done = yaml_read_integer(read, node, &sequence->minimum);
    if (sequence->increment > 0)
        sequence->start = sequence->minimum;
    return done;
}

static bool read_maximum(YamlRead *read, const Node *node, void *object)
{
    Sequence *sequence = object;
    bool done = yaml_read_integer(read, node, &sequence->maximum);
    if (sequence->increment < 0)
        sequence->start = sequence->maximum;
    return done;
}

static bool read_sequence_name(YamlRead *read, const Node *node, void *object)
{
    Sequence *sequence = object;
    return yaml_read_object_name(read, node, &sequence->schema, &sequence->name);
}

static bool read_owner_table(YamlRead *read, const Node *node, void *object)
{
    Sequence *sequence = object;
    return yaml_read_object_name(read, node, &sequence->owner_table_schema, &sequence->owner_table);
}

static const YamlKey owner_keys[] = {{"table", read_owner_table, IN_SCHEMA, 0},
                                     {"column", yaml_read_name, IN_SCHEMA, offsetof(Sequence, owner_column)},
                                     {0}};

static bool read_owner(YamlRead *read, const Node *node, void *object)
{
    const Sequence *sequence = object;
    if (!yaml_read_map(read, node, "an owner", owner_keys, object))
        return false;
    return (sequence->owner_table.size && sequence->owner_column.size) ||
           yaml_expect(read, node, "a table and a column");
}

static const YamlKey sequence_keys[] = {
    {"name", read_sequence_name, IN_SCHEMA, 0},
    {"type", read_sequence_type, IN_SCHEMA, 0},
    {"increment", read_increment, IN_SCHEMA, 0},
    {"minimum", read_minimum, IN_SCHEMA, 0},
    {"maximum", read_maximum, IN_SCHEMA, 0},
    {"start", yaml_read_integer, IN_SCHEMA, offsetof(Sequence, start)},
    {"cycle", yaml_read_flag, IN_SCHEMA, offsetof(Sequence, cycle)},
    {"owned by", read_owner, IN_SCHEMA, 0},
    {"comment", yaml_read_text, IN_SCHEMA, offsetof(Sequence, comment)},
    {0},
};

bool yaml_read_sequence(YamlRead *read, const Node *node, Sequence *sequence)
{
    if (!yaml_read_map(read, node, "a sequence", sequence_keys, sequence))
        return false;
    bool inside = sequence->minimum <= sequence->start && sequence->start <= sequence->maximum;
    return (inside && sequence->minimum < sequence->maximum) ||
           diag_error(read->diag, node->span,
                      "the start of sequence \"%.*s\" does not lie between its minimum and maximum",
                      TEXT_ARG(sequence->name));
}

static bool add_sequence(YamlRead *read, const Node *key, const Node *value)
{
    Sequence *sequence = arena_new_object(read->arena, Sequence);
    sequence->span = key->span;
    sequence->type.type = type_builtin(TEXT("int8"));
    sequence->increment = 1;
    sequence_set_defaults(sequence);
    if (!yaml_read_object_name(read, key, &sequence->schema, &sequence->name))
        return false;
    list_push(read->arena, &read->schema->sequences, sequence);
    return yaml_is_null(value) || yaml_read_sequence(read, value, sequence);
}

bool yaml_read_sequences(YamlRead *read, const Node *node, void *schema)
{
    (void)schema;
    bool done = yaml_expect_kind(read, node, NODE_MAP);
    for (size_t i = 0; i + 1 < node->items.count && node->kind == NODE_MAP; i += 2)
        done = add_sequence(read, node->items.items[i], node->items.items[i + 1]) && done;
    return done;
}

/* ---- functions ---------------------------------------------------------------------------------------- */

static bool read_function_name(YamlRead *read, const Node *node, void *object)
{
    Function *function = object;
    return yaml_read_object_name(read, node, &function->schema, &function->name);
}

/* A type; null is a pseudo-type. */
static bool read_argument(YamlRead *read, const Node *node, Text name, Function *function)
{
    TypeUse use = {0};
    if (!yaml_is_null(node) && !yaml_read_type(read, node, &use))
        return false;
    list_push(read->arena, &function->argument_names, name);
    list_push(read->arena, &function->argument_types, use);
    return true;
}

static bool read_arguments(YamlRead *read, const Node *node, void *function)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; done && i < node->items.count; i++) {
        const Node *item = node->items.items[i];
        bool named = item->kind == NODE_MAP && item->items.count == 2;
        Text name = {"", 0};
        if (named)
            done = yaml_read_name(read, item->items.items[0], &name);
        done = done && read_argument(read, named ? item->items.items[1] : item, name, function);
    }
    return done;
}

/* Pseudo-types and sets are kept as text. */
static bool read_returns(YamlRead *read, const Node *node, void *object)
{
    Function *function = object;
    Diag silent = {.stream = read->diag->stream, .quiet = true, .errors = DIAG_MAX_ERRORS};
    if (!yaml_read_text(read, node, &function->result_text))
        return false;
    if (!read_type_text(read->schema, &silent, node->text, yaml_sql_span(read, node), &function->result) ||
        function->result.type->code == TYPE_OTHER)
        function->result = (TypeUse){0};
    return true;
}

static bool read_volatility(YamlRead *read, const Node *node, void *function)
{
    static const char *const words[] = {"immutable", "stable", "volatile", NULL};
    int index = 0;
    if (!yaml_read_word(read, node, words, &index))
        return false;
    ((Function *)function)->volatility = "isv"[index];
    return true;
}

static const YamlKey function_keys[] = {
    {"name", read_function_name, IN_SCHEMA, 0},
    {"procedure", yaml_read_flag, IN_SCHEMA, offsetof(Function, is_procedure)},
    {"arguments", read_arguments, IN_SCHEMA, 0},
    {"variadic", yaml_read_flag, IN_SCHEMA, offsetof(Function, is_variadic)},
    {"returns", read_returns, IN_SCHEMA, 0},
    {"language", yaml_read_text, IN_SCHEMA, offsetof(Function, language)},
    {"volatility", read_volatility, IN_SCHEMA, 0},
    {"strict", yaml_read_flag, IN_SCHEMA, offsetof(Function, is_strict)},
    {"comment", yaml_read_text, IN_SCHEMA, offsetof(Function, comment)},
    {"body", yaml_read_text, IN_SCHEMA, offsetof(Function, body)},
    {0},
};

static bool add_function(YamlRead *read, const Node *node)
{
    Function *function = arena_new_object(read->arena, Function);
    function->span = node->span;
    function->volatility = 'v';
    list_push(read->arena, &read->schema->functions, function);
    if (!yaml_read_map(read, node, "a function", function_keys, function))
        return false;
    return function->name.size || diag_error(read->diag, node->span, "a function has no name");
}

bool yaml_read_functions(YamlRead *read, const Node *node, void *schema)
{
    (void)schema;
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; i < node->items.count && node->kind == NODE_LIST; i++)
        done = add_function(read, node->items.items[i]) && done;
    return done;
}
