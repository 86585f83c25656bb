-- References of which each keeps away from several other columns of its row.
-- holds: select count(target_id) > 200 and count(needed_id) > 100 and count(distinct needed_id) > 50 from proposals
-- holds: select count(*) = 300 and count(distinct (chair_id, clerk_id, judge_id, guard_id)) > 100 from sittings
-- holds: select count(distinct (red, green, blue)) = 6 from mixtures
-- holds: select count(distinct winner_id) > 50 and count(loser_id) > 100 from matches
create table branches (id serial primary key);
create table proposals (
  id serial primary key,
  source_id int not null references branches,
  target_id int references branches,
  needed_id int references branches,
  check (source_id <> target_id and needed_id <> source_id and needed_id <> target_id));
create table sittings (
  id serial primary key,
  chair_id int not null references branches,
  clerk_id int not null references branches,
  judge_id int not null references branches,
  guard_id int not null references branches,
  check (chair_id <> clerk_id and judge_id <> clerk_id and chair_id <> judge_id),
  check (guard_id <> judge_id and guard_id <> clerk_id and chair_id <> guard_id));
create table colors (name text primary key check (name in ('cyan', 'magenta', 'yellow')));
create table mixtures (
  id serial primary key,
  red text not null references colors,
  green text not null references colors,
  blue text not null references colors,
  check (red <> green), check (green <> blue), check (blue <> red));
create table people (id uuid primary key);
create table players (id uuid primary key references people);
create table umpires (id uuid primary key references people);
create table matches (
  winner_id uuid not null references players,
  loser_id uuid references players,
  umpire_id uuid not null references umpires,
  check (winner_id <> loser_id and umpire_id <> winner_id and umpire_id is distinct from loser_id));
