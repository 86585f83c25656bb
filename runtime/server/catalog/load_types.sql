-- The OIDs of the types named in $1, in that order, and whether the server reads them in binary; 0 where there is none.
SELECT coalesce(t.oid, 0), coalesce(t.typreceive <> 0, false)
  FROM unnest($1::text[]) WITH ORDINALITY AS w (name, place) LEFT JOIN pg_type t ON t.oid = to_regtype(w.name)
 ORDER BY w.place;
