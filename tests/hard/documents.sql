-- Conditions on documents: what they contain, texts in them that match patterns.
-- holds: SELECT count(DISTINCT v) = 300 AND count(DISTINCT v ->> 'email') > 5 FROM people
-- holds: SELECT count(DISTINCT v) = 300 FROM versions
CREATE TABLE people (v jsonb NOT NULL CHECK (v ->> 'email' ~ '^[a-z]+@[a-z]+\.com$'));
CREATE TABLE versions (
    v jsonb NOT NULL CHECK (v @> '{"version": 1, "kind": "plain"}' AND jsonb_typeof(v -> 'data') = 'object')
);
