/* schema_check_reference.c: finding what foreign keys and relationships refer to. The rules and messages are
 * those of ALTER TABLE … ADD FOREIGN KEY (src/backend/commands/tablecmds.c). */
#include "model/check_parts.h"

/* "orders.customer_id", for messages. */
static Text print_columns(const CheckRun *run, const Table *table, const Reference *reference)
{
    Text printed = table_print_name(run->arena, table);
    if (reference->columns.count == 1)
        return text_format(run->arena, "column \"%.*s.%.*s\"", TEXT_ARG(printed),
                           TEXT_ARG(reference->columns.items[0]->name));
    return text_format(run->arena, "foreign key \"%.*s\" of table \"%.*s\"", TEXT_ARG(reference->name),
                       TEXT_ARG(printed));
}

static bool find_target(const CheckRun *run, const Table *table, Reference *reference)
{
    reference->target = schema_find_table(run->schema, reference->target_schema, reference->target_name);
    if (reference->target)
        return true;
    Text from = print_columns(run, table, reference);
    Text wanted = schema_print_name(run->arena, reference->target_schema, reference->target_name);
    check_missing(run, reference->span, "%.*s references table \"%.*s\", which does not exist",
                  TEXT_ARG(from), TEXT_ARG(wanted));
    Text nearest = schema_nearest_table(run->schema, reference->target_schema, reference->target_name);
    for (size_t i = 0; i < run->schema->tables.count; i++) {
        Text printed = table_print_name(run->arena, run->schema->tables.items[i]);
        if (text_equal(printed, nearest))
            diag_note(run->diag, run->schema->tables.items[i]->span, "table \"%.*s\" is declared here",
                      TEXT_ARG(printed));
    }
    diag_suggest(run->diag, nearest);
    return false;
}

static bool find_named_columns(const CheckRun *run, const Table *table, Reference *reference)
{
    reference->target_columns = (ColumnList){0};
    for (size_t i = 0; i < reference->target_column_names.count; i++) {
        Text name = reference->target_column_names.items[i];
        Column *column = table_find_column(reference->target, name);
        if (!column) {
            Text from = print_columns(run, table, reference);
            Text target = table_print_name(run->arena, reference->target);
            check_missing(run, reference->span,
                          "%.*s references column \"%.*s\" of table \"%.*s\", which does not exist",
                          TEXT_ARG(from), TEXT_ARG(name), TEXT_ARG(target));
            diag_suggest(run->diag, map_nearest(&reference->target->column_map, name));
            return false;
        }
        list_push(run->arena, &reference->target_columns, column);
    }
    return true;
}

/* The columns of those names in another table. */
static ColumnList same_names(const CheckRun *run, const Table *table, const ColumnList *columns)
{
    ColumnList found = {0};
    for (size_t i = 0; i < columns->count; i++)
        list_push(run->arena, &found, table_find_column(table, columns->items[i]->name));
    return found;
}

/* The primary key of the table or, of a partition, of the table that it is a part of. */
static const Key *primary_key_of(const CheckRun *run, const Table *table)
{
    const Key *key = NULL;
    for (size_t i = 0; table && !key && i <= run->schema->tables.count; i++) {
        key = table_primary_key(table);
        table = table->partition_of;
    }
    return key;
}

static bool find_target_columns(const CheckRun *run, const Table *table, Reference *reference)
{
    if (reference->target_column_names.count)
        return find_named_columns(run, table, reference);
    const Key *key = primary_key_of(run, reference->target);
    if (key) {
        reference->target_columns = same_names(run, reference->target, &key->columns);
        return true;
    }
    Text from = print_columns(run, table, reference);
    Text target = table_print_name(run->arena, reference->target);
    check_missing(run, reference->span, "%.*s references table \"%.*s\", which has no primary key",
                  TEXT_ARG(from), TEXT_ARG(target));
    diag_note(run->diag, reference->target->span, "table \"%.*s\" is declared here", TEXT_ARG(target));
    diag_hint(run->diag, "Name the columns that are referenced, or give the table a primary key.");
    return false;
}

static bool counts_agree(const CheckRun *run, const Table *table, const Reference *reference)
{
    if (reference->columns.count == reference->target_columns.count)
        return true;
    Text from = print_columns(run, table, reference);
    return diag_error(run->diag, reference->span, "%.*s has %zu columns and references %zu", TEXT_ARG(from),
                      reference->columns.count, reference->target_columns.count);
}

static bool holds_column(const ColumnList *columns, const Column *column)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i] == column)
            return true;
    return false;
}

/* Whether the two lists hold the same columns in some order. */
static bool same_columns(const ColumnList *a, const ColumnList *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!holds_column(b, a->items[i]))
            return false;
    return a->count == b->count;
}

static bool index_is_key(const Index *index, const ColumnList *columns)
{
    if (!index->is_unique || index->predicate || index->elements.count != columns->count)
        return false;
    for (size_t i = 0; i < index->elements.count; i++)
        if (!index->elements.items[i].column || !holds_column(columns, index->elements.items[i].column))
            return false;
    return true;
}

