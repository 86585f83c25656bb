/* products.c: rows of table products. */
#include "crm_internal.h"

static bool prepare(struct rt_db *base)
{
    struct crm *db = (struct crm *)base;
    struct crm_products_params *t = &db->products;

    t->sku = rt_stream_named(base->key_seed, "products", "sku", "");
    t->sku_texts = rt_fit_keys(&rt_form_sku, 20, t->sku, db->base.first[CRM_PRODUCTS],
        db->base.rows[CRM_PRODUCTS]);
    t->name_form = rt_fit(&rt_form_name, 80, 0);
    t->name = rt_stream_named(base->seed, "products", "name", "");
    t->description = rt_stream_named(base->seed, "products", "description", "");
    t->description_null = rt_stream_named(base->seed, "products", "description", "null");
    rt_quantiles_exponential(&t->price_distribution, RT_REAL_ONE / 5);
    t->price = rt_stream_named(base->seed, "products", "price", "");
    rt_quantiles_exponential(&t->stock_distribution, RT_REAL_ONE / 5);
    t->stock = rt_stream_named(base->seed, "products", "stock", "");
    t->discontinued_on = rt_stream_named(base->seed, "products", "discontinued_on", "");
    t->discontinued_on_null = rt_stream_named(base->seed, "products", "discontinued_on", "null");
    return true;
}

static void generate(const struct crm *db, uint64_t n, struct crm_products *row, struct rt_scratch *scratch)
{
    const struct crm_products_params *t = &db->products;

    row->product_id = 1 + n;
    row->sku = rt_fit_key(scratch, &t->sku_texts, n);
    row->name = rt_fit_random(scratch, &t->name_form, rt_random(t->name, n));
    row->description = rt_prose_sentences(scratch, rt_stream_at(t->description, n), 40, 120);
    row->description_null = rt_chance(rt_random(t->description_null, n), RT_PERCENT(10));

    const uint64_t price_place = rt_quantiles_at(&t->price_distribution, rt_random(t->price, n));
    row->price = 100 + rt_below(price_place, 49901);

    const uint64_t stock_place = rt_quantiles_at(&t->stock_distribution, rt_random(t->stock, n));
    row->stock = (int32_t)rt_below(stock_place, 1001);
    row->discontinued_on = 8402 + rt_below(rt_random(t->discontinued_on, n), 1095);
    row->discontinued_on_null = rt_chance(rt_random(t->discontinued_on_null, n), RT_PERCENT(10));
}

void crm_products_generate(const struct crm *db, uint64_t n, struct crm_products *row,
    struct crm_scratch *scratch)
{
    generate(db, n, row, &scratch->space);
}

