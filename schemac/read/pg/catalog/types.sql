-- Types that a column can have: the system's, the extensions' and the database's own, arrays and the row
-- types of tables included. `base` is the type below: of a domain, a range, a multirange its range.
SELECT t.oid,
       n.nspname AS schema,
       t.typname AS name,
       t.typtype AS kind,
       CASE WHEN t.typelem <> 0 AND t.typlen = -1 AND t.typcategory = 'A' THEN t.typelem END AS element,
       n.nspname = 'pg_catalog' AS is_builtin,
       x.extname AS extension,
       CASE t.typtype
       WHEN 'd' THEN t.typbasetype
       WHEN 'r' THEN r.rngsubtype
       WHEN 'm' THEN mr.rngtypid /* 14+ */
       END AS base,
       CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END AS base_text,
       t.typtypmod AS base_modifier,
       t.typnotnull AS not_null,
       CASE WHEN t.typtype = 'd' THEN pg_catalog.pg_get_expr(t.typdefaultbin, 0) END AS default_text,
       CASE WHEN co.oid <> tb.typcollation OR r.rngcollation <> sb.typcollation THEN co.collname END AS collation,
       CASE WHEN co.oid <> tb.typcollation OR r.rngcollation <> sb.typcollation THEN cn.nspname END
           AS collation_schema,
       mt.typname AS multirange_name, /* 14+ */
       dp.proname AS subtype_diff,
       c.relkind AS relation_kind,
       ARRAY(SELECT e.enumlabel::pg_catalog.text
               FROM pg_catalog.pg_enum e
              WHERE e.enumtypid = t.oid
              ORDER BY e.enumsortorder) AS labels,
       d.description AS comment
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
  LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
  LEFT JOIN pg_catalog.pg_range mr ON mr.rngmultitypid = t.oid /* 14+ */
  LEFT JOIN pg_catalog.pg_type mt ON mt.oid = r.rngmultitypid /* 14+ */
  LEFT JOIN pg_catalog.pg_proc dp ON dp.oid = r.rngsubdiff
  LEFT JOIN pg_catalog.pg_type tb ON tb.oid = t.typbasetype
  LEFT JOIN pg_catalog.pg_type sb ON sb.oid = r.rngsubtype
  LEFT JOIN pg_catalog.pg_collation co
    ON co.oid = CASE t.typtype WHEN 'd' THEN t.typcollation WHEN 'r' THEN r.rngcollation END
  LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
  LEFT JOIN pg_catalog.pg_depend e
    ON e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.objid = t.oid AND e.objsubid = 0
   AND e.deptype = 'e'
  LEFT JOIN pg_catalog.pg_extension x ON x.oid = e.refobjid
  LEFT JOIN pg_catalog.pg_description d
    ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objsubid = 0
 WHERE t.typisdefined
   AND n.nspname !~ '^pg_(toast|temp)'
   AND (n.nspname NOT IN ('pg_catalog', 'information_schema') OR t.typrelid = 0)
 ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C";
