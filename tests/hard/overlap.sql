-- Composite keys that overlap: a room and a teacher have one lesson at a time.
-- rows: lessons=800 teachers=40
-- holds: select count(*) >= 300 and count(distinct (day, slot)) = 40 and count(distinct teacher_id) > 20 and count(distinct course_id) > 20 from lessons
create table teachers (id int primary key, name text);
create table courses (id int primary key, name text);
create table lessons (
  day int not null check (day between 1 and 5),
  slot int not null check (slot between 1 and 8),
  room int not null check (room between 1 and 40),
  teacher_id int not null references teachers,
  course_id int not null references courses,
  unique (day, slot, room),
  unique (day, slot, teacher_id),
  unique (teacher_id, course_id, day, slot));
