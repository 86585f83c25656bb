-- What is wrong with columns to write, by table ($1), name ($2), type ($4) and place of the table ($3): they are not
-- there, are generated, or have another type than was thought, which text can bridge.
SELECT w.place - 1, w.name,
       CASE WHEN a.attname IS NULL THEN 'missing' WHEN a.attgenerated <> '' THEN 'generated' ELSE 'type' END
  FROM unnest($1::oid[], $2::text[], $3::int[], $4::text[]) AS w (relation, name, place, type)
       LEFT JOIN pg_attribute a
       ON a.attrelid = w.relation AND a.attname = w.name AND a.attnum > 0 AND NOT a.attisdropped
       LEFT JOIN pg_type t ON t.oid = a.atttypid
 WHERE a.attname IS NULL OR a.attgenerated <> '' OR t.typtype <> 'd' AND to_regtype(w.type) <> a.atttypid;
