-- Ranges both of whose ends are bounded, in all rows and in some.
-- holds: select count(*) = 300 and count(distinct temp) > 50 from shelves
-- holds: select count(*) = 300 and count(distinct kind) = 3 and count(distinct temp) > 30 from zones
-- holds: select count(*) = 300 and count(distinct during) > 20 from shifts
-- holds: select count(*) = 300 and count(distinct upper(block) - lower(block)) > 10 from legs
-- holds: select count(*) = 300 and count(distinct term) > 100 from terms
create table shelves (id serial primary key, temp int4range not null check (lower(temp) >= -30 and upper(temp) <= 40 and not isempty(temp)));
create table zones (
    id serial primary key,
    temp int4range not null check (lower(temp) >= -30 and upper(temp) <= 40 and not isempty(temp)),
    kind text not null check (kind in ('ambient', 'chill', 'frozen')),
    check (kind <> 'frozen' or upper(temp) <= 0),
    check (kind <> 'chill' or temp <@ int4range(0, 9)));
create table shifts (
    id serial primary key,
    during tsrange not null check (during <@ tsrange('2024-05-01 08:00', '2024-05-01 08:01') and not isempty(during)));
create table legs (
    id serial primary key,
    day date not null,
    block tsrange not null,
    check (lower(block)::date = day),
    check (upper(block) - lower(block) between interval '20 minutes' and interval '18 hours'));
create table terms (id serial primary key, term daterange not null check (upper(term) - lower(term) between 200 and 400));
