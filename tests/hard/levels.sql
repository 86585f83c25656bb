-- Four levels of tenants, each with references to all those above it.
-- rows: orgs=7
-- holds: select count(*) = 300 and count(distinct org_id) = 7 and count(assignee_id) between 200 and 299 from tasks
-- holds: select count(*) = 300 and count(distinct (org_id, user_id)) > 50 from task_watchers
create table orgs (
  id int primary key);
create table workspaces (
  org_id int not null references orgs,
  id int not null,
  primary key (org_id, id));
create table projects (
  org_id int not null references orgs,
  workspace_id int not null,
  id int not null,
  primary key (org_id, workspace_id, id),
  foreign key (org_id, workspace_id) references workspaces);
create table users (
  org_id int not null references orgs,
  id int not null,
  primary key (org_id,id));
create table tasks (
  org_id int not null references orgs,
  workspace_id int not null,
  project_id int not null,
  id int not null,
  assignee_id int,
  primary key (org_id, workspace_id, project_id, id),
  foreign key (org_id, workspace_id) references workspaces,
  foreign key (org_id, workspace_id, project_id) references projects,
  foreign key (org_id, assignee_id) references users);
create table task_watchers (
  org_id int not null references orgs,
  workspace_id int not null,
  project_id int not null,
  task_id int not null,
  user_id int not null,
  primary key (org_id, workspace_id, project_id, task_id, user_id),
  foreign key (org_id, workspace_id, project_id) references projects,
  foreign key (org_id, workspace_id, project_id, task_id) references tasks on delete cascade,
  foreign key (org_id, user_id) references users);
