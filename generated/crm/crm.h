/* crm.h: rows of the schema crm, made from their numbers. */
#ifndef CRM_H
#define CRM_H

#include "rt_value.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An open database: seed, row counts and what follows from them. Constant, and shared by any number of
    threads. */
struct crm;

/* Where the texts of rows live. Each thread has its own. */
struct crm_scratch;

/* Tables, in the order in which their row counts are resolved. */
enum crm_table {
    CRM_CUSTOMERS,
    CRM_CONTACTS,
    CRM_ORDERS,
    CRM_PRODUCTS,
    CRM_ORDER_ITEMS,
    CRM_TABLES
};

/* What to open. A zeroed struct asks for the schema's own seed and row counts. */
struct crm_options {
    bool has_seed;
    uint64_t seed;
    bool has_rows;                      /* rows is the count of every table that has none of its own */
    uint64_t rows;
    const uint64_t *table_rows;         /* CRM_TABLES counts, UINT64_MAX for the default; or NULL */
};

/* Opens the database. Where that fails, crm_error tells why; close it all the same. NULL: out of memory. */
struct crm *crm_open(const struct crm_options *options);
void crm_close(struct crm *db);

/* Why opening failed, or NULL where it did not. Valid until the database is closed. */
const char *crm_error(const struct crm *db);

/* The number of rows of a table. */
uint64_t crm_rows(const struct crm *db, enum crm_table table);

/* Scratch space; NULL: out of memory. Resetting it takes back all texts made in it. */
struct crm_scratch *crm_scratch_new(void);
void crm_scratch_reset(struct crm_scratch *scratch);
void crm_scratch_free(struct crm_scratch *scratch);

/* A row of table customers. Companies that buy from us, or might */
struct crm_customers {
    int64_t customer_id; /* bigint */
    struct rt_text company_name; /* character varying(80) */
    struct rt_text email; /* character varying(120): Where invoices go; one company, one address */
    struct rt_text phone; /* character varying(30) */
    bool phone_null;
    struct rt_text street; /* character varying(80) */
    bool street_null;
    struct rt_text city; /* character varying(60) */
    struct rt_text country; /* character(2): ISO 3166-1 alpha-2 */
    struct rt_text status; /* customer_status: How warm the relation is */
    int64_t credit_limit; /* numeric(12,2): Orders above it need approval */
    int64_t created_at; /* timestamp with time zone */
};

/* Fills row n, for n below the table's number of rows; its texts live in the scratch space until that is
    reset. */
void crm_customers_generate(const struct crm *db, uint64_t n, struct crm_customers *row,
                        struct crm_scratch *scratch);

/* A row of table contacts. People who work at a customer */
struct crm_contacts {
    int64_t contact_id; /* bigint */
    int64_t customer_id; /* bigint */
    struct rt_text first_name; /* character varying(40) */
    struct rt_text last_name; /* character varying(40) */
    struct rt_text job_title; /* character varying(60) */
    bool job_title_null;
    struct rt_text email; /* character varying(120) */
    bool is_primary; /* boolean: Whom to call first */
    struct rt_text notes; /* text */
    bool notes_null;
    int64_t created_at; /* timestamp with time zone */
};

/* Fills row n, for n below the table's number of rows; its texts live in the scratch space until that is
    reset. */
void crm_contacts_generate(const struct crm *db, uint64_t n, struct crm_contacts *row,
                        struct crm_scratch *scratch);

/* A row of table orders. One order of one customer */
struct crm_orders {
    int64_t order_id; /* bigint */
    int64_t customer_id; /* bigint */
    int64_t contact_id; /* bigint: Who placed it, if known */
    bool contact_id_null;
    struct rt_text status; /* order_status */
    int64_t ordered_at; /* timestamp with time zone */
    int64_t discount_percent; /* numeric(4,1) */
    struct rt_text remark; /* character varying(200) */
    bool remark_null;
};

/* Fills row n, for n below the table's number of rows; its texts live in the scratch space until that is
    reset. */
void crm_orders_generate(const struct crm *db, uint64_t n, struct crm_orders *row,
                        struct crm_scratch *scratch);

/* A row of table products. What we sell */
struct crm_products {
    int32_t product_id; /* integer */
    struct rt_text sku; /* character varying(20): Stock keeping unit, as printed on the box */
    struct rt_text name; /* character varying(80) */
    struct rt_text description; /* text */
    bool description_null;
    int64_t price; /* numeric(10,2) */
    int32_t stock; /* integer */
    int32_t discontinued_on; /* date: Not to be ordered from this day on; NULL while it is sold */
    bool discontinued_on_null;
};

/* Fills row n, for n below the table's number of rows; its texts live in the scratch space until that is
    reset. */
void crm_products_generate(const struct crm *db, uint64_t n, struct crm_products *row,
                        struct crm_scratch *scratch);

/* A row of table order_items. The lines of an order */
struct crm_order_items {
    int64_t order_id; /* bigint */
    int16_t line; /* smallint: Counts from 1 within the order */
    int32_t product_id; /* integer */
    int32_t quantity; /* integer */
    int64_t unit_price; /* numeric(10,2): The price agreed on, which may differ from the list price */
};

/* Fills row n, for n below the table's number of rows; its texts live in the scratch space until that is
    reset. */
void crm_order_items_generate(const struct crm *db, uint64_t n, struct crm_order_items *row,
                        struct crm_scratch *scratch);

#ifdef __cplusplus
}
#endif

#endif
