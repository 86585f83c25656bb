-- Conditions that only a server can evaluate, each with a table that nothing else decides. Queries keep functions from
-- being followed by the compiler.

CREATE FUNCTION digit_weight(digit integer, doubled boolean) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    PERFORM FROM (VALUES (1)) AS query;
    IF doubled THEN
        digit := digit * 2;
    END IF;
    RETURN digit / 10 + digit % 10;
END $$;

-- Luhn's formula, by a loop; the function that it calls is found by the search path.
CREATE FUNCTION luhn_holds(code text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    total integer := 0;
BEGIN
    PERFORM FROM (VALUES (1)) AS query;
    IF code !~ '^[0-9]+$' THEN
        RETURN false;
    END IF;
    FOR i IN 1 .. length(code) LOOP
        total := total + digit_weight(substr(code, length(code) - i + 1, 1)::integer, i % 2 = 0);
    END LOOP;
    RETURN total % 10 = 0;
END $$;

CREATE TABLE card (
    id     serial PRIMARY KEY,
    number varchar(19) CHECK (luhn_holds(number)),
    short  text NOT NULL CHECK (short ~ '^\d{6}$' AND luhn_holds(short))
);

-- A key: as many rows as candidates pass.
CREATE TABLE member (
    number text PRIMARY KEY CHECK (length(number) = 9 AND luhn_holds(number)),
    name   text NOT NULL
);
CREATE TABLE visit (
    id     serial PRIMARY KEY,
    member text NOT NULL REFERENCES member
);

-- Raises for most values instead of saying no.
CREATE FUNCTION grade_checked(grade integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    PERFORM FROM (VALUES (1)) AS query;
    IF grade NOT BETWEEN 100 AND 160 OR grade % 7 <> 0 THEN
        RAISE EXCEPTION 'grade % is out of the question', grade;
    END IF;
    RETURN true;
END $$;
CREATE TABLE exam (
    id    serial PRIMARY KEY,
    grade integer NOT NULL CHECK (grade_checked(grade))
);

-- Two columns by one function, beside what each must be alone.
CREATE FUNCTION weights_agree(net integer, gross integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    rest integer := gross;
BEGIN
    PERFORM FROM (VALUES (1)) AS query;
    WHILE rest > 0 LOOP
        rest := rest - net;
    END LOOP;
    RETURN rest = 0;
END $$;
CREATE TABLE parcel (
    id    serial PRIMARY KEY,
    net   integer NOT NULL CHECK (net BETWEEN 2 AND 40),
    gross integer NOT NULL CHECK (gross BETWEEN 10 AND 400),
    CHECK (weights_agree(net, gross))
);

-- A function that is not STRICT says what becomes of NULL.
CREATE FUNCTION rises(a integer, b integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    PERFORM FROM (VALUES (1)) AS query;
    FOR i IN 1 .. 25 LOOP
        IF a + i = b THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN a IS NULL AND b IS NULL;
END $$;
CREATE TABLE span (
    id     serial PRIMARY KEY,
    first  integer,
    last   integer,
    CHECK (rises(first, last)),
    start  integer,
    finish integer NOT NULL,
    CHECK (rises(start, finish)),
    never  integer CHECK (rises(never, 50)),
    always integer CHECK (rises(always, always) OR rises(always, 50) OR always IS NULL)
);

-- A domain, in a column and in an array.
CREATE FUNCTION is_palindrome(word text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    PERFORM FROM (VALUES (1)) AS query;
    FOR i IN 1 .. length(word) / 2 LOOP
        IF substr(word, i, 1) <> substr(word, length(word) - i + 1, 1) THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END $$;
CREATE DOMAIN palindrome AS varchar(8) CHECK (is_palindrome(VALUE) AND length(VALUE) > 2);
CREATE TABLE sign (
    id     serial PRIMARY KEY,
    word   palindrome NOT NULL,
    others palindrome[] NOT NULL
);

-- Constants of a body are worth trying, and what its patterns match.
CREATE FUNCTION is_part_number(code text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    parts text[] := string_to_array(code, '/');
BEGIN
    PERFORM FROM (VALUES (1)) AS query;
    -- it's a comment with a quote
    RETURN array_length(parts, 1) = 2 AND parts[1] IN ('north', 'it''s') AND parts[2] ~ '^[XYZ]\d{3}$'
        OR code = 'unnumbered' OR code ~ '^SPARE-[0-9]{4}-[A-F]$';
END $$;
CREATE TABLE part (
    id   serial PRIMARY KEY,
    code text NOT NULL UNIQUE CHECK (is_part_number(code))
);

-- Names and values that want out of their place.
CREATE FUNCTION "it's; --"(one text, other text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    PERFORM FROM (VALUES (1)) AS query;
    WHILE one <> '\''; --' LOOP
        RETURN false;
    END LOOP;
    RETURN other IN ('$1', E'line\tend', '"');
END $$;
CREATE TABLE "odd; one" (
    "row"     text NOT NULL,
    "row_"    integer NOT NULL,
    "b""; --" text NOT NULL,
    CHECK ("it's; --"("row", "b""; --"))
);
