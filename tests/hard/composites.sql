-- Conditions on the fields of composites: each by itself, and several together.
-- holds: SELECT count(DISTINCT v) > 250 FROM places
-- holds: SELECT count(DISTINCT v) > 100 FROM fees
-- holds: SELECT count(*) > 0 FROM fees WHERE w IS NULL
CREATE DOMAIN currency AS varchar(3) CHECK (VALUE ~ '^[A-Z]{3}$');
CREATE TYPE place AS (code integer, city text);
CREATE TYPE fee AS (low numeric(8,2), high numeric(8,2), unit currency);
CREATE DOMAIN known_place AS place CHECK ((VALUE).code > 100 AND (VALUE).city IS NOT NULL);
CREATE TABLE places (
    v place NOT NULL CHECK ((v).code BETWEEN 1 AND 99999 AND length((v).city) BETWEEN 2 AND 30),
    k known_place NOT NULL,
    w place CHECK (w IS NULL OR (w).code > 7)
);
CREATE TABLE fees (
    v fee NOT NULL CHECK ((v).low <= (v).high),
    w fee CHECK ((w).low + 1 < (w).high AND (w).high < 100)
);
