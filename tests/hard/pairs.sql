-- Two references to different rows of the same tenant.
-- holds: select count(*) = 300 and count(distinct ledger_id) > 50 from transfers
-- holds: select count(*) = 300 and count(b_id) > 200 from edges
-- holds: select count(*) = 300 and count(parent_id) > 50 from nodes
create table ledgers (
  id bigserial primary key,
  currency char(3) not null check (currency in ('EUR', 'USD', 'CHF')),
  unique (id, currency));
create table accounts (
  id bigserial primary key,
  ledger_id bigint not null references ledgers,
  currency char(3) not null,
  name text not null,
  unique (id, ledger_id),
  unique (ledger_id, name),
  foreign key (ledger_id, currency) references ledgers (id, currency));
create table transfers (
  id bigserial primary key,
  ledger_id bigint not null references ledgers,
  from_id bigint not null,
  to_id bigint not null,
  amount numeric(12, 2) not null check (amount > 0),
  check (from_id <> to_id),
  foreign key (from_id, ledger_id) references accounts (id, ledger_id),
  foreign key (to_id, ledger_id) references accounts (id, ledger_id));
create table tenants (id int primary key);
create table nodes (
  tenant_id int not null references tenants,
  id int not null,
  parent_id int,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references nodes,
  check (parent_id <> id));
create table edges (
  tenant_id int not null,
  id int not null,
  a_id int not null,
  b_id int,
  primary key (tenant_id, id),
  foreign key (tenant_id, a_id) references nodes,
  foreign key (tenant_id, b_id) references nodes,
  check (a_id <> b_id));
