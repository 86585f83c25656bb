-- Ranges that must not overlap, in one column, some of which have no end or no beginning because conditions or
-- indexes tell those apart; and indexes over the ranges without an end, of which each key has one at most.
-- holds: SELECT count(*) > 10 FROM stays WHERE upper_inf(during)
-- holds: SELECT count(*) > 10 FROM leases WHERE ends IS NULL
CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id serial PRIMARY KEY);
CREATE TABLE bookings (
    id serial PRIMARY KEY,
    room int NOT NULL,
    during tstzrange NOT NULL,
    active boolean NOT NULL,
    CHECK (upper_inf(during) = active),
    EXCLUDE USING gist (room WITH =, during WITH &&)
);
CREATE TABLE stays (
    id serial PRIMARY KEY,
    room_id int NOT NULL REFERENCES rooms,
    during tsrange NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'done')),
    CHECK ((state = 'running') = upper_inf(during)),
    EXCLUDE USING gist (room_id WITH =, during WITH &&)
);
CREATE UNIQUE INDEX ON stays (room_id) WHERE upper_inf(during);
CREATE TABLE seasons (
    id serial PRIMARY KEY,
    during daterange NOT NULL CHECK (NOT isempty(during)),
    closed_by text,
    initial boolean NOT NULL,
    CHECK ((upper(during) IS NULL) = (closed_by IS NULL)),
    CHECK (lower_inf(during) = initial),
    EXCLUDE USING gist (during WITH &&)
);
CREATE TABLE shelves (
    id serial PRIMARY KEY,
    room_id int NOT NULL REFERENCES rooms,
    places int4range NOT NULL CHECK (lower(places) > 0 AND (upper_inf(places) OR upper(places) < 1000)),
    EXCLUDE USING gist (room_id WITH =, places WITH &&)
);
CREATE TABLE leases (
    id serial PRIMARY KEY,
    room_id int NOT NULL REFERENCES rooms,
    starts timestamptz NOT NULL,
    ends timestamptz,
    closed_by text,
    CHECK (ends > starts),
    CHECK ((ends IS NULL) = (closed_by IS NULL)),
    EXCLUDE USING gist (room_id WITH =, tstzrange(starts, ends) WITH &&)
);
CREATE UNIQUE INDEX ON leases (room_id) WHERE ends IS NULL;
CREATE TABLE tariffs (
    id serial PRIMARY KEY,
    room_id int NOT NULL REFERENCES rooms,
    kind text NOT NULL,
    starts date,
    ends date,
    EXCLUDE USING gist (room_id WITH =, kind WITH =, daterange(starts, ends) WITH &&)
);
CREATE UNIQUE INDEX ON tariffs (room_id, kind) WHERE ends IS NULL;
CREATE UNIQUE INDEX ON tariffs (room_id, kind) WHERE starts IS NULL;
