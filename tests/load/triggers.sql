-- Triggers that do something to a load: one refuses some rows, one changes them, one puts rows into another table that
-- is loaded too, one is a constraint trigger that waits for the end of the transaction.
CREATE TABLE users (
    id integer PRIMARY KEY,
    name varchar(20) NOT NULL,
    changed boolean NOT NULL DEFAULT false
);
CREATE TABLE profiles (
    user_id integer PRIMARY KEY REFERENCES users,
    note varchar(40)
);
CREATE TABLE visits (
    id integer PRIMARY KEY,
    user_id integer NOT NULL REFERENCES users DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE checks (
    user_id integer NOT NULL REFERENCES users,
    done boolean NOT NULL
);

CREATE FUNCTION refuse_tenth() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE tenth bigint := NEW.id % 10;
BEGIN
    PERFORM tenth;
    IF tenth = 0 THEN
        RAISE EXCEPTION 'user % has no place', NEW.id;
    END IF;
    NEW.changed := true;
    RETURN NEW;
END $$;
CREATE TRIGGER users_refuse BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION refuse_tenth();

CREATE FUNCTION make_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id % 2 = 0 THEN
        EXECUTE 'INSERT INTO profiles (user_id, note) VALUES ($1, $2)' USING NEW.id, 'by a trigger';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER users_profile AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION make_profile();

CREATE FUNCTION count_visit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'INSERT INTO checks (user_id, done) VALUES ($1, true)' USING NEW.user_id;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER visits_check AFTER INSERT ON visits DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION count_visit();

CREATE FUNCTION look_for_users() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM count(*) FROM users;
    RETURN NULL;
END $$;
CREATE TRIGGER visits_emptied AFTER TRUNCATE ON visits FOR EACH STATEMENT EXECUTE FUNCTION look_for_users();
