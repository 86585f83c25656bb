-- What columns of the tables in $1 are to others, as two columns and a word. Without a second column: "key", an integer
-- that is unique alone, "part", an integer that is unique with others, and "fixed", generated. With one: "copy", generated
-- from the other, which it follows by a constant; "compare", compared with the other by a check; "one", which refers to the
-- other alone, and "some", which does so with others, where the second table may not be among those in $1.
WITH numbers AS (
    SELECT a.attrelid, a.attnum, quote_ident(a.attname) AS name
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = ANY ($1::oid[]) AND t.typoutput IN ('int2out'::regproc, 'int4out'::regproc, 'int8out'::regproc)
), computed AS (
    SELECT a.attrelid, quote_ident(a.attname) AS name, n.name AS source
      FROM pg_attribute a JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
           LEFT JOIN numbers n ON n.attrelid = a.attrelid AND n.attnum <> a.attnum
                AND a.attnum IN (SELECT o.attnum FROM numbers o WHERE o.attrelid = a.attrelid)
                AND regexp_replace(pg_get_expr(d.adbin, d.adrelid),
                                   '^\(*("(?:[^"]|"")+"|\w+)\)*(?:::\w+)?(?: [+-] \d+)?\)*$', '\1') = n.name
     WHERE a.attrelid = ANY ($1::oid[]) AND a.attgenerated <> '' AND NOT a.attisdropped
)
SELECT i.indrelid, n.name, CASE WHEN i.indnkeyatts = 1 AND i.indpred IS NULL THEN 'key' ELSE 'part' END, 0, ''
  FROM pg_index i JOIN numbers n ON n.attrelid = i.indrelid AND n.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
 WHERE i.indisunique
UNION
SELECT attrelid, name, CASE WHEN source IS NULL THEN 'fixed' ELSE 'copy' END,
       CASE WHEN source IS NULL THEN 0 ELSE attrelid END, coalesce(source, '')
  FROM computed
UNION
SELECT c.conrelid, n.name, 'compare', c.conrelid, o.name
  FROM pg_constraint c,
       regexp_matches(pg_get_expr(c.conbin, c.conrelid),
                      '("(?:[^"]|"")+"|\w+)\)?(?:::\w+)? (?:[<>]?=|[<>]|<>|IS (?:NOT )?DISTINCT FROM) \(?("(?:[^"]|"")+"|\w+)',
                      'g') AS m (names),
       numbers n, numbers o
 WHERE c.contype = 'c' AND n.attrelid = c.conrelid AND o.attrelid = c.conrelid AND n.name = m.names[1]
       AND o.name = m.names[2]
UNION
SELECT coalesce(pg_partition_root(c.conrelid), c.conrelid)::oid, quote_ident(a.attname),
       CASE cardinality(c.conkey) WHEN 1 THEN 'one' ELSE 'some' END,
       coalesce(pg_partition_root(c.confrelid), c.confrelid)::oid, quote_ident(p.attname)
  FROM pg_constraint c, unnest(c.conkey, c.confkey) AS k (child, parent), pg_attribute a, pg_attribute p
 WHERE c.contype = 'f' AND c.conparentid = 0 AND a.attrelid = c.conrelid AND a.attnum = k.child
       AND p.attrelid = c.confrelid AND p.attnum = k.parent
       AND coalesce(pg_partition_root(c.conrelid), c.conrelid) = ANY ($1::oid[])
 ORDER BY 1, 2, 3;
