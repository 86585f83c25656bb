-- References to columns that the database generates, out of one column and of several.
-- holds: SELECT count(DISTINCT slug) = 300 AND bool_and(slug = lower(name) || '-' || id) FROM item
-- holds: SELECT count(DISTINCT slug) > 50 AND count(*) = 300 FROM note
-- holds: SELECT count(*) FILTER (WHERE loud IS NULL) BETWEEN 1 AND 299 FROM note
-- never: ONLY public.item: title: (title IS NULL) -- a reference needs what is generated from it
CREATE TABLE item (
    id serial PRIMARY KEY,
    name text NOT NULL,
    title text,
    slug text GENERATED ALWAYS AS (lower(name) || '-' || id::text) STORED UNIQUE,
    loud text GENERATED ALWAYS AS (upper(title)) STORED UNIQUE,
    quantity int NOT NULL CHECK (quantity BETWEEN 1 AND 50),
    price numeric(10, 2) NOT NULL CHECK (price >= 0),
    total numeric(12, 2) GENERATED ALWAYS AS (quantity * price) STORED CHECK (total < 10000)
);
CREATE TABLE note (
    slug text NOT NULL REFERENCES item (slug),
    loud text REFERENCES item (loud)
);
