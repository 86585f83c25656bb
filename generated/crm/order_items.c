/* order_items.c: rows of table order_items. */
#include "crm_internal.h"

bool crm_order_items_prepare(struct rt_db *base)
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

void crm_order_items_release(struct rt_db *base)
{
    struct crm *db = (struct crm *)base;

    rt_fanout_free(&db->order_items.order_id_children);
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

    const uint64_t unit_price_bits = rt_random(t->unit_price, n);
    const uint64_t unit_price_place = rt_quantiles_at(&t->unit_price_distribution, unit_price_bits);
    row->unit_price = 100 + rt_below(unit_price_place, 49901);
}

void crm_order_items_generate(const struct crm *db, uint64_t n, struct crm_order_items *row,
    struct crm_scratch *scratch)
{
    generate(db, n, row, &scratch->space);
}

uint64_t crm_order_items_write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
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

uint64_t crm_order_items_write_tsv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
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

uint64_t crm_order_items_write_ndjson(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    return write_objects(base, first, count, limit, scratch, out, false);
}

uint64_t crm_order_items_write_json(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    return write_objects(base, first, count, limit, scratch, out, true);
}

uint64_t crm_order_items_write_sql(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_order_items row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        rt_sql_begin(out, &crm_tables[CRM_ORDER_ITEMS], n);
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
        p = rt_sql_end(p, &crm_tables[CRM_ORDER_ITEMS], n, base->rows[CRM_ORDER_ITEMS]);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

uint64_t crm_order_items_write_copy(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
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

uint64_t crm_order_items_write_copy_binary(const struct rt_db *base, uint64_t first, uint64_t count,
    size_t limit, struct rt_scratch *scratch, struct rt_out *out)
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
