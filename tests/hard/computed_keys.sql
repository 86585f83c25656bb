-- Unique indexes over expressions that no column carries: as many rows as the expression has values.
-- holds: SELECT count(*) = 1 FROM one_version
-- holds: SELECT count(*) = 1 FROM one_row
-- holds: SELECT count(*) = 2 AND count(version) = 1 FROM two_versions
-- holds: SELECT count(*) = 300 AND count(DISTINCT data ->> 'id') > 250 FROM documents
-- holds: SELECT count(*) = 300 FROM days
-- holds: SELECT count(*) BETWEEN 50 AND 300 FROM years
-- holds: SELECT count(*) = 300 FROM prefixes
-- holds: SELECT count(*) = 10 FROM digits
-- holds: SELECT count(*) = 6 FROM kinds
-- holds: SELECT count(*) = 300 FROM totals
-- holds: SELECT count(*) = 300 AND count(DISTINCT double) = 300 FROM doubles
-- holds: SELECT count(*) = 300 AND count(DISTINCT a) > 20 FROM unordered
-- holds: SELECT count(*) = 300 AND bool_and(a <> b) FROM friends
-- holds: SELECT count(DISTINCT total) > 50 AND count(*) = 300 FROM small
-- holds: SELECT count(*) = 300 AND count(DISTINCT made::date) = 300 FROM casts
-- holds: SELECT count(*) = 300 AND count(DISTINCT date(made)) = 300 FROM dates
-- holds: SELECT count(*) = 300 AND count(DISTINCT owner) > 100 FROM reports
-- holds: SELECT count(*) = 300 AND count(DISTINCT document ->> 'id') = 300 FROM checked
-- holds: SELECT count(*) = 300 AND count(DISTINCT host(address)) = 300 FROM hosts
-- holds: SELECT count(*) = 300 AND count(DISTINCT round(amount)) = 300 FROM amounts
-- holds: SELECT count(*) = 300 AND count(DISTINCT left(token::text, 8)) = 300 FROM tokens
-- never: ONLY public.two_versions: name: (name IS NULL) -- there are two rows
CREATE TABLE one_version (version int NOT NULL, name text);
CREATE UNIQUE INDEX ON one_version ((version IS NOT NULL));
CREATE TABLE one_row (name text);
CREATE UNIQUE INDEX ON one_row ((true));
CREATE TABLE two_versions (version int, name text);
CREATE UNIQUE INDEX ON two_versions ((version IS NOT NULL));
CREATE TABLE documents (id serial PRIMARY KEY, data jsonb NOT NULL);
CREATE UNIQUE INDEX ON documents ((data ->> 'id'));
CREATE TABLE days (id serial PRIMARY KEY, at timestamp NOT NULL);
CREATE UNIQUE INDEX ON days (date_trunc('day', at));
CREATE UNIQUE INDEX ON days ((at::date));
CREATE TABLE years (id serial PRIMARY KEY, on_day date NOT NULL);
CREATE UNIQUE INDEX ON years (extract(year FROM on_day));
CREATE TABLE prefixes (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE UNIQUE INDEX ON prefixes (left(name, 3));
CREATE TABLE digits (n int NOT NULL, digit int GENERATED ALWAYS AS (n % 10) STORED UNIQUE);
CREATE TABLE kinds (kind text NOT NULL CHECK (kind IN ('a', 'b', 'c')), n int NOT NULL);
CREATE UNIQUE INDEX ON kinds (kind, (n > 100));
CREATE TABLE totals (price int NOT NULL, quantity int NOT NULL, total int GENERATED ALWAYS AS (price * quantity) STORED UNIQUE);
CREATE TABLE doubles (n int NOT NULL, double int GENERATED ALWAYS AS (n * 2) STORED UNIQUE);
CREATE TABLE unordered (a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX ON unordered (least(a, b), greatest(a, b));
CREATE TABLE people (id uuid PRIMARY KEY);
CREATE TABLE friends (a uuid NOT NULL REFERENCES people, b uuid NOT NULL REFERENCES people, CHECK (a <> b));
CREATE UNIQUE INDEX ON friends (least(a, b), greatest(a, b));
CREATE TABLE small (
    a smallint NOT NULL,
    b smallint NOT NULL,
    total smallint GENERATED ALWAYS AS (a + b) STORED,
    area smallint GENERATED ALWAYS AS (a * b) STORED
);
CREATE TABLE casts (id serial PRIMARY KEY, made timestamp NOT NULL);
CREATE UNIQUE INDEX ON casts ((made::date));
CREATE TABLE dates (id serial PRIMARY KEY, made timestamp NOT NULL);
CREATE UNIQUE INDEX ON dates (date(made));
CREATE TABLE reports (id serial PRIMARY KEY, owner int NOT NULL REFERENCES dates, made timestamp NOT NULL);
CREATE UNIQUE INDEX ON reports (owner, (made::date));
CREATE TABLE checked (id serial PRIMARY KEY, document jsonb NOT NULL CHECK (jsonb_typeof(document) = 'object'));
CREATE UNIQUE INDEX ON checked (((document ->> 'id')::int));
CREATE TABLE hosts (id serial PRIMARY KEY, address inet NOT NULL);
CREATE UNIQUE INDEX ON hosts (host(address));
CREATE TABLE amounts (id serial PRIMARY KEY, amount numeric(10, 2) NOT NULL);
CREATE UNIQUE INDEX ON amounts (round(amount));
CREATE TABLE tokens (id serial PRIMARY KEY, token uuid NOT NULL);
CREATE UNIQUE INDEX ON tokens (left(token::text, 8));
