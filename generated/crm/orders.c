/* orders.c: rows of table orders. */
#include "crm_internal.h"

static const struct rt_label orders_status_values[] = {
    {"draft", 5},
    {"confirmed", 9},
    {"shipped", 7},
    {"invoiced", 8},
    {"cancelled", 9},
};

static bool prepare(struct rt_db *base)
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

static void generate(const struct crm *db, uint64_t n, struct crm_orders *row, struct rt_scratch *scratch)
{
    const struct crm_orders_params *t = &db->orders;

    row->order_id = 1 + n;

    const bool contact_id_row_is_left_out = rt_chance(rt_random(t->contact_id_null, n), RT_PERCENT(10));
    const bool contact_id_row_null = contact_id_row_is_left_out || db->base.rows[CRM_CONTACTS] == 0;
    row->contact_id_null = contact_id_row_null;

    const uint64_t contact_id_row = contact_id_row_null ? 0
        : rt_below(rt_random(t->contact_id, n), db->base.rows[CRM_CONTACTS]);
    const uint64_t customer_id_row = rt_below(rt_random(t->customer_id, n), db->base.rows[CRM_CUSTOMERS]);
    row->customer_id = crm_customers_customer_id(db, customer_id_row, scratch);
    row->contact_id = contact_id_row_null ? 0 : crm_contacts_contact_id(db, contact_id_row, scratch);
    row->status = rt_label_at(orders_status_values, rt_below(rt_random(t->status, n), 5));

    const int64_t ordered_at_parent = contact_id_row_null ? 0
        : crm_contacts_created_at(db, contact_id_row, scratch);
    const int64_t ordered_at_after = contact_id_row_null ? INT64_C(725932800000000) : ordered_at_parent;
    const int64_t ordered_at_earliest = rt_later(ordered_at_after,
        crm_customers_created_at(db, customer_id_row, scratch));
    const uint64_t ordered_at_index = rt_below(rt_random(t->ordered_at, n),
        rt_units_until(ordered_at_earliest, INT64_C(820540800000000), 1000000));
    row->ordered_at = ordered_at_earliest + 1000000 * ordered_at_index;
    row->discount_percent = (int64_t)rt_below(rt_random(t->discount_percent, n), 1001);
    row->remark = rt_prose_sentences(scratch, rt_stream_at(t->remark, n), 40, 120);
    row->remark_null = rt_chance(rt_random(t->remark_null, n), RT_PERCENT(10));
}

void crm_orders_generate(const struct crm *db, uint64_t n, struct crm_orders *row,
    struct crm_scratch *scratch)
{
    generate(db, n, row, &scratch->space);
}

static uint64_t write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
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

static uint64_t write_tsv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
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
    struct crm_orders row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        rt_sql_begin(out, &crm_orders_table, n);
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
        p = rt_sql_end(p, &crm_orders_table, n, base->rows[CRM_ORDERS]);
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

static uint64_t write_copy_binary(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
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

static const struct rt_column columns[] = {
    {.name = "order_id", .type = &crm_type_bigint, .rule = "1, 2, 3 …", .always = true},
    {.name = "customer_id", .type = &crm_type_bigint, .rule = "customers.customer_id of the row referenced"},
    {.name = "contact_id", .type = &crm_type_bigint, .rule = "contacts.contact_id of the row referenced",
        .nullable = true},
    {.name = "status", .type = &crm_type_order_status, .rule = "one of the labels"},
    {.name = "ordered_at", .type = &crm_type_timestamp_with_time_zone,
        .rule = "a moment after the rows referenced were made"},
    {.name = "discount_percent", .type = &crm_type_numeric_4_1_, .rule = "0.0 to 100.0"},
    {.name = "remark", .type = &crm_type_character_varying_200_, .rule = "sentences", .nullable = true},
};

static const struct rt_constraint constraints[] = {
    {"orders_pkey", "primary key", "\"order_id\" counts the rows"},
    {"orders_contact_id_fkey", "foreign key", "any parent row, all equally likely, or NULL"},
    {"orders_customer_id_fkey", "foreign key", "any parent row, all equally likely"},
};

static const struct rt_declared declared[] = {
    {"primary key", "orders_pkey", "PRIMARY KEY (order_id)"},
    {"foreign key", "orders_contact_id_fkey",
        "FOREIGN KEY (contact_id) REFERENCES public.contacts(contact_id)"},
    {"foreign key", "orders_customer_id_fkey",
        "FOREIGN KEY (customer_id) REFERENCES public.customers(customer_id)"},
    {"check", "discount_in_range", "CHECK (discount_percent BETWEEN 0 AND 100)"},
    {"not null", "order_id", "order_id NOT NULL"},
    {"not null", "customer_id", "customer_id NOT NULL"},
    {"not null", "status", "status NOT NULL"},
    {"not null", "ordered_at", "ordered_at NOT NULL"},
    {"not null", "discount_percent", "discount_percent NOT NULL"},
};

static const uint16_t limit_tables_1[] = {CRM_CUSTOMERS};

static const struct rt_limit limits[] = {
    {
        .constraint = "orders_customer_id_fkey",
        .reason = "it references table \"customers\", which has no rows",
        .fixed = 1,
        .tables = limit_tables_1,
        .table_count = 1,
        .when_empty = true,
    },
};

const struct rt_table crm_orders_table = {
    .schema = "public",
    .name = "orders",
    .label = "orders",
    .sql_name = "public.orders",
    .sql_columns = "order_id, customer_id, contact_id, status, ordered_at, discount_percent, remark",
    .overriding = true,
    .sql_batch = 256,
    .comment = "One order of one customer",
    .columns = columns,
    .column_count = 7,
    .constraints = constraints,
    .constraint_count = 3,
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
