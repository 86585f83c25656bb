/* Tests of base/buffer. */
#include "unit.h"

#include "base/buffer.h"

static void assert_holds(const Buffer *buffer, const char *expected)
{
    Text contents = buffer_contents(buffer);
    assert_int_equal(contents.size, strlen(expected));
    assert_memory_equal(contents.data, expected, contents.size);
}

static void a_zeroed_buffer_is_empty(void **state)
{
    (void)state;
    Buffer buffer = {0};
    assert_int_equal(buffer_contents(&buffer).size, 0);
    buffer_free(&buffer);
}

static void what_is_appended_stands_in_order(void **state)
{
    (void)state;
    Buffer buffer = {0};
    buffer_string(&buffer, "create ");
    buffer_text(&buffer, TEXT("table"));
    buffer_char(&buffer, ' ');
    buffer_format(&buffer, "t%d", 17);
    buffer_repeat(&buffer, '.', 3);
    assert_holds(&buffer, "create table t17...");
    buffer_free(&buffer);
}

static void it_grows_past_any_first_size(void **state)
{
    (void)state;
    Buffer buffer = {0};
    for (int i = 0; i < 100000; i++)
        buffer_append(&buffer, "ab\0c", 4);
    assert_int_equal(buffer.size, 400000);
    assert_memory_equal(buffer.data + 399996, "ab\0c", 4);
    buffer_free(&buffer);
}

static void a_freed_buffer_can_be_used_again(void **state)
{
    (void)state;
    Buffer buffer = {0};
    buffer_string(&buffer, "first");
    buffer_free(&buffer);
    buffer_string(&buffer, "second");
    assert_holds(&buffer, "second");
    buffer_free(&buffer);
}

UNIT_MAIN(cmocka_unit_test(a_zeroed_buffer_is_empty), cmocka_unit_test(what_is_appended_stands_in_order),
          cmocka_unit_test(it_grows_past_any_first_size), cmocka_unit_test(a_freed_buffer_can_be_used_again))