/* Whether the columns themselves are a key of the table. */
static bool is_own_key(const Table *target, const ColumnList *columns)
{
    for (size_t i = 0; i < target->keys.count; i++)
        if (same_columns(&target->keys.items[i]->columns, columns))
            return true;
    for (size_t i = 0; i < target->indexes.count; i++)
        if (index_is_key(target->indexes.items[i], columns))
            return true;
    return false;
}

/* The keys of a partitioned table are those of its partitions too. */
static bool is_key(const CheckRun *run, const Table *target, const ColumnList *columns)
{
    const Table *ancestor = target;
    for (size_t i = 0; ancestor && i <= run->schema->tables.count; i++) {
        ColumnList there = same_names(run, ancestor, columns);
        if (is_own_key(ancestor, &there))
            return true;
        ancestor = ancestor->partition_of;
    }
    return false;
}

/* The key that a skipped statement must have made, or the reference could not be. */
static void assume_key(const CheckRun *run, const Reference *reference)
{
    Key *key = arena_new_object(run->arena, Key);
    Text columns = {0};
    for (size_t i = 0; i < reference->target_columns.count; i++) {
        Column *column = reference->target_columns.items[i];
        columns = text_format(run->arena, "%.*s%.*s_", TEXT_ARG(columns), TEXT_ARG(column->name));
        column->not_null = true;
    }
    key->name = text_format(run->arena, "%.*s_%.*skey", TEXT_ARG(reference->target->name), TEXT_ARG(columns));
    key->columns = reference->target_columns;
    key->span = reference->span;
    list_push(run->arena, &reference->target->keys, key);
}

/* A relationship may point to any column; a foreign key needs a unique one. */
static bool target_is_key(const CheckRun *run, const Table *table, const Reference *reference)
{
    if (reference->is_virtual || is_key(run, reference->target, &reference->target_columns))
        return true;
    Text from = print_columns(run, table, reference);
    Text target = table_print_name(run->arena, reference->target);
    check_missing(run, reference->span,
                  "%.*s references columns of table \"%.*s\" that no primary key or unique constraint has",
                  TEXT_ARG(from), TEXT_ARG(target));
    diag_note(run->diag, reference->target->span, "table \"%.*s\" is declared here", TEXT_ARG(target));
    if (run->schema->has_unknown)
        assume_key(run, reference);
    return run->schema->has_unknown;
}

/* Types that PostgreSQL compares with one another, by a number for each family; 0: only with themselves. */
static int family(const Type *type)
{
    switch (type->code) {
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_NUMERIC:
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
    case TYPE_OID:
        return 1;
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_BPCHAR:
    case TYPE_NAME:
    case TYPE_CITEXT:
    case TYPE_CHAR:
        return 2;
    case TYPE_DATE:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return 3;
    case TYPE_INET:
    case TYPE_CIDR:
        return 4;
    case TYPE_BIT:
    case TYPE_VARBIT:
        return 5;
    case TYPE_TIME:
    case TYPE_TIMETZ:
        return 6;
    default:
        return 0;
    }
}

static bool types_compare(const TypeUse *a, const TypeUse *b)
{
    TypeUse x = type_base(a), y = type_base(b);
    if (x.type == y.type || x.type->code == TYPE_OTHER || y.type->code == TYPE_OTHER)
        return x.dimensions == y.dimensions;
    return x.dimensions == y.dimensions && family(x.type) && family(x.type) == family(y.type);
}

static void check_types(const CheckRun *run, const Table *table, const Reference *reference)
{
    for (size_t i = 0; i < reference->columns.count; i++) {
        const Column *column = reference->columns.items[i], *target = reference->target_columns.items[i];
        if (types_compare(&column->type, &target->type))
            continue;
        Text own = type_print(run->arena, &column->type), other = type_print(run->arena, &target->type);
        Text printed = table_print_name(run->arena, table);
        Text target_printed = table_print_name(run->arena, reference->target);
        diag_error(run->diag, reference->span,
                   "column \"%.*s.%.*s\" of type %.*s cannot reference \"%.*s.%.*s\" of type %.*s",
                   TEXT_ARG(printed), TEXT_ARG(column->name), TEXT_ARG(own), TEXT_ARG(target_printed),
                   TEXT_ARG(target->name), TEXT_ARG(other));
        diag_note(run->diag, target->span, "column \"%.*s\" is declared here", TEXT_ARG(target->name));
    }
}

static bool check_reference(const CheckRun *run, const Table *table, Reference *reference)
{
    if (!find_target(run, table, reference) || !find_target_columns(run, table, reference) ||
        !counts_agree(run, table, reference) || !target_is_key(run, table, reference))
        return false;
    check_types(run, table, reference);
    return true;
}

void check_references(const CheckRun *run)
{
    for (size_t i = 0; i < run->schema->tables.count; i++) {
        Table *table = run->schema->tables.items[i];
        for (size_t k = 0; k < table->references.count;)
            if (check_reference(run, table, table->references.items[k]) || !run->schema->has_unknown)
                k++;
            else
                list_remove(&table->references, k);
    }
}
