-- What columns are called, and their table, says what they hold.
CREATE TABLE packages (id integer PRIMARY KEY, num integer NOT NULL);
CREATE TABLE versions (
    id integer PRIMARY KEY,
    package_id integer NOT NULL REFERENCES packages,
    num text NOT NULL,
    UNIQUE (package_id, num)
);
CREATE TABLE "ApiVersion" (number varchar(20));
CREATE TABLE chapters (num text, version text);
