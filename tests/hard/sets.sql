-- Conditions on the items of arrays and documents: each by itself, and all of them together.
-- holds: SELECT count(DISTINCT v) > 20 FROM ascending
-- holds: SELECT count(DISTINCT v) > 20 FROM without_twins
-- holds: SELECT count(DISTINCT v) > 100 AND bool_or(cardinality(v) > 2) FROM all_positive
-- holds: SELECT count(DISTINCT v) > 20 FROM within
-- holds: SELECT count(DISTINCT v) > 20 FROM falling
CREATE FUNCTION ascends(a integer[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    FOR i IN 2..coalesce(array_length(a, 1), 0) LOOP
        IF a[i] <= a[i - 1] THEN RETURN false; END IF;
    END LOOP;
    RETURN true;
END $$;
CREATE TABLE ascending (v integer[] NOT NULL CHECK (ascends(v) AND cardinality(v) > 1));
CREATE FUNCTION has_no_twins(anyarray) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT count(DISTINCT x) = count(*) FROM unnest($1) AS x
$$;
CREATE TABLE without_twins (v integer[] NOT NULL CHECK (has_no_twins(v)));
CREATE FUNCTION are_positive(integer[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT bool_and(x > 0) FROM unnest($1) x
$$;
CREATE TABLE all_positive (v integer[] NOT NULL CHECK (are_positive(v)));
CREATE FUNCTION are_words(text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT EXISTS (SELECT 1 FROM unnest($1) AS x (word) WHERE word !~ '^[a-z]+$')
$$;
CREATE TABLE words (v text[] NOT NULL CHECK (are_words(v)));
CREATE FUNCTION is_within(a integer[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT min(x) >= 0 AND max(x) <= 100 FROM unnest(a) x
$$;
CREATE TABLE within (v integer[] NOT NULL CHECK (is_within(v)));
CREATE TABLE falling (
    v numeric(8,2)[] NOT NULL CHECK (array_ndims(v) = 1 AND array_length(v, 1) = 3 AND v[1] >= v[2] AND v[2] >= v[3])
);
CREATE FUNCTION has_digits(number text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT number ~ '^[0-9]+$' AND
        (SELECT sum(substr(number, i, 1)::integer * i) FROM generate_series(1, length(number)) i) % 7 = 0
$$;
CREATE TABLE digits (number text NOT NULL CHECK (has_digits(number)));
CREATE FUNCTION are_texts(jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT bool_and(jsonb_typeof(e) = 'string') FROM jsonb_array_elements($1) e
$$;
CREATE TABLE documents (v jsonb NOT NULL CHECK (jsonb_typeof(v) = 'array' AND are_texts(v)));
