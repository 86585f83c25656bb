-- A cycle of three references none of which may be NULL, and of keys that are each other's references.
-- holds: select (select count(*) from a) = (select count(*) from b) and (select count(*) from c) >= 300 from a limit 1
-- holds: select count(distinct b_id) > 150 from a
-- holds: select count(*) = (select count(*) from wives) and count(*) >= 300 from husbands
create table a (id int primary key, b_id int not null, note text);
create table b (id int primary key, c_id int not null);
create table c (id int primary key, a_id int not null references a);
alter table a add foreign key (b_id) references b;
alter table b add foreign key (c_id) references c;

create table husbands (id int primary key, name text not null);
create table wives (id int primary key references husbands, name text not null);
alter table husbands add foreign key (id) references wives;
