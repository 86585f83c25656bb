-- Types: own, changed, built in under all their names, domains.
CREATE SCHEMA shop;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION "hstore" WITH SCHEMA shop;
CREATE EXTENSION ltree SCHEMA public;
CREATE TYPE color AS ENUM ('red', 'green');
ALTER TYPE color ADD VALUE 'blue';
ALTER TYPE color ADD VALUE IF NOT EXISTS 'blue';
ALTER TYPE color ADD VALUE 'orange' AFTER 'red';
ALTER TYPE color ADD VALUE 'black' BEFORE 'red';
ALTER TYPE color RENAME VALUE 'green' TO 'it''s green';
CREATE TYPE shop.size AS ENUM ();
CREATE TYPE point3 AS (x double precision, y double precision, z real, label varchar(5) COLLATE "C", tags text[]);
ALTER TYPE point3 ADD ATTRIBUTE w int, DROP ATTRIBUTE z, ALTER ATTRIBUTE x TYPE numeric(5);
ALTER TYPE point3 RENAME ATTRIBUTE y TO why;
CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE shop.texts AS RANGE (SUBTYPE = text, COLLATION = "C", MULTIRANGE_TYPE_NAME = shop.many_texts);
CREATE DOMAIN positive AS int CHECK (VALUE > 0) NOT NULL;
CREATE DOMAIN email AS citext DEFAULT 'a@b' CONSTRAINT has_at CHECK (VALUE ~ '@') CHECK (length(VALUE::text) < 100);
CREATE DOMAIN shop.code text COLLATE "C" CONSTRAINT short CHECK (char_length(VALUE) BETWEEN 1 AND 5);
CREATE DOMAIN codes AS shop.code[];
ALTER DOMAIN positive ADD CHECK (VALUE < 1000);
ALTER DOMAIN positive DROP NOT NULL;
ALTER DOMAIN email SET DEFAULT 'x@y';
ALTER DOMAIN email DROP CONSTRAINT has_at;
ALTER DOMAIN email RENAME CONSTRAINT email_check TO shorter;
ALTER DOMAIN shop.code ADD CONSTRAINT later CHECK (VALUE <> 'x') NOT VALID;
ALTER DOMAIN shop.code RENAME TO item_code;
ALTER TYPE color SET SCHEMA shop;
CREATE TABLE every (
    a int, a2 int2, a4 int4, a8 int8, b bool, c char, c5 char(5), c6 character(6), v varchar, v7 varchar(7),
    cv character varying(8), nv national character varying(9), nc nchar(3), "char" "char", t text, n numeric, n5 numeric(5),
    n52 decimal(5, 2), nneg numeric(3, -2), d dec(4), f float, f20 float(20), f30 float(30), r real, dp double precision,
    ts timestamp, ts3 timestamp(3), tz timestamptz, tz2 timestamp(2) with time zone, ts0 timestamp (0) without time zone,
    ti time, ti1 time(1), tt time with time zone, ttz timetz(4), i interval, i3 interval(3), iy interval year to month,
    ids interval day to second(2), bi bit, bi3 bit(3), vb bit varying, vb5 bit varying(5), vb6 varbit(6), u uuid, j json, jb jsonb,
    x xml, by bytea, m money, ip inet, ci cidr, ma macaddr, ma8 macaddr8, p point, ln line, ls lseg, bx box, pa path, po polygon,
    cr circle, tv tsvector, tq tsquery, o oid, rc regclass, nm name, ln2 pg_lsn, r4 int4range, mr int4multirange, dr daterange,
    ar int[], ar2 int[][], ar3 text[3], ar4 integer ARRAY, ar5 varchar(3) ARRAY[4], ar6 _int4, ar7 timestamptz(3)[],
    q pg_catalog.int4, q2 pg_catalog."varchar"(3), q3 pg_catalog.bpchar, q4 pg_catalog."char",
    col shop.color DEFAULT 'red', cols shop.color[], em email, cd shop.item_code, cds codes, sp span, tx shop.texts, mt shop.many_texts,
    p3 point3, p3s point3[], ct citext, h shop.hstore, lt ltree, pos positive DEFAULT 5,
    last int
);
CREATE TABLE rowtype (e every);
