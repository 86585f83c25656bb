-- What rows must hold together, for the tables of verify.tables: `body` is a query that gives, for what breaks
-- the constraint, how many rows do (n) and what shows them (key).
WITH listed AS (
    SELECT c.oid, c.relkind, c.relispartition,
           format('%s%I.%I', CASE WHEN c.relkind = 'r' THEN 'ONLY ' END, s.nspname, c.relname) AS source,
           t.key
      FROM ROWS FROM (unnest(current_setting('verify.tables')::oid[]),
                      unnest(current_setting('verify.keys')::text[])) AS t (oid, key)
      JOIN pg_class c ON c.oid = t.oid
      JOIN pg_namespace s ON s.oid = c.relnamespace
),
-- Unique and exclusion indexes; those of partitions are parts of their parent's.
indexes AS (
    SELECT i.indexrelid, i.indrelid, i.indisprimary, i.indisexclusion, i.indnkeyatts, i.indkey, i.indclass,
           i.indcollation, i.indpred, k.conexclop, l.source,
           coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_equal,
           coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) AS has_period,
           coalesce(k.conname, c.relname) AS name,
           coalesce(pg_get_constraintdef(k.oid), pg_get_indexdef(i.indexrelid)) AS definition
      FROM listed l
      JOIN pg_index i ON i.indrelid = l.oid AND (i.indisunique OR i.indisexclusion)
      JOIN pg_class c ON c.oid = i.indexrelid
      LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid
                                   AND k.contype IN ('p', 'u', 'x')
     WHERE NOT EXISTS (SELECT
                         FROM pg_inherits h
                         JOIN pg_index p ON p.indexrelid = h.inhparent
                         JOIN listed ON listed.oid = p.indrelid
                        WHERE h.inhrelid = i.indexrelid)
),
-- Each of their elements: its operator, whether that is the equality by which values are sorted and grouped,
-- and its value as the operator takes it.
elements AS (
    SELECT i.indexrelid, e.place, pg_get_indexdef(i.indexrelid, e.place::integer, false) AS label,
           format('OPERATOR(%I.%s)', s.nspname, o.oprname) AS operator,
           o.oprcode = 'range_overlaps'::regproc AND o.oprnamespace = 'pg_catalog'::regnamespace AS overlaps,
           EXISTS (SELECT
                     FROM pg_amop g
                     JOIN pg_opclass d ON d.opcfamily = g.amopfamily AND d.opcintype = g.amoplefttype AND d.opcdefault
                    WHERE g.amopopr = o.oid AND g.amoplefttype = g.amoprighttype AND g.amopstrategy = 3
                          AND g.amopmethod = (SELECT m.oid FROM pg_am m WHERE m.amname = 'btree')) AS equality,
           format(CASE WHEN t.typtype = 'p' THEN '(%1$s)%3$s' ELSE '(%1$s)::%2$s%3$s' END,
                  pg_get_indexdef(i.indexrelid, e.place::integer, false), format_type(o.oprleft, -1),
                  CASE WHEN l.oid IS NOT NULL THEN format(' COLLATE %I.%I', ls.nspname, l.collname) END) AS value
      FROM indexes i
     CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) AS e (place)
      JOIN pg_opclass c ON c.oid = i.indclass[e.place - 1]
      JOIN pg_operator o ON o.oid = CASE WHEN i.indisexclusion THEN i.conexclop[e.place]
           ELSE (SELECT g.amopopr FROM pg_amop g
                  WHERE g.amopfamily = c.opcfamily AND g.amoplefttype = c.opcintype
                        AND g.amoprighttype = c.opcintype AND g.amopstrategy = 3) END
      JOIN pg_namespace s ON s.oid = o.oprnamespace
      JOIN pg_type t ON t.oid = o.oprleft
      LEFT JOIN pg_collation l ON l.oid = i.indcollation[e.place - 1]
      LEFT JOIN pg_namespace ls ON ls.oid = l.collnamespace
),
parts AS (
    SELECT i.*, count(*) FILTER (WHERE NOT e.equality) AS others,
           count(*) FILTER (WHERE e.overlaps) AS overlapping, max(e.place) FILTER (WHERE e.overlaps) AS range,
           string_agg(format('%s AS k%s', e.value, e.place), ', ' ORDER BY e.place) AS selected,
           string_agg(format('k%s', e.place), ', ' ORDER BY e.place) AS keys,
           string_agg(format('k%s', e.place), ', ' ORDER BY e.place) FILTER (WHERE NOT e.overlaps) AS grouped,
           string_agg(CASE WHEN i.nulls_equal
                           THEN format('(a.k%1$s %2$s b.k%1$s OR num_nulls(a.k%1$s, b.k%1$s) = 2)', e.place, e.operator)
                           ELSE format('a.k%1$s %2$s b.k%1$s', e.place, e.operator) END, ' AND ' ORDER BY e.place)
           AS conflict,
           format('''(%s)=('' || concat_ws('', ''%s) || '')''',
                  replace(string_agg(e.label, ', ' ORDER BY e.place), '''', ''''''),
                  string_agg(format(', coalesce(left(k%s::text, 80), ''null'')', e.place), '' ORDER BY e.place)) AS shown
      FROM indexes i
      JOIN elements e ON e.indexrelid = i.indexrelid
     GROUP BY i.indexrelid, i.indrelid, i.indisprimary, i.indisexclusion, i.indnkeyatts, i.indkey, i.indclass,
           i.indcollation, i.indpred, i.conexclop, i.source, i.nulls_equal, i.has_period, i.name, i.definition
),
rows_of AS (
    SELECT p.*, format('(SELECT tableoid AS t, ctid AS c, %s FROM %s%s OFFSET 0)', p.selected, p.source,
                       ' WHERE ' || pg_get_expr(p.indpred, p.indrelid)) AS rows,
           CASE WHEN p.nulls_equal THEN 'true' ELSE format('num_nulls(%s) = 0', p.keys) END AS present
      FROM parts p
), conflicts AS (
    SELECT r.indrelid AS relid,
           CASE WHEN r.indisprimary THEN 'primary key' WHEN r.indisexclusion AND NOT r.has_period THEN 'exclusion'
                ELSE 'unique' END AS kind, r.name, r.definition, true AS enforced,
           CASE WHEN r.others = 0
                THEN format('SELECT count(*) AS n, %s AS key FROM %s a WHERE %s GROUP BY %s HAVING count(*) > 1',
                            r.shown, r.rows, r.present, r.keys)
                WHEN r.others = 1 AND r.overlapping = 1
                THEN format('SELECT 1 AS n, %1$s AS key FROM (SELECT *, lead(k%2$s) OVER (%3$sORDER BY k%2$s) AS next'
                            ' FROM %4$s a WHERE %5$s AND NOT isempty(k%2$s)) w'
                            ' WHERE k%2$s OPERATOR(pg_catalog.&&) next',
                            r.shown, r.range, 'PARTITION BY ' || r.grouped || ' ', r.rows, r.present)
                ELSE format('SELECT 1 AS n, %s AS key FROM %s a WHERE %s AND EXISTS (SELECT FROM %s b'
                            ' WHERE (a.t, a.c) <> (b.t, b.c) AND %s)',
                            r.shown, r.rows, r.present, r.rows, r.conflict) END
           || CASE WHEN r.has_period
                   THEN format(' UNION ALL SELECT 1, %s FROM %s a WHERE isempty(k%s)', r.shown, r.rows, r.indnkeyatts)
                   ELSE '' END AS body
      FROM rows_of r
),
-- The columns of references; the last one of a PERIOD is compared with what the parent's rows cover together.
links AS (
    SELECT k.oid, u.place, u.place = cardinality(k.conkey) AND coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false)
           AS is_period, quote_ident(a.attname) AS child, quote_ident(b.attname) AS parent,
           format('OPERATOR(%I.%s)', s.nspname, o.oprname) AS operator,
           CASE WHEN lt.typtype <> 'p' THEN '::' || format_type(o.oprleft, -1) ELSE '' END AS parent_cast,
           CASE WHEN rt.typtype <> 'p' THEN '::' || format_type(o.oprright, -1) ELSE '' END
           || CASE WHEN b.attcollation NOT IN (0, a.attcollation)
                   THEN (SELECT format(' COLLATE %I.%I', n.nspname, c.collname)
                           FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
                          WHERE c.oid = b.attcollation) ELSE '' END AS child_cast
      FROM listed l
      JOIN pg_constraint k ON k.conrelid = l.oid AND k.contype = 'f' AND k.conparentid = 0
     CROSS JOIN LATERAL unnest(k.conkey, k.confkey, k.conpfeqop) WITH ORDINALITY AS u (child, parent, operator, place)
      JOIN pg_operator o ON o.oid = u.operator
      JOIN pg_namespace s ON s.oid = o.oprnamespace
      JOIN pg_type lt ON lt.oid = o.oprleft
      JOIN pg_type rt ON rt.oid = o.oprright
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.child
      JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = u.parent
), joined AS (
    SELECT oid, bool_or(is_period) AS has_period,
           string_agg(format('%s AS k%s', child, place), ', ' ORDER BY place) AS selected,
           string_agg(format('c.k%s', place), ', ' ORDER BY place) AS keys,
           string_agg(parent, ', ' ORDER BY place) FILTER (WHERE NOT is_period) AS grouped,
           max(parent) FILTER (WHERE is_period) AS period,
           string_agg(CASE WHEN is_period THEN format('c.k%s OPERATOR(pg_catalog.<@) p.period', place)
                           ELSE format('p.%s%s %s c.k%s%s', parent, parent_cast, operator, place, child_cast) END,
                      ' AND ' ORDER BY place) AS met,
           format('''(%s)=('' || concat_ws('', ''%s) || '')''',
                  replace(string_agg(child, ', ' ORDER BY place), '''', ''''''),
                  string_agg(format(', coalesce(left(c.k%s::text, 80), ''null'')', place), '' ORDER BY place)) AS shown
      FROM links
     GROUP BY oid
), broken AS (
    SELECT k.conrelid AS relid, 'foreign key' AS kind, k.conname AS name, pg_get_constraintdef(k.oid) AS definition,
           coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) AS enforced,
           format('SELECT 1 AS n, c.r || '': '' || %1$s AS key FROM (SELECT %2$s AS r, %3$s FROM %4$s) c'
                  ' WHERE num_nulls(%5$s) = 0 AND NOT EXISTS (SELECT FROM %6$s p WHERE %7$s)',
                  j.shown, l.key, j.selected, l.source, j.keys,
                  CASE WHEN j.has_period
                       THEN format('(SELECT %1$s, range_agg(%2$s) AS period FROM %3$s GROUP BY %1$s)', j.grouped,
                                   j.period, t.source)
                       ELSE t.source END, j.met)
           || CASE WHEN k.confmatchtype = 'f'
                   THEN format(' UNION ALL SELECT 1, c.r || '': '' || %s FROM (SELECT %s AS r, %s FROM %s) c'
                               ' WHERE num_nulls(%s) BETWEEN 1 AND %s',
                               j.shown, l.key, j.selected, l.source, j.keys, cardinality(k.conkey) - 1)
                   ELSE '' END AS body
      FROM joined j
      JOIN pg_constraint k ON k.oid = j.oid
      JOIN listed l ON l.oid = k.conrelid
     CROSS JOIN LATERAL (
            SELECT format('%s%I.%I', CASE WHEN c.relkind = 'r' THEN 'ONLY ' END, s.nspname, c.relname) AS source
              FROM pg_class c
              JOIN pg_namespace s ON s.oid = c.relnamespace
             WHERE c.oid = k.confrelid) t
),
-- Sequences that number columns must stand at or past what the columns hold.
counters AS (
    SELECT d.refobjid AS relid, d.refobjsubid AS attnum, d.objid AS sequence
      FROM pg_depend d
     WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
    UNION
    SELECT a.adrelid, a.adnum, d.refobjid
      FROM pg_attrdef a
      JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = a.oid
                          AND d.refclassid = 'pg_class'::regclass
     WHERE pg_get_expr(a.adbin, a.adrelid) ~ '^\(?nextval\(''.*''::regclass\)(\)::[a-z]+)?$'
), behind AS (
    SELECT l.oid AS relid, 'sequence' AS kind, c.relname AS name,
           format('sequence %I.%I of column %I', s.nspname, c.relname, a.attname) AS definition, true AS enforced,
           format('SELECT count(*) AS n, %1$L || max(v) || %3$L || s.at AS key FROM (SELECT %2$I::numeric AS v FROM %4$s) t,'
                  ' (SELECT CASE WHEN is_called THEN last_value ELSE last_value - %5$s::numeric END AS at FROM %6$I.%7$I) s'
                  ' WHERE v BETWEEN %8$s AND %9$s AND v %10$s s.at GROUP BY s.at',
                  format('(%I)=(', a.attname), a.attname, '), sequence at ', l.source, q.seqincrement, s.nspname,
                  c.relname, q.seqmin, q.seqmax, CASE WHEN q.seqincrement > 0 THEN '>' ELSE '<' END) AS body
      FROM counters n
      JOIN listed l ON l.oid = n.relid
      JOIN pg_attribute a ON a.attrelid = n.relid AND a.attnum = n.attnum
      JOIN pg_type t ON t.oid = a.atttypid AND t.typcategory = 'N'
      JOIN pg_sequence q ON q.seqrelid = n.sequence
      JOIN pg_class c ON c.oid = n.sequence
      JOIN pg_namespace s ON s.oid = c.relnamespace
     WHERE NOT (l.relispartition AND EXISTS (SELECT FROM pg_inherits h JOIN listed ON listed.oid = h.inhparent
                                              WHERE h.inhrelid = l.oid))
), whole AS (
    SELECT * FROM conflicts
    UNION ALL
    SELECT * FROM broken
    UNION ALL
    SELECT * FROM behind
)
SELECT relid, kind, name, definition, enforced, body
  FROM whole
 ORDER BY relid, array_position(ARRAY['primary key', 'unique', 'exclusion', 'foreign key', 'sequence'], kind), name,
          definition;
