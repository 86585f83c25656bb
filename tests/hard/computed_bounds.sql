-- Columns that lie between what other columns of the row, given by references or drawn, come to.
-- holds: select count(distinct discount) > 200 from order_lines
-- holds: select count(distinct amount) > 200 and min(amount) > 0 from payments
-- holds: select count(distinct booked_on) > 100 from entries
-- holds: select count(distinct starts_at) > 200 and count(distinct starts_at::date) > 50 from shifts
-- holds: select count(distinct yearly) > 100 and bool_or(tier = 'free') and bool_or(yearly > monthly) from plans
create table order_lines (
  id serial primary key,
  price numeric(8,2) not null check (price > 0),
  quantity int not null check (quantity > 0),
  discount numeric(10,2) not null check (discount >= 0),
  check (discount <= price * quantity));
create table accounts (
  id serial primary key,
  credit numeric(10,2) not null check (credit > 0),
  unique (id, credit));
create table payments (
  id serial primary key,
  account_id int not null,
  credit numeric(10,2) not null,
  amount numeric(10,2) not null check (amount > 0),
  fee numeric(10,3) not null,
  foreign key (account_id, credit) references accounts (id, credit),
  check (amount <= credit * 0.5 + 1),
  check (fee >= 0 and fee <= amount * 0.1));
create table days (day date primary key);
create table shifts (
  id serial primary key,
  day date not null references days,
  starts_at timestamp not null,
  ends_at timestamp not null,
  check (starts_at::date = day),
  check (ends_at > starts_at));
create table years (year int primary key check (year between 1990 and 2100));
create table entries (
  id serial primary key,
  year int not null references years,
  booked_on date not null,
  check (extract(year from booked_on) = year));
create table months (
  year int not null check (year between 1990 and 2100),
  month int not null check (month between 1 and 12),
  primary key (year, month));
create table postings (
  id serial primary key,
  year int not null,
  month int not null,
  posted_at timestamptz not null,
  foreign key (year, month) references months,
  check (date_part('year', posted_at at time zone 'UTC') = year),
  check (date_part('month', posted_at at time zone 'UTC') = month));
create table plans (
  id serial primary key,
  tier text not null check (tier in ('free', 'pro', 'team')),
  monthly numeric(8,2),
  yearly numeric(8,2),
  check (tier = 'free' and monthly is null and yearly is null or tier <> 'free' and monthly > 0),
  check (yearly < 12 * monthly and yearly > 0));
create table visits (
  id serial primary key,
  starts timestamp not null,
  length interval not null,
  ends timestamp not null,
  leaves timestamptz not null,
  gone timestamptz not null,
  minutes int not null check (minutes between 10 and 240),
  over timestamp not null,
  rest timestamptz not null,
  check (ends > starts + length),
  check (gone >= leaves + 10 * interval '1 minute'),
  check (over >= starts + minutes * interval '1 minute'),
  check (rest > gone + make_interval(hours => 1, mins => 30)));
