-- References of one tenant that are in order, differ, or lead back to one another.
-- rows: tenants=15
-- holds: select count(*) = 300 and count(distinct tenant) = 15 from edges
-- holds: select count(*) = 300 from pairs
-- holds: select count(*) = 300 from arcs
-- holds: select count(*) = 300 and count(distinct next_id) > 100 from rings
-- holds: select count(*) = 300 from x
create table tenants (id int primary key);
create table nodes (tenant int not null references tenants, id int not null, primary key (tenant, id));
create table edges (tenant int not null, id int primary key, from_id int not null, to_id int not null, check (from_id < to_id),
  foreign key (tenant, from_id) references nodes, foreign key (tenant, to_id) references nodes);
create table pairs (tenant int not null, a_id int not null, b_id int not null, primary key (tenant, a_id, b_id), check (a_id <> b_id),
  foreign key (tenant, a_id) references nodes, foreign key (tenant, b_id) references nodes);
create table rings (tenant int not null references tenants, id int not null, next_id int not null, primary key (tenant, id), check (next_id <> id),
  foreign key (tenant, next_id) references rings);
create table x (tenant int not null references tenants, id int not null, y_id int not null, primary key (tenant, id));
create table y (tenant int not null references tenants, id int not null, x_id int not null, primary key (tenant, id), foreign key (tenant, x_id) references x deferrable initially deferred);
alter table x add foreign key (tenant, y_id) references y deferrable initially deferred;
create table arcs (tenant int not null, low_id int not null, high_id int not null, primary key (tenant, low_id, high_id), check (high_id > low_id),
  foreign key (tenant, low_id) references nodes, foreign key (tenant, high_id) references nodes);
