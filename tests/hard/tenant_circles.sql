-- Tenants in which every table references all the others: people, teams, projects and files know of one another.
-- holds: select count(*) = 300 from files
CREATE TABLE tenants (id int PRIMARY KEY);
CREATE TABLE people (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, team int, project int, photo int,
  PRIMARY KEY (tenant, id));
CREATE TABLE teams (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, head int NOT NULL, project int, logo int,
  PRIMARY KEY (tenant, id));
CREATE TABLE projects (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, owner int NOT NULL, team int NOT NULL,
  plan int, PRIMARY KEY (tenant, id));
CREATE TABLE files (tenant int NOT NULL REFERENCES tenants, id int NOT NULL, author int NOT NULL, team int, project int,
  PRIMARY KEY (tenant, id));
ALTER TABLE people ADD FOREIGN KEY (tenant, team) REFERENCES teams;
ALTER TABLE people ADD FOREIGN KEY (tenant, project) REFERENCES projects;
ALTER TABLE people ADD FOREIGN KEY (tenant, photo) REFERENCES files;
ALTER TABLE teams ADD FOREIGN KEY (tenant, head) REFERENCES people;
ALTER TABLE teams ADD FOREIGN KEY (tenant, project) REFERENCES projects;
ALTER TABLE teams ADD FOREIGN KEY (tenant, logo) REFERENCES files;
ALTER TABLE projects ADD FOREIGN KEY (tenant, owner) REFERENCES people;
ALTER TABLE projects ADD FOREIGN KEY (tenant, team) REFERENCES teams;
ALTER TABLE projects ADD FOREIGN KEY (tenant, plan) REFERENCES files;
ALTER TABLE files ADD FOREIGN KEY (tenant, author) REFERENCES people;
ALTER TABLE files ADD FOREIGN KEY (tenant, team) REFERENCES teams;
ALTER TABLE files ADD FOREIGN KEY (tenant, project) REFERENCES projects;
