-- DDL by EXECUTE of texts that are put together of constants, variables, arguments and what loops go through.
CREATE TABLE base (id int PRIMARY KEY);
CREATE TABLE empty (note text);

DO $$ DECLARE name text := 'a'; kind CONSTANT text NOT NULL DEFAULT 'int'; size int = 5; nothing text; BEGIN
  name := name || '_' || size;
  EXECUTE 'ALTER TABLE base ADD COLUMN ' || name || ' ' || kind;
  IF nothing IS NULL AND size > 2 THEN
    name = 'inner';
  ELSE
    name = 'other';
    DROP TABLE empty;
  END IF;
  EXECUTE format('ALTER TABLE base ADD COLUMN %I varchar(%s) DEFAULT %L', 'In ' || name, size, 'it''s');
  SELECT note INTO nothing FROM empty WHERE note > 'a';
  IF nothing IS NULL THEN EXECUTE (format('COMMENT ON TABLE %2$s IS %1$L;', 'x', 'base') || ' COMMENT ON COLUMN base.id IS ''y'''); END IF;
END $$;

DO $$ DECLARE part text; kinds text[] := '{one,"two words"}'; BEGIN
  FOR i IN 1..3 LOOP EXECUTE format('CREATE TABLE count_%s (id int REFERENCES base)', i); END LOOP;
  FOR i IN REVERSE 2..1 LOOP EXECUTE 'ALTER TABLE count_3 ADD back_' || i || ' text'; END LOOP;
  FOR i IN 2..1 LOOP DROP TABLE base; END LOOP;
  FOREACH part IN ARRAY kinds || ARRAY['three'] LOOP
    IF part LIKE '% %' THEN EXECUTE 'ALTER TABLE base ADD ' || quote_ident(part) || ' date'; END IF;
    EXECUTE format('CREATE TYPE %I AS ENUM (%L)', part, upper(part));
  END LOOP;
  FOR part IN SELECT unnest(ARRAY['p', 'q']) LOOP EXECUTE 'CREATE TABLE ' || part || ' (id int)'; END LOOP;
  FOR part IN SELECT t FROM unnest(ARRAY['r', 's']) AS t LOOP EXECUTE 'CREATE TABLE ' || part || ' (id int)'; END LOOP;
  EXECUTE 'COMMENT ON TABLE ' || part || ' IS ''the last''';
EXCEPTION WHEN undefined_column THEN
  RAISE NOTICE 'none';
END $$;

CREATE FUNCTION add_key(child text, parent text DEFAULT 'base', action text DEFAULT 'CASCADE') RETURNS void LANGUAGE plpgsql AS $$
DECLARE found_one int; BEGIN
  SELECT count(*) INTO found_one FROM information_schema.columns c WHERE c.table_name = child AND column_name = 'base_id';
  IF found_one = 0 THEN
    EXECUTE 'ALTER TABLE ' || child || ' ADD COLUMN base_id int REFERENCES ' || $2 || ' ON DELETE ' || action;
  END IF;
END $$;
SELECT add_key('p');
SELECT add_key('p', 'base');
SELECT public.add_key('q', action => 'SET NULL');
DO $$ DECLARE of text := 'r'; BEGIN PERFORM add_key(of, action := 'RESTRICT'); END $$;

CREATE FUNCTION change_column(of text, name text, kind text, adds boolean DEFAULT true) RETURNS text LANGUAGE plpgsql AS $$
DECLARE known text; BEGIN
  EXECUTE 'SELECT column_name FROM information_schema.columns WHERE table_name = ' || quote_literal(of) || ' AND column_name = ' || quote_literal(name) INTO known;
  IF known IS NULL AND adds THEN
    EXECUTE 'ALTER TABLE ' || of || ' ADD COLUMN ' || name || ' ' || kind;
  ELSIF known IS NOT NULL AND NOT adds THEN
    EXECUTE 'ALTER TABLE ' || of || ' DROP COLUMN ' || name;
  END IF;
  RETURN known;
END $$;
SELECT change_column('s', 'gone', 'int');
SELECT change_column('s', 'stays', 'numeric(5, 2)');
SELECT change_column('s', 'stays', 'int');
SELECT change_column('s', 'gone', '', false);

CREATE PROCEDURE change(number int, statements text, force boolean = false) LANGUAGE plpgsql AS $$
DECLARE last text; BEGIN
  SELECT note INTO last FROM empty WHERE note = 'number';
  IF last IS NULL OR last < number::text OR force THEN EXECUTE statements; END IF;
  COMMIT;
END $$;
CALL change(1, $c$ ALTER TABLE q ADD COLUMN changed text; CREATE INDEX ON q (changed) $c$);
CALL change(2, 'ALTER TABLE q ADD COLUMN again text', true);
