-- What servers from version 15 on have besides.
CREATE TABLE slots (id integer PRIMARY KEY, a integer, b text, CONSTRAINT slot UNIQUE NULLS NOT DISTINCT (a, b));
INSERT INTO slots VALUES (1, NULL, 'x'), (2, NULL, NULL), (3, 1, NULL), (4, 1, 'x');
CREATE DOMAIN share AS numeric CONSTRAINT share_bounds CHECK (VALUE BETWEEN 0 AND 1);
CREATE TYPE share_range AS RANGE (subtype = share, multirange_type_name = share_ranges);
CREATE TABLE shares (id integer PRIMARY KEY, one share_range, many share_ranges);
INSERT INTO shares VALUES (1, '[0,0.5]', '{[0,0.1],[0.9,1]}'), (2, '(,0.5)', '{}'), (3, 'empty', NULL), (4, NULL, '{(,)}');
