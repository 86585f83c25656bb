-- Functions, procedures, triggers.
CREATE TABLE t (id int, name text, CHECK (id > 0));
CREATE FUNCTION plain(a int, b text DEFAULT 'x;y') RETURNS int LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT a; $$;
CREATE OR REPLACE FUNCTION plain(a int, b text DEFAULT 'x') RETURNS int LANGUAGE sql STABLE AS 'SELECT a + length(b)';
CREATE FUNCTION plain(bigint) RETURNS bigint AS $_$ SELECT $1 $_$ LANGUAGE sql;
CREATE FUNCTION outs(IN a int, OUT b int, INOUT c text, VARIADIC d int[]) LANGUAGE sql AS 'SELECT 1, $2';
CREATE FUNCTION one_out(OUT b double precision) AS 'SELECT 1.0::float8' LANGUAGE sql;
CREATE FUNCTION many(timestamp with time zone, double precision, character varying(5), "Quoted" t) RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION tab() RETURNS TABLE (x int, "Y z" numeric(5, 2)) LANGUAGE sql AS 'SELECT 1, 2.0';
CREATE FUNCTION trig() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $fn$
BEGIN
  IF NEW.id < 0 THEN RAISE EXCEPTION 'no'; END IF;
  RETURN NEW;
END;
$fn$;
CREATE PROCEDURE proc(INOUT x int) LANGUAGE plpgsql AS $$ BEGIN x := 1; END $$;
CREATE FUNCTION comment_me(x int) RETURNS void LANGUAGE sql COST 5 PARALLEL SAFE LEAKPROOF AS 'SELECT';
COMMENT ON FUNCTION comment_me(int) IS 'a function';
COMMENT ON FUNCTION plain(a integer, b text) IS 'with names';
CREATE AGGREGATE agg(int) (SFUNC = int4pl, STYPE = int);
CREATE FUNCTION dropped(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION IF EXISTS dropped(int), nowhere(text);
CREATE FUNCTION renamed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER before_insert BEFORE INSERT OR UPDATE OF id, name ON t FOR EACH ROW WHEN (NEW.id > 10) EXECUTE FUNCTION trig();
CREATE TRIGGER after_truncate AFTER TRUNCATE ON t EXECUTE PROCEDURE renamed('a', 1);
CREATE TRIGGER only_update AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION trig();
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trig();
CREATE TRIGGER off AFTER INSERT ON t REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION renamed();
CREATE TRIGGER gone BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trig();
DROP TRIGGER gone ON t;
ALTER TRIGGER off ON t RENAME TO switched;
ALTER TABLE t DISABLE TRIGGER switched, ENABLE ALWAYS TRIGGER late;
ALTER FUNCTION renamed() RENAME TO renamed_to;
COMMENT ON TRIGGER late ON t IS 'late one';
CREATE SCHEMA f;
CREATE FUNCTION f.check_it(x int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT x > 0';
CREATE FUNCTION in_public(x int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT x > 0';
CREATE TABLE uses (x int CHECK (f.check_it(x)), y int CHECK (in_public(y)) DEFAULT abs(-5), z int CHECK (public.in_public(z)));
