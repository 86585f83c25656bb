-- One target out of several, each at most once: NULLs that a unique constraint does not tell apart.
-- holds: select count(*) >= 300 and count(post_id) > 50 and count(account_id) > 50 and count(distinct reporter_id) > 50 from flags
-- holds: select count(*) >= 300 and count(post_id) > 50 and count(account_id) > 50 from reports
-- holds: select count(*) >= 300 and count(name) > 50 and count(extension) > 50 from files
create table accounts (id bigserial primary key);
create table posts (id bigserial primary key);
create table flags (
  id bigserial primary key,
  reporter_id bigint not null references accounts,
  post_id bigint references posts,
  account_id bigint references accounts,
  check ((post_id is not null)::int + (account_id is not null)::int = 1),
  unique nulls not distinct (reporter_id, post_id, account_id));
create table reports (
  id bigserial primary key,
  reporter_id bigint not null references accounts,
  post_id bigint references posts,
  account_id bigint references accounts,
  handled_at timestamptz,
  check (num_nonnulls(post_id, account_id) = 1));
create unique index once on reports (reporter_id, coalesce(post_id, 0), coalesce(account_id, 0)) where handled_at is null;
create table files (
  account_id bigint not null references accounts,
  name text,
  extension text,
  check (num_nonnulls(name, extension) = 1));
create unique index files_names on files (account_id, coalesce(name, ''), coalesce(extension, ''));
create table cases (
  id bigserial primary key,
  reporter_id bigint not null references accounts,
  account_id bigint references accounts,
  handled_by bigint references accounts,
  check (handled_by <> reporter_id),
  check (account_id <> reporter_id),
  unique (reporter_id, account_id));
