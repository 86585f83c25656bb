/*
 * What a load that was killed left, in three tables of the target: what was asked for, which rows are there,
 * and how to make again what was dropped. Rows of it change in the transactions of what they tell about.
 */
#include "rt_load.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool cannot(struct rt_load *load, const char *what)
{
    return rt_pg_report(load->report, &load->pg, "could not %s the journal", what);
}

/* ---- where it is --------------------------------------------------------------------------------------- */

bool rt_load_find_journal(struct rt_load *load, bool *found)
{
    struct rt_pg_rows rows;
    char *oids = rt_load_oids(load, NULL);
    const char *parameters[] = {oids};
    *found = false;
    if (!oids)
        return rt_load_out_of_memory(load);
    bool done =
        rt_pg_query(&load->pg, &rows, rt_sql_load_place, 1, parameters) || cannot(load, "find a place for");
    free(oids);
    if (done && rows.count) {
        *found = rt_pg_is_true(&rows, 0, 1);
        load->place = strdup(rt_pg_cell(&rows, 0, 0));
        load->makes_place = rt_pg_is_true(&rows, 0, 4);
        done = load->place || rt_load_out_of_memory(load);
    }
    if (done && *found && !rt_pg_is_true(&rows, 0, 2)) {
        done =
            rt_report_error(load->report, "a load by role \"%s\" is not finished", rt_pg_cell(&rows, 0, 3));
        rt_report_hint(load->report, "Run it again as that role, or put things back with --restore.");
    }
    if (done)
        rt_pg_rows_free(&rows);
    return done;
}

/* ---- what was asked for -------------------------------------------------------------------------------- */

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return (hash ^ 0xff) * UINT64_C(1099511628211);
}

/* What of the program rows depend on, beside seed and counts. */
static uint64_t hash_program(const struct rt_program *program)
{
    uint64_t hash = hash_text(UINT64_C(14695981039346656037), program->name);
    for (uint16_t i = 0; i < program->table_count; i++) {
        const struct rt_table *table = program->tables[i];
        hash = hash_text(hash, table->sql_name);
        for (uint16_t c = 0; c < table->column_count; c++)
            hash = hash_text(hash_text(hash, table->columns[c].name), table->columns[c].rule);
    }
    return hash;
}

/* Tables come as the program has them: the order of the load depends on references, which a load may have
 * dropped. */
static char *request_of(const struct rt_load *load)
{
    const struct rt_program *program = load->cli->program;
    char *request = rt_pg_text("program %s (%016" PRIx64 "), algorithm %d, seed %" PRIu64, program->name,
                               hash_program(program), RT_ALGORITHM, load->db->seed);
    for (uint16_t index = 0; request && index < program->table_count; index++) {
        bool chosen = !load->cli->options.chosen || load->cli->options.chosen[index];
        if (!chosen || !load->db->rows[index])
            continue;
        char *longer =
            rt_pg_text("%s, %s %" PRIu64, request, program->tables[index]->label, load->db->rows[index]);
        free(request);
        request = longer;
    }
    return request;
}

/* ---- writing ------------------------------------------------------------------------------------------- */

static bool make_tables(struct rt_load *load)
{
    const char *place = load->place;
    return (!load->makes_place || rt_pg_run(&load->pg, "CREATE SCHEMA %s", place)) &&
           rt_pg_run(
               &load->pg,
               "CREATE TABLE %s.schemac_load_run (request text NOT NULL, makes_schema boolean NOT NULL);\n"
               "CREATE TABLE %s.schemac_load_part (id bigint PRIMARY KEY, relation oid NOT NULL, first "
               "bigint "
               "NOT NULL, last bigint NOT NULL, frozen boolean NOT NULL, done boolean NOT NULL, kept "
               "bigint);\n"
               "CREATE TABLE %s.schemac_load_object (id bigint PRIMARY KEY, kind integer NOT NULL, relation "
               "oid "
               "NOT NULL, what text NOT NULL, restore text NOT NULL, later text NOT NULL);\n"
               "COMMENT ON TABLE %s.schemac_load_run IS 'A load by schemac that is not finished: run it "
               "again, "
               "or with --restore'",
               place, place, place, place);
}

static bool insert(struct rt_load *load, const char *table, int count, const char *const *values)
{
    char *statement =
        rt_pg_text("INSERT INTO %s.%s SELECT $1%s", load->place, table,
                   count == 6   ? "::bigint, $2::integer, $3::oid, $4, $5, $6"
                   : count == 5 ? "::bigint, $2::oid, $3::bigint, $4::bigint, $5::boolean, false, 0"
                                : ", $2::boolean");
    bool done = statement && rt_pg_query(&load->pg, NULL, statement, count, values);
    free(statement);
    return done;
}

