-- Values of extensions, XML, and addresses of mail as CHECKs describe them.
-- holds: SELECT count(*) = 300 AND count(DISTINCT attributes) > 10 FROM product
-- holds: SELECT count(*) = 300 AND count(DISTINCT path) > 20 AND count(DISTINCT depth) > 1 FROM category
-- holds: SELECT count(*) = 300 AND count(DISTINCT email) > 20 FROM person
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE EXTENSION IF NOT EXISTS ltree;
CREATE TABLE product (
    attributes hstore NOT NULL CHECK (attributes ? 'name'),
    kinds hstore NOT NULL CHECK (kinds -> 'kind' = 'x' AND kinds ?& ARRAY['a', 'b']),
    maybe hstore CHECK (exist(maybe, 'colour') AND defined(maybe, 'size')),
    sheet xml NOT NULL CHECK (sheet IS DOCUMENT)
);
CREATE TABLE category (
    path ltree NOT NULL,
    depth int NOT NULL CHECK (depth = nlevel(path)),
    top ltree NOT NULL CHECK (nlevel(top) = 3),
    below ltree NOT NULL CHECK (below <@ 'Top.Science' AND below ~ '*.Science.*{1,2}'),
    above ltree NOT NULL CHECK (subpath(above, 0, 1) = 'root')
);
CREATE TABLE person (
    email text NOT NULL CHECK (email LIKE '%@%' AND position('.' IN email) > position('@' IN email))
);
