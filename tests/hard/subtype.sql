-- Subtypes whose key is a reference of two columns, narrowed by conditions on the kind.
-- holds: select count(distinct kind) = 3 and count(*) >= 300 from parties
-- holds: select (select count(*) from orgs) > 50 and (select count(*) from people) > 50 and (select count(*) from jobs) >= 300
-- holds: select count(distinct owner_kind) = 2 and bool_and(owner_kind <> 'bot') and count(*) >= 300 from notes
-- holds: select count(*) > 50 and bool_and(kind = 'bot') from bots
create table parties (
  id bigint not null,
  kind text not null check (kind in ('org', 'person', 'bot')),
  name text not null,
  primary key (id, kind));
create table orgs (
  party_id bigint not null,
  kind text not null default 'org' check (kind = 'org'),
  vat text not null unique,
  primary key (party_id, kind),
  foreign key (party_id, kind) references parties);
create table people (
  party_id bigint not null,
  kind text not null default 'person' check (kind = 'person'),
  born date,
  primary key (party_id, kind),
  foreign key (party_id, kind) references parties);
create table jobs (
  id serial primary key,
  org_id bigint not null,
  org_kind text not null check (org_kind = 'org'),
  person_id bigint not null,
  person_kind text not null check (person_kind = 'person'),
  unique (org_id, person_id),
  foreign key (org_id, org_kind) references orgs,
  foreign key (person_id, person_kind) references people);
create table notes (
  id serial primary key,
  owner_id bigint not null,
  owner_kind text not null,
  body text not null,
  foreign key (owner_id, owner_kind) references parties,
  check (owner_kind <> 'bot'));
create table bots (
  party_id bigint primary key,
  kind text not null generated always as ('bot') stored,
  maker_id bigint,
  maker_kind text generated always as (case when maker_id is not null then 'org' end) stored,
  foreign key (party_id, kind) references parties,
  foreign key (maker_id, maker_kind) references orgs);
