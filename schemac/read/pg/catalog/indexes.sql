-- Indexes that are valid, with their elements as arrays; those behind constraints too. `columns` has 0 where
-- the element is an expression, and holds the INCLUDE columns after the first `key_count`. A collation is empty
-- where it is the column's own, or, of an expression, the default or one of the columns that it reads (`u`).
SELECT i.indexrelid AS oid,
       i.indrelid AS relation,
       c.relname AS name,
       am.amname AS method,
       i.indisunique AS is_unique,
       i.indnullsnotdistinct AS nulls_not_distinct, /* 15+ */
       i.indnkeyatts AS key_count,
       i.indkey AS columns,
       i.indoption AS options,
       ARRAY(SELECT CASE WHEN o.opcdefault THEN '' ELSE o.opcname END
               FROM pg_catalog.unnest(i.indclass::pg_catalog.oid[]) WITH ORDINALITY AS k (class, position)
               JOIN pg_catalog.pg_opclass o ON o.oid = k.class
              ORDER BY k.position) AS classes,
       ARRAY(SELECT CASE WHEN k.coll = 0 OR k.coll = a.attcollation THEN ''
                         WHEN a.attnum IS NULL AND (co.collprovider = 'd' OR k.coll = ANY (u.collations)) THEN ''
                         ELSE co.collname END
               FROM pg_catalog.unnest(i.indcollation::pg_catalog.oid[]) WITH ORDINALITY AS k (coll, position)
               LEFT JOIN pg_catalog.pg_attribute a
                 ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.position - 1] AND a.attnum > 0
               LEFT JOIN pg_catalog.pg_collation co ON co.oid = k.coll
              ORDER BY k.position) AS collations,
       ARRAY(SELECT CASE WHEN i.indkey[k.number] = 0
                         THEN pg_catalog.pg_get_indexdef(i.indexrelid, k.number + 1, false) ELSE '' END
               FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS k (number)
              ORDER BY k.number) AS expressions,
       pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
       EXISTS (SELECT FROM pg_catalog.pg_constraint con
                WHERE con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x')) AS has_constraint,
       EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = i.indexrelid) AS is_clone,
       d.description AS comment
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_am am ON am.oid = c.relam
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL (SELECT ARRAY(SELECT ua.attcollation
                                    FROM pg_catalog.pg_depend ud
                                    JOIN pg_catalog.pg_attribute ua
                                      ON ua.attrelid = ud.refobjid AND ua.attnum = ud.refobjsubid
                                   WHERE ud.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                     AND ud.objid = i.indexrelid
                                     AND ud.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                     AND ud.refobjid = i.indrelid) AS collations) u
  LEFT JOIN pg_catalog.pg_description d
    ON d.objoid = c.oid AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid = 0
 WHERE n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND (i.indisvalid OR c.relkind = 'I')
 ORDER BY i.indrelid, c.relname COLLATE "C";
