-- Rows in groups that each have a row of a table without groups for their own: what is unique in a group holds by that.
-- holds: select count(*) = 300 and count(distinct project_id) > 50 from static_credentials
-- holds: select count(*) = 300 from documents
create table projects (id text primary key);
create table credentials (public_id text primary key);
create table stores (
  public_id text primary key,
  project_id text not null references projects,
  unique (project_id, public_id));
create table static_stores (
  public_id text primary key,
  project_id text not null references projects,
  foreign key (project_id, public_id) references stores (project_id, public_id));
create table static_credentials (
  public_id text primary key references credentials,
  store_id text not null,
  project_id text not null,
  foreign key (project_id, store_id) references stores (project_id, public_id),
  unique (project_id, public_id),
  unique (project_id, store_id, public_id));
create table documents (
  public_id text primary key,
  store_id text not null references static_stores,
  project_id text not null,
  name text,
  foreign key (project_id, store_id, public_id)
    references static_credentials (project_id, store_id, public_id),
  unique (store_id, name),
  unique (store_id, public_id));
