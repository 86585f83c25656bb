-- Partitions by the hash of two columns, a text and a number.
CREATE TABLE t (
    id bigint NOT NULL,
    v1 text NOT NULL, -- 2
    v2 integer NOT NULL -- 2
) PARTITION BY HASH (v1, v2);
CREATE TABLE p1 PARTITION OF t FOR VALUES WITH (MODULUS 3, REMAINDER 1);
