-- Ranges that do not overlap, for some rows and for all.
-- holds: select count(distinct status) = 3 and count(*) filter (where status = 'agreed') > 10 from bookings
-- holds: select count(*) >= 300 and count(distinct room_id) > 100 from bookings
-- holds: select count(*) >= 300 and count(distinct (from_day, to_day)) > 50 from prices
create extension if not exists btree_gist;
create table rooms (id serial primary key, name text not null unique);
create table bookings (
  id serial primary key,
  room_id int not null references rooms,
  during tstzrange not null,
  status text not null check (status in ('asked', 'agreed', 'refused')),
  exclude using gist (room_id with =, during with &&) where (status = 'agreed'));
create table prices (
  id serial primary key,
  sku varchar(8) not null,
  from_day date not null,
  to_day date not null,
  check (from_day < to_day),
  exclude using gist (sku with =, daterange(from_day, to_day) with &&));
