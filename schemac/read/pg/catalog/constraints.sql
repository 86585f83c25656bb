-- Constraints of tables and domains, but those that only a foreign key of a partitioned table brings along.
SELECT con.oid,
       con.conname AS name,
       con.contype AS kind,
       con.conrelid AS relation,
       con.contypid AS type,
       con.conindid AS index,
       con.conkey AS columns,
       con.confrelid AS target,
       fn.nspname AS target_schema,
       fc.relname AS target_name,
       ARRAY(SELECT fa.attname::pg_catalog.text
               FROM pg_catalog.unnest(con.confkey) WITH ORDINALITY AS k (attnum, position)
               JOIN pg_catalog.pg_attribute fa ON fa.attrelid = con.confrelid AND fa.attnum = k.attnum
              ORDER BY k.position) AS target_columns,
       con.confupdtype AS on_update,
       con.confdeltype AS on_delete,
       con.confmatchtype AS match,
       con.confdelsetcols AS set_columns, /* 15+ */
       con.condeferrable AS deferrable,
       con.condeferred AS deferred,
       con.convalidated AS validated,
       con.conenforced AS enforced, /* 18+ */
       con.conperiod AS period, /* 18+ */
       con.connoinherit AS no_inherit,
       con.conislocal AS is_local,
       con.conparentid <> 0 AS is_clone,
       ARRAY(SELECT o.oprname::pg_catalog.text
               FROM pg_catalog.unnest(con.conexclop) WITH ORDINALITY AS k (operator, position)
               JOIN pg_catalog.pg_operator o ON o.oid = k.operator
              ORDER BY k.position) AS operators,
       CASE WHEN con.contype = 'c' THEN pg_catalog.pg_get_expr(con.conbin, con.conrelid) END AS expression,
       d.description AS comment
  FROM pg_catalog.pg_constraint con
  JOIN pg_catalog.pg_namespace n ON n.oid = con.connamespace
  LEFT JOIN pg_catalog.pg_class fc ON fc.oid = con.confrelid
  LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
  LEFT JOIN pg_catalog.pg_constraint pc ON pc.oid = con.conparentid
  LEFT JOIN pg_catalog.pg_description d
    ON d.objoid = con.oid AND d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.objsubid = 0
 WHERE con.contype IN ('p', 'u', 'x', 'f', 'c', 'n')
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND (con.contype <> 'f' OR pc.oid IS NULL OR pc.conrelid <> con.conrelid)
 ORDER BY con.conrelid, con.contypid, con.conname COLLATE "C";
