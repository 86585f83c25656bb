/* orders.c: rows of table orders. */
#include "crm_internal.h"

static const struct rt_label orders_status_values[] = {
    {"draft", 5},
    {"confirmed", 9},
    {"shipped", 7},
    {"invoiced", 8},
    {"cancelled", 9},
};

bool crm_orders_prepare(struct rt_db *base)
{
    struct crm *db = (struct crm *)base;
    struct crm_orders_params *t = &db->orders;

    t->contact_id_null = rt_stream_named(base->seed, "orders", "contact_id", "null");
    t->contact_id = rt_stream_named(base->seed, "orders", "contact_id", "");
    t->customer_id = rt_stream_named(base->seed, "orders", "customer_id", "");
    t->status = rt_stream_named(base->seed, "orders", "status", "");
    t->ordered_at = rt_stream_named(base->seed, "orders", "ordered_at", "");
    t->discount_percent = rt_stream_named(base->seed, "orders", "discount_percent", "");
    t->remark = rt_stream_named(base->seed, "orders", "remark", "");
    t->remark_null = rt_stream_named(base->seed, "orders", "remark", "null");
    return true;
}

void crm_orders_release(struct rt_db *base)
{
    (void)base;
}

static void generate(const struct crm *db, uint64_t n, struct crm_orders *row, struct rt_scratch *scratch)
{
    const struct crm_orders_params *t = &db->orders;

    row->order_id = 1 + n;

    const bool contact_id_row_is_left_out = rt_chance(rt_random(t->contact_id_null, n), RT_PERCENT(10));
    const bool contact_id_row_null = contact_id_row_is_left_out || db->base.rows[CRM_CONTACTS] == 0;
    row->contact_id_null = contact_id_row_null;

    const uint64_t contact_id_row_bits = rt_random(t->contact_id, n);
    const uint64_t contact_id_row = contact_id_row_null ? 0 : rt_below(contact_id_row_bits,
        db->base.rows[CRM_CONTACTS]);
    const uint64_t customer_id_row = rt_below(rt_random(t->customer_id, n), db->base.rows[CRM_CUSTOMERS]);
    row->customer_id = crm_customers_customer_id(db, customer_id_row, scratch);
    row->contact_id = contact_id_row_null ? 0 : crm_contacts_contact_id(db, contact_id_row, scratch);
    row->status = rt_label_at(orders_status_values, rt_below(rt_random(t->status, n), 5));

    const int64_t ordered_at_parent = contact_id_row_null ? 0 : crm_contacts_created_at(db, contact_id_row,
        scratch);
    const int64_t ordered_at_after = contact_id_row_null ? INT64_C(725932800000000) : ordered_at_parent;
    const int64_t ordered_at_parent_2 = crm_customers_created_at(db, customer_id_row, scratch);
    const int64_t ordered_at_earliest = rt_later(ordered_at_after, ordered_at_parent_2);
    const uint64_t ordered_at_units = rt_units_until(ordered_at_earliest, INT64_C(820540800000000), 1000000);
    const int64_t ordered_at_offset = 1000000 * rt_below(rt_random(t->ordered_at, n), ordered_at_units);
    row->ordered_at = ordered_at_earliest + ordered_at_offset;
    row->discount_percent = (int64_t)rt_below(rt_random(t->discount_percent, n), 1001);
    row->remark = rt_prose_sentences(scratch, rt_stream_at(t->remark, n), 40, 120);
    row->remark_null = rt_chance(rt_random(t->remark_null, n), RT_PERCENT(10));
}

void crm_orders_generate(const struct crm *db, uint64_t n, struct crm_orders *row,
    struct crm_scratch *scratch)
{
    generate(db, n, row, &scratch->space);
}

uint64_t crm_orders_write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_orders row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 57 + RT_SLACK + 3 * RT_ROOM_INT + row.status.size + RT_ROOM_TIMESTAMPTZ
            + RT_ROOM_NUMERIC(1) + row.remark.size);
        if (!p)
            break;
        p = rt_csv_int(p, row.order_id);
        *p++ = ',';
        p = rt_csv_int(p, row.customer_id);
        *p++ = ',';
        p = row.contact_id_null ? rt_csv_null(p) : rt_csv_int(p, row.contact_id);
        *p++ = ',';
        p = rt_csv_padded(p, row.status);
        *p++ = ',';
        p = rt_csv_timestamptz(p, row.ordered_at);
        *p++ = ',';
        p = rt_csv_numeric(p, row.discount_percent, 1);
        *p++ = ',';
        p = row.remark_null ? rt_csv_null(p) : rt_csv_padded(p, row.remark);
        *p++ = '\n';
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

