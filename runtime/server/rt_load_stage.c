/*
 * Rows by way of temporary tables: those that are appended, those of tables that refer to one another under
 * references that can neither be dropped nor deferred, which one statement inserts together (references are
 * checked when a statement ends), and those of tables that triggers have put rows into.
 */
#include "rt_load.h"

#include <stdlib.h>
#include <string.h>

static bool make_stage(struct rt_load *load, struct rt_load_table *table)
{
    if (!*table->table->sql_columns)
        return true;
    snprintf(table->into, sizeof table->into, "schemac_stage_%zu", (size_t)(table - load->tables));
    return rt_pg_run(&load->pg, "CREATE TEMPORARY TABLE %s ON COMMIT DROP AS SELECT %s FROM %s WITH NO DATA",
                     table->into, table->table->sql_columns, table->table->sql_name);
}

bool rt_load_make_stages(struct rt_load *load)
{
    for (size_t i = 0; i < load->table_count; i++)
        if (!make_stage(load, &load->tables[i]))
            return rt_pg_report(load->report, &load->pg, "could not make a temporary table");
    return true;
}

static char *insert_of(const struct rt_load_table *table)
{
    const struct rt_table *rows = table->table;
    return rt_pg_text("INSERT INTO %s (%s)%s SELECT %s FROM pg_temp.%s", rows->sql_name, rows->sql_columns,
                      rows->overriding ? " OVERRIDING SYSTEM VALUE" : "", rows->sql_columns, table->into);
}

static bool insert_each(struct rt_load *load)
{
    bool done = true;
    for (size_t i = 0; done && i < load->table_count; i++) {
        char *statement = *load->tables[i].into ? insert_of(&load->tables[i]) : strdup("");
        done = statement ? rt_pg_run(&load->pg, "%s", statement) : rt_pg_fail(&load->pg, "out of memory");
        free(statement);
    }
    return done;
}

/* All tables in one statement, at whose end references are checked. */
static bool insert_at_once(struct rt_load *load)
{
    char *statement = strdup("WITH nothing AS (SELECT 1)");
    for (size_t i = 0; statement && i < load->table_count; i++) {
        if (!*load->tables[i].into)
            continue;
        char *one = insert_of(&load->tables[i]);
        char *longer = one ? rt_pg_text("%s, table_%zu AS (%s)", statement, i, one) : NULL;
        free(one);
        free(statement);
        statement = longer;
    }
    bool done =
        statement ? rt_pg_run(&load->pg, "%s SELECT 1", statement) : rt_pg_fail(&load->pg, "out of memory");
    free(statement);
    return done;
}

bool rt_load_insert_stages(struct rt_load *load)
{
    return load->at_once ? insert_at_once(load) : insert_each(load);
}

bool rt_load_insert_failed(struct rt_load *load)
{
    rt_pg_report(load->report, &load->pg, "could not insert the rows");
    return rt_load_refused(load, &load->pg);
}

bool rt_load_through_stages(struct rt_load *load)
{
    return rt_load_make_stages(load) && rt_load_copy_here(load) &&
           (rt_load_insert_stages(load) || rt_load_insert_failed(load));
}

/* ---- rows that may be refused ---------------------------------------------------------------------------
 */

bool rt_load_is_refusal(const struct rt_pg *pg)
{
    static const char classes[][3] = {"09", "0A", "27", "42", "44", "P0"};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strncmp(pg->state, classes[i], 2) == 0)
            return true;
    return rt_pg_is_data_error(pg);
}

/* A row at a time, each of which may be refused; what is wrong with the server ends it. */
static char *insert_each_row_of(const struct rt_load_table *table)
{
    char *insert = insert_of(table);
    char *body =
        insert
            ? rt_pg_text(
                  "#variable_conflict use_column\n"
                  "DECLARE load_place tid; load_count bigint; load_kept bigint := 0; load_why text;\n"
                  "BEGIN\n"
                  "  FOR load_place IN SELECT ctid FROM pg_temp.%s LOOP\n"
                  "    BEGIN\n"
                  "      %s WHERE ctid = load_place;\n"
                  "      GET DIAGNOSTICS load_count = ROW_COUNT;\n"
                  "      load_kept := load_kept + load_count;\n"
                  "    EXCEPTION WHEN OTHERS THEN\n"
                  "      IF left(SQLSTATE, 2) IN ('40', '53', '54', '57', '58', 'XX') THEN RAISE; END IF;\n"
                  "      load_why := coalesce(load_why, SQLERRM);\n"
                  "    END;\n"
                  "  END LOOP;\n"
                  "  PERFORM pg_catalog.set_config('schemac.kept', load_kept::text, true),\n"
                  "    pg_catalog.set_config('schemac.why', coalesce(load_why, ''), true);\n"
                  "END",
                  table->into, insert)
            : NULL;
    char *quoted = body ? rt_pg_quote_text(body) : NULL;
    char *statement = quoted ? rt_pg_text("DO %s", quoted) : NULL;
    free(insert);
    free(body);
    free(quoted);
    return statement;
}

