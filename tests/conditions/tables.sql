-- One table for each idea; conditions.t tries rows with combinations of sample values.

CREATE TABLE comparisons (
    a int CHECK (a > 0 AND a <= 10),
    b int NOT NULL CHECK (b BETWEEN 1 AND 50 OR b IN (100, -1)),
    c int,
    CHECK (a < b AND NOT (c = 5)),
    CHECK (NULLIF(c, 7) IS NOT NULL OR a IS NULL)
);

CREATE TABLE truths (
    a int,
    b boolean,
    c boolean NOT NULL,
    CHECK (b IS NOT FALSE OR c = true),
    CHECK ((a > 3) IS TRUE OR b IS UNKNOWN),
    CHECK (c <> (a IS NULL) OR COALESCE(b, false))
);

CREATE TABLE alternatives (
    a int,
    b int,
    c text,
    CHECK ((a IS NULL) <> (b IS NULL)),
    CHECK (CASE WHEN a > 5 THEN c IS NOT NULL WHEN b > 5 THEN c = 'a' ELSE c IS DISTINCT FROM 'x' END),
    CHECK (CASE c WHEN 'a' THEN 1 WHEN 'x' THEN 2 ELSE 30 END < 10 OR c IS NULL)
);

CREATE TABLE distinctions (
    a int,
    b int,
    c text,
    CHECK (a IS DISTINCT FROM b OR a IS NOT DISTINCT FROM 3),
    CHECK (COALESCE(c, 'none') <> 'x'),
    CHECK (NOT (a IS NOT DISTINCT FROM b AND c IS NULL)),
    CHECK (ROW(a, b) IS NOT NULL OR COALESCE(a, b) IS NULL)
);

CREATE DOMAIN short AS text CHECK (length(VALUE) < 3);
CREATE DOMAIN small_code AS short NOT NULL CHECK (VALUE = lower(VALUE)) CHECK (VALUE <> '' AND VALUE <> 'x');
CREATE DOMAIN digit AS int CHECK (VALUE >= 0 AND VALUE < 10);
CREATE DOMAIN digits AS digit[] CHECK (array_length(VALUE, 1) < 3);
CREATE TYPE place AS (name short, floor digit);

CREATE TABLE domains (
    a small_code,
    b digits,
    c digit[] NOT NULL,
    p place
);

CREATE TABLE computed (
    a int,
    b int,
    c text,
    total bigint GENERATED ALWAYS AS (a * b) STORED NOT NULL CHECK (total < 100),
    half numeric(5,1) GENERATED ALWAYS AS (a / 4.0) STORED CHECK (half <> 0.3),
    name varchar(4) GENERATED ALWAYS AS (lower(c)) STORED CHECK (name <> 'ab')
);

CREATE FUNCTION is_short(t text, n int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length(t) < n;';
CREATE FUNCTION is_code(text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1 ~ '^[a-z]*$' AND is_short($1, 3);
CREATE FUNCTION precedes(a int, b int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT coalesce(a, 1) < coalesce(precedes.b, 2) AS less $$;
CREATE FUNCTION level(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF a > 10 THEN
        RETURN 3;
    ELSIF a > 5 THEN
        RETURN 2;
    END IF;
    RETURN 1;
END;
$$;

CREATE TABLE functions (
    a int CHECK (level(a) < 3),
    b int CHECK (level(b) = 1 OR b IS NULL),
    c text CHECK (is_code(c)),
    CHECK (precedes(a, b))
);

CREATE TABLE lists (a text, b int, c int) PARTITION BY LIST (a);
CREATE TABLE lists_1 PARTITION OF lists (CHECK (b > 3)) FOR VALUES IN ('a', 'x');
CREATE TABLE lists_2 PARTITION OF lists (c NOT NULL) FOR VALUES IN ('B', NULL);
CREATE TABLE lists_3 PARTITION OF lists (CHECK (b < c)) DEFAULT;

CREATE TABLE ranges (a int, b int NOT NULL, c date) PARTITION BY RANGE (a, (b % 10));
CREATE TABLE ranges_1 PARTITION OF ranges FOR VALUES FROM (1, 2) TO (3, 4);
CREATE TABLE ranges_2 PARTITION OF ranges FOR VALUES FROM (5, MINVALUE) TO (7, MAXVALUE) PARTITION BY RANGE (c);
CREATE TABLE ranges_3 PARTITION OF ranges FOR VALUES FROM (9, MAXVALUE) TO (11, MINVALUE);
CREATE TABLE ranges_2a PARTITION OF ranges_2 FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
CREATE TABLE ranges_2b PARTITION OF ranges_2 FOR VALUES FROM ('2020-12-31') TO (MAXVALUE);
CREATE TABLE ranges_2c PARTITION OF ranges_2 (CHECK (b > 2)) DEFAULT;

CREATE TABLE hashes (a int, b int) PARTITION BY HASH (a, b);
CREATE TABLE hashes_1 PARTITION OF hashes FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE hashes_2 PARTITION OF hashes (CHECK (a > 3)) FOR VALUES WITH (MODULUS 4, REMAINDER 1);

CREATE FUNCTION check_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.a < 0 THEN
        RAISE EXCEPTION 'a is %', NEW.a USING HINT = 'Take more.';
    ELSIF NEW.b IS NULL OR NEW.b = 7 THEN
        RAISE 'b is not';
    END IF;
    IF TG_OP = 'INSERT' OR NEW.a IS DISTINCT FROM OLD.a THEN
        IF NEW.a > 10 AND TG_ARGV[0] = 'strict' THEN
            RAISE EXCEPTION USING MESSAGE = 'big';
        ELSE
            NULL;
        END IF;
    END IF;
    IF NEW.c = 'x' THEN
        RETURN NULL;
    END IF;
    IF NEW.c IS NULL THEN
        RETURN NEW;
    END IF;
    ASSERT NEW.a <> 5, 'a is five';
    RETURN NEW;
END
$$;

CREATE TABLE triggers (a int, b int, c text);
CREATE TRIGGER one BEFORE INSERT OR UPDATE OR DELETE ON triggers FOR EACH ROW EXECUTE FUNCTION check_row('strict');
CREATE TRIGGER two AFTER INSERT ON triggers FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION check_row();
