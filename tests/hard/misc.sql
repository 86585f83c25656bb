-- Conditions that bind references to one another, sums, chains of bounds, generated columns, functions.
-- holds: select count(*) >= 300 and count(distinct a_id) > 20 from follows
-- holds: select count(distinct parent_id) > 50 and count(*) >= 300 from tree
-- holds: select bool_or(kind = 'once') and bool_or(kind = 'weekly') and count(distinct weekday) = 7 from days
-- holds: select bool_or(lo < mid) and bool_or(mid < hi) and bool_or(tax > 0) and count(distinct net) > 100 from sums
-- holds: select count(distinct total) > 10 and count(distinct full_name) = count(*) from made
-- holds: select count(distinct x) > 100 and count(distinct m) > 100 and count(distinct r) > 20 from calls
create table users (id serial primary key, name text not null);
create table follows (
  a_id int not null references users,
  b_id int not null references users,
  primary key (a_id, b_id),
  check (a_id < b_id));
create table tree (id serial primary key, parent_id int not null references tree, check (parent_id <> id));
create table days (
  id serial primary key,
  kind text not null check (kind in ('once', 'weekly')),
  day date,
  weekday int check (weekday between 1 and 7),
  check ((kind = 'once' and day is not null and weekday is null)
    or (kind = 'weekly' and weekday is not null and day is null)));
create table sums (
  id serial primary key,
  net numeric(10, 2) not null,
  tax numeric(10, 2) not null,
  gross numeric(10, 2) not null,
  lo int not null,
  hi int not null,
  mid int not null,
  check (gross = net + tax),
  check (net >= 0 and tax >= 0),
  check (lo <= mid and mid <= hi),
  check (hi - lo <= 50));
create table made (
  id serial primary key,
  first text not null,
  last text not null,
  full_name text generated always as (first || ' ' || last) stored unique,
  price numeric(8, 2) not null,
  qty int not null,
  total numeric(12, 2) generated always as (price * qty) stored check (total < 100000));
create function is_ok(x int) returns boolean language sql immutable as 'select x % 7 = 0';
create table calls (
  id serial primary key,
  x int not null check (is_ok(x)),
  y text check (upper(y) = y),
  j jsonb not null check (jsonb_typeof(j) = 'object' and j ? 'k'),
  r int4range not null check (not isempty(r) and lower(r) >= 0),
  m text not null check (m like 'M-%' and length(m) = 8));
create table rings (id int primary key, next_id int not null unique references rings, check (next_id <> id));
