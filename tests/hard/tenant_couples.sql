-- Tenants in which rows of one table reference one another: others need rows of those tenants alone. And pairs of
-- which one may be missing, where a tenant has no two.
-- holds: select count(*) = 300 and count(distinct lead) > 50 and count(backup) > 100 from projects
-- never: ONLY public.moves: moves_check2: ((from_bin IS NULL OR to_bin IS NULL) IS NOT TRUE) AND (reason IS NULL) -- each tenant has one bin alone
-- never: ONLY public.moves: reason: (reason IS NULL) -- likewise
-- holds: select count(*) = 300 and count(from_bin) > 50 and count(to_bin) > 50 from moves
create table tenants (id int primary key);
create table users (
    tenant int references tenants,
    id int,
    role text not null check (role in ('owner', 'admin', 'user')),
    invited_by int,
    primary key (tenant, id),
    foreign key (tenant, invited_by) references users,
    check (invited_by <> id),
    check ((role = 'owner') = (invited_by is null)));
create table projects (
    tenant int references tenants,
    id int,
    lead int not null,
    backup int,
    primary key (tenant, id),
    check (backup <> lead),
    foreign key (tenant, lead) references users,
    foreign key (tenant, backup) references users);
create table zones (tenant int references tenants, code int check (code between 1 and 20), primary key (tenant, code));
create table bins (
    id serial primary key,
    tenant int not null,
    zone int not null,
    shelf int not null check (shelf between 1 and 9),
    label text generated always as (tenant::text || '-' || zone::text || '-' || shelf::text) stored unique,
    foreign key (tenant, zone) references zones,
    unique (tenant, id));
create table moves (
    id serial primary key,
    tenant int not null,
    from_bin int,
    to_bin int,
    reason text,
    check (from_bin is not null or to_bin is not null),
    check (from_bin <> to_bin),
    check ((from_bin is null or to_bin is null) = (reason is not null)),
    foreign key (tenant, from_bin) references bins (tenant, id),
    foreign key (tenant, to_bin) references bins (tenant, id));
