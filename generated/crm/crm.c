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

static const struct rt_table *const tables[] = {
    &crm_customers_table,
    &crm_contacts_table,
    &crm_orders_table,
    &crm_products_table,
    &crm_order_items_table,
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
    .seed = 0,
    .tables = tables,
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
