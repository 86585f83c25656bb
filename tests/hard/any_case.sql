-- Alternatives of texts that keys compare as they are in any case.
-- holds: SELECT count(*) = 1 FROM accounts WHERE login = 'root'
-- holds: SELECT count(*) = 2 FROM members WHERE name IN ('Root', 'ADMIN')

CREATE EXTENSION citext;

CREATE TABLE accounts (
    id    serial PRIMARY KEY,
    login text NOT NULL CHECK (login = 'root' OR login LIKE '%@%.com')
);
CREATE UNIQUE INDEX ON accounts (lower(login));

CREATE TABLE members (
    id   serial PRIMARY KEY,
    name text NOT NULL CHECK (name IN ('Root', 'ADMIN') OR name ~ '^[a-zA-Z]{4,5}$')
);
CREATE UNIQUE INDEX ON members (upper(name));

CREATE TABLE users (
    id    serial PRIMARY KEY,
    email citext NOT NULL UNIQUE CHECK (email = 'nobody' OR email LIKE '%@%.com')
);
