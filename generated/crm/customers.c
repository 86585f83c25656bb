/* customers.c: rows of table customers. */
#include "crm_internal.h"

static const struct rt_label customers_status_values[] = {
    {"lead", 4},
    {"active", 6},
    {"dormant", 7},
    {"lost", 4},
};

static bool prepare(struct rt_db *base)
{
    struct crm *db = (struct crm *)base;
    struct crm_customers_params *t = &db->customers;

    t->email = rt_stream_named(base->key_seed, "customers", "email", "");
    t->email_texts = rt_fit_keys(&rt_form_email, 120, t->email, db->base.first[CRM_CUSTOMERS],
        db->base.rows[CRM_CUSTOMERS]);
    t->created_at = rt_stream_named(base->seed, "customers", "created_at", "");
    t->company_name_form = rt_fit(&rt_form_company, 80, 0);
    t->company_name = rt_stream_named(base->seed, "customers", "company_name", "");
    t->phone_form = rt_fit(&rt_form_phone, 30, 0);
    t->phone = rt_stream_named(base->seed, "customers", "phone", "");
    t->phone_null = rt_stream_named(base->seed, "customers", "phone", "null");
    t->street_form = rt_fit(&rt_form_street, 80, 0);
    t->street = rt_stream_named(base->seed, "customers", "street", "");
    t->street_null = rt_stream_named(base->seed, "customers", "street", "null");
    t->city_form = rt_fit(&rt_form_city, 60, 0);
    t->city = rt_stream_named(base->seed, "customers", "city", "");
    t->country_form = rt_fit(&rt_form_country_code, 2, 0);
    t->country = rt_stream_named(base->seed, "customers", "country", "");
    t->status = rt_stream_named(base->seed, "customers", "status", "");
    rt_quantiles_exponential(&t->credit_limit_distribution, RT_REAL_ONE / 5);
    t->credit_limit = rt_stream_named(base->seed, "customers", "credit_limit", "");
    return true;
}

static void generate(const struct crm *db, uint64_t n, struct crm_customers *row, struct rt_scratch *scratch)
{
    const struct crm_customers_params *t = &db->customers;

    row->customer_id = 1 + n;
    row->email = rt_fit_key(scratch, &t->email_texts, n);
    row->created_at = INT64_C(725932800000000) + 1000000 * rt_below(rt_random(t->created_at, n), 94608000);
    row->company_name = rt_fit_random(scratch, &t->company_name_form, rt_random(t->company_name, n));
    row->phone = rt_fit_random(scratch, &t->phone_form, rt_random(t->phone, n));
    row->phone_null = rt_chance(rt_random(t->phone_null, n), RT_PERCENT(10));
    row->street = rt_fit_random(scratch, &t->street_form, rt_random(t->street, n));
    row->street_null = rt_chance(rt_random(t->street_null, n), RT_PERCENT(10));
    row->city = rt_fit_random(scratch, &t->city_form, rt_random(t->city, n));
    row->country = rt_fit_random(scratch, &t->country_form, rt_random(t->country, n));
    row->status = rt_label_at(customers_status_values, rt_below(rt_random(t->status, n), 4));

    const uint64_t credit_limit_place = rt_quantiles_at(&t->credit_limit_distribution,
        rt_random(t->credit_limit, n));
    row->credit_limit = (int64_t)rt_below(credit_limit_place, 1000000);
}

void crm_customers_generate(const struct crm *db, uint64_t n, struct crm_customers *row,
    struct crm_scratch *scratch)
{
    generate(db, n, row, &scratch->space);
}

