/* partition.c: the constraints of partitions as constraints of the whole table. */
#include "plan/condition/partition.h"

const Table *partition_root(const Table *table)
{
    while (table->partition_of)
        table = table->partition_of;
    return table;
}

/* ---- the same columns of another table ---- */

static ColumnList columns_in(Arena *arena, const Table *table, const ColumnList *columns)
{
    ColumnList mapped = {0};
    for (size_t i = 0; i < columns->count; i++) {
        Column *column = table_find_column(table, columns->items[i]->name);
        if (column)
            list_push(arena, &mapped, column);
    }
    return mapped;
}

static IndexElementList elements_in(Arena *arena, const Table *table, const IndexElementList *elements)
{
    IndexElementList mapped = {0};
    for (size_t i = 0; i < elements->count; i++) {
        IndexElement element = elements->items[i];
        if (element.column)
            element.column = table_find_column(table, element.column->name);
        list_push(arena, &mapped, element);
    }
    return mapped;
}

static bool same_columns(const ColumnList *a, const ColumnList *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++)
        same = a->items[i] == b->items[i];
    return same;
}

/* ---- what a partition adds ---- */

static bool has_key(const Table *table, const ColumnList *columns)
{
    for (size_t i = 0; i < table->keys.count; i++)
        if (same_columns(&table->keys.items[i]->columns, columns))
            return true;
    return false;
}

static void add_keys(Arena *arena, Table *whole, const Table *partition)
{
    for (size_t i = 0; i < partition->keys.count; i++) {
        Key *key = arena_new_object(arena, Key);
        *key = *partition->keys.items[i];
        key->columns = columns_in(arena, whole, &key->columns);
        key->is_primary &= !table_primary_key(whole);
        if (!has_key(whole, &key->columns))
            list_push(arena, &whole->keys, key);
    }
}

static void add_indexes(Arena *arena, Table *whole, const Table *partition)
{
    for (size_t i = 0; i < partition->indexes.count; i++) {
        if (!partition->indexes.items[i]->is_unique)
            continue;
        Index *index = arena_new_object(arena, Index);
        *index = *partition->indexes.items[i];
        index->elements = elements_in(arena, whole, &index->elements);
        list_push(arena, &whole->indexes, index);
    }
}

static void add_exclusions(Arena *arena, Table *whole, const Table *partition)
{
    for (size_t i = 0; i < partition->exclusions.count; i++) {
        Exclusion *exclusion = arena_new_object(arena, Exclusion);
        *exclusion = *partition->exclusions.items[i];
        exclusion->elements = elements_in(arena, whole, &exclusion->elements);
        list_push(arena, &whole->exclusions, exclusion);
    }
}

static bool has_reference(const Table *table, const Reference *reference)
{
    for (size_t i = 0; i < table->references.count; i++) {
        const Reference *other = table->references.items[i];
        if (other->target == reference->target && same_columns(&other->columns, &reference->columns) &&
            same_columns(&other->target_columns, &reference->target_columns))
            return true;
    }
    return false;
}

static Reference *reference_in(Arena *arena, const Table *table, const Reference *declared)
{
    Reference *reference = arena_new_object(arena, Reference);
    *reference = *declared;
    reference->columns = columns_in(arena, table, &declared->columns);
    reference->target_columns =
        columns_in(arena, partition_root(declared->target), &declared->target_columns);
    return reference;
}

static void add_references(Arena *arena, Table *whole, const Table *partition)
{
    for (size_t i = 0; i < partition->references.count; i++) {
        Reference *reference = reference_in(arena, whole, partition->references.items[i]);
        if (!has_reference(whole, reference))
            list_push(arena, &whole->references, reference);
    }
}

static void add_partitions(Arena *arena, Table *whole, const Table *table)
{
    for (size_t i = 0; i < table->partitions.count; i++) {
        const Table *partition = table->partitions.items[i];
        add_keys(arena, whole, partition);
        add_indexes(arena, whole, partition);
        add_exclusions(arena, whole, partition);
        add_references(arena, whole, partition);
        add_partitions(arena, whole, partition);
    }
}

/* ---- tables ---- */

static bool is_plain(const Table *table)
{
    bool plain = !table->partitions.count;
    for (size_t i = 0; i < table->references.count; i++)
        plain &= !table->references.items[i]->target->partition_of;
    return plain;
}

Table *partition_whole(Arena *arena, Table *table)
{
    if (is_plain(table))
        return table;
    Table *whole = arena_new_object(arena, Table);
    *whole = *table;
    whole->keys = (KeyList){0};
    whole->indexes = (IndexList){0};
    whole->exclusions = (ExclusionList){0};
    whole->references = (ReferenceList){0};
    for (size_t i = 0; i < table->keys.count; i++)
        list_push(arena, &whole->keys, table->keys.items[i]);
    for (size_t i = 0; i < table->indexes.count; i++)
        list_push(arena, &whole->indexes, table->indexes.items[i]);
    for (size_t i = 0; i < table->exclusions.count; i++)
        list_push(arena, &whole->exclusions, table->exclusions.items[i]);
    add_references(arena, whole, table);
    add_partitions(arena, whole, table);
    return whole;
}
