-- Rows that meet every constraint of schema.sql.
INSERT INTO customers (email, nick, born, deleted, phone)
SELECT format('user%s@example.com', n), CASE WHEN n % 3 > 0 THEN format('Nick %s', n) END, date '1950-01-01' + n,
       n % 5 = 0, CASE WHEN n % 5 = 0 THEN '555' ELSE format('A%s', n) END
  FROM generate_series(1, 200) AS n;
INSERT INTO sales.orders (tenant, customer, previous, total, paid)
SELECT 1 + n % 3, n, NULL, n * 1.5, CASE WHEN n % 2 = 0 THEN n END FROM generate_series(1, 200) AS n;
UPDATE sales.orders SET previous = id - 3 WHERE id > 3;
INSERT INTO sales.notes SELECT tenant, id, 'paid' FROM sales.orders WHERE id % 4 > 0;
INSERT INTO sales.notes VALUES (NULL, NULL, 'loose');
INSERT INTO rooms SELECT n, format('room %s', n) FROM generate_series(1, 10) AS n;
INSERT INTO bookings
SELECT n, 1 + n % 10, tsrange(timestamp '2024-01-01' + n * interval '1 hour', timestamp '2024-01-01' + (n + 10) * interval '1 hour'),
       false, box(point(n, n), point(n + 0.5, n + 0.5))
  FROM generate_series(1, 100) AS n;
INSERT INTO bookings VALUES (101, 1, tsrange('2024-01-01', '2025-01-01'), true, NULL), (102, 1, 'empty', false, NULL);
INSERT INTO items
SELECT n, n, ARRAY['A' || n, 'B' || n], ('C' || n, n)::sales.part, ARRAY[('D' || n, n)::sales.part, ('E' || n, NULL)::sales.part]
  FROM generate_series(1, 50) AS n;
INSERT INTO items VALUES (51, 1, NULL, NULL, NULL), (52, 1, '{}', (NULL, NULL), ARRAY[(NULL, NULL)::sales.part, NULL]);
INSERT INTO events
SELECT n, date '2020-01-01' + n, chr(97 + n % 3) FROM generate_series(0, 700) AS n;
INSERT INTO sales.marks SELECT * FROM events;
INSERT INTO sales.marks VALUES (1, NULL, NULL);
INSERT INTO hashed SELECT n FROM generate_series(1, 100) AS n;
INSERT INTO cities SELECT n, format('city %s', n) FROM generate_series(1, 20) AS n;
INSERT INTO capitals SELECT n, format('capital %s', n), format('country %s', n) FROM generate_series(1, 20) AS n;
INSERT INTO tickets (seat) SELECT n FROM generate_series(1, 100) AS n;
INSERT INTO capitals VALUES (2000, 'capital 2000', 'country 2000');
