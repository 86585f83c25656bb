/* Opening and closing a database: row counts, then each table's parameters. Nothing here prints or ends. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rt_rows.h"

bool rt_fail(struct rt_db *db, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (!*db->error)
        vsnprintf(db->error, sizeof db->error, format, arguments);
    va_end(arguments);
    return false;
}

bool rt_hint(struct rt_db *db, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (!*db->hint)
        vsnprintf(db->hint, sizeof db->hint, format, arguments);
    va_end(arguments);
    return false;
}

static bool allocate(struct rt_db *db, const struct rt_open_options *options)
{
    const struct rt_program *program = db->program;
    db->rows = calloc((size_t)program->table_count + 1, sizeof *db->rows);
    db->first = calloc((size_t)program->table_count + 1, sizeof *db->first);
    db->joined = calloc((size_t)program->table_count + 1, sizeof *db->joined);
    db->server_types = calloc((size_t)program->server_type_count + 1, sizeof *db->server_types);
    if (!db->rows || !db->first || !db->joined || !db->server_types)
        return rt_fail(db, "out of memory");
    for (uint16_t i = 0; i < program->table_count; i++)
        db->joined[i] = UINT64_MAX;
    if (options->taken)
        memcpy(db->first, options->taken, program->table_count * sizeof *db->first);
    return true;
}

static bool prepare_tables(struct rt_db *db)
{
    const struct rt_program *program = db->program;
    for (uint16_t i = 0; i < program->table_count; i++)
        if (program->tables[i]->prepare && !program->tables[i]->prepare(db))
            return rt_fail(db, "could not prepare table \"%s\"", program->tables[i]->label);
    return true;
}

static void release_tables(struct rt_db *db)
{
    for (uint16_t i = 0; i < db->program->table_count; i++)
        if (db->program->tables[i]->release)
            db->program->tables[i]->release(db);
}

/* Looks up parents; stops, and notes it, at the first table that has more rows than there are parents for. */
static bool join_tables(struct rt_db *db, bool *has_fewer)
{
    const struct rt_program *program = db->program;
    *has_fewer = false;
    for (uint16_t i = 0; i < program->table_count && !*has_fewer; i++) {
        uint64_t found = db->rows[i];
        if (program->tables[i]->join && !program->tables[i]->join(db, &found))
            return rt_fail(db, "could not look up the parents of table \"%s\": out of memory",
                           program->tables[i]->label);
        *has_fewer = found < db->rows[i];
        if (*has_fewer)
            db->joined[i] = found;
    }
    return true;
}

/* Row counts, and what depends on them, until there are parents for all rows: each turn lowers a table's. */
static bool settle(struct rt_db *db, const struct rt_open_options *options)
{
    struct rt_open_options unheard = *options;
    bool has_fewer = true;
    unheard.warn = NULL;
    for (unsigned turn = 0; has_fewer; turn++) {
        if (turn > 2u * db->program->table_count)
            return rt_fail(db, "row counts do not settle: parents are looked up in a circle");
        release_tables(db);
        if (!rt_rows_resolve(db, options) || !rt_rows_report(db, &unheard) || !prepare_tables(db) ||
            !join_tables(db, &has_fewer))
            return false;
    }
    return rt_rows_report(db, options);
}

static bool prepare(struct rt_db *db, const struct rt_open_options *options)
{
    if (db->program->abi != RT_ABI)
        return rt_fail(db, "the program is made for runtime %u, but linked with runtime %u", db->program->abi,
                       RT_ABI);
    return allocate(db, options) && settle(db, options);
}

struct rt_db *rt_open(const struct rt_program *program, const struct rt_open_options *options)
{
    static const struct rt_open_options none;
    if (!options)
        options = &none;
    struct rt_db *db = calloc(1, program->db_size);
    if (!db)
        return NULL;
    db->program = program;
    db->seed = options->has_seed ? options->seed : program->seed;
    db->key_seed = options->taken ? options->key_seed : db->seed;
    prepare(db, options);
    return db;
}

void rt_close(struct rt_db *db)
{
    if (!db)
        return;
    release_tables(db);
    free(db->rows);
    free(db->first);
    free(db->joined);
    free(db->server_types);
    free(db);
}
