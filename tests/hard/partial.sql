-- Partial unique indexes that overlap, as soft-deleted rows have them.
-- holds: SELECT count(*) FILTER (WHERE admin AND deleted_at IS NULL) = 1 AND count(*) FILTER (WHERE NOT admin) > 9 FROM roles
-- holds: SELECT count(plan_id) > 9 AND count(subscription_id) > 9 AND count(*) = 300 FROM thresholds
-- holds: SELECT count(*) > 200 FROM terms
-- holds: SELECT count(*) = 300 AND count(DISTINCT (type, is_default)) = 6 FROM channels
-- holds: SELECT count(*) = 300 AND count(DISTINCT (student, course)) = 150 AND count(*) FILTER (WHERE passed) = 150 AND count(DISTINCT attempt) = 3 FROM grades
-- holds: SELECT count(*) = 300 AND count(*) FILTER (WHERE state = 'new') > 50 AND count(*) FILTER (WHERE state = 'open') > 50 FROM attempts
-- holds: SELECT count(*) = 300 AND count(*) FILTER (WHERE main) > 50 AND count(*) FILTER (WHERE main AND is_new) > 20 FROM taught
-- holds: SELECT count(*) = 300 AND count(deleted_at) BETWEEN 100 AND 200 FROM versions
CREATE TYPE reason AS ENUM ('starting', 'periodic', 'terminating');
CREATE TABLE plans (id uuid PRIMARY KEY);
CREATE TABLE subscriptions (id uuid PRIMARY KEY);
CREATE TABLE invoices (id uuid PRIMARY KEY);

CREATE TABLE roles (id uuid PRIMARY KEY, code varchar NOT NULL, admin boolean DEFAULT false NOT NULL, deleted_at timestamp);
CREATE UNIQUE INDEX roles_admin ON roles (admin) WHERE admin AND deleted_at IS NULL;
CREATE UNIQUE INDEX roles_code ON roles (code) WHERE deleted_at IS NULL;

CREATE TABLE thresholds (id uuid PRIMARY KEY, plan_id uuid REFERENCES plans, subscription_id uuid REFERENCES subscriptions,
    amount_cents bigint NOT NULL, recurring boolean DEFAULT false NOT NULL, deleted_at timestamp,
    CHECK ((plan_id IS NOT NULL) <> (subscription_id IS NOT NULL)));
CREATE UNIQUE INDEX ON thresholds (amount_cents, plan_id, recurring) WHERE deleted_at IS NULL AND plan_id IS NOT NULL;
CREATE UNIQUE INDEX ON thresholds (amount_cents, subscription_id, recurring)
    WHERE deleted_at IS NULL AND subscription_id IS NOT NULL;
CREATE UNIQUE INDEX ON thresholds (plan_id, recurring)
    WHERE recurring IS TRUE AND deleted_at IS NULL AND plan_id IS NOT NULL;
CREATE UNIQUE INDEX ON thresholds (subscription_id, recurring)
    WHERE recurring IS TRUE AND deleted_at IS NULL AND subscription_id IS NOT NULL;

CREATE TABLE terms (id uuid PRIMARY KEY, invoice_id uuid NOT NULL REFERENCES invoices,
    subscription_id uuid NOT NULL REFERENCES subscriptions, reason reason, regenerated_id uuid REFERENCES invoices,
    recurring boolean, charged_from timestamp, charged_to timestamp, created_at timestamp NOT NULL);
CREATE UNIQUE INDEX ON terms (invoice_id, subscription_id) WHERE created_at >= '2023-11-23';
CREATE UNIQUE INDEX ON terms (subscription_id, charged_from, charged_to)
    WHERE created_at >= '2023-06-09' AND recurring IS TRUE AND regenerated_id IS NULL;
CREATE UNIQUE INDEX ON terms (subscription_id, reason) WHERE reason = 'starting' AND regenerated_id IS NULL;
CREATE UNIQUE INDEX ON terms (subscription_id, reason) WHERE reason = 'terminating' AND regenerated_id IS NULL;

-- A key whose columns conditions bind to one another.
CREATE TABLE tenants (id serial PRIMARY KEY);
CREATE TABLE channels (tenant_id int NOT NULL REFERENCES tenants, type text NOT NULL CHECK (type IN ('email', 'sms', 'push')),
    target text NOT NULL, is_default boolean NOT NULL, UNIQUE (tenant_id, type, target),
    CHECK (type <> 'email' OR target LIKE '%@%'));
CREATE UNIQUE INDEX ON channels (tenant_id, type) WHERE is_default;

-- Beside larger keys of all rows, whose other columns have few values.
CREATE TABLE student (id serial PRIMARY KEY);
CREATE TABLE course (id serial PRIMARY KEY);
CREATE TABLE teacher (id serial PRIMARY KEY);
CREATE TABLE grades (student int NOT NULL REFERENCES student, course int NOT NULL REFERENCES course,
    attempt int NOT NULL CHECK (attempt BETWEEN 1 AND 3), grade numeric(2,1) NOT NULL CHECK (grade BETWEEN 1.0 AND 5.0),
    passed boolean NOT NULL, CHECK (passed = (grade <= 4.0)), PRIMARY KEY (student, course, attempt));
CREATE UNIQUE INDEX ON grades (student, course) WHERE passed;

-- Of no row in both.
CREATE TABLE attempts (student int NOT NULL REFERENCES student, attempt int NOT NULL CHECK (attempt BETWEEN 1 AND 3),
    state text NOT NULL CHECK (state IN ('new', 'open', 'done')), UNIQUE (student, attempt));
CREATE UNIQUE INDEX ON attempts (student) WHERE state = 'new';
CREATE UNIQUE INDEX ON attempts (student) WHERE state = 'open';

-- Of rows in both; the rest is a reference.
CREATE TABLE taught (student int NOT NULL REFERENCES student, course int NOT NULL REFERENCES course,
    teacher int NOT NULL REFERENCES teacher, main boolean NOT NULL, is_new boolean NOT NULL,
    UNIQUE (student, course, teacher));
CREATE UNIQUE INDEX ON taught (student, course) WHERE main;
CREATE UNIQUE INDEX ON taught (course, student) WHERE is_new;

CREATE TABLE versions (document int REFERENCES course, kind text NOT NULL CHECK (kind IN ('draft', 'final')),
    version int NOT NULL CHECK (version BETWEEN 1 AND 30), deleted_at timestamptz, UNIQUE (document, kind, version));
CREATE UNIQUE INDEX ON versions (document, kind) WHERE deleted_at IS NULL;
