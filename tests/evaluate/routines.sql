CREATE FUNCTION luhn(number text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    total integer := 0;
    digit int;
    doubles boolean DEFAULT false;
BEGIN
    IF number !~ '^[0-9]+$' THEN
        RETURN false;
    END IF;
    FOR i IN REVERSE length(number)..1 LOOP
        digit := substring(number FROM i FOR 1);
        IF doubles THEN
            digit := digit * 2;
            IF digit > 9 THEN digit := digit - 9; END IF;
        END IF;
        total := total + digit;
        doubles := NOT doubles;
    END LOOP;
    RETURN total % 10 = 0;
END $$;
CREATE FUNCTION is_number(x text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    PERFORM x::numeric;
    RETURN true;
EXCEPTION WHEN OTHERS THEN
    RETURN false;
END $$;
CREATE FUNCTION is_date(x text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE found date;
BEGIN
    BEGIN
        found := x::date;
    EXCEPTION WHEN invalid_datetime_format OR datetime_field_overflow THEN
        RETURN false;
    END;
    RETURN found IS NOT NULL;
END $$;
CREATE FUNCTION one_of(x text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    CASE x
        WHEN 'a', 'b' THEN RETURN 1;
        WHEN 'abc' THEN RETURN 2;
    END CASE;
    RETURN 3;
END $$;
CREATE FUNCTION count_down(n integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    said text := '';
BEGIN
    WHILE n > 0 AND length(said) < 20 LOOP
        said := said || n;
        n := n / 2;
        CONTINUE WHEN n % 3 = 0;
        said := said || '-';
    END LOOP;
    RETURN said;
END $$;
CREATE FUNCTION count_to(last integer, step integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    i integer := 50;
    rounds integer := 0;
BEGIN
    <<rounds>>
    FOR i IN 1..last BY step LOOP
        rounds := rounds + 1;
        EXIT WHEN i > 20;
    END LOOP;
    RETURN rounds + i;
END $$;
CREATE FUNCTION all_positive(numbers integer[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE x integer;
BEGIN
    FOREACH x IN ARRAY numbers LOOP
        IF x <= 0 THEN RETURN false; END IF;
    END LOOP;
    RETURN true;
END $$;
CREATE FUNCTION digits(x text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    list text[] := string_to_array(x, NULL);
    count integer := 0;
BEGIN
    FOR i IN 1..coalesce(array_length(list, 1), 0) LOOP
        IF list[i] BETWEEN '0' AND '9' AND list[i] ~ '[0-9]' THEN count := count + 1; END IF;
    END LOOP;
    RETURN count;
END $$;
CREATE FUNCTION factorial(n integer) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF n > 15 THEN
        RAISE NOTICE 'too many: %', n;
        RETURN -1;
    ELSIF n <= 1 THEN
        RETURN 1;
    ELSE
        RETURN n * factorial(n - 1);
    END IF;
END $$;
CREATE FUNCTION middle(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    half integer;
BEGIN
    SELECT length($1) / 2 INTO half;
    IF half = 0 THEN RAISE EXCEPTION 'nothing in %', $1; END IF;
    RETURN substr($1, half, 1);
END $$;
CREATE FUNCTION find_space(x text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE at integer := 1;
BEGIN
    LOOP
        IF at > coalesce(length(x), 0) THEN RETURN 0; END IF;
        EXIT WHEN substr(x, at, 1) = ' ';
        at := at + 1;
    END LOOP;
    RETURN at;
END $$;
CREATE FUNCTION odd_steps(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    FOR k IN 1..10 BY n LOOP
        RETURN k + n;
    END LOOP;
END $$;
CREATE FUNCTION doubled(n integer) RETURNS smallint LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN doubled.n * 2; END $$;
CREATE FUNCTION to_small(n bigint) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE small smallint;
BEGIN
    small := n;
    RETURN 'it is ' || small;
EXCEPTION
    WHEN OTHERS THEN RETURN 'too large';
END $$;
CREATE FUNCTION cut(x text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE short varchar(3);
BEGIN
    short := x;
    RETURN short;
END $$;
CREATE FUNCTION no_end(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF n > 0 THEN RETURN n; END IF;
END $$;
CREATE FUNCTION first_set(a text, b text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    item text;
BEGIN
    FOREACH item IN ARRAY ARRAY[a, b] LOOP
        CONTINUE WHEN item IS NULL OR item = '';
        RETURN upper(item);
    END LOOP;
    RETURN NULL;
END $$;
CREATE FUNCTION set_positive(a integer[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT bool_and(x > 0) FROM unnest(a) x);
END $$;
CREATE FUNCTION set_any(a integer[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT bool_or(item.x = 2) FROM unnest(a) AS item (x) WHERE x IS NOT NULL);
END $$;
CREATE FUNCTION set_distinct(a integer[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT count(DISTINCT x) = count(*) FROM unnest($1) AS x);
END $$;
CREATE FUNCTION set_count(a integer[]) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT count(*) FILTER (WHERE x IS NULL) FROM unnest(a) x);
END $$;
CREATE FUNCTION set_sum(a integer[]) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT sum(x) FROM unnest(a) x);
END $$;
CREATE FUNCTION set_mean(a numeric[]) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT avg(x) FROM unnest(a) x);
END $$;
CREATE FUNCTION set_ends(a integer[]) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT max(x) - min(x) FROM unnest(a) x);
END $$;
CREATE FUNCTION set_sorted(a integer[]) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN ARRAY(SELECT DISTINCT unnest(a) ORDER BY 1 DESC);
END $$;
CREATE FUNCTION set_array(a integer[]) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT array_agg(x ORDER BY x) FROM unnest(a) x WHERE x > 1);
END $$;
CREATE FUNCTION set_exists(a text[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN NOT EXISTS (SELECT 1 FROM unnest(a) x WHERE x IS NULL OR trim(x) = '');
END $$;
CREATE FUNCTION set_join(a text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT string_agg(upper(x), '-' ORDER BY length(x)) FROM unnest(a) x WHERE length(x) = 1 AND x < 'B' COLLATE "C");
END $$;
CREATE FUNCTION set_numbered(a integer[]) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT sum(x * i) FROM unnest(a) WITH ORDINALITY AS t (x, i));
END $$;
CREATE FUNCTION set_keys(j jsonb) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE WHEN jsonb_typeof(j) = 'object' THEN (SELECT count(*) FROM jsonb_object_keys(j)) END;
END $$;
CREATE FUNCTION set_items(j jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT bool_and(jsonb_typeof(e) = 'number') FROM jsonb_array_elements(j) e);
END $$;
CREATE FUNCTION set_texts(j jsonb) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN ARRAY(SELECT value FROM jsonb_array_elements_text(j));
END $$;
CREATE FUNCTION set_digits(x text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT sum(ascii(substr(x, i, 1))) FROM generate_series(1, length(x)) i);
END $$;
CREATE FUNCTION set_places(a integer[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT bool_and(a[i] > a[i - 1]) FROM generate_subscripts(a, 1) AS i WHERE i > 1);
END $$;
CREATE FUNCTION set_nested(a integer[]) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT count(*) FROM (SELECT DISTINCT unnest(a)) x);
END $$;
CREATE FUNCTION set_inner(a integer[], b integer[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT bool_and(EXISTS (SELECT FROM unnest(b) y WHERE y = x)) FROM unnest(a) x);
END $$;
CREATE FUNCTION odd_key(j jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE key text;
BEGIN
    FOR key IN SELECT jsonb_object_keys(j) LOOP
        IF key <> 'a' THEN RETURN key; END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE FUNCTION below_two(a integer[]) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE number integer;
BEGIN
    SELECT count(*) INTO number FROM unnest(a) x WHERE x < 2;
    RETURN number;
END $$;
CREATE FUNCTION nulls_among(items anyarray) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    i integer;
    number integer := 0;
BEGIN
    FOR i IN array_lower(items, 1)..array_upper(items, 1) LOOP
        IF items[i] IS NULL THEN number := number + 1; END IF;
    END LOOP;
    RETURN number;
END $$;
