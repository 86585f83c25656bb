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

static bool prepare(struct rt_db *db, const struct rt_open_options *options)
{
    const struct rt_program *program = db->program;
    if (program->abi != RT_ABI)
        return rt_fail(db, "the program is made for runtime %u, but linked with runtime %u", program->abi,
                       RT_ABI);
    db->rows = calloc((size_t)program->table_count + 1, sizeof *db->rows);
    db->first = calloc((size_t)program->table_count + 1, sizeof *db->first);
    db->server_types = calloc((size_t)program->server_type_count + 1, sizeof *db->server_types);
    if (!db->rows || !db->first || !db->server_types)
        return rt_fail(db, "out of memory");
    if (options->taken)
        memcpy(db->first, options->taken, program->table_count * sizeof *db->first);
    if (!rt_rows_resolve(db, options))
        return false;
    for (uint16_t i = 0; i < program->table_count; i++)
        if (program->tables[i]->prepare && !program->tables[i]->prepare(db))
            return rt_fail(db, "could not prepare table \"%s\"", program->tables[i]->label);
    return true;
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
    for (uint16_t i = 0; i < db->program->table_count; i++)
        if (db->program->tables[i]->release)
            db->program->tables[i]->release(db);
    free(db->rows);
    free(db->first);
    free(db->server_types);
    free(db);
}
