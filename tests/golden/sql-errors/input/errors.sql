CREATE TYPE color AS ENUM ('red', 'red');
CREATE TYPE mood AS ENUM ('calm', 'wild');
CREATE TABLE customer (
    id bigint PRIMARY KEY,
    mood modo,
    born datetime,
    name varchar(0),
    label text(10),
    age int,
    age int,
    PRIMARY KEY (id)
);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id bigint REFERENCES custmer (id),
    total numeric(5000, 2),
    UNIQUE (totl),
    CONSTRAINT twice CHECK (total > 0),
    CONSTRAINT twice CHECK (total > 1)
);
CREATE TABLE orders (id int);
ALTER TABLE ordres ADD COLUMN x int;
ALTER TABLE orders ADD COLUMN total int;
ALTER TABLE orders DROP COLUMN totals;
ALTER TABLE orders DROP CONSTRAINT nothing;
ALTER TYPE mood ADD VALUE 'x' AFTER 'clam';
CREATE INDEX ON orders (totl);
COMMENT ON COLUMN orders.totl IS 'x';
COMMENT ON TABLE custmer IS 'x';
ALTER SEQUENCE nowhere OWNED BY orders.id;
CREATE SEQUENCE s INCREMENT 0;
