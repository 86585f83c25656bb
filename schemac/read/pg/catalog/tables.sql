-- Tables, partitioned tables and foreign tables that are neither the system's nor an extension's, and not
-- temporary.
SELECT c.oid,
       n.nspname AS schema,
       c.relname AS name,
       c.relkind AS kind,
       c.relpersistence AS persistence,
       c.relrowsecurity AS row_security,
       c.relforcerowsecurity AS force_row_security,
       c.reltuples AS row_estimate,
       c.reloftype AS of_type,
       CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END AS bound,
       p.partstrat AS strategy,
       p.partattrs AS key_columns,
       CASE WHEN p.partexprs IS NOT NULL THEN pg_catalog.pg_get_expr(p.partexprs, p.partrelid) END AS key_exprs,
       ARRAY(SELECT CASE WHEN o.opcdefault THEN '' ELSE o.opcname END
               FROM pg_catalog.unnest(p.partclass::pg_catalog.oid[]) WITH ORDINALITY AS k (class, position)
               JOIN pg_catalog.pg_opclass o ON o.oid = k.class
              ORDER BY k.position) AS key_classes,
       ARRAY(SELECT CASE WHEN k.coll = 0 OR k.coll = coalesce(a.attcollation, 100) THEN '' ELSE co.collname END
               FROM ROWS FROM (pg_catalog.unnest(p.partcollation::pg_catalog.oid[]),
                               pg_catalog.unnest(p.partattrs::pg_catalog.int2[]))
                    WITH ORDINALITY AS k (coll, attnum, position)
               LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum AND k.attnum > 0
               LEFT JOIN pg_catalog.pg_collation co ON co.oid = k.coll
              ORDER BY k.position) AS key_collations,
       d.description AS comment
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = c.oid
  LEFT JOIN pg_catalog.pg_description d
    ON d.objoid = c.oid AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid = 0
 WHERE c.relkind IN ('r', 'p', 'f')
   AND c.relpersistence <> 't'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                    WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      AND e.objid = c.oid AND e.deptype = 'e')
 ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C";
