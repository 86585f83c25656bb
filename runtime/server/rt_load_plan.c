/*
 * What is dropped, frozen, split and put off. What it pays to drop is wanted first; then dropping and making
 * again is rehearsed in a transaction that is rolled back, and what fails there stays in place.
 */
#include "rt_load.h"

#include <stdlib.h>
#include <string.h>

#define DROP_ROWS  20000  /* of a table, where making indexes and references again pays */
#define MANY_ROWS  200000 /* of a load, where a journal and several connections pay */
#define SPLIT_ROWS 100000 /* of a part, at least */
#define PARTS_EACH 4      /* parts that each connection gets of a table that is split */

/* ---- what is wanted ------------------------------------------------------------------------------------ */

/* Whether a table's rows are there before those of another: it stands earlier, or is loaded at
 * another time. */
static bool comes_first(const struct rt_load *load, uint64_t parent, uint64_t child)
{
    const struct rt_load_table *first = rt_load_find(load, parent), *second = rt_load_find(load, child);
    return !first || !second || first <= second;
}

static bool is_large(const struct rt_load *load, uint64_t oid)
{
    const struct rt_load_table *table = rt_load_find(load, oid);
    return table && table->rows >= DROP_ROWS;
}

static struct rt_load_reference *find_reference(const struct rt_load *load, uint64_t oid)
{
    for (size_t i = 0; i < load->reference_count; i++)
        if (load->references[i].oid == oid)
            return &load->references[i];
    return NULL;
}

static bool is_wanted(const struct rt_load *load, const struct rt_load_object *object)
{
    const struct rt_load_table *table = rt_load_find(load, object->table);
    const struct rt_load_reference *reference = find_reference(load, object->oid);
    if (object->kind == RT_LOAD_TRIGGER)
        return load->triggers_off;
    if (!table || load->append || (table->filled && !load->cli->options.replace))
        return false;
    if (object->kind == RT_LOAD_INDEX && load->triggered)
        return false;
    if (object->kind == RT_LOAD_INDEX)
        return is_large(load, object->table);
    if (reference && !comes_first(load, reference->to, reference->from))
        return true;
    return reference && table->plain && (is_large(load, reference->from) || is_large(load, reference->to));
}

static bool want(struct rt_load *load)
{
    bool any = false;
    for (size_t i = 0; i < load->object_count; i++)
        any |= load->objects[i].wanted = is_wanted(load, &load->objects[i]);
    return any;
}

/* ---- locks --------------------------------------------------------------------------------------------- */

static bool cannot(struct rt_load *load, const char *what)
{
    return rt_pg_report(load->report, &load->pg, "could not %s", what);
}

static bool put_names(const struct rt_load *load, struct rt_out *out,
                      bool (*chosen)(const struct rt_load_table *table))
{
    for (size_t i = 0; i < load->table_count; i++) {
        const struct rt_load_table *table = &load->tables[i];
        if (!chosen(table))
            continue;
        const char *name = table->table->sql_name;
        size_t size = strlen(name);
        char *at = rt_out_room(out, size + 8);
        if (!at)
            return false;
        at += sprintf(at, "%s%s%s", out->size ? ", " : "", table->partitioned ? "" : "ONLY ", name);
        rt_out_end(out, at);
    }
    char *at = rt_out_room(out, 1);
    if (at)
        *at = '\0';
    return at;
}

/* The chosen tables' names with commas between; the caller's. NULL where memory is out. */
static char *names_of(const struct rt_load *load, bool (*chosen)(const struct rt_load_table *table))
{
    struct rt_out out;
    if (rt_out_init(&out, 1024) && put_names(load, &out, chosen))
        return out.data;
    rt_out_free(&out);
    return NULL;
}

static bool is_owned(const struct rt_load_table *table)
{
    return table->owned;
}

/* Empty tables too: those that refer to a table that is emptied must be named with it. */
static bool is_emptied(const struct rt_load_table *table)
{
    return table->filled || table->may_truncate;
}

