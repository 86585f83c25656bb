-- The references of the tables in $1: whose they are, what they refer to (OID and name), two conditions, one on rows "s"
-- that refer to nothing and one on the row "p" that a row refers to, and the column where one alone may be NULL instead.
SELECT coalesce(pg_partition_root(c.conrelid), c.conrelid)::oid, c.confrelid, c.confrelid::regclass,
       string_agg(format('s.%I IS NULL', a.attname), ' OR ' ORDER BY k.place),
       string_agg(format('p.%I = s.%I', p.attname, a.attname), ' AND ' ORDER BY k.place),
       CASE WHEN count(*) = 1 AND NOT bool_or(a.attnotnull OR a.attgenerated <> '' OR t.typnotnull)
            THEN min(quote_ident(a.attname)) ELSE '' END
  FROM pg_constraint c, unnest(c.conkey, c.confkey) WITH ORDINALITY AS k (child, parent, place), pg_attribute a,
       pg_attribute p, pg_type t
 WHERE c.contype = 'f' AND c.conparentid = 0 AND a.attrelid = c.conrelid AND a.attnum = k.child
       AND p.attrelid = c.confrelid AND p.attnum = k.parent AND t.oid = a.atttypid
       AND coalesce(pg_partition_root(c.conrelid), c.conrelid) = ANY ($1::oid[])
 GROUP BY c.oid, c.conrelid, c.confrelid;
