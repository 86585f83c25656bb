-- Rows that reference one of the rows that reference them: an order and its main line.
-- rows: orders=100,orders2=100
-- holds: select count(*) = 100 and count(main_line) > 70 and count(first_line) = 100 from orders
-- holds: select count(*) = 100 and count(main_line) > 70 from orders2
-- holds: select count(*) = 300 and count(distinct order_id) > 50 from shipments
create table orders (id int primary key, main_line int, first_line int not null);
create table lines (id int primary key, order_id int not null references orders deferrable initially deferred, unique (order_id, id));
alter table orders add foreign key (id, main_line) references lines (order_id, id);
create table orders2 (id int primary key, main_line int);
create table lines2 (id int primary key, order_id int not null references orders2, unique (order_id, id), note text);
alter table orders2 add foreign key (id, main_line) references lines2 (order_id, id);
create table shipments (id int primary key, order_id int not null, line_id int not null, other int not null, foreign key (order_id, line_id) references lines2 (order_id, id), foreign key (order_id, other) references lines2 (order_id, id));
alter table orders add foreign key (id, first_line) references lines (order_id, id) deferrable initially deferred;
