CREATE FUNCTION is_fine(code text) RETURNS boolean LANGUAGE plpython3u AS 'return len(code) > 3';
CREATE TABLE parcels (
    id serial PRIMARY KEY,
    state text NOT NULL DEFAULT 'packed' CHECK (is_fine(state))
);

CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY);
CREATE TABLE ab (a int NOT NULL REFERENCES a, b int NOT NULL REFERENCES b, PRIMARY KEY (a, b));
CREATE TABLE bc (b int NOT NULL REFERENCES b, c int NOT NULL REFERENCES c, n int NOT NULL, PRIMARY KEY (b, c, n));
CREATE TABLE ca (c int NOT NULL REFERENCES c, a int NOT NULL REFERENCES a, PRIMARY KEY (c, a));
CREATE TABLE crossed (
    id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, c int NOT NULL, n int,
    FOREIGN KEY (a, b) REFERENCES ab,
    FOREIGN KEY (b, c, n) REFERENCES bc,
    FOREIGN KEY (c, a) REFERENCES ca,
    CHECK (md5(b::text) <> md5(n::text))
);
