-- A partitioned table holds what its partitions do: without one, no row.
CREATE TABLE events (id integer NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE never (id integer NOT NULL CONSTRAINT nothing CHECK (false));
