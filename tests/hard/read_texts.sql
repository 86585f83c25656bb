-- Texts that conditions read as something else: documents, dates and numbers by a template; and texts in the shape
-- of what other columns hold.
-- holds: SELECT count(*) = 300 AND count(DISTINCT meta) = 300 AND count(DISTINCT until) > 10 FROM split
-- holds: SELECT count(*) = 300 AND count(DISTINCT day) > 100 AND count(DISTINCT at) > 100 AND min(to_number(amount, '999')) > 10 FROM by_template
-- holds: SELECT count(*) = 300 AND count(DISTINCT (prefix, path)) > 100 AND count(*) FILTER (WHERE path <> prefix) > 50 FROM prefixed
-- holds: SELECT count(*) = 300 AND count(DISTINCT (host, url)) > 100 FROM link
-- holds: SELECT count(*) = 300 AND count(DISTINCT number) > 5 FROM message
-- holds: SELECT count(*) = 300 AND count(DISTINCT document) > 20 FROM less
CREATE TABLE split (
    meta text NOT NULL UNIQUE,
    until bigint GENERATED ALWAYS AS ((meta::json -> 'footer_offsets' ->> 'end')::bigint) STORED,
    tagged text NOT NULL CHECK (tagged::jsonb ? 'tag'),
    object text CHECK (jsonb_typeof(object::jsonb) = 'object')
);
CREATE TABLE by_template (
    day text NOT NULL CHECK (to_date(day, 'YYYY-MM-DD') > '2000-01-01'),
    at text NOT NULL CHECK (to_timestamp(at, 'DD.MM.YYYY HH24:MI:SS') < '2050-01-01'),
    amount text NOT NULL CHECK (to_number(amount, '999') > 10)
);
CREATE TABLE prefixed (
    prefix text NOT NULL,
    path text NOT NULL,
    CHECK (path LIKE prefix || '%'),
    other text NOT NULL,
    CHECK (starts_with(other, path))
);
CREATE TABLE link (url text NOT NULL, host text NOT NULL, CHECK (url LIKE 'https://' || host || '/%'));
CREATE TABLE message (
    body jsonb NOT NULL,
    number numeric NOT NULL,
    CHECK ((body -> 'message' ->> 'number')::numeric = number)
);
CREATE TABLE less (
    document jsonb NOT NULL CHECK (document - 'secret' = document),
    items jsonb NOT NULL CHECK (items - 0 <> '[]'),
    full_document jsonb NOT NULL CHECK (jsonb_strip_nulls(full_document) = full_document),
    a int NOT NULL,
    b int NOT NULL,
    CHECK (lcm(a, b) <= 100)
);
