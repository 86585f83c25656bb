CREATE TABLE person (id serial PRIMARY KEY, name text NOT NULL, n int GENERATED ALWAYS AS IDENTITY);
CREATE SEQUENCE numbers;
CREATE TABLE numbered (id int DEFAULT nextval('numbers'), CHECK (id > 0));
CREATE VIEW people AS SELECT * FROM person;
CREATE TEMP TABLE scratch (id int);
