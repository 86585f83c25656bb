-- Partial unique indexes that overlap, as soft-deleted rows have them.
-- holds: SELECT count(*) FILTER (WHERE admin AND deleted_at IS NULL) = 1 AND count(*) FILTER (WHERE NOT admin) > 9 FROM roles
-- holds: SELECT count(plan_id) > 9 AND count(subscription_id) > 9 AND count(*) = 300 FROM thresholds
-- holds: SELECT count(*) > 200 FROM terms
-- holds: SELECT count(*) = 300 AND count(DISTINCT (type, is_default)) = 6 FROM channels
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
