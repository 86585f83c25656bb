-- How many of several tests hold, in all spellings.
-- holds: SELECT count(DISTINCT num_nonnulls(a, b, c, d, e)) = 1 AND count(a) > 9 AND count(e) > 9 FROM one_of
-- holds: SELECT min(num_nonnulls(a, b, c, d, e)) = 4 AND max(num_nonnulls(a, b, c, d, e)) = 5 FROM most_of
-- holds: SELECT count(DISTINCT num_nulls(a, b, c, d, e)) = 2 FROM some_of
-- holds: SELECT count(DISTINCT (a IS NULL, b IS NULL, c IS NULL)) = 3 FROM cases
-- holds: SELECT count(a1) > 9 AND count(a21) > 9 FROM of_many
-- never: ONLY public.alone: n: (n IS NULL) -- its CHECK forbids it
CREATE TABLE one_of (a int, b int, c int, d int, e int, CHECK (num_nonnulls(a, b, c, d, e) = 1));
CREATE TABLE most_of (a int, b int, c int, d int, e int, CHECK (num_nonnulls(a, b, c, d, e) >= 4));
CREATE TABLE some_of (a int, b int, c int, d int, e int, CHECK (num_nulls(a, b, c, d, e) IN (2, 3)));
CREATE TABLE numbers (a int, b int, c int,
    CHECK ((a IS NOT NULL)::int + (b IS NOT NULL)::integer + (c IS NOT NULL)::int <= 1));
CREATE TABLE cases (a int, b int, c int, CHECK (CASE WHEN a IS NULL THEN 0 ELSE 1 END
    + (CASE WHEN b IS NULL THEN 0 ELSE 1 END) + CASE WHEN c IS NOT NULL THEN 1 ELSE 0 END = 2));
CREATE TABLE of_many (a1 int, a2 int, a3 int, a4 int, a5 int, a6 int, a7 int, a8 int, a9 int, a10 int, a11 int,
    a12 int, a13 int, a14 int, a15 int, a16 int, a17 int, a18 int, a19 int, a20 int, a21 int,
    CHECK (num_nonnulls(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20,
        a21) = 7));
CREATE TABLE alone (id int PRIMARY KEY, n int, CHECK (num_nonnulls(id) = 1), CHECK (num_nulls(n) = 0));