uint64_t crm_orders_write_tsv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_orders row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 57 + RT_SLACK + 3 * RT_ROOM_INT + row.status.size + RT_ROOM_TIMESTAMPTZ
            + RT_ROOM_NUMERIC(1) + row.remark.size);
        if (!p)
            break;
        p = rt_tsv_int(p, row.order_id);
        *p++ = '\t';
        p = rt_tsv_int(p, row.customer_id);
        *p++ = '\t';
        p = row.contact_id_null ? rt_tsv_null(p) : rt_tsv_int(p, row.contact_id);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.status);
        *p++ = '\t';
        p = rt_tsv_timestamptz(p, row.ordered_at);
        *p++ = '\t';
        p = rt_tsv_numeric(p, row.discount_percent, 1);
        *p++ = '\t';
        p = row.remark_null ? rt_tsv_null(p) : rt_tsv_padded(p, row.remark);
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
    struct crm_orders row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 152 + RT_SLACK + 3 * RT_ROOM_INT + row.status.size + RT_ROOM_TIMESTAMPTZ
            + RT_ROOM_NUMERIC(1) + row.remark.size);
        if (!p)
            break;
        if (is_array)
            p = rt_json_array_begin(p, n);
        p = rt_put(p, "{\"order_id\":", 12);
        p = rt_json_int(p, row.order_id);
        p = rt_put(p, ",\"customer_id\":", 15);
        p = rt_json_int(p, row.customer_id);
        p = rt_put(p, ",\"contact_id\":", 14);
        p = row.contact_id_null ? rt_json_null(p) : rt_json_int(p, row.contact_id);
        p = rt_put(p, ",\"status\":", 10);
        p = rt_json_padded(p, row.status);
        p = rt_put(p, ",\"ordered_at\":", 14);
        p = rt_json_timestamptz(p, row.ordered_at);
        p = rt_put(p, ",\"discount_percent\":", 20);
        p = rt_json_numeric(p, row.discount_percent, 1);
        p = rt_put(p, ",\"remark\":", 10);
        p = row.remark_null ? rt_json_null(p) : rt_json_padded(p, row.remark);
        *p++ = '}';
        *p = '\n';
        p += !is_array;
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

uint64_t crm_orders_write_ndjson(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    return write_objects(base, first, count, limit, scratch, out, false);
}

uint64_t crm_orders_write_json(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    return write_objects(base, first, count, limit, scratch, out, true);
}

uint64_t crm_orders_write_sql(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_orders row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        rt_sql_begin(out, &crm_tables[CRM_ORDERS], n);
        char *p = rt_out_room(out, 57 + RT_SLACK + 3 * RT_ROOM_INT + row.status.size + RT_ROOM_TIMESTAMPTZ
            + RT_ROOM_NUMERIC(1) + row.remark.size);
        if (!p)
            break;
        *p++ = '(';
        p = rt_sql_int(p, row.order_id);
        *p++ = ',';
        p = rt_sql_int(p, row.customer_id);
        *p++ = ',';
        p = row.contact_id_null ? rt_sql_null(p) : rt_sql_int(p, row.contact_id);
        *p++ = ',';
        p = rt_sql_padded(p, row.status);
        *p++ = ',';
        p = rt_sql_timestamptz(p, row.ordered_at);
        *p++ = ',';
        p = rt_sql_numeric(p, row.discount_percent, 1);
        *p++ = ',';
        p = row.remark_null ? rt_sql_null(p) : rt_sql_padded(p, row.remark);
        *p++ = ')';
        p = rt_sql_end(p, &crm_tables[CRM_ORDERS], n, base->rows[CRM_ORDERS]);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

uint64_t crm_orders_write_copy(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_orders row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 57 + RT_SLACK + 3 * RT_ROOM_INT + row.status.size + RT_ROOM_TIMESTAMPTZ
            + RT_ROOM_NUMERIC(1) + row.remark.size);
        if (!p)
            break;
        p = rt_copy_int(p, row.order_id);
        *p++ = '\t';
        p = rt_copy_int(p, row.customer_id);
        *p++ = '\t';
        p = row.contact_id_null ? rt_copy_null(p) : rt_copy_int(p, row.contact_id);
        *p++ = '\t';
        p = rt_copy_padded(p, row.status);
        *p++ = '\t';
        p = rt_copy_timestamptz(p, row.ordered_at);
        *p++ = '\t';
        p = rt_copy_numeric(p, row.discount_percent, 1);
        *p++ = '\t';
        p = row.remark_null ? rt_copy_null(p) : rt_copy_padded(p, row.remark);
        *p++ = '\n';
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

uint64_t crm_orders_write_copy_binary(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_orders row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 57 + RT_SLACK + 3 * RT_ROOM_INT + row.status.size + RT_ROOM_TIMESTAMPTZ
            + RT_ROOM_NUMERIC(1) + row.remark.size);
        if (!p)
            break;
        p = rt_binary_row(p, 7);
        p = rt_binary_int8(p, row.order_id);
        p = rt_binary_int8(p, row.customer_id);
        p = row.contact_id_null ? rt_binary_null(p) : rt_binary_int8(p, row.contact_id);
        p = rt_binary_padded(p, row.status);
        p = rt_binary_int8(p, row.ordered_at);
        p = rt_binary_numeric(p, row.discount_percent, 1);
        p = row.remark_null ? rt_binary_null(p) : rt_binary_padded(p, row.remark);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}
