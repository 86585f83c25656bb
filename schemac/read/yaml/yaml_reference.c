/* yaml_reference.c: foreign keys and relationships of a table, partition bounds and triggers. */
#include "read/yaml/yaml_read.h"

/* ---- references --------------------------------------------------------------------------------------- */

static bool read_target(YamlRead *read, const Node *node, void *object)
{
    Reference *reference = object;
    reference->span = node->span;
    return yaml_read_object_name(read, node, &reference->target_schema, &reference->target_name);
}

static bool read_match(YamlRead *read, const Node *node, void *match)
{
    static const char *const words[] = {"simple", "full", NULL};
    int index = 0;
    bool done = yaml_read_word(read, node, words, &index);
    *(MatchType *)match = index ? MATCH_FULL : MATCH_SIMPLE;
    return done;
}

static bool read_action(YamlRead *read, const Node *node, void *action)
{
    static const char *const words[] = {"no action", "restrict", "cascade", "set null", "set default", NULL};
    int index = 0;
    bool done = yaml_read_word(read, node, words, &index);
    *(ReferenceAction *)action = (ReferenceAction)index;
    return done;
}

/* What the user adds to a reference. */
#define ADDED_KEYS                                                                                  \
    {"popularity", yaml_read_popularity, IN_BOTH, 0}, {"children", yaml_read_children, IN_BOTH, 0}, \
        {"comment", yaml_read_text, IN_BOTH, offsetof(Reference, comment)},                         \
    {                                                                                               \
        0                                                                                           \
    }

/* What both foreign keys and relationships have. */
#define COMMON_KEYS                                                                          \
    {"name", yaml_read_name, IN_BOTH, offsetof(Reference, name)},                            \
        {"columns", yaml_read_columns, IN_BOTH, offsetof(Reference, columns)},               \
        {"references", read_target, IN_BOTH, 0},                                             \
    {                                                                                        \
        "target columns", yaml_read_names, IN_BOTH, offsetof(Reference, target_column_names) \
    }

static const YamlKey foreign_key_keys[] = {
    COMMON_KEYS,
    {"match", read_match, IN_SCHEMA, offsetof(Reference, match)},
    {"on delete", read_action, IN_SCHEMA, offsetof(Reference, on_delete)},
    {"set columns", yaml_read_names, IN_SCHEMA, offsetof(Reference, set_columns)},
    {"on update", read_action, IN_SCHEMA, offsetof(Reference, on_update)},
    {"deferrable", yaml_read_flag, IN_SCHEMA, offsetof(Reference, deferrable)},
    {"initially deferred", yaml_read_flag, IN_SCHEMA, offsetof(Reference, initially_deferred)},
    {"not valid", yaml_read_flag, IN_SCHEMA, offsetof(Reference, not_valid)},
    {"not enforced", yaml_read_flag, IN_SCHEMA, offsetof(Reference, not_enforced)},
    {"period", yaml_read_flag, IN_SCHEMA, offsetof(Reference, has_period)},
    ADDED_KEYS};
static const YamlKey relationship_keys[] = {
    COMMON_KEYS, {"match", read_match, IN_BOTH, offsetof(Reference, match)}, ADDED_KEYS};
static const YamlKey added_keys[] = {ADDED_KEYS};

static bool add_reference(YamlRead *read, const Node *node, Reference *reference)
{
    const char *what = reference->is_virtual ? "a relationship" : "a foreign key";
    if (!yaml_read_map(read, node, what, reference->is_virtual ? relationship_keys : foreign_key_keys,
                       reference))
        return false;
    if (!reference->columns.count)
        return diag_error(read->diag, node->span, "%s has no columns", what);
    if (!reference->target_name.size)
        return diag_error(read->diag, node->span, "%s does not say which table it references", what);
    if (!reference->name.size)
        reference->name = yaml_choose_name(read, yaml_join_columns(read, &reference->columns), "fkey");
    reference->deferrable = reference->deferrable || reference->initially_deferred;
    list_push(read->arena, &read->table->references, reference);
    return true;
}

static bool same_columns(const ColumnList *a, const ColumnList *b)
{
    for (size_t i = 0; i < a->count && a->count == b->count; i++)
        if (a->items[i] != b->items[i])
            return false;
    return a->count == b->count;
}

