-- Conditions that nothing but the server understands, on columns that may be NULL and have no default.
-- holds: SELECT count(*) = 300 AND count(payload) = 0 AND count(size) > 0 FROM document
-- never: ONLY public.document: payload: (payload IS NOT NULL) -- only a server knows what it takes
-- never: ONLY public.document: note: (note IS NOT NULL) -- the same
CREATE TABLE document (
    id serial PRIMARY KEY,
    payload xml CHECK (payload IS DOCUMENT AND xpath_exists('/order', payload)),
    note text CHECK (pg_column_size(note) < 100),
    size integer CHECK (size > 0)
);
