CREATE EXTENSION citext;
CREATE TYPE color AS ENUM ('red', 'green', 'blue');
CREATE TYPE pair AS (x integer, y text);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN code AS varchar(5) CHECK (VALUE ~ '^[A-Z]+$');
CREATE TABLE t (
    i2 smallint, i4 integer, k4 integer, i8 bigint,
    n numeric(12,2), q numeric, f4 real, f8 double precision, g8 double precision, m money,
    s text, u text, v varchar(12), c char(5), ci citext, nm name COLLATE "C", sc text COLLATE "C",
    d date, e date, ts timestamp, us timestamp, tz timestamptz, ti time, iv interval, jv interval,
    id uuid, b boolean, h boolean, j json, jb jsonb, kb jsonb,
    sa text[], ia integer[], ka integer[], na numeric[], da date[],
    r4 int4range, s4 int4range, dr daterange, nr numrange, tr tstzrange, mr int4multirange,
    co color, cp color, p pair, po positive, cd code,
    by bytea, ip inet, jp inet, net cidr, vb bit varying(8), bt bit(4)
);
