-- An enum without labels has no value, and neither has what needs one; a domain that allows none is the same.
-- empty: needy child
-- holds: select count(*) = 300 and count(mood) = 0 and bool_and(moods = '{}') from notes
-- holds: select count(*) = 300 and count(v) = 0 and bool_and(vs = '{}') from voids
-- never: ONLY public.notes: mood: (mood IS NOT NULL) -- there is no label
-- never: ONLY public.orphan: mood: (mood IS NOT NULL) -- there is no label
-- never: ONLY public.orphan: needy_id: (needy_id IS NOT NULL) -- its table is empty
-- never: ONLY public.voids: v: (v IS NOT NULL) -- the domain allows none
create type mood as enum ();
create domain nothing as text check (value is null);
create table notes (id int primary key, mood mood, moods mood[] not null, rest text not null, unique (mood));
create table needy (id int primary key, mood mood not null);
create table child (id int primary key, needy_id int not null references needy);
create table orphan (id int primary key, needy_id int references needy, mood mood check (mood::text <> 'x'));
create table voids (id int primary key, v nothing, vs nothing[] not null);
