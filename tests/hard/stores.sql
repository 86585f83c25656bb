-- Libraries of stores of projects, and subtypes of both, which share more columns the further down they are.
-- rows: projects=12,vault_store=100
-- holds: select count(*) > 90 and count(distinct store_id) > 20 from vault_library
-- holds: select count(*) > 90 from vault_ssh_library
-- holds: select count(*) = 300 and count(distinct project_id) = 12 from target_library
-- never: ONLY public.vault_ssh_library: kind: (kind IS NULL) -- the reference would not be checked
create table projects (id text primary key);
create table kinds (name text primary key check (name in ('unspecified', 'ssh', 'password')));
create table store (public_id text primary key, project_id text not null references projects, unique (project_id, public_id));
create table vault_store (public_id text primary key, project_id text not null, unique (project_id, public_id),
  foreign key (project_id, public_id) references store (project_id, public_id));
create table library (public_id text primary key, store_id text not null, kind text not null references kinds, project_id text not null,
  unique (project_id, public_id), unique (project_id, store_id, public_id, kind),
  foreign key (project_id, store_id) references store (project_id, public_id));
create table vault_library (public_id text primary key, store_id text not null, kind text not null references kinds, project_id text not null,
  unique (project_id, public_id), unique (project_id, store_id, public_id, kind),
  foreign key (public_id, store_id, kind, project_id) references library (public_id, store_id, kind, project_id),
  foreign key (project_id, store_id) references vault_store (project_id, public_id));
create table vault_ssh_library (public_id text primary key, store_id text not null references vault_store (public_id), kind text, project_id text not null, name text,
  unique (store_id, name),
  foreign key (project_id, store_id, public_id, kind) references vault_library (project_id, store_id, public_id, kind));
create table target (public_id text primary key, project_id text not null references projects, unique (project_id, public_id));
create table target_library (target_id text not null, library_id text not null, purpose text not null check (purpose in ('a', 'b')), project_id text not null,
  primary key (project_id, target_id, library_id, purpose),
  foreign key (project_id, library_id) references library (project_id, public_id),
  foreign key (project_id, target_id) references target (project_id, public_id));
