-- References with less room than the keys they point to.
-- holds: SELECT count(*) <= 199 AND max(id) <= 99 FROM places
-- holds: SELECT max(length(code)) <= 5 FROM labels
-- holds: SELECT count(DISTINCT place_id) > 50 AND count(DISTINCT price) > 50 FROM visits
CREATE TABLE places (id numeric(8) PRIMARY KEY, above_id numeric(2) REFERENCES places, name text NOT NULL);
CREATE TABLE labels (id numeric PRIMARY KEY, code varchar(40) NOT NULL UNIQUE);
CREATE TABLE prices (price numeric(30,4) PRIMARY KEY);
CREATE TABLE visits (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    place_id smallint NOT NULL REFERENCES places,
    label_id numeric(4) REFERENCES labels,
    label_number bigint REFERENCES labels,
    price numeric(9,1) NOT NULL REFERENCES prices
);
CREATE TABLE days (day date NOT NULL, code text NOT NULL REFERENCES labels (code), PRIMARY KEY (day, code));
CREATE TABLE notes (
    day date NOT NULL,
    code varchar(5) NOT NULL,
    text text NOT NULL,
    FOREIGN KEY (day, code) REFERENCES days
);

CREATE TABLE ledgers (id numeric(50) PRIMARY KEY);
CREATE TABLE postings (id serial PRIMARY KEY, ledger numeric(45) NOT NULL REFERENCES ledgers, other numeric(48, 3) REFERENCES ledgers);
