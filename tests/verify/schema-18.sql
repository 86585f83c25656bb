-- What servers from version 18 on have besides.
CREATE TABLE leases (
    flat integer,
    during daterange,
    rent integer CONSTRAINT fair CHECK (rent < 1000) NOT ENFORCED,
    twice integer GENERATED ALWAYS AS (rent * 2) VIRTUAL CONSTRAINT low CHECK (twice < 500),
    CONSTRAINT leases_pkey PRIMARY KEY (flat, during WITHOUT OVERLAPS)
);
CREATE TABLE visits (
    id integer PRIMARY KEY,
    flat integer,
    during daterange,
    CONSTRAINT visits_lease FOREIGN KEY (flat, PERIOD during) REFERENCES leases (flat, PERIOD during)
);
INSERT INTO leases SELECT 1 + n % 3, daterange(date '2024-01-01' + n * 10, date '2024-01-01' + n * 10 + 30), n
  FROM generate_series(1, 60) AS n;
INSERT INTO visits SELECT n, 1 + n % 3, daterange(date '2024-01-01' + n * 10 + 25, date '2024-01-01' + n * 10 + 35)
  FROM generate_series(1, 50) AS n;
INSERT INTO visits VALUES (51, NULL, '[2030-01-01,2031-01-01)');
ALTER TABLE rooms ADD CONSTRAINT room_name NOT NULL name NOT VALID;
