-- Partitions: created, attached, detached; keys, indexes and references of parents and of partitions.
CREATE TABLE region (id int PRIMARY KEY);
CREATE TABLE measure (
    id bigserial,
    at timestamptz NOT NULL DEFAULT now(),
    region_id int REFERENCES region,
    value numeric(10, 2) CHECK (value >= 0),
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX ON measure (region_id);
CREATE UNIQUE INDEX measure_key ON measure (at, region_id);
CREATE TABLE measure_2020 PARTITION OF measure FOR VALUES FROM ('2020-01-01') TO ('2021-1-1');
CREATE TABLE measure_2021 PARTITION OF measure (value DEFAULT 1, CHECK (value < 1000), CONSTRAINT own UNIQUE (id, region_id))
    FOR VALUES FROM ('2021-01-01 00:00:00+00') TO ('2022-01-01');
CREATE TABLE nested (a int NOT NULL, b int REFERENCES region, c text, UNIQUE (a, b)) PARTITION BY RANGE (a);
CREATE TABLE nested_1 PARTITION OF nested FOR VALUES FROM (1) TO (10) PARTITION BY LIST (b);
CREATE TABLE nested_1_1 PARTITION OF nested_1 FOR VALUES IN (1, 2, NULL);
CREATE TABLE nested_1_d PARTITION OF nested_1 (c NOT NULL) DEFAULT;
CREATE TABLE nested_late (c text, b int REFERENCES region, a int NOT NULL);
CREATE INDEX nested_late_c ON nested_late (c);
ALTER TABLE nested_1 ATTACH PARTITION nested_late FOR VALUES IN (5);
CREATE INDEX nested_c ON nested (c);
ALTER TABLE nested ALTER c SET DEFAULT 'c', ALTER b SET NOT NULL;
CREATE TABLE measure_old (id bigint NOT NULL, at timestamptz NOT NULL, region_id int, value numeric(10, 2),
    CONSTRAINT measure_value_check CHECK (value >= 0), FOREIGN KEY (region_id) REFERENCES region, PRIMARY KEY (id, at));
CREATE INDEX measure_old_region ON measure_old (region_id);
CREATE INDEX measure_old_value ON measure_old (value);
ALTER TABLE measure ATTACH PARTITION measure_old FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
ALTER TABLE measure ADD COLUMN note text DEFAULT 'x' NOT NULL;
ALTER TABLE measure ADD CHECK (note <> '');
CREATE INDEX ON ONLY measure (note);
CREATE INDEX measure_old_note ON measure_old (note);
CREATE TABLE kind (k text, n int, UNIQUE (k)) PARTITION BY LIST (k);
CREATE TABLE kind_a PARTITION OF kind FOR VALUES IN ('a', 'it''s');
CREATE TABLE kind_rest PARTITION OF kind DEFAULT;
CREATE TABLE h (id int, v text, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE h0 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE h1 PARTITION OF h FOR VALUES WITH (modulus 2, remainder 1);
CREATE TABLE refers (h_id int REFERENCES h ON DELETE CASCADE);
CREATE TABLE multi (a int, b bigint, c date) PARTITION BY RANGE (a, b, c);
CREATE TABLE multi_1 PARTITION OF multi FOR VALUES FROM (1, 10, '2020-02-03') TO (2, MAXVALUE, MAXVALUE);
CREATE TABLE multi_n PARTITION OF multi FOR VALUES FROM (-5, -6, MINVALUE) TO (0, 0, '2020-01-01');
CREATE TABLE expr (a text, b bool) PARTITION BY LIST (lower(a));
CREATE TABLE expr_1 PARTITION OF expr FOR VALUES IN ('x');
CREATE TABLE flags (b bool) PARTITION BY LIST (b);
CREATE TABLE flags_t PARTITION OF flags FOR VALUES IN (true);
CREATE TABLE gone PARTITION OF kind FOR VALUES IN ('gone');
ALTER TABLE kind DETACH PARTITION gone;
CREATE TABLE detached (LIKE measure INCLUDING ALL);
CREATE TABLE top (id int, r int REFERENCES region) PARTITION BY RANGE (id);
CREATE TABLE bottom PARTITION OF top FOR VALUES FROM (0) TO (10);
ALTER TABLE top DETACH PARTITION bottom;
ALTER TABLE top ADD PRIMARY KEY (id);
