/* read_sql_change.c: renaming and removing tables, columns, constraints, sequences and types, with what other
 * objects make of it. */
#include "read/sql/read_sql.h"

/* ---- renaming ------------------------------------------------------------------------------------------ */

static bool owns(const Table *table, const Sequence *sequence)
{
    return sequence->owner_column.size && text_equal(sequence->owner_table, table->name) &&
           text_equal(sequence->owner_table_schema, table->schema);
}

void ddl_rename_column(Ddl *ddl, Table *table, Column *column, Text name)
{
    Text from = column->name;
    for (size_t i = 0; i < ddl->schema->sequences.count; i++) {
        Sequence *sequence = ddl->schema->sequences.items[i];
        if (owns(table, sequence) && text_equal(sequence->owner_column, from))
            sequence->owner_column = name;
    }
    ddl_rename_column_in(ddl, table, from, name);
    table_rename_column(table, column, name);
    TableList children = ddl_children(ddl, table);
    for (size_t i = 0; i < children.count; i++) {
        Column *inherited = table_find_column(children.items[i], from);
        if (inherited)
            ddl_rename_column(ddl, children.items[i], inherited, name);
    }
}

static void rename_row_type(Ddl *ddl, const Table *table, Text schema, Text name)
{
    Text printed = ddl_printed(ddl, table->schema, table->name);
    Type *type = map_get(&ddl->row_types, printed);
    if (!type)
        return;
    map_remove(&ddl->row_types, printed);
    type->schema = schema;
    type->name = name;
    map_put(&ddl->row_types, ddl_printed(ddl, schema, name), type);
}

bool ddl_rename_table(Ddl *ddl, Table *table, Text schema, Text name, Span span)
{
    if (ddl_relation_exists(ddl, schema, name) && !schema_find_table(ddl->schema, schema, name))
        return ddl_taken(ddl, span, "relation \"%.*s\" already exists", TEXT_ARG(name));
    rename_row_type(ddl, table, schema, name);
    for (size_t i = 0; i < ddl->schema->sequences.count; i++) {
        Sequence *sequence = ddl->schema->sequences.items[i];
        if (!owns(table, sequence))
            continue;
        sequence->owner_table = name;
        sequence->owner_table_schema = schema;
        if (!text_equal(schema, table->schema))
            sequence->schema = schema;
    }
    if (!schema_rename_table(ddl->schema, table, schema, name))
        return ddl_taken(ddl, span, "relation \"%.*s\" already exists", TEXT_ARG(name));
    return true;
}

/* ---- removing parts of tables -------------------------------------------------------------------------- */

static bool has_column(const ColumnList *columns, const Column *column)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i] == column)
            return true;
    return false;
}

typedef struct Reads {
    Text name;
    bool found;
} Reads;

static void find_read(void *context, const Expr *column)
{
    Reads *reads = context;
    reads->found = reads->found || text_equal(column->text, reads->name);
}

static bool reads_column(const Expr *expr, const Column *column)
{
    Reads reads = {.name = column->name};
    if (expr)
        expr_each_column(expr, find_read, &reads);
    return reads.found;
}

static bool elements_use(const IndexElementList *elements, const Column *column)
{
    for (size_t i = 0; i < elements->count; i++)
        if (elements->items[i].column == column || reads_column(elements->items[i].expr, column))
            return true;
    return false;
}

/* References to columns of the table that are no longer a key, or not there. */
static void remove_references_to(Ddl *ddl, const Table *table, const ColumnList *columns)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        ReferenceList *references = &ddl->schema->tables.items[i]->references;
        for (size_t k = references->count; k-- > 0;) {
            const Reference *reference = references->items[k];
            size_t used = 0;
            for (size_t c = 0; c < columns->count; c++)
                used += has_column(&reference->target_columns, columns->items[c]);
            if (reference->target == table && used == columns->count &&
                used == reference->target_columns.count)
                list_remove(references, k);
        }
    }
}

static void remove_references_on(Ddl *ddl, const Column *column)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        ReferenceList *references = &ddl->schema->tables.items[i]->references;
        for (size_t k = references->count; k-- > 0;)
            if (has_column(&references->items[k]->columns, column) ||
                has_column(&references->items[k]->target_columns, column))
                list_remove(references, k);
    }
}

static void remove_constraints_on(Table *table, const Column *column)
{
    for (size_t i = table->keys.count; i-- > 0;)
        if (has_column(&table->keys.items[i]->columns, column) ||
            has_column(&table->keys.items[i]->include, column))
            list_remove(&table->keys, i);
    for (size_t i = table->indexes.count; i-- > 0;) {
        const Index *index = table->indexes.items[i];
        if (elements_use(&index->elements, column) || has_column(&index->include, column) ||
            reads_column(index->predicate, column))
            list_remove(&table->indexes, i);
    }
    for (size_t i = table->exclusions.count; i-- > 0;)
        if (elements_use(&table->exclusions.items[i]->elements, column) ||
            reads_column(table->exclusions.items[i]->predicate, column))
            list_remove(&table->exclusions, i);
    for (size_t i = table->checks.count; i-- > 0;)
        if (reads_column(table->checks.items[i]->expr, column))
            list_remove(&table->checks, i);
}

