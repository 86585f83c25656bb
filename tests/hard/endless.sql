-- Moments without end among the values that conditions name, and beside others that are before or after them.
-- holds: SELECT count(*) = 0 FROM versions WHERE valid_to = 'infinity' AND state <> 'open'
-- holds: SELECT count(DISTINCT valid_from) > 100 FROM versions
CREATE TABLE named (
    id serial PRIMARY KEY,
    until timestamp NOT NULL CHECK (until IN ('infinity', '2020-01-01')),
    day date NOT NULL CHECK (day IN ('-infinity', 'infinity', '2020-01-01'))
);
CREATE TABLE versions (
    id serial PRIMARY KEY,
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity',
    state text NOT NULL CHECK (state IN ('open', 'closed')),
    CHECK ((state = 'open') = (valid_to = 'infinity')),
    CHECK (valid_to > valid_from)
);
CREATE TABLE grants (
    id serial PRIMARY KEY,
    since timestamptz NOT NULL CHECK (since IN ('-infinity', '2020-01-01')),
    until timestamptz NOT NULL DEFAULT 'infinity',
    CHECK (until = 'infinity' OR until > since)
);
-- floats of single precision are what a decimal says where that is one of theirs, or is read as one
CREATE TABLE singles (
    id serial PRIMARY KEY,
    one real NOT NULL CHECK (one IN (3, 4.5)),
    half real NOT NULL CHECK (half >= 0.25 AND half < 0.5)
);
