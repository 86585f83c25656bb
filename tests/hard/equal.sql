-- References that are equal to another one, or to the row's own key, in some rows, and differ in others.
-- holds: SELECT count(*) FILTER (WHERE a = b) > 50 AND count(*) FILTER (WHERE a <> b) > 50 FROM routes
-- holds: SELECT count(*) FILTER (WHERE a = b) > 50 AND count(*) FILTER (WHERE a <> b) > 50 FROM pairs
-- holds: SELECT count(*) FILTER (WHERE a = b) > 50 AND count(*) FILTER (WHERE b IS NULL) > 20 FROM nullable
-- holds: SELECT count(*) FILTER (WHERE a = b) > 50 AND count(*) FILTER (WHERE a < b) > 50 FROM rising
-- holds: SELECT count(*) FILTER (WHERE a = b) > 50 AND count(*) FILTER (WHERE a < b) > 50 FROM rising_keys
-- holds: SELECT count(*) FILTER (WHERE a = b AND b = c) > 50 AND count(*) FILTER (WHERE a = c) > 120 FROM threes
-- holds: SELECT count(*) FILTER (WHERE a = b) > 50 FROM wide
-- holds: SELECT count(*) = 300 FROM alike
-- holds: SELECT count(*) = 300 FROM apart
-- holds: SELECT count(*) FILTER (WHERE a = b) > 50 FROM in_tenants
-- holds: SELECT count(*) FILTER (WHERE a = b) > 50 AND count(*) FILTER (WHERE a <> b) > 50 FROM tenant_pairs
-- holds: SELECT count(*) FILTER (WHERE a = b) > 20 AND count(*) FILTER (WHERE a < b) > 20 FROM tenant_rising
-- holds: SELECT count(*) FILTER (WHERE id = parent_id) > 50 FROM trees
-- holds: SELECT count(*) FILTER (WHERE id = parent_id) > 50 AND count(*) FILTER (WHERE id > parent_id) > 50 FROM ordered_trees
-- holds: SELECT count(*) FILTER (WHERE id = parent_id) > 50 FROM tenant_trees
CREATE TABLE places (id int PRIMARY KEY);
CREATE TABLE codes (id uuid PRIMARY KEY);
CREATE TABLE routes (
    id int PRIMARY KEY,
    kind int NOT NULL,
    a int NOT NULL REFERENCES places,
    b int NOT NULL REFERENCES places,
    CHECK (kind = 0 AND a = b OR kind = 1 AND a <> b)
);
CREATE TABLE pairs (
    kind int NOT NULL,
    a int NOT NULL REFERENCES places,
    b int NOT NULL REFERENCES places,
    PRIMARY KEY (a, b),
    CHECK (kind = 0 AND a = b OR kind = 1 AND a <> b)
);
CREATE TABLE nullable (
    kind int NOT NULL,
    a int NOT NULL REFERENCES places,
    b int REFERENCES places,
    UNIQUE (a, b),
    CHECK (kind = 0 AND a = b OR kind = 1 AND a <> b)
);
CREATE TABLE rising (
    kind int NOT NULL,
    a uuid NOT NULL REFERENCES codes,
    b uuid NOT NULL REFERENCES codes,
    CHECK (kind = 0 AND a = b OR kind = 1 AND a < b)
);
CREATE TABLE rising_keys (
    kind int NOT NULL,
    a int NOT NULL REFERENCES places,
    b int NOT NULL REFERENCES places,
    PRIMARY KEY (a, b),
    CHECK (kind = 0 AND a = b OR kind = 1 AND a < b)
);
CREATE TABLE threes (
    kind int NOT NULL,
    a int NOT NULL REFERENCES places,
    b int NOT NULL REFERENCES places,
    c int NOT NULL REFERENCES places,
    CHECK (kind = 0 AND a = b AND b = c OR kind = 1 AND a <> b OR kind = 2 AND a = c)
);
-- What is in the key beside the two.
CREATE TABLE wide (
    kind int NOT NULL,
    a int NOT NULL REFERENCES places,
    b int NOT NULL REFERENCES places,
    c bool NOT NULL,
    d uuid NOT NULL REFERENCES codes,
    PRIMARY KEY (a, b, c, d),
    CHECK (kind = 0 AND a = b OR kind = 1 AND a <> b)
);
CREATE TABLE alike (
    a int NOT NULL REFERENCES places,
    b int NOT NULL REFERENCES places,
    PRIMARY KEY (a, b),
    CHECK (a = b)
);
CREATE TABLE apart (
    a int NOT NULL REFERENCES places,
    b int NOT NULL REFERENCES places,
    live bool NOT NULL,
    CHECK (a <> b)
);
CREATE UNIQUE INDEX ON apart (a, b) WHERE live;
CREATE TABLE tenants (id int PRIMARY KEY);
CREATE TABLE parts (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE in_tenants (
    kind int NOT NULL,
    tenant int NOT NULL,
    a int NOT NULL,
    b int NOT NULL,
    FOREIGN KEY (tenant, a) REFERENCES parts,
    FOREIGN KEY (tenant, b) REFERENCES parts,
    CHECK (kind = 0 AND a = b OR kind = 1 AND a <> b)
);
CREATE TABLE tenant_pairs (
    kind text NOT NULL,
    tenant int NOT NULL,
    a int NOT NULL,
    b int NOT NULL,
    again boolean NOT NULL,
    PRIMARY KEY (tenant, a, b, again),
    FOREIGN KEY (tenant, a) REFERENCES parts,
    FOREIGN KEY (tenant, b) REFERENCES parts,
    CHECK (kind IN ('self', 'own') AND a = b OR kind IN ('near', 'far') AND a <> b)
);
CREATE TABLE tenant_rising (
    kind int NOT NULL,
    tenant int NOT NULL,
    a int NOT NULL,
    b int NOT NULL,
    PRIMARY KEY (tenant, a, b),
    FOREIGN KEY (tenant, a) REFERENCES parts,
    FOREIGN KEY (tenant, b) REFERENCES parts,
    CHECK (kind = 0 AND a = b OR kind = 1 AND a < b)
);
CREATE TABLE trees (
    id int PRIMARY KEY,
    parent_id int NOT NULL REFERENCES trees,
    depth int NOT NULL,
    CHECK (depth = 0 AND id = parent_id OR depth > 0 AND id <> parent_id)
);
CREATE TABLE ordered_trees (
    tenant int NOT NULL REFERENCES tenants,
    id int NOT NULL,
    parent_id int NOT NULL,
    depth int NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, parent_id) REFERENCES ordered_trees,
    CHECK (depth = 0 AND id = parent_id OR depth > 0 AND parent_id < id)
);
CREATE TABLE tenant_trees (
    tenant int NOT NULL REFERENCES tenants,
    id int NOT NULL,
    parent_id int NOT NULL,
    depth int NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, parent_id) REFERENCES tenant_trees,
    CHECK (depth = 0 AND id = parent_id OR depth > 0 AND id <> parent_id)
);
