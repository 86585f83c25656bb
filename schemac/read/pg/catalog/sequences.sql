-- Sequences with the column that owns them: `ownership` is a where OWNED BY (or serial) says so, i behind an
-- identity column. `default_text` is how the default of a column prints that draws from it.
SELECT c.oid,
       n.nspname AS schema,
       c.relname AS name,
       s.seqtypid AS type,
       s.seqstart AS start,
       s.seqincrement AS increment,
       s.seqmin AS minimum,
       s.seqmax AS maximum,
       s.seqcycle AS cycle,
       pg_catalog.format('nextval(''%s''::regclass)', pg_catalog.replace(
           c.oid::pg_catalog.regclass::pg_catalog.text, '''', '''''')) AS default_text,
       o.deptype AS ownership,
       o.refobjid AS owner,
       o.refobjsubid AS owner_column,
       d.description AS comment
  FROM pg_catalog.pg_sequence s
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_depend o
    ON o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND o.objid = c.oid AND o.objsubid = 0
   AND o.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND o.deptype IN ('a', 'i')
  LEFT JOIN pg_catalog.pg_description d
    ON d.objoid = c.oid AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid = 0
 WHERE c.relpersistence <> 't'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                    WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      AND e.objid = c.oid AND e.deptype = 'e')
 ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C";
