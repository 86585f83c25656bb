-- Rows that reference rows of their own table of certain kinds.
-- holds: SELECT count(*) FILTER (WHERE type = 'global') > 0 AND count(*) FILTER (WHERE type = 'org') > 9 FROM scope
-- holds: SELECT count(*) FILTER (WHERE type = 'project') > 9 FROM scope
-- holds: SELECT count(*) FILTER (WHERE kind = 'leaf') > 9 FROM node
-- empty: scope
CREATE TABLE scope (id text PRIMARY KEY, type text NOT NULL, parent_id text REFERENCES scope,
    CHECK ((type = 'global' AND parent_id IS NULL) OR (type = 'org' AND parent_id = 'global')
        OR (type = 'project' AND parent_id IS NOT NULL AND parent_id <> 'global')));
CREATE TABLE node (id int PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('root', 'branch', 'leaf')), parent_id int,
    parent_kind text, UNIQUE (id, kind), FOREIGN KEY (parent_id, parent_kind) REFERENCES node (id, kind),
    CHECK ((kind = 'root') = (parent_id IS NULL)), CHECK ((parent_id IS NULL) = (parent_kind IS NULL)),
    CHECK (kind <> 'branch' OR parent_kind = 'root'), CHECK (kind <> 'leaf' OR parent_kind = 'branch'));
