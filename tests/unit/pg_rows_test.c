/* pg_rows_test.c: arrays and vectors taken apart, statements filled in and chosen by version. */
#include "arena_unit.h"

#include "read/pg/pg_rows.h"

/* A row of one column "c" with that value. */
static TextList list_of(const char *value)
{
    Text name = TEXT("c"), cell = text_of(value);
    PgRows rows = {.count = 1, .width = 1, .names = &name, .cells = &cell};
    return pg_list(arena, pg_row(&rows, 0), "c");
}

static void assert_list(const char *value, size_t count, const char *const *wanted)
{
    TextList list = list_of(value);
    assert_int_equal(list.count, count);
    for (size_t i = 0; i < count; i++)
        assert_true(text_is(list.items[i], wanted[i]));
}

static void arrays(void **state)
{
    (void)state;
    assert_list("{}", 0, NULL);
    assert_list("{1,2,30}", 3, (const char *[]){"1", "2", "30"});
    assert_list("{\"a b\",\"c\\\"d\",\"e\\\\f\",\"\",NULL,\"NULL\",\"{x}\",\"g,h\"}", 8,
                (const char *[]){"a b", "c\"d", "e\\f", "", "", "NULL", "{x}", "g,h"});
}

static void vectors(void **state)
{
    (void)state;
    assert_list("", 0, NULL);
    assert_list(NULL, 0, NULL);
    assert_list("1 0 23", 3, (const char *[]){"1", "0", "23"});
}

static void broken_arrays_end(void **state)
{
    (void)state;
    assert_list("{", 0, NULL);
    assert_list("{\"a", 1, (const char *[]){"a"});
    assert_list("{\"a\\", 1, (const char *[]){"a"});
    assert_list("{a", 1, (const char *[]){"a"});
}

static void values(void **state)
{
    (void)state;
    Text names[] = {TEXT("number"), TEXT("flag"), TEXT("nothing")};
    Text cells[] = {TEXT("-42"), TEXT("t"), {NULL, 0}};
    PgRows rows = {.count = 1, .width = 3, .names = names, .cells = cells};
    PgRow row = pg_row(&rows, 0);
    assert_int_equal(pg_int(row, "number"), -42);
    assert_true(pg_double(row, "number") == -42);
    assert_true(pg_bool(row, "flag"));
    assert_int_equal(pg_char(row, "flag"), 't');
    assert_null(pg_text(row, "nothing").data);
    assert_null(pg_text(row, "newer").data);
    assert_false(pg_bool(row, "newer"));
    assert_int_equal(pg_char(row, "newer"), '\0');
    assert_int_equal(pg_int(row, "nothing"), 0);
}

static void filling_in(void **state)
{
    (void)state;
    Text filled = pg_fill(arena, TEXT("a ~ :'x' AND b::x AND :xy AND :x"), TEXT("x"), TEXT("it's"));
    assert_true(text_is(filled, "a ~ 'it''s' AND b::x AND :xy AND it's"));
    filled = pg_fill(arena, TEXT(":'x'"), TEXT("x"), TEXT("^(a\\.b)$"));
    assert_true(text_is(filled, "E'^(a\\\\.b)$'"));
}

static void lines_of_later_versions(void **state)
{
    (void)state;
    Text statement =
        TEXT("SELECT a,\n       b, /* 14+ */\n       c, /* 18+ */\n       d /* not a mark */\n  FROM t\n");
    assert_true(
        text_is(pg_for_version(arena, statement, 12), "SELECT a,\n       d /* not a mark */\n  FROM t"));
    assert_true(text_is(pg_for_version(arena, statement, 14),
                        "SELECT a,\n       b,\n       d /* not a mark */\n  FROM t"));
    assert_true(text_is(pg_for_version(arena, statement, 18),
                        "SELECT a,\n       b,\n       c,\n       d /* not a mark */\n  FROM t"));
}

UNIT_MAIN(WITH_ARENA(arrays), WITH_ARENA(vectors), WITH_ARENA(broken_arrays_end), WITH_ARENA(values),
          WITH_ARENA(filling_in), WITH_ARENA(lines_of_later_versions))
