-- The tables to load, named by $1 (namespaces) and $2 (names), in that order: one row each.
SELECT c.oid, c.relkind, c.relpersistence, pg_has_role(c.relowner, 'USAGE'),
       has_table_privilege(c.oid, 'INSERT') OR has_any_column_privilege(c.oid, 'INSERT'),
       has_table_privilege(c.oid, 'TRUNCATE'), row_security_active(c.oid), c.relispartition,
       has_any_column_privilege(c.oid, 'SELECT'), has_schema_privilege(n.oid, 'USAGE'), n.oid IS NULL
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w (namespace, name, place)
       LEFT JOIN pg_namespace n ON n.nspname = w.namespace
       LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
 ORDER BY w.place;
