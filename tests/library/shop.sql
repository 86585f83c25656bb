CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE flags (flag boolean PRIMARY KEY);
CREATE TABLE customers (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (
    id bigserial PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    state state NOT NULL,
    note varchar(40),
    quantity integer
);
