-- Extensions but plpgsql, which every database has.
SELECT x.extname AS name
  FROM pg_catalog.pg_extension x
 WHERE x.extname <> 'plpgsql'
 ORDER BY x.extname COLLATE "C";
