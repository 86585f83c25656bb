\set ON_ERROR_STOP on
\set size 20
\set area 'sales ' 'area'
\set with_notes off
\i parts/settings.psql
CREATE SCHEMA :"area";
SET search_path = :"area";
\ir parts/tables.psql
CREATE TABLE after (
    id int PRIMARY KEY,
\if :with_notes
    note text,
\elif :{?no_such}
    no text,
\else
    slice int[] DEFAULT ('{1,2}'::int[])[1:2],
\endif
    name varchar(:size) DEFAULT :'owner',
    again text CHECK (again <> ':size')
);
SELECT count(*) > 0 AS is_new FROM pg_class \gset
\if :is_new
CREATE TABLE supposed (id int);
\else
CREATE TABLE not_supposed (id int);
\endif
\if :is_new
COMMENT ON TABLE supposed IS 'still';
\endif
\if false
\if true
CREATE TABLE never (id int);
\endif
\i parts/none.sql
\endif
COPY after FROM STDIN;
1	\i parts/none.sql
\.
SELECT to_regclass('x') IS NOT NULL AS is_there \gset
\if :is_there
\echo nothing to do
\q
\else
CREATE TABLE made (id int);
\endif
\q
CREATE TABLE after_the_end (id int);
