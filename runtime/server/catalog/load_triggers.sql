-- The triggers on the tables in $1 and their partitions that a load would fire.
SELECT t.tgname, t.tgrelid::regclass,
       concat_ws(' ', CASE WHEN t.tgtype & 2 <> 0 THEN 'before' WHEN t.tgtype & 64 <> 0 THEN 'instead of' ELSE 'after' END,
                 concat_ws(' or ', CASE WHEN t.tgtype & 4 <> 0 THEN 'insert' END,
                           CASE WHEN t.tgtype & 32 <> 0 THEN 'truncate' END),
                 CASE WHEN t.tgtype & 1 <> 0 THEN 'for each row' ELSE 'for each statement' END,
                 CASE WHEN t.tgconstraint <> 0 THEN '(constraint)' END),
       t.tgfoid::regprocedure, t.tgenabled NOT IN ('O', 'A'), t.oid, t.tgtype & 32 <> 0, t.tgrelid, t.tgtype & 4 <> 0
  FROM pg_trigger t
 WHERE NOT t.tgisinternal AND t.tgtype & (4 | 32) <> 0
       AND (t.tgrelid = ANY ($1::oid[])
            OR t.tgrelid IN (SELECT l.relid FROM unnest($1::oid[]) u (relation), pg_partition_tree(u.relation) l))
 ORDER BY 2, 1;
