-- Two references to one table, each unique by itself or both together in some rows, that are equal in some rows
-- and differ in others, or differ in all.
-- holds: SELECT count(*) = 300 FROM parted WHERE a IS DISTINCT FROM b OR a IS NULL
CREATE TABLE people (id serial PRIMARY KEY);
CREATE TABLE kinds (
    id serial PRIMARY KEY,
    kind int NOT NULL CHECK (kind IN (0, 1)),
    a int NOT NULL UNIQUE REFERENCES people,
    b int NOT NULL UNIQUE REFERENCES people,
    CHECK (kind = 0 AND a = b OR kind = 1 AND a <> b)
);
CREATE TABLE owners (
    id serial PRIMARY KEY,
    own boolean NOT NULL,
    a int NOT NULL UNIQUE REFERENCES people,
    b int UNIQUE REFERENCES people,
    CHECK (own = (a = b))
);
CREATE TABLE seats (a int PRIMARY KEY REFERENCES people, b int NOT NULL UNIQUE REFERENCES people, CHECK (a <> b));
CREATE TABLE ranks (id serial PRIMARY KEY, a int NOT NULL UNIQUE REFERENCES people, b int UNIQUE REFERENCES people, CHECK (b < a));
CREATE TABLE parted (id serial PRIMARY KEY, a int UNIQUE REFERENCES people, b int UNIQUE REFERENCES people, CHECK (a <> b));
CREATE TABLE shares (
    id serial PRIMARY KEY,
    live boolean NOT NULL,
    kind int NOT NULL CHECK (kind IN (0, 1)),
    a int NOT NULL REFERENCES people,
    b int NOT NULL REFERENCES people,
    CHECK (kind = 0 AND a = b OR kind = 1 AND a <> b)
);
CREATE UNIQUE INDEX ON shares (a, b) WHERE live;
CREATE TABLE messages (
    id serial PRIMARY KEY,
    deleted_at timestamp,
    note boolean NOT NULL,
    a int NOT NULL REFERENCES people,
    b int NOT NULL REFERENCES people,
    CHECK (note = (a = b))
);
CREATE UNIQUE INDEX ON messages (a, b) WHERE deleted_at IS NULL;
