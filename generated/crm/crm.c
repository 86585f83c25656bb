/* crm.c: the tables of crm as the runtime knows them, and opening them. */
#include "crm_internal.h"

#include <stdlib.h>

const struct rt_type crm_type_bigint = {
    .kind = RT_INT,
    .wire = RT_WIRE_INT8,
    .name = "bigint",
};

const struct rt_type crm_type_character_varying_40_ = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "character varying(40)",
};

const struct rt_type crm_type_character_varying_60_ = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "character varying(60)",
};

const struct rt_type crm_type_character_varying_120_ = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "character varying(120)",
};

const struct rt_type crm_type_boolean = {
    .kind = RT_BOOL,
    .wire = RT_WIRE_KIND,
    .name = "boolean",
};

const struct rt_type crm_type_text = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "text",
};

const struct rt_type crm_type_timestamp_with_time_zone = {
    .kind = RT_TIMESTAMPTZ,
    .wire = RT_WIRE_KIND,
    .name = "timestamp with time zone",
};

const struct rt_type crm_type_character_varying_80_ = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "character varying(80)",
};

const struct rt_type crm_type_character_varying_30_ = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "character varying(30)",
};

const struct rt_type crm_type_character_2_ = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "character(2)",
};

const struct rt_type crm_type_customer_status = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "customer_status",
};

const struct rt_type crm_type_numeric_12_2_ = {
    .kind = RT_NUMERIC,
    .wire = RT_WIRE_KIND,
    .scale = 2,
    .name = "numeric(12,2)",
};

const struct rt_type crm_type_smallint = {
    .kind = RT_INT,
    .wire = RT_WIRE_INT2,
    .name = "smallint",
};

const struct rt_type crm_type_integer = {
    .kind = RT_INT,
    .wire = RT_WIRE_INT4,
    .name = "integer",
};

const struct rt_type crm_type_numeric_10_2_ = {
    .kind = RT_NUMERIC,
    .wire = RT_WIRE_KIND,
    .scale = 2,
    .name = "numeric(10,2)",
};

const struct rt_type crm_type_numeric_14_2_ = {
    .kind = RT_NUMERIC,
    .wire = RT_WIRE_KIND,
    .scale = 2,
    .name = "numeric(14,2)",
};

const struct rt_type crm_type_order_status = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "order_status",
};

const struct rt_type crm_type_numeric_4_1_ = {
    .kind = RT_NUMERIC,
    .wire = RT_WIRE_KIND,
    .scale = 1,
    .name = "numeric(4,1)",
};

const struct rt_type crm_type_character_varying_200_ = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "character varying(200)",
};

const struct rt_type crm_type_character_varying_20_ = {
    .kind = RT_TEXT,
    .wire = RT_WIRE_KIND,
    .name = "character varying(20)",
};

const struct rt_type crm_type_date = {
    .kind = RT_DATE,
    .wire = RT_WIRE_KIND,
    .name = "date",
};

static const struct rt_column customers_columns[] = {
    {"customer_id", &crm_type_bigint, false, true, true, "1, 2, 3 \342\200\246"},
    {"company_name", &crm_type_character_varying_80_, false, true, false, "a company"},
    {"email", &crm_type_character_varying_120_, false, true, false, "an e-mail address"},
    {"phone", &crm_type_character_varying_30_, true, true, false, "a telephone number"},
    {"street", &crm_type_character_varying_80_, true, true, false, "a street"},
    {"city", &crm_type_character_varying_60_, false, true, false, "a city"},
    {"country", &crm_type_character_2_, false, true, false, "a country's code"},
    {"status", &crm_type_customer_status, false, true, false, "one of the labels"},
    {"credit_limit", &crm_type_numeric_12_2_, false, true, false, "0.00 to 9999.99, small ones more often"},
    {"created_at", &crm_type_timestamp_with_time_zone, false, true, false, "a moment of the last years"},
};

static const struct rt_constraint customers_constraints[] = {
    {"customers_pkey", "primary key", "\"customer_id\" counts the rows"},
    {"customers_email_key", "unique", "\"email\" takes a value of its own for each row"},
};