bool rt_load_lock(struct rt_load *load)
{
    char *names = names_of(load, is_owned);
    bool done = names && (!*names || rt_pg_run(&load->pg, "LOCK TABLE %s IN ACCESS EXCLUSIVE MODE", names));
    bool out_of_memory = !names;
    free(names);
    if (done)
        return true;
    if (out_of_memory)
        return rt_load_out_of_memory(load);
    cannot(load, "lock the tables");
    if (strcmp(load->pg.state, "55P03") == 0)
        rt_load_show_lockers(load);
    return false;
}

bool rt_load_empty(struct rt_load *load)
{
    bool any = false;
    for (size_t i = 0; i < load->table_count; i++)
        any |= load->tables[i].filled;
    char *names = any && load->cli->options.replace ? names_of(load, is_emptied) : NULL;
    bool done =
        !names || !*names ||
        rt_pg_run(&load->pg,
                  "SET LOCAL search_path TO DEFAULT; TRUNCATE %s; SET LOCAL search_path = pg_catalog", names);
    free(names);
    return done || cannot(load, "delete the rows that are there");
}

/* ---- the rehearsal ------------------------------------------------------------------------------------- */

static bool stays(struct rt_load *load, struct rt_load_object *object, const char *why)
{
    free((char *)object->stays);
    object->stays = strdup(why);
    object->wanted = object->dropped = false;
    return object->stays || rt_load_out_of_memory(load);
}

/* Runs statements in a savepoint; where they fail the object stays, and *failed is set. */
static bool try(struct rt_load *load, struct rt_load_object *object, const char *statements, bool *failed)
{
    if (!*statements)
        return true;
    if (rt_pg_run(&load->pg, "SAVEPOINT rehearsal; %s; RELEASE rehearsal", statements))
        return true;
    char why[sizeof load->pg.error];
    if (!rt_pg_is_alive(&load->pg))
        return cannot(load, "rehearse the load");
    memcpy(why, load->pg.error, sizeof why);
    *failed = true;
    return (rt_pg_run(&load->pg, "ROLLBACK TO rehearsal; RELEASE rehearsal") ||
            cannot(load, "rehearse the load")) &&
           stays(load, object, why);
}

static bool try_drops(struct rt_load *load, enum rt_load_kind kind)
{
    bool failed;
    for (size_t i = 0; i < load->object_count; i++) {
        struct rt_load_object *object = &load->objects[i];
        if (object->kind != kind || !object->wanted)
            continue;
        object->dropped = true;
        if (!try(load, object, object->drop, &failed))
            return false;
    }
    return true;
}

/* Makes the objects of a kind again, each step for all of them. */
static bool try_restores_of(struct rt_load *load, enum rt_load_kind kind, bool *failed)
{
    for (int step = 0; step < 2; step++) {
        for (size_t i = 0; i < load->object_count; i++) {
            struct rt_load_object *object = &load->objects[i];
            if (object->kind == kind && object->dropped &&
                !try(load, object, step ? object->then : object->restore, failed))
                return false;
        }
    }
    return true;
}

/* Stops after a kind of which something failed: what comes after may fail for that alone. */
static bool try_restores(struct rt_load *load, bool *failed)
{
    return try_restores_of(load, RT_LOAD_INDEX, failed) &&
           (*failed || try_restores_of(load, RT_LOAD_REFERENCE, failed)) &&
           (*failed || try_restores_of(load, RT_LOAD_TRIGGER, failed));
}

/* Whether an object is among those that the catalog has now, as it was. */
static bool is_same(const struct rt_load_object *object, const struct rt_pg_rows *rows)
{
    for (int row = 0; row < rows->count; row++)
        if (strcmp(rt_pg_cell(rows, row, 2), object->what) == 0 &&
            rt_pg_number(rows, row, 1) == object->table &&
            strcmp(rt_pg_cell(rows, row, 6), object->same) == 0)
            return true;
    return false;
}

