-- A key that is a part of a reference: rows of a junction whose parents differ.
-- holds: SELECT count(*) = 300 FROM trash
-- holds: SELECT count(DISTINCT folder) > 50 FROM trash
-- holds: SELECT count(*) > 200 FROM main_teams
-- rows: main_teams=400
CREATE TABLE folders (id bigserial PRIMARY KEY);
CREATE TABLE files (id bigserial PRIMARY KEY);
CREATE TABLE folder_files (
    file bigint NOT NULL REFERENCES files,
    folder bigint NOT NULL REFERENCES folders,
    added timestamptz NOT NULL,
    UNIQUE (folder, file)
);
CREATE TABLE trash (
    file bigint PRIMARY KEY,
    folder bigint NOT NULL,
    deleted timestamptz NOT NULL,
    FOREIGN KEY (file, folder) REFERENCES folder_files (file, folder)
);

CREATE TABLE teams (code text PRIMARY KEY);
CREATE TABLE people (id uuid PRIMARY KEY);
CREATE TABLE team_people (
    id serial PRIMARY KEY,
    team text NOT NULL REFERENCES teams,
    person uuid NOT NULL REFERENCES people,
    role text NOT NULL CHECK (role IN ('member', 'owner')),
    UNIQUE (team, person, role)
);
CREATE TABLE main_teams (
    id serial PRIMARY KEY,
    team text,
    person uuid UNIQUE,
    role text,
    FOREIGN KEY (team, person, role) REFERENCES team_people (team, person, role)
);
