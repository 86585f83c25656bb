-- Domains over domains, over their arrays, and conditions at each level.
-- holds: select count(distinct cardinality(b)) = 3 and bool_and(1 <= all (b) and 99 >= all (b)) from t
-- holds: select bool_or(length(z) = 5) and bool_or(length(z) = 10) from t
-- holds: select min(a) < 20 and max(a) > 80 from t
create domain posint as int check (value > 0);
create domain small as posint check (value < 100);
create domain smalls as small[] check (array_length(value, 1) between 1 and 4);
create domain zip as varchar(10) check (value ~ '^[0-9]{5}(-[0-9]{4})?$');
create table t (
  id serial primary key,
  a small not null,
  b smalls not null,
  c small[],
  z zip,
  check (cardinality(b) <= 3));