static uint64_t write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_customers row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 78 + RT_SLACK + RT_ROOM_INT + row.company_name.size + row.email.size
            + row.phone.size + row.street.size + row.city.size + row.country.size + row.status.size
            + RT_ROOM_NUMERIC(2) + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_csv_int(p, row.customer_id);
        *p++ = ',';
        p = rt_csv_padded(p, row.company_name);
        *p++ = ',';
        p = rt_csv_padded(p, row.email);
        *p++ = ',';
        p = row.phone_null ? rt_csv_null(p) : rt_csv_padded(p, row.phone);
        *p++ = ',';
        p = row.street_null ? rt_csv_null(p) : rt_csv_padded(p, row.street);
        *p++ = ',';
        p = rt_csv_padded(p, row.city);
        *p++ = ',';
        p = rt_csv_padded(p, row.country);
        *p++ = ',';
        p = rt_csv_padded(p, row.status);
        *p++ = ',';
        p = rt_csv_numeric(p, row.credit_limit, 2);
        *p++ = ',';
        p = rt_csv_timestamptz(p, row.created_at);
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
    struct crm_customers row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 78 + RT_SLACK + RT_ROOM_INT + row.company_name.size + row.email.size
            + row.phone.size + row.street.size + row.city.size + row.country.size + row.status.size
            + RT_ROOM_NUMERIC(2) + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_tsv_int(p, row.customer_id);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.company_name);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.email);
        *p++ = '\t';
        p = row.phone_null ? rt_tsv_null(p) : rt_tsv_padded(p, row.phone);
        *p++ = '\t';
        p = row.street_null ? rt_tsv_null(p) : rt_tsv_padded(p, row.street);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.city);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.country);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.status);
        *p++ = '\t';
        p = rt_tsv_numeric(p, row.credit_limit, 2);
        *p++ = '\t';
        p = rt_tsv_timestamptz(p, row.created_at);
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
    struct crm_customers row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 196 + RT_SLACK + RT_ROOM_INT + row.company_name.size + row.email.size
            + row.phone.size + row.street.size + row.city.size + row.country.size + row.status.size
            + RT_ROOM_NUMERIC(2) + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        if (is_array)
            p = rt_json_array_begin(p, n);
        p = rt_put(p, "{\"customer_id\":", 15);
        p = rt_json_int(p, row.customer_id);
        p = rt_put(p, ",\"company_name\":", 16);
        p = rt_json_padded(p, row.company_name);
        p = rt_put(p, ",\"email\":", 9);
        p = rt_json_padded(p, row.email);
        p = rt_put(p, ",\"phone\":", 9);
        p = row.phone_null ? rt_json_null(p) : rt_json_padded(p, row.phone);
        p = rt_put(p, ",\"street\":", 10);
        p = row.street_null ? rt_json_null(p) : rt_json_padded(p, row.street);
        p = rt_put(p, ",\"city\":", 8);
        p = rt_json_padded(p, row.city);
        p = rt_put(p, ",\"country\":", 11);
        p = rt_json_padded(p, row.country);
        p = rt_put(p, ",\"status\":", 10);
        p = rt_json_padded(p, row.status);
        p = rt_put(p, ",\"credit_limit\":", 16);
        p = rt_json_numeric(p, row.credit_limit, 2);
        p = rt_put(p, ",\"created_at\":", 14);
        p = rt_json_timestamptz(p, row.created_at);
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
    struct crm_customers row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        rt_sql_begin(out, &crm_customers_table, n);
        char *p = rt_out_room(out, 78 + RT_SLACK + RT_ROOM_INT + row.company_name.size + row.email.size
            + row.phone.size + row.street.size + row.city.size + row.country.size + row.status.size
            + RT_ROOM_NUMERIC(2) + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        *p++ = '(';
        p = rt_sql_int(p, row.customer_id);
        *p++ = ',';
        p = rt_sql_padded(p, row.company_name);
        *p++ = ',';
        p = rt_sql_padded(p, row.email);
        *p++ = ',';
        p = row.phone_null ? rt_sql_null(p) : rt_sql_padded(p, row.phone);
        *p++ = ',';
        p = row.street_null ? rt_sql_null(p) : rt_sql_padded(p, row.street);
        *p++ = ',';
        p = rt_sql_padded(p, row.city);
        *p++ = ',';
        p = rt_sql_padded(p, row.country);
        *p++ = ',';
        p = rt_sql_padded(p, row.status);
        *p++ = ',';
        p = rt_sql_numeric(p, row.credit_limit, 2);
        *p++ = ',';
        p = rt_sql_timestamptz(p, row.created_at);
        *p++ = ')';
        p = rt_sql_end(p, &crm_customers_table, n, base->rows[CRM_CUSTOMERS]);
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
    struct crm_customers row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 78 + RT_SLACK + RT_ROOM_INT + row.company_name.size + row.email.size
            + row.phone.size + row.street.size + row.city.size + row.country.size + row.status.size
            + RT_ROOM_NUMERIC(2) + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_copy_int(p, row.customer_id);
        *p++ = '\t';
        p = rt_copy_padded(p, row.company_name);
        *p++ = '\t';
        p = rt_copy_padded(p, row.email);
        *p++ = '\t';
        p = row.phone_null ? rt_copy_null(p) : rt_copy_padded(p, row.phone);
        *p++ = '\t';
        p = row.street_null ? rt_copy_null(p) : rt_copy_padded(p, row.street);
        *p++ = '\t';
        p = rt_copy_padded(p, row.city);
        *p++ = '\t';
        p = rt_copy_padded(p, row.country);
        *p++ = '\t';
        p = rt_copy_padded(p, row.status);
        *p++ = '\t';
        p = rt_copy_numeric(p, row.credit_limit, 2);
        *p++ = '\t';
        p = rt_copy_timestamptz(p, row.created_at);
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
    struct crm_customers row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 78 + RT_SLACK + RT_ROOM_INT + row.company_name.size + row.email.size
            + row.phone.size + row.street.size + row.city.size + row.country.size + row.status.size
            + RT_ROOM_NUMERIC(2) + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_binary_row(p, 10);
        p = rt_binary_int8(p, row.customer_id);
        p = rt_binary_padded(p, row.company_name);
        p = rt_binary_padded(p, row.email);
        p = row.phone_null ? rt_binary_null(p) : rt_binary_padded(p, row.phone);
        p = row.street_null ? rt_binary_null(p) : rt_binary_padded(p, row.street);
        p = rt_binary_padded(p, row.city);
        p = rt_binary_padded(p, row.country);
        p = rt_binary_padded(p, row.status);
        p = rt_binary_numeric(p, row.credit_limit, 2);
        p = rt_binary_int8(p, row.created_at);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static const struct rt_column columns[] = {
    {.name = "customer_id", .type = &crm_type_bigint, .rule = "1, 2, 3 …", .always = true},
    {.name = "company_name", .type = &crm_type_character_varying_80_, .rule = "a company"},
    {.name = "email", .type = &crm_type_character_varying_120_, .rule = "an e-mail address"},
    {.name = "phone", .type = &crm_type_character_varying_30_, .rule = "a telephone number",
        .nullable = true},
    {.name = "street", .type = &crm_type_character_varying_80_, .rule = "a street", .nullable = true},
    {.name = "city", .type = &crm_type_character_varying_60_, .rule = "a city"},
    {.name = "country", .type = &crm_type_character_2_, .rule = "a country's code"},
    {.name = "status", .type = &crm_type_customer_status, .rule = "one of the labels"},
    {.name = "credit_limit", .type = &crm_type_numeric_12_2_,
        .rule = "0.00 to 9999.99, small ones more often"},
    {.name = "created_at", .type = &crm_type_timestamp_with_time_zone, .rule = "a moment of the last years"},
};

static const struct rt_constraint constraints[] = {
    {"customers_pkey", "primary key", "\"customer_id\" counts the rows"},
    {"customers_email_key", "unique", "\"email\" takes a value of its own for each row"},
};

static const struct rt_declared declared[] = {
    {"primary key", "customers_pkey", "PRIMARY KEY (customer_id)"},
    {"unique", "customers_email_key", "UNIQUE (email)"},
    {"check", "credit_limit_not_negative", "CHECK (credit_limit >= 0)"},
    {"not null", "customer_id", "customer_id NOT NULL"},
    {"not null", "company_name", "company_name NOT NULL"},
    {"not null", "email", "email NOT NULL"},
    {"not null", "city", "city NOT NULL"},
    {"not null", "country", "country NOT NULL"},
    {"not null", "status", "status NOT NULL"},
    {"not null", "credit_limit", "credit_limit NOT NULL"},
    {"not null", "created_at", "created_at NOT NULL"},
};

const struct rt_table crm_customers_table = {
    .schema = "public",
    .name = "customers",
    .label = "customers",
    .sql_name = "public.customers",
    .sql_columns = "customer_id, company_name, email, phone, street, city, country, status, credit_limit, created_at",
    .overriding = true,
    .sql_batch = 256,
    .comment = "Companies that buy from us, or might",
    .columns = columns,
    .column_count = 10,
    .constraints = constraints,
    .constraint_count = 2,
    .declared = declared,
    .declared_count = 11,
    .rows = {.kind = RT_ROWS_FIXED, .is_default = true, .count = 1000},
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
