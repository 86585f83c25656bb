-- Unique expressions over columns that may be NULL.
-- holds: select count(*) >= 300 and count(distinct lower(email)) = count(email) and count(email) > 200 from people
-- holds: select count(*) - count(nick) <= 1 from people
-- never: ONLY public.people: nick: (nick IS NULL) -- one row alone could have it, and there is one that has '-'
create table people (id serial primary key, email varchar(40), nick text);
create unique index on people (lower(email));
create unique index on people (coalesce(nick, '-'));
