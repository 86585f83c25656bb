/* crm_internal.h: what the files of crm share: parameters of tables, and columns that other tables read. */
#ifndef CRM_INTERNAL_H
#define CRM_INTERNAL_H

#include "crm.h"

#include "rt_generated.h"

#if RT_ABI != 1
#error "this code was generated for version 1 of the schemac runtime: generate it again with the schemac that belongs to the runtime's headers"
#endif

struct crm_scratch {
    struct rt_scratch space;
};

struct crm_customers_params {
    rt_stream email;
    struct rt_fit_keys email_texts;
    rt_stream created_at;
    struct rt_fit company_name_form;
    rt_stream company_name;
    struct rt_fit phone_form;
    rt_stream phone;
    rt_stream phone_null;
    struct rt_fit street_form;
    rt_stream street;
    rt_stream street_null;
    struct rt_fit city_form;
    rt_stream city;
    struct rt_fit country_form;
    rt_stream country;
    rt_stream status;
    struct rt_quantiles credit_limit_distribution;
    rt_stream credit_limit;
};

struct crm_contacts_params {
    struct rt_allotment is_primary_allotment;
    rt_stream is_primary_scenario;
    struct rt_perm is_primary_scenario_order;
    uint64_t is_primary_rows;
    rt_stream contacts_one_primary_key;
    struct rt_perm contacts_one_primary_order;
    rt_stream customer_id;
    rt_stream email;
    struct rt_fit_keys email_texts;
    struct rt_fit first_name_form;
    rt_stream first_name;
    struct rt_fit last_name_form;
    rt_stream last_name;
    struct rt_fit job_title_form;
    rt_stream job_title;
    rt_stream job_title_null;
    rt_stream notes;
    rt_stream notes_null;
    rt_stream created_at;
};

struct crm_orders_params {
    rt_stream contact_id_null;
    rt_stream contact_id;
    rt_stream customer_id;
    rt_stream status;
    rt_stream ordered_at;
    rt_stream discount_percent;
    rt_stream remark;
    rt_stream remark_null;
};

struct crm_products_params {
    rt_stream sku;
    struct rt_fit_keys sku_texts;
    struct rt_fit name_form;
    rt_stream name;
    rt_stream description;
    rt_stream description_null;
    struct rt_quantiles price_distribution;
    rt_stream price;
    struct rt_quantiles stock_distribution;
    rt_stream stock;
    rt_stream discontinued_on;
    rt_stream discontinued_on_null;
};

struct crm_order_items_params {
    rt_stream order_id_fanout;
    struct rt_fanout order_id_children;
    rt_stream product_id;
    struct rt_quantiles quantity_distribution;
    rt_stream quantity;
    struct rt_quantiles unit_price_distribution;
    rt_stream unit_price;
};

struct crm {
    struct rt_db base; /* first: the runtime knows only this */
    struct crm_customers_params customers;
    struct crm_contacts_params contacts;
    struct crm_orders_params orders;
    struct crm_products_params products;
    struct crm_order_items_params order_items;
};

/* types of columns */
extern const struct rt_type crm_type_bigint;
extern const struct rt_type crm_type_character_varying_40_;
extern const struct rt_type crm_type_character_varying_60_;
extern const struct rt_type crm_type_character_varying_120_;
extern const struct rt_type crm_type_boolean;
extern const struct rt_type crm_type_text;
extern const struct rt_type crm_type_timestamp_with_time_zone;
extern const struct rt_type crm_type_character_varying_80_;
extern const struct rt_type crm_type_character_varying_30_;
extern const struct rt_type crm_type_character_2_;
extern const struct rt_type crm_type_customer_status;
extern const struct rt_type crm_type_numeric_12_2_;
extern const struct rt_type crm_type_smallint;
extern const struct rt_type crm_type_integer;
extern const struct rt_type crm_type_numeric_10_2_;
extern const struct rt_type crm_type_numeric_14_2_;
extern const struct rt_type crm_type_order_status;
extern const struct rt_type crm_type_numeric_4_1_;
extern const struct rt_type crm_type_character_varying_200_;
extern const struct rt_type crm_type_character_varying_20_;
extern const struct rt_type crm_type_date;

/* customers */
extern const struct rt_table crm_customers_table;
static inline int64_t crm_customers_customer_id(const struct crm *db, uint64_t n, struct rt_scratch *scratch);
static inline int64_t crm_customers_created_at(const struct crm *db, uint64_t n, struct rt_scratch *scratch);

/* contacts */
extern const struct rt_table crm_contacts_table;
static inline int64_t crm_contacts_contact_id(const struct crm *db, uint64_t n, struct rt_scratch *scratch);
int64_t crm_contacts_created_at(const struct crm *db, uint64_t n, struct rt_scratch *scratch);

/* orders */
extern const struct rt_table crm_orders_table;
static inline int64_t crm_orders_order_id(const struct crm *db, uint64_t n, struct rt_scratch *scratch);

/* products */
extern const struct rt_table crm_products_table;
static inline int32_t crm_products_product_id(const struct crm *db, uint64_t n, struct rt_scratch *scratch);

/* order_items */
extern const struct rt_table crm_order_items_table;

/* customers: customer_id of row n */
static inline int64_t crm_customers_customer_id(const struct crm *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db;
    (void)scratch;
    return 1 + n;
}

/* customers: created_at of row n */
static inline int64_t crm_customers_created_at(const struct crm *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)scratch;
    const struct crm_customers_params *t = &db->customers;
    const int64_t created_at_offset = 1000000 * rt_below(rt_random(t->created_at, n), 94608000);
    return INT64_C(725932800000000) + created_at_offset;
}

/* contacts: contact_id of row n */
static inline int64_t crm_contacts_contact_id(const struct crm *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db;
    (void)scratch;
    return 1 + n;
}

/* orders: order_id of row n */
static inline int64_t crm_orders_order_id(const struct crm *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db;
    (void)scratch;
    return 1 + n;
}

/* products: product_id of row n */
static inline int32_t crm_products_product_id(const struct crm *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db;
    (void)scratch;
    return 1 + n;
}

#endif