static const struct rt_declared customers_declared[] = {
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

static const struct rt_column contacts_columns[] = {
    {"contact_id", &crm_type_bigint, false, true, true, "1, 2, 3 \342\200\246"},
    {"customer_id", &crm_type_bigint, false, true, false, "customers.customer_id of the row referenced"},
    {"first_name", &crm_type_character_varying_40_, false, true, false, "a first name"},
    {"last_name", &crm_type_character_varying_40_, false, true, false, "a last name"},
    {"job_title", &crm_type_character_varying_60_, true, true, false, "a job"},
    {"email", &crm_type_character_varying_120_, false, true, false, "an e-mail address"},
    {"is_primary", &crm_type_boolean, false, true, false, "one of the values that satisfy its conditions"},
    {"notes", &crm_type_text, true, true, false, "sentences"},
    {"created_at", &crm_type_timestamp_with_time_zone, false, true, false,
        "a moment after the rows referenced were made"},
};

static const struct rt_constraint contacts_constraints[] = {
    {"contacts_pkey", "primary key", "\"contact_id\" counts the rows"},
    {"contacts_one_primary", "unique index", "each of its rows takes a combination of values of its own"},
    {"contacts_customer_id_email_key", "unique", "\"email\" takes a value of its own for each row"},
    {"contacts_customer_id_fkey", "foreign key", "any parent row, all equally likely"},
};

static const uint16_t contacts_limit_0[] = {CRM_CUSTOMERS};

static const struct rt_declared contacts_declared[] = {
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

static const struct rt_limit contacts_limits[] = {
    {
        .constraint = "contacts_customer_id_fkey",
        .reason = "it references table \"customers\", which has no rows",
        .fixed = 1,
        .tables = contacts_limit_0,
        .table_count = 1,
        .when_empty = true,
    },
};

static const struct rt_column orders_columns[] = {
    {"order_id", &crm_type_bigint, false, true, true, "1, 2, 3 \342\200\246"},
    {"customer_id", &crm_type_bigint, false, true, false, "customers.customer_id of the row referenced"},
    {"contact_id", &crm_type_bigint, true, true, false, "contacts.contact_id of the row referenced"},
    {"status", &crm_type_order_status, false, true, false, "one of the labels"},
    {"ordered_at", &crm_type_timestamp_with_time_zone, false, true, false,
        "a moment after the rows referenced were made"},
    {"discount_percent", &crm_type_numeric_4_1_, false, true, false, "0.0 to 100.0"},
    {"remark", &crm_type_character_varying_200_, true, true, false, "sentences"},
};

static const struct rt_constraint orders_constraints[] = {
    {"orders_pkey", "primary key", "\"order_id\" counts the rows"},
    {"orders_contact_id_fkey", "foreign key", "any parent row, all equally likely, or NULL"},
    {"orders_customer_id_fkey", "foreign key", "any parent row, all equally likely"},
};

static const uint16_t orders_limit_0[] = {CRM_CUSTOMERS};

static const struct rt_declared orders_declared[] = {
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

static const struct rt_limit orders_limits[] = {
    {
        .constraint = "orders_customer_id_fkey",
        .reason = "it references table \"customers\", which has no rows",
        .fixed = 1,
        .tables = orders_limit_0,
        .table_count = 1,
        .when_empty = true,
    },
};

static const struct rt_column products_columns[] = {
    {"product_id", &crm_type_integer, false, true, true, "1, 2, 3 \342\200\246"},
    {"sku", &crm_type_character_varying_20_, false, true, false, "an article's code"},
    {"name", &crm_type_character_varying_80_, false, true, false, "a name"},
    {"description", &crm_type_text, true, true, false, "sentences"},
    {"price", &crm_type_numeric_10_2_, false, true, false, "1.00 to 500.00, small ones more often"},
    {"stock", &crm_type_integer, false, true, false, "0 to 1000, small ones more often"},
    {"discontinued_on", &crm_type_date, true, true, false, "a day of the last years"},
};

static const struct rt_constraint products_constraints[] = {
    {"products_pkey", "primary key", "\"product_id\" counts the rows"},
    {"products_sku_key", "unique", "\"sku\" takes a value of its own for each row"},
};

static const struct rt_declared products_declared[] = {
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

static const struct rt_limit products_limits[] = {
    {
        .constraint = "products_pkey",
        .reason = "column \"product_id\" has 2147483647 values",
        .fixed = 2147483647,
    },
};

static const struct rt_column order_items_columns[] = {
    {"order_id", &crm_type_bigint, false, true, false, "orders.order_id of the row referenced"},
    {"line", &crm_type_smallint, false, true, false, "1, 2, 3 \342\200\246"},
    {"product_id", &crm_type_integer, false, true, false, "products.product_id of the row referenced"},
    {"quantity", &crm_type_integer, false, true, false, "1 to 100, small ones more often"},
    {"unit_price", &crm_type_numeric_10_2_, false, true, false, "1.00 to 500.00, small ones more often"},
    {"line_total", &crm_type_numeric_14_2_, false, false, false, ""},
};

static const struct rt_constraint order_items_constraints[] = {
    {"order_items_pkey", "primary key", "\"line\" counts the rows of each parent"},
    {"order_items_order_id_fkey", "foreign key", "rows follow one another in the order of their parents"},
    {"order_items_product_id_fkey", "foreign key", "any parent row, all equally likely"},
};

static const uint16_t order_items_limit_0[] = {CRM_ORDERS};

static const uint16_t order_items_limit_1[] = {CRM_ORDERS};

static const uint16_t order_items_limit_2[] = {CRM_PRODUCTS};

static const struct rt_declared order_items_declared[] = {
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

static const struct rt_limit order_items_limits[] = {
    {
        .constraint = "order_items_order_id_fkey",
        .reason = "it references table \"orders\", which has no rows",
        .fixed = 1,
        .tables = order_items_limit_0,
        .table_count = 1,
        .when_empty = true,
    },
    {
        .constraint = "order_items_pkey",
        .reason = "it has no more combinations of values",
        .fixed = 32767,
        .tables = order_items_limit_1,
        .table_count = 1,
    },
    {
        .constraint = "order_items_product_id_fkey",
        .reason = "it references table \"products\", which has no rows",
        .fixed = 1,
        .tables = order_items_limit_2,
        .table_count = 1,
        .when_empty = true,
    },
};

const struct rt_table crm_tables[] = {
    {
        .schema = "public",
        .name = "customers",
        .label = "customers",
        .sql_name = "public.customers",
        .sql_columns = "customer_id, company_name, email, phone, street, city, country, status, credit_limit, created_at",
        .overriding = true,
        .sql_batch = 256,
        .comment = "Companies that buy from us, or might",
        .columns = customers_columns,
        .column_count = 10,
        .constraints = customers_constraints,
        .constraint_count = 2,
        .declared = customers_declared,
        .declared_count = 11,
        .rows = {.kind = RT_ROWS_FIXED, .is_default = true, .count = 1000},
        .prepare = crm_customers_prepare,
        .release = crm_customers_release,
        .write = {
            crm_customers_write_csv,
            crm_customers_write_tsv,
            crm_customers_write_ndjson,
            crm_customers_write_json,
            crm_customers_write_sql,
            crm_customers_write_copy,
            crm_customers_write_copy_binary,
        },
    },
    {
        .schema = "public",
        .name = "contacts",
        .label = "contacts",
        .sql_name = "public.contacts",
        .sql_columns = "contact_id, customer_id, first_name, last_name, job_title, email, is_primary, notes, created_at",
        .overriding = true,
        .sql_batch = 256,
        .comment = "People who work at a customer",
        .columns = contacts_columns,
        .column_count = 9,
        .constraints = contacts_constraints,
        .constraint_count = 4,
        .declared = contacts_declared,
        .declared_count = 11,
        .rows = {.kind = RT_ROWS_FIXED, .is_default = true, .count = 1000},
        .limits = contacts_limits,
        .limit_count = 1,
        .prepare = crm_contacts_prepare,
        .release = crm_contacts_release,
        .write = {
            crm_contacts_write_csv,
            crm_contacts_write_tsv,
            crm_contacts_write_ndjson,
            crm_contacts_write_json,
            crm_contacts_write_sql,
            crm_contacts_write_copy,
            crm_contacts_write_copy_binary,
        },
    },
    {
        .schema = "public",
        .name = "orders",
        .label = "orders",
        .sql_name = "public.orders",
        .sql_columns = "order_id, customer_id, contact_id, status, ordered_at, discount_percent, remark",
        .overriding = true,
        .sql_batch = 256,
        .comment = "One order of one customer",
        .columns = orders_columns,
        .column_count = 7,
        .constraints = orders_constraints,
        .constraint_count = 3,
        .declared = orders_declared,
        .declared_count = 9,
        .rows = {.kind = RT_ROWS_FIXED, .is_default = true, .count = 1000},
        .limits = orders_limits,
        .limit_count = 1,
        .prepare = crm_orders_prepare,
        .release = crm_orders_release,
        .write = {
            crm_orders_write_csv,
            crm_orders_write_tsv,
            crm_orders_write_ndjson,
            crm_orders_write_json,
            crm_orders_write_sql,
            crm_orders_write_copy,
            crm_orders_write_copy_binary,
        },
    },
    {
        .schema = "public",
        .name = "products",
        .label = "products",
        .sql_name = "public.products",
        .sql_columns = "product_id, sku, name, description, price, stock, discontinued_on",
        .overriding = true,
        .sql_batch = 256,
        .comment = "What we sell",
        .columns = products_columns,
        .column_count = 7,
        .constraints = products_constraints,
        .constraint_count = 2,
        .declared = products_declared,
        .declared_count = 9,
        .rows = {.kind = RT_ROWS_FIXED, .is_default = true, .count = 1000},
        .limits = products_limits,
        .limit_count = 1,
        .prepare = crm_products_prepare,
        .release = crm_products_release,
        .write = {
            crm_products_write_csv,
            crm_products_write_tsv,
            crm_products_write_ndjson,
            crm_products_write_json,
            crm_products_write_sql,
            crm_products_write_copy,
            crm_products_write_copy_binary,
        },
    },
    {
        .schema = "public",
        .name = "order_items",
        .label = "order_items",
        .sql_name = "public.order_items",
        .sql_columns = "order_id, line, product_id, quantity, unit_price",
        .sql_batch = 256,
        .comment = "The lines of an order",
        .columns = order_items_columns,
        .column_count = 6,
        .constraints = order_items_constraints,
        .constraint_count = 3,
        .declared = order_items_declared,
        .declared_count = 11,
        .rows = {.kind = RT_ROWS_FIXED, .is_default = true, .count = 1000},
        .limits = order_items_limits,
        .limit_count = 3,
        .prepare = crm_order_items_prepare,
        .release = crm_order_items_release,
        .write = {
            crm_order_items_write_csv,
            crm_order_items_write_tsv,
            crm_order_items_write_ndjson,
            crm_order_items_write_json,
            crm_order_items_write_sql,
            crm_order_items_write_copy,
            crm_order_items_write_copy_binary,
        },
    },
};

static const uint16_t load_order[] = {
    CRM_CUSTOMERS,
    CRM_CONTACTS,
    CRM_ORDERS,
    CRM_PRODUCTS,
    CRM_ORDER_ITEMS,
};


const struct rt_program crm_program = {
    .abi = RT_ABI,
    .name = "crm",
    .comment = NULL,
    .seed = 0,
    .tables = crm_tables,
    .table_count = 5,
    .load_order = load_order,
    .db_size = sizeof(struct crm),
};

struct crm *crm_open(const struct crm_options *options)
{
    struct rt_rows_request requests[CRM_TABLES + 1];
    struct rt_open_options asked = {
        .has_seed = options->has_seed,
        .seed = options->seed,
        .has_rows = options->has_rows,
        .rows = options->rows,
        .requests = requests,
    };

    for (uint16_t i = 0; options->table_rows && i < CRM_TABLES; i++)
        if (options->table_rows[i] != UINT64_MAX)
            requests[asked.request_count++] = (struct rt_rows_request){i, options->table_rows[i]};
    return (struct crm *)rt_open(&crm_program, &asked);
}

void crm_close(struct crm *db)
{
    rt_close(&db->base);
}

const char *crm_error(const struct crm *db)
{
    return db->base.error[0] ? db->base.error : NULL;
}

uint64_t crm_rows(const struct crm *db, enum crm_table table)
{
    return db->base.rows[table];
}

struct crm_scratch *crm_scratch_new(void)
{
    struct crm_scratch *scratch = calloc(1, sizeof *scratch);

    if (scratch && !rt_scratch_init(&scratch->space)) {
        free(scratch);
        return NULL;
    }
    return scratch;
}

void crm_scratch_reset(struct crm_scratch *scratch)
{
    rt_scratch_reset(&scratch->space);
}

void crm_scratch_free(struct crm_scratch *scratch)
{
    if (!scratch)
        return;
    rt_scratch_free(&scratch->space);
    free(scratch);
}
