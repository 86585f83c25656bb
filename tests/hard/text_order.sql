-- References compared by texts, in the order of whatever collation; both orders and differences in one table.
-- holds: SELECT count(*) > 100 FROM friends
-- holds: SELECT count(*) > 100 FROM requires
-- holds: SELECT count(*) > 100 FROM similar_works
-- holds: SELECT count(*) > 100 FROM badges
-- holds: SELECT count(*) > 100 FROM coins
CREATE TABLE people (id varchar(20) PRIMARY KEY, name text NOT NULL);
CREATE TABLE friends (
    one varchar(20) NOT NULL REFERENCES people,
    other varchar(20) NOT NULL REFERENCES people,
    PRIMARY KEY (one, other),
    CHECK (one < other)
);

CREATE TABLE members (person varchar(20) PRIMARY KEY REFERENCES people);
CREATE TABLE badges (
    id serial PRIMARY KEY,
    giver varchar(20) NOT NULL REFERENCES members,
    taker varchar(20) NOT NULL REFERENCES members,
    CHECK (giver > taker),
    CHECK (giver <> taker)
);

CREATE TABLE courses (code text PRIMARY KEY CHECK (code LIKE 'C%' AND length(code) = 5));
CREATE TABLE requires (
    course text REFERENCES courses,
    needs text REFERENCES courses,
    PRIMARY KEY (course, needs),
    CHECK (course > needs)
);

CREATE TABLE works (id uuid PRIMARY KEY);
CREATE TABLE similar_works (
    one uuid NOT NULL REFERENCES works,
    other uuid NOT NULL REFERENCES works,
    PRIMARY KEY (one, other),
    CHECK (one <> other),
    CHECK (one < other)
);
-- Keys that are one another's.
create table heads (id text primary key);
create table tails (id text primary key references heads);
alter table heads add foreign key (id) references tails;
create table coins (
  lesser text not null references heads,
  greater text not null references heads,
  check (lesser < greater));
