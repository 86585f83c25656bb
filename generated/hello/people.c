/* people.c: rows of table people. */
#include "hello_internal.h"

static bool prepare(struct rt_db *base)
{
    struct hello *db = (struct hello *)base;
    struct hello_people_params *t = &db->people;

    t->name_form = rt_fit(&rt_form_full_name, 0, 0);
    t->name = rt_stream_named(base->seed, "people", "name", "");
    return true;
}

static void generate(const struct hello *db, uint64_t n, struct hello_people *row, struct rt_scratch *scratch)
{
    const struct hello_people_params *t = &db->people;

    row->id = 1 + n;
    row->name = rt_fit_random(scratch, &t->name_form, rt_random(t->name, n));
}

void hello_people_generate(const struct hello *db, uint64_t n, struct hello_people *row,
    struct hello_scratch *scratch)
{
    generate(db, n, row, &scratch->space);
}

static uint64_t write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct hello *db = (const struct hello *)base;
    const size_t start = out->size;
    struct hello_people row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 22 + RT_SLACK + RT_ROOM_INT + row.name.size);
        if (!p)
            break;
        p = rt_csv_int(p, row.id);
        *p++ = ',';
        p = rt_csv_padded(p, row.name);
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
    struct hello_people row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 22 + RT_SLACK + RT_ROOM_INT + row.name.size);
        if (!p)
            break;
        p = rt_tsv_int(p, row.id);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.name);
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
    struct hello_people row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 36 + RT_SLACK + RT_ROOM_INT + row.name.size);
        if (!p)
            break;
        if (is_array)
            p = rt_json_array_begin(p, n);
        p = rt_put(p, "{\"id\":", 6);
        p = rt_json_int(p, row.id);
        p = rt_put(p, ",\"name\":", 8);
        p = rt_json_padded(p, row.name);
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
    struct hello_people row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        rt_sql_begin(out, &hello_people_table, n);
        char *p = rt_out_room(out, 22 + RT_SLACK + RT_ROOM_INT + row.name.size);
        if (!p)
            break;
        *p++ = '(';
        p = rt_sql_int(p, row.id);
        *p++ = ',';
        p = rt_sql_padded(p, row.name);
        *p++ = ')';
        p = rt_sql_end(p, &hello_people_table, n, base->rows[HELLO_PEOPLE]);
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
    struct hello_people row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 22 + RT_SLACK + RT_ROOM_INT + row.name.size);
        if (!p)
            break;
        p = rt_copy_int(p, row.id);
        *p++ = '\t';
        p = rt_copy_padded(p, row.name);
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
    struct hello_people row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 22 + RT_SLACK + RT_ROOM_INT + row.name.size);
        if (!p)
            break;
        p = rt_binary_row(p, 2);
        p = rt_binary_int8(p, row.id);
        p = rt_binary_padded(p, row.name);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static const struct rt_column columns[] = {
    {.name = "id", .type = &hello_type_bigint, .rule = "1, 2, 3 …", .always = true},
    {.name = "name", .type = &hello_type_text, .rule = "a person's name"},
};

static const struct rt_constraint constraints[] = {
    {"people_pkey", "primary key", "\"id\" counts the rows"},
};

static const struct rt_declared declared[] = {
    {"primary key", "people_pkey", "PRIMARY KEY (id)"},
    {"not null", "id", "id NOT NULL"},
    {"not null", "name", "name NOT NULL"},
};

const struct rt_table hello_people_table = {
    .schema = "public",
    .name = "people",
    .label = "people",
    .sql_name = "public.people",
    .sql_columns = "id, name",
    .overriding = true,
    .sql_batch = 256,
    .columns = columns,
    .column_count = 2,
    .constraints = constraints,
    .constraint_count = 1,
    .declared = declared,
    .declared_count = 3,
    .rows = {.kind = RT_ROWS_FIXED, .count = 100},
    .prepare = prepare,
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
