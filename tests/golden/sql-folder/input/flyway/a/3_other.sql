CREATE TABLE passed_over (id int);
