-- Both scenarios of the second condition draw the same days: they are drawn once.
CREATE TABLE orders (
    id      integer PRIMARY KEY,
    ordered date NOT NULL,
    due     date NOT NULL CHECK (due >= ordered),
    shipped date CHECK (shipped >= ordered OR shipped IS NULL)
);
