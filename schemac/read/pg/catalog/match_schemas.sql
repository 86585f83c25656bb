-- Schemas that match a pattern of the command line, turned into a regular expression. In psql, set the
-- variable first:
\set schema_pattern '^(.*)$'
SELECT n.nspname AS name
  FROM pg_catalog.pg_namespace n
 WHERE n.nspname OPERATOR(pg_catalog.!~) '^(pg_|information_schema$)'
   AND n.nspname OPERATOR(pg_catalog.~) :'schema_pattern' COLLATE pg_catalog.default;
