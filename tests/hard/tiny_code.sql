-- A key of thirty values that match a regular expression, and two references to it that differ.
-- holds: select count(*) = 30 from tiny
-- holds: select count(*) >= 300 and count(distinct code) = 30 and count(other) > 100 from uses
create table tiny (code text primary key check (code ~ '^[A-C][0-9]$'), label text not null);
create table uses (
  id serial primary key,
  code text not null references tiny,
  other text references tiny,
  check (code <> other));
