/*
 * Rows that are appended. Those of a program go on in number after those that are there, where these are its
 * own; beside rows of others, integer keys and what refers to them move past those that are there, and rows
 * whose other keys are taken stay out. Which of the two it is shows when the rows are staged.
 */
#include "rt_load.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A column that is a key or refers to one; those that hold the same values are one set. */
struct column {
    const struct rt_load_table *table; /* NULL: one that is not loaded, whose keys stay */
    uint64_t oid;
    const char *name; /* quoted */
    size_t set;       /* index of the set's first column, or one nearer to it */
    bool key;         /* an integer that is unique alone */
    int64_t shift;    /* of the set's first column: what is added */
};

/* A reference of one column. */
struct link {
    size_t child, parent; /* columns */
};

struct columns {
    struct rt_pg_rows rows;
    struct column *items;
    struct link *links;
    size_t count, link_count;
};

static bool cannot(struct rt_load *load, const char *what)
{
    return rt_pg_report(load->report, &load->pg, "could not %s", what);
}

static bool out_of_memory(const struct rt_load *load)
{
    return rt_report_error(load->report, "out of memory");
}

/* Runs a query whose one row is one number. */
static bool query_number(struct rt_load *load, char *statement, int64_t *number)
{
    struct rt_pg_rows rows;
    bool done = statement ? rt_pg_query(&load->pg, &rows, statement, 0, NULL)
                          : rt_pg_fail(&load->pg, "out of memory");
    free(statement);
    if (!done)
        return false;
    *number = strtoll(rt_pg_cell(&rows, 0, 0), NULL, 10);
    rt_pg_rows_free(&rows);
    return true;
}

/* ---- staged rows --------------------------------------------------------------------------------------- */

static bool query(struct rt_load *load, struct rt_pg_rows *rows, const char *statement)
{
    char *oids = rt_load_oids(load, NULL);
    const char *parameters[] = {oids};
    bool done = oids ? rt_pg_query(&load->pg, rows, statement, 1, parameters) || cannot(load, "read the keys")
                     : out_of_memory(load);
    free(oids);
    return done;
}

static bool set_path(struct rt_load *load, const char *path)
{
    return rt_pg_run(&load->pg, "SET LOCAL search_path %s", path) || cannot(load, "set a path");
}

/* Gives the temporary tables the generated columns of their tables, which may be keys. */
static bool add_generated(struct rt_load *load)
{
    struct rt_pg_rows rows = {0};
    bool done = set_path(load, "= pg_catalog") && query(load, &rows, rt_sql_load_generated);
    for (int row = 0; done && row < rows.count; row++) {
        const struct rt_load_table *table = rt_load_find(load, rt_pg_number(&rows, row, 0));
        done = !table || !*table->into ||
               rt_pg_run(&load->pg, "ALTER TABLE pg_temp.%s ADD COLUMN %s", table->into,
                         rt_pg_cell(&rows, row, 1)) ||
               cannot(load, "compute generated columns");
    }
    rt_pg_rows_free(&rows);
    return done && set_path(load, "TO DEFAULT");
}

/* Tells the server how many rows they have: by its guess for new tables it would compare each with each. */
static bool analyze(struct rt_load *load)
{
    for (size_t i = 0; i < load->table_count; i++)
        if (*load->tables[i].into && !rt_pg_run(&load->pg, "ANALYZE pg_temp.%s", load->tables[i].into))
            return cannot(load, "analyze the temporary tables");
    return true;
}

/* Makes the temporary tables and fills them. */
static bool stage(struct rt_load *load)
{
    return rt_load_make_stages(load) && add_generated(load) && rt_load_copy_here(load) && analyze(load);
}

/* ---- sets of columns ----------------------------------------------------------------------------------- */

static size_t set_of(const struct columns *columns, size_t index)
{
    while (columns->items[index].set != index)
        index = columns->items[index].set;
    return index;
}

/* The column of that name, added where it is new. There is room for two for each row of the query. */
static size_t column_at(const struct rt_load *load, struct columns *columns, uint64_t oid, const char *name)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i].oid == oid && strcmp(columns->items[i].name, name) == 0)
            return i;
    size_t index = columns->count++;
    columns->items[index] =
        (struct column){.table = rt_load_find(load, oid), .oid = oid, .name = name, .set = index};
    return index;
}

