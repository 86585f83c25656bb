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
