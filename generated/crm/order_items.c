/* order_items.c: rows of table order_items. */
#include "crm_internal.h"

static bool prepare(struct rt_db *base)
{
    struct crm *db = (struct crm *)base;
    struct crm_order_items_params *t = &db->order_items;

    t->order_id_fanout = rt_stream_named(base->seed, "order_items", "order_id", "fanout");
    if (!rt_fanout_prepare(&t->order_id_children, t->order_id_fanout, RT_FANOUT_RANDOM, 0, 32767,
        UINT64_C(4294967296), db->base.rows[CRM_ORDERS], db->base.rows[CRM_ORDER_ITEMS]))
        return rt_fail(base, "%s",
            "the rows of table \"order_items\" do not fit the children wanted for each row of table \"orders\"");
    t->product_id = rt_stream_named(base->seed, "order_items", "product_id", "");
    rt_quantiles_exponential(&t->quantity_distribution, RT_REAL_ONE / 5);
    t->quantity = rt_stream_named(base->seed, "order_items", "quantity", "");
    rt_quantiles_exponential(&t->unit_price_distribution, RT_REAL_ONE / 5);
    t->unit_price = rt_stream_named(base->seed, "order_items", "unit_price", "");
    return true;
}

static void release(struct rt_db *base)
{
    struct crm_order_items_params *t = &((struct crm *)base)->order_items;

    rt_fanout_free(&t->order_id_children);
}

static void generate(const struct crm *db, uint64_t n, struct crm_order_items *row,
    struct rt_scratch *scratch)
{
    const struct crm_order_items_params *t = &db->order_items;

    const struct rt_fanout_at order_id_row_place = rt_fanout_child(&t->order_id_children, n);
    row->line = 1 + order_id_row_place.ordinal;

    const uint64_t product_id_row = rt_below(rt_random(t->product_id, n), db->base.rows[CRM_PRODUCTS]);
    row->order_id = crm_orders_order_id(db, order_id_row_place.parent, scratch);
    row->product_id = crm_products_product_id(db, product_id_row, scratch);

    const uint64_t quantity_place = rt_quantiles_at(&t->quantity_distribution, rt_random(t->quantity, n));
    row->quantity = 1 + rt_below(quantity_place, 100);

    const uint64_t unit_price_place = rt_quantiles_at(&t->unit_price_distribution,
        rt_random(t->unit_price, n));
    row->unit_price = 100 + rt_below(unit_price_place, 49901);
}

void crm_order_items_generate(const struct crm *db, uint64_t n, struct crm_order_items *row,
    struct crm_scratch *scratch)
{
    generate(db, n, row, &scratch->space);
}

static uint64_t write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_order_items row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 43 + RT_SLACK + 4 * RT_ROOM_INT + RT_ROOM_NUMERIC(2));
        if (!p)
            break;
        p = rt_csv_int(p, row.order_id);
        *p++ = ',';
        p = rt_csv_int(p, row.line);
        *p++ = ',';
        p = rt_csv_int(p, row.product_id);
        *p++ = ',';
        p = rt_csv_int(p, row.quantity);
        *p++ = ',';
        p = rt_csv_numeric(p, row.unit_price, 2);
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
    struct crm_order_items row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 43 + RT_SLACK + 4 * RT_ROOM_INT + RT_ROOM_NUMERIC(2));
        if (!p)
            break;
        p = rt_tsv_int(p, row.order_id);
        *p++ = '\t';
        p = rt_tsv_int(p, row.line);
        *p++ = '\t';
        p = rt_tsv_int(p, row.product_id);
        *p++ = '\t';
        p = rt_tsv_int(p, row.quantity);
        *p++ = '\t';
        p = rt_tsv_numeric(p, row.unit_price, 2);
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
    struct crm_order_items row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 103 + RT_SLACK + 4 * RT_ROOM_INT + RT_ROOM_NUMERIC(2));
        if (!p)
            break;
        if (is_array)
            p = rt_json_array_begin(p, n);
        p = rt_put(p, "{\"order_id\":", 12);
        p = rt_json_int(p, row.order_id);
        p = rt_put(p, ",\"line\":", 8);
        p = rt_json_int(p, row.line);
        p = rt_put(p, ",\"product_id\":", 14);
        p = rt_json_int(p, row.product_id);
        p = rt_put(p, ",\"quantity\":", 12);
        p = rt_json_int(p, row.quantity);
        p = rt_put(p, ",\"unit_price\":", 14);
        p = rt_json_numeric(p, row.unit_price, 2);
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
    struct crm_order_items row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        rt_sql_begin(out, &crm_order_items_table, n);
        char *p = rt_out_room(out, 43 + RT_SLACK + 4 * RT_ROOM_INT + RT_ROOM_NUMERIC(2));
        if (!p)
            break;
        *p++ = '(';
        p = rt_sql_int(p, row.order_id);
        *p++ = ',';
        p = rt_sql_int(p, row.line);
        *p++ = ',';
        p = rt_sql_int(p, row.product_id);
        *p++ = ',';
        p = rt_sql_int(p, row.quantity);
        *p++ = ',';
        p = rt_sql_numeric(p, row.unit_price, 2);
        *p++ = ')';
        p = rt_sql_end(p, &crm_order_items_table, n, base->rows[CRM_ORDER_ITEMS]);
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
    struct crm_order_items row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 43 + RT_SLACK + 4 * RT_ROOM_INT + RT_ROOM_NUMERIC(2));
        if (!p)
            break;
        p = rt_copy_int(p, row.order_id);
        *p++ = '\t';
        p = rt_copy_int(p, row.line);
        *p++ = '\t';
        p = rt_copy_int(p, row.product_id);
        *p++ = '\t';
        p = rt_copy_int(p, row.quantity);
        *p++ = '\t';
        p = rt_copy_numeric(p, row.unit_price, 2);
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
    struct crm_order_items row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 43 + RT_SLACK + 4 * RT_ROOM_INT + RT_ROOM_NUMERIC(2));
        if (!p)
            break;
        p = rt_binary_row(p, 5);
        p = rt_binary_int8(p, row.order_id);
        p = rt_binary_int2(p, row.line);
        p = rt_binary_int4(p, row.product_id);
        p = rt_binary_int4(p, row.quantity);
        p = rt_binary_numeric(p, row.unit_price, 2);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static const struct rt_column columns[] = {
    {.name = "order_id", .type = &crm_type_bigint, .rule = "orders.order_id of the row referenced"},
    {.name = "line", .type = &crm_type_smallint, .rule = "1, 2, 3 …"},
    {.name = "product_id", .type = &crm_type_integer, .rule = "products.product_id of the row referenced"},
    {.name = "quantity", .type = &crm_type_integer, .rule = "1 to 100, small ones more often"},
    {.name = "unit_price", .type = &crm_type_numeric_10_2_, .rule = "1.00 to 500.00, small ones more often"},
    {.name = "line_total", .type = &crm_type_numeric_14_2_, .rule = "", .generated = true},
};

