/* expr_fuzz.c: expressions, as text over the columns of a small table. What reads must print to what reads to
 * the same, and its normal form must be the normal form of itself and of its print. */
#include "base/buffer.h"
#include "small_schema.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char table[] =
    "CREATE TYPE e AS ENUM ('a'); CREATE DOMAIN d AS text;"
    "CREATE TABLE t (i integer, l bigint, n numeric(5,2), f double precision, r real, s text, v varchar(9),"
    " c char(3), b boolean, dt date, ts timestamp, tz timestamptz, iv interval, j jsonb, x text[], y "
    "integer[],"
    " g int4range, e e, d d, u uuid, h bytea)";

static void expect_equal(Arena *arena, const Expr *a, const Expr *b, const char *what)
{
    if (b && expr_equal(a, b))
        return;
    fprintf(stderr, "%s:\n%.*s\n", what, TEXT_ARG(expr_print(arena, a)));
    if (b)
        fprintf(stderr, "%.*s\n", TEXT_ARG(expr_print(arena, b)));
    abort();
}

/* A print may nest deeper than the parser goes, for what it says is longer than what was written. */
static Expr *read_print(const Schema *schema, Diag *diag, const Expr *expr)
{
    enum {
        SHALLOW = 50
    };
    if (expr_depth(expr, SHALLOW) == SHALLOW)
        return NULL;
    Expr *again = read_expr_text(schema, diag, expr_print(schema->arena, expr), TEXT("print"));
    if (!again)
        expect_equal(schema->arena, expr, NULL, "the print does not read");
    return again;
}

static void check(const Schema *schema, Diag *diag, const Expr *expr, const ExprScope *scope)
{
    Arena *arena = schema->arena;
    const Expr *again = read_print(schema, diag, expr);
    if (again)
        expect_equal(arena, expr, again, "the print reads to something else");
    const Expr *normal = expr_normalise(arena, expr, scope);
    expect_equal(arena, normal, expr_normalise(arena, normal, scope), "the normal form is not normal");
    const Expr *printed = read_print(schema, diag, normal);
    if (printed)
        expect_equal(arena, normal, expr_normalise(arena, printed, scope),
                     "the normal form's print is not it");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FILE *nowhere;
    static Schema *kept;
    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    Diag diag = {.stream = nowhere};
    if (!kept)
        kept = small_schema(&diag, table);
    Schema borrowed = *kept, *schema = &borrowed;
    schema->arena = arena_new();
    Text text = {(const char *)data, size};
    Table *home = schema_find_table(schema, TEXT("public"), TEXT("t"));
    ExprScope scope = {.schema = schema, .table = home};
    if (size && data[0] % 4 == 0)
        scope.target = &home->columns.items[data[0] / 4 % home->columns.count]->type;
    const Expr *expr = read_expr_text(schema, &diag, text, TEXT("fuzzed"));
    if (expr)
        check(schema, &diag, expr, &scope);
    arena_free(schema->arena);
    return 0;
}
