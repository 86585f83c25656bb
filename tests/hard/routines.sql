-- Conditions on what functions in PL/pgSQL return, with loops, variables and errors caught.
-- holds: SELECT count(*) = 300 AND bool_and(right(code, 1) = '7') FROM tickets
-- holds: SELECT count(DISTINCT number) = 300 FROM cards
CREATE FUNCTION has_check_digit(number text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    total integer := 0;
    digit integer;
    doubles boolean := false;
BEGIN
    IF number !~ '^[0-9]+$' THEN
        RETURN false;
    END IF;
    FOR i IN REVERSE length(number)..1 LOOP
        digit := substring(number FROM i FOR 1)::integer;
        IF doubles THEN
            digit := digit * 2;
            IF digit > 9 THEN
                digit := digit - 9;
            END IF;
        END IF;
        total := total + digit;
        doubles := NOT doubles;
    END LOOP;
    RETURN total % 10 = 0;
END $$;
CREATE TABLE cards (
    number varchar(19) PRIMARY KEY CHECK (number ~ '^[0-9]{12}$' AND has_check_digit(number)),
    spare text CHECK (has_check_digit(spare))
);
CREATE FUNCTION is_document(body text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    PERFORM body::json;
    RETURN true;
EXCEPTION WHEN OTHERS THEN
    RETURN false;
END $$;
CREATE TABLE messages (body text NOT NULL CHECK (is_document(body)));
CREATE FUNCTION all_positive(numbers integer[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    x integer;
BEGIN
    FOREACH x IN ARRAY numbers LOOP
        IF x <= 0 THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN cardinality(numbers) > 0;
END $$;
CREATE TABLE series (numbers integer[] NOT NULL CHECK (all_positive(numbers)));
CREATE FUNCTION is_near(a integer, b integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    distance integer := b - a;
BEGIN
    IF distance < 0 THEN
        RAISE EXCEPTION '% is after %', a, b;
    END IF;
    RETURN distance <= 100;
END $$;
CREATE TABLE spans (a integer NOT NULL, b integer NOT NULL, CHECK (is_near(a, b)));
CREATE FUNCTION weighted(code text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    digits integer[] := string_to_array(code, NULL)::integer[];
    place integer := 1;
    total integer := 0;
BEGIN
    WHILE place < array_length(digits, 1) LOOP
        total := total + digits[place] * (11 - place);
        place := place + 1;
    END LOOP;
    CASE total % 11
        WHEN 0, 1 THEN RETURN 0;
        ELSE RETURN 11 - total % 11;
    END CASE;
END $$;
CREATE TABLE tickets (code text NOT NULL CHECK (code ~ '^[0-9]{8}7$' AND weighted(code) = 7));
