-- Rows on which an expression and its print are compared: small values, so that comparisons go either way, and
-- one column in five NULL.
CREATE FUNCTION maybe(text) RETURNS text LANGUAGE sql VOLATILE AS
    $$ SELECT CASE WHEN random() < 0.8 THEN $1 END $$;
CREATE FUNCTION pick(VARIADIC text[]) RETURNS text LANGUAGE sql VOLATILE AS
    $$ SELECT maybe($1[1 + floor(random() * cardinality($1))::integer]) $$;
SELECT setseed(0.5);
INSERT INTO cells
SELECT pick('0','1','2','-1','3')::smallint, pick('0','1','2','3','-5','42')::integer,
    pick('0','1','5','10000000000')::bigint, pick('0','1','0.5','1.25','100')::numeric, pick('0','1.5')::numeric,
    pick('0','0.5','1.5','2')::real, pick('0','0.5','1','2.5','NaN')::float8, pick('0','1','2.5')::money,
    pick('','a','ab','x','X','1','abc d')::text, pick('','a','b','x','AB','5')::varchar, pick('a','Y','ab','x')::char(3),
    pick('a','x','pg_catalog')::name, pick('abc','ABC','x')::citext, pick('','\xdead','abc')::bytea,
    pick('2020-01-01','2020-01-02','1999-12-31','2030-06-15')::date, pick('08:00','12:30','17:30')::time,
    pick('2020-01-01','2020-01-01 10:00','2021-05-05 05:05:05')::timestamp,
    pick('2020-01-01 00:00+00','2020-06-01 12:00+02','2027-01-01')::timestamptz,
    pick('1 day','2 hours','0','1 year 2 mons')::interval,
    pick('00000000-0000-0000-0000-000000000000','a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')::uuid,
    pick('{}','{"a":"b"}','[1]')::json, pick('{}','{"a":1}','{"a":"b","n":5}','[1]','"x"')::jsonb, pick('<a/>')::xml,
    pick('1.2.3.4','10.0.0.1','::1')::inet, pick('10.0.0.0/8','10.1.2.0/24')::cidr, pick('00:00:00:00:00:00')::macaddr,
    pick('0000','0101','1010')::bit(4), pick('01','1')::varbit, pick('t','f')::boolean,
    pick('{}','{a}','{x,a}','{NULL}')::text[], pick('{}','{x}')::varchar[], pick('{}','{1,2}','{3}')::integer[],
    pick('{}','{red}')::color[], pick('empty','[1,5)','[0,)')::int4range, pick('empty','(,)','[2020-01-01,2021-01-01)')::tstzrange,
    pick('[2020-01-01,2020-01-03)','(,)')::daterange, pick('a b','x')::tsvector, pick('red','green','blue')::color,
    pick('','x','a')::dtext, pick('1','2','5')::dint, pick('(1,2)','(0,0)')::point,
    pick('0','1','2','3')::integer, pick('1','2','3')::integer, pick('1','2')::integer, pick('a','x')::varchar,
    pick('a','x')::text, pick('t','f')::boolean, pick('2020-01-01','2020-02-01')::date,
    pick('2020-01-01','2020-01-02')::timestamp, pick('2020-01-01 00:00+00')::timestamptz
FROM generate_series(1, 200);

-- What a condition is on each row, or how it goes wrong.
CREATE FUNCTION outcome(condition text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
BEGIN
    EXECUTE format('SELECT md5(string_agg(coalesce((%s)::text, ''null''), '','' ORDER BY ctid)) FROM cells', condition)
        INTO result;
    RETURN result;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
