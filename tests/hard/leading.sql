-- Keys whose columns tell scenarios apart: a value is taken first, and says which scenarios its row may be in.
-- holds: select count(*) = 120 and count(*) filter (where is_source) = 40 from translations
-- holds: select count(*) = 300 and count(*) filter (where is_default) > 30 and count(*) filter (where is_billing) > 30 from addresses
-- rows: shops=40 tenants=10 stores=40 staff=60
-- holds: select count(*) = 280 and count(distinct weekday) = 7 and bool_or(closed) from hours
-- holds: select count(*) = 300 and count(distinct (weekday, season)) > 10 from rules
-- holds: select count(*) = 120 and count(monthly) = 80 from prices
-- holds: select count(*) = 300 and count(*) filter (where big) > 10 and count(*) filter (where not big) > 10 from limits
-- holds: select count(*) = 300 and count(distinct level) > 15 from rooms
-- holds: select count(*) = 300 and count(distinct weekday) = 7 from shifts
-- holds: select count(*) = 300 and count(*) filter (where kind = 'head') = 40 and max(no) < 50 from lines
-- holds: select (select count(*) from contacts) = 300 and (select count(*) from channels) = 300
create table shops (id serial primary key, name text not null);
create table managers (id serial primary key, name text not null);

-- one column, and two scenarios for most of its values
create table hours (
  id serial primary key,
  shop_id int not null references shops,
  weekday int not null check (weekday between 1 and 7),
  opens time,
  closes time,
  closed bool not null,
  unique (shop_id, weekday),
  check (closed = (opens is null)),
  check ((opens is null) = (closes is null)),
  check (closes > opens),
  check (weekday < 6 or closed or opens >= '10:00'));

-- two columns together, one that is free, and a reference that is NULL in some scenarios
create table rules (
  shop_id int not null references shops,
  weekday smallint not null check (weekday between 0 and 6),
  season text not null check (season in ('summer', 'winter')),
  slot int not null check (slot between 1 and 3),
  opens time,
  manager int references managers,
  primary key (shop_id, weekday, season, slot),
  check (season = 'summer' or weekday <> 0),
  check (weekday not in (0, 6) or opens >= '10:00'),
  check (season <> 'winter' or manager is not null),
  check (weekday <> 3 or season = 'winter' or manager is null));

-- relations in some of the scenarios
create table prices (
  shop_id int not null references shops,
  tier text not null check (tier in ('free', 'basic', 'pro')),
  monthly numeric(8,2),
  yearly numeric(9,2),
  unique (shop_id, tier),
  check ((tier = 'free') = (monthly is null)),
  check (yearly < 12 * monthly),
  check (yearly > 0));

-- more values than are listed
create table limits (
  shop_id int references shops,
  n int not null,
  big bool not null,
  note text,
  unique (shop_id, n),
  check (big = (n > 100)),
  check (not big or note is not null));
create table lines (
  shop_id int not null references shops,
  no int not null check (no > 0),
  kind text not null check (kind in ('head', 'item')),
  primary key (shop_id, no),
  check ((no = 1) = (kind = 'head')));

-- any number of values in each scenario
create table contacts (
  id serial primary key,
  shop_id int not null references shops,
  type text not null check (type in ('email', 'sms', 'hook')),
  target text not null,
  unique (shop_id, target),
  check (type <> 'email' or target like '%@%'));
create table channels (
  id serial primary key,
  shop_id int not null references shops,
  type text not null check (type in ('email', 'sms', 'hook')),
  target text not null,
  unique (shop_id, type, target),
  check (type <> 'email' or target like '%@%'));

-- one value in a constraint of some rows
create table translations (
  shop_id int not null references shops,
  lang text not null check (lang in ('en', 'de', 'fr')),
  is_source bool not null,
  primary key (shop_id, lang),
  check (is_source = (lang = 'en')));
create unique index on translations (shop_id) where is_source;
create table addresses (
  shop_id int not null references shops,
  manager int not null references managers,
  kind text not null check (kind in ('home', 'work', 'billing', 'other')),
  is_default bool not null,
  is_billing bool not null,
  unique (shop_id, manager, kind),
  check (not is_default or kind <> 'other'),
  check (not is_billing or kind = 'billing'));
create unique index on addresses (shop_id, manager) where is_default;
create unique index on addresses (shop_id, manager) where is_billing;

-- no reference in the key
create table rooms (
  level int not null check (level between -2 and 20),
  room int not null check (room between 1 and 50),
  kind text not null check (kind in ('cellar', 'office', 'shop')),
  primary key (level, room),
  check ((level < 0) = (kind = 'cellar')),
  check (kind <> 'shop' or level = 0));

-- inside tenants
create table tenants (id serial primary key, name text not null);
create table stores (
  tenant_id int not null references tenants,
  id int not null,
  name text not null,
  primary key (tenant_id, id));
create table staff (
  tenant_id int not null,
  store_id int not null,
  no int not null,
  primary key (tenant_id, store_id, no),
  foreign key (tenant_id, store_id) references stores);
create table shifts (
  tenant_id int not null,
  store_id int not null,
  no int not null,
  weekday int not null check (weekday between 1 and 7),
  starts time,
  is_off bool not null,
  foreign key (tenant_id, store_id, no) references staff,
  foreign key (tenant_id, store_id) references stores,
  unique (tenant_id, store_id, no, weekday),
  check (is_off = (starts is null)),
  check (weekday < 6 or is_off or starts >= '10:00'));
