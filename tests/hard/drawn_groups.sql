-- References that share columns two by two: some lie in groups of one table, others in those of another one, with
-- and without a tenant above both.
-- rows: tenants=11,region=13,orders=40,products=50
-- holds: select count(*) = 300 and count(distinct tenant) > 5 and count(distinct region) = 13 from three
-- holds: select count(*) = 300 and count(distinct order_id) = 40 and count(distinct product_id) > 30 from packed
create table tenants (id int primary key);
create table a (tenant int not null references tenants, id int not null, primary key (tenant, id));
create table b (tenant int not null references tenants, id int not null, primary key (tenant, id));
create table region (code text primary key);
create table c (region text not null references region, id int not null, primary key (region, id));
create table d (region text not null references region, id int not null, primary key (region, id));
create table three (id int primary key, tenant int not null, region text not null, a_id int not null, b_id int not null, c_id int not null, d_id int,
  foreign key (tenant, a_id) references a, foreign key (tenant, b_id) references b, foreign key (region, c_id) references c, foreign key (region, d_id) references d);
create table orders (tenant int not null references tenants, id int not null, primary key (tenant, id));
create table lines (tenant int not null, order_id int not null, no int not null, primary key (tenant, order_id, no), foreign key (tenant, order_id) references orders);
create table parcels (tenant int not null, order_id int not null, no int not null, primary key (tenant, order_id, no), foreign key (tenant, order_id) references orders);
create table products (tenant int not null references tenants, id int not null, primary key (tenant, id));
create table variants (tenant int not null, product_id int not null, id int not null, primary key (tenant, product_id, id), foreign key (tenant, product_id) references products);
create table batches (tenant int not null, product_id int not null, id int not null, primary key (tenant, product_id, id), foreign key (tenant, product_id) references products);
create table packed (id int primary key, tenant int not null, order_id int not null, line_no int not null, parcel_no int not null, product_id int not null, variant_id int not null, batch_id int,
  foreign key (tenant, order_id, line_no) references lines, foreign key (tenant, order_id, parcel_no) references parcels,
  foreign key (tenant, product_id, variant_id) references variants, foreign key (tenant, product_id, batch_id) references batches);
