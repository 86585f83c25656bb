-- References share columns that lead to several tables with nothing in common: their values come from one.
-- holds: SELECT count(*) = 300 FROM dataset
-- holds: SELECT count(*) = 300 FROM posts
-- Keys of no table, and one that is of a table, in whatever order.
CREATE TABLE verbatim (dataset_key int, id int, PRIMARY KEY (dataset_key, id));
CREATE TABLE verbatim_source (dataset_key int, id int, PRIMARY KEY (dataset_key, id));
CREATE TABLE dataset (key int PRIMARY KEY);
CREATE TABLE sector (dataset_key int REFERENCES dataset, id int, PRIMARY KEY (dataset_key, id));
CREATE TABLE citation (
    dataset_key int NOT NULL, s int, v int, vs int,
    CONSTRAINT a FOREIGN KEY (dataset_key, v) REFERENCES verbatim,
    CONSTRAINT b FOREIGN KEY (dataset_key, vs) REFERENCES verbatim_source,
    CONSTRAINT c FOREIGN KEY (dataset_key, s) REFERENCES sector
);
CREATE TABLE taxon (
    dataset_key int NOT NULL, s int NOT NULL, v int NOT NULL, vs int NOT NULL,
    CONSTRAINT a FOREIGN KEY (dataset_key, s) REFERENCES sector,
    CONSTRAINT b FOREIGN KEY (dataset_key, v) REFERENCES verbatim,
    CONSTRAINT c FOREIGN KEY (dataset_key, vs) REFERENCES verbatim_source
);

-- Keys that are to two tables, of which one table names this first, the other that.
CREATE TABLE items (id int PRIMARY KEY, title text);
CREATE TABLE commentables (id int PRIMARY KEY, comments int NOT NULL);
CREATE TABLE checklists (
    id int PRIMARY KEY,
    CONSTRAINT a FOREIGN KEY (id) REFERENCES items,
    CONSTRAINT b FOREIGN KEY (id) REFERENCES commentables
);
CREATE TABLE posts (
    id int PRIMARY KEY,
    CONSTRAINT a FOREIGN KEY (id) REFERENCES commentables,
    CONSTRAINT b FOREIGN KEY (id) REFERENCES items
);
