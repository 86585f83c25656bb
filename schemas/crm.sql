-- A small CRM: customers, their contacts, products, orders and order items. The comments on tables and columns
-- are kept: they stand in the generated C.

CREATE TYPE customer_status AS ENUM ('lead', 'active', 'dormant', 'lost');
CREATE TYPE order_status AS ENUM ('draft', 'confirmed', 'shipped', 'invoiced', 'cancelled');

CREATE TABLE customers (
    customer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company_name character varying(80) NOT NULL,
    email character varying(120) NOT NULL UNIQUE,
    phone character varying(30),
    street character varying(80),
    city character varying(60) NOT NULL,
    country character(2) NOT NULL DEFAULT 'DE',
    status customer_status NOT NULL DEFAULT 'lead',
    credit_limit numeric(12,2) NOT NULL DEFAULT 0,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT credit_limit_not_negative CHECK (credit_limit >= 0)
);

COMMENT ON TABLE customers IS 'Companies that buy from us, or might';
COMMENT ON COLUMN customers.email IS 'Where invoices go; one company, one address';
COMMENT ON COLUMN customers.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN customers.status IS 'How warm the relation is';
COMMENT ON COLUMN customers.credit_limit IS 'Orders above it need approval';

CREATE TABLE contacts (
    contact_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
    first_name character varying(40) NOT NULL,
    last_name character varying(40) NOT NULL,
    job_title character varying(60),
    email character varying(120) NOT NULL,
    is_primary boolean NOT NULL DEFAULT false,
    notes text,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    UNIQUE (customer_id, email)
);

COMMENT ON TABLE contacts IS 'People who work at a customer';
COMMENT ON COLUMN contacts.is_primary IS 'Whom to call first';

CREATE UNIQUE INDEX contacts_one_primary ON contacts (customer_id) WHERE is_primary;

CREATE TABLE products (
    product_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku character varying(20) NOT NULL UNIQUE,
    name character varying(80) NOT NULL,
    description text,
    price numeric(10,2) NOT NULL,
    stock integer NOT NULL DEFAULT 0,
    discontinued_on date,
    CONSTRAINT price_positive CHECK (price > 0),
    CONSTRAINT stock_not_negative CHECK (stock >= 0)
);

COMMENT ON TABLE products IS 'What we sell';
COMMENT ON COLUMN products.sku IS 'Stock keeping unit, as printed on the box';
COMMENT ON COLUMN products.discontinued_on IS 'Not to be ordered from this day on; NULL while it is sold';

CREATE TABLE orders (
    order_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    contact_id bigint REFERENCES contacts ON DELETE SET NULL,
    status order_status NOT NULL DEFAULT 'draft',
    ordered_at timestamp with time zone NOT NULL DEFAULT now(),
    discount_percent numeric(4,1) NOT NULL DEFAULT 0,
    remark character varying(200),
    CONSTRAINT discount_in_range CHECK (discount_percent BETWEEN 0 AND 100)
);

COMMENT ON TABLE orders IS 'One order of one customer';
COMMENT ON COLUMN orders.contact_id IS 'Who placed it, if known';

CREATE INDEX orders_by_customer ON orders (customer_id, ordered_at DESC);

CREATE TABLE order_items (
    order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
    line smallint NOT NULL,
    product_id integer NOT NULL REFERENCES products,
    quantity integer NOT NULL,
    unit_price numeric(10,2) NOT NULL,
    line_total numeric(14,2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
    PRIMARY KEY (order_id, line),
    CONSTRAINT line_from_one CHECK (line >= 1),
    CONSTRAINT quantity_positive CHECK (quantity > 0),
    CONSTRAINT unit_price_positive CHECK (unit_price > 0)
);

COMMENT ON TABLE order_items IS 'The lines of an order';
COMMENT ON COLUMN order_items.line IS 'Counts from 1 within the order';
COMMENT ON COLUMN order_items.unit_price IS 'The price agreed on, which may differ from the list price';
