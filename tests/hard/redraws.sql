-- Conditions that are no domains but can be evaluated: rows are drawn until they hold.
-- holds: SELECT count(DISTINCT (a, b)) > 250 FROM remainder
-- holds: SELECT count(DISTINCT (a, b)) > 200 AND count(*) FILTER (WHERE a IS NULL) > 5 FROM may_be_null
-- holds: SELECT count(DISTINCT (a, b, c)) > 290 FROM triangle
-- holds: SELECT count(DISTINCT (a, b, c)) > 290 AND count(*) FILTER (WHERE c = 0) = 0 FROM divided
-- holds: SELECT count(DISTINCT month) > 20 FROM monthly
-- holds: SELECT count(DISTINCT word) > 280 FROM palindrome
-- holds: SELECT count(DISTINCT (day, other)) > 280 AND count(DISTINCT extract(dow FROM day)) = 7 FROM weekday
-- holds: SELECT count(DISTINCT day) > 200 FROM workday
-- holds: SELECT count(DISTINCT (name, nick)) > 280 FROM person
-- holds: SELECT count(DISTINCT code) > 280 FROM even_code
-- holds: SELECT count(DISTINCT (price, quantity, total)) > 250 FROM line
-- holds: SELECT count(DISTINCT day) > 200 FROM made_date
-- holds: SELECT count(DISTINCT (x, y)) > 280 FROM real_numbers
-- holds: SELECT count(DISTINCT (x, y)) > 200 FROM two_widths
-- holds: SELECT count(DISTINCT (w, h)) > 280 FROM numerics
-- holds: SELECT count(DISTINCT (tags, n)) > 280 FROM tagged
-- holds: SELECT count(DISTINCT kind) > 2 FROM document
-- holds: SELECT count(DISTINCT code) > 250 FROM in_domain
CREATE TABLE remainder (a int NOT NULL, b int NOT NULL, CHECK (a * b % 7 = 3));
CREATE TABLE may_be_null (a int, b int, CHECK (a * b % 7 = 3));
CREATE TABLE triangle (a int NOT NULL, b int NOT NULL, c int NOT NULL, CHECK (a * a + b * b <= c * c));
-- A divisor may be 0, and the product of two bigints too large: the server would raise an error.
CREATE TABLE divided (
    a int NOT NULL,
    b bigint NOT NULL,
    c int NOT NULL,
    CHECK ((a + b) % c <> 1 AND a % 3 = b % 5)
);
-- What a function leaves as it is is what it makes of a draw.
CREATE TABLE monthly (month timestamp NOT NULL CHECK (date_trunc('month', month) = month));
CREATE TABLE palindrome (word text NOT NULL CHECK (word = reverse(word)));
CREATE TABLE weekday (
    day date NOT NULL,
    other date NOT NULL,
    CHECK (extract(dow FROM day) = extract(dow FROM other) AND other <> day)
);
CREATE TABLE workday (day date NOT NULL CHECK (extract(isodow FROM day) < 6));
CREATE TABLE person (
    name text NOT NULL,
    nick text NOT NULL,
    CHECK (lower(name) <> lower(nick) AND position(nick IN name) = 0)
);
CREATE TABLE even_code (code text NOT NULL CHECK (length(code) % 2 = 0));
-- What is near to an expression is drawn as that.
CREATE TABLE line (
    price numeric(10, 2) NOT NULL,
    quantity int NOT NULL,
    total numeric(12, 2) NOT NULL,
    CHECK (abs(price * quantity - total) < 1)
);
CREATE TABLE made_date (
    y int NOT NULL,
    m int NOT NULL,
    d int NOT NULL,
    day date,
    CHECK (day = make_date(y, m, d))
);
CREATE TABLE real_numbers (x float8 NOT NULL, y float8 NOT NULL, CHECK (x * x + y * y > 100));
-- 99.65 as a real is more than 99.65.
CREATE TABLE two_widths (x float8 NOT NULL, y real NOT NULL, CHECK (y <= x));
CREATE TABLE numerics (
    w numeric(8, 2) NOT NULL,
    h numeric(8, 2) NOT NULL,
    CHECK (round(w * h, 1) % 3 <> 0 AND floor(w) <> ceil(h))
);
CREATE TABLE tagged (tags text[] NOT NULL, n int NOT NULL, CHECK (cardinality(tags) <= n AND n % 2 = 0));
CREATE TABLE document (kind text NOT NULL, body jsonb NOT NULL, CHECK (kind = body ->> 'kind'));
CREATE DOMAIN checked_code AS text CHECK (length(VALUE) % 3 <> 1);
CREATE TABLE in_domain (code checked_code NOT NULL);
