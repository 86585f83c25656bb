-- Conditions on rows of the tables in $1: the table, a column that the condition reads, the name that it may call the row by,
-- the condition, but those whose functions may read other rows. A row must lie in a partition, too.
SELECT c.conrelid, quote_ident(a.attname), quote_ident(r.relname), pg_get_expr(c.conbin, c.conrelid)
  FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
 WHERE c.contype = 'c' AND c.conrelid = ANY ($1::oid[])
       AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_proc f ON d.refobjid = f.oid
                        WHERE d.classid = 'pg_constraint'::regclass AND d.objid = c.oid
                              AND d.refclassid = 'pg_proc'::regclass AND f.provolatile <> 'i')
UNION ALL
SELECT t.partrelid, quote_ident(a.attname), quote_ident(r.relname),
       (SELECT coalesce(string_agg(format('(%s)', pg_get_partition_constraintdef(p.relid)), ' OR '), 'true')
          FROM pg_partition_tree(t.partrelid) p
         WHERE p.isleaf)
  FROM pg_partitioned_table t JOIN pg_class r ON r.oid = t.partrelid
       JOIN pg_attribute a ON a.attrelid = t.partrelid AND a.attnum = ANY (t.partattrs)
 WHERE t.partrelid = ANY ($1::oid[]);
