-- What a row references decides what else it may: choices of an exam's question, variants of an order's product.
-- holds: select count(*) = 300 from response
-- holds: select count(choice) between 1 and 299 from draft
-- holds: select count(*) = 300 from quiz_answer
-- holds: select count(*) = 300 and count(lot) between 100 and 299 from stock
-- holds: select count(*) = 300 from move
-- holds: select count(*) = 300 from repair
-- holds: select count(*) = 300 from call
-- holds: select count(*) = 300 from reading
-- holds: select count(*) = 300 from work_log
-- rows: tenant=20
create table exam (id serial primary key, title text not null);
create table question (id serial primary key, kind text not null check (kind in ('choice', 'number', 'text')), answer numeric, check ((kind = 'number') = (answer is not null)), unique (id, kind));
create table choice (question_id int not null, kind text not null generated always as ('choice') stored, n smallint not null check (n between 1 and 6), body text not null, primary key (question_id, n), foreign key (question_id, kind) references question (id, kind));
create table exam_question (exam_id int references exam, question_id int not null references question, pos smallint check (pos > 0), primary key (exam_id, pos), unique (exam_id, question_id));
create table student (id serial primary key, number text not null unique check (number similar to 's[0-9]{7}'));
create table attempt (exam_id int references exam, student_id int references student, n smallint check (n in (1, 2, 3)), primary key (exam_id, student_id, n));
-- Questions of exams have choices, as all responses need one.
create table response (exam_id int, student_id int, n smallint, question_id int, choice smallint not null, body text, primary key (exam_id, student_id, n, question_id), foreign key (exam_id, student_id, n) references attempt,
  foreign key (exam_id, question_id) references exam_question (exam_id, question_id), foreign key (question_id, choice) references choice (question_id, n), check (num_nonnulls(choice, body) >= 1));
-- Drafts do without where there is none, as their condition lets them.
create table draft_question (exam_id int references exam, question_id int not null references question, primary key (exam_id, question_id));
create table draft (id serial primary key, exam_id int not null, student_id int not null, n smallint not null, question_id int not null, choice smallint, body text, check (num_nonnulls(choice, body) = 1), foreign key (exam_id, student_id, n) references attempt,
  foreign key (exam_id, question_id) references draft_question, foreign key (question_id, choice) references choice (question_id, n));
-- The key holds what is followed.
create table course (id serial primary key, title text not null);
create table lesson (course_id int not null references course, n int not null check (n between 1 and 30), primary key (course_id, n));
create table quiz (id serial primary key, title text not null);
create table lesson_quiz (course_id int not null, lesson int not null, quiz_id int not null references quiz, primary key (course_id, lesson, quiz_id), foreign key (course_id, lesson) references lesson);
create table quiz_question (quiz_id int not null references quiz, q int not null check (q between 1 and 20), primary key (quiz_id, q));
create table enrolment (course_id int not null references course, student_id int not null references student, primary key (course_id, student_id));
create table quiz_answer (course_id int not null, student_id int not null, lesson int not null, quiz_id int not null, q int not null, body text, primary key (course_id, student_id, lesson, quiz_id, q),
  foreign key (course_id, student_id) references enrolment, foreign key (course_id, lesson) references lesson, foreign key (course_id, lesson, quiz_id) references lesson_quiz, foreign key (quiz_id, q) references quiz_question);
-- Bins of the warehouse, lots of the item; a table that references both, too.
create table warehouse (id serial primary key, code text not null unique);
create table item (id serial primary key, sku text not null unique);
create table bin (warehouse_id int not null references warehouse, code text not null, primary key (warehouse_id, code));
create table lot (item_id int not null references item, no int not null, primary key (item_id, no));
create table stock_item (warehouse_id int not null references warehouse, item_id int not null references item, primary key (warehouse_id, item_id));
create table stock (id serial primary key, warehouse_id int not null, item_id int not null, bin text not null, lot int, unique (id, item_id), unique (warehouse_id, item_id, bin, lot),
  foreign key (warehouse_id, item_id) references stock_item, foreign key (warehouse_id, bin) references bin, foreign key (item_id, lot) references lot);
create table move (id serial primary key, warehouse_id int not null, item_id int not null, bin text not null, lot int not null, foreign key (warehouse_id, item_id) references stock_item, foreign key (warehouse_id, bin) references bin, foreign key (item_id, lot) references lot,
  unique (warehouse_id, item_id, bin, lot));
