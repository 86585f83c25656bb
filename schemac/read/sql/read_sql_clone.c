/* read_sql_clone.c: keys and indexes of one table that another takes over: copies under names of their own
 * for LIKE, and the parts of a partitioned table's keys and indexes that are its partitions'. The model has
 * those parts in the parent alone. */
#include "read/sql/read_sql.h"

/* ---- equality ------------------------------------------------------------------------------------------ */

static bool same_columns(const ColumnList *a, const ColumnList *b)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++)
        if (!text_equal(a->items[i]->name, b->items[i]->name))
            return false;
    return a->count == b->count;
}

static bool same_element(const IndexElement *a, const IndexElement *b)
{
    if (!text_equal(a->collation, b->collation) || !text_equal(a->operator_class, b->operator_class))
        return false;
    if (a->column && b->column)
        return text_equal(a->column->name, b->column->name);
    return a->expr && b->expr && expr_equal(a->expr, b->expr);
}

static bool same_elements(const IndexElementList *a, const IndexElementList *b)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++)
        if (!same_element(&a->items[i], &b->items[i]))
            return false;
    return a->count == b->count;
}

bool ddl_same_key(const Key *a, const Key *b)
{
    return a->is_primary == b->is_primary && a->nulls_not_distinct == b->nulls_not_distinct &&
           same_columns(&a->columns, &b->columns) && same_columns(&a->include, &b->include);
}

bool ddl_same_index(const Index *a, const Index *b)
{
    bool same_predicate =
        a->predicate && b->predicate ? expr_equal(a->predicate, b->predicate) : a->predicate == b->predicate;
    return a->is_unique == b->is_unique && a->nulls_not_distinct == b->nulls_not_distinct && same_predicate &&
           text_equal(a->method, b->method) && same_elements(&a->elements, &b->elements) &&
           same_columns(&a->include, &b->include);
}

/* ---- copies -------------------------------------------------------------------------------------------- */

/* The columns of the same names in another table. */
static ColumnList map_columns(Ddl *ddl, const Table *table, const ColumnList *columns)
{
    ColumnList mapped = {0};
    for (size_t i = 0; i < columns->count; i++) {
        Column *column = table_find_column(table, columns->items[i]->name);
        if (column)
            list_push(ddl->arena, &mapped, column);
    }
    return mapped;
}

static IndexElementList map_elements(Ddl *ddl, const Table *table, const IndexElementList *elements)
{
    IndexElementList mapped = {0};
    for (size_t i = 0; i < elements->count; i++) {
        IndexElement element = elements->items[i];
        if (element.column)
            element.column = table_find_column(table, element.column->name);
        if (element.column || element.expr)
            list_push(ddl->arena, &mapped, element);
    }
    return mapped;
}

void ddl_copy_key(Ddl *ddl, Table *table, const Key *key)
{
    Key *copy = arena_new_object(ddl->arena, Key);
    IndexElementList elements = {0};
    *copy = *key;
    copy->comment = (Text){0};
    copy->columns = map_columns(ddl, table, &key->columns);
    copy->include = map_columns(ddl, table, &key->include);
    for (size_t i = 0; i < copy->columns.count; i++)
        list_push(ddl->arena, &elements, ((IndexElement){.column = copy->columns.items[i]}));
    copy->name = key->is_primary
                     ? ddl_choose_relation(ddl, table->name, (Text){0}, "pkey", table->schema, true)
                     : ddl_choose_index(ddl, table, &elements, &copy->include, "key");
    list_push(ddl->arena, &table->keys, copy);
    ddl_set_key_not_null(ddl, table, copy);
}

void ddl_copy_index(Ddl *ddl, Table *table, const Index *index)
{
    Index *copy = arena_new_object(ddl->arena, Index);
    *copy = *index;
    copy->comment = (Text){0};
    copy->elements = map_elements(ddl, table, &index->elements);
    copy->include = map_columns(ddl, table, &index->include);
    copy->name = ddl_choose_index(ddl, table, &copy->elements, &copy->include, "idx");
    list_push(ddl->arena, &table->indexes, copy);
}

