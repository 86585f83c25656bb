-- References to different rows of one table, some of which take rows of some kinds alone, in keys.
-- holds: SELECT count(*) = 300 AND bool_or(item_kind = 'bundle') AND bool_or(item_kind = 'simple') FROM bundled
-- holds: SELECT count(DISTINCT (a, b, c)) = 300 FROM triples

CREATE TABLE products (
    id   serial PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('simple', 'variable', 'bundle')),
    UNIQUE (id, kind)
);

-- one takes some, the other all
CREATE TABLE bundle_items (
    bundle_id   int NOT NULL,
    bundle_kind text NOT NULL CHECK (bundle_kind = 'bundle'),
    item_id     int NOT NULL REFERENCES products,
    PRIMARY KEY (bundle_id, item_id),
    FOREIGN KEY (bundle_id, bundle_kind) REFERENCES products (id, kind),
    CHECK (bundle_id <> item_id)
);

-- besides other columns of the key
CREATE TABLE placed_items (
    bundle_id   int NOT NULL,
    bundle_kind text NOT NULL CHECK (bundle_kind = 'bundle'),
    item_id     int NOT NULL REFERENCES products,
    position    int NOT NULL CHECK (position BETWEEN 1 AND 5),
    PRIMARY KEY (bundle_id, position, item_id),
    FOREIGN KEY (bundle_id, bundle_kind) REFERENCES products (id, kind),
    CHECK (bundle_id <> item_id)
);

-- kinds that have no row in common
CREATE TABLE variants (
    simple_id     int NOT NULL,
    simple_kind   text NOT NULL CHECK (simple_kind = 'simple'),
    variable_id   int NOT NULL,
    variable_kind text NOT NULL CHECK (variable_kind = 'variable'),
    PRIMARY KEY (simple_id, variable_id),
    FOREIGN KEY (simple_id, simple_kind) REFERENCES products (id, kind),
    FOREIGN KEY (variable_id, variable_kind) REFERENCES products (id, kind),
    CHECK (simple_id <> variable_id)
);

-- one kind, one of several
CREATE TABLE bundled (
    bundle_id   int NOT NULL,
    bundle_kind text NOT NULL CHECK (bundle_kind = 'bundle'),
    item_id     int NOT NULL,
    item_kind   text NOT NULL CHECK (item_kind IN ('simple', 'bundle')),
    PRIMARY KEY (bundle_id, item_id),
    FOREIGN KEY (bundle_id, bundle_kind) REFERENCES products (id, kind),
    FOREIGN KEY (item_id, item_kind) REFERENCES products (id, kind),
    CHECK (bundle_id <> item_id)
);

-- several each
CREATE TABLE overlapping (
    one_id     int NOT NULL,
    one_kind   text NOT NULL CHECK (one_kind IN ('variable', 'bundle')),
    other_id   int NOT NULL,
    other_kind text NOT NULL CHECK (other_kind IN ('simple', 'bundle')),
    PRIMARY KEY (one_id, other_id),
    FOREIGN KEY (one_id, one_kind) REFERENCES products (id, kind),
    FOREIGN KEY (other_id, other_kind) REFERENCES products (id, kind),
    CHECK (one_id <> other_id)
);

CREATE TABLE same_kind (
    one_id     int NOT NULL,
    one_kind   text NOT NULL CHECK (one_kind = 'bundle'),
    other_id   int NOT NULL,
    other_kind text NOT NULL CHECK (other_kind = 'bundle'),
    PRIMARY KEY (one_id, other_id),
    FOREIGN KEY (one_id, one_kind) REFERENCES products (id, kind),
    FOREIGN KEY (other_id, other_kind) REFERENCES products (id, kind),
    CHECK (one_id <> other_id)
);

-- without a key
CREATE TABLE replacements (
    id         serial PRIMARY KEY,
    one_id     int NOT NULL,
    one_kind   text NOT NULL CHECK (one_kind IN ('variable', 'bundle')),
    other_id   int NOT NULL,
    other_kind text NOT NULL CHECK (other_kind IN ('simple', 'bundle')),
    FOREIGN KEY (one_id, one_kind) REFERENCES products (id, kind),
    FOREIGN KEY (other_id, other_kind) REFERENCES products (id, kind),
    CHECK (one_id <> other_id)
);

-- in some rows
CREATE TABLE offers (
    id          serial PRIMARY KEY,
    bundle_id   int NOT NULL,
    bundle_kind text NOT NULL CHECK (bundle_kind = 'bundle'),
    item_id     int NOT NULL REFERENCES products,
    live        boolean NOT NULL,
    FOREIGN KEY (bundle_id, bundle_kind) REFERENCES products (id, kind),
    CHECK (bundle_id <> item_id)
);
CREATE UNIQUE INDEX ON offers (bundle_id, item_id) WHERE live;

-- three and four
CREATE TABLE triples (
    a int NOT NULL REFERENCES products,
    b int NOT NULL REFERENCES products,
    c int NOT NULL REFERENCES products,
    PRIMARY KEY (a, b, c),
    CHECK (a <> b AND b <> c AND a <> c)
);
CREATE TABLE chains (
    a int NOT NULL REFERENCES products,
    b int NOT NULL REFERENCES products,
    c int NOT NULL REFERENCES products,
    d int NOT NULL REFERENCES products,
    PRIMARY KEY (a, b, c, d),
    CHECK (a <> b),
    CHECK (c <> d),
    CHECK (a <> c)
);
CREATE TABLE two_keys (
    a int NOT NULL REFERENCES products,
    b int NOT NULL REFERENCES products,
    c int NOT NULL REFERENCES products,
    d int NOT NULL REFERENCES products,
    UNIQUE (a, b),
    UNIQUE (c, d),
    CHECK (a <> b),
    CHECK (c <> d),
    CHECK (a <> c)
);

-- a pair in order and a third one
CREATE TABLE votes (
    lower_id  int NOT NULL REFERENCES products,
    higher_id int NOT NULL REFERENCES products,
    voter_id  int NOT NULL REFERENCES products,
    PRIMARY KEY (voter_id, lower_id, higher_id),
    CHECK (lower_id < higher_id),
    CHECK (voter_id <> lower_id),
    CHECK (voter_id <> higher_id)
);

-- in keys of their own that share a column
CREATE TABLE games (
    id      serial PRIMARY KEY,
    round   int NOT NULL CHECK (round BETWEEN 1 AND 10),
    home    int NOT NULL REFERENCES products,
    away    int NOT NULL REFERENCES products,
    umpire  int NOT NULL REFERENCES products,
    referee int NOT NULL REFERENCES products,
    UNIQUE (round, home),
    UNIQUE (round, away),
    UNIQUE (round, umpire),
    CHECK (home <> away),
    CHECK (umpire <> home AND umpire <> away),
    CHECK (referee NOT IN (home, away))
);