-- The group is reached by way of another table.
create table brand (id serial primary key, name text not null unique);
create table model (id serial primary key, brand_id int not null references brand, unique (id, brand_id));
create table workshop_model (warehouse_id int not null references warehouse, model_id int not null, brand_id int not null, primary key (warehouse_id, model_id), foreign key (model_id, brand_id) references model (id, brand_id), unique (warehouse_id, model_id, brand_id));
create table part (brand_id int not null references brand, code text not null, primary key (brand_id, code));
create table repair (id bigserial primary key, warehouse_id int not null, model_id int not null, brand_id int not null, bin text not null, part text not null,
  foreign key (warehouse_id, model_id, brand_id) references workshop_model (warehouse_id, model_id, brand_id), foreign key (warehouse_id, bin) references bin, foreign key (brand_id, part) references part);
-- Two references to one table, whose parents differ; conditions beside them.
create table line (id int primary key);
create table stop (id int primary key);
create table line_stop (line_id int not null references line, stop_id int not null references stop, pos int not null check (pos between 1 and 60), primary key (line_id, stop_id), unique (line_id, pos));
create table platform (stop_id int not null references stop, label text not null check (label ~ '^[A-Z][0-9]?$'), primary key (stop_id, label));
create table trip (line_id int not null references line, no int not null, day date not null, primary key (line_id, no, day));
create table call (line_id int not null, trip int not null, day date not null, stop_id int not null, platform text not null, arrives time, departs time, primary key (line_id, trip, day, stop_id), foreign key (line_id, trip, day) references trip,
  foreign key (line_id, stop_id) references line_stop, foreign key (stop_id, platform) references platform, check (departs >= arrives), check (num_nonnulls(arrives, departs) >= 1));
create table boarding (id bigserial primary key, line_id int not null, trip int not null, day date not null, stop_id int not null, to_stop int not null, platform text not null, to_platform text, check (stop_id <> to_stop), foreign key (line_id, trip, day, stop_id) references call,
  foreign key (line_id, trip, day, to_stop) references call, foreign key (stop_id, platform) references platform, foreign key (to_stop, to_platform) references platform);
-- Groups of two columns, of which only some kinds of types have metrics.
create table device_type (id serial primary key, kind text not null check (kind in ('sensor', 'actor')), unique (id, kind));
create table metric (type_id int not null, kind text not null check (kind = 'sensor'), name text not null, primary key (type_id, name), foreign key (type_id, kind) references device_type (id, kind));
create table site (tenant int not null check (tenant between 1 and 40), id int not null, primary key (tenant, id));
create table device (tenant int not null, site_id int not null, no int not null, type_id int not null references device_type, primary key (tenant, site_id, no), foreign key (tenant, site_id) references site, unique (tenant, site_id, no, type_id));
create table operator (tenant int not null, site_id int not null, login text not null, primary key (tenant, site_id, login), foreign key (tenant, site_id) references site);
create table reading (id bigserial primary key, tenant int not null, site_id int not null, no int not null, type_id int not null, metric text not null, read_by text not null, at timestamptz not null, foreign key (tenant, site_id, no, type_id) references device (tenant, site_id, no, type_id),
  foreign key (type_id, metric) references metric, foreign key (tenant, site_id, read_by) references operator, unique (tenant, site_id, no, type_id, metric, at));
-- Tenants of which each person and each project has groups of its own.
create table tenant (id uuid primary key);
create table project (tenant_id uuid not null references tenant, id bigint not null, primary key (tenant_id, id));
create table person (tenant_id uuid not null references tenant, id bigint not null, primary key (tenant_id, id));
create table member (tenant_id uuid not null, project_id bigint not null, person_id bigint not null, primary key (tenant_id, project_id, person_id), foreign key (tenant_id, project_id) references project, foreign key (tenant_id, person_id) references person);
create table task (tenant_id uuid not null, project_id bigint not null, no int not null check (no > 0), primary key (tenant_id, project_id, no), foreign key (tenant_id, project_id) references project);
create table rate (tenant_id uuid not null, person_id bigint not null, valid_from date not null, primary key (tenant_id, person_id, valid_from), foreign key (tenant_id, person_id) references person);
create table work_log (id bigserial primary key, tenant_id uuid not null, project_id bigint not null, person_id bigint not null, task int not null, rate_from date not null, day date not null, approved_by bigint, check (day >= rate_from), foreign key (tenant_id, approved_by) references person,
  foreign key (tenant_id, project_id, person_id) references member, foreign key (tenant_id, project_id, task) references task, foreign key (tenant_id, person_id, rate_from) references rate);
