-- char(n): held without the blanks at its end, which lengths, comparisons and keys do not see.
CREATE TABLE airport (
    code char(3) PRIMARY KEY CHECK (code ~ '^[A-Z]{3}$'),
    icao char(4) UNIQUE CHECK (icao = upper(icao) AND length(icao) = 4),
    region char(2) NOT NULL CHECK (region LIKE '_ ')
);
CREATE TABLE tail (
    airport char(3) NOT NULL REFERENCES airport,
    mark char(5) NOT NULL CHECK (mark <> lower(mark)),
    UNIQUE (airport, mark)
);
