-- The rows of one table, for --count exact; of a table with children its own rows alone. In psql, set the
-- variable first, to the name as SQL writes it:
\set table 'ONLY pg_catalog.pg_class'
SELECT pg_catalog.count(*) AS rows
  FROM :table;
