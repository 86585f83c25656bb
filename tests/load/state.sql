-- All that a load takes away and makes again, one line each, whatever the OIDs.
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated, condeferrable, condeferred,
       obj_description(oid, 'pg_constraint')
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 ORDER BY 2, 3;
SELECT 'index', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, i.indisreplident,
       i.indimmediate, c.reloptions, c.reltablespace, obj_description(c.oid, 'pg_class'),
       (SELECT string_agg(attnum || ' ' || coalesce(attstattarget, -1), ',' ORDER BY attnum) FROM pg_attribute a
         WHERE a.attrelid = c.oid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace ORDER BY 2;
SELECT 'trigger', tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
 ORDER BY 2, 3;
SELECT 'column', attrelid::regclass::text, attname, attnotnull, attidentity, attgenerated
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
 WHERE c.relnamespace = 'public'::regnamespace AND attnum > 0 AND c.relkind IN ('r', 'p') ORDER BY 2, attnum;
SELECT 'identity', relname, relreplident FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
 ORDER BY 2;
SELECT 'schema', nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_toast%' AND nspname NOT LIKE 'pg_temp%' ORDER BY 2;
SELECT 'relation', relname, relkind FROM pg_class WHERE relname LIKE 'schemac%' ORDER BY 2;