static bool insert_part(struct rt_load *load, struct rt_load_part *part, size_t id)
{
    char number[4][24];
    part->id = id;
    snprintf(number[0], sizeof number[0], "%zu", id);
    snprintf(number[1], sizeof number[1], "%" PRIu64, part->table->oid);
    snprintf(number[2], sizeof number[2], "%" PRIu64, part->first);
    snprintf(number[3], sizeof number[3], "%" PRIu64, part->end);
    const char *values[] = {number[0], number[1], number[2], number[3], part->table->freeze ? "t" : "f"};
    return insert(load, "schemac_load_part", 5, values);
}

static bool insert_object(struct rt_load *load, struct rt_load_object *object, size_t id)
{
    char number[3][24];
    if (!object->dropped)
        return true;
    object->id = id;
    snprintf(number[0], sizeof number[0], "%zu", id);
    snprintf(number[1], sizeof number[1], "%d", (int)object->kind);
    snprintf(number[2], sizeof number[2], "%" PRIu64, object->table);
    const char *values[] = {number[0], number[1], number[2], object->what, object->restore, object->then};
    return insert(load, "schemac_load_object", 6, values);
}

bool rt_load_write_journal(struct rt_load *load)
{
    char *request = request_of(load);
    const char *run[] = {request, load->makes_place ? "t" : "f"};
    bool done = request && make_tables(load) && insert(load, "schemac_load_run", 2, run);
    for (size_t i = 0; done && i < load->part_count; i++)
        done = insert_part(load, &load->parts[i], i);
    for (size_t i = 0; done && i < load->object_count; i++)
        done = insert_object(load, &load->objects[i], i);
    free(request);
    return done || cannot(load, "write");
}

bool rt_load_drop_journal(struct rt_load *load)
{
    const char *place = load->place;
    return (rt_pg_run(&load->pg,
                      "DROP TABLE %s.schemac_load_run, %s.schemac_load_part, %s.schemac_load_object", place,
                      place, place) &&
            (!load->makes_place || rt_pg_run(&load->pg, "DROP SCHEMA %s", place))) ||
           cannot(load, "drop");
}

/* ---- reading ------------------------------------------------------------------------------------------- */

static bool query(struct rt_load *load, struct rt_pg_rows *rows, const char *columns, const char *table)
{
    char *statement = rt_pg_text("SELECT %s FROM %s.%s ORDER BY 1", columns, load->place, table);
    bool done = statement && rt_pg_query(&load->pg, rows, statement, 0, NULL);
    free(statement);
    return done || cannot(load, "read");
}

/* The same load is asked for as the one that is not finished. */
static bool check_request(struct rt_load *load)
{
    struct rt_pg_rows rows;
    if (!query(load, &rows, "request, makes_schema", "schemac_load_run"))
        return false;
    char *request = request_of(load);
    bool same = request && rows.count == 1 && strcmp(request, rt_pg_cell(&rows, 0, 0)) == 0;
    load->makes_place = rows.count == 1 && rt_pg_is_true(&rows, 0, 1);
    free(request);
    if (!same) {
        rt_report_error(load->report, "another load of this database is not finished: %.1200s",
                        rows.count ? rt_pg_cell(&rows, 0, 0) : "");
        rt_report_hint(load->report,
                       "Run it again with the options it had, or put things back as they were with "
                       "--restore.");
    }
    rt_pg_rows_free(&rows);
    return same || rt_load_wrong(load);
}

/* A part of a table that an emptied unlogged table has lost is to be loaded again. */
static bool is_lost(const struct rt_load_table *table)
{
    return table->unlogged && !table->filled;
}

static bool read_parts(struct rt_load *load)
{
    struct rt_pg_rows rows;
    if (!query(load, &rows, "id, relation, first, last, frozen, done, kept", "schemac_load_part"))
        return false;
    load->parts = calloc((size_t)rows.count + 1, sizeof *load->parts);
    for (int row = 0; load->parts && row < rows.count; row++) {
        struct rt_load_table *table = rt_load_find(load, rt_pg_number(&rows, row, 1));
        if (!table)
            continue;
        struct rt_load_part part = {.table = table,
                                    .id = rt_pg_number(&rows, row, 0),
                                    .first = rt_pg_number(&rows, row, 2),
                                    .end = rt_pg_number(&rows, row, 3),
                                    .kept = rt_pg_number(&rows, row, 6)};
        part.done = part.taken = rt_pg_is_true(&rows, row, 5) && !is_lost(table);
        table->freeze = rt_pg_is_true(&rows, row, 4);
        table->parts++;
        table->parts_left += !part.done;
        load->before += part.done ? part.end - part.first : 0;
        load->parts[load->part_count++] = part;
    }
    rt_pg_rows_free(&rows);
    return load->parts || rt_load_out_of_memory(load);
}

