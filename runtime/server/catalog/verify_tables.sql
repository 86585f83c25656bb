-- The tables that are verified: those of verify.names in verify.schemas (arrays of equal length) or, where
-- verify.everything is on, all of the user's schemas; partitions with their parents. Then those that they reference
-- and that must be readable too. `key` is an SQL expression that shows a row by its primary key.
WITH RECURSIVE named AS (
    SELECT c.oid, n.number - 1 AS number
      FROM ROWS FROM (unnest(current_setting('verify.schemas')::text[]),
                      unnest(current_setting('verify.names')::text[])) WITH ORDINALITY AS n (schema, name, number)
      JOIN pg_namespace s ON s.nspname = n.schema
      JOIN pg_class c ON c.relnamespace = s.oid AND c.relname = n.name AND c.relkind IN ('r', 'p')
), wanted AS (
    SELECT oid FROM named
    UNION
    SELECT c.oid
      FROM pg_class c
      JOIN pg_namespace s ON s.oid = c.relnamespace
     WHERE current_setting('verify.everything')::boolean AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
           AND s.nspname !~ '^pg_' AND s.nspname <> 'information_schema'
           AND NOT EXISTS (SELECT FROM pg_depend d
                            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
), tree AS (
    SELECT oid FROM wanted
    UNION
    SELECT c.oid
      FROM tree
      JOIN pg_inherits i ON i.inhparent = tree.oid
      JOIN pg_class c ON c.oid = i.inhrelid AND c.relispartition AND c.relkind IN ('r', 'p')
), listed AS (
    SELECT oid, true AS verified FROM tree
    UNION ALL
    SELECT DISTINCT k.confrelid, false
      FROM pg_constraint k
     WHERE k.contype = 'f' AND k.conrelid IN (SELECT oid FROM tree)
           AND NOT EXISTS (SELECT FROM tree WHERE tree.oid = k.confrelid)
)
SELECT c.oid, l.verified, s.nspname, c.relname, c.relkind = 'r' AS is_stored,
       format('%s%I.%I', CASE WHEN c.relkind = 'r' THEN 'ONLY ' END, s.nspname, c.relname) AS source, coalesce(n.number, -1) AS number,
       CASE WHEN c.relispartition
            THEN (SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid) ELSE 0 END AS parent,
       has_schema_privilege(s.oid, 'USAGE') AS may_enter,
       has_table_privilege(c.oid, 'SELECT') AS may_read,
       CASE WHEN has_table_privilege(c.oid, 'SELECT') THEN row_security_active(c.oid) ELSE false END AS policies,
       coalesce((SELECT format('''(%s)=('' || concat_ws('', '', %s) || '')''',
                               replace(string_agg(quote_ident(a.attname), ', ' ORDER BY k.place), '''', ''''''),
                               string_agg(format('coalesce(left(%I::text, 80), ''null'')', a.attname), ', '
                                          ORDER BY k.place))
                   FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (attnum, place), pg_attribute a
                  WHERE i.indrelid = c.oid AND i.indisprimary AND k.place <= i.indnkeyatts
                        AND a.attrelid = c.oid AND a.attnum = k.attnum
                 HAVING count(*) > 0),
                '''row at '' || ctid') AS key
  FROM listed l
  JOIN pg_class c ON c.oid = l.oid
  JOIN pg_namespace s ON s.oid = c.relnamespace
  LEFT JOIN named n ON n.oid = c.oid
 ORDER BY s.nspname, c.relname;
