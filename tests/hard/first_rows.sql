-- Trees whose first row, of the table or of each tenant, has no other row to be under, and says so.
-- rows: tenants=20
-- holds: select count(*) = 20 and bool_and(kind = 'root') from (select distinct on (tenant_id) * from tenant_folders order by tenant_id, id) f
-- holds: select count(parent_id) > 100 from tenant_folders
-- holds: select count(parent_id) > 100 from topics
create table folders (
  id serial primary key,
  kind text not null check (kind in ('root','dir','file')),
  parent_id int references folders,
  check (parent_id < id),
  check ((kind = 'root') = (parent_id is null)));
create table boxes (
  id serial primary key,
  kind text not null check (kind in ('root','dir','file')),
  parent_id int references boxes,
  check (parent_id <> id),
  check ((kind = 'root') = (parent_id is null)));
create table tags (
  id serial primary key,
  kind text not null check (kind in ('root','dir','file')),
  parent_id int references tags,
  check (parent_id <> id),
  check (kind <> 'root' or parent_id is null));
create table topics (
  id serial primary key,
  kind text not null check (kind in ('root','dir','file')),
  parent_id int references topics,
  check (parent_id < id),
  check (kind <> 'root' or parent_id is null));
create table tenants (id int primary key);
create table tenant_folders (
  tenant_id int not null references tenants,
  id int not null,
  primary key (tenant_id, id),
  kind text not null check (kind in ('root','dir','file')),
  parent_id int,
  foreign key (tenant_id, parent_id) references tenant_folders,
  check (parent_id < id),
  check ((kind = 'root') = (parent_id is null)));
create table tenant_topics (
  tenant_id int not null references tenants,
  id int not null,
  primary key (tenant_id, id),
  kind text not null check (kind in ('root','dir','file')),
  parent_id int,
  foreign key (tenant_id, parent_id) references tenant_topics,
  check (parent_id < id),
  check (kind <> 'root' or parent_id is null));
create table tenant_boxes (
  tenant_id int not null references tenants,
  id int not null,
  primary key (tenant_id, id),
  kind text not null check (kind in ('root','dir','file')),
  parent_id int,
  foreign key (tenant_id, parent_id) references tenant_boxes,
  check (parent_id <> id),
  check ((kind = 'root') = (parent_id is null)));
