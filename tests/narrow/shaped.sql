-- Conditions on documents, addresses, bytes, intervals. A number after a column: as many values are known.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE TABLE t (
    id int PRIMARY KEY,
    by1 bytea NOT NULL CHECK (octet_length(by1) = 32),
    by2 bytea NOT NULL CHECK (length(by2) > 0 and length(by2) <= 64),
    by3 bytea NOT NULL CHECK (by3 <> ''),
    u1 uuid NOT NULL CHECK (u1 <> '00000000-0000-0000-0000-000000000000'),
    u2 uuid NOT NULL CHECK (u2 in ('00000000-0000-0000-0000-000000000001','00000000-0000-0000-0000-000000000002')),  -- 2
    j1 jsonb NOT NULL CHECK (jsonb_typeof(j1) = 'object'),
    j2 jsonb NOT NULL CHECK (jsonb_typeof(j2) = 'array'),
    j3 jsonb NOT NULL CHECK (jsonb_typeof(j3) = 'string'),  -- 3
    j4 jsonb NOT NULL CHECK (j4 ? 'type'),
    j5 jsonb NOT NULL CHECK (j5 ?& array['a','bb']),
    j6 jsonb NOT NULL CHECK (j6->>'kind' in ('p','q')),
    j7 jsonb NOT NULL CHECK (jsonb_typeof(j7) = 'array' and jsonb_array_length(j7) > 0),
    j8 jsonb NOT NULL CHECK (jsonb_typeof(j8->'n') = 'number'),
    j9 json NOT NULL CHECK (json_typeof(j9) = 'array'),
    ja jsonb NOT NULL CHECK ((ja->>'k') is NOT NULL),
    ip1 inet NOT NULL CHECK (family(ip1) = 4),
    ip2 inet NOT NULL CHECK (family(ip2) = 6),
    ip3 inet NOT NULL CHECK (masklen(ip3) = 32),
    c1 cidr NOT NULL CHECK (masklen(c1) <= 24),  -- 4
    iv1 interval NOT NULL CHECK (iv1 > '0'),
    iv2 interval NOT NULL CHECK (iv2 between '1 hour' and '2 days'),
    ts tsvector NOT NULL CHECK (ts <> ''),
    vb bit varying(16) NOT NULL CHECK (length(vb) = 8),
    b4 bit(4) NOT NULL CHECK (b4 <> '0000'),  -- 3
    cx citext NOT NULL CHECK (cx in ('Foo','bar')),  -- 2
    xa text NOT NULL CHECK (xml_is_well_formed(xa)),
    xb text NOT NULL CHECK (xml_is_well_formed_document(xb) IS TRUE),
    cy citext NOT NULL CHECK (cy ~ '^[a-z]+$'),
    tz timetz NOT NULL,
    jb jsonb NOT NULL CHECK (jb #>> '{state,current}' in ('on','off') and (jb->>'deleted')::boolean is not null
        and length(jb->>'id') <= 10 and extract(milliseconds from (jb #>> '{state,duration}')::interval) > 100)
);
