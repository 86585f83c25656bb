-- Exclusion constraints whose ranges are computed: by generated columns, of lengths, of days and times; of types of
-- one's own; and those that only fewer rows can meet.
-- holds: SELECT count(*) = 300 AND count(DISTINCT minutes) > 5 FROM appointment
-- holds: SELECT count(*) = 300 AND count(DISTINCT ends - starts) > 5 FROM stay
-- holds: SELECT count(*) = 300 AND count(DISTINCT ends - starts) > 20 FROM match
-- holds: SELECT count(*) = 300 AND count(DISTINCT ends - starts) > 20 FROM game
-- holds: SELECT count(*) = 300 FROM price
-- holds: SELECT count(*) = 300 AND count(DISTINCT ids) = 300 FROM block
-- holds: SELECT count(*) > 40 FROM shift
-- holds: SELECT count(*) = 300 FROM measure
-- holds: SELECT count(*) = 20 AND count(DISTINCT room_id) = 20 FROM lease WHERE state = 'active'
-- holds: SELECT count(*) > 100 FROM lease
-- holds: SELECT count(*) BETWEEN 2 AND 300 AND count(DISTINCT cage) = count(cage) AND count(cage) > 1 FROM cage
-- holds: SELECT count(*) = 300 FROM area
-- rows: room=20
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TYPE uuidrange AS RANGE (subtype = uuid);
CREATE TYPE timerange AS RANGE (subtype = time);
CREATE TABLE room (id serial PRIMARY KEY, name text UNIQUE);
CREATE TABLE appointment (
    id serial PRIMARY KEY,
    doctor int NOT NULL,
    starts timestamp NOT NULL,
    minutes int NOT NULL CHECK (minutes BETWEEN 5 AND 240),
    status text CHECK (status IN ('booked', 'cancelled')),
    EXCLUDE USING gist (doctor WITH =, tsrange(starts, starts + minutes * interval '1 minute') WITH &&)
        WHERE (status <> 'cancelled')
);
CREATE TABLE stay (
    room_id int NOT NULL REFERENCES room,
    starts timestamptz NOT NULL,
    ends timestamptz NOT NULL CHECK (ends > starts),
    during tstzrange GENERATED ALWAYS AS (tstzrange(starts, ends)) STORED,
    EXCLUDE USING gist (room_id WITH =, during WITH &&)
);
CREATE TABLE match (
    court int NOT NULL,
    day date NOT NULL,
    starts time NOT NULL,
    ends time NOT NULL CHECK (ends > starts),
    EXCLUDE USING gist (court WITH =, tsrange(day + starts, (day + ends)::timestamp, '[)') WITH &&)
);
CREATE TABLE game (
    court int NOT NULL,
    day date NOT NULL,
    starts time,
    ends time,
    status text NOT NULL,
    CHECK (ends > starts),
    EXCLUDE USING gist (court WITH =, tsrange(day + starts, day + ends) WITH &&)
        WHERE (status NOT IN ('cancelled', 'moved'))
);
CREATE TABLE price (
    product int NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    EXCLUDE USING gist (product WITH =, daterange(valid_from, COALESCE(valid_to, 'infinity'::date), '[]') WITH &&)
);
CREATE TABLE block (
    day date NOT NULL,
    ids uuidrange NOT NULL,
    file text NOT NULL UNIQUE,
    EXCLUDE USING gist (day WITH =, ids WITH &&)
);
CREATE TABLE shift (
    room_id int NOT NULL REFERENCES room,
    weekday int NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    at timerange NOT NULL,
    EXCLUDE USING gist (room_id WITH =, weekday WITH =, at WITH &&)
);
CREATE TABLE measure (
    low float8 NOT NULL,
    high float8 NOT NULL,
    CHECK (low < high),
    EXCLUDE USING gist (numrange(low::numeric, high::numeric) WITH &&)
);
-- A length of time that is not measured: of each room one lease is active.
CREATE TABLE lease (
    room_id int NOT NULL REFERENCES room,
    begins date NOT NULL,
    term interval NOT NULL,
    state text NOT NULL CHECK (state IN ('active', 'ended', 'draft')),
    EXCLUDE USING gist (room_id WITH =, tsrange(begins::timestamp, begins + term) WITH &&) WHERE (state = 'active')
);
CREATE TABLE cage (
    cage int,
    animal text,
    EXCLUDE USING gist (cage WITH =, animal WITH <>)
);
CREATE TABLE area (
    id serial PRIMARY KEY,
    shape box NOT NULL,
    EXCLUDE USING gist (shape WITH &&)
);
