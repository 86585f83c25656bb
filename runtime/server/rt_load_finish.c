/* After the rows: indexes, references and triggers made again, sequences advanced, statistics. */
#include "rt_load.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool failed(struct rt_load *load, const struct rt_load_object *object)
{
    rt_pg_report(load->report, &load->pg, "could not make %s again", object->what);
    return rt_load_refused(load, &load->pg);
}

/* ---- in one transaction -------------------------------------------------------------------------------- */

static bool restore_kind(struct rt_load *load, enum rt_load_kind kind, bool then)
{
    for (size_t i = 0; i < load->object_count; i++) {
        const struct rt_load_object *object = &load->objects[i];
        const char *statements = then ? object->then : object->restore;
        if (!object->dropped || object->kind != kind || !*statements)
            continue;
        if (!rt_pg_run(&load->pg, "%s", statements))
            return failed(load, object);
    }
    return true;
}

bool rt_load_switch_on(struct rt_load *load)
{
    return restore_kind(load, RT_LOAD_TRIGGER, false);
}

bool rt_load_restore_here(struct rt_load *load)
{
    return restore_kind(load, RT_LOAD_INDEX, false) && restore_kind(load, RT_LOAD_INDEX, true) &&
           restore_kind(load, RT_LOAD_REFERENCE, false) && restore_kind(load, RT_LOAD_REFERENCE, true) &&
           rt_load_switch_on(load);
}

/* ---- with the journal ---------------------------------------------------------------------------------- */

/* Runs one step of an object and notes in the journal what is left of it, in one transaction. */
static bool step(const struct rt_load *load, struct rt_pg *pg, const struct rt_load_object *object, bool then)
{
    const char *statements = then ? object->then : object->restore;
    bool last = then || !*object->then;
    if (!*statements)
        return true;
    if (!rt_pg_run(pg, "BEGIN; %s", statements))
        return false;
    return (last ? rt_pg_run(pg, "DELETE FROM %s.schemac_load_object WHERE id = %" PRIu64, load->place,
                             object->id)
                 : rt_pg_run(pg, "UPDATE %s.schemac_load_object SET restore = '' WHERE id = %" PRIu64,
                             load->place, object->id)) &&
           rt_pg_run(pg, "COMMIT");
}

/* The steps of a kind one after another, which are quick but need locks on the whole table. */
static bool step_all(struct rt_load *load, enum rt_load_kind kind, bool then)
{
    for (size_t i = 0; i < load->object_count; i++) {
        struct rt_load_object *object = &load->objects[i];
        if (object->dropped && object->kind == kind && !step(load, &load->pg, object, then))
            return failed(load, object);
        if (object->kind == kind && !then)
            object->restore = "";
    }
    return true;
}

/* The work of many connections: indexes as such, then the checking of references. */
static bool is_long(const struct rt_load_object *object)
{
    if (!object->dropped || object->taken)
        return false;
    return object->kind == RT_LOAD_INDEX
               ? *object->restore
               : object->kind == RT_LOAD_REFERENCE && !*object->restore && *object->then;
}

/* References of one table are checked one after another: their locks exclude each other. */
static bool is_held(const struct rt_load *load, const struct rt_load_object *object)
{
    for (size_t i = 0; object->kind == RT_LOAD_REFERENCE && i < load->object_count; i++) {
        const struct rt_load_object *other = &load->objects[i];
        if (other->taken && other->kind == RT_LOAD_REFERENCE && other->table == object->table)
            return true;
    }
    return false;
}

static long take_object(struct rt_load *load, bool *wait)
{
    *wait = false;
    for (size_t i = 0; i < load->object_count; i++) {
        struct rt_load_object *object = &load->objects[i];
        if (!is_long(object))
            continue;
        if (is_held(load, object)) {
            *wait = true;
            continue;
        }
        object->taken = true;
        return (long)i;
    }
    return -1;
}

static bool run_object(struct rt_load_worker *worker, size_t item)
{
    struct rt_load_object *object = &worker->load->objects[item];
    snprintf(worker->doing, sizeof worker->doing, "could not make %s again", object->what);
    return step(worker->load, &worker->pg, object, object->kind == RT_LOAD_REFERENCE);
}

static void object_done(struct rt_load *load, size_t item)
{
    struct rt_load_object *object = &load->objects[item];
    object->taken = false;
    if (object->kind == RT_LOAD_INDEX)
        object->restore = "";
    object->dropped = object->kind == RT_LOAD_INDEX && *object->then;
}

static bool run_long_steps(struct rt_load *load)
{
    struct rt_load_work work = {.take = take_object, .run = run_object, .done = object_done};
    for (size_t i = 0; i < load->object_count; i++)
        work.items += is_long(&load->objects[i]);
    return rt_load_run_work(load, &work);
}

bool rt_load_restore_all(struct rt_load *load)
{
    return run_long_steps(load) && step_all(load, RT_LOAD_INDEX, true) &&
           step_all(load, RT_LOAD_REFERENCE, false) && run_long_steps(load);
}

/* ---- sequences ----------------------------------------------------------------------------------------- */

/* Moves one sequence, where it stands before the data; a sequence that cannot be moved is a warning, and an
 * open transaction goes on. */
static bool advance(struct rt_load *load, const struct rt_pg_rows *rows, int row)
{
    bool inside = load->mode == RT_LOAD_ONE;
    if (inside && !rt_pg_run(&load->pg, "SAVEPOINT sequence"))
        return false;
    bool moved = rt_pg_run(&load->pg, "%s", rt_pg_cell(rows, row, 1));
    if (!moved)
        rt_report_warning(load->report, "sequence %s could not be advanced past the data: %s",
                          rt_pg_cell(rows, row, 0), load->pg.error);
    return rt_pg_is_alive(&load->pg) &&
           (!inside ||
            rt_pg_run(&load->pg, moved ? "RELEASE sequence" : "ROLLBACK TO sequence; RELEASE sequence"));
}

bool rt_load_advance_sequences(struct rt_load *load)
{
    struct rt_pg_rows rows;
    char *oids = rt_load_oids(load, NULL);
    const char *parameters[] = {oids};
    if (!oids)
        return rt_load_out_of_memory(load);
    bool done = rt_pg_run(&load->pg, "SET search_path = pg_catalog") &&
                rt_pg_query(&load->pg, &rows, rt_sql_load_sequences, 1, parameters);
    free(oids);
    if (!done)
        return rt_pg_report(load->report, &load->pg, "could not read the sequences");
    for (int row = 0; done && row < rows.count; row++)
        done = advance(load, &rows, row);
    rt_pg_rows_free(&rows);
    return done || rt_pg_report(load->report, &load->pg, "could not advance the sequences");
}

/* ---- statistics ---------------------------------------------------------------------------------------- */

static bool analyze_table(struct rt_load_worker *worker, size_t item)
{
    const struct rt_load_table *table = &worker->load->tables[item];
    snprintf(worker->doing, sizeof worker->doing, "could not analyze table \"%s\"", table->table->label);
    return !table->owned || rt_pg_run(&worker->pg, "ANALYZE %s", table->table->sql_name);
}

static long take_table(struct rt_load *load, bool *wait)
{
    *wait = false;
    return load->next_table < load->table_count ? (long)load->next_table++ : -1;
}

static void table_done(struct rt_load *load, size_t item)
{
    (void)load, (void)item;
}

bool rt_load_analyze(struct rt_load *load)
{
    struct rt_load_work work = {
        .take = take_table, .run = analyze_table, .done = table_done, .items = load->table_count};
    return rt_load_run_work(load, &work);
}
