-- Tenants three levels deep: what belongs to a tenant references its own alone.
-- rows: tenants=20
-- holds: select count(*) = 300 and count(distinct tenant_id) = 20 and count(assignee_id) between 200 and 299 from tasks
-- holds: select count(*) = 300 and count(distinct (tenant_id, task_id)) > 100 from comments
-- holds: select count(*) = 300 and count(distinct kind) = 2 from reactions
create table tenants (id int primary key, name text not null);
create table projects (
  tenant_id int not null references tenants,
  id int not null,
  name text,
  primary key (tenant_id, id));
create table members (
  tenant_id int not null references tenants,
  id int not null,
  email text not null,
  primary key (tenant_id, id),
  unique (tenant_id, email));
create table tasks (
  tenant_id int not null,
  id int not null,
  project_id int not null,
  assignee_id int,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references projects,
  foreign key (tenant_id, assignee_id) references members);
create table comments (
  tenant_id int not null,
  id int not null,
  task_id int not null,
  author_id int not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, task_id) references tasks,
  foreign key (tenant_id, author_id) references members);
create table reactions (
  tenant_id int not null,
  comment_id int not null,
  member_id int not null,
  kind text not null check (kind in ('up', 'down')),
  primary key (tenant_id, comment_id, member_id),
  foreign key (tenant_id, comment_id) references comments,
  foreign key (tenant_id, member_id) references members);
