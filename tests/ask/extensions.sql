-- Collations, operators and functions of extensions, in schemas that no search path has.

CREATE EXTENSION ltree;
CREATE EXTENSION citext;
CREATE SCHEMA tools;
CREATE EXTENSION pg_trgm SCHEMA tools;
CREATE EXTENSION fuzzystrmatch SCHEMA tools;

CREATE TABLE place (
    id    serial PRIMARY KEY,
    name  text NOT NULL CHECK (name COLLATE "de-x-icu" > 'm' COLLATE "de-x-icu"),
    alias citext NOT NULL CHECK (tools.similarity(alias::text, 'market garden') > 0.4),
    path  ltree NOT NULL CHECK (path ~ 'Top.*{1,2}'),
    sound text NOT NULL CHECK (tools.soundex(sound) = 'R163')
);
