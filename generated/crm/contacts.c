/* contacts.c: rows of table contacts. */
#include "crm_internal.h"

static const uint64_t contacts_is_primary_weights[] = {16, 16};

/* contacts: created_at of row n */
int64_t crm_contacts_created_at(const struct crm *db, uint64_t n, struct rt_scratch *scratch)
{
    const struct crm_contacts_params *t = &db->contacts;
    const uint64_t is_primary_turn = rt_perm_at(&t->is_primary_scenario_order, n);
    const bool is_primary_is_not_so = rt_allotted(&t->is_primary_allotment, is_primary_turn) != 0;
    const uint64_t contacts_one_primary_index = is_primary_is_not_so ? 0
        : rt_perm_at(&t->contacts_one_primary_order,
        rt_allotted_index(&t->is_primary_allotment, 1, is_primary_turn));
    const uint64_t customer_id_draw = rt_below(rt_random(t->customer_id, n), db->base.rows[CRM_CUSTOMERS]);
    const uint64_t customer_id_row = is_primary_is_not_so ? customer_id_draw : contacts_one_primary_index;
    const int64_t created_at_parent = crm_customers_created_at(db, customer_id_row, scratch);
    const uint64_t created_at_index = rt_below(rt_random(t->created_at, n),
        rt_units_until(created_at_parent, INT64_C(820540800000000), 1000000));
    return created_at_parent + 1000000 * created_at_index;
}

static bool prepare(struct rt_db *base)
{
    struct crm *db = (struct crm *)base;
    struct crm_contacts_params *t = &db->contacts;

    t->is_primary_allotment = rt_allot(contacts_is_primary_weights, 2, db->base.rows[CRM_CONTACTS],
        (const uint64_t[]){db->base.rows[CRM_CUSTOMERS], UINT64_MAX});
    t->is_primary_scenario = rt_stream_named(base->seed, "contacts", "is_primary", "scenario");
    t->is_primary_scenario_order = rt_perm_make(t->is_primary_scenario, db->base.rows[CRM_CONTACTS]);
    t->is_primary_rows = rt_allotted_rows(&t->is_primary_allotment, 1);
    t->contacts_one_primary_key = rt_stream_named(base->seed, "contacts", "contacts_one_primary", "order");
    t->contacts_one_primary_order = rt_perm_make(t->contacts_one_primary_key, db->base.rows[CRM_CUSTOMERS]);
    t->customer_id = rt_stream_named(base->seed, "contacts", "customer_id", "");
    t->email = rt_stream_named(base->key_seed, "contacts", "email", "");
    t->email_texts = rt_fit_keys(&rt_form_email, 120, t->email, db->base.first[CRM_CONTACTS],
        db->base.rows[CRM_CONTACTS]);
    t->first_name_form = rt_fit(&rt_form_first_name, 40, 0);
    t->first_name = rt_stream_named(base->seed, "contacts", "first_name", "");
    t->last_name_form = rt_fit(&rt_form_last_name, 40, 0);
    t->last_name = rt_stream_named(base->seed, "contacts", "last_name", "");
    t->job_title_form = rt_fit(&rt_form_job, 60, 0);
    t->job_title = rt_stream_named(base->seed, "contacts", "job_title", "");
    t->job_title_null = rt_stream_named(base->seed, "contacts", "job_title", "null");
    t->notes = rt_stream_named(base->seed, "contacts", "notes", "");
    t->notes_null = rt_stream_named(base->seed, "contacts", "notes", "null");
    t->created_at = rt_stream_named(base->seed, "contacts", "created_at", "");
    return true;
}

