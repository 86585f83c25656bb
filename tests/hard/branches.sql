-- Alternatives of every kind: of one column, of which some are few values among many; of several; beside keys.
-- holds: SELECT count(*) FILTER (WHERE a = 0) BETWEEN 50 AND 250 AND count(*) FILTER (WHERE a > 100000) > 20 FROM one
CREATE TABLE one (
    id serial PRIMARY KEY,
    a int NOT NULL CHECK (a = 0 OR a BETWEEN 1 AND 1000000),
    b text NOT NULL CHECK (b = 'none' OR b LIKE 'ref-%'),
    c text CHECK (c ~ '^[A-Z]{3}$' OR c ~ '^[0-9]{10}$' OR c = ''),
    d date CHECK (d < '2000-01-01' OR d >= '2030-01-01'),
    e timestamptz CHECK (e > '2099-01-01' OR e < '2025-01-01'),
    f numeric(10,2) CHECK (f < 0 OR f = 0 OR f > 100),
    g jsonb CHECK (jsonb_typeof(g) = 'array' OR jsonb_typeof(g) = 'object' AND g ? 'kind'),
    h int[] CHECK (cardinality(h) = 0 OR cardinality(h) = 3),
    i text CHECK (length(i) = 2 OR length(i) BETWEEN 5 AND 8 OR i IN ('unknown', 'n/a')),
    j uuid CHECK (j = '00000000-0000-0000-0000-000000000000' OR j > '80000000-0000-0000-0000-000000000000'),
    k interval CHECK (k = '0' OR k > '1 day'),
    l float8 CHECK (l = -1 OR l BETWEEN 0 AND 1),
    m varchar(20) CHECK (m = upper(m) OR m = lower(m)),
    n text CHECK (n LIKE '%@%' OR n LIKE '+%'),
    o inet CHECK (o << '10.0.0.0/8' OR o << '192.168.0.0/16'),
    p int4range CHECK (isempty(p) OR lower(p) >= 0),
    q bigint CHECK (q > 5000000000 OR q < -5000000000 OR q = 1),
    r time CHECK (r < '06:00' OR r > '22:00'),
    s bytea CHECK (octet_length(s) = 16 OR octet_length(s) = 32),
    t text CHECK (CASE WHEN t LIKE 'x%' THEN length(t) = 5 ELSE length(t) = 3 END),
    u int CHECK (u % 2 = 0 OR u % 3 = 0),
    v text CHECK (v !~ '[a-z]' OR v ~ '^[a-z]+$'),
    w text[] CHECK (w <@ ARRAY['a','b','c'] OR w = '{*}'),
    x char(3) CHECK (x IN ('abc', 'def') OR x LIKE 'Z%'),
    y smallint CHECK (y = -1 OR y = 0 OR y > 0),
    z money CHECK (z >= 0::money OR z = (-1)::money)
);
CREATE TABLE two (
    id serial PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('card', 'bank', 'cash')),
    card_no text, iban text, amount numeric(10,2) NOT NULL, fee numeric(10,2),
    starts date, ends date, done boolean NOT NULL DEFAULT false, done_at timestamptz,
    parent_id int REFERENCES two,
    CHECK ((kind = 'card' AND card_no IS NOT NULL AND iban IS NULL) OR (kind = 'bank' AND iban ~ '^[A-Z]{2}[0-9]{18}$' AND card_no IS NULL) OR (kind = 'cash' AND card_no IS NULL AND iban IS NULL AND amount < 1000)),
    CHECK (fee IS NULL OR fee < amount OR amount = 0),
    CHECK (starts IS NULL OR ends IS NULL OR starts <= ends),
    CHECK (done = (done_at IS NOT NULL)),
    CHECK (parent_id IS NULL OR parent_id <> id),
    CHECK (CASE kind WHEN 'card' THEN amount > 0 WHEN 'bank' THEN amount >= 10 ELSE fee IS NULL OR fee = 0 END)
);
CREATE TABLE people (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE poly (
    id serial PRIMARY KEY,
    post_id int REFERENCES people, comment_id int REFERENCES two, photo text,
    CHECK (num_nonnulls(post_id, comment_id, photo) = 1), UNIQUE (post_id), UNIQUE (comment_id)
);
CREATE TABLE uniq (
    id serial PRIMARY KEY, code text UNIQUE, n int UNIQUE, status text NOT NULL,
    CHECK (status IN ('new', 'old') OR (status = 'ext' AND code LIKE 'X-%') OR (status = 'none' AND code IS NULL)),
    CHECK (n > 100 OR n IS NULL AND status = 'new')
);
CREATE TABLE moments (
    id bigint NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE moments_early PARTITION OF moments FOR VALUES FROM (MINVALUE) TO ('2001-01-01');
CREATE TABLE moments_2024 PARTITION OF moments FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE moments_2031 PARTITION OF moments FOR VALUES FROM ('2031-01-01') TO ('2032-01-01');
CREATE TABLE dealers (name text NOT NULL, city text, sold date NOT NULL) PARTITION BY LIST (city);
CREATE TABLE dealers_a PARTITION OF dealers FOR VALUES IN ('Springfield', 'Shelbyville');
CREATE TABLE dealers_b PARTITION OF dealers DEFAULT PARTITION BY RANGE (sold);
CREATE TABLE dealers_old PARTITION OF dealers_b FOR VALUES FROM ('1990-01-01') TO ('1990-02-01');
CREATE TABLE dealers_rest PARTITION OF dealers_b DEFAULT;
-- Moments without end, and numbers that are none.
CREATE TABLE endless (
    id serial PRIMARY KEY,
    since date NOT NULL CHECK (since = '-infinity' OR since > '2020-01-01'),
    until date NOT NULL CHECK (until = 'infinity' OR until < '2030-01-01'),
    at timestamp CHECK (at IN ('infinity', '-infinity') OR at < '2030-01-01'),
    created_at timestamptz NOT NULL CHECK (created_at = '-infinity' OR created_at > '2020-01-01'),
    updated_at timestamptz NOT NULL,
    share float8 NOT NULL CHECK (share = 'NaN' OR share BETWEEN 0 AND 1),
    weight float4 NOT NULL CHECK (weight = 'Infinity' OR weight BETWEEN 0 AND 1),
    ordered date NOT NULL, shipped date NOT NULL, CHECK (ordered < shipped OR shipped = 'infinity')
);
-- Keys, which are of every kind too, beside a DEFAULT partition as well.
CREATE TABLE once (
    n int PRIMARY KEY CHECK (n > 100 OR n < 0),
    b bigint NOT NULL UNIQUE CHECK (b = -1 OR b > 0),
    code text NOT NULL UNIQUE CHECK (code = 'none' OR code LIKE 'ref-%'),
    short varchar(20) NOT NULL UNIQUE CHECK (short ~ '^[A-Z]{3}$' OR short ~ '^[0-9]{10}$' OR short = ''),
    until date UNIQUE CHECK (until = 'infinity' OR until < '2030-01-01')
);
CREATE TABLE once_line (n int REFERENCES once, line int CHECK (line = 0 OR line >= 10), PRIMARY KEY (n, line));
CREATE TABLE once_code (n int REFERENCES once, code text CHECK (code = 'none' OR code ~ '^[0-9]{4}$'), PRIMARY KEY (n, code));
CREATE TABLE sale (id int NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE sale_20 PARTITION OF sale FOR VALUES FROM ('2020-01-01') TO ('2020-07-01');
CREATE TABLE sale_21 PARTITION OF sale FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE TABLE sale_other PARTITION OF sale DEFAULT;
CREATE TABLE region (code text PRIMARY KEY) PARTITION BY LIST (code);
CREATE TABLE region_few PARTITION OF region FOR VALUES IN ('north', 'south');
CREATE TABLE region_other PARTITION OF region DEFAULT;
-- What partial indexes are for, of texts that may be anything.
CREATE TABLE job (
    id serial PRIMARY KEY,
    status text NOT NULL,
    priority varchar(20) NOT NULL DEFAULT 'normal',
    ends timestamptz
);
CREATE INDEX job_waiting ON job (id) WHERE status = 'waiting';
CREATE INDEX job_running ON job (id) WHERE status IN ('running', 'paused') AND priority = 'high' AND ends IS NULL;
