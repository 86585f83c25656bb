CREATE TABLE "*/ system(""x""); /*" ("a\b" int, "'quote'" text, "??/" int, "new
line" int DEFAULT 1, "select" int, U&"\0041\+01F600 d!0061" int, "tab	" int);
COMMENT ON TABLE "*/ system(""x""); /*" IS E'*/ #include "evil.h"\n\x1b[31m \u202e';
CREATE TABLE "SELECT" (id int, "ID" int, "Id" int);
CREATE TABLE averyveryverylongnamethatgoesonandonuntilitisnolongeranidentifiername (id int);
CREATE TABLE "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü" (id int);
CREATE TYPE "drop table" AS ENUM ('it''s', '"', '\', E'\n', '');
