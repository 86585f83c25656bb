CREATE TABLE a (
    id int PRIMARY,
    name text NOT NULL DEFAULT,
    fine int,
    other numeric(5,,2),
    CHECK fine > 0,
    FOREIGN KEY fine REFERENCES a
);
CREATE TABEL b (id int);
CREATE TABLE c (id int;
CREATE TABLE d (id int AUTO_INCREMENT);
CREATE TABLE `e` (id int);
CREATE TABLE f (id int) PARTITION BY SIZE (id);
ALTER TABLE a FROBNICATE;
ALTER TABLE a ADD CONSTRAINT x FOREIGN KEY (fine) REFERENCES a (id) ON DELETE EXPLODE;
CREATE INDEX ON a USING btree fine;
CREATE TYPE g AS ENUM (red);
SELEKT 1;
CREATE TABLE last_one (id int)
