/* dump_table.c: a table as a document: its columns, keys, references and what else it has. */
#include "model/dump_parts.h"
#include "model/names.h"

static Node *column_names(Arena *arena, const ColumnList *columns)
{
    Node *list = node_list(arena);
    for (size_t i = 0; i < columns->count; i++)
        node_add(arena, list, node_scalar(arena, columns->items[i]->name));
    return list;
}

/* Whether the constraint has the name that it would be given if it had none. */
static bool has_usual_name(Arena *arena, const Table *table, const ColumnList *columns, const char *label,
                           Text name)
{
    TextList names = {0};
    for (size_t i = 0; i < columns->count; i++)
        list_push(arena, &names, columns->items[i]->name);
    Text joined = names_join_columns(arena, &names);
    return text_equal(name, names_make_object(arena, table->name, joined, text_of(label)));
}

static void put_deferral(Arena *arena, Node *map, bool deferrable, bool initially_deferred)
{
    dump_put_flag(arena, map, "deferrable", deferrable);
    dump_put_flag(arena, map, "initially deferred", initially_deferred);
}

/* ---- keys --------------------------------------------------------------------------------------------- */

static Node *key_node(Arena *arena, const Table *table, const Key *key)
{
    static const ColumnList none = {0};
    bool usual = has_usual_name(arena, table, key->is_primary ? &none : &key->columns,
                                key->is_primary ? "pkey" : "key", key->name);
    Node *columns = column_names(arena, &key->columns);
    Node *map = node_map(arena);
    if (!usual)
        dump_put_text(arena, map, "name", key->name);
    dump_put_node(arena, map, "columns", columns);
    dump_put_node(arena, map, "include", column_names(arena, &key->include));
    dump_put_flag(arena, map, "nulls not distinct", key->nulls_not_distinct);
    dump_put_flag(arena, map, "without overlaps", key->without_overlaps);
    put_deferral(arena, map, key->deferrable, key->initially_deferred);
    dump_put_text(arena, map, "comment", key->comment);
    return map->items.count == 2 && columns->items.count ? columns : map;
}

static void put_keys(Arena *arena, Node *map, const Table *table)
{
    Node *unique = node_list(arena);
    for (size_t i = 0; i < table->keys.count; i++) {
        const Key *key = table->keys.items[i];
        Node *node = key_node(arena, table, key);
        if (key->is_primary)
            dump_put_node(arena, map, "primary key", node);
        else
            node_add(arena, unique, node);
    }
    dump_put_node(arena, map, "unique", unique);
}

/* ---- indexes ------------------------------------------------------------------------------------------ */

static Node *element_node(Arena *arena, const IndexElement *element)
{
    Node *map = node_map(arena);
    if (element->column)
        dump_put_text(arena, map, "column", element->column->name);
    else
        dump_put_expr(arena, map, "expression", element->expr);
    dump_put_text(arena, map, "collation", element->collation);
    dump_put_text(arena, map, "operator class", element->operator_class);
    if (element->descending)
        dump_put_text(arena, map, "order", TEXT("desc"));
    if (element->nulls_first != element->descending)
        dump_put_text(arena, map, "nulls", element->nulls_first ? TEXT("first") : TEXT("last"));
    dump_put_text(arena, map, "with", element->exclusion_operator);
    bool bare = element->column && map->items.count == 2;
    return bare ? node_scalar(arena, element->column->name) : map;
}

static Node *element_nodes(Arena *arena, const IndexElementList *elements)
{
    Node *list = node_list(arena);
    for (size_t i = 0; i < elements->count; i++)
        node_add(arena, list, element_node(arena, &elements->items[i]));
    return list;
}

static void put_method(Arena *arena, Node *map, Text method)
{
    if (!text_is(method, "btree"))
        dump_put_text(arena, map, "method", method);
}

static Node *index_node(Arena *arena, const Index *index)
{
    Node *map = node_map(arena);
    dump_put_text(arena, map, "name", index->name);
    dump_put_flag(arena, map, "unique", index->is_unique);
    dump_put_node(arena, map, "columns", element_nodes(arena, &index->elements));
    put_method(arena, map, index->method);
    dump_put_node(arena, map, "include", column_names(arena, &index->include));
    dump_put_flag(arena, map, "nulls not distinct", index->nulls_not_distinct);
    dump_put_expr(arena, map, "where", index->predicate);
    dump_put_text(arena, map, "comment", index->comment);
    return map;
}

static Node *exclusion_node(Arena *arena, const Exclusion *exclusion)
{
    Node *map = node_map(arena);
    dump_put_text(arena, map, "name", exclusion->name);
    put_method(arena, map, exclusion->method);
    dump_put_node(arena, map, "columns", element_nodes(arena, &exclusion->elements));
    dump_put_expr(arena, map, "where", exclusion->predicate);
    put_deferral(arena, map, exclusion->deferrable, exclusion->initially_deferred);
    dump_put_text(arena, map, "comment", exclusion->comment);
    return map;
}