static const struct rt_constraint constraints[] = {
    {"order_items_pkey", "primary key", "\"line\" counts the rows of each parent"},
    {"order_items_order_id_fkey", "foreign key", "rows follow one another in the order of their parents"},
    {"order_items_product_id_fkey", "foreign key", "any parent row, all equally likely"},
};

static const struct rt_declared declared[] = {
    {"primary key", "order_items_pkey", "PRIMARY KEY (order_id, line)"},
    {"foreign key", "order_items_order_id_fkey", "FOREIGN KEY (order_id) REFERENCES public.orders(order_id)"},
    {"foreign key", "order_items_product_id_fkey",
        "FOREIGN KEY (product_id) REFERENCES public.products(product_id)"},
    {"check", "line_from_one", "CHECK (line >= 1)"},
    {"check", "quantity_positive", "CHECK (quantity > 0)"},
    {"check", "unit_price_positive", "CHECK (unit_price > 0)"},
    {"not null", "order_id", "order_id NOT NULL"},
    {"not null", "line", "line NOT NULL"},
    {"not null", "product_id", "product_id NOT NULL"},
    {"not null", "quantity", "quantity NOT NULL"},
    {"not null", "unit_price", "unit_price NOT NULL"},
};

static const uint16_t limit_tables_1[] = {CRM_ORDERS};

static const uint16_t limit_tables_2[] = {CRM_ORDERS};

static const uint16_t limit_tables_3[] = {CRM_PRODUCTS};

static const struct rt_limit limits[] = {
    {
        .constraint = "order_items_order_id_fkey",
        .reason = "it references table \"orders\", which has no rows",
        .fixed = 1,
        .tables = limit_tables_1,
        .table_count = 1,
        .when_empty = true,
    },
    {
        .constraint = "order_items_pkey",
        .reason = "it has no more combinations of values",
        .fixed = 32767,
        .tables = limit_tables_2,
        .table_count = 1,
    },
    {
        .constraint = "order_items_product_id_fkey",
        .reason = "it references table \"products\", which has no rows",
        .fixed = 1,
        .tables = limit_tables_3,
        .table_count = 1,
        .when_empty = true,
    },
};

const struct rt_table crm_order_items_table = {
    .schema = "public",
    .name = "order_items",
    .label = "order_items",
    .sql_name = "public.order_items",
    .sql_columns = "order_id, line, product_id, quantity, unit_price",
    .sql_batch = 256,
    .comment = "The lines of an order",
    .columns = columns,
    .column_count = 6,
    .constraints = constraints,
    .constraint_count = 3,
    .declared = declared,
    .declared_count = 11,
    .rows = {.kind = RT_ROWS_FIXED, .is_default = true, .count = 1000},
    .limits = limits,
    .limit_count = 3,
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
