-- Columns that are what others make: where values fit they are computed, else they are chosen so that they do.
-- holds: SELECT count(DISTINCT total) > 200 AND count(DISTINCT discount) > 50 FROM bill
-- holds: SELECT count(*) = 300 AND count(DISTINCT bmi) > 20 FROM patient
-- holds: SELECT count(DISTINCT area) > 100 FROM field
-- holds: SELECT count(DISTINCT a) > 40 AND count(DISTINCT c) > 20 FROM split
-- holds: SELECT count(*) = 300 AND count(DISTINCT total) > 200 FROM invoice
-- holds: SELECT count(DISTINCT held) > 100 FROM show
CREATE DOMAIN amount AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE DOMAIN share AS numeric(5, 4) CHECK (VALUE BETWEEN 0 AND 1);
CREATE TABLE bill (
    subtotal amount NOT NULL,
    discount amount NOT NULL DEFAULT 0,
    tax share NOT NULL,
    total amount NOT NULL,
    CHECK (discount <= subtotal),
    CHECK (total = round((subtotal - discount) * (1 + tax), 2))
);
CREATE TABLE patient (
    weight numeric(6, 2) NOT NULL,
    height numeric(6, 2) NOT NULL,
    bmi numeric(5, 2) NOT NULL CHECK (bmi = round(weight / (height * height), 2)),
    CHECK (weight > 20 AND height BETWEEN 0.5 AND 2.5)
);
CREATE TABLE field (
    width int NOT NULL CHECK (width > 0),
    height int NOT NULL CHECK (height > 0),
    area int NOT NULL CHECK (area = width * height AND area < 100000000)
);
-- Sums of several columns.
CREATE TABLE split (
    a int NOT NULL,
    b int NOT NULL,
    c int NOT NULL,
    CHECK (a + b + c = 100),
    CHECK (a >= 0 AND b >= 0 AND c >= 0)
);
CREATE TABLE invoice (
    net amount NOT NULL,
    tax amount NOT NULL,
    shipping numeric(8, 1) NOT NULL CHECK (shipping >= 0),
    rebate amount NOT NULL,
    total amount NOT NULL,
    CHECK (total = net + tax + shipping - rebate)
);
CREATE TABLE show (
    seats int NOT NULL CHECK (seats > 0),
    taken int NOT NULL CHECK (taken >= 0),
    held int NOT NULL CHECK (held >= 0),
    CHECK (taken + held <= seats)
);
