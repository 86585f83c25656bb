-- Relations between columns that references give, in some scenarios alone; moments in the order of a workflow.
-- holds: SELECT count(*) = 300 AND count(DISTINCT depth) > 10 FROM closure
-- holds: SELECT count(*) = 300 AND count(DISTINCT status) = 4 AND bool_and(paid_at >= created_at) FROM bill
-- holds: SELECT count(*) FILTER (WHERE payer_id = payee_id) = 0 AND count(*) FILTER (WHERE payee_id IS NULL) > 5 FROM bill
-- holds: SELECT count(*) = 300 AND count(source) = count(number) FROM release
CREATE TABLE node (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE closure (
    ancestor bigint NOT NULL REFERENCES node,
    descendant bigint NOT NULL REFERENCES node,
    depth int NOT NULL CHECK (depth >= 0),
    PRIMARY KEY (ancestor, descendant),
    CHECK ((depth = 0) = (ancestor = descendant))
);
CREATE TABLE bill (
    id serial PRIMARY KEY,
    status text NOT NULL CHECK (status IN ('new', 'paid', 'shipped', 'void')),
    payer_id bigint NOT NULL REFERENCES node,
    payee_id bigint REFERENCES node,
    created_at timestamptz NOT NULL DEFAULT now(),
    paid_at timestamptz,
    shipped_at timestamptz,
    deleted_at timestamptz,
    published boolean NOT NULL DEFAULT false,
    published_at timestamptz,
    ref text NOT NULL UNIQUE,
    CHECK (payee_id IS NULL OR payer_id <> payee_id),
    CHECK (status <> 'paid' OR paid_at IS NOT NULL),
    CHECK (status <> 'shipped' OR (paid_at IS NOT NULL AND shipped_at IS NOT NULL)),
    CHECK (paid_at >= created_at),
    CHECK (shipped_at >= paid_at),
    CHECK (deleted_at IS NULL OR deleted_at > created_at),
    CHECK (published = (published_at IS NOT NULL)),
    CHECK (created_at <= now())
);
CREATE UNIQUE INDEX ON bill (lower(ref)) WHERE deleted_at IS NULL;
-- What is shared is needed by one reference, and NULL with another in scenarios that then have no rows.
CREATE TABLE source (key text PRIMARY KEY);
CREATE TABLE content (
    kind text NOT NULL,
    source text NOT NULL REFERENCES source,
    number text NOT NULL,
    PRIMARY KEY (kind, source, number)
);
CREATE TABLE release (
    id int PRIMARY KEY,
    kind text,
    source text REFERENCES source,
    number text,
    FOREIGN KEY (kind, source, number) REFERENCES content,
    CHECK (kind IS NOT NULL OR number IS NULL),
    CHECK (source IS NULL OR number IS NOT NULL)
);
