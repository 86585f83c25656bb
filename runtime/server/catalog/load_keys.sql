-- What is unique in the tables in $1: the columns and expressions of each unique index, its predicate, whether an integer
-- is unique alone, and the last integer among its columns, or "".
WITH keys AS (
    SELECT i.indrelid, i.indexrelid, i.indpred, i.indnkeyatts,
           (SELECT quote_ident(a.attname)
              FROM generate_series(0, i.indnkeyatts - 1) AS k (place)
                   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.place]
                   JOIN pg_type t ON t.oid = a.atttypid
             WHERE t.typoutput IN ('int2out'::regproc, 'int4out'::regproc, 'int8out'::regproc)
             ORDER BY k.place DESC LIMIT 1) AS last
      FROM pg_index i
     WHERE i.indrelid = ANY ($1::oid[]) AND i.indisunique
)
SELECT indrelid,
       (SELECT string_agg(pg_get_indexdef(indexrelid, k.place, false), ', ' ORDER BY k.place)
          FROM generate_series(1, indnkeyatts) AS k (place)),
       coalesce(pg_get_expr(indpred, indrelid), 'true'), indnkeyatts = 1 AND indpred IS NULL AND last IS NOT NULL,
       coalesce(last, '')
  FROM keys
 ORDER BY indexrelid;