/* In an overlay, a foreign key is found by its name or columns. */
static bool change_reference(YamlRead *read, const Node *node)
{
    Reference wanted = {0};
    if (!yaml_read_map(read, node, "a foreign key", foreign_key_keys, &wanted))
        return false;
    for (size_t i = 0; i < read->table->references.count; i++) {
        Reference *reference = read->table->references.items[i];
        bool named = wanted.name.size ? text_equal(reference->name, wanted.name)
                                      : same_columns(&reference->columns, &wanted.columns);
        if (named && !reference->is_virtual)
            return yaml_read_keys(read, node, added_keys, reference);
    }
    diag_error(read->diag, node->span, "table \"%.*s\" has no such foreign key", TEXT_ARG(read->table->name));
    diag_hint(read->diag, "Give what the database does not know under \"relationships\".");
    return false;
}

static bool read_references(YamlRead *read, const Node *node, bool is_virtual)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; node->kind == NODE_LIST && i < node->items.count; i++) {
        const Node *item = node->items.items[i];
        if (read->where == IN_OVERLAY && !is_virtual) {
            done = change_reference(read, item) && done;
            continue;
        }
        Reference *reference = arena_new_object(read->arena, Reference);
        reference->is_virtual = is_virtual;
        done = add_reference(read, item, reference) && done;
    }
    return done;
}

bool yaml_read_foreign_keys(YamlRead *read, const Node *node, void *table)
{
    (void)table;
    return read_references(read, node, false);
}

bool yaml_read_table_relationships(YamlRead *read, const Node *node, void *table)
{
    (void)table;
    return read_references(read, node, true);
}

bool yaml_read_relationship(YamlRead *read, const Node *node, Column *column, Span place)
{
    Reference *reference = arena_new_object(read->arena, Reference);
    reference->is_virtual = true;
    reference->span = place;
    list_push(read->arena, &reference->columns, column);
    if (node->kind == NODE_MAP)
        return add_reference(read, node, reference);
    Node *map = node_map(read->arena);
    map->span = node->span;
    node_put(read->arena, map, TEXT("references"), (Node *)node);
    return add_reference(read, map, reference);
}

/* ---- partition bounds --------------------------------------------------------------------------------- */

static bool read_expressions(YamlRead *read, const Node *node, void *expressions)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; done && i < node->items.count; i++) {
        Expr *expr = NULL;
        done = yaml_read_expr(read, node->items.items[i], &expr, NULL);
        list_push(read->arena, (ExprList *)expressions, expr);
    }
    return done;
}

static bool read_number(YamlRead *read, const Node *node, void *number)
{
    int64_t value;
    if (!yaml_read_integer(read, node, &value))
        return false;
    if (value < 0 || value > INT32_MAX)
        return yaml_expect(read, node, "a whole number not below 0");
    *(int *)number = (int)value;
    return true;
}

static const YamlKey bound_keys[] = {
    {"default", yaml_read_flag, IN_SCHEMA, offsetof(PartitionBound, is_default)},
    {"in", read_expressions, IN_SCHEMA, offsetof(PartitionBound, values)},
    {"from", read_expressions, IN_SCHEMA, offsetof(PartitionBound, from)},
    {"to", read_expressions, IN_SCHEMA, offsetof(PartitionBound, to)},
    {"modulus", read_number, IN_SCHEMA, offsetof(PartitionBound, modulus)},
    {"remainder", read_number, IN_SCHEMA, offsetof(PartitionBound, remainder)},
    {0},
};

static void print_list(Buffer *out, Arena *arena, const char *before, const ExprList *expressions)
{
    buffer_format(out, "%s (", before);
    for (size_t i = 0; i < expressions->count; i++)
        buffer_format(out, "%s%s", i ? ", " : "", expr_print(arena, expressions->items[i]).data);
    buffer_char(out, ')');
}

