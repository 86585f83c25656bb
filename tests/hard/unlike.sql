-- References that keep away from other columns in some of the rows, and copies of columns in references.
-- holds: SELECT count(*) > 100 AND bool_or(admin_id IS NOT NULL) FROM families
-- holds: SELECT count(DISTINCT room) > 1 FROM bookings
-- holds: SELECT count(*) > 100 FROM follows
-- rows: tenants=30
-- never: ONLY public.follows: one: (one IS NULL) -- the least of a value and NULL is the value
-- never: ONLY public.follows: other: (other IS NULL) -- the same
CREATE TABLE visitors (id bigserial PRIMARY KEY);

CREATE TABLE families (
    id uuid PRIMARY KEY,
    admin_id bigint NOT NULL REFERENCES visitors,
    member_id bigint NOT NULL,
    status text NOT NULL CHECK (status IN ('self', 'closed', 'invited', 'accepted', 'left')),
    CHECK (
        (admin_id <> member_id AND status NOT IN ('self', 'closed')) OR
        (admin_id = member_id AND status IN ('self', 'closed'))
    )
);
CREATE UNIQUE INDEX ON families (admin_id, member_id);
CREATE UNIQUE INDEX ON families (member_id, status) WHERE status IN ('accepted', 'self');

CREATE TABLE accounts (id uuid PRIMARY KEY);

CREATE TABLE follows (
    one uuid REFERENCES accounts,
    other uuid REFERENCES accounts,
    UNIQUE (one, other),
    CHECK (one IS DISTINCT FROM other)
);
CREATE UNIQUE INDEX ON follows (LEAST(one, other), GREATEST(one, other));

CREATE TABLE tenants (id int PRIMARY KEY);
CREATE TABLE rooms (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE guests (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, PRIMARY KEY (tenant, id));

CREATE TABLE bookings (
    id serial PRIMARY KEY,
    tenant int NOT NULL,
    room int NOT NULL,
    guests_tenant int GENERATED ALWAYS AS (tenant) STORED,
    guest int,
    FOREIGN KEY (tenant, room) REFERENCES rooms,
    FOREIGN KEY (guests_tenant, guest) REFERENCES guests
);

CREATE TABLE countdowns (
    id serial PRIMARY KEY,
    next int NOT NULL,
    this int GENERATED ALWAYS AS (next - 1) STORED REFERENCES tenants
);

CREATE TABLE users (
    tenant int NOT NULL REFERENCES tenants,
    id bigint NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    invited_by bigint,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, invited_by) REFERENCES users,
    CHECK (invited_by IS DISTINCT FROM id),
    CHECK (role <> 'owner' OR invited_by IS NULL)
);

CREATE TABLE staff (
    tenant int NOT NULL REFERENCES tenants,
    id bigint NOT NULL,
    role text NOT NULL CHECK (role IN ('head', 'hand')),
    boss bigint,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, boss) REFERENCES staff,
    CHECK (boss <> id),
    CHECK ((role = 'hand') = (boss IS NOT NULL))
);
-- References of a table to itself that are unique with others, and never to the row.
CREATE TABLE branches (
    id serial PRIMARY KEY,
    parent int UNIQUE REFERENCES branches,
    depth int NOT NULL,
    CHECK (depth = 0 AND parent IS NULL OR depth > 0 AND parent <> id)
);
CREATE TABLE twigs (
    id serial PRIMARY KEY,
    parent int REFERENCES twigs,
    place int NOT NULL CHECK (place BETWEEN 1 AND 5),
    depth int NOT NULL,
    UNIQUE (parent, place),
    CHECK (depth = 0 AND parent IS NULL OR depth > 0 AND parent <> id)
);
CREATE TABLE rings (
    id serial PRIMARY KEY,
    next int NOT NULL REFERENCES rings,
    place int NOT NULL CHECK (place BETWEEN 1 AND 5),
    UNIQUE (next, place),
    CHECK (next <> id)
);
