-- What nothing passes, what cannot be evaluated at all, what writes, what is true today alone.
CREATE FUNCTION never(code text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN code = md5(code); END';
CREATE TABLE nothing (
    id   serial PRIMARY KEY,
    code text NOT NULL CONSTRAINT nothing_passes CHECK (never(code))
);
CREATE TABLE journal (entry text);
CREATE FUNCTION noted(entry text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO journal VALUES (entry);
    RETURN true;
END $$;
CREATE TABLE writer (
    id   serial PRIMARY KEY,
    word text NOT NULL CONSTRAINT word_is_noted CHECK (noted(word))
);
CREATE FUNCTION endless(n integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN LOOP n := n; END LOOP; END';
CREATE TABLE clock (
    id serial PRIMARY KEY,
    n  integer NOT NULL CONSTRAINT ends CHECK (endless(n))
);
CREATE FUNCTION is_recent(day date, today date) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    FOR i IN 0 .. 100 LOOP
        IF today - i = day THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;
CREATE TABLE diary (
    id  serial PRIMARY KEY,
    day date NOT NULL CONSTRAINT day_is_recent CHECK (is_recent(day, current_date))
);
CREATE FUNCTION secret_holds(code text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    PERFORM FROM (VALUES (1)) AS query;
    WHILE length(code) > 3 LOOP
        code := substr(code, 4);
    END LOOP;
    RETURN code > 'm';
END $$;
REVOKE EXECUTE ON FUNCTION secret_holds FROM PUBLIC;
CREATE TABLE safe (
    id   serial PRIMARY KEY,
    code text NOT NULL CONSTRAINT secret CHECK (secret_holds(code))
);
CREATE TABLE drawer (
    id      serial PRIMARY KEY,
    safe_id integer NOT NULL REFERENCES safe
);
