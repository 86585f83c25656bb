-- A table that needs a kind of parents beside others of which there are few: it lies where both are.
-- rows: people=20
-- holds: select count(*) = 300 and max(firm) <= 20 from visits
-- holds: select count(*) = 300 and max(firm) <= 20 from trips
create table firms (id int primary key);
create table people (firm int not null references firms, id int not null, name text, primary key (firm, id));
create table places (firm int not null references firms, id int not null, kind text not null check (kind in ('shop', 'office')), primary key (firm, id), unique (firm, id, kind));
create table visits (firm int not null, id int primary key, place int not null, kind text not null check (kind = 'office'), person int not null,
  foreign key (firm, place, kind) references places (firm, id, kind), foreign key (firm, person) references people);
create table cars (firm int not null references firms, id int not null, primary key (firm, id));
create table trips (firm int not null, id int primary key, car_out int not null, car_in int not null, person int not null, check (car_out <> car_in),
  foreign key (firm, car_out) references cars, foreign key (firm, car_in) references cars, foreign key (firm, person) references people);
