-- The sequences that the columns of the tables in $1 take their values from, as owner or by default, with the statement
-- that moves each past what the columns hold. A column that is no number is taken to hold one value for each row.
WITH used AS (
    SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS number
      FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
     WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
           AND d.deptype IN ('a', 'i') AND d.refobjid = ANY ($1::oid[])
    UNION
    SELECT d.refobjid, f.adrelid, f.adnum
      FROM pg_depend d JOIN pg_class s ON s.oid = d.refobjid AND s.relkind = 'S' JOIN pg_attrdef f ON f.oid = d.objid
     WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND f.adrelid = ANY ($1::oid[])),
ends AS (
    SELECT u.sequence, q.seqincrement, q.seqmin, q.seqmax,
           string_agg(format('(SELECT %s FROM %s)',
                             CASE WHEN t.typcategory = 'N' AND t.oid <> 'money'::regtype
                                  THEN format('%s(%I)::numeric', CASE WHEN q.seqincrement < 0 THEN 'min' ELSE 'max' END,
                                              a.attname)
                                  ELSE format('nullif(count(*), 0) * %s', q.seqincrement) END,
                             u.relation::regclass), ', ') AS values
      FROM used u JOIN pg_sequence q ON q.seqrelid = u.sequence
           JOIN pg_attribute a ON a.attrelid = u.relation AND a.attnum = u.number
           JOIN pg_type t ON t.oid = coalesce(nullif((SELECT b.typbasetype FROM pg_type b WHERE b.oid = a.atttypid), 0),
                                              a.atttypid)
     GROUP BY u.sequence, q.seqincrement, q.seqmin, q.seqmax)
SELECT sequence::regclass,
       format('SELECT setval(%L::regclass, ended::bigint) FROM (SELECT %s(%s, %s(%s)) AS ended) e, %s s '
              'WHERE ended %s CASE WHEN s.is_called THEN s.last_value ELSE s.last_value - %s END',
              sequence::regclass, CASE WHEN seqincrement < 0 THEN 'greatest' ELSE 'least' END,
              CASE WHEN seqincrement < 0 THEN seqmin ELSE seqmax END,
              CASE WHEN seqincrement < 0 THEN 'least' ELSE 'greatest' END, values, sequence::regclass,
              CASE WHEN seqincrement < 0 THEN '<' ELSE '>' END, sign(seqincrement))
  FROM ends
 ORDER BY 1;
