-- What is unique in the tables in $1: the columns and expressions of each unique index, and its predicate. Generated
-- columns are left to the server.
SELECT i.indrelid, string_agg(pg_get_indexdef(i.indexrelid, k.place, false), ', ' ORDER BY k.place),
       coalesce(pg_get_expr(i.indpred, i.indrelid), 'true')
  FROM pg_index i, generate_series(1, i.indnkeyatts) AS k (place)
 WHERE i.indrelid = ANY ($1::oid[]) AND i.indisunique
       AND NOT EXISTS (SELECT FROM pg_attribute a
                        WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[]) AND a.attgenerated <> '')
 GROUP BY i.indexrelid, i.indrelid, i.indpred;
