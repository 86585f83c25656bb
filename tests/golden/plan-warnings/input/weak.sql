CREATE FUNCTION is_fine(code text) RETURNS boolean LANGUAGE plpython3u AS 'return len(code) > 3';
CREATE TABLE parcels (
    id serial PRIMARY KEY,
    state text NOT NULL DEFAULT 'packed' CHECK (is_fine(state))
);

CREATE TABLE tenants (id int PRIMARY KEY);
CREATE TABLE a (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE b (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE ab (
    tenant int NOT NULL, a int NOT NULL, b int NOT NULL,
    PRIMARY KEY (tenant, a, b), FOREIGN KEY (tenant, a) REFERENCES a, FOREIGN KEY (tenant, b) REFERENCES b
);
CREATE TABLE ac (
    tenant int NOT NULL, a int NOT NULL, c int NOT NULL,
    PRIMARY KEY (tenant, a, c), FOREIGN KEY (tenant, a) REFERENCES a
);
CREATE TABLE bd (
    tenant int NOT NULL, b int NOT NULL, d int NOT NULL,
    PRIMARY KEY (tenant, b, d), FOREIGN KEY (tenant, b) REFERENCES b
);
CREATE TABLE crossed (
    id int PRIMARY KEY, tenant int NOT NULL, a int NOT NULL, b int NOT NULL, c int NOT NULL, d int,
    FOREIGN KEY (tenant, a, b) REFERENCES ab,
    FOREIGN KEY (tenant, a, c) REFERENCES ac,
    FOREIGN KEY (tenant, b, d) REFERENCES bd
);
