-- Unique expressions over columns that may be NULL.
-- holds: select count(*) >= 300 and count(distinct lower(email)) = count(email) and count(email) > 200 from people
-- holds: select count(*) - count(nick) <= 1 from people
-- holds: select count(*) = 300 and count(distinct a[1]) = 300 and count(distinct b[1]) = 300 from firsts
-- holds: select count(*) > 100 and count(distinct low) = count(*) and count(distinct high) = count(*) from spans
-- holds: select count(*) = 300 from logs
-- never: ONLY public.people: nick: (nick IS NULL) -- one row alone could have it, and there is one that has '-'
create table people (id serial primary key, email varchar(40), nick text);
create unique index on people (lower(email));
create unique index on people (coalesce(nick, '-'));
create table firsts (a int[] not null, b text[] not null);
create unique index on firsts ((a[1]));
create unique index on firsts ((b[1]));
-- Both ends are unique by themselves.
create table spans (low text not null unique, high text not null unique, check (low < high));
create extension if not exists pgcrypto;
create table logs (public_key bytea not null, body bytea not null);
create unique index on logs (digest(public_key, 'sha256'));
create unique index on logs (sha512(body));
