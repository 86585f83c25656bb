-- What the server must be able to compute of values: texts that functions and casts read, arguments in their
-- bounds, places that there are.
-- holds: SELECT count(DISTINCT plain) = 300 AND count(DISTINCT digest) = 300 FROM encoded
-- holds: SELECT count(DISTINCT tz) > 20 AND count(DISTINCT local) > 200 FROM clock
-- holds: SELECT count(DISTINCT day) > 100 AND bool_and(to_date(day, 'DD.MM.YYYY') > '1900-01-01') FROM formatted
-- holds: SELECT count(DISTINCT at) > 200 AND count(DISTINCT amount) > 200 FROM formatted
-- holds: SELECT count(DISTINCT code) = 300 AND count(DISTINCT number) > 100 FROM domains
-- holds: SELECT count(DISTINCT at) > 100 FROM moments
-- holds: SELECT count(*) = 300 AND bool_and(get_byte(raw, 3) < 200) AND count(DISTINCT raw) > 20 FROM places
-- holds: SELECT count(*) = 300 AND count(DISTINCT version) > 200 AND max(number) > 1000000 FROM versions
-- holds: SELECT count(*) = 300 AND count(DISTINCT sum) > 20 FROM sums
-- holds: SELECT count(DISTINCT byte) > 10 AND count(DISTINCT bit) = 2 AND count(DISTINCT either) > 20 FROM of_columns
-- holds: SELECT count(number) BETWEEN 50 AND 250 AND count(*) FILTER (WHERE value !~ '^[0-9]+$') > 50 FROM of_kind
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
CREATE TABLE versions (
    version text NOT NULL,
    number int GENERATED ALWAYS AS (split_part(version, '.', 1)::int * 1000000 + split_part(version, '.', 2)::int) STORED
);
CREATE TABLE sums (
    a int NOT NULL CHECK (a > 1500000000),
    b int NOT NULL CHECK (b > 100000000),
    sum int GENERATED ALWAYS AS (a + b) STORED,
    c int NOT NULL CHECK (c > 60000),
    d int NOT NULL CHECK (d > 20000),
    product int GENERATED ALWAYS AS (c * d) STORED,
    x smallint NOT NULL,
    y smallint NOT NULL,
    z smallint NOT NULL,
    small smallint GENERATED ALWAYS AS (x * y * z) STORED,
    narrow smallint GENERATED ALWAYS AS (a / 100000 + x) STORED,
    logarithm numeric GENERATED ALWAYS AS (ln(a - b + 1)) STORED
);
-- One of the two is NULL in all rows.
CREATE TABLE never_both (
    a int CHECK (a > 1500000000),
    b int CHECK (b > 1000000000),
    sum int GENERATED ALWAYS AS (a + b) STORED
);
CREATE TABLE of_columns (
    raw bytea NOT NULL,
    place int NOT NULL,
    byte int GENERATED ALWAYS AS (get_byte(raw, place)) STORED,
    far bigint NOT NULL,
    bit int GENERATED ALWAYS AS (get_bit(raw, far)) STORED,
    one varbit NOT NULL,
    other varbit NOT NULL,
    either varbit GENERATED ALWAYS AS (one | other) STORED,
    items text[] NOT NULL,
    less int NOT NULL,
    fewer text[] GENERATED ALWAYS AS (trim_array(items, less)) STORED,
    document jsonb NOT NULL,
    item int NOT NULL,
    rest jsonb GENERATED ALWAYS AS (document - item) STORED,
    words tsvector NOT NULL,
    weight text NOT NULL,
    weighed tsvector GENERATED ALWAYS AS (setweight(words, weight::"char")) STORED,
    digits text NOT NULL,
    bits bit(16) GENERATED ALWAYS AS (('x' || digits)::bit(16)) STORED,
    base double precision NOT NULL,
    exponent double precision NOT NULL,
    raised double precision GENERATED ALWAYS AS (power(base, exponent)) STORED,
    unit text NOT NULL,
    at timestamp NOT NULL,
    truncated timestamp GENERATED ALWAYS AS (date_trunc(unit, at)) STORED
);
CREATE TABLE of_kind (
    kind text NOT NULL CHECK (kind IN ('number', 'text')),
    value text NOT NULL,
    number int GENERATED ALWAYS AS (CASE WHEN kind = 'number' THEN value::int END) STORED
);
