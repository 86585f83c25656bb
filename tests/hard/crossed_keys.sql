-- Keys of a row that another reference leads to, and of what is in a larger group with that row: no seat of the
-- aircraft is taken twice on one flight.
-- rows: aircraft=20 seats=400 flights=60 tickets=1000 segments=2000 passes=800 schools=20 rooms=100 stands=250
-- holds: SELECT count(*) = 800 AND count(DISTINCT flight) > 40 FROM passes
-- holds: SELECT max(passes) > 10 FROM (SELECT count(*) passes FROM passes GROUP BY flight) flights
-- holds: SELECT count(*) = 250 FROM stands
CREATE TABLE aircraft (id int PRIMARY KEY);
CREATE TABLE seats (aircraft int NOT NULL REFERENCES aircraft, seat varchar(4) NOT NULL, PRIMARY KEY (aircraft, seat));
CREATE TABLE flights (id int PRIMARY KEY, aircraft int NOT NULL REFERENCES aircraft, UNIQUE (id, aircraft));
CREATE TABLE tickets (number text PRIMARY KEY);
CREATE TABLE segments (
    ticket text NOT NULL REFERENCES tickets,
    flight int NOT NULL,
    aircraft int NOT NULL,
    PRIMARY KEY (ticket, flight),
    FOREIGN KEY (flight, aircraft) REFERENCES flights (id, aircraft),
    UNIQUE (ticket, flight, aircraft)
);
CREATE TABLE passes (
    ticket text NOT NULL,
    flight int NOT NULL,
    aircraft int NOT NULL,
    number int NOT NULL CHECK (number > 0),
    seat varchar(4) NOT NULL,
    PRIMARY KEY (ticket, flight),
    FOREIGN KEY (ticket, flight, aircraft) REFERENCES segments (ticket, flight, aircraft),
    FOREIGN KEY (aircraft, seat) REFERENCES seats,
    UNIQUE (flight, number),
    UNIQUE (flight, seat)
);
-- The same by a reference to the row itself.
CREATE TABLE schools (id int PRIMARY KEY);
CREATE TABLE rooms (school int NOT NULL REFERENCES schools, id int NOT NULL, PRIMARY KEY (school, id));
CREATE TABLE lessons (id int PRIMARY KEY, school int NOT NULL REFERENCES schools, UNIQUE (id, school));
CREATE TABLE stands (
    id serial PRIMARY KEY,
    lesson int NOT NULL,
    school int NOT NULL,
    room int NOT NULL,
    FOREIGN KEY (lesson, school) REFERENCES lessons (id, school),
    FOREIGN KEY (school, room) REFERENCES rooms,
    UNIQUE (lesson, room)
);