static void generate(const struct crm *db, uint64_t n, struct crm_contacts *row, struct rt_scratch *scratch)
{
    const struct crm_contacts_params *t = &db->contacts;

    row->contact_id = 1 + n;

    const uint64_t is_primary_turn = rt_perm_at(&t->is_primary_scenario_order, n);
    const uint64_t is_primary_scenario = rt_allotted(&t->is_primary_allotment, is_primary_turn);
    const bool is_primary_is_not_so = is_primary_scenario != 0;
    const uint64_t contacts_one_primary_index = is_primary_is_not_so ? 0
        : rt_perm_at(&t->contacts_one_primary_order,
        rt_allotted_index(&t->is_primary_allotment, 1, is_primary_turn));
    const uint64_t customer_id_draw = rt_below(rt_random(t->customer_id, n), db->base.rows[CRM_CUSTOMERS]);
    const uint64_t customer_id_row = is_primary_is_not_so ? customer_id_draw : contacts_one_primary_index;
    row->email = rt_fit_key(scratch, &t->email_texts, n);
    row->customer_id = crm_customers_customer_id(db, customer_id_row, scratch);
    row->first_name = rt_fit_random(scratch, &t->first_name_form, rt_random(t->first_name, n));
    row->last_name = rt_fit_random(scratch, &t->last_name_form, rt_random(t->last_name, n));
    row->job_title = rt_fit_random(scratch, &t->job_title_form, rt_random(t->job_title, n));
    row->job_title_null = rt_chance(rt_random(t->job_title_null, n), RT_PERCENT(10));
    row->is_primary = is_primary_scenario == 1 ? false : true;
    row->notes = rt_prose_sentences(scratch, rt_stream_at(t->notes, n), 40, 120);
    row->notes_null = rt_chance(rt_random(t->notes_null, n), RT_PERCENT(10));

    const int64_t created_at_parent = crm_customers_created_at(db, customer_id_row, scratch);
    const uint64_t created_at_index = rt_below(rt_random(t->created_at, n),
        rt_units_until(created_at_parent, INT64_C(820540800000000), 1000000));
    row->created_at = created_at_parent + 1000000 * created_at_index;
}

void crm_contacts_generate(const struct crm *db, uint64_t n, struct crm_contacts *row,
    struct crm_scratch *scratch)
{
    generate(db, n, row, &scratch->space);
}

