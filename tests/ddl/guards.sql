-- DO blocks as migrations have them, calls, and tables made of others.
CREATE TABLE city (id serial PRIMARY KEY, name varchar(40) COLLATE "C" NOT NULL DEFAULT 'x', founded numeric(6, 1), old text);
DO $$ BEGIN
  IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'city' AND column_name = 'old') THEN
    ALTER TABLE city RENAME COLUMN old TO former;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_catalog.pg_attribute WHERE attname = 'absent') THEN
    ALTER TABLE city RENAME COLUMN absent TO present;
    ALTER TABLE city ADD COLUMN not_reached int;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'city_name') THEN
    CREATE INDEX city_name ON city (name);
    COMMENT ON INDEX city_name IS 'made once';
  ELSE
    RAISE NOTICE 'there';
  END IF;
END $$;
DO $$ DECLARE found boolean; BEGIN
  SELECT EXISTS (SELECT 1 FROM information_schema.table_constraints WHERE constraint_name = 'nothing') INTO found;
  IF found THEN
    ALTER TABLE city DROP CONSTRAINT nothing;
  ELSE
    EXECUTE 'ALTER TABLE city ADD CONSTRAINT founded CHECK (founded > 0)';
  END IF;
  IF EXISTS (SELECT 1 FROM city WHERE founded IS NULL) THEN
    ALTER TABLE city DROP COLUMN founded;
  ELSIF NOT EXISTS (SELECT 1 FROM city) THEN
    ALTER TABLE city ADD COLUMN empty boolean;
  END IF;
  UPDATE city SET founded = CASE WHEN found THEN 1 ELSE 2 END;
  FOR found IN SELECT id > 1 FROM city LOOP
    IF found THEN DELETE FROM city; END IF;
    EXECUTE format('GRANT SELECT ON %I TO public', 'city');
  END LOOP;
END $$;
DO $$ BEGIN
  BEGIN
    ALTER TABLE nowhere ADD COLUMN a int;
    ALTER TABLE city ADD COLUMN not_reached int;
  EXCEPTION WHEN undefined_table THEN
    CREATE TABLE nowhere (a int);
  END;
  BEGIN
    ALTER TABLE nowhere ADD COLUMN b int;
  EXCEPTION WHEN undefined_table THEN
    CREATE TABLE nowhere (c int);
  END;
  ALTER TABLE nowhere ENABLE ROW LEVEL SECURITY;
END $$;
DO $$ DECLARE n int; BEGIN
  SELECT count(*) INTO n FROM city;
  IF n > 0 THEN RAISE EXCEPTION '% rows', n; END IF;
  ASSERT n = 0;
END $$;
CREATE TABLE copied AS SELECT * FROM city;
CREATE TABLE copied_too AS TABLE city WITH NO DATA;
CREATE TABLE some_columns AS (SELECT c.name, c.founded AS since, id number FROM city AS c WHERE id > 1);
ALTER TABLE copied ADD PRIMARY KEY (id), ALTER name SET NOT NULL;
-- Functions that change the schema when they are called.
CREATE FUNCTION add_kinds() RETURNS text LANGUAGE plpgsql AS $$
DECLARE there boolean;
BEGIN
  SELECT EXISTS (SELECT FROM pg_tables WHERE tablename = 'kind') INTO there;
  IF there THEN
    RETURN 'there';
  END IF;
  CREATE TABLE kind (id smallint PRIMARY KEY);
  INSERT INTO kind VALUES (1), (2);
  ALTER TABLE nowhere ADD COLUMN kind smallint REFERENCES kind;
  RETURN 'made';
  DROP TABLE kind;
END $$;
SELECT add_kinds();
SELECT add_kinds();
CREATE FUNCTION spoil() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT FROM copied_too) THEN RETURN; END IF;
  DROP TABLE copied_too;
END $$;
DO $$ BEGIN
  IF (SELECT count(*) FROM copied_too WHERE (id = 0)) > 0 THEN DROP TABLE copied_too; END IF;
  IF (SELECT count(*) FROM copied_too) = 0 THEN RETURN; END IF;
  DROP TABLE copied_too;
END $$;
CREATE FUNCTION all_kinds() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  PERFORM spoil();
  PERFORM add_kinds();
  BEGIN
    ALTER TABLE copied_too ADD COLUMN called int NOT NULL DEFAULT 7;
    RETURN;
  END;
  DROP TABLE copied_too;
END $$;
DO $$ BEGIN PERFORM all_kinds(); END $$;
DROP FUNCTION all_kinds();