static void remove_owned_sequences(Ddl *ddl, const Table *table, const Column *column)
{
    for (size_t i = ddl->schema->sequences.count; i-- > 0;) {
        Sequence *sequence = ddl->schema->sequences.items[i];
        if (owns(table, sequence) && (!column || text_equal(sequence->owner_column, column->name)))
            ddl_remove_sequence(ddl, sequence);
    }
}

/* Generated columns go with what they are computed from. */
static void remove_generated_from(Ddl *ddl, Table *table, const Column *column)
{
    for (size_t i = table->columns.count; i-- > 0;)
        if (i < table->columns.count && reads_column(table->columns.items[i]->generation, column))
            ddl_remove_column(ddl, table, table->columns.items[i]);
}

void ddl_remove_column(Ddl *ddl, Table *table, Column *column)
{
    remove_references_on(ddl, column);
    remove_constraints_on(table, column);
    remove_owned_sequences(ddl, table, column);
    table_remove_column(table, column);
    remove_generated_from(ddl, table, column);
    TableList children = ddl_children(ddl, table);
    for (size_t i = 0; i < children.count; i++) {
        Column *inherited = table_find_column(children.items[i], column->name);
        if (inherited && !inherited->is_local)
            ddl_remove_column(ddl, children.items[i], inherited);
    }
}

static bool remove_check(Ddl *ddl, Table *table, Text name, bool inherited)
{
    for (size_t i = 0; i < table->checks.count; i++) {
        if (!text_equal(table->checks.items[i]->name, name) ||
            table->checks.items[i]->is_inherited != inherited)
            continue;
        list_remove(&table->checks, i);
        TableList children = ddl_children(ddl, table);
        for (size_t k = 0; k < children.count; k++)
            remove_check(ddl, children.items[k], name, true);
        return true;
    }
    return false;
}

static void remove_key(Ddl *ddl, Table *table, const Key *key)
{
    for (size_t i = table->keys.count; i-- > 0;)
        if (table->keys.items[i] == key)
            list_remove(&table->keys, i);
    remove_references_to(ddl, table, &key->columns);
}

static void remove_index(Table *table, const Index *index)
{
    for (size_t i = table->indexes.count; i-- > 0;)
        if (table->indexes.items[i] == index)
            list_remove(&table->indexes, i);
}

void ddl_remove_index(Ddl *ddl, DdlIndex found)
{
    if (found.key)
        remove_key(ddl, found.table, found.key);
    else if (found.index)
        remove_index(found.table, found.index);
}

bool ddl_remove_constraint(Ddl *ddl, Table *table, Text name)
{
    for (size_t i = 0; i < table->references.count; i++)
        if (text_equal(table->references.items[i]->name, name)) {
            list_remove(&table->references, i);
            return true;
        }
    for (size_t i = 0; i < table->keys.count; i++)
        if (text_equal(table->keys.items[i]->name, name)) {
            remove_key(ddl, table, table->keys.items[i]);
            return true;
        }
    for (size_t i = 0; i < table->exclusions.count; i++)
        if (text_equal(table->exclusions.items[i]->name, name)) {
            list_remove(&table->exclusions, i);
            return true;
        }
    for (size_t i = 0; i < table->columns.count; i++)
        if (text_equal(table->columns.items[i]->not_null_name, name)) {
            table->columns.items[i]->not_null = false;
            return true;
        }
    return remove_check(ddl, table, name, false);
}

/* ---- removing objects ---------------------------------------------------------------------------------- */

void ddl_remove_sequence(Ddl *ddl, Sequence *sequence)
{
    for (size_t i = ddl->schema->sequences.count; i-- > 0;)
        if (ddl->schema->sequences.items[i] == sequence)
            list_remove(&ddl->schema->sequences, i);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const Table *table = ddl->schema->tables.items[i];
        for (size_t k = 0; k < table->columns.count; k++)
            if (table->columns.items[k]->sequence == sequence)
                ddl_set_default(ddl, table->columns.items[k], NULL, (Text){0});
    }
}

void ddl_remove_table(Ddl *ddl, Table *table)
{
    TableList children = ddl_children(ddl, table);
    for (size_t i = 0; i < children.count; i++)
        ddl_remove_table(ddl, children.items[i]);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        ReferenceList *references = &ddl->schema->tables.items[i]->references;
        for (size_t k = references->count; k-- > 0;)
            if (references->items[k]->target == table)
                list_remove(references, k);
    }
    remove_owned_sequences(ddl, table, NULL);
    map_remove(&ddl->row_types, ddl_printed(ddl, table->schema, table->name));
    schema_remove_table(ddl->schema, table);
}

void ddl_remove_type(Ddl *ddl, Type *type)
{
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        Table *table = ddl->schema->tables.items[i];
        for (size_t k = table->columns.count; k-- > 0;)
            if (k < table->columns.count && table->columns.items[k]->type.type == type)
                ddl_remove_column(ddl, table, table->columns.items[k]);
    }
    schema_remove_type(ddl->schema, type);
}
