/* expr_unit.h: what the tests of expressions share: a schema with one table of many types. */
#ifndef TESTS_UNIT_EXPR_UNIT_H
#define TESTS_UNIT_EXPR_UNIT_H

#include "unit.h"

#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Fixture {
    Arena *arena;
    Schema *schema;
    Table *table;
    ExprScope scope;
    Diag diag;
    char *messages; /* what the sink was told */
    size_t size;    /* bytes of it */
} Fixture;

static const char fixture_ddl[] =
    "CREATE TYPE color AS ENUM ('red', 'green');"
    "CREATE DOMAIN dtext AS text; CREATE DOMAIN dint AS integer;"
    "CREATE FUNCTION is_good(c color, n numeric) RETURNS boolean LANGUAGE sql AS 'SELECT true';"
    "CREATE TABLE t (i2 smallint, i4 integer, i8 bigint, n numeric(12,2), f4 real, f8 double precision,"
    " m money, t text, v varchar(30), c char(3), d date, ti time, ts timestamp, tz timestamptz, iv interval,"
    " u uuid, j json, jb jsonb, b boolean, ta text[], va varchar(10)[], ia integer[], r4 int4range,"
    " e color, dt dtext, di dint, a integer, bb integer, by bytea, ip inet, vb bit varying(8));";

static inline Fixture *fixture_new(void)
{
    Arena *arena = arena_new();
    Fixture *fixture = arena_new_object(arena, Fixture);
    fixture->arena = arena;
    fixture->diag = diag_new(open_memstream(&fixture->messages, &fixture->size));
    fixture->schema = schema_new(arena);
    Source *source = source_new(arena, TEXT("fixture"), text_of(fixture_ddl));
    assert_true(read_sql(fixture->schema, &fixture->diag, source));
    assert_true(schema_check(fixture->schema, &fixture->diag));
    fixture->table = schema_find_table(fixture->schema, TEXT("public"), TEXT("t"));
    fixture->scope = (ExprScope){.schema = fixture->schema, .table = fixture->table};
    return fixture;
}

static inline void fixture_free(Fixture *fixture)
{
    fclose(fixture->diag.stream);
    free(fixture->messages);
    arena_free(fixture->arena);
}

/* The expression as parsed; NULL where it is refused. */
static inline Expr *fixture_parse(Fixture *fixture, const char *text)
{
    return read_expr_text(fixture->schema, &fixture->diag, text_of(text), TEXT("test"));
}

/* What the expression is printed as. */
static inline const char *fixture_print(Fixture *fixture, const Expr *expr)
{
    return text_string(fixture->arena, expr_print(fixture->arena, expr));
}

#endif
