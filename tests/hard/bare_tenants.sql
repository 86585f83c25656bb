-- Tenants that are no rows of any table, but values that references share.
-- holds: select count(*) = 300 and count(distinct tenant) between 5 and 100 and count(r1_id) > 150 from t0
-- holds: select count(*) = 300 and count(distinct tenant) between 5 and 100 and count(b_id) > 200 from c
-- holds: select count(*) = 300 and count(distinct (tenant, a_id)) > 50 from d
-- holds: select count(distinct tenant) > 5 and count(best_id) > 150 from u
create table t0 (tenant int not null, id int not null, primary key (tenant, id), r1_id int);
alter table t0 add foreign key (tenant, r1_id) references t0;
create table a (tenant int not null, id int not null, primary key (tenant, id));
create table b (tenant int not null, id int not null, name text, primary key (tenant, id), unique (tenant, name));
create table c (tenant int not null, id int not null, a_id int not null, b_id int, primary key (tenant, id),
  foreign key (tenant, a_id) references a, foreign key (tenant, b_id) references b);
create table d (tenant int not null, a_id int not null, b_id int not null, primary key (tenant, a_id, b_id),
  foreign key (tenant, a_id) references a, foreign key (tenant, b_id) references b);
create table u (tenant uuid not null, id int not null, best_id int, primary key (tenant, id));
create table v (tenant uuid not null, id int not null, u_id int not null, primary key (tenant, id), foreign key (tenant, u_id) references u);
alter table u add foreign key (tenant, best_id) references v;
