-- Keys that rows beside others must not take twice: tenants, partitions, expressions, generated columns, checks put off,
-- rows that may not overlap, rows that refer to one another.
CREATE EXTENSION btree_gist;
CREATE TABLE tenants (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE accounts (
    tenant_id bigint NOT NULL REFERENCES tenants,
    id bigint NOT NULL,
    email text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX accounts_email ON accounts (tenant_id, lower(email));
CREATE TABLE tasks (
    tenant_id bigint NOT NULL,
    number integer NOT NULL,
    account_id bigint,
    PRIMARY KEY (tenant_id, number),
    FOREIGN KEY (tenant_id, account_id) REFERENCES accounts
);
CREATE TABLE people (
    id integer GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 10) PRIMARY KEY,
    name text NOT NULL,
    short_name text GENERATED ALWAYS AS (lower(name)) STORED UNIQUE,
    place integer NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED,
    friend_id integer UNIQUE REFERENCES people
);
CREATE TABLE mails (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id integer NOT NULL REFERENCES people,
    first boolean NOT NULL
);
CREATE UNIQUE INDEX mails_first ON mails (person_id) WHERE first;
CREATE TABLE rooms (id serial PRIMARY KEY, code char(4) NOT NULL UNIQUE);
CREATE TABLE bookings (
    id uuid PRIMARY KEY,
    room_id integer NOT NULL REFERENCES rooms,
    during tstzrange NOT NULL,
    canceled boolean NOT NULL,
    EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE (NOT canceled)
);
CREATE TABLE events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    day date NOT NULL,
    person_id integer NOT NULL REFERENCES people,
    PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2026-01-01') PARTITION BY HASH (id);
CREATE TABLE events_2a PARTITION OF events_2 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE events_2b PARTITION OF events_2 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
