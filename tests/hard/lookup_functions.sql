-- CHECKs whose functions look up the row referenced: its columns narrow the reference.
-- holds: SELECT count(DISTINCT type) = 3 FROM roles
-- holds: SELECT count(*) = 300 FROM members
-- holds: SELECT count(*) FILTER (WHERE active) > 10 AND count(*) FILTER (WHERE NOT active) > 10 FROM keys
-- never: ONLY public.guest_books: role_id: (role_id IS NULL) -- there is no row to look up
-- never: ONLY public.pauses: role_id: (role_id IS NULL) -- the same
CREATE TYPE role_type AS ENUM ('user', 'machine', 'guest');
CREATE TABLE orgs (id serial PRIMARY KEY);
CREATE TABLE roles (
    org_id int NOT NULL REFERENCES orgs,
    id bigserial UNIQUE,
    type role_type NOT NULL DEFAULT 'user',
    gone timestamptz,
    level int CHECK (level BETWEEN 1 AND 9),
    PRIMARY KEY (org_id, id)
);
CREATE TABLE persons (id int PRIMARY KEY, role bigint NOT NULL REFERENCES roles (id), active boolean NOT NULL);

-- In SQL and PL/pgSQL, as EXISTS, as a value, as a count, by variables and by IF.
CREATE FUNCTION is_of(r bigint, t role_type) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT 1 FROM roles r0 WHERE r0.id = r AND r0.type = t) $$;
CREATE FUNCTION is_strong(rid bigint) RETURNS boolean LANGUAGE sql AS
$$ SELECT type = 'machine' OR level > 4 FROM roles WHERE id = rid $$;
CREATE FUNCTION is_no_user(oid int, rid bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v role_type;
BEGIN
    SELECT r.type INTO v FROM public.roles r WHERE r.org_id = oid AND r.id = rid;
    RETURN v <> 'user';
END $$;
CREATE FUNCTION is_weak(rid bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE l roles.level%TYPE;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM roles WHERE id = rid AND gone IS NULL) THEN RETURN false; END IF;
    SELECT INTO l level FROM roles WHERE id = rid;
    IF l IS NULL THEN RETURN true; END IF;
    RETURN l < 5;
END $$;
CREATE FUNCTION org_of(rid bigint) RETURNS int LANGUAGE sql AS $$ SELECT org_id FROM roles WHERE id = rid $$;
CREATE FUNCTION guests(rid bigint) RETURNS int LANGUAGE sql AS
$$ SELECT count(*)::int FROM roles WHERE id = rid AND type = 'guest' $$;
CREATE FUNCTION is_active(p int) RETURNS boolean LANGUAGE sql AS $$ SELECT active FROM persons WHERE id = p $$;
CREATE FUNCTION is_any_of(rid bigint, VARIADIC types role_type[]) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT type FROM roles WHERE id = rid) = ANY (types);
END $$;

CREATE TABLE users (id serial PRIMARY KEY, role_id bigint NOT NULL REFERENCES roles (id), CHECK (is_of(role_id, 'user')));
CREATE TABLE guest_books (id serial PRIMARY KEY, role_id bigint REFERENCES roles (id), CHECK (is_of(role_id, 'guest')));
CREATE TABLE residents (id serial PRIMARY KEY, role_id bigint REFERENCES roles (id), CHECK (NOT is_of(role_id, 'guest')));
CREATE TABLE jobs (id serial PRIMARY KEY, role_id bigint NOT NULL REFERENCES roles (id), CHECK (is_strong(role_id)));
CREATE TABLE tasks (
    id serial PRIMARY KEY,
    org_id int NOT NULL,
    role_id bigint NOT NULL,
    FOREIGN KEY (org_id, role_id) REFERENCES roles,
    CHECK (is_no_user(org_id, role_id))
);
CREATE TABLE pauses (id serial PRIMARY KEY, role_id bigint REFERENCES roles (id), CHECK (is_weak(role_id)));
CREATE TABLE members (
    role_id bigint PRIMARY KEY REFERENCES roles (id),
    org_id int NOT NULL REFERENCES orgs,
    CHECK (org_of(role_id) = org_id)
);
CREATE TABLE grants (
    id serial PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('x', 'y', 'z')),
    role_id bigint REFERENCES roles (id),
    CHECK (kind <> 'x' OR is_of(role_id, 'user'))
);
CREATE TABLE visits (id serial PRIMARY KEY, role_id bigint NOT NULL REFERENCES roles (id), CHECK (guests(role_id) = 1));
CREATE TABLE staff (person_id int PRIMARY KEY REFERENCES persons, note text, CHECK (is_active(person_id)));
CREATE TABLE shifts (person_id int REFERENCES staff, n int, PRIMARY KEY (person_id, n), CHECK (is_active(person_id)));
CREATE TABLE lists (
    id serial PRIMARY KEY,
    role_id bigint NOT NULL REFERENCES roles (id),
    CHECK (is_any_of(role_id, 'user', 'guest')),
    CHECK (is_any_of(role_id, VARIADIC ARRAY['user', 'machine']::role_type[]))
);

-- One of them active for each; the others are to the same roles.
CREATE TABLE keys (
    id serial PRIMARY KEY,
    role_id bigint NOT NULL REFERENCES roles (id),
    active boolean NOT NULL,
    CHECK (is_of(role_id, 'machine'))
);
CREATE UNIQUE INDEX ON keys (role_id) WHERE active;
