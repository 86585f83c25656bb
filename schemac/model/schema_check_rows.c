/* schema_check_rows.c: row counts that are given per row of another table. */
#include "model/check_parts.h"

static void find_parent(const CheckRun *run, const Table *table, Rows *rows)
{
    Text namespace_name, name;
    if (schema_split_name(run->arena, rows->parent_name, &namespace_name, &name))
        rows->parent = schema_find_table(run->schema, namespace_name, name);
    if (rows->parent)
        return;
    Text printed = table_print_name(run->arena, table);
    diag_error(run->diag, rows->span,
               "the rows of table \"%.*s\" are counted per \"%.*s\", which does not exist", TEXT_ARG(printed),
               TEXT_ARG(rows->parent_name));
    diag_suggest(run->diag, schema_nearest_table(run->schema, namespace_name, name));
}

/* Whether the chain of parents that starts at the table comes back to it. */
static bool is_on_cycle(const CheckRun *run, const Table *table)
{
    const Table *parent = table->rows.parent;
    for (size_t i = 0; parent && i < run->schema->tables.count; i++) {
        if (parent == table)
            return true;
        parent = parent->rows.parent;
    }
    return false;
}

void check_rows(const CheckRun *run)
{
    const TableList *tables = &run->schema->tables;
    for (size_t i = 0; i < tables->count; i++)
        if (tables->items[i]->rows.kind == ROWS_PER)
            find_parent(run, tables->items[i], &tables->items[i]->rows);
    for (size_t i = 0; i < tables->count; i++) {
        if (!is_on_cycle(run, tables->items[i]))
            continue;
        Text printed = table_print_name(run->arena, tables->items[i]);
        diag_error(run->diag, tables->items[i]->rows.span,
                   "the rows of table \"%.*s\" are counted per table in a cycle", TEXT_ARG(printed));
        diag_hint(run->diag, "Give one table of the cycle a number of rows.");
        return;
    }
}
