/*
 * Rows that are appended. Those of a program go on in number after those that are there, where these are its
 * own; beside rows of others, integer keys and what refers to them move past those that are there, and rows
 * whose other keys are taken stay out. Which of the two it is shows when the rows are staged.
 */
#include "rt_load_append.h"

#include <inttypes.h>
#include <stdlib.h>

bool rt_load_append_failed(struct rt_load *load, const char *what)
{
    return rt_pg_report(load->report, &load->pg, "could not %s", what);
}

bool rt_load_query_number(struct rt_load *load, char *statement, int64_t *number)
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

bool rt_load_query_tables(struct rt_load *load, struct rt_pg_rows *rows, const char *statement)
{
    char *oids = rt_load_oids(load, NULL);
    const char *parameters[] = {oids};
    bool done = oids ? rt_pg_query(&load->pg, rows, statement, 1, parameters) ||
                           rt_load_append_failed(load, "read the keys")
                     : rt_load_out_of_memory(load);
    free(oids);
    return done;
}

static bool set_path(struct rt_load *load, const char *path)
{
    return rt_pg_run(&load->pg, "SET LOCAL search_path %s", path) ||
           rt_load_append_failed(load, "set a path");
}

/* ---- staged rows --------------------------------------------------------------------------------------- */

/* Gives the temporary tables the generated columns of their tables, which may be keys. */
static bool add_generated(struct rt_load *load)
{
    struct rt_pg_rows rows = {0};
    bool done = set_path(load, "= pg_catalog") && rt_load_query_tables(load, &rows, rt_sql_load_generated);
    for (int row = 0; done && row < rows.count; row++) {
        const struct rt_load_table *table = rt_load_find(load, rt_pg_number(&rows, row, 0));
        done = !table || !*table->into ||
               rt_pg_run(&load->pg, "ALTER TABLE pg_temp.%s ADD COLUMN %s", table->into,
                         rt_pg_cell(&rows, row, 1)) ||
               rt_load_append_failed(load, "compute generated columns");
    }
    rt_pg_rows_free(&rows);
    return done && set_path(load, "TO DEFAULT");
}

/* Tells the server how many rows they have: by its guess for new tables it would compare each with each. */
static bool analyze(struct rt_load *load)
{
    for (size_t i = 0; i < load->table_count; i++)
        if (*load->tables[i].into && !rt_pg_run(&load->pg, "ANALYZE pg_temp.%s", load->tables[i].into))
            return rt_load_append_failed(load, "analyze the temporary tables");
    return true;
}

/* Makes the temporary tables and fills them. */
static bool stage(struct rt_load *load)
{
    return rt_load_make_stages(load) && add_generated(load) && rt_load_copy_here(load) && analyze(load);
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
        return rt_load_out_of_memory(load);
    for (size_t i = 0; i < load->table_count; i++)
        load->grows[load->tables[i].index] = true;
    for (uint16_t i = 0; i < program->table_count; i++) {
        int64_t count;
        bool done = rt_load_query_number(
            load, rt_pg_text("SELECT count(*) FROM %s", program->tables[i]->sql_name), &count);
        if (!done && load->grows[i])
            return rt_load_append_failed(load, "count the rows that are there");
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
        return rt_load_out_of_memory(load);
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

/* Whether staged rows that continue go in as they are. */
static bool check_fit(struct rt_load *load, struct rt_load_columns *columns, bool *fits)
{
    if (!rt_load_keys_are_past(load, columns, fits) || (*fits && !rt_load_leave_out(load, columns)))
        return false;
    *fits = *fits && columns->left_out == 0;
    return true;
}

/* Compares rows by hashing them, whatever the server guesses of how many there are. */
static bool set_plans(struct rt_load *load, const char *nested)
{
    return rt_pg_run(&load->pg, "SET LOCAL enable_nestloop %s", nested) ||
           rt_load_append_failed(load, "set how rows are compared");
}

/* Does something with the columns that are keys, under a search path that names every object in full. */
static bool with_columns(struct rt_load *load,
                         bool (*act)(struct rt_load *, struct rt_load_columns *, bool *), bool *fits)
{
    struct rt_load_columns columns = {0};
    bool done = set_path(load, "= pg_catalog") && rt_load_read_columns(load, &columns) &&
                set_plans(load, "= off") && act(load, &columns, fits) && set_plans(load, "TO DEFAULT");
    rt_load_free_columns(&columns);
    return done && set_path(load, "TO DEFAULT");
}

static bool make_fit(struct rt_load *load, struct rt_load_columns *columns, bool *fits)
{
    *fits = true;
    return rt_load_move_keys(load, columns) && rt_load_leave_out(load, columns);
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
        return rt_load_append_failed(load, "begin");
    if (!stage(load) || !with_columns(load, check_fit, fits))
        return false;
    *fits = *fits && rt_load_insert_stages(load) && rt_pg_run(&load->pg, "SET CONSTRAINTS ALL IMMEDIATE");
    if (*fits)
        return true;
    forget(load);
    return rt_pg_run(&load->pg, "ROLLBACK TO own") || rt_load_append_failed(load, "begin again");
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
    bool done = set_path(load, "= pg_catalog") && rt_load_query_tables(load, &rows, rt_sql_load_keyed) &&
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
