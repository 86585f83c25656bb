-- Partial unique constraints of which each parent, and each tenant, is to have its one row: an owner.
-- rows: members=900 shares=900 orgs=40 tenants=40 seats=250 crews=600
-- holds: SELECT count(*) = 900 AND count(*) FILTER (WHERE role = 'owner') BETWEEN 35 AND 40 FROM members
-- holds: SELECT count(*) FILTER (WHERE role = 'billing') > 30 FROM members
-- holds: SELECT count(*) = 900 AND count(*) FILTER (WHERE is_default) BETWEEN 60 AND 80 FROM shares
-- holds: SELECT count(*) FILTER (WHERE is_default) > 100 FROM seats
-- holds: SELECT count(*) FILTER (WHERE role = 'lead') = 40 FROM crews
-- holds: SELECT count(DISTINCT (tenant, project)) FILTER (WHERE role = 'help') > 150 FROM crews
-- holds: SELECT count(*) FILTER (WHERE is_main) > 30 AND count(*) FILTER (WHERE is_open) > 100 FROM phones
CREATE TABLE users (id serial PRIMARY KEY);
CREATE TABLE orgs (id serial PRIMARY KEY);
CREATE TABLE members (
    org int NOT NULL REFERENCES orgs,
    member int NOT NULL REFERENCES users,
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'billing')),
    PRIMARY KEY (org, member)
);
CREATE UNIQUE INDEX ON members (org) WHERE role = 'owner';
CREATE UNIQUE INDEX ON members (org) WHERE role = 'billing';
CREATE TABLE shares (
    id serial PRIMARY KEY,
    org int NOT NULL REFERENCES orgs,
    holder int NOT NULL REFERENCES users,
    stage text NOT NULL CHECK (stage IN ('test', 'live')),
    is_default boolean NOT NULL,
    is_old boolean NOT NULL,
    UNIQUE (org, holder)
);
CREATE UNIQUE INDEX ON shares (org, stage) WHERE is_default;
CREATE UNIQUE INDEX ON shares (org) WHERE is_old;

CREATE TABLE tenants (id serial PRIMARY KEY);
CREATE TABLE projects (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE people (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE seats (
    id serial PRIMARY KEY,
    tenant int NOT NULL,
    project int NOT NULL,
    person int NOT NULL,
    stage text NOT NULL CHECK (stage IN ('test', 'live')),
    is_default boolean NOT NULL,
    FOREIGN KEY (tenant, project) REFERENCES projects,
    FOREIGN KEY (tenant, person) REFERENCES people
);
CREATE UNIQUE INDEX ON seats (tenant, project, stage) WHERE is_default;
-- One leads each tenant's crews, one helps in each project.
CREATE TABLE crews (
    tenant int NOT NULL,
    project int NOT NULL,
    person int NOT NULL,
    role text NOT NULL CHECK (role IN ('lead', 'help', 'none')),
    PRIMARY KEY (tenant, project, person),
    FOREIGN KEY (tenant, project) REFERENCES projects,
    FOREIGN KEY (tenant, person) REFERENCES people
);
CREATE UNIQUE INDEX ON crews (tenant) WHERE role = 'lead';
CREATE UNIQUE INDEX ON crews (tenant, project) WHERE role = 'help';
CREATE TABLE phones (
    id serial PRIMARY KEY,
    tenant int NOT NULL,
    person int,
    project int NOT NULL,
    is_main boolean NOT NULL,
    is_open boolean NOT NULL,
    FOREIGN KEY (tenant, person) REFERENCES people,
    FOREIGN KEY (tenant, project) REFERENCES projects
);
CREATE UNIQUE INDEX ON phones (tenant) WHERE is_main;
CREATE UNIQUE INDEX ON phones (tenant, person) WHERE is_open;
