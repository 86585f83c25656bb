-- What versions 13 to 15 added: multiranges, NULLS NOT DISTINCT, columns to set NULL, SQL bodies.
CREATE TYPE span AS RANGE (subtype = float8, multirange_type_name = spans);
CREATE TABLE parent (a integer, b integer, s spans, m int4multirange, PRIMARY KEY (a, b));
CREATE TABLE child (
    a integer,
    b integer,
    c integer,
    UNIQUE NULLS NOT DISTINCT (b, c),
    CONSTRAINT to_parent FOREIGN KEY (a, b) REFERENCES parent ON DELETE SET NULL (b)
);
CREATE UNIQUE INDEX child_c ON child (c) NULLS NOT DISTINCT;
CREATE FUNCTION plus(a integer) RETURNS integer LANGUAGE sql RETURN a + 1;
