/* yaml_reference.c: foreign keys and relationships of a table, partition bounds and triggers. */
#include "read/yaml_read.h"

/* ---- references --------------------------------------------------------------------------------------- */

/* A reference whose map is read. */
typedef struct ReferencePlace {
    const Table *table;
    Reference *reference;
} ReferencePlace;

static Reference *reference_of(void *place)
{
    return ((ReferencePlace *)place)->reference;
}

static bool read_name(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_name(read, node, &reference_of(place)->name);
}

static bool read_columns(YamlRead *read, const Node *node, void *object)
{
    const ReferencePlace *place = object;
    return yaml_read_columns(read, place->table, node, &place->reference->columns);
}

static bool read_target(YamlRead *read, const Node *node, void *place)
{
    Reference *reference = reference_of(place);
    reference->span = node->span;
    return yaml_read_object_name(read, node, &reference->target_schema, &reference->target_name);
}

static bool read_target_columns(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_names(read, node, &reference_of(place)->target_column_names);
}

static bool read_match(YamlRead *read, const Node *node, void *place)
{
    static const char *const words[] = {"simple", "full", NULL};
    int index = 0;
    bool done = yaml_read_word(read, node, words, &index);
    reference_of(place)->match = index ? MATCH_FULL : MATCH_SIMPLE;
    return done;
}

static bool read_action(YamlRead *read, const Node *node, ReferenceAction *action)
{
    static const char *const words[] = {"no action", "restrict", "cascade", "set null", "set default", NULL};
    int index = 0;
    bool done = yaml_read_word(read, node, words, &index);
    *action = (ReferenceAction)index;
    return done;
}

static bool read_on_delete(YamlRead *read, const Node *node, void *place)
{
    return read_action(read, node, &reference_of(place)->on_delete);
}

static bool read_on_update(YamlRead *read, const Node *node, void *place)
{
    return read_action(read, node, &reference_of(place)->on_update);
}

static bool read_set_columns(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_names(read, node, &reference_of(place)->set_columns);
}

static bool read_deferrable(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &reference_of(place)->deferrable);
}

static bool read_deferred(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &reference_of(place)->initially_deferred);
}

static bool read_not_valid(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &reference_of(place)->not_valid);
}

static bool read_not_enforced(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &reference_of(place)->not_enforced);
}

static bool read_period(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_flag(read, node, &reference_of(place)->has_period);
}

static bool read_popularity(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_popularity(read, node, reference_of(place));
}

static bool read_children(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_children(read, node, reference_of(place));
}

static bool read_comment(YamlRead *read, const Node *node, void *place)
{
    return yaml_read_text(read, node, &reference_of(place)->comment);
}

/* What the user adds to a reference. */
#define ADDED_KEYS                                                                  \
    {"popularity", read_popularity, IN_BOTH}, {"children", read_children, IN_BOTH}, \
        {"comment", read_comment, IN_BOTH},                                         \
    {                                                                               \
        0                                                                           \
    }

/* What both foreign keys and relationships have. */
#define COMMON_KEYS                                                                                         \
    {"name", read_name, IN_BOTH}, {"columns", read_columns, IN_BOTH}, {"references", read_target, IN_BOTH}, \
    {                                                                                                       \
        "target columns", read_target_columns, IN_BOTH                                                      \
    }

static const YamlKey foreign_key_keys[] = {COMMON_KEYS,
                                           {"match", read_match, IN_SCHEMA},
                                           {"on delete", read_on_delete, IN_SCHEMA},
                                           {"set columns", read_set_columns, IN_SCHEMA},
                                           {"on update", read_on_update, IN_SCHEMA},
                                           {"deferrable", read_deferrable, IN_SCHEMA},
                                           {"initially deferred", read_deferred, IN_SCHEMA},
                                           {"not valid", read_not_valid, IN_SCHEMA},
                                           {"not enforced", read_not_enforced, IN_SCHEMA},
                                           {"period", read_period, IN_SCHEMA},
                                           ADDED_KEYS};
static const YamlKey relationship_keys[] = {COMMON_KEYS, {"match", read_match, IN_BOTH}, ADDED_KEYS};
static const YamlKey added_keys[] = {ADDED_KEYS};

static bool add_reference(YamlRead *read, const Node *node, Table *table, Reference *reference)
{
    ReferencePlace place = {table, reference};
    const char *what = reference->is_virtual ? "a relationship" : "a foreign key";
    if (!yaml_read_map(read, node, what, reference->is_virtual ? relationship_keys : foreign_key_keys,
                       &place))
        return false;
    if (!reference->columns.count)
        return diag_error(read->diag, node->span, "%s has no columns", what);
    if (!reference->target_name.size)
        return diag_error(read->diag, node->span, "%s does not say which table it references", what);
    if (!reference->name.size)
        reference->name = yaml_choose_name(read, table, yaml_join_columns(read, &reference->columns), "fkey");
    reference->deferrable = reference->deferrable || reference->initially_deferred;
    list_push(read->arena, &table->references, reference);
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
static bool change_reference(YamlRead *read, const Node *node, Table *table)
{
    Reference wanted = {0};
    ReferencePlace place = {table, &wanted};
    if (!yaml_read_map(read, node, "a foreign key", foreign_key_keys, &place))
        return false;
    for (size_t i = 0; i < table->references.count; i++) {
        Reference *reference = table->references.items[i];
        bool named = wanted.name.size ? text_equal(reference->name, wanted.name)
                                      : same_columns(&reference->columns, &wanted.columns);
        if (!named || reference->is_virtual)
            continue;
        place.reference = reference;
        return yaml_read_keys(read, node, added_keys, &place);
    }
    diag_error(read->diag, node->span, "table \"%.*s\" has no such foreign key", TEXT_ARG(table->name));
    diag_hint(read->diag, "Give what the database does not know under \"relationships\".");
    return false;
}

static bool read_references(YamlRead *read, const Node *node, Table *table, bool is_virtual)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; node->kind == NODE_LIST && i < node->items.count; i++) {
        const Node *item = node->items.items[i];
        if (read->where == IN_OVERLAY && !is_virtual) {
            done = change_reference(read, item, table) && done;
            continue;
        }
        Reference *reference = arena_new_object(read->arena, Reference);
        reference->is_virtual = is_virtual;
        done = add_reference(read, item, table, reference) && done;
    }
    return done;
}

