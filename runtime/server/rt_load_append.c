/*
 * Rows that are appended. Those of a program go on in number after those that are there, where these are its
 * own; beside rows of others, integer keys and what refers to them move past those that are there, and rows
 * whose other keys are taken stay out. Which way has the fewest rows stay out shows when they are staged.
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

/* Has the load make the rows that follow those that are there, where there may be such. */
static bool make_next(struct rt_load *load)
{
    struct rt_open_options options = load->cli->options.open;
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

bool rt_load_begin_append(struct rt_load *load)
{
    return count_rows(load) && make_next(load);
}

/* ---- the ways ------------------------------------------------------------------------------------------ */

static bool make_on(struct rt_load *load)
{
    return make_next(load) && rt_load_make_parts(load);
}

/* Which parents rows have, and so their keys, may depend on how many there are: of tables that have such keys
 * all rows are made once more, those that are there among them. */
static bool make_over(struct rt_load *load)
{
    struct rt_pg_rows rows;
    if (!make_next(load) || !set_path(load, "= pg_catalog") ||
        !rt_load_query_tables(load, &rows, rt_sql_load_keyed))
        return false;
    for (int row = 0; row < rows.count; row++) {
        struct rt_load_table *table = rt_load_find(load, rt_pg_number(&rows, row, 0));
        if (!table || !table->there)
            continue;
        table->most = table->rows;
        table->rows += table->there;
        table->there = 0;
    }
    rt_pg_rows_free(&rows);
    return set_path(load, "TO DEFAULT") && rt_load_make_parts(load);
}

/* Rows beside those that are there have a seed that follows from how many these are, so that they differ;
 * their unique values are the next ones of the program's own seed. */
static bool make_beside(struct rt_load *load)
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

/* Leaves out what does not fit. Rows that go on stay where they are, and none of them fits where numbers go
 * on before those that are there. */
static bool fit_on(struct rt_load *load, struct rt_load_columns *columns, bool *fits)
{
    return rt_load_keys_are_past(load, columns, fits) && (!*fits || rt_load_leave_out(load, columns));
}

/* Rows of tables that are made from the first on; where there is no such table, they are the same as before.
 */
static bool fit_over(struct rt_load *load, struct rt_load_columns *columns, bool *fits)
{
    bool past;
    if (!rt_load_keys_are_past(load, columns, &past))
        return false;
    *fits = !past;
    for (size_t i = 0; i < load->table_count; i++)
        *fits |= load->tables[i].most > 0;
    return !*fits || ((past || rt_load_move_keys(load, columns)) && rt_load_leave_out(load, columns));
}

static bool fit_beside(struct rt_load *load, struct rt_load_columns *columns, bool *fits)
{
    *fits = true;
    return rt_load_move_keys(load, columns) && rt_load_leave_out(load, columns);
}

/* ---- trying them --------------------------------------------------------------------------------------- */

struct way {
    bool (*make)(struct rt_load *load);
    bool (*fit)(struct rt_load *load, struct rt_load_columns *columns, bool *fits);
};

static const struct way ways[] = {{make_on, fit_on}, {make_over, fit_over}, {make_beside, fit_beside}};

enum {
    BESIDE = sizeof ways / sizeof *ways - 1
};

#define NOTHING_FITS UINT64_MAX

static void forget(struct rt_load *load)
{
    for (size_t i = 0; i < load->table_count; i++) {
        struct rt_load_table *table = &load->tables[i];
        table->loaded = table->bytes = table->nanoseconds = table->turned_away = 0;
        *table->why = '\0';
    }
}

static uint64_t count_turned_away(const struct rt_load *load)
{
    uint64_t count = 0;
    for (size_t i = 0; i < load->table_count; i++)
        count += load->tables[i].turned_away;
    return count;
}

/* Inserts what is staged, and what cannot be put off to the end. */
static bool insert(struct rt_load *load)
{
    return rt_load_insert_beside(load) && rt_pg_run(&load->pg, "SET CONSTRAINTS ALL IMMEDIATE");
}

/* Goes a way, and gives how many rows stay out; those that fit go in where these are fewer than the least so
 * far. */
static bool go(struct rt_load *load, const struct way *way, uint64_t least, uint64_t *out)
{
    bool fits;
    forget(load);
    if (!way->make(load) || !stage(load) || !with_columns(load, way->fit, &fits))
        return false;
    *out = fits ? count_turned_away(load) : NOTHING_FITS;
    if (*out >= least)
        return true;
    bool inserted = insert(load);
    *out = inserted ? count_turned_away(load) : NOTHING_FITS;
    return inserted || (rt_pg_is_alive(&load->pg) && rt_load_is_refusal(&load->pg)) ||
           rt_load_insert_failed(load);
}

static bool go_back(struct rt_load *load)
{
    return rt_pg_run(&load->pg, "ROLLBACK TO own") || rt_load_append_failed(load, "begin again");
}

bool rt_load_append(struct rt_load *load)
{
    uint64_t out, least = NOTHING_FITS;
    const struct way *best = NULL;
    if (!rt_pg_run(&load->pg, "SAVEPOINT own"))
        return rt_load_append_failed(load, "begin");
    for (size_t i = load->continues ? 0 : BESIDE; i <= BESIDE; i++) {
        if (!go(load, &ways[i], least, &out))
            return false;
        if (!out || (i == BESIDE && out < least))
            return true;
        if (i == BESIDE && !best)
            return rt_load_insert_failed(load);
        if (!go_back(load))
            return false;
        best = out < least ? &ways[i] : best;
        least = out < least ? out : least;
    }
    return go(load, best, NOTHING_FITS, &out);
}