/* Sets how many of the staged rows the server took, and why it refused one. */
static bool insert_each_row(struct rt_load *load, struct rt_load_table *table, uint64_t *kept)
{
    static const char result[] =
        "SELECT pg_catalog.current_setting('schemac.kept'), pg_catalog.current_setting('schemac.why')";
    struct rt_pg_rows rows;
    char *statement = insert_each_row_of(table);
    bool done = (statement || rt_pg_fail(&load->pg, "out of memory")) &&
                rt_pg_run(&load->pg, "%s", statement) && rt_pg_query(&load->pg, &rows, result, 0, NULL);
    free(statement);
    if (done) {
        *kept = rt_pg_number(&rows, 0, 0);
        snprintf(table->why, sizeof table->why, "%s", rt_pg_cell(&rows, 0, 1));
        rt_pg_rows_free(&rows);
    }
    return done;
}

/* Inserts a table's rows, those that the server takes where it does not take all. */
static bool insert_table_beside(struct rt_load *load, struct rt_load_table *table)
{
    uint64_t kept;
    char *statement = insert_of(table);
    bool done =
        (statement || rt_pg_fail(&load->pg, "out of memory")) && rt_pg_run(&load->pg, "SAVEPOINT beside");
    bool whole = done && rt_pg_run(&load->pg, "%s", statement);
    free(statement);
    if (whole || !done || !rt_pg_is_alive(&load->pg) || !rt_load_is_refusal(&load->pg))
        return whole && rt_pg_run(&load->pg, "RELEASE beside");
    if (!rt_pg_run(&load->pg, "ROLLBACK TO beside; RELEASE beside") || !insert_each_row(load, table, &kept))
        return false;
    table->turned_away += table->loaded - kept;
    table->loaded = kept;
    return true;
}

bool rt_load_insert_beside(struct rt_load *load)
{
    if (load->at_once || load->deferred)
        return rt_load_insert_stages(load);
    bool done = rt_pg_run(&load->pg, "SET CONSTRAINTS ALL IMMEDIATE");
    for (size_t i = 0; done && i < load->table_count; i++)
        done = !*load->tables[i].into || insert_table_beside(load, &load->tables[i]);
    return done;
}

/* ---- beside what triggers do --------------------------------------------------------------------------- */

/* Inserts staged rows with what is asked of that, as one statement that gives their number. */
static bool insert_beside(struct rt_load *load, struct rt_load_table *table, uint64_t *kept)
{
    struct rt_pg_rows rows;
    char *insert = insert_of(table);
    char *statement =
        insert ? rt_pg_text("WITH kept AS (%s ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*) FROM kept",
                            insert)
               : NULL;
    free(insert);
    bool done = statement ? rt_pg_query(&load->pg, &rows, statement, 0, NULL)
                          : rt_pg_fail(&load->pg, "out of memory");
    free(statement);
    if (done) {
        *kept = rt_pg_number(&rows, 0, 0);
        rt_pg_rows_free(&rows);
    }
    return done;
}

static bool copy_through(struct rt_load *load, struct rt_load_writer *writer, struct rt_load_part *part,
                         bool (*insert)(struct rt_load *load, struct rt_load_table *table, uint64_t *kept))
{
    bool done = make_stage(load, part->table) && rt_load_copy(load, &load->pg, writer, part) &&
                insert(load, part->table, &part->kept);
    *part->table->into = '\0';
    return done;
}

bool rt_load_copy_triggered(struct rt_load *load, struct rt_load_writer *writer, struct rt_load_part *part)
{
    struct rt_pg *pg = &load->pg;
    const char *name = part->table->table->sql_name;
    struct rt_pg_rows rows;
    char *query = rt_pg_text("SELECT EXISTS (SELECT FROM %s)", name);
    bool done = (query || rt_pg_fail(pg, "out of memory")) && rt_pg_query(pg, &rows, query, 0, NULL);
    free(query);
    if (!done)
        return false;
    bool filled = rt_pg_is_true(&rows, 0, 0);
    rt_pg_rows_free(&rows);
    if (!rt_pg_run(pg, "SAVEPOINT triggered"))
        return false;
    if (filled ? copy_through(load, writer, part, insert_beside) : rt_load_copy(load, pg, writer, part))
        return rt_pg_run(pg, "RELEASE triggered");
    return rt_pg_is_alive(pg) && rt_load_is_refusal(pg) && *part->table->table->sql_columns &&
           rt_pg_run(pg, "ROLLBACK TO triggered; RELEASE triggered") &&
           copy_through(load, writer, part, insert_each_row);
}
