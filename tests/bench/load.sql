-- What load.pl loads: orders of customers, with a primary key and a reference.
CREATE TYPE order_status AS ENUM ('new', 'paid', 'packed', 'shipped', 'returned');

CREATE TABLE customers (
    id bigint PRIMARY KEY,
    name varchar(60) NOT NULL
);

CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL CONSTRAINT orders_customer REFERENCES customers,
    ordered_on date NOT NULL,
    total numeric(12,2) NOT NULL,
    channel char(1) NOT NULL,
    clerk char(15) NOT NULL,
    status order_status NOT NULL,
    comment varchar(40) NOT NULL
);
