-- Rows that need parents of two kinds or more that are of one tenant: each tenant has members of every kind.
-- holds: select count(*) = 300 from postings
-- holds: select count(*) = 300 from rates
-- holds: select min(kinds) = 3 and max(members) - min(members) <= 12 from (select count(distinct kind) kinds, count(*) members from accounts group by ledger having count(*) > 3) groups
-- holds: select count(*) = 300 and count(distinct class) > 50 from grades
-- holds: select count(*) = 300 from panels
-- holds: select min(kinds) = 4 from (select count(distinct role) kinds from members group by school, class having count(*) >= 4) groups
-- holds: select count(*) = 300 and count(distinct org) > 50 from invitations
-- holds: select count(*) = 300 from lessons
-- holds: select count(*) = 300 from transfers
-- holds: select count(*) = 300 from reviews
-- holds: select count(*) = 300 from loans
create table ledgers (id int primary key);
create table accounts (ledger int not null references ledgers, id int not null, kind text not null check (kind in ('debit', 'credit', 'equity')), closed date, primary key (ledger, id), unique (ledger, id, kind));
create table postings (ledger int not null, id bigint primary key, debit int not null, debit_kind text not null check (debit_kind = 'debit'), credit int not null, credit_kind text not null check (credit_kind = 'credit'), amount numeric(10, 2) not null check (amount > 0),
  foreign key (ledger, debit, debit_kind) references accounts (ledger, id, kind), foreign key (ledger, credit, credit_kind) references accounts (ledger, id, kind));
create table rates (ledger int not null, debit int not null, debit_kind text not null check (debit_kind = 'debit'), credit int not null, credit_kind text not null check (credit_kind = 'credit'), primary key (ledger, debit, credit),
  foreign key (ledger, debit, debit_kind) references accounts (ledger, id, kind), foreign key (ledger, credit, credit_kind) references accounts (ledger, id, kind));
create table balances (ledger int not null, account int, kind text check (kind in ('credit', 'equity')), debit int, debit_kind text check (debit_kind = 'debit'),
  foreign key (ledger, account, kind) references accounts (ledger, id, kind), foreign key (ledger, debit, debit_kind) references accounts (ledger, id, kind));
create table tags (ledger int not null references ledgers, id int not null, primary key (ledger, id));
create table transfers (id int primary key, ledger_out int not null, account_out int not null, tag_out int not null, ledger_in int not null, account_in int not null, tag_in int not null,
  foreign key (ledger_out, account_out) references accounts, foreign key (ledger_out, tag_out) references tags, foreign key (ledger_in, account_in) references accounts, foreign key (ledger_in, tag_in) references tags);
-- A key bounds the groups, and one kind has one row alone.
create table people (id int primary key);
create table orgs (id int primary key);
create table staff (org int not null references orgs, person int not null references people, role text not null check (role in ('owner', 'admin', 'member')), primary key (org, person), unique (org, person, role));
create unique index one_owner on staff (org) where role = 'owner';
create table invitations (id int primary key, org int not null, host int not null, host_role text not null check (host_role in ('owner', 'admin')), guest int not null, guest_role text not null check (guest_role = 'member'),
  foreign key (org, host, host_role) references staff (org, person, role), foreign key (org, guest, guest_role) references staff (org, person, role));
-- Kinds that are tables of their own.
create table users (org int not null references orgs, id int not null, kind text not null check (kind in ('student', 'teacher')), primary key (org, id), unique (org, id, kind));
create table students (org int not null, id int not null, kind text not null check (kind = 'student'), year int, primary key (org, id), foreign key (org, id, kind) references users (org, id, kind));
create table teachers (org int not null, id int not null, kind text not null check (kind = 'teacher'), title text, primary key (org, id), foreign key (org, id, kind) references users (org, id, kind));
create table lessons (org int not null, id int primary key, student int not null, teacher int not null, foreign key (org, student) references students, foreign key (org, teacher) references teachers);
-- Groups in groups: two kinds of one class, and of one school.
create table schools (id int primary key);
create table classes (school int not null references schools, id int not null, primary key (school, id));
create table members (school int not null, class int not null, id int not null, role text not null check (role in ('student', 'teacher', 'assistant', 'guest')), left_at date, primary key (school, class, id), unique (school, class, id, role), foreign key (school, class) references classes, check (role <> 'guest' or left_at is not null));
create table grades (school int not null, class int not null, student int not null, student_role text not null check (student_role = 'student'), teacher int not null, teacher_role text not null check (teacher_role = 'teacher'), grade int not null,
  foreign key (school, class, student, student_role) references members (school, class, id, role), foreign key (school, class, teacher, teacher_role) references members (school, class, id, role));
create table panels (school int not null, id int not null, class int not null, student int not null, student_role text not null check (student_role = 'student'), other_class int not null, helper int not null, helper_role text not null check (helper_role in ('assistant', 'teacher')), primary key (school, id),
  foreign key (school, class, student, student_role) references members (school, class, id, role), foreign key (school, other_class, helper, helper_role) references members (school, class, id, role));
-- Rows that are bounded by others of their group, and one kind beside other tables' rows.
create table firms (id int primary key);
create table workers (firm int not null references firms, id int not null, name text, primary key (firm, id));
create table jobs (firm int not null, worker int not null, role text not null check (role in ('clerk', 'boss', 'cook')), primary key (firm, worker), unique (firm, worker, role), foreign key (firm, worker) references workers);
create table reviews (id int primary key, firm int not null, clerk int not null, clerk_role text not null check (clerk_role = 'clerk'), boss int not null, boss_role text not null check (boss_role = 'boss'),
  foreign key (firm, clerk, clerk_role) references jobs (firm, worker, role), foreign key (firm, boss, boss_role) references jobs (firm, worker, role));
create table assets (firm int not null references firms, id int not null, kind text not null check (kind in ('phone', 'laptop')), primary key (firm, id), unique (firm, id, kind));
create table loans (id int primary key, firm int not null, worker int not null, asset int not null, kind text not null check (kind = 'phone'), foreign key (firm, worker) references workers, foreign key (firm, asset, kind) references assets (firm, id, kind));
-- Groups that may have one row alone, or fewer than there are kinds.
create table profiles (firm int primary key references firms, kind text not null check (kind in ('small', 'big')), unique (firm, kind));
create table smalls (firm int primary key, kind text not null check (kind = 'small'), foreign key (firm, kind) references profiles (firm, kind));
create table bigs (firm int primary key, kind text not null check (kind = 'big'), foreign key (firm, kind) references profiles (firm, kind));
create table sides (firm int not null references firms, side text not null check (side in ('left', 'right')), kind text not null check (kind in ('x', 'y', 'z')), primary key (firm, side), unique (firm, side, kind));
create table xs (firm int not null, id int primary key, side text not null, kind text not null check (kind = 'x'), foreign key (firm, side, kind) references sides (firm, side, kind));
create table ys (firm int not null, id int primary key, side text not null, kind text not null check (kind = 'y'), foreign key (firm, side, kind) references sides (firm, side, kind));
-- A root's kind, whose rows are groups of other tables.
create table courses (org int not null references orgs, id int not null, kind text not null check (kind in ('online', 'local')), primary key (org, id), unique (org, id, kind));
create table chapters (org int not null, course int not null, kind text not null check (kind = 'online'), no int not null, primary key (org, course, no), foreign key (org, course, kind) references courses (org, id, kind));
create table slides (org int not null, course int not null, no int not null, chapter int not null, primary key (org, course, no), foreign key (org, course, chapter) references chapters (org, course, no));
