-- What versions 16 to 18 added: virtual columns, named NOT NULL, temporal keys, constraints not enforced.
CREATE EXTENSION btree_gist;
CREATE TABLE room (
    id integer CONSTRAINT room_has_id NOT NULL,
    valid daterange,
    area numeric,
    price numeric GENERATED ALWAYS AS (area * 2) VIRTUAL,
    PRIMARY KEY (id, valid WITHOUT OVERLAPS),
    CONSTRAINT some_area CHECK (area > 0) NOT ENFORCED
);
CREATE TABLE guest_list (id integer PRIMARY KEY);
CREATE TABLE booking (
    room integer NOT NULL,
    during daterange NOT NULL,
    guest integer,
    CONSTRAINT in_room FOREIGN KEY (room, PERIOD during) REFERENCES room (id, PERIOD valid),
    CONSTRAINT by_guest FOREIGN KEY (guest) REFERENCES guest_list NOT ENFORCED
);