static bool read_columns(struct rt_load *load, struct columns *columns)
{
    struct rt_pg_rows *rows = &columns->rows;
    if (!query(load, rows, rt_sql_load_links))
        return false;
    columns->items = calloc(2 * (size_t)rows->count + 1, sizeof *columns->items);
    columns->links = calloc((size_t)rows->count + 1, sizeof *columns->links);
    if (!columns->items || !columns->links)
        return out_of_memory(load);
    for (int row = 0; row < rows->count; row++) {
        size_t column = column_at(load, columns, rt_pg_number(rows, row, 0), rt_pg_cell(rows, row, 1));
        uint64_t parent = rt_pg_number(rows, row, 2);
        if (!parent) {
            columns->items[column].key = true;
            continue;
        }
        size_t other = column_at(load, columns, parent, rt_pg_cell(rows, row, 3));
        if (rt_pg_is_true(rows, row, 4))
            columns->links[columns->link_count++] = (struct link){column, other};
        columns->items[set_of(columns, column)].set = set_of(columns, other);
    }
    return true;
}

/* How far a key has to move: past what is there. */
static bool measure(struct rt_load *load, const struct column *column, int64_t *shift)
{
    const struct rt_load_table *table = column->table;
    int64_t needed;
    if (!query_number(load,
                      rt_pg_text("SELECT max(t.%s) - (SELECT min(s.%s) FROM pg_temp.%s s) + 1 FROM %s t",
                                 column->name, column->name, table->into, table->table->sql_name),
                      &needed))
        return cannot(load, "read the keys that are there");
    *shift = needed > *shift ? needed : *shift;
    return true;
}

static bool measure_shifts(struct rt_load *load, struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->items[i];
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
static bool move(struct rt_load *load, const struct columns *columns, const struct rt_load_table *table)
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
    return done || cannot(load, "move the keys past those that are there");
}

/* ---- what is left out ---------------------------------------------------------------------------------- */

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
        return cannot(load, "compare keys with those that are there");
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
    bool done = what ? change(load, what, condition, &detached) : out_of_memory(load);
    free(what);
    *count += done ? detached : 0;
    return done;
}

/* Has staged rows that refer to a row whose key is taken refer to the row that has it, where one column leads
 * there. Columns in the inner queries are those of their own table. */
static bool redirect(struct rt_load *load, const struct columns *columns, const struct rt_load_table *table,
                     const char *key, const char *predicate)
{
    bool done = true;
    for (size_t i = 0; done && i < columns->link_count; i++) {
        const struct link *link = &columns->links[i];
        const struct column *child = &columns->items[link->child], *parent = &columns->items[link->parent];
        if (parent->table != table || !child->table || !*child->table->into || strcmp(parent->name, key) == 0)
            continue;
        done = rt_pg_run(
            &load->pg,
            "UPDATE pg_temp.%s c SET %s = there.place FROM (SELECT %s AS place, ROW(%s) AS key FROM "
            "%s WHERE %s) there, (SELECT %s AS place, ROW(%s) AS key FROM pg_temp.%s WHERE %s) own "
            "WHERE there.key = own.key AND own.key IS NOT NULL AND c.%s = own.place "
            "AND there.place <> own.place",
            child->table->into, child->name, parent->name, key, table->table->sql_name, predicate,
            parent->name, key, table->into, predicate, child->name);
    }
    return done || cannot(load, "compare keys with those that are there");
}

/* That a staged row has a key that a row of the target has. Names in the inner query are the target's, those
 * outside the staged rows'. */
#define TAKEN "(%s) AND (%s) IN (SELECT %s FROM %s WHERE %s)"

/* Rows with one key that is taken; those that continue are only counted, to the first. */
static bool leave_out_key(struct rt_load *load, const struct columns *columns, struct rt_load_table *table,
                          const char *key, const char *predicate, uint64_t *count)
{
    const char *name = table->table->sql_name;
    int64_t any;
    if (!query_number(load,
                      rt_pg_text("SELECT count(*) FROM (SELECT FROM pg_temp.%s WHERE " TAKEN " LIMIT 1) s",
                                 table->into, predicate, key, key, name, predicate),
                      &any))
        return cannot(load, "compare keys with those that are there");
    *count += load->continues ? (uint64_t)any : 0;
    if (load->continues || !any)
        return true;
    return redirect(load, columns, table, key, predicate) &&
           leave_out(load, table, rt_pg_text(TAKEN, predicate, key, key, name, predicate), "keys are taken",
                     count);
}

