-- References that never have the value of another column of their row, which is to another table or none.
-- holds: select count(distinct buyer_id) > 50 and count(distinct seller_id) > 50 from deals
-- holds: select count(*) = 300 and count(giver_id) between 1 and 299 from gifts
create table parties (id int primary key);
create table buyers (party_id int primary key references parties);
create table sellers (party_id int primary key references parties);
create table deals (
  id serial primary key,
  buyer_id int not null references buyers,
  seller_id int not null references sellers,
  check (buyer_id <> seller_id));
create table lots (
  number int unique,
  owner_id int not null references parties,
  check (number <> owner_id));
create table people (id uuid primary key);
create table givers (id uuid primary key references people);
create table takers (id uuid primary key references people);
create table gifts (
  giver_id uuid references givers,
  taker_id uuid not null references takers,
  thanked_id uuid references givers,
  check (giver_id <> taker_id),
  check (thanked_id is distinct from taker_id));
create table words (id text primary key);
create table nouns (id text primary key references words);
create table verbs (id text primary key references words);
create table phrases (
  noun text primary key references nouns,
  verb text not null references verbs,
  check (noun <> verb));
create table terms (
  id text primary key,
  verb text not null references verbs,
  check (id <> verb));
