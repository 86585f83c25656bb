-- Keys that rows have from where they reference, in pairs that are in order; kinds of rows that may reference
-- some parents alone.
-- holds: select count(*) = 300 and count(distinct train) between 20 and 150 from calls
-- holds: select count(*) = 300 and count(distinct train) > 20 from tickets
-- holds: select count(*) > 100 and count(distinct stop = 1) = 2 and count(arrives) > 50 from halts
create table lines (id serial primary key);
create table stops (line int references lines, stop smallint check (stop >= 1), primary key (line, stop));
create table trains (id serial primary key, line int not null references lines, unique (id, line));
create table calls (
    train int,
    line int not null,
    stop smallint,
    primary key (train, stop),
    foreign key (train, line) references trains (id, line),
    foreign key (line, stop) references stops);
create table tickets (
    id serial primary key,
    train int not null,
    here smallint not null,
    there smallint not null,
    check (here < there),
    foreign key (train, here) references calls,
    foreign key (train, there) references calls);
create table marks (line int references lines, stop smallint check (stop >= 1), km int not null check (km >= 0), check ((stop = 1) = (km = 0)), primary key (line, stop));
create table halts (
    train int,
    line int not null,
    stop smallint,
    arrives interval,
    check (stop > 1 or arrives is null),
    primary key (train, stop),
    foreign key (train, line) references trains (id, line),
    foreign key (line, stop) references marks);
