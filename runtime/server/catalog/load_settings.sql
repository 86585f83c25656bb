-- Settings without a value that the functions of triggers on the tables in $1 read, or NULL: their names, and the options
-- that give them one.
SELECT string_agg(DISTINCT s.name, ', '), string_agg(DISTINCT format('-c %s=me', s.name), ' ')
  FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
       CROSS JOIN LATERAL (SELECT lower(m[1]) AS name
                             FROM regexp_matches(p.prosrc, 'current_setting\s*\(\s*''([a-z_][a-z0-9_.]*)''', 'gi') m) s
 WHERE NOT t.tgisinternal AND t.tgtype & 4 <> 0 AND coalesce(current_setting(s.name, true), '') = ''
       AND (t.tgrelid = ANY ($1::oid[])
            OR t.tgrelid IN (SELECT l.relid FROM unnest($1::oid[]) u (relation), pg_partition_tree(u.relation) l));
