-- Keys that move past those of other rows, and what has to move with them or must stay: copies of columns in references,
-- columns that checks compare, references to certain rows, and to rows that a function looks up, keys without a table of
-- their own, the last number of a type.
CREATE DOMAIN number AS bigint CHECK (VALUE > 0);
CREATE TABLE tenants (id number PRIMARY KEY, name text NOT NULL);
CREATE TABLE rooms (tenant number NOT NULL REFERENCES tenants, id integer NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE guests (tenant number NOT NULL REFERENCES tenants, id integer NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE bookings (
    id serial PRIMARY KEY,
    tenant number NOT NULL,
    room integer NOT NULL,
    guests_tenant number GENERATED ALWAYS AS (tenant) STORED,
    guest integer,
    FOREIGN KEY (tenant, room) REFERENCES rooms,
    FOREIGN KEY (guests_tenant, guest) REFERENCES guests
);
CREATE TABLE people (id smallint PRIMARY KEY, number smallint GENERATED ALWAYS AS (id + 10) STORED UNIQUE);
CREATE TABLE calls (
    caller smallint NOT NULL REFERENCES people,
    callee smallint NOT NULL,
    noted boolean NOT NULL,
    CHECK (noted AND caller = callee OR NOT noted AND caller <> callee)
);
CREATE TABLE kinds (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE notes (id serial PRIMARY KEY, kind integer NOT NULL REFERENCES kinds CHECK (kind IN (1, 2, 7)));
CREATE TABLE lines (series integer NOT NULL, line integer NOT NULL, PRIMARY KEY (series, line));
CREATE TABLE tokens (token integer PRIMARY KEY);
CREATE TABLE roles (id serial PRIMARY KEY, open boolean NOT NULL);
CREATE FUNCTION is_open(role integer) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT FROM roles WHERE id = role AND open) $$;
CREATE TABLE duties (role integer NOT NULL REFERENCES roles CHECK (is_open(role)));
