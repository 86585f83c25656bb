-- Conditions that nothing but the server understands, on columns that have defaults.
-- holds: SELECT count(*) = 300 AND count(DISTINCT normaliser) = 1 FROM class
-- holds: SELECT count(*) = 300 AND count(DISTINCT label) > 200 FROM call_number
-- never: ONLY public.class: class_other_check: (function_exists(other)) -- only a server knows what it takes
-- never: ONLY public.class: other: (other IS NOT NULL) -- the same
CREATE FUNCTION function_exists(wanted text) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM pg_catalog.pg_proc WHERE proname = wanted)
$$;
CREATE FUNCTION as_bytes(text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(regexp_replace(upper($1), '\\', '\\\\', 'g') AS bytea)
$$;
CREATE TABLE class (
    id serial PRIMARY KEY,
    normaliser text NOT NULL DEFAULT 'lower' CHECK (function_exists(normaliser)),
    other text DEFAULT 'upper' CHECK (other IS NULL OR function_exists(other))
);
CREATE TABLE call_number (id serial PRIMARY KEY, label text NOT NULL);
CREATE INDEX ON call_number (as_bytes(label));
