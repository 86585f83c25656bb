-- Each key counts the rows; the CHECK holds for equal numbers or is refused.
CREATE TABLE apart (a integer PRIMARY KEY, b integer NOT NULL UNIQUE, CHECK (a <> b));
CREATE TABLE level (a integer PRIMARY KEY, b integer NOT NULL UNIQUE, CHECK (a <= b));
