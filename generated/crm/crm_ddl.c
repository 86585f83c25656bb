/* crm_ddl.c: the statements that make the schema, for `load --create`. */
#include <stddef.h>

extern const char *const crm_ddl[];

const char *const crm_ddl[] = {
    "CREATE TYPE customer_status AS ENUM ('lead', 'active', 'dormant', 'lost')",
    "CREATE TYPE order_status AS ENUM ('draft', 'confirmed', 'shipped', 'invoiced', 'cancelled')",
    "CREATE TABLE customers (\n"
    "    customer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
    "    company_name character varying(80) NOT NULL,\n"
    "    email character varying(120) NOT NULL UNIQUE,\n"
    "    phone character varying(30),\n"
    "    street character varying(80),\n"
    "    city character varying(60) NOT NULL,\n"
    "    country character(2) NOT NULL DEFAULT 'DE',\n"
    "    status customer_status NOT NULL DEFAULT 'lead',\n"
    "    credit_limit numeric(12,2) NOT NULL DEFAULT 0,\n"
    "    created_at timestamp with time zone NOT NULL DEFAULT now(),\n"
    "    CONSTRAINT credit_limit_not_negative CHECK (credit_limit >= 0)\n"
    ")",
    "COMMENT ON TABLE customers IS 'Companies that buy from us, or might'",
    "COMMENT ON COLUMN customers.email IS 'Where invoices go; one company, one address'",
    "COMMENT ON COLUMN customers.country IS 'ISO 3166-1 alpha-2'",
    "COMMENT ON COLUMN customers.status IS 'How warm the relation is'",
    "COMMENT ON COLUMN customers.credit_limit IS 'Orders above it need approval'",
    "CREATE TABLE contacts (\n"
    "    contact_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
    "    customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,\n"
    "    first_name character varying(40) NOT NULL,\n"
    "    last_name character varying(40) NOT NULL,\n"
    "    job_title character varying(60),\n"
    "    email character varying(120) NOT NULL,\n"
    "    is_primary boolean NOT NULL DEFAULT false,\n"
    "    notes text,\n"
    "    created_at timestamp with time zone NOT NULL DEFAULT now(),\n"
    "    UNIQUE (customer_id, email)\n"
    ")",
    "COMMENT ON TABLE contacts IS 'People who work at a customer'",
    "COMMENT ON COLUMN contacts.is_primary IS 'Whom to call first'",
    "CREATE UNIQUE INDEX contacts_one_primary ON contacts (customer_id) WHERE is_primary",
    "CREATE TABLE products (\n"
    "    product_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
    "    sku character varying(20) NOT NULL UNIQUE,\n"
    "    name character varying(80) NOT NULL,\n"
    "    description text,\n"
    "    price numeric(10,2) NOT NULL,\n"
    "    stock integer NOT NULL DEFAULT 0,\n"
    "    discontinued_on date,\n"
    "    CONSTRAINT price_positive CHECK (price > 0),\n"
    "    CONSTRAINT stock_not_negative CHECK (stock >= 0)\n"
    ")",
    "COMMENT ON TABLE products IS 'What we sell'",
    "COMMENT ON COLUMN products.sku IS 'Stock keeping unit, as printed on the box'",
    "COMMENT ON COLUMN products.discontinued_on IS 'Not to be ordered from this day on; NULL while it is sold'",
    "CREATE TABLE orders (\n"
    "    order_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
    "    customer_id bigint NOT NULL REFERENCES customers,\n"
    "    contact_id bigint REFERENCES contacts ON DELETE SET NULL,\n"
    "    status order_status NOT NULL DEFAULT 'draft',\n"
    "    ordered_at timestamp with time zone NOT NULL DEFAULT now(),\n"
    "    discount_percent numeric(4,1) NOT NULL DEFAULT 0,\n"
    "    remark character varying(200),\n"
    "    CONSTRAINT discount_in_range CHECK (discount_percent BETWEEN 0 AND 100)\n"
    ")",
    "COMMENT ON TABLE orders IS 'One order of one customer'",
    "COMMENT ON COLUMN orders.contact_id IS 'Who placed it, if known'",
    "CREATE INDEX orders_by_customer ON orders (customer_id, ordered_at DESC)",
    "CREATE TABLE order_items (\n"
    "    order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,\n"
    "    line smallint NOT NULL,\n"
    "    product_id integer NOT NULL REFERENCES products,\n"
    "    quantity integer NOT NULL,\n"
    "    unit_price numeric(10,2) NOT NULL,\n"
    "    line_total numeric(14,2) GENERATED ALWAYS AS (quantity * unit_price) STORED,\n"
    "    PRIMARY KEY (order_id, line),\n"
    "    CONSTRAINT line_from_one CHECK (line >= 1),\n"
    "    CONSTRAINT quantity_positive CHECK (quantity > 0),\n"
    "    CONSTRAINT unit_price_positive CHECK (unit_price > 0)\n"
    ")",
    "COMMENT ON TABLE order_items IS 'The lines of an order'",
    "COMMENT ON COLUMN order_items.line IS 'Counts from 1 within the order'",
    "COMMENT ON COLUMN order_items.unit_price IS 'The price agreed on, which may differ from the list price'",
    NULL,
};
