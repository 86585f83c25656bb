-- References two of which want different groups: one of them follows where the other leads.
-- holds: select count(*) = 300 and count(d) between 200 and 299 from crossed
-- holds: select count(*) > 100 from mix
create table tenants (id int primary key);
create table a (tenant int not null references tenants, id int not null, primary key (tenant, id));
create table b (tenant int not null references tenants, id int not null, primary key (tenant, id));
create table ab (tenant int not null, a_id int not null, b_id int not null, n int, primary key (tenant, a_id, b_id), foreign key (tenant, a_id) references a, foreign key (tenant, b_id) references b);
create table ac (tenant int not null, a_id int not null, c int not null, primary key (tenant, a_id, c), foreign key (tenant, a_id) references a);
create table bd (tenant int not null, b_id int not null, d int not null, primary key (tenant, b_id, d), foreign key (tenant, b_id) references b);
create table mix (id int primary key, tenant int not null, a_id int not null, b_id int not null, c int not null,
  foreign key (tenant, a_id, b_id) references ab, foreign key (tenant, a_id, c) references ac, foreign key (tenant, b_id) references b);
create table crossed (id int primary key, tenant int not null, a_id int not null, b_id int not null, c int not null, d int,
  foreign key (tenant, a_id, b_id) references ab, foreign key (tenant, a_id, c) references ac, foreign key (tenant, b_id, d) references bd);
