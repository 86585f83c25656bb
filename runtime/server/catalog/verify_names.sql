-- What the tables of verify.tables have in the way of constraints, to compare with what they should have.
WITH listed AS (
    SELECT unnest(current_setting('verify.tables')::oid[]) AS oid
)
SELECT k.conrelid AS relid, CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
                            WHEN 'c' THEN 'check' ELSE 'exclusion' END AS kind,
       k.conname AS name, pg_get_constraintdef(k.oid) AS definition
  FROM listed l
  JOIN pg_constraint k ON k.conrelid = l.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')
UNION ALL
SELECT i.indrelid, 'unique', c.relname, pg_get_indexdef(i.indexrelid)
  FROM listed l
  JOIN pg_index i ON i.indrelid = l.oid AND i.indisunique
  JOIN pg_class c ON c.oid = i.indexrelid
 WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid
                                                     AND k.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT a.attrelid, 'not null', a.attname, format('%I NOT NULL', a.attname)
  FROM listed l
  JOIN pg_attribute a ON a.attrelid = l.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull;
