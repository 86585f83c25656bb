-- What partitions have by themselves: keys, unique indexes, references, NOT NULL; references to one of them.
-- holds: SELECT count(DISTINCT id) = 300 AND count(DISTINCT tableoid) = 2 FROM payment
-- holds: SELECT count(*) = 300 AND count(DISTINCT payment_id) > 50 FROM refund
-- holds: SELECT count(*) = 300 AND count(DISTINCT id) = 300 FROM log
CREATE TABLE customer (id int PRIMARY KEY);
CREATE TABLE payment (id serial, customer_id int NOT NULL, paid date NOT NULL, note text) PARTITION BY RANGE (paid);
CREATE TABLE payment_1 PARTITION OF payment FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
CREATE TABLE payment_2 PARTITION OF payment FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
ALTER TABLE payment_1 ADD PRIMARY KEY (id);
ALTER TABLE payment_2 ADD PRIMARY KEY (id);
ALTER TABLE payment_1 ADD FOREIGN KEY (customer_id) REFERENCES customer;
ALTER TABLE payment_2 ADD FOREIGN KEY (customer_id) REFERENCES customer;
ALTER TABLE payment_2 ALTER note SET NOT NULL;
CREATE TABLE refund (id int PRIMARY KEY, payment_id int NOT NULL REFERENCES payment_1);
CREATE TABLE log (id bigserial, level text NOT NULL CHECK (level IN ('info', 'warn', 'error')), at date NOT NULL)
    PARTITION BY LIST (level);
CREATE TABLE log_errors PARTITION OF log FOR VALUES IN ('error') PARTITION BY RANGE (at);
CREATE TABLE log_errors_1 PARTITION OF log_errors FOR VALUES FROM ('2024-01-01') TO ('2024-06-01');
CREATE TABLE log_others PARTITION OF log DEFAULT;
CREATE UNIQUE INDEX ON log_others (id);
