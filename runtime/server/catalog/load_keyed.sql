-- Those of the tables in $1 whose rows all have a key, which is no integer alone.
SELECT i.indrelid
  FROM pg_index i
       JOIN LATERAL (SELECT count(*) = i.indnkeyatts AS always,
                            i.indnkeyatts = 1 AND bool_or(a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)) AS counts
                       FROM pg_attribute a
                      WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[]) AND a.attnotnull) k ON true
 WHERE i.indrelid = ANY ($1::oid[]) AND i.indisunique AND i.indpred IS NULL
 GROUP BY i.indrelid
HAVING bool_or(k.always) AND NOT coalesce(bool_or(k.counts), false);