static bool compare(struct rt_load *load, bool *failed)
{
    struct rt_pg_rows rows = {0};
    bool done = rt_load_query_objects(load, &rows);
    for (size_t i = 0; done && i < load->object_count; i++) {
        struct rt_load_object *object = &load->objects[i];
        if (!object->dropped || is_same(object, &rows))
            continue;
        *failed = true;
        done = stays(load, object, "it would not be made again as it was");
    }
    rt_pg_rows_free(&rows);
    return done;
}

/* One rehearsal; *failed is set where something could not be made again, and another is needed. */
static bool rehearse_once(struct rt_load *load, bool *failed)
{
    *failed = false;
    bool done = (rt_pg_run(&load->pg, "BEGIN") || cannot(load, "begin a transaction")) &&
                rt_load_lock(load) && try_drops(load, RT_LOAD_TRIGGER) && rt_load_empty(load) &&
                try_drops(load, RT_LOAD_REFERENCE) && try_drops(load, RT_LOAD_INDEX) &&
                try_restores(load, failed) && (*failed || compare(load, failed));
    if (rt_pg_is_alive(&load->pg))
        rt_pg_run(&load->pg, "ROLLBACK");
    return done;
}

static bool rehearse(struct rt_load *load)
{
    bool again = want(load);
    while (again) {
        for (size_t i = 0; i < load->object_count; i++)
            load->objects[i].dropped = false;
        if (!rehearse_once(load, &again))
            return false;
    }
    for (size_t i = 0; i < load->object_count; i++) {
        struct rt_load_reference *reference =
            load->objects[i].dropped ? find_reference(load, load->objects[i].oid) : NULL;
        if (reference)
            reference->dropped = true;
    }
    return true;
}

/* ---- modes --------------------------------------------------------------------------------------------- */

static bool needs_many(const struct rt_load *load)
{
    return load->rows >= MANY_ROWS && load->place;
}

/* References against the order of the load are checked at the end of the transaction, or else of the one
 * statement that inserts all rows. */
static void close_cycles(struct rt_load *load)
{
    for (size_t i = 0; i < load->reference_count; i++) {
        const struct rt_load_reference *reference = &load->references[i];
        if (reference->dropped || comes_first(load, reference->to, reference->from))
            continue;
        load->deferred |= reference->deferrable;
        load->at_once |= !reference->deferrable;
    }
    load->staged = load->append || load->at_once;
}

/* ---- tables -------------------------------------------------------------------------------------------- */

static bool trigger_is_off(const struct rt_load *load, const struct rt_load_trigger *trigger)
{
    for (size_t i = 0; i < load->object_count; i++)
        if (load->objects[i].kind == RT_LOAD_TRIGGER && load->objects[i].oid == trigger->oid)
            return load->objects[i].dropped;
    return false;
}

bool rt_load_trigger_fires(const struct rt_load *load, const struct rt_load_trigger *trigger)
{
    return !trigger->silent && !trigger_is_off(load, trigger);
}

/* TRUNCATE in the transaction that loads is what FREEZE needs; it must not be noticed. */
static bool can_freeze(const struct rt_load *load, const struct rt_load_table *table)
{
    if (load->staged || load->triggered || !table->plain || !table->owned || !table->may_truncate ||
        table->parts != 1 || table->rows < 1000)
        return false;
    for (size_t i = 0; i < load->reference_count; i++) {
        const struct rt_load_reference *reference = &load->references[i];
        if (reference->to == table->oid && reference->from != table->oid && !reference->dropped)
            return false;
    }
    for (size_t i = 0; i < load->trigger_count; i++) {
        const struct rt_load_trigger *trigger = &load->triggers[i];
        if (trigger->relation == table->oid && trigger->on_truncate && rt_load_trigger_fires(load, trigger))
            return false;
    }
    return true;
}

/* Triggers may put rows into other tables, where only keys that are there show which rows of ours have no
 * place. */
