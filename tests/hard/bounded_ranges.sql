-- Ranges both of whose ends are bounded, in all rows and in some.
-- holds: select count(*) = 300 and count(distinct temp) > 50 from shelves
-- holds: select count(*) = 300 and count(distinct kind) = 3 and count(distinct temp) > 30 from zones
-- holds: select count(*) = 300 and count(distinct during) > 20 from shifts
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
