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

static const struct rt_column people_columns[] = {
    {"id", &hello_type_bigint, false, true, true, "1, 2, 3 \342\200\246"},
    {"name", &hello_type_text, false, true, false, "a person's name"},
};

static const struct rt_constraint people_constraints[] = {
    {"people_pkey", "primary key", "\"id\" counts the rows"},
};

static const struct rt_declared people_declared[] = {
    {"primary key", "people_pkey", "PRIMARY KEY (id)"},
    {"not null", "id", "id NOT NULL"},
    {"not null", "name", "name NOT NULL"},
};

static const struct rt_column greetings_columns[] = {
    {"id", &hello_type_bigint, false, true, true, "1, 2, 3 \342\200\246"},
    {"person_id", &hello_type_bigint, false, true, false, "people.id of the row referenced"},
    {"greeting", &hello_type_text, false, true, false, "one of some values"},
    {"said_at", &hello_type_timestamp_with_time_zone, false, true, false, "a moment of the last years"},
};

static const struct rt_constraint greetings_constraints[] = {
    {"greetings_pkey", "primary key", "\"id\" counts the rows"},
    {"greetings_person_id_fkey", "foreign key", "any parent row, all equally likely"},
};

static const uint16_t greetings_limit_0[] = {HELLO_PEOPLE};

static const struct rt_declared greetings_declared[] = {
    {"primary key", "greetings_pkey", "PRIMARY KEY (id)"},
    {"foreign key", "greetings_person_id_fkey", "FOREIGN KEY (person_id) REFERENCES public.people(id)"},
    {"not null", "id", "id NOT NULL"},
    {"not null", "person_id", "person_id NOT NULL"},
    {"not null", "greeting", "greeting NOT NULL"},
    {"not null", "said_at", "said_at NOT NULL"},
};

static const struct rt_limit greetings_limits[] = {
    {
        .constraint = "greetings_person_id_fkey",
        .reason = "it references table \"people\", which has no rows",
        .fixed = 1,
        .tables = greetings_limit_0,
        .table_count = 1,
        .when_empty = true,
    },
};

const struct rt_table hello_tables[] = {
    {
        .schema = "public",
        .name = "people",
        .label = "people",
        .sql_name = "public.people",
        .sql_columns = "id, name",
        .overriding = true,
        .sql_batch = 256,
        .comment = NULL,
        .columns = people_columns,
        .column_count = 2,
        .constraints = people_constraints,
        .constraint_count = 1,
        .declared = people_declared,
        .declared_count = 3,
        .rows = {.kind = RT_ROWS_FIXED, .count = 100},
        .prepare = hello_people_prepare,
        .release = hello_people_release,
        .write = {
            hello_people_write_csv,
            hello_people_write_tsv,
            hello_people_write_ndjson,
            hello_people_write_json,
            hello_people_write_sql,
            hello_people_write_copy,
            hello_people_write_copy_binary,
        },
    },
    {
        .schema = "public",
        .name = "greetings",
        .label = "greetings",
        .sql_name = "public.greetings",
        .sql_columns = "id, person_id, greeting, said_at",
        .overriding = true,
        .sql_batch = 256,
        .comment = NULL,
        .columns = greetings_columns,
        .column_count = 4,
        .constraints = greetings_constraints,
        .constraint_count = 2,
        .declared = greetings_declared,
        .declared_count = 6,
        .rows = {.kind = RT_ROWS_PER, .minimum = 1, .maximum = 5, .parent = HELLO_PEOPLE},
        .limits = greetings_limits,
        .limit_count = 1,
        .prepare = hello_greetings_prepare,
        .release = hello_greetings_release,
        .write = {
            hello_greetings_write_csv,
            hello_greetings_write_tsv,
            hello_greetings_write_ndjson,
            hello_greetings_write_json,
            hello_greetings_write_sql,
            hello_greetings_write_copy,
            hello_greetings_write_copy_binary,
        },
    },
};

static const uint16_t load_order[] = {
    HELLO_PEOPLE,
    HELLO_GREETINGS,
};


const struct rt_program hello_program = {
    .abi = RT_ABI,
    .name = "hello",
    .comment = NULL,
    .seed = 1,
    .tables = hello_tables,
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
