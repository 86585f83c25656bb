-- Times of day in keys, bound to other times: they carry first, and leave the others room before midnight.
-- holds: SELECT count(*) = 300 AND count(DISTINCT weekday) = 7 AND count(DISTINCT closes) > 100 FROM some_open
-- holds: SELECT count(*) = 300 AND count(DISTINCT weekday) = 7 AND bool_or(opens < '10:00') FROM later_at_weekends
-- holds: SELECT count(*) = 300 AND count(DISTINCT opens) > 100 AND count(*) FILTER (WHERE closed) > 5 FROM of_shops
-- holds: SELECT count(DISTINCT first_at) = 300 AND count(DISTINCT last_at) > 200 FROM trains
CREATE TABLE some_open (
    id serial PRIMARY KEY,
    opens time,
    closes time,
    closed boolean NOT NULL,
    weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    UNIQUE (weekday, opens),
    CHECK (closed = (opens IS NULL)),
    CHECK (closes > opens)
);
CREATE TABLE later_at_weekends (
    id serial PRIMARY KEY,
    opens time,
    closed boolean NOT NULL,
    weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    UNIQUE (weekday, opens),
    CHECK (closed = (opens IS NULL)),
    CHECK (weekday < 6 OR closed OR opens >= '10:00')
);
CREATE TABLE shops (id serial PRIMARY KEY);
CREATE TABLE of_shops (
    id serial PRIMARY KEY,
    shop_id int NOT NULL REFERENCES shops,
    opens time,
    weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    closed boolean NOT NULL,
    closes time,
    UNIQUE (shop_id, weekday, opens),
    CHECK (closed = (opens IS NULL)),
    CHECK (closed = (closes IS NULL)),
    CHECK (closes > opens)
);
CREATE TABLE trains (
    first_at time NOT NULL PRIMARY KEY,
    last_at time NOT NULL,
    CHECK (last_at > first_at)
);
