-- Keys of columns that make others, are made of them or in order with them: days and what is said of them, paths
-- below others, the ends of networks.
-- holds: select count(*) = 300 and count(distinct month_name) = 12 from days
-- holds: select count(*) = 300 from dates
-- holds: select count(*) = 300 and count(distinct parent) > 50 from pages
-- holds: select count(*) = 300 from nodes
-- holds: select count(*) = 300 and count(*) filter (where first_ip < last_ip) > 200 from networks
create table days (
  day date primary key,
  year int not null,
  week int not null,
  month_name text not null,
  check (year = extract(year from day)),
  check (week = extract(week from day)),
  check (month_name = to_char(day, 'FMMonth')));
create table dates (
  day date primary key,
  number int not null unique,
  is_weekend boolean not null,
  check (number = to_char(day, 'YYYYMMDD')::int),
  check (is_weekend = (extract(isodow from day) in (6, 7))));
create table pages (
  parent text not null,
  path text not null unique,
  check (path like parent || '/%'));
create table nodes (
  parent text,
  path varchar(80) not null unique,
  check (path like parent || '/%'));
create table networks (
  first_ip inet not null unique,
  last_ip inet not null unique,
  check (first_ip <= last_ip));
