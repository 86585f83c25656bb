-- What ties columns of the tables in $1 together: integer columns that are keys alone (no second table), and pairs of
-- columns of which one refers to the other, alone or with others, where the second table may not be among those in $1.
SELECT i.indrelid, quote_ident(a.attname), 0, '', false
  FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
 WHERE i.indrelid = ANY ($1::oid[]) AND i.indisunique AND i.indnkeyatts = 1 AND i.indpred IS NULL
       AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
UNION
SELECT coalesce(pg_partition_root(c.conrelid), c.conrelid)::oid, quote_ident(a.attname),
       coalesce(pg_partition_root(c.confrelid), c.confrelid)::oid, quote_ident(p.attname),
       cardinality(c.conkey) = 1
  FROM pg_constraint c, unnest(c.conkey, c.confkey) AS k (child, parent), pg_attribute a, pg_attribute p
 WHERE c.contype = 'f' AND c.conparentid = 0 AND a.attrelid = c.conrelid AND a.attnum = k.child
       AND p.attrelid = c.confrelid AND p.attnum = k.parent
       AND coalesce(pg_partition_root(c.conrelid), c.conrelid) = ANY ($1::oid[]);
