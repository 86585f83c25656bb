-- Exactly one of five columns, written in several ways.
-- holds: select count(*) >= 300 and count(a) > 20 and count(b) > 20 and count(c) > 20 and count(d) > 20 and count(e) > 20 from link
-- holds: select count(*) >= 300 and count(a) > 20 and count(b) > 20 and count(c) > 20 and count(d) > 20 and count(e) > 20 from of_values
-- holds: select count(a) > 20 and count(b) > 20 and count(c) > 20 from two
create table t1 (id serial primary key);
create table t2 (id serial primary key);
create table t3 (id serial primary key);
create table t4 (id serial primary key);
create table t5 (id serial primary key);
create table link (
  id serial primary key,
  a int references t1,
  b int references t2,
  c int references t3,
  d int references t4,
  e int references t5,
  check ((a is not null)::int + (b is not null)::int + (c is not null)::int + (d is not null)::int
    + (e is not null)::int = 1));
create table of_values (
  id serial primary key,
  a int,
  b text,
  c date,
  d uuid,
  e numeric(6, 2),
  check (num_nonnulls(a, b, c, d, e) = 1));
create table two (
  id serial primary key,
  a int,
  b int,
  c int,
  check (((a is null) and (b is not null)) or ((a is not null) and (b is null))),
  check (c is null or a is not null));
