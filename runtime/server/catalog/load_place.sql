-- Where a journal can be or is, the best first: its namespace, whether the journal is there, whether it is ours, its
-- owner, whether the namespace is to be made. $1 are the tables of the load.
SELECT quote_ident(n.nspname), true AS found, c.relowner = u.oid AS ours, c.relowner::regrole::text AS owner, false AS makes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, pg_roles u
 WHERE c.relname = 'schemac_load_run' AND c.relkind = 'r' AND u.rolname = current_user
UNION ALL
SELECT 'schemac_load', false, true, '', true
 WHERE has_database_privilege(current_database(), 'CREATE')
       AND NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'schemac_load')
UNION ALL
(SELECT quote_ident(n.nspname), false, true, '', false
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid = ANY ($1::oid[]) AND has_schema_privilege(n.oid, 'CREATE') AND has_schema_privilege(n.oid, 'USAGE')
  ORDER BY n.nspname LIMIT 1)
 ORDER BY 2 DESC, 3 DESC, 5 DESC;
