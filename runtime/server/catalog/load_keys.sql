-- What is unique in the tables in $1: the columns and expressions of each unique index, and its predicate.
SELECT i.indrelid, string_agg(pg_get_indexdef(i.indexrelid, k.place, false), ', ' ORDER BY k.place),
       coalesce(pg_get_expr(i.indpred, i.indrelid), 'true')
  FROM pg_index i, generate_series(1, i.indnkeyatts) AS k (place)
 WHERE i.indrelid = ANY ($1::oid[]) AND i.indisunique
 GROUP BY i.indexrelid, i.indrelid, i.indpred;
