-- Tables that match a pattern of the command line, turned into regular expressions. An unqualified pattern
-- means the tables that the user's own search path shows. In psql, set the variables first:
\set schema_pattern '^(.*)$'
\set table_pattern '^(.*)$'
\set qualified true
SELECT c.oid,
       n.nspname AS schema
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
 WHERE c.relkind OPERATOR(pg_catalog.=) ANY (ARRAY['r', 'p', 'f']::pg_catalog."char"[])
   AND n.nspname OPERATOR(pg_catalog.!~) '^(pg_|information_schema$)'
   AND c.relname OPERATOR(pg_catalog.~) :'table_pattern' COLLATE pg_catalog.default
   AND n.nspname OPERATOR(pg_catalog.~) :'schema_pattern' COLLATE pg_catalog.default
   AND (:'qualified' OR pg_catalog.pg_table_is_visible(c.oid));