static bool is_triggered(const struct rt_load *load)
{
    for (size_t i = 0; i < load->trigger_count; i++)
        if (load->triggers[i].on_insert && rt_load_trigger_fires(load, &load->triggers[i]))
            return true;
    return false;
}

static bool refers_to_itself(const struct rt_load *load, const struct rt_load_table *table)
{
    for (size_t i = 0; i < load->reference_count; i++) {
        const struct rt_load_reference *reference = &load->references[i];
        if (reference->from == table->oid && reference->to == table->oid && !reference->dropped)
            return true;
    }
    return false;
}

/* A table that holds more than its share of the rows is split among the connections. */
static unsigned parts_of(const struct rt_load *load, const struct rt_load_table *table)
{
    unsigned jobs = load->cli->options.jobs;
    rt_uint128 share = load->rows;
    if (load->mode == RT_LOAD_ONE || jobs < 2 || table->rows < 2 * SPLIT_ROWS ||
        (rt_uint128)table->rows * jobs <= share || refers_to_itself(load, table))
        return 1;
    uint64_t most = table->rows / SPLIT_ROWS, wanted = (uint64_t)jobs * PARTS_EACH;
    return (unsigned)(wanted < most ? wanted : most);
}

bool rt_load_make_parts(struct rt_load *load)
{
    size_t count = 0;
    for (size_t i = 0; i < load->table_count; i++) {
        struct rt_load_table *table = &load->tables[i];
        table->parts = table->parts_left = table->rows ? parts_of(load, table) : 0;
        table->freeze = can_freeze(load, table);
        count += table->parts;
    }
    free(load->parts);
    load->part_count = 0;
    load->parts = calloc(count + 1, sizeof *load->parts);
    if (!load->parts)
        return rt_load_out_of_memory(load);
    for (size_t i = 0; i < load->table_count; i++) {
        struct rt_load_table *table = &load->tables[i];
        for (unsigned part = 0; part < table->parts; part++)
            load->parts[load->part_count++] = (struct rt_load_part){
                .table = table,
                .first = table->there + (uint64_t)((rt_uint128)table->rows * part / table->parts),
                .end = table->there + (uint64_t)((rt_uint128)table->rows * (part + 1) / table->parts)};
    }
    return true;
}

/* ---- the plan ------------------------------------------------------------------------------------------ */

static bool check_filled(struct rt_load *load)
{
    const struct rt_load_table *first = NULL;
    unsigned count = 0;
    for (size_t i = 0; i < load->table_count; i++) {
        count += load->tables[i].filled;
        first = first ? first : load->tables[i].filled ? &load->tables[i] : NULL;
    }
    if (!count || load->append || load->cli->options.replace)
        return true;
    if (count == 1)
        rt_report_error(load->report, "table \"%s\" has rows", first->table->label);
    else
        rt_report_error(load->report, "%u tables have rows, \"%s\" among them", count, first->table->label);
    rt_report_hint(load->report, "Delete the rows first, have them deleted with --replace, add to them with "
                                 "--append, or choose other tables with "
                                 "--tables.");
    return rt_load_wrong(load);
}

bool rt_load_recheck(struct rt_load *load)
{
    return rt_load_look_for_rows(load) && check_filled(load);
}

bool rt_load_make_plan(struct rt_load *load)
{
    for (size_t i = 0; i < load->table_count; i++)
        load->append |= load->cli->options.append && load->tables[i].filled;
    load->triggers_off = load->cli->options.triggers != RT_TRIGGERS_ON;
    load->triggered = !load->triggers_off && is_triggered(load);
    if (!check_filled(load) || !rehearse(load))
        return false;
    load->triggered = is_triggered(load);
    close_cycles(load);
    load->mode =
        needs_many(load) && !load->deferred && !load->staged && !load->triggered ? RT_LOAD_MANY : RT_LOAD_ONE;
    return rt_load_make_parts(load);
}
