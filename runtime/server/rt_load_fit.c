/*
 * Which staged rows stay out beside those that are there: those whose keys are taken, those that are more
 * than asked for, and those that refer to rows that are not there.
 */
#include "rt_load_append.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Does something to staged rows of a table where a condition holds; gives their number. */
static bool change(struct rt_load *load, const char *what, char *condition, uint64_t *number)
{
    struct rt_pg_rows rows;
    char *statement =
        condition ? rt_pg_text("WITH changed AS (%s WHERE %s RETURNING 1) SELECT count(*) FROM changed", what,
                               condition)
                  : NULL;
    bool done = statement && rt_pg_query(&load->pg, &rows, statement, 0, NULL);
    free(statement);
    free(condition);
    if (!done)
        return rt_load_append_failed(load, "compare keys with those that are there");
    *number = rt_pg_number(&rows, 0, 0);
    rt_pg_rows_free(&rows);
    return true;
}

/* Deletes staged rows of a table where a condition holds, and notes why; adds their number to *count. */
static bool leave_out(struct rt_load *load, struct rt_load_table *table, char *condition, const char *why,
                      uint64_t *count)
{
    uint64_t gone;
    char what[80];
    snprintf(what, sizeof what, "DELETE FROM pg_temp.%s s", table->into);
    if (!change(load, what, condition, &gone))
        return false;
    if (gone && !*table->why)
        snprintf(table->why, sizeof table->why, "%s", why);
    table->turned_away += gone;
    table->loaded -= gone < table->loaded ? gone : table->loaded;
    *count += gone;
    return true;
}

/* Has staged rows refer to nothing where a condition holds; adds their number to *count. */
static bool detach(struct rt_load *load, const struct rt_load_table *table, const char *column,
                   char *condition, uint64_t *count)
{
    uint64_t detached;
    char *what = rt_pg_text("UPDATE pg_temp.%s s SET %s = NULL", table->into, column);
    if (!what)
        free(condition);
    bool done = what ? change(load, what, condition, &detached) : rt_load_out_of_memory(load);
    free(what);
    *count += done ? detached : 0;
    return done;
}

/* Has staged rows that refer to a row whose key is taken refer to the row that has it, where one column leads
 * there. Columns in the inner queries are those of their own table. */
static bool redirect(struct rt_load *load, const struct rt_load_columns *columns,
                     const struct rt_load_key *key)
{
    const struct rt_load_table *table = key->table;
    const char *names = key->columns, *predicate = key->predicate;
    bool done = true;
    for (size_t i = 0; done && i < columns->link_count; i++) {
        const struct rt_load_link *link = &columns->links[i];
        const struct rt_load_column *child = &columns->items[link->child],
                                    *parent = &columns->items[link->parent];
        if (parent->table != table || !child->table || !*child->table->into ||
            strcmp(parent->name, names) == 0)
            continue;
        done = rt_pg_run(
            &load->pg,
            "UPDATE pg_temp.%s c SET %s = there.place FROM (SELECT %s AS place, ROW(%s) AS key FROM "
            "%s WHERE %s) there, (SELECT %s AS place, ROW(%s) AS key FROM pg_temp.%s WHERE %s) own "
            "WHERE there.key = own.key AND own.key IS NOT NULL AND c.%s = own.place "
            "AND there.place <> own.place",
            child->table->into, child->name, parent->name, names, table->table->sql_name, predicate,
            parent->name, names, table->into, predicate, child->name);
    }
    return done || rt_load_append_failed(load, "compare keys with those that are there");
}

static bool leave_out_key(struct rt_load *load, struct rt_load_columns *columns,
                          const struct rt_load_key *key)
{
    uint64_t taken;
    return rt_load_count_taken(load, key, &taken) &&
           (!taken || (redirect(load, columns, key) && leave_out(load, key->table, rt_load_taken(key),
                                                                 "keys are taken", &columns->left_out)));
}

/* The rows that a reference leads to neither in the target nor among the staged. */
static char *orphans_of(const struct rt_load *load, const struct rt_pg_rows *parents, int row)
{
    const struct rt_load_table *parent = rt_load_find(load, rt_pg_number(parents, row, 1));
    const char *name = rt_pg_cell(parents, row, 2), *none = rt_pg_cell(parents, row, 3),
               *same = rt_pg_cell(parents, row, 4);
    char *staged = parent && *parent->into
                       ? rt_pg_text(" AND NOT EXISTS (SELECT FROM pg_temp.%s p WHERE %s)", parent->into, same)
                       : strdup("");
    char *condition =
        staged ? rt_pg_text("NOT (%s) AND NOT EXISTS (SELECT FROM %s p WHERE %s)%s", none, name, same, staged)
               : NULL;
    free(staged);
    return condition;
}

/* Rows that refer to none that is there or staged: they refer to nothing where they may. */
static bool leave_out_orphans(struct rt_load *load, uint64_t *count)
{
    struct rt_pg_rows parents;
    bool done = rt_load_query_tables(load, &parents, rt_sql_load_parents);
    for (int row = 0; done && row < parents.count; row++) {
        struct rt_load_table *table = rt_load_find(load, rt_pg_number(&parents, row, 0));
        const char *column = rt_pg_cell(&parents, row, 5);
        if (!table || !*table->into)
            continue;
        char *orphans = orphans_of(load, &parents, row);
        done = *column ? detach(load, table, column, orphans, count)
                       : leave_out(load, table, orphans, "rows that they refer to are not there", count);
    }
    rt_pg_rows_free(&parents);
    return done;
}

/* Of tables whose rows are staged from the first on, those that are not there go in, as many as are wanted.
 */
static bool leave_out_surplus(struct rt_load *load)
{
    bool done = true;
    for (size_t i = 0; done && i < load->table_count; i++) {
        struct rt_load_table *table = &load->tables[i];
        if (!table->most || !*table->into)
            continue;
        table->turned_away = table->most > table->loaded ? table->most - table->loaded : 0;
        table->loaded = table->most - table->turned_away;
        done =
            rt_pg_run(&load->pg,
                      "DELETE FROM pg_temp.%s WHERE ctid IN (SELECT ctid FROM pg_temp.%s OFFSET %" PRIu64 ")",
                      table->into, table->into, table->most) ||
            rt_load_append_failed(load, "choose the rows that go in");
        table->most = 0;
    }
    return done;
}

bool rt_load_leave_out(struct rt_load *load, struct rt_load_columns *columns)
{
    uint64_t before;
    columns->left_out = 0;
    do {
        before = columns->left_out;
        if (!rt_load_each_key(load, columns, leave_out_key) || !leave_out_surplus(load) ||
            !leave_out_orphans(load, &columns->left_out))
            return false;
    } while (columns->left_out != before);
    return true;
}
