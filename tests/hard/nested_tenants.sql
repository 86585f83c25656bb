-- Groups inside groups: projects and documents of workspaces of organizations, and users of organizations.
-- rows: orgs=5,workspaces=20
-- holds: select count(*) = 300 and count(distinct (org, ws)) = 20 and count(other_id) > 200 from links
-- holds: select count(*) > 100 and count(distinct user_id) > 50 from shares
-- holds: select count(*) = 300 and count(project) > 200 and count(parent) > 150 from threads
-- holds: select count(*) > 200 from likes
create table orgs (id int primary key);
create table users (org int not null references orgs, id int not null, primary key (org, id));
create table workspaces (org int not null references orgs, id int not null, owner_id int not null, primary key (org, id), foreign key (org, owner_id) references users);
create table projects (org int not null, ws int not null, id int not null, lead_id int, primary key (org, ws, id), foreign key (org, ws) references workspaces, foreign key (org, lead_id) references users);
create table docs (org int not null, ws int not null, id int not null, primary key (org, ws, id), foreign key (org, ws) references workspaces);
create table links (org int not null, ws int not null, id int primary key, project int not null, doc int not null, user_id int not null, other_id int,
  foreign key (org, ws, project) references projects, foreign key (org, ws, doc) references docs, foreign key (org, user_id) references users, foreign key (org, other_id) references users);
create table grants (org int not null, ws int not null, project int not null, doc int not null, primary key (org, ws, project, doc),
  foreign key (org, ws, project) references projects, foreign key (org, ws, doc) references docs);
create table shares (org int not null, ws int not null, project int not null, user_id int not null, primary key (org, ws, project, user_id),
  foreign key (org, ws, project) references projects, foreign key (org, user_id) references users);
create table threads (org int not null, ws int not null, id int not null, doc int not null, project int, parent int, primary key (org, ws, id),
  foreign key (org, ws, doc) references docs, foreign key (org, ws, project) references projects, foreign key (org, ws, parent) references threads);
create table likes (org int not null, ws int not null, thread int not null, doc int not null, user_id int not null, primary key (org, ws, thread, user_id),
  foreign key (org, ws, thread) references threads, foreign key (org, ws, doc) references docs, foreign key (org, user_id) references users);
