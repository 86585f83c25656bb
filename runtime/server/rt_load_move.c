/*
 * Integer keys of rows that are appended, and what refers to them, move past those that are there, a set of
 * columns that hold the same values at a time. What moving would have constraints keep out stays where it is.
 */
#include "rt_load_append.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The column of a key by which it can move, or NULL. */
static const struct rt_load_column *mover(const struct rt_load_columns *columns,
                                          const struct rt_load_key *key)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i].table == key->table && strcmp(columns->items[i].name, key->last) == 0)
            return &columns->items[i];
    return NULL;
}

/* The set's first column, which says how far it moves. */
static struct rt_load_column *set_of(const struct rt_load_columns *columns,
                                     const struct rt_load_column *column)
{
    return &columns->items[rt_load_set_of(columns, (size_t)(column - columns->items))];
}

static bool holds_fixed(const struct rt_load_columns *columns, const struct rt_load_column *set)
{
    for (size_t i = 0; i < columns->count; i++)
        if (set_of(columns, &columns->items[i]) == set &&
            (columns->items[i].fixed || !columns->items[i].table))
            return true;
    return false;
}

/* ---- how far ------------------------------------------------------------------------------------------- */

/* Has a set move so far that a column's staged values are past those that are there, where numbers reach. */
static bool measure(struct rt_load *load, const struct rt_load_column *column, struct rt_load_column *set)
{
    const struct rt_load_table *table = column->table;
    int64_t needed;
    if (!rt_load_query_number(
            load,
            rt_pg_text(
                "SELECT sum(d) FROM (SELECT max(t.%s)::numeric - (SELECT min(s.%s) FROM pg_temp.%s s) + 1 "
                "FROM %s t) n (d) WHERE d BETWEEN 1 AND 9223372036854775807",
                column->name, column->name, table->into, table->table->sql_name),
            &needed))
        return rt_load_append_failed(load, "read the keys that are there");
    set->shift = needed > set->shift ? needed : set->shift;
    return true;
}

/* An integer that is unique alone moves with or without need, so that numbers go on. */
static bool measure_alone(struct rt_load *load, struct rt_load_columns *columns,
                          const struct rt_load_key *key)
{
    const struct rt_load_column *column = key->alone ? mover(columns, key) : NULL;
    struct rt_load_column *set = column ? set_of(columns, column) : NULL;
    uint64_t taken;
    if (!set || holds_fixed(columns, set))
        return true;
    if (!measure(load, column, set) || !rt_load_count_taken(load, key, &taken))
        return false;
    set->taken = taken > set->taken ? taken : set->taken;
    return true;
}

/* ---- moving -------------------------------------------------------------------------------------------- */

/* What sets a table's columns of a set to their new values; "" where it has none. Owned by the caller. */
static char *changes_of(const struct rt_load_columns *columns, const struct rt_load_table *table,
                        const struct rt_load_column *set)
{
    char *changes = strdup("");
    for (size_t i = 0; changes && i < columns->count; i++) {
        const struct rt_load_column *column = &columns->items[i];
        if (column->table != table || column->computed || set_of(columns, column) != set)
            continue;
        char *longer = rt_pg_text("%s%s%s = %s + %" PRId64, changes, *changes ? ", " : "", column->name,
                                  column->name, set->shift);
        free(changes);
        changes = longer;
    }
    return changes;
}

/* Whether a table has a column of a set of which something holds. */
static bool any_column(const struct rt_load_columns *columns, const struct rt_load_table *table,
                       const struct rt_load_column *set, const char *name,
                       bool (*holds)(const struct rt_load_column *column, const char *name))
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i].table == table && set_of(columns, &columns->items[i]) == set &&
            holds(&columns->items[i], name))
            return true;
    return false;
}

static bool is_named(const struct rt_load_column *column, const char *name)
{
    return strcmp(column->name, name) == 0;
}

static bool is_unique(const struct rt_load_column *column, const char *name)
{
    (void)name;
    return column->unique;
}

