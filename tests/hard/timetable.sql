-- Keys that share a reference, a reference and a number, or two references.
-- holds: select count(*) = 300 and count(distinct slot_id) > 100 and count(distinct room_id) > 100 and count(distinct teacher_id) > 100 from lessons
-- holds: select count(*) = 300 and count(distinct seat) = 4 and count(distinct guest_id) > 100 from places
-- holds: select count(*) = 300 and count(distinct (day_id, shift)) > 100 from shifts
create table rooms (id serial primary key, name text not null unique);
create table slots (id serial primary key);
create table teachers (id serial primary key, name text not null);
create table classes (id serial primary key, name text not null);
create table lessons (
  id serial primary key,
  room_id int not null references rooms,
  teacher_id int not null references teachers,
  class_id int not null references classes,
  slot_id int not null references slots,
  unique (room_id, slot_id),
  unique (teacher_id, slot_id),
  unique (class_id, slot_id));
create table places (
  slot_id int not null references slots,
  room_id int not null references rooms,
  seat int not null check (seat between 1 and 4),
  guest_id int not null references teachers,
  primary key (slot_id, room_id, seat),
  unique (slot_id, room_id, guest_id));
create table shifts (
  id serial primary key,
  day_id int not null references slots,
  shift text not null check (shift in ('early', 'late', 'night')),
  nurse_id int not null references teachers,
  station_id int not null references rooms,
  unique (day_id, shift, nurse_id),
  unique (day_id, shift, station_id));