static bool leave_out_taken(struct rt_load *load, const struct columns *columns, uint64_t *count)
{
    struct rt_pg_rows keys;
    bool done = query(load, &keys, rt_sql_load_keys);
    for (int row = 0; done && row < keys.count && !(load->continues && *count); row++) {
        struct rt_load_table *table = rt_load_find(load, rt_pg_number(&keys, row, 0));
        if (table && table->filled && *table->into)
            done = leave_out_key(load, columns, table, rt_pg_cell(&keys, row, 1), rt_pg_cell(&keys, row, 2),
                                 count);
    }
    rt_pg_rows_free(&keys);
    return done;
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
    bool done = query(load, &parents, rt_sql_load_parents);
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

/* ---- rows that continue -------------------------------------------------------------------------------- */

/* Counts the rows of every table. Those of tables that are not loaded, and may not be there, are guessed
 * where they cannot be counted. */
static bool count_rows(struct rt_load *load)
{
    const struct rt_program *program = load->cli->program;
    load->there = calloc(program->table_count + 1u, sizeof *load->there);
    load->grows = calloc(program->table_count + 1u, sizeof *load->grows);
    if (!load->there || !load->grows)
        return out_of_memory(load);
    for (size_t i = 0; i < load->table_count; i++)
        load->grows[load->tables[i].index] = true;
    for (uint16_t i = 0; i < program->table_count; i++) {
        int64_t count;
        bool done =
            query_number(load, rt_pg_text("SELECT count(*) FROM %s", program->tables[i]->sql_name), &count);
        if (!done && load->grows[i])
            return cannot(load, "count the rows that are there");
        load->there[i] = done ? (uint64_t)count : load->db->rows[i];
    }
    return true;
}

/* Has the load make its rows from another opening of the program. */
static void use(struct rt_load *load, struct rt_db *db)
{
    for (uint16_t i = 0; i < load->cli->program->server_type_count; i++)
        db->server_types[i] = load->db->server_types[i];
    rt_close(load->db);
    load->db = db;
    load->rows = 0;
    for (size_t i = 0; i < load->table_count; i++) {
        struct rt_load_table *table = &load->tables[i];
        table->there = load->continues ? load->there[table->index] : 0;
        table->rows = db->rows[table->index] - table->there;
        load->rows += table->rows;
    }
}

bool rt_load_begin_append(struct rt_load *load)
{
    struct rt_open_options options = load->cli->options.open;
    if (!count_rows(load))
        return false;
    options.there = load->there;
    options.grows = load->grows;
    struct rt_db *db = rt_open(load->cli->program, &options);
    if (!db)
        return out_of_memory(load);
    load->continues = !*db->error;
    for (size_t i = 0; i < load->table_count; i++)
        load->continues &= db->rows[load->tables[i].index] >= load->there[load->tables[i].index];
    if (load->continues)
        use(load, db);
    else
        rt_close(db);
    return true;
}

/* Rows beside those that are there have a seed that follows from how many these are, so that they differ;
 * their unique values are the next ones of the program's own seed. */
static bool vary_seed(struct rt_load *load)
{
    uint64_t count = 0;
    struct rt_cli cli = *load->cli;
    for (size_t i = 0; i < load->table_count; i++)
        count += load->there[load->tables[i].index];
    cli.options.open.has_seed = true;
    cli.options.open.seed = load->db->seed ^ count * UINT64_C(0x9e3779b97f4a7c15);
    cli.options.open.key_seed = load->db->seed;
    cli.options.open.taken = load->there;
    struct rt_db *db = rt_cli_open(&cli, &load->exit);
    load->continues = false;
    if (db)
        use(load, db);
    return db && rt_load_make_parts(load);
}

/* ---- what fits ----------------------------------------------------------------------------------------- */

/* Whether keys that are numbered one by one start past those that are there. */
static bool check_numbers(struct rt_load *load, const struct columns *columns, bool *past)
{
    *past = true;
    for (size_t i = 0; *past && i < columns->count; i++) {
        const struct column *column = &columns->items[i];
        int64_t before;
        if (!column->key || !column->table || !column->table->filled || !*column->table->into)
            continue;
        if (!query_number(
                load,
                rt_pg_text("SELECT count(*) FROM (SELECT min(%s), max(%s), count(*) FROM pg_temp.%s) s "
                           "(first, last, rows), (SELECT max(%s) FROM %s) t (there) "
                           "WHERE last - first < rows AND there >= first",
                           column->name, column->name, column->table->into, column->name,
                           column->table->table->sql_name),
                &before))
            return cannot(load, "read the keys that are there");
        *past = before == 0;
    }
    return true;
}

static bool move_all(struct rt_load *load, struct columns *columns)
{
    bool done = measure_shifts(load, columns);
    for (size_t i = 0; done && i < load->table_count; i++)
        done = !*load->tables[i].into || move(load, columns, &load->tables[i]);
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
            cannot(load, "choose the rows that go in");
        table->most = 0;
    }
    return done;
}

