/* Tests of base/text: rows found by name. */
#include "unit.h"

#include "base/text.h"

typedef struct Row {
    const char *name;
    int value;
} Row;

static const Row rows[] = {{"a", 1}, {"a_b", 2}, {"ab", 3}, {"ab", 4}, {"b", 5}};

enum {
    ROWS = sizeof rows / sizeof *rows
};

static size_t find(Text name)
{
    return text_search(name, rows, ROWS, sizeof *rows);
}

static void the_first_row_of_a_name_is_found(void **state)
{
    (void)state;
    assert_int_equal(find(TEXT("a")), 0);
    assert_int_equal(find(TEXT("a_b")), 1);
    assert_int_equal(find(TEXT("ab")), 2);
    assert_int_equal(find(TEXT("b")), 4);
}

static void other_names_are_not_found(void **state)
{
    (void)state;
    assert_int_equal(find((Text){0}), ROWS);
    assert_int_equal(find(TEXT("aa")), ROWS);
    assert_int_equal(find(TEXT("c")), ROWS);
    assert_int_equal(text_search(TEXT("a"), rows, 0, sizeof *rows), 0);
}

UNIT_MAIN(cmocka_unit_test(the_first_row_of_a_name_is_found), cmocka_unit_test(other_names_are_not_found))
