-- What generated columns and indexes compute of columns raises no error.
CREATE TYPE level AS ENUM ('low', 'high');
CREATE DOMAIN share AS numeric(5, 2) CHECK (VALUE BETWEEN 0 AND 100);
CREATE FUNCTION moment(text) RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN ($1)::timestamptz;
CREATE FUNCTION duration(text) RETURNS interval LANGUAGE sql IMMUTABLE RETURN ($1)::interval;
CREATE FUNCTION day(text) RETURNS date LANGUAGE sql IMMUTABLE RETURN ($1)::date;
CREATE FUNCTION as_level(text) RETURNS level LANGUAGE sql IMMUTABLE RETURN ($1)::level;
CREATE TABLE t (
    tx1 text NOT NULL,
    tx2 text NOT NULL,
    tx3 varchar(40) NOT NULL,
    tx4 text NOT NULL,
    tx5 text NOT NULL, -- 2
    tx6 text NOT NULL, -- 2
    tx7 text NOT NULL,
    tx8 text,
    tx9 text,
    i1 integer NOT NULL,
    i2 integer NOT NULL,
    f1 double precision NOT NULL,
    j1 jsonb NOT NULL,
    j2 jsonb NOT NULL,
    j3 jsonb NOT NULL,
    c1 integer GENERATED ALWAYS AS (tx1::integer) STORED,
    c2 interval GENERATED ALWAYS AS (duration(tx2)) STORED,
    c3 uuid GENERATED ALWAYS AS (tx3::uuid) STORED,
    c4 timestamptz GENERATED ALWAYS AS (moment(tx4)) STORED,
    c5 share GENERATED ALWAYS AS (tx5::share) STORED, -- 2
    c6 level GENERATED ALWAYS AS (as_level(tx6)) STORED, -- 2
    c7 jsonb GENERATED ALWAYS AS (tx7::jsonb) STORED,
    c8 numeric GENERATED ALWAYS AS (CASE WHEN tx8 ~ '^[0-9]+$' THEN tx8::numeric END) STORED, -- 0
    c9 numeric GENERATED ALWAYS AS (1000.0 / i1) STORED,
    d1 integer GENERATED ALWAYS AS (100 % (i2 - 7)) STORED, -- 5
    d2 double precision GENERATED ALWAYS AS (sqrt(f1)) STORED,
    d3 integer GENERATED ALWAYS AS ((j1 ->> 'price')::integer) STORED, -- 8
    d4 level GENERATED ALWAYS AS (as_level(j1 ->> 'name')) STORED, -- 2
    d5 timestamptz GENERATED ALWAYS AS (moment(j1 #>> '{state,at}')) STORED, -- 8
    d6 interval GENERATED ALWAYS AS (duration(j1 #>> '{state,duration}')) STORED NOT NULL, -- 8
    d7 integer GENERATED ALWAYS AS (jsonb_array_length(j2 -> 'tags')) STORED, -- 1
    d8 boolean GENERATED ALWAYS AS ((j2 -> 'done')::boolean) STORED, -- 2
    d9 uuid GENERATED ALWAYS AS ((j2 ->> 'id')::uuid) STORED -- 8
);
CREATE INDEX ON t ((tx9::bigint));
CREATE INDEX ON t (day(j3 ->> 'name'));
