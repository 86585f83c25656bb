-- The columns that the expressions beside this file are about.
CREATE EXTENSION citext;
CREATE TYPE color AS ENUM ('red', 'green', 'blue');
CREATE DOMAIN dtext AS text;
CREATE DOMAIN dint AS integer;
CREATE TABLE cells (
    i2 smallint, i4 integer, i8 bigint, n numeric(12,2), nn numeric, f4 real, f8 double precision, m money,
    t text, v varchar(30), c char(3), nm name, ci citext, by bytea,
    d date, ti time, ts timestamp, tz timestamptz, iv interval,
    u uuid, j json, jb jsonb, x xml, ip inet, cd cidr, mc macaddr, bi bit(4), vb varbit(8), b boolean,
    ta text[], va varchar(10)[], ia integer[], ea color[], r4 int4range, rt tstzrange, rd daterange,
    tv tsvector, e color, dt dtext, di dint, pt point,
    a integer, bb integer, c2 integer, v2 varchar, t2 text, b2 boolean, d2 date, ts2 timestamp, tz2 timestamptz
);
