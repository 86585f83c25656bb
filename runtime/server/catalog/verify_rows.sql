-- What each row of a table must hold alone, for the tables of verify.tables that have rows of their own:
-- `condition` is true for the rows that break it.
WITH RECURSIVE stored AS (
    SELECT c.oid, c.relispartition
      FROM unnest(current_setting('verify.tables')::oid[]) AS t (oid)
      JOIN pg_class c ON c.oid = t.oid AND c.relkind = 'r'
), fields AS (
    SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attgenerated, a.attnotnull, a.attidentity
      FROM stored
      JOIN pg_attribute a ON a.attrelid = stored.oid AND a.attnum > 0 AND NOT a.attisdropped
),
-- What domains over domains are in the end: a cast to a domain between would stop at the first wrong value.
bases AS (
    SELECT t.oid, t.typbasetype AS base
      FROM pg_type t
     WHERE t.typtype = 'd'
    UNION ALL
    SELECT b.oid, t.typbasetype
      FROM bases b
      JOIN pg_type t ON t.oid = b.base AND t.typtype = 'd'
), domains AS (
    SELECT b.oid, format_type(b.base, -1) AS base
      FROM bases b
      JOIN pg_type t ON t.oid = b.base AND t.typtype <> 'd'
),
-- Where values of domains lie inside a column: `source` is what follows FROM to give them as column v of vN.
places AS (
    SELECT f.attrelid, f.attnum, f.atttypid AS type, 0 AS depth, format('(SELECT %I AS v) v0', f.attname) AS source,
           quote_ident(f.attname) AS path
      FROM fields f
    UNION ALL
    SELECT p.attrelid, p.attnum, step.type, p.depth + 1,
           format('%s, LATERAL (SELECT %s) v%s', p.source, format(step.value, p.depth), p.depth + 1),
           p.path || step.path
      FROM places p
      JOIN pg_type t ON t.oid = p.type
     CROSS JOIN LATERAL (
            SELECT t.typbasetype AS type, 'v%s.v::' || replace(d.base, '%', '%%') || ' AS v' AS value, '' AS path
              FROM domains d
             WHERE d.oid = t.oid
            UNION ALL
            SELECT t.typelem, 'unnest(v%s.v) AS v', '[]'
             WHERE t.typtype = 'b' AND t.typelem <> 0 AND t.typlen = -1
            UNION ALL
            SELECT a.atttypid, '(v%s.v).' || replace(quote_ident(a.attname), '%', '%%')
                   || ' AS v WHERE num_nulls(v%1$s.v) = 0', '.' || quote_ident(a.attname)
              FROM pg_attribute a
             WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT r.rngsubtype, 'b AS v FROM unnest(ARRAY[lower(v%s.v), upper(v%1$s.v)]) b WHERE num_nulls(b) = 0', ''
              FROM pg_range r
             WHERE t.typtype = 'r' AND r.rngtypid = t.oid
            UNION ALL
            SELECT r.rngtypid, 'unnest(v%s.v) AS v', ''
              FROM pg_range r
             WHERE t.typtype = 'm' AND (to_jsonb(r) ->> 'rngmultitypid')::oid = t.oid) AS step
), conditions AS (
    SELECT f.attrelid AS relid, 'not null' AS kind, coalesce(k.conname, f.attname) AS name,
           format('%I NOT NULL', f.attname) AS definition, true AS enforced,
           format('num_nulls(%I) > 0', f.attname) AS condition
      FROM fields f
      LEFT JOIN pg_constraint k ON k.conrelid = f.attrelid AND k.contype = 'n' AND k.conkey[1] = f.attnum
     WHERE f.attnotnull OR f.attidentity <> '' OR k.oid IS NOT NULL
           OR EXISTS (SELECT FROM pg_index i
                       WHERE i.indrelid = f.attrelid AND i.indisprimary
                             AND f.attnum = ANY (i.indkey[0:i.indnkeyatts - 1]))
    UNION ALL
    SELECT k.conrelid, 'check', k.conname, pg_get_constraintdef(k.oid),
           coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true),
           format('(%s) IS FALSE', pg_get_expr(k.conbin, k.conrelid))
      FROM stored
      JOIN pg_constraint k ON k.conrelid = stored.oid AND k.contype = 'c'
    UNION ALL
    SELECT p.attrelid, 'domain', k.conname, p.path || ' ' || format_type(p.type, NULL) || ' '
           || pg_get_constraintdef(k.oid), true,
           format('EXISTS (SELECT FROM (SELECT v%s.v::%s AS value FROM %s OFFSET 0) d WHERE (%s) IS FALSE)', p.depth,
                  t.base, p.source, pg_get_expr(k.conbin, 0))
      FROM places p
      JOIN domains t ON t.oid = p.type
      JOIN pg_constraint k ON k.contypid = t.oid AND k.contype = 'c'
    UNION ALL
    SELECT p.attrelid, 'domain', t.typname, p.path || ' ' || format_type(p.type, NULL) || ' NOT NULL', true,
           format('EXISTS (SELECT FROM %s WHERE num_nulls(v%s.v) > 0)', p.source, p.depth)
      FROM places p
      JOIN pg_type t ON t.oid = p.type AND t.typtype = 'd' AND t.typnotnull
    UNION ALL
    SELECT f.attrelid, 'generated', f.attname, format('%I GENERATED ALWAYS AS (%s) STORED', f.attname,
           pg_get_expr(d.adbin, d.adrelid)), true,
           format('record_image_ne(ROW(%I), ROW((%s)::%s))', f.attname, pg_get_expr(d.adbin, d.adrelid),
                  format_type(f.atttypid, f.atttypmod))
      FROM fields f
      JOIN pg_attrdef d ON d.adrelid = f.attrelid AND d.adnum = f.attnum
     WHERE f.attgenerated = 's'
    UNION ALL
    SELECT c.oid, 'partition', c.relname, pg_get_expr(c.relpartbound, c.oid), true,
           format('(%s) IS FALSE', pg_get_partition_constraintdef(c.oid))
      FROM stored
      JOIN pg_class c ON c.oid = stored.oid
     WHERE stored.relispartition AND pg_get_partition_constraintdef(c.oid) IS NOT NULL
)
SELECT relid, kind, name, definition, enforced, condition
  FROM conditions
 ORDER BY relid, array_position(ARRAY['not null', 'check', 'domain', 'generated', 'partition'], kind), name,
          definition;
