/*
 * Keys of rows that are appended: which columns hold the same values, what is unique, and how much of it is
 * there already.
 */
#include "rt_load_append.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

size_t rt_load_set_of(const struct rt_load_columns *columns, size_t index)
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

/* Takes in a row of the query: what a column is, or how it is tied to another. */
static void add_tie(const struct rt_load *load, struct rt_load_columns *columns, int row)
{
    const struct rt_pg_rows *rows = &columns->rows;
    const char *tie = rt_pg_cell(rows, row, 2);
    size_t column = column_at(load, columns, rt_pg_number(rows, row, 0), rt_pg_cell(rows, row, 1));
    uint64_t second = rt_pg_number(rows, row, 3);
    struct rt_load_column *item = &columns->items[column];
    item->key |= strcmp(tie, "key") == 0;
    item->unique |= item->key || strcmp(tie, "part") == 0;
    item->fixed |= strcmp(tie, "fixed") == 0;
    item->computed |= item->fixed || strcmp(tie, "copy") == 0;
    if (!second || item->fixed)
        return;
    size_t other = column_at(load, columns, second, rt_pg_cell(rows, row, 4));
    columns->items[other].referred |= item->oid != second;
    if (strcmp(tie, "one") == 0 && !item->computed)
        columns->links[columns->link_count++] = (struct rt_load_link){column, other};
    columns->items[rt_load_set_of(columns, column)].set = rt_load_set_of(columns, other);
}

bool rt_load_read_columns(struct rt_load *load, struct rt_load_columns *columns)
{
    struct rt_pg_rows *rows = &columns->rows;
    if (!rt_load_query_tables(load, rows, rt_sql_load_links) ||
        !rt_load_query_tables(load, &columns->checks, rt_sql_load_checks))
        return false;
    columns->items = calloc(2 * (size_t)rows->count + 1, sizeof *columns->items);
    columns->links = calloc((size_t)rows->count + 1, sizeof *columns->links);
    if (!columns->items || !columns->links)
        return rt_load_out_of_memory(load);
    for (int row = 0; row < rows->count; row++)
        add_tie(load, columns, row);
    return true;
}

void rt_load_free_columns(struct rt_load_columns *columns)
{
    rt_pg_rows_free(&columns->rows);
    rt_pg_rows_free(&columns->checks);
    free(columns->items);
    free(columns->links);
}

bool rt_load_each_key(struct rt_load *load, struct rt_load_columns *columns,
                      bool (*act)(struct rt_load *, struct rt_load_columns *, const struct rt_load_key *))
{
    struct rt_pg_rows rows;
    if (!rt_load_query_tables(load, &rows, rt_sql_load_keys))
        return false;
    bool done = true;
    for (int row = 0; done && row < rows.count; row++) {
        struct rt_load_key key = {.table = rt_load_find(load, rt_pg_number(&rows, row, 0)),
                                  .columns = rt_pg_cell(&rows, row, 1),
                                  .predicate = rt_pg_cell(&rows, row, 2),
                                  .alone = rt_pg_is_true(&rows, row, 3),
                                  .last = rt_pg_cell(&rows, row, 4)};
        if (key.table && key.table->filled && *key.table->into)
            done = act(load, columns, &key);
    }
    rt_pg_rows_free(&rows);
    return done;
}

char *rt_load_taken(const struct rt_load_key *key)
{
    return rt_pg_text("(%s) AND (%s) IN (SELECT %s FROM %s WHERE %s)", key->predicate, key->columns,
                      key->columns, key->table->table->sql_name, key->predicate);
}

bool rt_load_count_taken(struct rt_load *load, const struct rt_load_key *key, uint64_t *count)
{
    int64_t taken;
    char *condition = rt_load_taken(key);
    char *statement =
        condition ? rt_pg_text("SELECT count(*) FROM pg_temp.%s WHERE %s", key->table->into, condition)
                  : NULL;
    free(condition);
    if (!rt_load_query_number(load, statement, &taken))
        return rt_load_append_failed(load, "compare keys with those that are there");
    *count = (uint64_t)taken;
    return true;
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