/* Leaves out what would not fit, and what refers to it, until there is no more of it; *count is how much. */
static bool leave_out_all(struct rt_load *load, const struct columns *columns, uint64_t *count)
{
    uint64_t before;
    *count = 0;
    do {
        before = *count;
        if (!leave_out_taken(load, columns, count) || !leave_out_surplus(load) ||
            !((load->continues && *count) || leave_out_orphans(load, count)))
            return false;
    } while (*count != before && !load->continues);
    return true;
}

/* Whether staged rows that continue go in as they are. */
static bool check_fit(struct rt_load *load, struct columns *columns, bool *fits)
{
    uint64_t count = 0;
    if (!check_numbers(load, columns, fits) || (*fits && !leave_out_all(load, columns, &count)))
        return false;
    *fits = *fits && count == 0;
    return true;
}

/* Compares rows by hashing them, whatever the server guesses of how many there are. */
static bool set_plans(struct rt_load *load, const char *nested)
{
    return rt_pg_run(&load->pg, "SET LOCAL enable_nestloop %s", nested) ||
           cannot(load, "set how rows are compared");
}

/* Does something with the columns that are keys, under a search path that names every object in full. */
static bool with_columns(struct rt_load *load, bool (*act)(struct rt_load *, struct columns *, bool *),
                         bool *fits)
{
    struct columns columns = {0};
    bool done = set_path(load, "= pg_catalog") && read_columns(load, &columns) && set_plans(load, "= off") &&
                act(load, &columns, fits) && set_plans(load, "TO DEFAULT");
    rt_pg_rows_free(&columns.rows);
    free(columns.items);
    free(columns.links);
    return done && set_path(load, "TO DEFAULT");
}

static bool make_fit(struct rt_load *load, struct columns *columns, bool *fits)
{
    uint64_t count;
    *fits = true;
    return move_all(load, columns) && leave_out_all(load, columns, &count);
}

/* ---- the two ways -------------------------------------------------------------------------------------- */

static void forget(struct rt_load *load)
{
    for (size_t i = 0; i < load->table_count; i++) {
        struct rt_load_table *table = &load->tables[i];
        table->loaded = table->bytes = table->nanoseconds = table->turned_away = 0;
        *table->why = '\0';
    }
}

/* Rows that continue; where they do not, nothing is done and *fits is false. */
static bool go_on(struct rt_load *load, bool *fits)
{
    if (!rt_pg_run(&load->pg, "SAVEPOINT own"))
        return cannot(load, "begin");
    if (!stage(load) || !with_columns(load, check_fit, fits))
        return false;
    *fits = *fits && rt_load_insert_stages(load) && rt_pg_run(&load->pg, "SET CONSTRAINTS ALL IMMEDIATE");
    if (*fits)
        return true;
    forget(load);
    return rt_pg_run(&load->pg, "ROLLBACK TO own") || cannot(load, "begin again");
}

/* Whether rows refer to tables that are not loaded, and so to what these hold by this seed. */
static bool refers_elsewhere(const struct rt_load *load)
{
    for (size_t i = 0; i < load->reference_count; i++)
        if (!rt_load_find(load, load->references[i].to))
            return true;
    return false;
}

/* Which parents rows have, and so their keys, may depend on how many there are: of tables that have such keys
 * all rows are made once more, those that are there among them. */
static bool start_over(struct rt_load *load)
{
    struct rt_pg_rows rows;
    bool done = set_path(load, "= pg_catalog") && query(load, &rows, rt_sql_load_keyed) &&
                set_path(load, "TO DEFAULT");
    for (int row = 0; done && row < rows.count; row++) {
        struct rt_load_table *table = rt_load_find(load, rt_pg_number(&rows, row, 0));
        if (!table || !table->there)
            continue;
        table->most = table->rows;
        table->rows += table->there;
        table->there = 0;
    }
    if (done)
        rt_pg_rows_free(&rows);
    load->continues = false;
    return done && rt_load_make_parts(load);
}

/* Rows as they are, or of another seed, that go in beside those that are there as far as they can. */
static bool go_beside(struct rt_load *load)
{
    bool fits, same = load->continues && refers_elsewhere(load);
    return (same ? start_over : vary_seed)(load) && stage(load) && with_columns(load, make_fit, &fits) &&
           (rt_load_insert_beside(load) || rt_load_insert_failed(load));
}

bool rt_load_append(struct rt_load *load)
{
    bool fits = false;
    return (!load->continues || go_on(load, &fits)) && (fits || go_beside(load));
}
