-- Names that want out of their place: each table, column, type, label, constraint and comment below is legal.
CREATE TYPE "mood */ system(1); /*" AS ENUM ('*/ abort(); /*', 'a,b', 'its', 'say "hi"', 'two
lines', '\N', '\.', 'NULL', '??/', '‮order⁦by⁩', 'tab	tab', ' ', '%s%n');
CREATE TYPE "pair ??/" AS ("int" integer, "a""b" text);
CREATE DOMAIN "static" AS integer CONSTRAINT "*/ abort(); /*" CHECK (VALUE >= 0);
CREATE TABLE "*/ system(""x""); /*" (
    "*/ abort(); /*" bigserial PRIMARY KEY,
    "int" "static",
    "class" text,
    "select" "mood */ system(1); /*",
    "say ""hi""" "pair ??/",
    "two
lines" integer,
    "back\slash\" varchar(20),
    "??/" boolean,
    "%s%n%%" date,
    "‮order⁦by⁩" "mood */ system(1); /*"[],
    " " integer NOT NULL,
    "#include <x>" integer CONSTRAINT "check */ abort(); /*" CHECK ("#include <x>" > 0),
    "é" integer,
    "𝕏" integer,
    "__attribute__" integer,
    "1st" integer,
    "_" integer,
    "-_attribute_-" integer,
    "${name}" text
);
COMMENT ON TABLE "*/ system(""x""); /*" IS '*/ #error ??/ 
#error second line \';
COMMENT ON COLUMN "*/ system(""x""); /*"."int" IS '/* nested */ int x; // \
‮order⁦by⁩ ??/';

-- Names that are one once they are identifiers of C.
CREATE TABLE "a-b" (id serial PRIMARY KEY, "a-b" integer, "a_b" integer, "a.b" integer, "A_B" integer, "a_b_null" integer, "a-b_null" integer, "a_b_2" integer);
CREATE TABLE "a_b" (id serial PRIMARY KEY, "a-b" integer, "a_b" integer, "a.b" integer, "A_B" integer, "a_b_null" integer, "a-b_null" integer, "a_b_2" integer);
CREATE TABLE "a.b" (id serial PRIMARY KEY, "a-b" integer, "a_b" integer, "a.b" integer, "A_B" integer, "a_b_null" integer, "a-b_null" integer, "a_b_2" integer);
CREATE TABLE "A_B" (id serial PRIMARY KEY, "a-b" integer, "a_b" integer, "a.b" integer, "A_B" integer, "a_b_null" integer, "a-b_null" integer, "a_b_2" integer);
CREATE TABLE "a b" (id serial PRIMARY KEY, "a-b" integer, "a_b" integer, "a.b" integer, "A_B" integer, "a_b_null" integer, "a-b_null" integer, "a_b_2" integer);
CREATE TABLE "a_b_2" (id serial PRIMARY KEY, "a-b" integer, "a_b" integer, "a.b" integer, "A_B" integer, "a_b_null" integer, "a-b_null" integer, "a_b_2" integer);
CREATE TABLE "a_b_generate" (id serial PRIMARY KEY, "a-b" integer, "a_b" integer, "a.b" integer, "A_B" integer, "a_b_null" integer, "a-b_null" integer, "a_b_2" integer);
CREATE TABLE "a_b_params" (id serial PRIMARY KEY, "a-b" integer, "a_b" integer, "a.b" integer, "A_B" integer, "a_b_null" integer, "a-b_null" integer, "a_b_2" integer);

-- Names that a generated program has itself.
CREATE TABLE "options" (id serial PRIMARY KEY, "options" integer);
CREATE TABLE "rows" (id serial PRIMARY KEY, "rows" integer);
CREATE TABLE "open" (id serial PRIMARY KEY, "open" integer);
CREATE TABLE "close" (id serial PRIMARY KEY, "close" integer);
CREATE TABLE "scratch" (id serial PRIMARY KEY, "scratch" integer);
CREATE TABLE "scratch_new" (id serial PRIMARY KEY, "scratch_new" integer);
CREATE TABLE "tables" (id serial PRIMARY KEY, "tables" integer);
CREATE TABLE "program" (id serial PRIMARY KEY, "program" integer);
CREATE TABLE "error" (id serial PRIMARY KEY, "error" integer);
CREATE TABLE "orders_params" (id serial PRIMARY KEY, "orders_params" integer);
CREATE TABLE "orders_generate" (id serial PRIMARY KEY, "orders_generate" integer);
CREATE TABLE "orders" (id serial PRIMARY KEY, "orders" integer);
CREATE TABLE "hostile" (id serial PRIMARY KEY, "hostile" integer);
CREATE TABLE "hostile_internal" (id serial PRIMARY KEY, "hostile_internal" integer);
CREATE TABLE "main" (id serial PRIMARY KEY, "main" integer);
CREATE TABLE "main_program" (id serial PRIMARY KEY, "main_program" integer);
CREATE TABLE "makefile" (id serial PRIMARY KEY, "makefile" integer);
CREATE TABLE "manifest" (id serial PRIMARY KEY, "manifest" integer);
CREATE TABLE "rt_main" (id serial PRIMARY KEY, "rt_main" integer);
CREATE TABLE "rt_value" (id serial PRIMARY KEY, "rt_value" integer);
CREATE TABLE "printf" (id serial PRIMARY KEY, "printf" integer);
CREATE TABLE "base" (id serial PRIMARY KEY, "base" integer);
CREATE TABLE "tables_" (id serial PRIMARY KEY, "tables_" integer);
CREATE TABLE "obj" (id serial PRIMARY KEY, "obj" integer);
CREATE TABLE "int" (id serial PRIMARY KEY, "int" integer);
CREATE TABLE "class" (id serial PRIMARY KEY, "class" integer);
CREATE TABLE "select" (id serial PRIMARY KEY, "select" integer);
CREATE TABLE "NULL" (id serial PRIMARY KEY, "NULL" integer);
CREATE TABLE "EOF" (id serial PRIMARY KEY, "EOF" integer);
CREATE TABLE "errno" (id serial PRIMARY KEY, "errno" integer);
CREATE TABLE "bool" (id serial PRIMARY KEY, "bool" integer);
CREATE TABLE "INT64_MIN" (id serial PRIMARY KEY, "INT64_MIN" integer);
CREATE TABLE "uint64_t" (id serial PRIMARY KEY, "uint64_t" integer);
CREATE TABLE "_start" (id serial PRIMARY KEY, "_start" integer);
CREATE TABLE "con" (id serial PRIMARY KEY, "con" integer);
CREATE TABLE "lib" (id serial PRIMARY KEY, "lib" integer);
CREATE TABLE "hostile_orders" (id serial PRIMARY KEY, "hostile_orders" integer);
CREATE TABLE "struct" (id serial PRIMARY KEY, "struct" integer);
CREATE TABLE locals (
    id serial PRIMARY KEY,
    n text,
    db text,
    "row" text,
    t text,
    p text,
    base bigint,
    scratch text,
    first boolean,
    start date,
    "limit" integer,
    out text,
    "NULL" text,
    "UINT64_MAX" integer,
    rt_random integer,
    generate integer,
    "INT64_MAX" bigint,
    "true" boolean,
    "EOF" text,
    unix integer,
    nothing integer,
    hostile_orders integer,
    "struct" integer,
    operator integer,
    "RT_ABI" text,
    uint64_t text,
    "I" integer,
    _ integer,
    errno integer,
    count integer,
    is_null integer,
    n_null integer,
    "n null" integer
);

-- As long as names may be, with names that follow from them.
CREATE TABLE "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" bigserial PRIMARY KEY, "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllla" text UNIQUE, "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllb" integer, "LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLA" integer);
CREATE TABLE "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllla" ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" bigserial PRIMARY KEY, "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllla" text UNIQUE, "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllb" integer, "LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLA" integer);
CREATE TABLE "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllb" ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" bigserial PRIMARY KEY, "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllla" text UNIQUE, "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllb" integer, "LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLA" integer);
CREATE TABLE "LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLA" ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" bigserial PRIMARY KEY, "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllla" text UNIQUE, "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllb" integer, "LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLA" integer);

