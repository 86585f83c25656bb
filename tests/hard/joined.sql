-- References that share columns in ways that no row of one table leads to: which parents go together is looked
-- up. Among them keys and conditions between parents.
--
-- holds: SELECT count(*) = 300 AND count(DISTINCT a) > 50 AND count(DISTINCT d) > 50 FROM triangle
-- holds: SELECT count(*) = 300 FROM circle
-- holds: SELECT count(choice) BETWEEN 100 AND count(*) - 1 AND count(*) > 150 FROM response
-- holds: SELECT count(*) = 300 FROM bundle_item
-- holds: SELECT count(*) = 300 AND count(DISTINCT kind) = 2 FROM issue_link
-- holds: SELECT count(*) = 300 AND count(DISTINCT rank) > 10 FROM winner
-- holds: SELECT count(*) = 300 FROM protest
-- holds: SELECT count(*) = 300 FROM review
-- holds: SELECT count(*) = 300 FROM boarding
CREATE TABLE tenant (id uuid PRIMARY KEY);
CREATE TABLE a (t uuid NOT NULL REFERENCES tenant, id serial, PRIMARY KEY (t, id));
CREATE TABLE b (t uuid NOT NULL REFERENCES tenant, id serial, PRIMARY KEY (t, id));
CREATE TABLE ab (
    t uuid NOT NULL,
    a int NOT NULL,
    b int NOT NULL,
    PRIMARY KEY (t, a, b),
    FOREIGN KEY (t, a) REFERENCES a,
    FOREIGN KEY (t, b) REFERENCES b
);
CREATE TABLE ac (t uuid NOT NULL, a int NOT NULL, c int NOT NULL, PRIMARY KEY (t, a, c), FOREIGN KEY (t, a) REFERENCES a);
CREATE TABLE bd (t uuid NOT NULL, b int NOT NULL, d text NOT NULL, PRIMARY KEY (t, b, d), FOREIGN KEY (t, b) REFERENCES b);
CREATE TABLE triangle (
    id serial PRIMARY KEY,
    t uuid NOT NULL,
    a int NOT NULL,
    b int NOT NULL,
    c int NOT NULL,
    d text NOT NULL,
    FOREIGN KEY (t, a, b) REFERENCES ab,
    FOREIGN KEY (t, a, c) REFERENCES ac,
    FOREIGN KEY (t, b, d) REFERENCES bd,
    UNIQUE (t, a, b, c, d)
);

-- A table that shares columns with one whose parents are looked up.
CREATE TABLE review (
    t uuid NOT NULL,
    a int NOT NULL,
    b int NOT NULL,
    c int NOT NULL,
    d text NOT NULL,
    c2 int NOT NULL,
    stars int NOT NULL CHECK (stars BETWEEN 1 AND 5),
    FOREIGN KEY (t, a, b, c, d) REFERENCES triangle (t, a, b, c, d),
    FOREIGN KEY (t, a, c2) REFERENCES ac,
    UNIQUE (t, a, c2, stars)
);

-- Each shares a column with the next one, the last with the first.
CREATE TABLE xy (x int NOT NULL, y int NOT NULL, PRIMARY KEY (x, y), CHECK (x BETWEEN 1 AND 30 AND y BETWEEN 1 AND 30));
CREATE TABLE yz (y int NOT NULL, z int NOT NULL, PRIMARY KEY (y, z), CHECK (y BETWEEN 1 AND 30 AND z BETWEEN 1 AND 30));
CREATE TABLE zx (z int NOT NULL, x int NOT NULL, PRIMARY KEY (z, x), CHECK (z BETWEEN 1 AND 30 AND x BETWEEN 1 AND 30));
CREATE TABLE circle (
    x int NOT NULL,
    y int NOT NULL,
    z int NOT NULL,
    PRIMARY KEY (x, y, z),
    FOREIGN KEY (x, y) REFERENCES xy,
    FOREIGN KEY (y, z) REFERENCES yz,
    FOREIGN KEY (z, x) REFERENCES zx
);

-- An answer between an exam's question and that question's choice.
CREATE TABLE exam (id serial PRIMARY KEY);
CREATE TABLE question (id serial PRIMARY KEY);
CREATE TABLE choice (question_id int REFERENCES question, n smallint CHECK (n BETWEEN 1 AND 6), PRIMARY KEY (question_id, n));
CREATE TABLE exam_question (exam_id int REFERENCES exam, question_id int REFERENCES question, PRIMARY KEY (exam_id, question_id));
CREATE TABLE attempt (exam_id int REFERENCES exam, student text, PRIMARY KEY (exam_id, student));
CREATE TABLE response (
    exam_id int,
    student text,
    question_id int,
    choice smallint,
    CHECK (choice <> 3),
    PRIMARY KEY (exam_id, student, question_id),
    FOREIGN KEY (exam_id, student) REFERENCES attempt,
    FOREIGN KEY (exam_id, question_id) REFERENCES exam_question,
    FOREIGN KEY (question_id, choice) REFERENCES choice
);

