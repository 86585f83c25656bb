-- One primary address for each user.
-- holds: select count(*) filter (where is_primary) > 30 and count(*) filter (where not is_primary) > 30 from emails
-- holds: select count(*) >= 300 and count(distinct user_id) > 100 from emails
create table users (id serial primary key, name text not null);
create table emails (
  id serial primary key,
  user_id int not null references users,
  address text not null unique,
  is_primary boolean not null);
create unique index one_primary on emails (user_id) where is_primary;
