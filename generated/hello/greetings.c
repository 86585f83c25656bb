/* greetings.c: rows of table greetings. */
#include "hello_internal.h"

static const uint64_t greetings_greeting_weights[] = {5000000, 3000000, 1000000};

static const struct rt_label greetings_greeting_values[] = {
    {"Hello", 5},
    {"Good morning", 12},
    {"How do you do", 13},
};

static bool prepare(struct rt_db *base)
{
    struct hello *db = (struct hello *)base;
    struct hello_greetings_params *t = &db->greetings;

    t->person_id = rt_stream_named(base->seed, "greetings", "person_id", "");
    if (!rt_weighted_init(&t->greeting_choice, greetings_greeting_weights, 3))
        return rt_fail(base, "%s", "could not prepare a choice: out of memory, or all weights are 0");
    t->greeting = rt_stream_named(base->seed, "greetings", "greeting", "");
    t->said_at = rt_stream_named(base->seed, "greetings", "said_at", "");
    return true;
}

static void release(struct rt_db *base)
{
    struct hello_greetings_params *t = &((struct hello *)base)->greetings;

    rt_weighted_free(&t->greeting_choice);
}

static void generate(const struct hello *db, uint64_t n, struct hello_greetings *row,
    struct rt_scratch *scratch)
{
    const struct hello_greetings_params *t = &db->greetings;

    row->id = 1 + n;

    const uint64_t person_id_row = rt_below(rt_random(t->person_id, n), db->base.rows[HELLO_PEOPLE]);
    row->person_id = hello_people_id(db, person_id_row, scratch);

    const uint64_t greeting_index = rt_weighted_at(&t->greeting_choice, rt_random(t->greeting, n));
    row->greeting = rt_label_at(greetings_greeting_values, greeting_index);
    row->said_at = INT64_C(725932800000000) + 1000000 * rt_below(rt_random(t->said_at, n), 94608000);
}

void hello_greetings_generate(const struct hello *db, uint64_t n, struct hello_greetings *row,
    struct hello_scratch *scratch)
{
    generate(db, n, row, &scratch->space);
}

static uint64_t write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct hello *db = (const struct hello *)base;
    const size_t start = out->size;
    struct hello_greetings row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 36 + RT_SLACK + 2 * RT_ROOM_INT + row.greeting.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_csv_int(p, row.id);
        *p++ = ',';
        p = rt_csv_int(p, row.person_id);
        *p++ = ',';
        p = rt_csv_padded(p, row.greeting);
        *p++ = ',';
        p = rt_csv_timestamptz(p, row.said_at);
        *p++ = '\n';
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static uint64_t write_tsv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct hello *db = (const struct hello *)base;
    const size_t start = out->size;
    struct hello_greetings row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 36 + RT_SLACK + 2 * RT_ROOM_INT + row.greeting.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_tsv_int(p, row.id);
        *p++ = '\t';
        p = rt_tsv_int(p, row.person_id);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.greeting);
        *p++ = '\t';
        p = rt_tsv_timestamptz(p, row.said_at);
        *p++ = '\n';
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

