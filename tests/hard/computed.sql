-- Columns that are what others make: where values fit they are computed, else they are chosen so that they do.
-- holds: SELECT count(DISTINCT total) > 200 AND count(DISTINCT discount) > 50 FROM bill
-- holds: SELECT count(*) = 300 AND count(DISTINCT bmi) > 20 FROM patient
-- holds: SELECT count(DISTINCT area) > 100 FROM field
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
