-- References to different rows of one tenant, some of which take rows of some kinds alone.
-- holds: SELECT bool_or(item_kind = 'bundle') AND bool_or(item_kind = 'simple') FROM bundled
-- holds: SELECT bool_or(checker IS NULL) AND bool_or(checker IS NOT NULL) FROM reviews

CREATE TABLE tenants (
    id serial PRIMARY KEY
);

CREATE TABLE products (
    tenant_id int NOT NULL REFERENCES tenants,
    id        int NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('simple', 'variable', 'bundle')),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, id, kind)
);

CREATE TABLE people (
    tenant_id int NOT NULL REFERENCES tenants,
    id        serial UNIQUE,
    PRIMARY KEY (tenant_id, id)
);

CREATE TABLE bundle_items (
    tenant_id   int NOT NULL,
    bundle_id   int NOT NULL,
    bundle_kind text NOT NULL CHECK (bundle_kind = 'bundle'),
    item_id     int NOT NULL,
    PRIMARY KEY (tenant_id, bundle_id, item_id),
    FOREIGN KEY (tenant_id, bundle_id, bundle_kind) REFERENCES products (tenant_id, id, kind),
    FOREIGN KEY (tenant_id, item_id) REFERENCES products,
    CHECK (bundle_id <> item_id)
);

CREATE TABLE bundled (
    tenant_id   int NOT NULL,
    bundle_id   int NOT NULL,
    bundle_kind text NOT NULL CHECK (bundle_kind = 'bundle'),
    item_id     int NOT NULL,
    item_kind   text NOT NULL CHECK (item_kind IN ('bundle', 'simple')),
    PRIMARY KEY (tenant_id, bundle_id, item_id),
    FOREIGN KEY (tenant_id, bundle_id, bundle_kind) REFERENCES products (tenant_id, id, kind),
    FOREIGN KEY (tenant_id, item_id, item_kind) REFERENCES products (tenant_id, id, kind),
    CHECK (bundle_id <> item_id)
);

CREATE TABLE overlapping (
    tenant_id  int NOT NULL,
    one_id     int NOT NULL,
    one_kind   text NOT NULL CHECK (one_kind IN ('bundle', 'variable')),
    other_id   int NOT NULL,
    other_kind text NOT NULL CHECK (other_kind IN ('bundle', 'simple')),
    PRIMARY KEY (tenant_id, one_id, other_id),
    FOREIGN KEY (tenant_id, one_id, one_kind) REFERENCES products (tenant_id, id, kind),
    FOREIGN KEY (tenant_id, other_id, other_kind) REFERENCES products (tenant_id, id, kind),
    CHECK (one_id <> other_id)
);

-- without a key
CREATE TABLE replacements (
    id          serial PRIMARY KEY,
    tenant_id   int NOT NULL,
    bundle_id   int NOT NULL,
    bundle_kind text NOT NULL CHECK (bundle_kind = 'bundle'),
    item_id     int NOT NULL,
    FOREIGN KEY (tenant_id, item_id) REFERENCES products,
    FOREIGN KEY (tenant_id, bundle_id, bundle_kind) REFERENCES products (tenant_id, id, kind),
    CHECK (bundle_id <> item_id)
);

-- three: in one key, in none, two of them in one
CREATE TABLE committees (
    tenant_id int NOT NULL,
    a         int NOT NULL,
    b         int NOT NULL,
    c         int NOT NULL,
    PRIMARY KEY (tenant_id, a, b, c),
    FOREIGN KEY (tenant_id, a) REFERENCES people,
    FOREIGN KEY (tenant_id, b) REFERENCES people,
    FOREIGN KEY (tenant_id, c) REFERENCES people,
    CHECK (a <> b AND b <> c AND a <> c)
);
CREATE TABLE handovers (
    id        serial PRIMARY KEY,
    tenant_id int NOT NULL,
    a         int NOT NULL,
    b         int NOT NULL,
    c         int NOT NULL,
    FOREIGN KEY (tenant_id, a) REFERENCES people,
    FOREIGN KEY (tenant_id, b) REFERENCES people,
    FOREIGN KEY (tenant_id, c) REFERENCES people,
    CHECK (a <> b AND b <> c AND a <> c)
);
CREATE TABLE reviews (
    id        serial PRIMARY KEY,
    tenant_id int NOT NULL,
    author    int NOT NULL,
    reviewer  int NOT NULL,
    checker   int,
    FOREIGN KEY (tenant_id, author) REFERENCES people,
    FOREIGN KEY (tenant_id, reviewer) REFERENCES people,
    FOREIGN KEY (tenant_id, checker) REFERENCES people,
    UNIQUE (tenant_id, author, reviewer),
    CHECK (author <> reviewer AND reviewer <> checker AND author <> checker)
);