bool yaml_read_foreign_keys(YamlRead *read, const Node *node, void *table)
{
    return read_references(read, node, table, false);
}

bool yaml_read_table_relationships(YamlRead *read, const Node *node, void *table)
{
    return read_references(read, node, table, true);
}

bool yaml_read_relationship(YamlRead *read, const Node *node, Table *table, Column *column, Span place)
{
    Reference *reference = arena_new_object(read->arena, Reference);
    reference->is_virtual = true;
    reference->span = place;
    list_push(read->arena, &reference->columns, column);
    if (node->kind == NODE_MAP)
        return add_reference(read, node, table, reference);
    Node *map = node_map(read->arena);
    map->span = node->span;
    node_put(read->arena, map, TEXT("references"), (Node *)node);
    return add_reference(read, map, table, reference);
}

/* ---- partition bounds --------------------------------------------------------------------------------- */

static bool read_expressions(YamlRead *read, const Node *node, ExprList *expressions)
{
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; done && i < node->items.count; i++) {
        Expr *expr = NULL;
        done = yaml_read_expr(read, node->items.items[i], &expr, NULL);
        list_push(read->arena, expressions, expr);
    }
    return done;
}

static bool read_bound_default(YamlRead *read, const Node *node, void *bound)
{
    return yaml_read_flag(read, node, &((PartitionBound *)bound)->is_default);
}

static bool read_bound_in(YamlRead *read, const Node *node, void *bound)
{
    return read_expressions(read, node, &((PartitionBound *)bound)->values);
}

static bool read_bound_from(YamlRead *read, const Node *node, void *bound)
{
    return read_expressions(read, node, &((PartitionBound *)bound)->from);
}

static bool read_bound_to(YamlRead *read, const Node *node, void *bound)
{
    return read_expressions(read, node, &((PartitionBound *)bound)->to);
}

static bool read_number(YamlRead *read, const Node *node, int *number)
{
    int64_t value;
    if (!yaml_read_integer(read, node, &value))
        return false;
    if (value < 0 || value > INT32_MAX)
        return yaml_expect(read, node, "a whole number not below 0");
    *number = (int)value;
    return true;
}

static bool read_bound_modulus(YamlRead *read, const Node *node, void *bound)
{
    return read_number(read, node, &((PartitionBound *)bound)->modulus);
}

static bool read_bound_remainder(YamlRead *read, const Node *node, void *bound)
{
    return read_number(read, node, &((PartitionBound *)bound)->remainder);
}

static const YamlKey bound_keys[] = {
    {"default", read_bound_default, IN_SCHEMA},
    {"in", read_bound_in, IN_SCHEMA},
    {"from", read_bound_from, IN_SCHEMA},
    {"to", read_bound_to, IN_SCHEMA},
    {"modulus", read_bound_modulus, IN_SCHEMA},
    {"remainder", read_bound_remainder, IN_SCHEMA},
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

static bool read_trigger_name(YamlRead *read, const Node *node, void *trigger)
{
    return yaml_read_name(read, node, &((Trigger *)trigger)->name);
}

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

static bool read_trigger_constraint(YamlRead *read, const Node *node, void *trigger)
{
    return yaml_read_flag(read, node, &((Trigger *)trigger)->is_constraint);
}

static bool read_trigger_deferrable(YamlRead *read, const Node *node, void *trigger)
{
    return yaml_read_flag(read, node, &((Trigger *)trigger)->deferrable);
}

static bool read_trigger_deferred(YamlRead *read, const Node *node, void *trigger)
{
    return yaml_read_flag(read, node, &((Trigger *)trigger)->initially_deferred);
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

static bool read_arguments(YamlRead *read, const Node *node, void *object)
{
    Trigger *trigger = object;
    bool done = yaml_expect_kind(read, node, NODE_LIST);
    for (size_t i = 0; done && i < node->items.count; i++) {
        Text argument = {"", 0};
        done = yaml_read_text(read, node->items.items[i], &argument);
        list_push(read->arena, &trigger->arguments, argument);
    }
    return done;
}

static bool read_trigger_comment(YamlRead *read, const Node *node, void *trigger)
{
    return yaml_read_text(read, node, &((Trigger *)trigger)->comment);
}

static const YamlKey trigger_keys[] = {
    {"name", read_trigger_name, IN_SCHEMA},
    {"timing", read_timing, IN_SCHEMA},
    {"events", read_events, IN_SCHEMA},
    {"for each", read_for_each, IN_SCHEMA},
    {"constraint", read_trigger_constraint, IN_SCHEMA},
    {"deferrable", read_trigger_deferrable, IN_SCHEMA},
    {"initially deferred", read_trigger_deferred, IN_SCHEMA},
    {"enabled", read_enabled, IN_SCHEMA},
    {"when", read_when, IN_SCHEMA},
    {"function", read_function, IN_SCHEMA},
    {"arguments", read_arguments, IN_SCHEMA},
    {"comment", read_trigger_comment, IN_SCHEMA},
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
