/* schema_check.c: from what was read to a whole: the order of the steps, and those about
 * tables themselves. */
#include "model/check_parts.h"

#include <stdarg.h>

bool check_missing(const CheckRun *run, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Text message = text_vformat(run->arena, format, arguments);
    va_end(arguments);
    ++*run->missing;
    if (!run->schema->has_unknown)
        return diag_error(run->diag, span, "%.*s", TEXT_ARG(message));
    diag_warning(run->diag, span, "%.*s; perhaps what was skipped makes it", TEXT_ARG(message));
    return false;
}

/* Keys make their columns NOT NULL. */
static void fill_not_null(const Table *table)
{
    const Key *key = table_primary_key(table);
    for (size_t i = 0; key && i < key->columns.count; i++)
        key->columns.items[i]->not_null = true;
    for (size_t i = 0; i < table->columns.count; i++)
        if (table->columns.items[i]->identity != IDENTITY_NONE)
            table->columns.items[i]->not_null = true;
}

/* Reports the second of two constraints of one name. */
static void take_name(const CheckRun *run, Map *names, const Table *table, Text name, Span *span)
{
    const Span *before = map_get(names, name);
    if (!before) {
        map_put(names, name, span);
        return;
    }
    Text printed = table_print_name(run->arena, table);
    diag_error(run->diag, *span, "constraint \"%.*s\" of table \"%.*s\" is declared twice", TEXT_ARG(name),
               TEXT_ARG(printed));
    diag_note(run->diag, *before, "it is first declared here");
}

static void check_constraint_names(const CheckRun *run, const Table *table)
{
    Map names = map_new(run->arena);
    for (size_t i = 0; i < table->keys.count; i++)
        take_name(run, &names, table, table->keys.items[i]->name, &table->keys.items[i]->span);
    for (size_t i = 0; i < table->checks.count; i++)
        take_name(run, &names, table, table->checks.items[i]->name, &table->checks.items[i]->span);
    for (size_t i = 0; i < table->exclusions.count; i++)
        take_name(run, &names, table, table->exclusions.items[i]->name, &table->exclusions.items[i]->span);
    for (size_t i = 0; i < table->references.count; i++)
        if (!table->references.items[i]->is_virtual)
            take_name(run, &names, table, table->references.items[i]->name,
                      &table->references.items[i]->span);
}

static void check_single_primary_key(const CheckRun *run, const Table *table)
{
    const Key *first = table_primary_key(table);
    for (size_t i = 0; i < table->keys.count; i++) {
        const Key *key = table->keys.items[i];
        if (!key->is_primary || key == first)
            continue;
        Text printed = table_print_name(run->arena, table);
        diag_error(run->diag, key->span, "table \"%.*s\" has two primary keys", TEXT_ARG(printed));
        diag_note(run->diag, first->span, "the first is declared here");
    }
}

/* Whether the bound is of the kind that the parent's strategy wants. */
static bool bound_fits(const PartitionBound *bound, PartitionStrategy strategy)
{
    switch (strategy) {
    case PARTITION_LIST:
        return bound->is_default || bound->values.count;
    case PARTITION_RANGE:
        return bound->is_default || (bound->from.count && bound->to.count);
    case PARTITION_HASH:
        return bound->modulus > 0 && bound->remainder >= 0 && bound->remainder < bound->modulus;
    case PARTITION_NONE:
        break;
    }
    return false;
}

static void check_no_partition(const CheckRun *run, const Table *table)
{
    const PartitionBound *bound = &table->bound;
    if (!bound->is_default && !bound->values.count && !bound->from.count && !bound->to.count &&
        !bound->modulus)
        return;
    Text printed = table_print_name(run->arena, table);
    diag_error(run->diag, table->span, "table \"%.*s\" has the values of a partition and is none",
               TEXT_ARG(printed));
}

static void check_partition(const CheckRun *run, Table *table)
{
    Table *parent = table->partition_of;
    if (!parent) {
        check_no_partition(run, table);
        return;
    }
    Text printed = table_print_name(run->arena, table), of = table_print_name(run->arena, parent);
    if (parent->partition_strategy == PARTITION_NONE) {
        diag_error(run->diag, table->span,
                   "table \"%.*s\" is a partition of \"%.*s\", which is not partitioned", TEXT_ARG(printed),
                   TEXT_ARG(of));
        diag_note(run->diag, parent->span, "table \"%.*s\" is declared here", TEXT_ARG(of));
    } else if (!bound_fits(&table->bound, parent->partition_strategy)) {
        diag_error(run->diag, table->span,
                   "the bound of partition \"%.*s\" does not fit the strategy of \"%.*s\"", TEXT_ARG(printed),
                   TEXT_ARG(of));
    }
    list_push(run->arena, &parent->partitions, table);
}

static void add_ancestor(const CheckRun *run, TableList *ancestors, Table *table)
{
    for (size_t i = 0; i < ancestors->count; i++)
        if (ancestors->items[i] == table)
            return;
    list_push(run->arena, ancestors, table);
}

static void add_parents(const CheckRun *run, TableList *ancestors, const Table *table)
{
    if (table->partition_of)
        add_ancestor(run, ancestors, table->partition_of);
    for (size_t i = 0; i < table->inherits.count; i++)
        add_ancestor(run, ancestors, table->inherits.items[i]);
}

/* No table is among its own ancestors. */
static void check_ancestors(const CheckRun *run, const Table *table)
{
    TableList ancestors = {0};
    add_parents(run, &ancestors, table);
    for (size_t i = 0; i < ancestors.count; i++) {
        if (ancestors.items[i] == table) {
            Text printed = table_print_name(run->arena, table);
            const char *what = table->partition_of ? "is a partition of" : "inherits from";
            diag_error(run->diag, table->span, "table \"%.*s\" %s itself", TEXT_ARG(printed), what);
            return;
        }
        add_parents(run, &ancestors, ancestors.items[i]);
    }
}

static void add_namespaces(Schema *schema)
{
    for (size_t i = 0; i < schema->tables.count; i++)
        schema_add_namespace(schema, schema->tables.items[i]->schema);
    for (size_t i = 0; i < schema->types.count; i++)
        schema_add_namespace(schema, schema->types.items[i]->schema);
}

/* The type of a table's rows has the table's columns. */
static void fill_row_types(const CheckRun *run)
{
    for (size_t i = 0; i < run->schema->row_types.count; i++) {
        Type *type = run->schema->row_types.entries[i].value;
        const Table *table = schema_find_table(run->schema, type->schema, type->name);
        for (size_t k = 0; table && k < table->columns.count; k++) {
            const Column *column = table->columns.items[k];
            TypeField field = {.name = column->name, .type = column->type, .collation = column->collation};
            list_push(run->arena, &type->fields, field);
        }
    }
}

static void check_tables(const CheckRun *run)
{
    for (size_t i = 0; i < run->schema->tables.count; i++) {
        Table *table = run->schema->tables.items[i];
        check_single_primary_key(run, table);
        check_constraint_names(run, table);
        fill_not_null(table);
        check_partition(run, table);
        check_ancestors(run, table);
    }
}

bool schema_check(Schema *schema, Diag *diag)
{
    size_t missing = 0;
    CheckRun run = {schema, diag, schema->arena, &missing};
    unsigned errors = diag->errors;
    add_namespaces(schema);
    check_tables(&run);
    fill_row_types(&run);
    check_expressions(&run);
    check_sequences(&run);
    check_references(&run);
    check_rows(&run);
    check_rules(&run);
    check_sort(&run);
    return diag->errors == errors;
}
