-- Pairs of rows of one group, where a key holds each row of the group once: groups have rows enough for pairs.
-- holds: SELECT count(*) = 300 FROM matches
-- holds: SELECT count(*) = 300 FROM goals
-- holds: SELECT min(count) > 1 FROM (SELECT count(*) FROM season_teams GROUP BY season) s
CREATE TABLE seasons (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE teams (id serial PRIMARY KEY, short char(3) NOT NULL UNIQUE CHECK (short ~ '^[A-Z]{3}$'));
CREATE TABLE season_teams (
    season int REFERENCES seasons,
    team int REFERENCES teams,
    seed int NOT NULL CHECK (seed > 0),
    PRIMARY KEY (season, team),
    UNIQUE (season, seed)
);
CREATE TABLE matches (
    id bigserial PRIMARY KEY,
    season int NOT NULL,
    round int NOT NULL CHECK (round BETWEEN 1 AND 38),
    home int NOT NULL,
    away int NOT NULL,
    state text NOT NULL CHECK (state IN ('scheduled', 'live', 'finished')),
    home_goals int CHECK (home_goals >= 0),
    away_goals int CHECK (away_goals >= 0),
    CHECK (home <> away),
    CHECK ((state IN ('live', 'finished')) = (home_goals IS NOT NULL AND away_goals IS NOT NULL)),
    CHECK (num_nulls(home_goals, away_goals) <> 1),
    UNIQUE (season, round, home),
    UNIQUE (season, round, away),
    UNIQUE (season, home, away),
    UNIQUE (id, season),
    FOREIGN KEY (season, home) REFERENCES season_teams,
    FOREIGN KEY (season, away) REFERENCES season_teams
);
CREATE TABLE goals (
    match bigint NOT NULL,
    season int NOT NULL,
    number int NOT NULL CHECK (number >= 1),
    team int NOT NULL,
    PRIMARY KEY (match, number),
    FOREIGN KEY (match, season) REFERENCES matches (id, season),
    FOREIGN KEY (season, team) REFERENCES season_teams
);
