/* hello.c: the tables of hello as the runtime knows them, and opening them. */
#include "hello_internal.h"

#include <stdlib.h>

const struct rt_type hello_type_bigint = {
    .kind = RT_INT,
    .wire = RT_WIRE_INT8,
    .name = "bigint",
};

const struct rt_type hello_type_text = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "text",
};

const struct rt_type hello_type_timestamp_with_time_zone = {
    .kind = RT_TIMESTAMPTZ,
    .wire = RT_WIRE_KIND,
    .name = "timestamp with time zone",
};

static const struct rt_table *const tables[] = {
    &hello_people_table,
    &hello_greetings_table,
};

static const uint16_t load_order[] = {
    HELLO_PEOPLE,
    HELLO_GREETINGS,
};

const struct rt_program hello_program = {
    .abi = RT_ABI,
    .name = "hello",
    .seed = 1,
    .tables = tables,
    .table_count = 2,
    .load_order = load_order,
    .db_size = sizeof(struct hello),
};

struct hello *hello_open(const struct hello_options *options)
{
    struct rt_rows_request requests[HELLO_TABLES + 1];
    struct rt_open_options asked = {
        .has_seed = options->has_seed,
        .seed = options->seed,
        .has_rows = options->has_rows,
        .rows = options->rows,
        .requests = requests,
    };

    for (uint16_t i = 0; options->table_rows && i < HELLO_TABLES; i++)
        if (options->table_rows[i] != UINT64_MAX)
            requests[asked.request_count++] = (struct rt_rows_request){i, options->table_rows[i]};
    return (struct hello *)rt_open(&hello_program, &asked);
}

void hello_close(struct hello *db)
{
    rt_close(&db->base);
}

const char *hello_error(const struct hello *db)
{
    return db->base.error[0] ? db->base.error : NULL;
}

uint64_t hello_rows(const struct hello *db, enum hello_table table)
{
    return db->base.rows[table];
}

struct hello_scratch *hello_scratch_new(void)
{
    struct hello_scratch *scratch = calloc(1, sizeof *scratch);

    if (scratch && !rt_scratch_init(&scratch->space)) {
        free(scratch);
        return NULL;
    }
    return scratch;
}

void hello_scratch_reset(struct hello_scratch *scratch)
{
    rt_scratch_reset(&scratch->space);
}

void hello_scratch_free(struct hello_scratch *scratch)
{
    if (!scratch)
        return;
    rt_scratch_free(&scratch->space);
    free(scratch);
}
