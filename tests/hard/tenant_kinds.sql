-- References that only some of a tenant's rows fit, because of a condition on the kind.
-- rows: orgs=9
-- holds: select count(*) = 300 and count(distinct owner) > 20 from owners
-- holds: select count(*) > 100 and count(owner) > 50 from robots
-- holds: select count(*) = 300 and count(distinct store) > 50 from sets
-- holds: select count(*) > 50 from set_hosts
-- holds: select count(*) > 50 from seats
create table orgs (id int primary key);
create table accounts (org int not null references orgs, id int not null, kind text not null check (kind in ('user', 'group', 'bot')), primary key (org, id), unique (org, id, kind));
create table docs (org int not null references orgs, id int not null, primary key (org, id));
create table owners (org int not null, id int primary key, owner int not null, kind text not null check (kind = 'user'), doc int not null,
  foreign key (org, owner, kind) references accounts (org, id, kind), foreign key (org, doc) references docs);
create table robots (org int not null, id int primary key, owner int, kind text check (kind in ('bot', 'group')), doc int not null,
  foreign key (org, owner, kind) references accounts (org, id, kind), foreign key (org, doc) references docs);
create table stores (id int primary key, kind text not null check (kind in ('static', 'plugin')), unique (id, kind));
create table sets (store int not null, id int not null, kind text not null check (kind = 'plugin'), primary key (store, id), foreign key (store, kind) references stores (id, kind));
create table hosts (store int not null references stores, id int not null, primary key (store, id));
create table set_hosts (store int not null, set_id int not null, host_id int not null, primary key (store, set_id, host_id), foreign key (store, set_id) references sets, foreign key (store, host_id) references hosts);
create table seats (org int not null, account int not null, kind text not null check (kind = 'user'), doc int not null, primary key (org, account, doc), foreign key (org, account, kind) references accounts (org, id, kind), foreign key (org, doc) references docs);