static bool is_referred(const struct rt_load_column *column, const char *name)
{
    (void)name;
    return column->referred;
}

/* Counts a table's staged rows that do not meet its conditions on columns of a set. */
static bool count_refused(struct rt_load *load, const struct rt_load_columns *columns,
                          const struct rt_load_table *table, const struct rt_load_column *set, int64_t *count)
{
    const struct rt_pg_rows *checks = &columns->checks;
    const char *alias = "s";
    char *refused = strdup("false");
    for (int row = 0; refused && row < checks->count; row++) {
        if (rt_pg_number(checks, row, 0) != table->oid ||
            !any_column(columns, table, set, rt_pg_cell(checks, row, 1), is_named))
            continue;
        alias = rt_pg_cell(checks, row, 2);
        char *longer = rt_pg_text("%s OR NOT (%s)", refused, rt_pg_cell(checks, row, 3));
        free(refused);
        refused = longer;
    }
    char *statement =
        refused ? rt_pg_text("SELECT count(*) FROM pg_temp.%s AS %s WHERE %s", table->into, alias, refused)
                : NULL;
    free(refused);
    return rt_load_query_number(load, statement, count);
}

/* Moves a table's staged values, unless more rows would be refused than have keys that are taken. */
static bool move_table(struct rt_load *load, const struct rt_load_columns *columns,
                       const struct rt_load_table *table, const struct rt_load_column *set, bool *stays)
{
    int64_t refused, most = any_column(columns, table, set, "", is_unique) ? (int64_t)set->taken : 0;
    char *changes = changes_of(columns, table, set);
    *stays = false;
    if (changes && !*changes) {
        free(changes);
        return true;
    }
    bool done = changes && rt_pg_run(&load->pg, "SAVEPOINT one");
    bool moved = done && rt_pg_run(&load->pg, "UPDATE pg_temp.%s SET %s", table->into, changes) &&
                 count_refused(load, columns, table, set, &refused);
    free(changes);
    *stays = !moved || refused > most;
    return (moved || (done && rt_pg_is_alive(&load->pg) && rt_load_is_refusal(&load->pg))) &&
           rt_pg_run(&load->pg, *stays ? "ROLLBACK TO one; RELEASE one" : "RELEASE one");
}

/* Moves the tables' columns of a set; none where one that others refer to stays. */
static bool move_set(struct rt_load *load, const struct rt_load_columns *columns, struct rt_load_column *set)
{
    bool done = rt_pg_run(&load->pg, "SAVEPOINT whole"), stays = false, none = false;
    for (size_t i = 0; done && !none && i < load->table_count; i++) {
        const struct rt_load_table *table = &load->tables[i];
        done = !*table->into || move_table(load, columns, table, set, &stays);
        none = *table->into && stays && any_column(columns, table, set, "", is_referred);
    }
    set->shift = none ? 0 : set->shift;
    done = done && rt_pg_run(&load->pg, none ? "ROLLBACK TO whole; RELEASE whole" : "RELEASE whole");
    return done || rt_load_append_failed(load, "move the keys past those that are there");
}

/* Of an integer that is unique with others, or in some rows, a set moves where a key is taken. */
static bool move_part(struct rt_load *load, struct rt_load_columns *columns, const struct rt_load_key *key)
{
    const struct rt_load_column *column = key->alone ? NULL : mover(columns, key);
    struct rt_load_column *set = column ? set_of(columns, column) : NULL;
    if (!set || set->shift || holds_fixed(columns, set))
        return true;
    return rt_load_count_taken(load, key, &set->taken) &&
           (!set->taken || (measure(load, column, set) && (!set->shift || move_set(load, columns, set))));
}

bool rt_load_move_keys(struct rt_load *load, struct rt_load_columns *columns)
{
    bool done = rt_load_each_key(load, columns, measure_alone);
    for (size_t i = 0; done && i < columns->count; i++)
        done = !columns->items[i].shift || move_set(load, columns, &columns->items[i]);
    return done && rt_load_each_key(load, columns, move_part);
}
