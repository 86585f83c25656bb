-- Columns to write, by table ($1), name ($2) and place of the table ($3), that are not there or are generated.
SELECT w.place - 1, w.name, a.attname IS NULL
  FROM unnest($1::oid[], $2::text[], $3::int[]) AS w (relation, name, place)
       LEFT JOIN pg_attribute a
       ON a.attrelid = w.relation AND a.attname = w.name AND a.attnum > 0 AND NOT a.attisdropped
 WHERE a.attname IS NULL OR a.attgenerated <> '' LIMIT 5;
