-- Functions and procedures, aggregates left out, that are neither the system's nor an extension's.
SELECT n.nspname AS schema,
       p.proname AS name,
       p.prokind AS kind,
       p.proargnames AS argument_names,
       p.proargmodes AS argument_modes,
       p.proargtypes AS argument_types,
       p.proallargtypes AS all_types,
       p.prorettype AS result,
       p.proretset AS returns_set,
       l.lanname AS language,
       p.prosrc AS source,
       pg_catalog.pg_get_function_sqlbody(p.oid) AS body, /* 14+ */
       p.provolatile AS volatility,
       p.proisstrict AS is_strict,
       d.description AS comment
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_catalog.pg_language l ON l.oid = p.prolang
  LEFT JOIN pg_catalog.pg_description d
    ON d.objoid = p.oid AND d.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objsubid = 0
 WHERE p.prokind <> 'a'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                    WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                      AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
 ORDER BY n.nspname COLLATE "C", p.proname COLLATE "C",
          pg_catalog.pg_get_function_identity_arguments(p.oid) COLLATE "C";
