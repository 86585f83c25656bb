-- References that share columns beside the group's: one follows the parents of another.
-- holds: SELECT count(DISTINCT network) > 1 FROM reactions
-- holds: SELECT count(DISTINCT room) > 10 FROM reactions
CREATE TABLE rooms (
    network text NOT NULL,
    id text NOT NULL,
    receiver text NOT NULL,
    PRIMARY KEY (network, id, receiver)
);

CREATE TABLE ghosts (
    network text NOT NULL,
    id text NOT NULL,
    PRIMARY KEY (network, id)
);

CREATE TABLE messages (
    network text NOT NULL,
    id text NOT NULL,
    part text NOT NULL,
    room text NOT NULL,
    receiver text NOT NULL,
    sender text NOT NULL,
    UNIQUE (network, receiver, id, part),
    FOREIGN KEY (network, room, receiver) REFERENCES rooms,
    FOREIGN KEY (network, sender) REFERENCES ghosts
);

CREATE TABLE reactions (
    network text NOT NULL,
    message text NOT NULL,
    part text NOT NULL,
    sender text NOT NULL,
    room text NOT NULL,
    receiver text NOT NULL,
    emoji text NOT NULL,
    PRIMARY KEY (network, receiver, message, part, sender, emoji),
    FOREIGN KEY (network, room, receiver) REFERENCES rooms,
    FOREIGN KEY (network, receiver, message, part) REFERENCES messages (network, receiver, id, part),
    FOREIGN KEY (network, sender) REFERENCES ghosts
);
