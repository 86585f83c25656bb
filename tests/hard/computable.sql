-- What the server must be able to compute of values: texts that functions and casts read, arguments in their
-- bounds, places that there are.
-- holds: SELECT count(DISTINCT plain) = 300 AND count(DISTINCT digest) = 300 FROM encoded
-- holds: SELECT count(DISTINCT tz) > 20 AND count(DISTINCT local) > 200 FROM clock
-- holds: SELECT count(DISTINCT day) > 100 AND bool_and(to_date(day, 'DD.MM.YYYY') > '1900-01-01') FROM formatted
-- holds: SELECT count(DISTINCT at) > 200 AND count(DISTINCT amount) > 200 FROM formatted
-- holds: SELECT count(DISTINCT code) = 300 AND count(DISTINCT number) > 100 FROM domains
-- holds: SELECT count(DISTINCT at) > 100 FROM moments
-- holds: SELECT count(*) = 300 AND bool_and(get_byte(raw, 3) < 200) AND count(DISTINCT raw) > 20 FROM places
CREATE TABLE encoded (
    plain text NOT NULL UNIQUE CHECK (decode(plain, 'hex') IS NOT NULL),
    digest varchar(64) NOT NULL UNIQUE CHECK (length(decode(digest, 'base64')) = 32),
    raw bytea GENERATED ALWAYS AS (decode(plain, 'hex')) STORED,
    escaped text NOT NULL CHECK (decode(escaped, 'escape') IS NOT NULL),
    maybe text CHECK (maybe IS NULL OR octet_length(decode(maybe, 'hex')) BETWEEN 4 AND 6),
    prefix text NOT NULL,
    suffix text NOT NULL,
    CHECK (decode(prefix || suffix, 'hex') IS NOT NULL)
);
CREATE TABLE clock (
    tz text NOT NULL CHECK (now() AT TIME ZONE tz IS NOT NULL),
    at timestamptz NOT NULL,
    local timestamp GENERATED ALWAYS AS (at AT TIME ZONE tz) STORED,
    named text NOT NULL DEFAULT 'UTC' CHECK (named IN ('UTC', 'Asia/Kolkata') AND now() AT TIME ZONE named IS NOT NULL)
);
CREATE TABLE formatted (
    day text NOT NULL CHECK (to_date(day, 'DD.MM.YYYY') IS NOT NULL),
    at text NOT NULL CHECK (to_timestamp(at, 'YYYY-MM-DD"T"HH24:MI:SS') IS NOT NULL),
    amount text NOT NULL CHECK (to_number(amount, '99,999') IS NOT NULL)
);
CREATE DOMAIN hex_text AS text CHECK (decode(VALUE, 'hex') IS NOT NULL);
CREATE DOMAIN digits AS text CHECK (VALUE::int IS NOT NULL);
CREATE TABLE domains (code hex_text NOT NULL UNIQUE, number digits NOT NULL);
CREATE TABLE inputs (
    price text NOT NULL CHECK (price::money IS NOT NULL),
    spot text NOT NULL CHECK (spot::point IS NOT NULL),
    query text NOT NULL CHECK (query::tsquery IS NOT NULL),
    path text NOT NULL CHECK (path::jsonpath IS NOT NULL),
    flags text NOT NULL CHECK (flags::bit(8) IS NOT NULL),
    markup text NOT NULL CHECK (markup::xml IS NOT NULL),
    whole text NOT NULL,
    fraction text NOT NULL,
    number numeric GENERATED ALWAYS AS ((whole || '.' || fraction)::numeric) STORED
);
CREATE TABLE moments (
    year int NOT NULL,
    month int NOT NULL,
    day int NOT NULL,
    hour int NOT NULL,
    at timestamp GENERATED ALWAYS AS (make_timestamp(year, month, day, hour, 0, 0)) STORED,
    clock time GENERATED ALWAYS AS (make_time(hour, month, day)) STORED
);
CREATE TABLE functions (
    growth int NOT NULL,
    grown double precision GENERATED ALWAYS AS (exp(growth)) STORED,
    sine double precision NOT NULL,
    angle double precision GENERATED ALWAYS AS (asin(sine)) STORED,
    base numeric NOT NULL,
    exponent numeric NOT NULL,
    raised numeric GENERATED ALWAYS AS (power(base, exponent)) STORED,
    root double precision GENERATED ALWAYS AS (|/ (growth - 10)) STORED,
    address inet NOT NULL,
    offset_of bigint GENERATED ALWAYS AS (address - '10.0.0.0'::inet) STORED,
    bits int NOT NULL,
    net inet GENERATED ALWAYS AS (set_masklen(address, bits)) STORED
);
CREATE TABLE places (
    raw bytea NOT NULL CHECK (get_byte(raw, 3) < 200),
    low int NOT NULL,
    high int NOT NULL,
    ends text NOT NULL,
    span int4range GENERATED ALWAYS AS (int4range(low, high, ends)) STORED,
    name varchar(50) NOT NULL,
    initial char(8) GENERATED ALWAYS AS (upper(name)) STORED
);