void ddl_copy_exclusion(Ddl *ddl, Table *table, const Exclusion *exclusion)
{
    Exclusion *copy = arena_new_object(ddl->arena, Exclusion);
    ColumnList none = {0};
    *copy = *exclusion;
    copy->comment = (Text){0};
    copy->elements = map_elements(ddl, table, &exclusion->elements);
    copy->name = ddl_choose_index(ddl, table, &copy->elements, &none, "excl");
    list_push(ddl->arena, &table->exclusions, copy);
}

/* ---- partitions ---------------------------------------------------------------------------------------- */

static bool drop_same_key(Table *table, const Key *key)
{
    for (size_t i = 0; i < table->keys.count; i++)
        if (ddl_same_key(table->keys.items[i], key)) {
            list_remove(&table->keys, i);
            return true;
        }
    return false;
}

static bool drop_same_index(Table *table, const Index *index)
{
    for (size_t i = 0; i < table->indexes.count; i++)
        if (ddl_same_index(table->indexes.items[i], index)) {
            list_remove(&table->indexes, i);
            return true;
        }
    return false;
}

void ddl_absorb_key(Ddl *ddl, const Table *parent, const Key *key)
{
    TableList children = ddl_children(ddl, parent);
    for (size_t i = 0; i < children.count; i++)
        if (children.items[i]->partition_of == parent && !drop_same_key(children.items[i], key))
            ddl_absorb_key(ddl, children.items[i], key);
}

void ddl_absorb_index(Ddl *ddl, const Table *parent, const Index *index)
{
    TableList children = ddl_children(ddl, parent);
    for (size_t i = 0; i < children.count; i++)
        if (children.items[i]->partition_of == parent && !drop_same_index(children.items[i], index))
            ddl_absorb_index(ddl, children.items[i], index);
}

static void absorb_from(Ddl *ddl, const Table *ancestor, Table *partition)
{
    for (size_t i = 0; i < ancestor->keys.count; i++) {
        ddl_set_key_not_null(ddl, ancestor, ancestor->keys.items[i]);
        if (!drop_same_key(partition, ancestor->keys.items[i]))
            ddl_absorb_key(ddl, partition, ancestor->keys.items[i]);
    }
    for (size_t i = 0; i < ancestor->indexes.count; i++)
        if (!drop_same_index(partition, ancestor->indexes.items[i]))
            ddl_absorb_index(ddl, partition, ancestor->indexes.items[i]);
    for (size_t i = 0; i < ancestor->references.count; i++)
        ddl_drop_same_reference(ddl, partition, ancestor->references.items[i]);
}

void ddl_absorb_all(Ddl *ddl, Table *partition)
{
    for (const Table *ancestor = partition->partition_of; ancestor; ancestor = ancestor->partition_of)
        absorb_from(ddl, ancestor, partition);
}

static void copy_reference(Ddl *ddl, Table *table, const Reference *reference)
{
    Reference *copy = arena_new_object(ddl->arena, Reference);
    *copy = *reference;
    copy->columns = map_columns(ddl, table, &reference->columns);
    list_push(ddl->arena, &table->references, copy);
}

static void release_from(Ddl *ddl, const Table *ancestor, Table *partition)
{
    for (size_t i = 0; i < ancestor->keys.count; i++)
        ddl_copy_key(ddl, partition, ancestor->keys.items[i]);
    for (size_t i = 0; i < ancestor->indexes.count; i++)
        ddl_copy_index(ddl, partition, ancestor->indexes.items[i]);
    for (size_t i = 0; i < ancestor->exclusions.count; i++)
        ddl_copy_exclusion(ddl, partition, ancestor->exclusions.items[i]);
    for (size_t i = 0; i < ancestor->references.count; i++)
        copy_reference(ddl, partition, ancestor->references.items[i]);
}

void ddl_release_all(Ddl *ddl, Table *partition)
{
    for (const Table *ancestor = partition->partition_of; ancestor; ancestor = ancestor->partition_of)
        release_from(ddl, ancestor, partition);
}
