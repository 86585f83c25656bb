-- References share columns two by two, and each pair others: what one row leads to is where the next one lies.
-- holds: select count(*) = 300 from x where (t, a, b) in (select * from ab) and (t, b, d) in (select * from bd)
-- holds: select count(distinct b) > 50 from x
-- holds: select count(*) = 300 from y
-- holds: select count(*) = 300 from z
-- holds: select count(*) = 300 from chain
-- holds: select count(*) = 300 from chain_key
-- holds: select count(*) = 300 from upper_key
-- holds: select count(*) > 100 and count(d) > 50 from narrow_d
create table tenants (id int primary key);
create table a (t int not null references tenants, id int not null, primary key (t, id));
create table b (t int not null references tenants, id int not null, primary key (t, id));
create table ab (t int not null, a int not null, b int not null, primary key (t, a, b), foreign key (t, a) references a, foreign key (t, b) references b);
create table ac (t int not null, a int not null, c int not null, primary key (t, a, c), foreign key (t, a) references a);
create table bd (t int not null, b int not null, d int not null, primary key (t, b, d), foreign key (t, b) references b);
create table be (t int not null, b int not null, e text not null, primary key (t, b, e), foreign key (t, b) references b);
create table bef (t int not null, b int not null, e text not null, f int not null, primary key (t, b, e, f), foreign key (t, b, e) references be);
create table x (t int not null, a int not null, b int not null, c int not null, d int not null, primary key (t, a, b, c, d),
  foreign key (t, a, b) references ab, foreign key (t, a, c) references ac, foreign key (t, b, d) references bd);
-- Tables that reference such a one, and follow where it leads in turn; by rows of groups in the groups, too.
create table y (id serial primary key, t int not null, a int not null, b int not null, c int not null, d int not null, e text not null, f int not null,
  foreign key (t, a, b, c, d) references x, foreign key (t, b, e, f) references bef);
create table z (t int not null, a int not null, b int not null, c int not null, d int not null, e text not null, n int not null check (n between 1 and 4),
  foreign key (t, a, b, c, d) references x, foreign key (t, b, e) references be, primary key (t, a, b, c, d, e, n));
-- One group leads to the next, without tenants.
create table ca (id int primary key);
create table cb (id int primary key);
create table cc (id int primary key);
create table cd (id int primary key);
create table ca_b (a int references ca, b int references cb, primary key (a, b));
create table cb_c (b int references cb, c int references cc, primary key (b, c));
create table cc_d (c int references cc, d int references cd, primary key (c, d));
create table cd_e (d int references cd, e int, primary key (d, e));
create table chain (id serial primary key, a int not null, b int not null, c int not null, d int not null, e int not null,
  foreign key (a, b) references ca_b, foreign key (b, c) references cb_c, foreign key (c, d) references cc_d, foreign key (d, e) references cd_e);
create table chain_key (a int not null, b int not null, c int not null, d int not null, primary key (a, b, c, d),
  foreign key (a, b) references ca_b, foreign key (b, c) references cb_c, foreign key (c, d) references cc_d);
create table upper_key (a int, b int, c int, d int, n int, primary key (a, b, c, d, n), foreign key (a, b, c, d) references chain_key);
-- Where the reference may be NULL, where a condition says which rows it may be to, and a key over it.
create table cb_kind (b int references cb, f int, kind text not null check (kind in ('p', 'q')), primary key (b, f), unique (b, f, kind));
create table ca_g (a int references ca, g int, primary key (a, g));
create table narrow_d (id serial primary key, a int not null, b int not null, g int not null, c int not null, d int, f int not null, kind text not null check (kind = 'p'), unique (a, b, g, f),
  foreign key (a, b) references ca_b, foreign key (a, g) references ca_g, foreign key (b, c) references cb_c, foreign key (c, d) references cc_d, foreign key (b, f, kind) references cb_kind (b, f, kind));
