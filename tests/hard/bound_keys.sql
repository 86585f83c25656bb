-- Unique columns that conditions bind to others: they carry first, or rise together, and the rest follows.
-- holds: SELECT count(*) = 300 AND count(DISTINCT low) = 300 FROM one_bound
-- holds: SELECT count(*) = 300 AND count(DISTINCT start_at) = 300 FROM both_bound
-- holds: SELECT count(DISTINCT end_at) = count(end_at) AND count(end_at) > 100 AND count(*) > count(end_at) FROM both_bound
-- holds: SELECT count(DISTINCT end_at - start_at) > 20 FROM both_bound
-- holds: SELECT count(*) = 300 FROM apart_numbers WHERE a <> b
-- holds: SELECT count(*) = 300 AND count(DISTINCT old_email) > 100 FROM apart_texts
-- holds: SELECT count(*) = 300 AND count(DISTINCT other) > 100 FROM apart_ids
-- holds: SELECT count(*) = 39 FROM few_bound
-- holds: SELECT count(*) = 190 FROM few_pairs
-- holds: SELECT count(*) = 300 FROM spans
-- holds: SELECT count(*) = 300 AND count(DISTINCT code) = 300 FROM by_length
-- holds: SELECT count(*) = 300 AND count(DISTINCT floor) > 15 FROM rooms
-- holds: SELECT count(*) = 300 AND count(DISTINCT whole) = 300 FROM sums
-- holds: SELECT count(*) = 300 AND count(price) BETWEEN 50 AND 250 AND count(DISTINCT price) = count(price) FROM one_of_two
-- holds: SELECT count(*) = 300 AND count(number) > 100 FROM bound_by_signs
-- holds: SELECT count(*) = 300 AND count(*) FILTER (WHERE number2 > 20) > 20 FROM partly
-- never: ONLY public.by_length: name: (name IS NULL) -- its values are distinct with the code's
CREATE TABLE one_bound (
    id serial PRIMARY KEY,
    low int NOT NULL UNIQUE,
    high int,
    CHECK (low < high)
);
CREATE TABLE both_bound (
    id serial PRIMARY KEY,
    start_at timestamptz NOT NULL UNIQUE,
    end_at timestamptz UNIQUE,
    CHECK (start_at < end_at)
);
CREATE TABLE apart_numbers (
    id serial PRIMARY KEY,
    a int NOT NULL UNIQUE,
    b int NOT NULL UNIQUE,
    c int NOT NULL,
    CHECK (a <> b),
    CHECK (c <> a)
);
CREATE TABLE apart_texts (
    id serial PRIMARY KEY,
    old_email text UNIQUE,
    new_email text NOT NULL,
    CHECK (lower(old_email) <> lower(new_email))
);
CREATE UNIQUE INDEX ON apart_texts (lower(new_email));
CREATE TABLE apart_ids (
    id uuid PRIMARY KEY,
    other uuid UNIQUE,
    CHECK (id <> other)
);
CREATE TABLE few_bound (
    a smallint NOT NULL UNIQUE CHECK (a BETWEEN 1 AND 40),
    b smallint NOT NULL UNIQUE CHECK (b BETWEEN 1 AND 40),
    CHECK (a < b)
);
CREATE TABLE few_pairs (
    a int NOT NULL CHECK (a > 0),
    b int NOT NULL CHECK (b <= 20),
    UNIQUE (a, b),
    CHECK (a < b)
);
CREATE TABLE spans (
    id serial PRIMARY KEY,
    owner int NOT NULL REFERENCES one_bound,
    low int NOT NULL,
    high int NOT NULL,
    UNIQUE (owner, low),
    UNIQUE (owner, high),
    CHECK (low < high)
);
CREATE TABLE by_length (
    id serial PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text,
    CHECK (length(code) < length(name))
);
CREATE TABLE sums (
    id serial PRIMARY KEY,
    whole int NOT NULL UNIQUE,
    part int NOT NULL,
    rest int NOT NULL,
    CHECK (whole = part + rest)
);
CREATE TABLE one_of_two (
    id serial PRIMARY KEY,
    price numeric(8,2) UNIQUE,
    note text,
    CHECK ((price IS NULL) <> (note IS NULL))
);
CREATE TABLE bound_by_signs (
    id serial PRIMARY KEY,
    number bigint,
    other bigint,
    mood text CHECK (mood IN ('sad', 'glad')),
    UNIQUE (number, mood),
    CHECK ((number > 0) <> (other > 23)),
    CHECK ((number IS NULL) = (mood IS NULL))
);
CREATE TABLE partly (
    id serial PRIMARY KEY,
    number1 numeric(8,2) NOT NULL,
    number2 smallint,
    CHECK (number1 > 0 OR number2 <> 7)
);
CREATE UNIQUE INDEX ON partly (number1) WHERE number2 > 20;

-- Conditions bind both columns of a key: the one of more values carries it.
CREATE TABLE rooms (floor int NOT NULL CHECK (floor BETWEEN -2 AND 20), code text NOT NULL, UNIQUE (floor, code),
    CHECK (floor >= 0 OR code LIKE 'B%'));