-- References between them.
CREATE TABLE "refers ""to""" (
    "id
" serial CONSTRAINT "pk ??/ */" PRIMARY KEY,
    "*/" bigint NOT NULL CONSTRAINT "fk */ abort(); /*" REFERENCES "*/ system(""x""); /*",
    "long" bigint CONSTRAINT "fk ‮order⁦by⁩" REFERENCES "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "a-b" integer REFERENCES "a-b",
    "a_b" integer REFERENCES "A_B",
    "orders" integer REFERENCES orders,
    "text" text REFERENCES "lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllla" ("lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllla"),
    CONSTRAINT "unique "" \" UNIQUE ("*/", "a-b")
);
CREATE SCHEMA "other";
CREATE TABLE "other".orders (id serial PRIMARY KEY, "NULL" text);
CREATE SCHEMA "*/ schema";
CREATE TABLE "*/ schema".orders (id serial PRIMARY KEY, "NULL" text);
CREATE TABLE other_orders (id serial PRIMARY KEY);
CREATE TABLE "other.orders" (id serial PRIMARY KEY);
CREATE TABLE "../escape" (id serial PRIMARY KEY);
CREATE TABLE "/etc/passwd" (id serial PRIMARY KEY);
CREATE TABLE "..." (id serial PRIMARY KEY);
CREATE TABLE "Orders" (id serial PRIMARY KEY);
CREATE TABLE "ORDERS" (id serial PRIMARY KEY);
CREATE TABLE "-" (id serial PRIMARY KEY);
CREATE TABLE "no columns" ();

-- Two names that are too long together for the name of a file once they are identifiers of C, and begin alike.
CREATE SCHEMA "ééééééééééééééééééééééééééééééé";
CREATE TABLE "ééééééééééééééééééééééééééééééé"."éééééééééééééééééééééééééééééééa" (id serial PRIMARY KEY);
CREATE TABLE "ééééééééééééééééééééééééééééééé"."éééééééééééééééééééééééééééééééb" (id serial PRIMARY KEY);
