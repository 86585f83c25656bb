-- Nested partitions with a condition on the key, and references to them.
-- holds: select count(*) >= 300 and count(distinct region) = 3 and count(distinct at) > 100 from events
-- holds: select (select count(*) from events_eu_2024) > 0 and (select count(*) from events_eu_2025) > 0 and (select count(*) from events_us_0) > 0 and (select count(*) from events_us_1) > 0
-- holds: select count(*) >= 300 and count(distinct (event_id, region, at)) > 20 from lines
create table events (
  id bigint not null,
  region text not null,
  at date not null,
  amount numeric(10, 2) not null check (amount > 0),
  primary key (id, region, at),
  check (at >= date '2020-01-01')) partition by list (region);
create table events_eu partition of events for values in ('de', 'fr') partition by range (at);
create table events_eu_2024 partition of events_eu for values from ('2024-01-01') to ('2025-01-01');
create table events_eu_2025 partition of events_eu for values from ('2025-01-01') to ('2026-01-01');
create table events_us partition of events for values in ('us') partition by hash (id);
create table events_us_0 partition of events_us for values with (modulus 2, remainder 0);
create table events_us_1 partition of events_us for values with (modulus 2, remainder 1);
create table lines (
  event_id bigint not null,
  region text not null,
  at date not null,
  line int not null,
  primary key (event_id, region, at, line),
  foreign key (event_id, region, at) references events);