static void put_indexes(Arena *arena, Node *map, const Table *table)
{
    Node *indexes = node_list(arena), *exclusions = node_list(arena);
    for (size_t i = 0; i < table->indexes.count; i++)
        node_add(arena, indexes, index_node(arena, table->indexes.items[i]));
    for (size_t i = 0; i < table->exclusions.count; i++)
        node_add(arena, exclusions, exclusion_node(arena, table->exclusions.items[i]));
    dump_put_node(arena, map, "indexes", indexes);
    dump_put_node(arena, map, "exclusions", exclusions);
}

/* ---- references --------------------------------------------------------------------------------------- */

static void put_action(Arena *arena, Node *map, const char *key, ReferenceAction action)
{
    static const char *const names[] = {"no action", "restrict", "cascade", "set null", "set default"};
    if (action != ACTION_NO_ACTION)
        dump_put_text(arena, map, key, text_of(names[action]));
}

static bool is_primary_key_of_target(const Reference *reference)
{
    const Key *key = reference->target ? table_primary_key(reference->target) : NULL;
    if (!key || key->columns.count != reference->target_columns.count)
        return false;
    for (size_t i = 0; i < key->columns.count; i++)
        if (key->columns.items[i] != reference->target_columns.items[i])
            return false;
    return true;
}

static void put_target(Arena *arena, Node *map, const Reference *reference)
{
    dump_put_text(arena, map, "references",
                  schema_print_name(arena, reference->target_schema, reference->target_name));
    if (is_primary_key_of_target(reference))
        return;
    if (reference->target_columns.count)
        dump_put_node(arena, map, "target columns", column_names(arena, &reference->target_columns));
    else
        dump_put_words(arena, map, "target columns", &reference->target_column_names);
}

static Node *reference_node(Arena *arena, const Table *table, const Reference *reference)
{
    Node *map = node_map(arena);
    if (!has_usual_name(arena, table, &reference->columns, "fkey", reference->name))
        dump_put_text(arena, map, "name", reference->name);
    dump_put_node(arena, map, "columns", column_names(arena, &reference->columns));
    put_target(arena, map, reference);
    if (reference->match == MATCH_FULL)
        dump_put_text(arena, map, "match", TEXT("full"));
    put_action(arena, map, "on delete", reference->on_delete);
    dump_put_words(arena, map, "set columns", &reference->set_columns);
    put_action(arena, map, "on update", reference->on_update);
    put_deferral(arena, map, reference->deferrable, reference->initially_deferred);
    dump_put_flag(arena, map, "not valid", reference->not_valid);
    dump_put_flag(arena, map, "not enforced", reference->not_enforced);
    dump_put_flag(arena, map, "period", reference->has_period);
    dump_put_fanout(arena, map, &reference->fanout);
    dump_put_text(arena, map, "comment", reference->comment);
    return map;
}

static void put_references(Arena *arena, Node *map, const Table *table)
{
    Node *keys = node_list(arena), *relationships = node_list(arena);
    for (size_t i = 0; i < table->references.count; i++) {
        const Reference *reference = table->references.items[i];
        node_add(arena, reference->is_virtual ? relationships : keys,
                 reference_node(arena, table, reference));
    }
    dump_put_node(arena, map, "foreign keys", keys);
    dump_put_node(arena, map, "relationships", relationships);
}

/* ---- partitions --------------------------------------------------------------------------------------- */

static void put_partitioning(Arena *arena, Node *map, const Table *table)
{
    static const char *const strategies[] = {"", "list", "range", "hash"};
    if (table->partition_strategy == PARTITION_NONE)
        return;
    Node *by = node_map(arena);
    dump_put_node(arena, by, strategies[table->partition_strategy],
                  element_nodes(arena, &table->partition_keys));
    dump_put_node(arena, map, "partition by", by);
}

static void put_expressions(Arena *arena, Node *map, const char *key, const ExprList *expressions)
{
    Node *list = node_list(arena);
    for (size_t i = 0; i < expressions->count; i++)
        node_add(arena, list, node_scalar(arena, expr_print(arena, expressions->items[i])));
    dump_put_node(arena, map, key, list);
}

static void put_bound(Arena *arena, Node *map, const PartitionBound *bound)
{
    Node *values = node_map(arena);
    dump_put_flag(arena, values, "default", bound->is_default);
    put_expressions(arena, values, "in", &bound->values);
    put_expressions(arena, values, "from", &bound->from);
    put_expressions(arena, values, "to", &bound->to);
    if (bound->modulus) {
        dump_put_integer(arena, values, "modulus", bound->modulus);
        dump_put_integer(arena, values, "remainder", bound->remainder);
    }
    dump_put_node(arena, map, "values", values);
}

static void put_ancestry(Arena *arena, Node *map, const Table *table)
{
    dump_put_text(arena, map, "of type", table->of_type);
    if (table->partition_of) {
        dump_put_text(arena, map, "partition of", table_print_name(arena, table->partition_of));
        put_bound(arena, map, &table->bound);
        return;
    }
    Node *parents = node_list(arena);
    for (size_t i = 0; i < table->inherits.count; i++)
        node_add(arena, parents, node_scalar(arena, table_print_name(arena, table->inherits.items[i])));
    dump_put_node(arena, map, "inherits", parents);
}

