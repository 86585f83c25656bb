-- Nullable references that keys lay rows out by: rows that have NULL are distinct from all others.
-- holds: SELECT count(*) = 300 FROM both_nullable
-- never: ONLY public.filled: one: (one IS NULL) -- what stands for NULL may be a person's number
-- holds: SELECT count(*) = 300 AND bool_and(number IS NULL OR number > 0) FROM numbered
CREATE TABLE people (id int PRIMARY KEY);
CREATE TABLE tenants (id int PRIMARY KEY);
CREATE TABLE parts (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE both_nullable (one int REFERENCES people, other int REFERENCES people, UNIQUE (one, other));
CREATE TABLE first_nullable (one int REFERENCES people, other int NOT NULL REFERENCES people, UNIQUE (one, other));
CREATE TABLE differ (one int REFERENCES people, other int REFERENCES people, UNIQUE (one, other), CHECK (one <> other));
CREATE TABLE numbered (one int REFERENCES people, number int CHECK (number > 0), UNIQUE (one, number));
CREATE TABLE kinds (one int REFERENCES people, is_so boolean, UNIQUE (one, is_so));
CREATE TABLE alone (one int UNIQUE REFERENCES people);
CREATE TABLE chain (id int PRIMARY KEY, before int UNIQUE REFERENCES chain);
CREATE TABLE in_tenants (
    tenant int NOT NULL REFERENCES tenants,
    one int,
    other int,
    UNIQUE (tenant, one, other),
    FOREIGN KEY (tenant, one) REFERENCES parts,
    FOREIGN KEY (tenant, other) REFERENCES parts
);
CREATE TABLE filled (one int REFERENCES people, other int NOT NULL REFERENCES people);
CREATE UNIQUE INDEX ON filled (coalesce(one, -1), other);
