-- The generated columns of the tables in $1: what a table that has the columns they are computed from needs to have them.
SELECT a.attrelid,
       format('%I %s%s GENERATED ALWAYS AS (%s) STORED', a.attname, format_type(a.atttypid, a.atttypmod),
              CASE WHEN a.attcollation <> t.typcollation
                   THEN (SELECT format(' COLLATE %I.%I', n.nspname, c.collname)
                           FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
                          WHERE c.oid = a.attcollation) END,
              pg_get_expr(d.adbin, d.adrelid))
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
       JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attrelid = ANY ($1::oid[]) AND a.attgenerated <> '' AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum;
