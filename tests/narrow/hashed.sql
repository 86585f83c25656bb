-- Partitions by hash that do not take all rows: keys are those that some partition takes.
CREATE TABLE t (
    id bigint PRIMARY KEY, -- 900
    v1 text,
    v2 integer
) PARTITION BY HASH (id);
CREATE TABLE p0 PARTITION OF t FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE p2 PARTITION OF t FOR VALUES WITH (MODULUS 8, REMAINDER 2);
