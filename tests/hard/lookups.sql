-- Conditions that name rows of another table by their keys.
-- holds: SELECT max(id) = 300 FROM kind
-- holds: SELECT count(*) FILTER (WHERE type = 3) > 9 AND count(DISTINCT type) > 9 FROM alias
-- holds: SELECT count(DISTINCT type) = 3 AND count(gender) > 9 FROM artist
CREATE TABLE kind (id serial PRIMARY KEY, name text NOT NULL, parent integer REFERENCES kind);
CREATE TABLE alias (id serial PRIMARY KEY, type integer REFERENCES kind, locale text, sort_name text NOT NULL,
    name text NOT NULL, CHECK (type <> 3 OR (type = 3 AND sort_name = name AND locale IS NULL)));
CREATE TABLE artist (id serial PRIMARY KEY, type integer REFERENCES kind, gender integer,
    CHECK ((gender IS NULL AND type = 2) OR type IS DISTINCT FROM 2), CHECK (type IN (1, 2, 7)));