static uint64_t write_csv(const struct rt_db *base, uint64_t first, uint64_t count, size_t limit,
    struct rt_scratch *scratch, struct rt_out *out)
{
    const struct crm *db = (const struct crm *)base;
    const size_t start = out->size;
    struct crm_contacts row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 71 + RT_SLACK + 2 * RT_ROOM_INT + row.first_name.size + row.last_name.size
            + row.job_title.size + row.email.size + RT_ROOM_BOOL + row.notes.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_csv_int(p, row.contact_id);
        *p++ = ',';
        p = rt_csv_int(p, row.customer_id);
        *p++ = ',';
        p = rt_csv_padded(p, row.first_name);
        *p++ = ',';
        p = rt_csv_padded(p, row.last_name);
        *p++ = ',';
        p = row.job_title_null ? rt_csv_null(p) : rt_csv_padded(p, row.job_title);
        *p++ = ',';
        p = rt_csv_padded(p, row.email);
        *p++ = ',';
        p = rt_csv_bool(p, row.is_primary);
        *p++ = ',';
        p = row.notes_null ? rt_csv_null(p) : rt_csv_padded(p, row.notes);
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
    struct crm_contacts row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 71 + RT_SLACK + 2 * RT_ROOM_INT + row.first_name.size + row.last_name.size
            + row.job_title.size + row.email.size + RT_ROOM_BOOL + row.notes.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_tsv_int(p, row.contact_id);
        *p++ = '\t';
        p = rt_tsv_int(p, row.customer_id);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.first_name);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.last_name);
        *p++ = '\t';
        p = row.job_title_null ? rt_tsv_null(p) : rt_tsv_padded(p, row.job_title);
        *p++ = '\t';
        p = rt_tsv_padded(p, row.email);
        *p++ = '\t';
        p = rt_tsv_bool(p, row.is_primary);
        *p++ = '\t';
        p = row.notes_null ? rt_tsv_null(p) : rt_tsv_padded(p, row.notes);
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
    struct crm_contacts row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 186 + RT_SLACK + 2 * RT_ROOM_INT + row.first_name.size + row.last_name.size
            + row.job_title.size + row.email.size + RT_ROOM_BOOL + row.notes.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        if (is_array)
            p = rt_json_array_begin(p, n);
        p = rt_put(p, "{\"contact_id\":", 14);
        p = rt_json_int(p, row.contact_id);
        p = rt_put(p, ",\"customer_id\":", 15);
        p = rt_json_int(p, row.customer_id);
        p = rt_put(p, ",\"first_name\":", 14);
        p = rt_json_padded(p, row.first_name);
        p = rt_put(p, ",\"last_name\":", 13);
        p = rt_json_padded(p, row.last_name);
        p = rt_put(p, ",\"job_title\":", 13);
        p = row.job_title_null ? rt_json_null(p) : rt_json_padded(p, row.job_title);
        p = rt_put(p, ",\"email\":", 9);
        p = rt_json_padded(p, row.email);
        p = rt_put(p, ",\"is_primary\":", 14);
        p = rt_json_bool(p, row.is_primary);
        p = rt_put(p, ",\"notes\":", 9);
        p = row.notes_null ? rt_json_null(p) : rt_json_padded(p, row.notes);
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
    struct crm_contacts row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        rt_sql_begin(out, &crm_contacts_table, n);
        char *p = rt_out_room(out, 71 + RT_SLACK + 2 * RT_ROOM_INT + row.first_name.size + row.last_name.size
            + row.job_title.size + row.email.size + RT_ROOM_BOOL + row.notes.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        *p++ = '(';
        p = rt_sql_int(p, row.contact_id);
        *p++ = ',';
        p = rt_sql_int(p, row.customer_id);
        *p++ = ',';
        p = rt_sql_padded(p, row.first_name);
        *p++ = ',';
        p = rt_sql_padded(p, row.last_name);
        *p++ = ',';
        p = row.job_title_null ? rt_sql_null(p) : rt_sql_padded(p, row.job_title);
        *p++ = ',';
        p = rt_sql_padded(p, row.email);
        *p++ = ',';
        p = rt_sql_bool(p, row.is_primary);
        *p++ = ',';
        p = row.notes_null ? rt_sql_null(p) : rt_sql_padded(p, row.notes);
        *p++ = ',';
        p = rt_sql_timestamptz(p, row.created_at);
        *p++ = ')';
        p = rt_sql_end(p, &crm_contacts_table, n, base->rows[CRM_CONTACTS]);
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
    struct crm_contacts row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 71 + RT_SLACK + 2 * RT_ROOM_INT + row.first_name.size + row.last_name.size
            + row.job_title.size + row.email.size + RT_ROOM_BOOL + row.notes.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_copy_int(p, row.contact_id);
        *p++ = '\t';
        p = rt_copy_int(p, row.customer_id);
        *p++ = '\t';
        p = rt_copy_padded(p, row.first_name);
        *p++ = '\t';
        p = rt_copy_padded(p, row.last_name);
        *p++ = '\t';
        p = row.job_title_null ? rt_copy_null(p) : rt_copy_padded(p, row.job_title);
        *p++ = '\t';
        p = rt_copy_padded(p, row.email);
        *p++ = '\t';
        p = rt_copy_bool(p, row.is_primary);
        *p++ = '\t';
        p = row.notes_null ? rt_copy_null(p) : rt_copy_padded(p, row.notes);
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
    struct crm_contacts row;
    uint64_t n = first;

    do {
        rt_scratch_reset(scratch);
        generate(db, n, &row, scratch);
        char *p = rt_out_room(out, 71 + RT_SLACK + 2 * RT_ROOM_INT + row.first_name.size + row.last_name.size
            + row.job_title.size + row.email.size + RT_ROOM_BOOL + row.notes.size + RT_ROOM_TIMESTAMPTZ);
        if (!p)
            break;
        p = rt_binary_row(p, 9);
        p = rt_binary_int8(p, row.contact_id);
        p = rt_binary_int8(p, row.customer_id);
        p = rt_binary_padded(p, row.first_name);
        p = rt_binary_padded(p, row.last_name);
        p = row.job_title_null ? rt_binary_null(p) : rt_binary_padded(p, row.job_title);
        p = rt_binary_padded(p, row.email);
        p = rt_binary_bool(p, row.is_primary);
        p = row.notes_null ? rt_binary_null(p) : rt_binary_padded(p, row.notes);
        p = rt_binary_int8(p, row.created_at);
        rt_out_end(out, p);
        n++;
    } while (n - first < count && out->size - start < limit);
    return n - first;
}