static uint64_t write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_products row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 57 + RT_SLACK + 2 * RT_ROOM_INT + row.sku.size + row.name.size
            + row.description.size + RT_ROOM_NUMERIC(2) + RT_ROOM_DATE);
        if (!p)
            break;
        p = rt_csv_int(p, row.product_id);
        *p++ = ',';
        p = rt_csv_padded(p, row.sku);
        *p++ = ',';
        p = rt_csv_padded(p, row.name);
        *p++ = ',';
        p = row.description_null ? rt_csv_null(p) : rt_csv_padded(p, row.description);
        *p++ = ',';
        p = rt_csv_numeric(p, row.price, 2);
        *p++ = ',';
        p = rt_csv_int(p, row.stock);
        *p++ = ',';
        p = row.discontinued_on_null ? rt_csv_null(p) : rt_csv_date(p, row.discontinued_on);
        *p++ = '\n';
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static uint64_t write_tsv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_products row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 57 + RT_SLACK + 2 * RT_ROOM_INT + row.sku.size + row.name.size
            + row.description.size + RT_ROOM_NUMERIC(2) + RT_ROOM_DATE);
        if (!p)
            break;
        p = rt_tsv_int(p, row.product_id);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.sku);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.name);
        *p++ = '\t';
        p = row.description_null ? rt_tsv_null(p) : rt_tsv_padded(p, row.description);
        *p++ = '\t';
        p = rt_tsv_numeric(p, row.price, 2);
        *p++ = '\t';
        p = rt_tsv_int(p, row.stock);
        *p++ = '\t';
        p = row.discontinued_on_null ? rt_tsv_null(p) : rt_tsv_date(p, row.discontinued_on);
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
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_products row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 138 + RT_SLACK + 2 * RT_ROOM_INT + row.sku.size + row.name.size
            + row.description.size + RT_ROOM_NUMERIC(2) + RT_ROOM_DATE);
        if (!p)
            break;
        if (is_array)
            p = rt_json_array_begin(p, n);
        p = rt_put(p, "{\"product_id\":", 14);
        p = rt_json_int(p, row.product_id);
        p = rt_put(p, ",\"sku\":", 7);
        p = rt_json_padded(p, row.sku);
        p = rt_put(p, ",\"name\":", 8);
        p = rt_json_padded(p, row.name);
        p = rt_put(p, ",\"description\":", 15);
        p = row.description_null ? rt_json_null(p) : rt_json_padded(p, row.description);
        p = rt_put(p, ",\"price\":", 9);
        p = rt_json_numeric(p, row.price, 2);
        p = rt_put(p, ",\"stock\":", 9);
        p = rt_json_int(p, row.stock);
        p = rt_put(p, ",\"discontinued_on\":", 19);
        p = row.discontinued_on_null ? rt_json_null(p) : rt_json_date(p, row.discontinued_on);
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
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_products row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        rt_sql_begin(out, &crm_products_table, n);
        char *p = rt_out_room(out, 57 + RT_SLACK + 2 * RT_ROOM_INT + row.sku.size + row.name.size
            + row.description.size + RT_ROOM_NUMERIC(2) + RT_ROOM_DATE);
        if (!p)
            break;
        *p++ = '(';
        p = rt_sql_int(p, row.product_id);
        *p++ = ',';
        p = rt_sql_padded(p, row.sku);
        *p++ = ',';
        p = rt_sql_padded(p, row.name);
        *p++ = ',';
        p = row.description_null ? rt_sql_null(p) : rt_sql_padded(p, row.description);
        *p++ = ',';
        p = rt_sql_numeric(p, row.price, 2);
        *p++ = ',';
        p = rt_sql_int(p, row.stock);
        *p++ = ',';
        p = row.discontinued_on_null ? rt_sql_null(p) : rt_sql_date(p, row.discontinued_on);
        *p++ = ')';
        p = rt_sql_end(p, &crm_products_table, n, base->rows[CRM_PRODUCTS]);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static uint64_t write_copy(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_products row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 57 + RT_SLACK + 2 * RT_ROOM_INT + row.sku.size + row.name.size
            + row.description.size + RT_ROOM_NUMERIC(2) + RT_ROOM_DATE);
        if (!p)
            break;
        p = rt_copy_int(p, row.product_id);
        *p++ = '\t';
        p = rt_copy_padded(p, row.sku);
        *p++ = '\t';
        p = rt_copy_padded(p, row.name);
        *p++ = '\t';
        p = row.description_null ? rt_copy_null(p) : rt_copy_padded(p, row.description);
        *p++ = '\t';
        p = rt_copy_numeric(p, row.price, 2);
        *p++ = '\t';
        p = rt_copy_int(p, row.stock);
        *p++ = '\t';
        p = row.discontinued_on_null ? rt_copy_null(p) : rt_copy_date(p, row.discontinued_on);
        *p++ = '\n';
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static uint64_t write_copy_binary(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_products row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 57 + RT_SLACK + 2 * RT_ROOM_INT + row.sku.size + row.name.size
            + row.description.size + RT_ROOM_NUMERIC(2) + RT_ROOM_DATE);
        if (!p)
            break;
        p = rt_binary_row(p, 7);
        p = rt_binary_int4(p, row.product_id);
        p = rt_binary_padded(p, row.sku);
        p = rt_binary_padded(p, row.name);
        p = row.description_null ? rt_binary_null(p) : rt_binary_padded(p, row.description);
        p = rt_binary_numeric(p, row.price, 2);
        p = rt_binary_int4(p, row.stock);
        p = row.discontinued_on_null ? rt_binary_null(p) : rt_binary_int4(p, row.discontinued_on);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static const struct rt_column columns[] = {
    {.name = "product_id", .type = &crm_type_integer, .rule = "1, 2, 3 …", .always = true},
    {.name = "sku", .type = &crm_type_character_varying_20_, .rule = "an article's code"},
    {.name = "name", .type = &crm_type_character_varying_80_, .rule = "a name"},
    {.name = "description", .type = &crm_type_text, .rule = "sentences", .nullable = true},
    {.name = "price", .type = &crm_type_numeric_10_2_, .rule = "1.00 to 500.00, small ones more often"},
    {.name = "stock", .type = &crm_type_integer, .rule = "0 to 1000, small ones more often"},
    {.name = "discontinued_on", .type = &crm_type_date, .rule = "a day of the last years", .nullable = true},
};

static const struct rt_constraint constraints[] = {
    {"products_pkey", "primary key", "\"product_id\" counts the rows"},
    {"products_sku_key", "unique", "\"sku\" takes a value of its own for each row"},
};

static const struct rt_declared declared[] = {
    {"primary key", "products_pkey", "PRIMARY KEY (product_id)"},
    {"unique", "products_sku_key", "UNIQUE (sku)"},
    {"check", "price_positive", "CHECK (price > 0)"},
    {"check", "stock_not_negative", "CHECK (stock >= 0)"},
    {"not null", "product_id", "product_id NOT NULL"},
    {"not null", "sku", "sku NOT NULL"},
    {"not null", "name", "name NOT NULL"},
    {"not null", "price", "price NOT NULL"},
    {"not null", "stock", "stock NOT NULL"},
};

static const struct rt_limit limits[] = {
    {
        .constraint = "products_pkey",
        .reason = "column \"product_id\" has 2147483647 values",
        .fixed = 2147483647,
    },
};

const struct rt_table crm_products_table = {
    .schema = "public",
    .name = "products",
    .label = "products",
    .sql_name = "public.products",
    .sql_columns = "product_id, sku, name, description, price, stock, discontinued_on",
    .overriding = true,
    .sql_batch = 256,
    .comment = "What we sell",
    .columns = columns,
    .column_count = 7,
    .constraints = constraints,
    .constraint_count = 2,
    .declared = declared,
    .declared_count = 9,
    .rows = {.kind = RT_ROWS_FIXED, .is_default = true, .count = 1000},
    .limits = limits,
    .limit_count = 1,
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