/* ---- triggers ----------------------------------------------------------------------------------------- */

static Node *trigger_events(Arena *arena, const Trigger *trigger)
{
    Node *events = node_list(arena);
    if (trigger->on_insert)
        node_add(arena, events, node_scalar(arena, TEXT("insert")));
    if (trigger->on_update)
        node_add(arena, events, node_scalar(arena, TEXT("update")));
    if (trigger->on_delete)
        node_add(arena, events, node_scalar(arena, TEXT("delete")));
    if (trigger->on_truncate)
        node_add(arena, events, node_scalar(arena, TEXT("truncate")));
    return events;
}

static void put_enabled(Arena *arena, Node *map, char enabled)
{
    if (enabled == 'D')
        dump_put_text(arena, map, "enabled", TEXT("never"));
    else if (enabled == 'R' || enabled == 'A')
        dump_put_text(arena, map, "enabled", enabled == 'R' ? TEXT("replica") : TEXT("always"));
}

static Node *trigger_node(Arena *arena, const Trigger *trigger)
{
    static const char *const timings[] = {"before", "after", "instead of"};
    Node *map = node_map(arena);
    dump_put_text(arena, map, "name", trigger->name);
    dump_put_text(arena, map, "timing", text_of(timings[trigger->timing]));
    dump_put_node(arena, map, "events", trigger_events(arena, trigger));
    dump_put_text(arena, map, "for each", trigger->for_each_row ? TEXT("row") : (Text){"", 0});
    dump_put_flag(arena, map, "constraint", trigger->is_constraint);
    put_deferral(arena, map, trigger->deferrable, trigger->initially_deferred);
    put_enabled(arena, map, trigger->enabled);
    dump_put_expr(arena, map, "when", trigger->when);
    dump_put_text(arena, map, "function",
                  schema_print_name(arena, trigger->function_schema, trigger->function_name));
    dump_put_words(arena, map, "arguments", &trigger->arguments);
    dump_put_text(arena, map, "comment", trigger->comment);
    return map;
}

static void put_triggers(Arena *arena, Node *map, const Table *table)
{
    Node *triggers = node_list(arena);
    for (size_t i = 0; i < table->triggers.count; i++)
        node_add(arena, triggers, trigger_node(arena, table->triggers.items[i]));
    dump_put_node(arena, map, "triggers", triggers);
    dump_put_flag(arena, map, "row security", table->row_security);
    dump_put_flag(arena, map, "force row security", table->force_row_security);
}

/* ---- the table ---------------------------------------------------------------------------------------- */

/* Whether the inherited column is what reading would copy from the parent's. */
static bool is_copy(Arena *arena, const Table *table, const Column *column, const Table *parent,
                    const Column *original)
{
    Buffer own = {0}, other = {0};
    Column declared = *column;
    if (column->is_local || !text_equal(column->name, original->name))
        return false;
    declared.is_local = original->is_local;
    node_print(&own, dump_column(arena, table, &declared));
    node_print(&other, dump_column(arena, parent, original));
    bool same = text_equal(buffer_contents(&own), buffer_contents(&other));
    buffer_free(&own);
    buffer_free(&other);
    return same;
}

/* How many columns at the front need no word, because reading copies them from the table's only parent. */
static size_t count_copies(Arena *arena, const Table *table)
{
    const Table *parent = table->inherits.count == 1 ? table->inherits.items[0] : NULL;
    size_t count = 0;
    while (parent && count < parent->columns.count && count < table->columns.count &&
           is_copy(arena, table, table->columns.items[count], parent, parent->columns.items[count]))
        count++;
    return count;
}

static void put_columns(Arena *arena, Node *map, const Table *table)
{
    Node *columns = node_map(arena);
    columns->is_block = true;
    size_t copies = count_copies(arena, table);
    for (size_t i = copies; i < table->columns.count; i++)
        node_put(arena, columns, table->columns.items[i]->name,
                 dump_column(arena, table, table->columns.items[i]));
    if (columns->items.count || !copies)
        node_put(arena, map, TEXT("columns"), columns);
}

Node *dump_table(Arena *arena, const Table *table)
{
    Node *map = node_map(arena);
    map->is_block = true;
    dump_put_text(arena, map, "comment", table->comment);
    dump_put_flag(arena, map, "foreign", table->kind == TABLE_FOREIGN);
    dump_put_flag(arena, map, "unlogged", table->is_unlogged);
    dump_put_rows(arena, map, &table->rows);
    if (table->row_estimate > 0)
        dump_put_plain(arena, map, "row estimate", text_format(arena, "%.0f", table->row_estimate));
    put_ancestry(arena, map, table);
    put_partitioning(arena, map, table);
    put_columns(arena, map, table);
    put_keys(arena, map, table);
    put_indexes(arena, map, table);
    dump_put_checks(arena, map, &table->checks);
    put_references(arena, map, table);
    put_triggers(arena, map, table);
    return map;
}