/* The rows of both JSON formats: elements of an array, or a line each. */
static uint64_t write_objects(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out, bool is_array)
{
    const struct hello *db = (const struct hello *)base;
    const size_t start = out->size;
    struct hello_greetings row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 78 + RT_SLACK + 2 * RT_ROOM_INT + row.greeting.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        if (is_array)
            p = rt_json_array_begin(p, n);
        p = rt_put(p, "{\"id\":", 6);
        p = rt_json_int(p, row.id);
        p = rt_put(p, ",\"person_id\":", 13);
        p = rt_json_int(p, row.person_id);
        p = rt_put(p, ",\"greeting\":", 12);
        p = rt_json_padded(p, row.greeting);
        p = rt_put(p, ",\"said_at\":", 11);
        p = rt_json_timestamptz(p, row.said_at);
        *p++ = '}';
        *p = '\n';
        p += !is_array;
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static uint64_t write_ndjson(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    return write_objects(base, first, count, limit, scratch, out, false);
}

static uint64_t write_json(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    return write_objects(base, first, count, limit, scratch, out, true);
}

static uint64_t write_sql(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct hello *db = (const struct hello *)base;
    const size_t start = out->size;
    struct hello_greetings row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        rt_sql_begin(out, &hello_greetings_table, n);
        char *p = rt_out_room(out, 36 + RT_SLACK + 2 * RT_ROOM_INT + row.greeting.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        *p++ = '(';
        p = rt_sql_int(p, row.id);
        *p++ = ',';
        p = rt_sql_int(p, row.person_id);
        *p++ = ',';
        p = rt_sql_padded(p, row.greeting);
        *p++ = ',';
        p = rt_sql_timestamptz(p, row.said_at);
        *p++ = ')';
        p = rt_sql_end(p, &hello_greetings_table, n, base->rows[HELLO_GREETINGS]);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static uint64_t write_copy(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct hello *db = (const struct hello *)base;
    const size_t start = out->size;
    struct hello_greetings row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 36 + RT_SLACK + 2 * RT_ROOM_INT + row.greeting.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_copy_int(p, row.id);
        *p++ = '\t';
        p = rt_copy_int(p, row.person_id);
        *p++ = '\t';
        p = rt_copy_padded(p, row.greeting);
        *p++ = '\t';
        p = rt_copy_timestamptz(p, row.said_at);
        *p++ = '\n';
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static uint64_t write_copy_binary(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct hello *db = (const struct hello *)base;
    const size_t start = out->size;
    struct hello_greetings row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 36 + RT_SLACK + 2 * RT_ROOM_INT + row.greeting.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_binary_row(p, 4);
        p = rt_binary_int8(p, row.id);
        p = rt_binary_int8(p, row.person_id);
        p = rt_binary_padded(p, row.greeting);
        p = rt_binary_int8(p, row.said_at);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static const struct rt_column columns[] = {
    {.name = "id", .type = &hello_type_bigint, .rule = "1, 2, 3 …", .always = true},
    {.name = "person_id", .type = &hello_type_bigint, .rule = "people.id of the row referenced"},
    {.name = "greeting", .type = &hello_type_text, .rule = "one of 'Hello', 'Good morning', 'How do you do'"},
    {.name = "said_at", .type = &hello_type_timestamp_with_time_zone, .rule = "a moment of the last years"},
};

static const struct rt_constraint constraints[] = {
    {"greetings_pkey", "primary key", "\"id\" counts the rows"},
    {"greetings_person_id_fkey", "foreign key", "any parent row, all equally likely"},
};

static const struct rt_declared declared[] = {
    {"primary key", "greetings_pkey", "PRIMARY KEY (id)"},
    {"foreign key", "greetings_person_id_fkey", "FOREIGN KEY (person_id) REFERENCES public.people(id)"},
    {"not null", "id", "id NOT NULL"},
    {"not null", "person_id", "person_id NOT NULL"},
    {"not null", "greeting", "greeting NOT NULL"},
    {"not null", "said_at", "said_at NOT NULL"},
};

static const uint16_t limit_tables_1[] = {HELLO_PEOPLE};

static const struct rt_limit limits[] = {
    {
        .constraint = "greetings_person_id_fkey",
        .reason = "it references table \"people\", which has no rows",
        .fixed = 1,
        .tables = limit_tables_1,
        .table_count = 1,
        .when_empty = true,
    },
};

const struct rt_table hello_greetings_table = {
    .schema = "public",
    .name = "greetings",
    .label = "greetings",
    .sql_name = "public.greetings",
    .sql_columns = "id, person_id, greeting, said_at",
    .overriding = true,
    .sql_batch = 256,
    .columns = columns,
    .column_count = 4,
    .constraints = constraints,
    .constraint_count = 2,
    .declared = declared,
    .declared_count = 6,
    .rows = {.kind = RT_ROWS_PER, .minimum = 1, .maximum = 5, .parent = HELLO_PEOPLE},
    .limits = limits,
    .limit_count = 1,
    .prepare = prepare,
    .release = release,
    .write = {
        [RT_CSV] = write_csv,
        [RT_TSV] = write_tsv,
        [RT_NDJSON] = write_ndjson,
        [RT_JSON_ARRAY] = write_json,
        [RT_SQL] = write_sql,
        [RT_COPY] = write_copy,
        [RT_COPY_BINARY] = write_copy_binary,
    },
};
