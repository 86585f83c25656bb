-- Unique constraints of references inside a tenant: chains, pairs, subtypes whose rows are referenced.
-- rows: tenants=10
-- holds: select count(*) = 300 and count(boss_id) > 200 from person
-- holds: select count(*) = 300 from friend
-- holds: select count(*) = 300 and count(distinct person_id) > 50 from session
-- holds: select count(*) > 100 from vote
create table tenants (id int primary key);
create table team (tenant int not null references tenants, id int not null, name text not null, primary key (tenant, id), unique (tenant, name));
create table person (tenant int not null references tenants, id int not null, team_id int, boss_id int, primary key (tenant, id),
  foreign key (tenant, team_id) references team, foreign key (tenant, boss_id) references person, unique (tenant, team_id, boss_id));
create table seat (tenant int not null, team_id int not null, no smallint not null check (no between 1 and 5), person_id int, primary key (tenant, team_id, no),
  foreign key (tenant, team_id) references team, foreign key (tenant, person_id) references person);
create table friend (tenant int not null, a int not null, b int not null, primary key (tenant, a, b), check (a <> b),
  foreign key (tenant, a) references person, foreign key (tenant, b) references person);
create table login (tenant int not null, person_id int not null, primary key (tenant, person_id), foreign key (tenant, person_id) references person);
create table session (id uuid primary key, tenant int not null, person_id int not null, team_id int not null,
  foreign key (tenant, person_id) references login, foreign key (tenant, team_id) references team);
create table vote (tenant int not null, person_id int not null, team_id int not null, unique (tenant, person_id), unique (tenant, team_id), 
  foreign key (tenant, person_id) references login, foreign key (tenant, team_id) references team);
