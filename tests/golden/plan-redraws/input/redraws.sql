-- Columns that are drawn until their conditions hold.
CREATE TABLE tiles (
    width int NOT NULL CHECK (width BETWEEN 1 AND 90),
    height int NOT NULL CHECK (height BETWEEN 1 AND 90),
    cut int NOT NULL,
    CHECK (width * height % 7 = 3 AND width * height % cut <> 1)
);
CREATE TABLE months (
    month timestamp NOT NULL CHECK (date_trunc('month', month) = month)
);
