-- The users' triggers that fire on INSERT (bit 2 of tgtype) or TRUNCATE (bit 5); not the copies on partitions.
SELECT t.tgrelid AS relation,
       t.tgname AS name,
       t.tgtype AS bits,
       t.tgenabled AS enabled,
       t.tgconstraint <> 0 AS is_constraint,
       t.tgdeferrable AS deferrable,
       t.tginitdeferred AS deferred,
       t.tgparentid <> 0 AS is_clone, /* 13+ */
       pn.nspname AS function_schema,
       p.proname AS function_name,
       pg_catalog.encode(t.tgargs, 'hex') AS arguments,
       CASE WHEN t.tgqual IS NOT NULL THEN pg_catalog.pg_get_triggerdef(t.oid, false) END AS definition,
       d.description AS comment
  FROM pg_catalog.pg_trigger t
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
  JOIN pg_catalog.pg_namespace pn ON pn.oid = p.pronamespace
  LEFT JOIN pg_catalog.pg_description d
    ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_trigger'::pg_catalog.regclass AND d.objsubid = 0
 WHERE NOT t.tgisinternal
   AND t.tgtype & 36 <> 0
   AND c.relkind IN ('r', 'p', 'f')
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
 ORDER BY t.tgrelid, t.tgname COLLATE "C";
