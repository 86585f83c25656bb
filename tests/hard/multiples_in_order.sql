-- Conditions that want multiples of a number beside conditions that bind the same columns to one another.

CREATE TABLE whole_days (
    id serial PRIMARY KEY, zone text, starts timestamp(3) NOT NULL, ends timestamp(3) NOT NULL, all_day boolean NOT NULL,
    CHECK (NOT all_day OR zone IS NULL),
    CHECK (NOT all_day OR (date_trunc('day', starts) = starts AND date_trunc('day', ends) = ends AND ends > starts))
);

CREATE TABLE tens (
    id serial PRIMARY KEY, a int NOT NULL, b int NOT NULL, c int NOT NULL,
    CHECK (a % 10 = 0), CHECK (b % 10 = 0), CHECK (b > a), CHECK (c = b + 5), CHECK (a <> 50)
);

CREATE TABLE unlike_steps (
    id serial PRIMARY KEY, a int NOT NULL, b int NOT NULL, c int NOT NULL,
    CHECK (a % 6 = 0 AND a > 0), CHECK (b % 10 = 0), CHECK (b BETWEEN a AND a + 9), CHECK (c % 4 = 3 AND c > b)
);

CREATE TABLE close_steps (
    id serial PRIMARY KEY, a int NOT NULL, b int NOT NULL, CHECK (a % 7 = 0), CHECK (b % 5 = 0), CHECK (b = a + 1)
);

CREATE TABLE slots (
    slot int UNIQUE NOT NULL, until int UNIQUE NOT NULL,
    CHECK (slot % 15 = 0 AND slot >= 0), CHECK (until % 15 = 0), CHECK (until > slot)
);

CREATE TABLE odd_slots (
    slot int UNIQUE NOT NULL, until int UNIQUE NOT NULL, CHECK (slot % 15 = 1), CHECK (until % 15 = 2), CHECK (until > slot)
);

CREATE TABLE shares (
    id serial PRIMARY KEY, a int NOT NULL, b int NOT NULL, c int NOT NULL,
    CHECK (a + b + c = 100), CHECK (a % 5 = 0 AND a >= 0), CHECK (b >= 0), CHECK (c >= 0)
);

CREATE TABLE prices (
    id serial PRIMARY KEY, net numeric(10, 4) NOT NULL, gross numeric(10, 4) NOT NULL, paid numeric(10, 4),
    CHECK (net = round(net, 2)), CHECK (gross >= net AND gross = round(gross, 1)), CHECK (paid < gross)
);
