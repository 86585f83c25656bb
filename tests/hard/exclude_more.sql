-- Exclusion constraints whose ranges are under conditions and in keys.
-- holds: SELECT count(*) = 300 AND bool_and(NOT isempty(during)) AND count(DISTINCT cancelled) = 2 FROM booking
-- holds: SELECT count(*) = 300 FROM price
-- holds: SELECT count(*) = 100 FROM berth
-- holds: SELECT count(*) = 300 AND count(DISTINCT due - ends) > 10 FROM task
-- holds: SELECT count(*) = 300 AND count(DISTINCT extract(hour FROM lower(at))) > 2 FROM visit
-- holds: SELECT count(*) = 300 AND count(DISTINCT room_id) = 20 FROM lesson
-- holds: SELECT count(*) = 300 AND count(*) FILTER (WHERE is_current) = 1 FROM post
-- holds: SELECT count(*) = 300 AND count(DISTINCT net) = 300 FROM subnet
-- rows: room=20
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE room (id serial PRIMARY KEY, name text UNIQUE);
CREATE TABLE booking (
    id serial PRIMARY KEY,
    room_id int NOT NULL REFERENCES room,
    during tstzrange NOT NULL DEFAULT tstzrange(now(), NULL),
    cancelled boolean NOT NULL DEFAULT false,
    EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE (NOT cancelled),
    CHECK (NOT isempty(during)),
    CHECK (upper(during) - lower(during) <= interval '14 days')
);
-- A key that begins where the range does.
CREATE TABLE price (
    room_id int REFERENCES room,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    amount numeric(8, 2) CHECK (amount > 0),
    PRIMARY KEY (room_id, valid_from),
    CHECK (valid_from < valid_to),
    EXCLUDE USING gist (room_id WITH =, daterange(valid_from, valid_to) WITH &&)
);
-- Ranges side by side fill what there is.
CREATE TABLE berth (
    id int PRIMARY KEY,
    metres int4range NOT NULL CHECK (lower(metres) >= 1 AND upper(metres) <= 101),
    EXCLUDE USING gist (metres WITH &&)
);
-- A column outside the range follows it; its ends may be NULL.
CREATE TABLE task (
    worker int,
    begins timestamp,
    ends timestamp CHECK (ends > begins),
    due timestamp NOT NULL,
    CHECK (due >= ends),
    UNIQUE (worker, begins),
    EXCLUDE USING gist (worker WITH =, tsrange(begins, ends, '[]') WITH &&)
);
CREATE TABLE visit (
    room_id int REFERENCES room,
    at tstzrange,
    CHECK (upper(at) - lower(at) BETWEEN interval '30 minutes' AND interval '2 hours'),
    CHECK (extract(dow FROM lower(at)) BETWEEN 1 AND 5),
    CHECK (extract(hour FROM lower(at)) >= 8),
    EXCLUDE USING gist (room_id WITH =, at WITH &&, at WITH -|-)
);
-- Nobody is in two rooms, and no room holds two lessons, at a time.
CREATE TABLE lesson (
    room_id int NOT NULL REFERENCES room,
    teacher text NOT NULL,
    at tsrange NOT NULL,
    EXCLUDE USING gist (room_id WITH =, at WITH &&),
    EXCLUDE USING gist (teacher WITH =, at WITH &&)
);
-- A scenario in which the range has no end has the last row of all.
CREATE TABLE post (
    holder text NOT NULL,
    since date NOT NULL,
    until date CHECK (until > since),
    is_current boolean NOT NULL,
    CHECK (is_current = (until IS NULL)),
    EXCLUDE USING gist (holder WITH =, daterange(since, until) WITH &&) WHERE (holder <> '')
);
-- Unique constraints by another name.
CREATE TABLE subnet (
    net cidr NOT NULL,
    site int NOT NULL,
    rack numeric(8, 2),
    EXCLUDE USING gist (net inet_ops WITH &&),
    EXCLUDE (site WITH =, rack WITH =)
);
CREATE TABLE meeting_rooms (id serial PRIMARY KEY);
CREATE TABLE meetings (
    id serial PRIMARY KEY,
    room_id int REFERENCES meeting_rooms,
    url text,
    starts timestamp NOT NULL,
    ends timestamp NOT NULL,
    CHECK ((room_id IS NULL) <> (url IS NULL)),
    CHECK (ends > starts),
    EXCLUDE USING gist (room_id WITH =, tsrange(starts, ends) WITH &&)
);
