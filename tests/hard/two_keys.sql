-- Two unique keys that overlap in a column, each for the rows of a scenario of its own.
-- holds: select count(*) >= 300 and count(org_id) > 50 and count(person_id) > 50 and count(distinct slot) = 50 from seats
-- holds: select count(distinct org_id) > 5 and count(distinct person_id) > 5 from seats
create table orgs (id serial primary key, name text not null);
create table persons (id serial primary key, name text not null);
create table seats (
  id serial primary key,
  org_id int references orgs,
  person_id int references persons,
  slot int not null check (slot between 1 and 50),
  check ((org_id is null) <> (person_id is null)),
  unique (org_id, slot),
  unique (person_id, slot));
