-- Conditions on numbers, dates and texts. A number after a column says how many values it can take at all.
CREATE TYPE color AS ENUM ('red','green','blue','black');
CREATE TABLE t (
    id bigint PRIMARY KEY,
    i1 int NOT NULL CHECK (i1 > 0),
    i2 int NOT NULL CHECK (i2 between -40 and 240),
    i3 int NOT NULL CHECK (i3 in (1,2,7)),  -- 3
    i4 int NOT NULL CHECK (i4 >= 65536),
    i5 int NOT NULL CHECK (i5 <> 5 and i5 < 10),  -- 8
    i6 smallint NOT NULL CHECK (i6 < 0),
    i7 int NOT NULL CHECK (i7 % 10 = 0),
    i8 int NOT NULL CHECK ((i8 > 5 and i8 < 10) or i8 > 100000),
    i9 int NOT NULL CHECK (i9 + 5 <= 20 and i9 >= 0),  -- 16
    n1 numeric(10,2) NOT NULL CHECK (n1 >= 6.50 and n1 <= 200.00),
    n2 numeric(8,2) NOT NULL CHECK (n2 > 0),
    n3 numeric NOT NULL CHECK (n3 >= 1.5),
    n4 numeric(30,10) NOT NULL CHECK (n4 > 100),
    n5 numeric(5,4) NOT NULL CHECK (n5 >= 0 and n5 <= 1),
    n6 numeric(10,2) NOT NULL CHECK (n6 = round(n6, 0)),
    f1 double precision NOT NULL CHECK (f1 >= 0 and f1 <= 1),
    f2 real NOT NULL CHECK (f2 > 0.1 and f2 < 0.5),
    m1 money NOT NULL CHECK (m1 > '$5'),
    d1 date NOT NULL CHECK (d1 >= '1930-01-01' and d1 <= now() - '18 years'::interval),
    d2 date NOT NULL CHECK (d2 > '2024-01-01'),
    d3 date NOT NULL CHECK (extract(dow from d3) = 1),
    ts1 timestamp NOT NULL CHECK (ts1 >= '2020-01-01' and ts1 < '2020-01-02'),
    ts2 timestamptz NOT NULL CHECK (ts2 > now() - interval '10 years'),
    ts3 timestamp NOT NULL CHECK (date_trunc('day', ts3) = ts3),
    ti time NOT NULL CHECK (ti between '09:00' and '17:00'),
    b1 boolean NOT NULL CHECK (b1),  -- 1
    b2 boolean NOT NULL CHECK (b2 = false),  -- 1
    e1 color NOT NULL CHECK (e1 in ('red','blue')),  -- 2
    e2 color NOT NULL CHECK (e2 > 'red'),  -- 3
    g char(1) NOT NULL CHECK (upper(g) in ('M','F')),  -- 2
    g2 varchar(2) NOT NULL CHECK (upper(g2) in ('SC','VC','IN')),  -- 3
    st text NOT NULL CHECK (st in ('idle','planning','done')),  -- 3
    name text NOT NULL CHECK (name <> ''),
    login text NOT NULL CHECK (login = lower(login)),
    pass text NOT NULL CHECK (length(pass) > 5),
    email text NOT NULL CHECK (email ~* '^[A-Za-z0-9._%-]+@[A-Za-z0-9.-]+[.][A-Za-z]+$'),
    url text NOT NULL CHECK (url like 'https://%' and length(url) <= 2048),
    ident text NOT NULL CHECK (ident ~ '^[a-z0-9][a-z0-9:-]{0,48}[a-z0-9]$'),
    scopes text NOT NULL CHECK (length(btrim(scopes)) > 0),
    code char(5) NOT NULL CHECK (code ~ '^[A-Z]{2}[0-9]{3}$'),
    phone varchar(20) NOT NULL CHECK (phone not like '%-%'),
    v3 varchar(3) NOT NULL CHECK (length(v3) = 3),
    v4 text NOT NULL CHECK (length(v4) <= 3),
    v5 text NOT NULL CHECK (length(v5) between 200 and 210),
    v6 text NOT NULL CHECK (v6 similar to '(a|b)+c%'),
    v7 text NOT NULL CHECK (v7 !~ '[a-m]'),
    v8 text NOT NULL CHECK (starts_with(v8, 'foo_')),
    v9 text NOT NULL CHECK (v9 ilike '%abc%'),
    w1 text NOT NULL CHECK (w1 = btrim(w1)),
    w2 text NOT NULL CHECK (w2 = upper(w2)),
    w3 text NOT NULL CHECK (w3 ~ '^\d{5}(-\d{4})?$'),
    w4 text NOT NULL CHECK (w4 <> 'foo' and w4 <> 'bar'),
    w5 text NOT NULL CHECK (length(w5) in (8, 11)),
    w6 text NOT NULL CHECK (w6 ~ 'x' or w6 = 'other'),
    w7 text NOT NULL CHECK (octet_length(w7) = 32),
    o1 varchar(64) NOT NULL CHECK (o1 >= '2021-01-01' and o1 < '2021-01-31'),
    o2 text NOT NULL CHECK (o2 > 'm'),  -- 13
    o3 text NOT NULL CHECK (not (o3 >= '2021-01-01' and o3 < '2021-01-31')),
    o4 text NOT NULL CHECK (o4 >= 'AA' and o4 <= 'CC')
);