/* The bound as PostgreSQL prints it. */
static Text print_bound(Arena *arena, const PartitionBound *bound)
{
    Buffer out = {0};
    if (bound->is_default) {
        buffer_string(&out, "DEFAULT");
    } else if (bound->modulus) {
        buffer_format(&out, "FOR VALUES WITH (modulus %d, remainder %d)", bound->modulus, bound->remainder);
    } else if (bound->values.count) {
        print_list(&out, arena, "FOR VALUES IN", &bound->values);
    } else {
        print_list(&out, arena, "FOR VALUES FROM", &bound->from);
        print_list(&out, arena, " TO", &bound->to);
    }
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

bool yaml_read_bound(YamlRead *read, const Node *node, void *table)
{
    PartitionBound *bound = &((Table *)table)->bound;
    if (!yaml_read_map(read, node, "a partition's values", bound_keys, bound))
        return false;
    bound->text = print_bound(read->arena, bound);
    return true;
}

/* ---- triggers ----------------------------------------------------------------------------------------- */

static bool read_timing(YamlRead *read, const Node *node, void *trigger)
{
    static const char *const words[] = {"before", "after", "instead of", NULL};
    int index = 0;
    bool done = yaml_read_word(read, node, words, &index);
    ((Trigger *)trigger)->timing = (TriggerTiming)index;
    return done;
}

static bool read_event(YamlRead *read, const Node *node, Trigger *trigger)
{
    static const char *const words[] = {"insert", "update", "delete", "truncate", NULL};
    bool *const flags[] = {&trigger->on_insert, &trigger->on_update, &trigger->on_delete,
                           &trigger->on_truncate};
    int index = 0;
    if (!yaml_read_word(read, node, words, &index))
        return false;
    *flags[index] = true;
    return true;
}

static bool read_events(YamlRead *read, const Node *node, void *trigger)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; done && i < node->items.count; i++)
        done = read_event(read, node->items.items[i], trigger);
    return done;
}

static bool read_for_each(YamlRead *read, const Node *node, void *trigger)
{
    static const char *const words[] = {"statement", "row", NULL};
    int index = 0;
    bool done = yaml_read_word(read, node, words, &index);
    ((Trigger *)trigger)->for_each_row = index;
    return done;
}

static bool read_enabled(YamlRead *read, const Node *node, void *trigger)
{
    static const char *const words[] = {"origin", "never", "replica", "always", NULL};
    int index = 0;
    bool done = yaml_read_word(read, node, words, &index);
    ((Trigger *)trigger)->enabled = "ODRA"[index];
    return done;
}

static bool read_when(YamlRead *read, const Node *node, void *object)
{
    Trigger *trigger = object;
    return yaml_read_expr(read, node, &trigger->when, &trigger->when_text);
}

static bool read_function(YamlRead *read, const Node *node, void *object)
{
    Trigger *trigger = object;
    return yaml_read_object_name(read, node, &trigger->function_schema, &trigger->function_name);
}

static const YamlKey trigger_keys[] = {
    {"name", yaml_read_name, IN_SCHEMA, offsetof(Trigger, name)},
    {"timing", read_timing, IN_SCHEMA, 0},
    {"events", read_events, IN_SCHEMA, 0},
    {"for each", read_for_each, IN_SCHEMA, 0},
    {"constraint", yaml_read_flag, IN_SCHEMA, offsetof(Trigger, is_constraint)},
    {"deferrable", yaml_read_flag, IN_SCHEMA, offsetof(Trigger, deferrable)},
    {"initially deferred", yaml_read_flag, IN_SCHEMA, offsetof(Trigger, initially_deferred)},
    {"enabled", read_enabled, IN_SCHEMA, 0},
    {"when", read_when, IN_SCHEMA, 0},
    {"function", read_function, IN_SCHEMA, 0},
    {"arguments", yaml_read_texts, IN_SCHEMA, offsetof(Trigger, arguments)},
    {"comment", yaml_read_text, IN_SCHEMA, offsetof(Trigger, comment)},
    {0},
};

static bool add_trigger(YamlRead *read, const Node *node, Table *table)
{
    Trigger *trigger = arena_new_object(read->arena, Trigger);
    trigger->span = node->span;
    trigger->enabled = 'O';
    if (!yaml_read_map(read, node, "a trigger", trigger_keys, trigger))
        return false;
    if (!trigger->name.size || !trigger->function_name.size)
        return diag_error(read->diag, node->span, "a trigger needs a name and a function");
    list_push(read->arena, &table->triggers, trigger);
    return true;
}

bool yaml_read_triggers(YamlRead *read, const Node *node, void *table)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; node->kind == NODE_LIST && i < node->items.count; i++)
        done = add_trigger(read, node->items.items[i], table) && done;
    return done;
}
