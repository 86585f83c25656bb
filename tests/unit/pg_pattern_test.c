/* pg_pattern_test.c: psql's patterns as regular expressions. */
#include "arena_unit.h"

#include "read/pg/pg_pattern.h"

static void assert_pattern(const char *pattern, size_t count, const char *first, const char *second)
{
    PgPattern read = pg_pattern_read(arena, text_of(pattern));
    assert_int_equal(read.count, count);
    assert_string_equal(read.regex[0].data, first);
    if (second)
        assert_string_equal(read.regex[1].data, second);
}

static void plain_names(void **state)
{
    (void)state;
    assert_pattern("orders", 1, "^(orders)$", NULL);
    assert_pattern("Orders", 1, "^(orders)$", NULL);
    assert_pattern("shop.ORDERS", 2, "^(shop)$", "^(orders)$");
    assert_pattern("", 1, "^()$", NULL);
}

static void wildcards(void **state)
{
    (void)state;
    assert_pattern("ord*", 1, "^(ord.*)$", NULL);
    assert_pattern("o?ders*.*", 2, "^(o.ders.*)$", "^(.*)$");
    assert_pattern("(a|b)[0-9]+", 1, "^((a|b)[0-9]+)$", NULL);
    assert_pattern("a$b", 1, "^(a\\$b)$", NULL);
    assert_pattern("int[]", 1, "^(int\\[])$", NULL);
}

static void quotes(void **state)
{
    (void)state;
    assert_pattern("\"Orders\"", 1, "^(Orders)$", NULL);
    assert_pattern("\"a.b\".C", 2, "^(a\\.b)$", "^(c)$");
    assert_pattern("\"a*\"*", 1, "^(a\\*.*)$", NULL);
    assert_pattern("\"say \"\"hi\"\"\"", 1, "^(say \"hi\")$", NULL);
    assert_pattern("FOO\"BAR\"", 1, "^(fooBAR)$", NULL);
    assert_pattern("\"open", 1, "^(open)$", NULL);
}

static void parts(void **state)
{
    (void)state;
    PgPattern read = pg_pattern_read(arena, TEXT("\"My DB\".shop.t"));
    assert_int_equal(read.count, 3);
    assert_string_equal(read.plain[0].data, "My DB");
    assert_int_equal(pg_pattern_read(arena, TEXT("a.b.c.d.e")).count, 5);
}

UNIT_MAIN(WITH_ARENA(plain_names), WITH_ARENA(wildcards), WITH_ARENA(quotes), WITH_ARENA(parts))