static bool read_objects(struct rt_load *load)
{
    struct rt_pg_rows *rows = &load->journal_rows;
    if (!query(load, rows, "id, kind, relation, what, restore, later", "schemac_load_object"))
        return false;
    struct rt_load_object *objects = calloc((size_t)rows->count + 1, sizeof *objects);
    if (!objects)
        return rt_load_out_of_memory(load);
    for (int row = 0; row < rows->count; row++)
        objects[row] = (struct rt_load_object){.id = rt_pg_number(rows, row, 0),
                                               .kind = (enum rt_load_kind)rt_pg_number(rows, row, 1),
                                               .table = rt_pg_number(rows, row, 2),
                                               .what = rt_pg_cell(rows, row, 3),
                                               .restore = rt_pg_cell(rows, row, 4),
                                               .then = rt_pg_cell(rows, row, 5),
                                               .dropped = true};
    free(load->objects);
    load->objects = objects;
    load->object_count = (size_t)rows->count;
    return true;
}

bool rt_load_read_journal(struct rt_load *load)
{
    load->mode = RT_LOAD_MANY;
    load->resumed = load->journal = true;
    return check_request(load) && read_parts(load) && read_objects(load);
}

/* ---- putting things back ------------------------------------------------------------------------------- */

/* A table that the journal is about holds what the load put there and nothing else, and is emptied. */
static bool empty_table(struct rt_load *load, const char *name, const char *rows_there)
{
    struct rt_pg_rows rows;
    char *query_text = rt_pg_text("SELECT count(*) FROM %s", name);
    bool done = rt_pg_run(&load->pg, "LOCK TABLE %s IN ACCESS EXCLUSIVE MODE", name) && query_text &&
                rt_pg_query(&load->pg, &rows, query_text, 0, NULL);
    free(query_text);
    if (!done)
        return rt_pg_report(load->report, &load->pg, "could not empty table %s", name);
    bool own = strcmp(rt_pg_cell(&rows, 0, 0), rows_there) == 0 || load->cli->options.sure;
    if (!own) {
        rt_report_error(load->report, "table %s has %s rows, of which the load put %s there", name,
                        rt_pg_cell(&rows, 0, 0), rows_there);
        rt_report_hint(load->report, "Delete the others, or add --replace=yes to delete all of them.");
    }
    rt_pg_rows_free(&rows);
    return own;
}

static bool empty_tables(struct rt_load *load)
{
    struct rt_pg_rows rows;
    if (!query(load, &rows,
               "format('%s%s', CASE WHEN c.relkind = 'r' THEN 'ONLY ' END, c.oid::regclass), sum(CASE WHEN "
               "done THEN "
               "kept ELSE 0 END)",
               "schemac_load_part p JOIN pg_class c ON c.oid = p.relation GROUP BY c.oid, c.relkind"))
        return false;
    char *names = strdup("");
    bool done = names;
    for (int row = 0; done && row < rows.count; row++) {
        char *longer = rt_pg_text("%s%s%s", names, row ? ", " : "", rt_pg_cell(&rows, row, 0));
        done = longer && empty_table(load, rt_pg_cell(&rows, row, 0), rt_pg_cell(&rows, row, 1));
        free(names);
        names = longer;
    }
    done = done && (!*names || rt_pg_run(&load->pg, "TRUNCATE %s", names) ||
                    rt_pg_report(load->report, &load->pg, "could not empty the tables"));
    free(names);
    rt_pg_rows_free(&rows);
    return done;
}

bool rt_load_put_back(struct rt_load *load)
{
    struct rt_pg_rows rows;
    if (!query(load, &rows, "request, makes_schema", "schemac_load_run"))
        return false;
    load->makes_place = rows.count == 1 && rt_pg_is_true(&rows, 0, 1);
    rt_pg_rows_free(&rows);
    return (rt_pg_run(&load->pg, "BEGIN") || cannot(load, "read")) && read_objects(load) &&
           empty_tables(load) && rt_load_restore_here(load) && rt_load_drop_journal(load) &&
           (rt_pg_run(&load->pg, "COMMIT") || cannot(load, "follow"));
}