static const struct rt_column columns[] = {
    {.name = "contact_id", .type = &crm_type_bigint, .rule = "1, 2, 3 …", .always = true},
    {.name = "customer_id", .type = &crm_type_bigint, .rule = "customers.customer_id of the row referenced"},
    {.name = "first_name", .type = &crm_type_character_varying_40_, .rule = "a first name"},
    {.name = "last_name", .type = &crm_type_character_varying_40_, .rule = "a last name"},
    {.name = "job_title", .type = &crm_type_character_varying_60_, .rule = "a job", .nullable = true},
    {.name = "email", .type = &crm_type_character_varying_120_, .rule = "an e-mail address"},
    {.name = "is_primary", .type = &crm_type_boolean, .rule = "one of true, false"},
    {.name = "notes", .type = &crm_type_text, .rule = "sentences", .nullable = true},
    {.name = "created_at", .type = &crm_type_timestamp_with_time_zone,
        .rule = "a moment after the rows referenced were made"},
};

static const struct rt_constraint constraints[] = {
    {"contacts_pkey", "primary key", "\"contact_id\" counts the rows"},
    {"contacts_one_primary", "unique index", "each of its rows takes a combination of values of its own"},
    {"contacts_customer_id_email_key", "unique", "\"email\" takes a value of its own for each row"},
    {"contacts_customer_id_fkey", "foreign key", "any parent row, all equally likely"},
};

static const struct rt_declared declared[] = {
    {"primary key", "contacts_pkey", "PRIMARY KEY (contact_id)"},
    {"unique", "contacts_customer_id_email_key", "UNIQUE (customer_id, email)"},
    {"unique", "contacts_one_primary", "UNIQUE INDEX (customer_id) WHERE (is_primary)"},
    {"foreign key", "contacts_customer_id_fkey",
        "FOREIGN KEY (customer_id) REFERENCES public.customers(customer_id)"},
    {"not null", "contact_id", "contact_id NOT NULL"},
    {"not null", "customer_id", "customer_id NOT NULL"},
    {"not null", "first_name", "first_name NOT NULL"},
    {"not null", "last_name", "last_name NOT NULL"},
    {"not null", "email", "email NOT NULL"},
    {"not null", "is_primary", "is_primary NOT NULL"},
    {"not null", "created_at", "created_at NOT NULL"},
};

static const uint16_t limit_tables_1[] = {CRM_CUSTOMERS};

static const struct rt_limit limits[] = {
    {
        .constraint = "contacts_customer_id_fkey",
        .reason = "it references table \"customers\", which has no rows",
        .fixed = 1,
        .tables = limit_tables_1,
        .table_count = 1,
        .when_empty = true,
    },
};

const struct rt_table crm_contacts_table = {
    .schema = "public",
    .name = "contacts",
    .label = "contacts",
    .sql_name = "public.contacts",
    .sql_columns = "contact_id, customer_id, first_name, last_name, job_title, email, is_primary, notes, created_at",
    .overriding = true,
    .sql_batch = 256,
    .comment = "People who work at a customer",
    .columns = columns,
    .column_count = 9,
    .constraints = constraints,
    .constraint_count = 4,
    .declared = declared,
    .declared_count = 11,
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
