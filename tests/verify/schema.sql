-- One table or more for each kind of constraint, on every server from version 12 on.
CREATE EXTENSION btree_gist;
CREATE EXTENSION citext;
CREATE SCHEMA sales;
CREATE COLLATION sales.folded (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

CREATE DOMAIN sales.positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN sales.small AS sales.positive NOT NULL CONSTRAINT below_limit CHECK (VALUE < 1000000);
CREATE DOMAIN sales.code AS text CONSTRAINT code_form CHECK (VALUE ~ '^[A-Z]+[0-9]+$');
CREATE TYPE sales.part AS (code sales.code, amount sales.positive);
CREATE DOMAIN sales.parts AS sales.part[] CONSTRAINT some_parts CHECK (cardinality(VALUE) > 0);

CREATE TABLE customers (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email citext NOT NULL UNIQUE,
    nick text COLLATE sales.folded CONSTRAINT nick_key UNIQUE,
    born date CONSTRAINT born_late CHECK (born > '1900-01-01'),
    deleted boolean NOT NULL DEFAULT false,
    phone text
);
CREATE UNIQUE INDEX live_phone ON customers (lower(phone)) WHERE NOT deleted;
CREATE UNIQUE INDEX pattern_phone ON customers (phone text_pattern_ops, born);

CREATE TABLE sales.orders (
    tenant integer,
    id serial,
    customer integer NOT NULL CONSTRAINT orders_customer REFERENCES customers,
    previous integer,
    total numeric(10, 2) CONSTRAINT total_sign CHECK (total >= 0),
    paid numeric(10, 2),
    taxed numeric(12, 2) GENERATED ALWAYS AS (total * 1.19) STORED,
    CONSTRAINT orders_pkey PRIMARY KEY (tenant, id),
    CONSTRAINT paid_up CHECK (paid IS NULL OR paid <= total),
    CONSTRAINT orders_previous FOREIGN KEY (tenant, previous) REFERENCES sales.orders
);

CREATE TABLE sales.notes (
    tenant integer,
    "order" integer,
    text text,
    CONSTRAINT notes_order FOREIGN KEY (tenant, "order") REFERENCES sales.orders MATCH FULL
);

CREATE TABLE rooms (id integer PRIMARY KEY, name text);
CREATE TABLE bookings (
    id integer PRIMARY KEY,
    room integer NOT NULL REFERENCES rooms,
    during tsrange NOT NULL,
    canceled boolean NOT NULL DEFAULT false,
    area box,
    CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT canceled),
    CONSTRAINT no_cover EXCLUDE USING gist (area WITH &&)
);

CREATE TABLE items (
    id integer PRIMARY KEY,
    size sales.small,
    codes sales.code[],
    main sales.part,
    more sales.parts
);

CREATE TABLE events (id integer NOT NULL, day date NOT NULL, kind text NOT NULL, PRIMARY KEY (id, day, kind))
    PARTITION BY RANGE (day);
CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE events_new PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01') PARTITION BY LIST (kind);
CREATE TABLE events_new_a PARTITION OF events_new FOR VALUES IN ('a');
CREATE TABLE events_new_rest PARTITION OF events_new DEFAULT;
CREATE TABLE sales.marks (
    event integer,
    day date,
    kind text,
    CONSTRAINT marks_event FOREIGN KEY (event, day, kind) REFERENCES events
);
CREATE TABLE hashed (id bigint PRIMARY KEY) PARTITION BY HASH (id);
CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);

CREATE TABLE cities (id integer PRIMARY KEY, name text NOT NULL, CONSTRAINT named CHECK (name <> ''));
CREATE TABLE capitals (country text, UNIQUE (country)) INHERITS (cities);
ALTER TABLE cities ADD CONSTRAINT few CHECK (id < 1000) NO INHERIT;

CREATE SEQUENCE ticket START 100 INCREMENT 10;
CREATE TABLE tickets (number bigint DEFAULT nextval('ticket') PRIMARY KEY, seat smallint);
ALTER TABLE tickets ADD CONSTRAINT seat_range CHECK (seat BETWEEN 1 AND 300) NOT VALID;
