-- Lines of orders are numbered from 1 without gaps.
-- holds: select count(*) >= 300 from order_lines
-- holds: select bool_and(low = 1 and high = lines) and max(high) > 2 from (select min(line) low, max(line) high, count(*) lines from order_lines group by order_id) of_order
-- holds: select bool_or(shipped_at is null) and bool_or(shipped_at is not null and delivered_at is null) and bool_or(delivered_at is not null) from orders
create table orders (
  id serial primary key,
  total numeric(10, 2) not null check (total >= 0),
  placed_at timestamp not null,
  shipped_at timestamp,
  delivered_at timestamp,
  check (shipped_at >= placed_at),
  check (delivered_at > shipped_at),
  check (delivered_at is null or shipped_at is not null));
create table order_lines (
  order_id int not null references orders,
  line int not null,
  quantity int not null check (quantity between 1 and 100),
  primary key (order_id, line));
