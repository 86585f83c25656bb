-- Trees whose first row, of the table or of each tenant, has no other row to be under, and says so.
-- rows: tenants=20 courses=40 modules=120
-- holds: select count(*) = 20 and bool_and(kind = 'root') from (select distinct on (tenant_id) * from tenant_folders order by tenant_id, id) f
-- holds: select count(parent_id) > 100 from tenant_folders
-- holds: select count(parent_id) > 100 from topics
-- holds: select count(unlock_after) > 30 and count(distinct ord) > 2 and max(ord) < 100 from modules
-- holds: select (select count(recipient) > 100 from messages) and (select count(recipient) > 100 from notices)
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
create table courses (id int primary key);
create table modules (
  course_id int not null references courses,
  ord smallint not null check (ord > 0),
  unlock_after smallint,
  primary key (course_id, ord),
  foreign key (course_id, unlock_after) references modules (course_id, ord),
  check (unlock_after < ord));
create table lessons (
  course_id int not null,
  module_ord smallint not null,
  ord smallint not null,
  prev smallint,
  primary key (course_id, module_ord, ord),
  foreign key (course_id, module_ord) references modules,
  foreign key (course_id, module_ord, prev) references lessons,
  check (prev < ord));
create table members (
  course_id int not null references courses,
  person_id int not null,
  primary key (course_id, person_id));
create table messages (
  id bigserial primary key,
  course_id int not null,
  sender int not null,
  recipient int,
  read_at timestamptz,
  foreign key (course_id, sender) references members (course_id, person_id),
  foreign key (course_id, recipient) references members (course_id, person_id),
  check (sender <> recipient),
  check (read_at is null or recipient is not null));
create table notices (
  id bigserial primary key,
  course_id int not null,
  sender int not null,
  recipient int,
  kind text not null check (kind in ('all', 'one')),
  foreign key (course_id, sender) references members (course_id, person_id),
  foreign key (course_id, recipient) references members (course_id, person_id),
  check (sender < recipient),
  check ((kind = 'one') = (recipient is not null)));
