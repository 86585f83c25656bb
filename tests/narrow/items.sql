-- Conditions on arrays and ranges, and domains of what they hold.
CREATE DOMAIN code5 AS text CHECK (VALUE ~ '^[A-Z]{5}$');
CREATE DOMAIN pos AS int CHECK (VALUE > 0 AND VALUE < 50);
CREATE TABLE t (
    id int PRIMARY KEY,
    a1 text[] NOT NULL CHECK (array_length(a1,1) > 0),
    a2 int[] NOT NULL CHECK (cardinality(a2) between 2 and 5),
    a3 text[] NOT NULL CHECK (a3 <> '{}'),
    a4 text[] NOT NULL CHECK (a4 <@ array['read','write','admin']),
    a5 text[] NOT NULL CHECK (a5 @> array['a']),
    a6 int[] NOT NULL CHECK (0 < all(a6)),
    a7 text[] NOT NULL CHECK ('x' = any(a7)),
    a8 code5[] NOT NULL,
    a9 pos[] NOT NULL CHECK (array_length(a9,1) = 4),
    b1 uuid[] NOT NULL CHECK (cardinality(b1) > 1),
    b2 text[] NOT NULL CHECK (array_position(b2, null) is null),
    b3 text[] NOT NULL CHECK (array_length(b3,1) is null or array_length(b3,1) <= 2),
    b4 numeric(8,2)[] NOT NULL CHECK (100 >= all(b4) and cardinality(b4) = 3),
    r1 int4range NOT NULL CHECK (not isempty(r1)),
    r2 int4range NOT NULL CHECK (lower(r2) >= 1000 and upper(r2) <= 5000),
    r3 daterange NOT NULL CHECK (lower(r3) is NOT NULL and upper(r3) is NOT NULL),
    r4 tstzrange NOT NULL CHECK (lower(r4) >= '2020-01-01' and lower_inc(r4)),
    r5 daterange NOT NULL CHECK (r5 <@ '[2024-01-01,2025-01-01)'::daterange),
    r6 int4range NOT NULL CHECK (upper(r6) - lower(r6) <= 7),
    r7 int8range NOT NULL CHECK (lower(r7) < upper(r7)),
    r8 numrange NOT NULL CHECK (lower(r8) >= 0),
    r9 tsrange NOT NULL CHECK (not upper_inf(r9) and upper(r9) > '2030-01-01'),
    k1 integer NOT NULL,  -- 3
    k2 text[] NOT NULL,
        CHECK (array_length(k2, 1) = k1),
    k3 date NOT NULL,
    k4 daterange NOT NULL,
        CHECK (lower(k4) = k3),
    k5 integer NOT NULL,  -- 2
    k6 jsonb NOT NULL,  -- 2
        CHECK (jsonb_array_length(k6) = k5)
);
