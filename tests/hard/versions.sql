-- Versions that reference the one before: numbered in each group, the first one without a predecessor.
-- holds: select count(*) = 300 and count(distinct id) between 20 and 100 and max(version) > 5 from pages
-- holds: select bool_and(prev_version = version - 1) and count(*) > 100 from pages where version > 1
-- holds: select count(*) = 300 and bool_and(n = high) and max(high) > 2 from (select count(*) over (partition by id) n, max(version) over (partition by id) high from document_versions) of_document
-- holds: select count(prev_version) >= 200 and count(distinct state) = 3 from document_versions
-- holds: select count(prev_revision) > 200 and min(revision) = 0 from revisions
-- holds: select count(*) = 300 and max(attempt) > 1 and max(attempt) <= 3 and count(retry_of) > 100 from attempts
-- holds: select count(*) = 300 and count(distinct tenant_id) > 20 and count(prev) >= 200 from contract_versions
-- holds: select count(*) = 300 from signatures
-- holds: select count(prev_step) >= 200 and max(step) > 2 from steps
-- holds: select count(*) > count(distinct (topic, parent_no)) and count(parent_no) > 100 from posts
-- holds: select count(*) = 300 and count(distinct kit) >= 60 and count(distinct size) = 5 and count(fits_in) > 50 from parts
-- holds: select count(*) = 300 and count(prev) > 200 and max(version) > 2 from drafts
create table pages (
  id int not null,
  version int not null,
  state text not null check (state in ('draft', 'review', 'published', 'archived')),
  published_at timestamp,
  archived_at timestamp,
  prev_version int,
  primary key (id, version),
  foreign key (id, prev_version) references pages,
  check (prev_version < version),
  check ((version = 1) = (prev_version is null)),
  check ((state in ('published', 'archived')) = (published_at is not null)),
  check ((state = 'archived') = (archived_at is not null)),
  check (archived_at > published_at));
create unique index on pages (id) where state = 'published';
create unique index on pages (id) where state = 'draft';

create table documents (id int primary key, title text not null);
create table document_versions (
  id int not null references documents,
  version int not null check (version >= 1),
  prev_version int,
  state text not null check (state in ('draft', 'live', 'old')),
  primary key (id, version),
  foreign key (id, prev_version) references document_versions (id, version),
  check (prev_version < version),
  check ((version = 1) = (prev_version is null)));
create unique index on document_versions (id) where state = 'live';

-- Numbered from 0, and no two with one predecessor.
create table revisions (
  page uuid not null,
  revision smallint not null check (revision >= 0),
  prev_revision smallint,
  primary key (page, revision),
  unique (page, prev_revision),
  foreign key (page, prev_revision) references revisions (page, revision),
  check (prev_revision = revision - 1),
  check ((revision = 0) = (prev_revision is null)));

-- Few in each group.
create table attempts (
  job int not null,
  attempt smallint not null check (attempt between 1 and 3),
  retry_of smallint,
  primary key (job, attempt),
  foreign key (job, retry_of) references attempts (job, attempt),
  check (retry_of < attempt),
  check (attempt > 1 or retry_of is null),
  check (attempt = 1 or retry_of is not null));

-- Groups inside groups, and rows of other tables that lie in them.
create table tenants (id int primary key, name text not null);
create table contracts (
  tenant_id int not null references tenants,
  id int not null,
  title text not null,
  primary key (tenant_id, id));
create table people (tenant_id int not null references tenants, id int not null, primary key (tenant_id, id));
create table contract_versions (
  tenant_id int not null,
  id int not null,
  no int not null,
  prev int,
  author_id int not null,
  primary key (tenant_id, id, no),
  foreign key (tenant_id, id) references contracts,
  foreign key (tenant_id, author_id) references people,
  foreign key (tenant_id, id, prev) references contract_versions (tenant_id, id, no),
  check (prev < no),
  check ((no = 1) = (prev is null)));
create table signatures (
  id int primary key,
  tenant_id int not null,
  contract_id int not null,
  no int not null,
  foreign key (tenant_id, contract_id, no) references contract_versions);

-- Said by one condition alone.
create table plans (id int primary key);
create table steps (
  plan_id int not null references plans,
  step int not null,
  prev_step int,
  primary key (plan_id, step),
  foreign key (plan_id, prev_step) references steps,
  check (prev_step = step - 1));

-- What only comes before is any earlier row: a tree.
create table posts (
  topic int not null,
  no int not null,
  parent_no int,
  primary key (topic, no),
  foreign key (topic, parent_no) references posts,
  check (parent_no < no));

-- Few names in each group.
create table parts (
  kit int not null,
  size text not null check (size in ('xs', 's', 'm', 'l', 'xl')),
  fits_in text,
  primary key (kit, size),
  foreign key (kit, fits_in) references parts);

-- The first of each group alone is in an index.
create table drafts (
  id int,
  version int not null check (version >= 1),
  prev int,
  primary key (id, version),
  foreign key (id, prev) references drafts,
  check (prev < version),
  check ((version = 1) = (prev is null)));
create unique index on drafts (id) where prev is null;
