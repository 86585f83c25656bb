/* evaluate_fuzz.c: an expression on the first line, then a line for each column of a small table: its value,
 * or \N. Whatever they are, there is an answer, and the same one for the same row. */
#include "evaluate/evaluate.h"
#include "small_schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char table[] =
    "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TYPE p AS (x integer, y text);"
    "CREATE DOMAIN d AS text CHECK (VALUE <> 'x');"
    "CREATE TABLE t (i integer, l bigint, n numeric(9,2), f double precision, r real, s text, v varchar(9),"
    " c char(3), b boolean, dt date, ts timestamp, tz timestamptz, ti time, iv interval, j jsonb, k json,"
    " x text[], y integer[], g int4range, h int4multirange, e e, p p, d d, u uuid, w bytea, a inet, z "
    "bit(4))";

static Text next_line(Text *rest)
{
    const char *end = rest->size ? memchr(rest->data, '\n', rest->size) : NULL;
    size_t size = end ? (size_t)(end - rest->data) : rest->size;
    Text line = text_slice(*rest, 0, size);
    *rest = text_slice(*rest, size + 1, rest->size);
    return line;
}

static void check(Arena *arena, const Expr *expr, const EvaluateScope *scope)
{
    Text first = {0}, second = {0};
    Evaluated state = evaluate(arena, expr, scope, &first, NULL);
    if (evaluate(arena, expr, scope, &second, NULL) != state || !text_equal(first, second))
        abort();
    Truth truth = evaluate_truth(arena, expr, scope);
    if (state == EVALUATED_ERROR && truth != TRUTH_ERROR)
        abort();
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
    Text rest = {(const char *)data, size}, source = next_line(&rest);
    Table *home = schema_find_table(schema, TEXT("public"), TEXT("t"));
    ExprScope types = {.schema = schema, .table = home};
    Text texts[32] = {{0}};
    bool nulls[32];
    for (size_t i = 0; i < home->columns.count; i++) {
        texts[i] = next_line(&rest);
        nulls[i] = text_is(texts[i], "\\N");
    }
    EvaluateScope scope = {.schema = schema, .table = home, .texts = texts, .nulls = nulls};
    scope.now = TEXT("2026-01-01 00:00:00+00");
    const Expr *expr = read_expr_text(schema, &diag, source, TEXT("fuzzed"));
    if (expr) {
        check(schema->arena, expr_normalise(schema->arena, expr, &types), &scope);
        check(schema->arena, expr, &scope);
    }
    arena_free(schema->arena);
    return 0;
}
