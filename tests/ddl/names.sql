-- Names that the server invents: keys, checks, references, indexes, sequences; collisions and truncation.
CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE, a int, b int, UNIQUE (a, b));
CREATE TABLE child (
    id serial PRIMARY KEY,
    parent_id int REFERENCES parent,
    parent_code text REFERENCES parent (code),
    pa int, pb int CHECK (pb > 0) CHECK (pb < 100),
    FOREIGN KEY (pa, pb) REFERENCES parent (a, b),
    CHECK (pa < pb),
    CHECK (pa > 0),
    CHECK (1 = 1)
);
CREATE TABLE redundant (id uuid NOT NULL UNIQUE PRIMARY KEY, x int UNIQUE, UNIQUE (x), CONSTRAINT named UNIQUE (x));
CREATE INDEX ON child (parent_id);
CREATE INDEX ON child (parent_id);
CREATE INDEX ON child (lower(parent_code), parent_id DESC);
CREATE INDEX ON child ((pa + pb), (pa - pb));
CREATE INDEX ON child ((parent_code || 'x'), upper(parent_code), coalesce(pa, 0), (pa::text));
CREATE UNIQUE INDEX ON child (pa) INCLUDE (pb, parent_code) WHERE pa IS NOT NULL;
CREATE TABLE a_table_name_that_is_rather_long_for_its_own_good (
    a_column_name_that_is_also_rather_long_indeed serial,
    another_column_name_that_is_also_rather_long_indeed int UNIQUE CHECK (another_column_name_that_is_also_rather_long_indeed > 1),
    UNIQUE (a_column_name_that_is_also_rather_long_indeed, another_column_name_that_is_also_rather_long_indeed),
    FOREIGN KEY (another_column_name_that_is_also_rather_long_indeed) REFERENCES parent
);
CREATE TABLE "Größe, die sehr lang ist und über die Grenze von 63 Bytes hinausgeht" ("Länge über alles, die auch sehr lang ist und überläuft" bigserial PRIMARY KEY);
CREATE TABLE child_parent_id_idx2 (id int);
CREATE INDEX ON child (parent_id);
CREATE TABLE child_pkey1 (id int CONSTRAINT child_pkey2 PRIMARY KEY);
CREATE TABLE t_id_seq (id int);
CREATE TABLE t (id serial);
CREATE TABLE u (id int, CONSTRAINT u_id_check CHECK (id > 0), CHECK (id < 10));
CREATE TABLE v (id int CHECK (id < 10), CONSTRAINT other CHECK (id > 0), x int CONSTRAINT x_ok CHECK (x > 1) CONSTRAINT x_nn NOT NULL);
ALTER TABLE v ADD CHECK (x <> id), ADD UNIQUE (x), ADD FOREIGN KEY (id) REFERENCES parent, ADD FOREIGN KEY (id) REFERENCES parent;
ALTER TABLE v ADD COLUMN y int DEFAULT 3 CHECK (y > 0) REFERENCES parent UNIQUE;
ALTER TABLE v RENAME TO w;
ALTER TABLE w ADD CHECK (id < 11);
ALTER TABLE w ADD PRIMARY KEY (id);
ALTER INDEX w_pkey RENAME TO renamed_pkey;
ALTER TABLE w RENAME CONSTRAINT other TO another;
CREATE UNIQUE INDEX w_using ON w (y);
ALTER TABLE w ADD CONSTRAINT w_y UNIQUE USING INDEX w_using DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE "Quoted ""Name""" ("select" int PRIMARY KEY, "A b" text, CHECK ("A b" <> "Quoted ""Name"""."select"::text));
COMMENT ON TABLE "Quoted ""Name""" IS 'it''s';
COMMENT ON COLUMN "Quoted ""Name"""."A b" IS E'two\nlines';
COMMENT ON CONSTRAINT renamed_pkey ON w IS 'key';
COMMENT ON INDEX child_parent_id_idx IS $c$index$c$;