-- Two references to one table, of which one is narrowed and neither may be the other.
CREATE TABLE product (
    id serial PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('simple', 'variable', 'bundle')),
    UNIQUE (id, kind)
);
CREATE TABLE bundle_item (
    bundle_id int NOT NULL,
    bundle_kind text NOT NULL CHECK (bundle_kind = 'bundle'),
    item_id int NOT NULL REFERENCES product,
    PRIMARY KEY (bundle_id, item_id),
    FOREIGN KEY (bundle_id, bundle_kind) REFERENCES product (id, kind),
    CHECK (bundle_id <> item_id)
);

-- Rows compared as a whole, in a key with more than them.
CREATE TABLE project (org uuid, id int, PRIMARY KEY (org, id));
CREATE TABLE issue (
    org uuid,
    project int,
    no int CHECK (no > 0),
    PRIMARY KEY (org, project, no),
    FOREIGN KEY (org, project) REFERENCES project
);
CREATE TABLE issue_link (
    org uuid,
    a_project int,
    a_no int,
    b_project int,
    b_no int,
    kind text CHECK (kind IN ('blocks', 'relates')),
    PRIMARY KEY (org, a_project, a_no, b_project, b_no, kind),
    FOREIGN KEY (org, a_project, a_no) REFERENCES issue,
    FOREIGN KEY (org, b_project, b_no) REFERENCES issue,
    CHECK ((a_project, a_no) <> (b_project, b_no)),
    CHECK (kind <> 'relates' OR (a_project, a_no) < (b_project, b_no))
);

-- A key over part of what a reference gives, and a small number; pairs in groups of two parents.
CREATE TABLE country (iso2 char(2) PRIMARY KEY CHECK (iso2 ~ '^[A-Z]{2}$'));
CREATE TABLE district (iso2 char(2) REFERENCES country, no int, PRIMARY KEY (iso2, no));
CREATE TABLE election (id serial PRIMARY KEY, iso2 char(2) NOT NULL REFERENCES country, UNIQUE (iso2, id));
CREATE TABLE candidate (
    id bigserial PRIMARY KEY,
    iso2 char(2) NOT NULL,
    election_id int NOT NULL,
    district int NOT NULL,
    FOREIGN KEY (iso2, election_id) REFERENCES election (iso2, id),
    FOREIGN KEY (iso2, district) REFERENCES district,
    UNIQUE (iso2, election_id, district, id)
);
CREATE TABLE winner (
    iso2 char(2) NOT NULL,
    election_id int,
    district int,
    rank int CHECK (rank BETWEEN 1 AND 30),
    candidate_id bigint NOT NULL,
    PRIMARY KEY (election_id, district, rank),
    UNIQUE (election_id, candidate_id),
    FOREIGN KEY (iso2, election_id, district, candidate_id) REFERENCES candidate (iso2, election_id, district, id)
);
CREATE TABLE protest (
    id serial PRIMARY KEY,
    iso2 char(2) NOT NULL,
    election_id int NOT NULL,
    district int NOT NULL,
    against bigint NOT NULL,
    by_ bigint NOT NULL,
    CHECK (against <> by_),
    UNIQUE (against, by_),
    FOREIGN KEY (iso2, election_id, district, against) REFERENCES candidate (iso2, election_id, district, id),
    FOREIGN KEY (iso2, election_id, district, by_) REFERENCES candidate (iso2, election_id, district, id)
);

-- Two keys over parts of four references.
CREATE TABLE craft (code char(4) PRIMARY KEY);
CREATE TABLE seat (craft char(4) REFERENCES craft, row smallint CHECK (row BETWEEN 1 AND 60), letter char(1) CHECK (letter BETWEEN 'A' AND 'F'), PRIMARY KEY (craft, row, letter));
CREATE TABLE flight (id bigserial PRIMARY KEY, craft char(4) NOT NULL REFERENCES craft, UNIQUE (id, craft));
CREATE TABLE booking (code char(6) PRIMARY KEY);
CREATE TABLE passenger (booking char(6) REFERENCES booking, no smallint CHECK (no BETWEEN 1 AND 9), PRIMARY KEY (booking, no));
CREATE TABLE segment (
    booking char(6) REFERENCES booking,
    seq smallint CHECK (seq BETWEEN 1 AND 8),
    flight bigint NOT NULL,
    craft char(4) NOT NULL,
    PRIMARY KEY (booking, seq),
    UNIQUE (booking, flight),
    FOREIGN KEY (flight, craft) REFERENCES flight (id, craft)
);
CREATE TABLE boarding (
    booking char(6),
    passenger smallint,
    seq smallint,
    flight bigint NOT NULL,
    craft char(4) NOT NULL,
    row smallint NOT NULL,
    letter char(1) NOT NULL,
    PRIMARY KEY (booking, passenger, seq),
    UNIQUE (flight, row, letter),
    FOREIGN KEY (booking, passenger) REFERENCES passenger,
    FOREIGN KEY (booking, seq) REFERENCES segment,
    FOREIGN KEY (flight, craft) REFERENCES flight (id, craft),
    FOREIGN KEY (craft, row, letter) REFERENCES seat
);
