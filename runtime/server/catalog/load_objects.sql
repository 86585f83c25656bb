-- What can be taken away from the tables in $1 around a load and made again: references, indexes with the constraints
-- that stand on them, triggers; with the statements that do it. Left out is what cannot be made again exactly: what
-- depends on an extension, an invalid index, a reference whose own triggers were switched off.
WITH extension_part AS (
    SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype IN ('e', 'x'))
SELECT 'r' AS kind, c.conrelid, format('reference %I', c.conname) AS what,
       format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname,
              pg_get_constraintdef(c.oid) || CASE WHEN c.convalidated AND k.relkind = 'r'
                                                  THEN ' NOT VALID' ELSE '' END)
           || CASE WHEN obj_description(c.oid, 'pg_constraint') <> ''
                   THEN format('; COMMENT ON CONSTRAINT %I ON %s IS %L', c.conname, c.conrelid::regclass,
                               obj_description(c.oid, 'pg_constraint')) ELSE '' END AS restore,
       CASE WHEN c.convalidated AND k.relkind = 'r'
            THEN format('ALTER TABLE %s VALIDATE CONSTRAINT %I', c.conrelid::regclass, c.conname)
            ELSE '' END AS later,
       concat_ws(' ', pg_get_constraintdef(c.oid), c.convalidated, obj_description(c.oid, 'pg_constraint')) AS same,
       c.oid
  FROM pg_constraint c JOIN pg_class k ON k.oid = c.conrelid
 WHERE c.contype = 'f' AND c.conparentid = 0 AND c.conrelid = ANY ($1::oid[]) AND NOT k.relispartition
       AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgconstraint = c.oid AND t.tgenabled <> 'O')
       AND (SELECT count(*) FROM pg_class p WHERE p.oid = c.confrelid AND p.relkind IN ('r', 'p')) = 1
       AND ('pg_constraint'::regclass, c.oid) NOT IN (SELECT classid, objid FROM extension_part)
UNION ALL
SELECT 'i', i.indrelid,
       format(CASE c.contype WHEN 'p' THEN 'primary key %I' WHEN 'u' THEN 'unique constraint %I' ELSE 'index %I' END,
              x.relname),
       CASE WHEN c.oid IS NULL THEN format('DROP INDEX %s', x.oid::regclass)
            ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass, c.conname) END,
       format('SET LOCAL default_tablespace = %L; %s', coalesce(s.spcname, ''), pg_get_indexdef(x.oid)),
       concat_ws('; ',
           CASE WHEN c.oid IS NOT NULL
                THEN format('ALTER TABLE %s ADD CONSTRAINT %I %s USING INDEX %I%s', i.indrelid::regclass, c.conname,
                            CASE c.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END, x.relname,
                            CASE WHEN c.condeferred THEN ' DEFERRABLE INITIALLY DEFERRED'
                                 WHEN c.condeferrable THEN ' DEFERRABLE' ELSE '' END) END,
           CASE WHEN obj_description(c.oid, 'pg_constraint') <> ''
                THEN format('COMMENT ON CONSTRAINT %I ON %s IS %L', c.conname, c.conrelid::regclass,
                            obj_description(c.oid, 'pg_constraint')) END,
           CASE WHEN obj_description(x.oid, 'pg_class') <> ''
                THEN format('COMMENT ON INDEX %s IS %L', x.oid::regclass, obj_description(x.oid, 'pg_class')) END,
           CASE WHEN i.indisclustered THEN format('ALTER TABLE %s CLUSTER ON %I', i.indrelid::regclass, x.relname) END,
           CASE WHEN i.indisreplident
                THEN format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', i.indrelid::regclass, x.relname) END,
           (SELECT string_agg(format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', x.oid::regclass, a.attnum,
                                     a.attstattarget), '; ' ORDER BY a.attnum)
              FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget >= 0)),
       concat_ws(' ', pg_get_indexdef(x.oid), s.spcname, c.contype, c.condeferrable, c.condeferred,
                 obj_description(c.oid, 'pg_constraint'), obj_description(x.oid, 'pg_class'), i.indisclustered,
                 i.indisreplident, x.reloptions,
                 (SELECT string_agg(a.attstattarget::text, ' ' ORDER BY a.attnum) FROM pg_attribute a
                   WHERE a.attrelid = x.oid)),
       x.oid
  FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class k ON k.oid = i.indrelid
       LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace
       LEFT JOIN pg_constraint c ON c.conindid = x.oid AND c.contype IN ('p', 'u', 'x')
 WHERE i.indrelid = ANY ($1::oid[]) AND k.relkind = 'r' AND NOT k.relispartition AND i.indisvalid
       AND i.indisready AND i.indislive AND c.contype IS DISTINCT FROM 'x'
       AND (c.oid IS NULL OR pg_get_constraintdef(c.oid) NOT LIKE '%WITHOUT OVERLAPS%')
       AND NOT EXISTS (SELECT FROM extension_part e
                        WHERE (e.classid, e.objid) = ('pg_class'::regclass, x.oid)
                              OR (e.classid, e.objid) = ('pg_constraint'::regclass, c.oid))
UNION ALL
SELECT 't', t.tgrelid, format('trigger %I', t.tgname),
       format('ALTER TABLE %s%s DISABLE TRIGGER %I', o.only, t.tgrelid::regclass, t.tgname),
       format('ALTER TABLE %s%s ENABLE %sTRIGGER %I', o.only, t.tgrelid::regclass,
              CASE t.tgenabled WHEN 'A' THEN 'ALWAYS ' ELSE '' END, t.tgname),
       '', concat_ws(' ', t.tgenabled, pg_get_triggerdef(t.oid)), t.oid
  FROM pg_trigger t JOIN pg_class k ON k.oid = t.tgrelid,
       LATERAL (SELECT CASE WHEN k.relkind = 'p' AND current_setting('server_version_num')::int < 150000
                            THEN '' ELSE 'ONLY ' END AS only) o
 WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgtype & (4 | 32) <> 0
       AND (t.tgrelid = ANY ($1::oid[])
            OR t.tgrelid IN (SELECT l.relid FROM unnest($1::oid[]) u (relation), pg_partition_tree(u.relation) l))
 ORDER BY 1, 2, 3;
