/*
 * Integer keys of rows that are appended: which columns hold the same values, and how far these move so that
 * they lie past those that are there.
 */
#include "rt_load_append.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static size_t set_of(const struct rt_load_columns *columns, size_t index)
{
    while (columns->items[index].set != index)
        index = columns->items[index].set;
    return index;
}

/* The column of that name, added where it is new. There is room for two for each row of the query. */
static size_t column_at(const struct rt_load *load, struct rt_load_columns *columns, uint64_t oid,
                        const char *name)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i].oid == oid && strcmp(columns->items[i].name, name) == 0)
            return i;
    size_t index = columns->count++;
    columns->items[index] =
        (struct rt_load_column){.table = rt_load_find(load, oid), .oid = oid, .name = name, .set = index};
    return index;
}

bool rt_load_read_columns(struct rt_load *load, struct rt_load_columns *columns)
{
    struct rt_pg_rows *rows = &columns->rows;
    if (!rt_load_query_tables(load, rows, rt_sql_load_links))
        return false;
    columns->items = calloc(2 * (size_t)rows->count + 1, sizeof *columns->items);
    columns->links = calloc((size_t)rows->count + 1, sizeof *columns->links);
    if (!columns->items || !columns->links)
        return rt_load_out_of_memory(load);
    for (int row = 0; row < rows->count; row++) {
        size_t column = column_at(load, columns, rt_pg_number(rows, row, 0), rt_pg_cell(rows, row, 1));
        uint64_t parent = rt_pg_number(rows, row, 2);
        if (!parent) {
            columns->items[column].key = true;
            continue;
        }
        size_t other = column_at(load, columns, parent, rt_pg_cell(rows, row, 3));
        if (rt_pg_is_true(rows, row, 4))
            columns->links[columns->link_count++] = (struct rt_load_link){column, other};
        columns->items[set_of(columns, column)].set = set_of(columns, other);
    }
    return true;
}

void rt_load_free_columns(struct rt_load_columns *columns)
{
    rt_pg_rows_free(&columns->rows);
    free(columns->items);
    free(columns->links);
}

/* How far a key has to move: past what is there. */
static bool measure(struct rt_load *load, const struct rt_load_column *column, int64_t *shift)
{
    const struct rt_load_table *table = column->table;
    int64_t needed;
    if (!rt_load_query_number(
            load,
            rt_pg_text("SELECT max(t.%s) - (SELECT min(s.%s) FROM pg_temp.%s s) + 1 FROM %s t", column->name,
                       column->name, table->into, table->table->sql_name),
            &needed))
        return rt_load_append_failed(load, "read the keys that are there");
    *shift = needed > *shift ? needed : *shift;
    return true;
}

static bool measure_shifts(struct rt_load *load, struct rt_load_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        const struct rt_load_column *column = &columns->items[i];
        if (column->key && column->table && column->table->filled &&
            !measure(load, column, &columns->items[set_of(columns, i)].shift))
            return false;
    }
    for (size_t i = 0; i < columns->count; i++)
        if (!columns->items[i].table)
            columns->items[set_of(columns, i)].shift = 0;
    return true;
}

/* Moves a table's staged values, so that they are final. */
static bool move(struct rt_load *load, const struct rt_load_columns *columns,
                 const struct rt_load_table *table)
{
    char *changes = strdup("");
    for (size_t i = 0; changes && i < columns->count; i++) {
        int64_t shift = columns->items[set_of(columns, i)].shift;
        if (columns->items[i].table != table || !shift)
            continue;
        char *longer = rt_pg_text("%s%s%s = %s + %" PRId64, changes, *changes ? ", " : "",
                                  columns->items[i].name, columns->items[i].name, shift);
        free(changes);
        changes = longer;
    }
    bool done =
        changes && (!*changes || rt_pg_run(&load->pg, "UPDATE pg_temp.%s SET %s", table->into, changes));
    free(changes);
    return done || rt_load_append_failed(load, "move the keys past those that are there");
}

bool rt_load_move_keys(struct rt_load *load, struct rt_load_columns *columns)
{
    bool done = measure_shifts(load, columns);
    for (size_t i = 0; done && i < load->table_count; i++)
        done = !*load->tables[i].into || move(load, columns, &load->tables[i]);
    return done;
}

/* Whether keys that are numbered one by one start past those that are there. */
bool rt_load_keys_are_past(struct rt_load *load, const struct rt_load_columns *columns, bool *past)
{
    *past = true;
    for (size_t i = 0; *past && i < columns->count; i++) {
        const struct rt_load_column *column = &columns->items[i];
        int64_t before;
        if (!column->key || !column->table || !column->table->filled || !*column->table->into)
            continue;
        if (!rt_load_query_number(
                load,
                rt_pg_text("SELECT count(*) FROM (SELECT min(%s), max(%s), count(*) FROM pg_temp.%s) s "
                           "(first, last, rows), (SELECT max(%s) FROM %s) t (there) "
                           "WHERE last - first < rows AND there >= first",
                           column->name, column->name, column->table->into, column->name,
                           column->table->table->sql_name),
                &before))
            return rt_load_append_failed(load, "read the keys that are there");
        *past = before == 0;
    }
    return true;
}
