/* Tests of rt_mask: what is fixed stays, each place varies in its own set, and digits have their
 * whole range. */
#include "unit.h"

#include "rt_mask.h"

static const rt_stream some_rows = {0x243f6a8885a308d3, 0x13198a2e03707344};

/* Strings of the header's example, and how often each character stood at a place. */
static void the_example_of_the_header_holds(void **state)
{
    (void)state;
    static const struct rt_label code_text[] = {{"AA-000000", 9}};
    static const struct rt_text code_sets[] = {{"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26}};
    static const struct rt_mask_run code_runs[] = {{0, 2, 1}, {3, 6, RT_MASK_DIGITS}};
    static const struct rt_mask code_mask = {code_text, code_sets, code_runs, 2};
    static unsigned seen[9][128];
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    for (uint64_t n = 0; n < 26000; n++) {
        rt_scratch_reset(&scratch);
        struct rt_text text = rt_mask_random(&scratch, &code_mask, rt_stream_at(some_rows, n));
        assert_int_equal(text.size, 9);
        for (int i = 0; i < 9; i++)
            seen[i][text.data[i] & 0x7f]++;
    }
    assert_int_equal(seen[2]['-'], 26000);
    for (int i = 0; i < 9; i++)
        for (int c = 0; c < 128; c++)
            if (i < 2 && c >= 'A' && c <= 'Z')
                assert_in_range(seen[i][c], 850, 1150);
            else if (i > 2 && c >= '0' && c <= '9')
                assert_in_range(seen[i][c], 2400, 2800);
            else if (i != 2)
                assert_int_equal(seen[i][c], 0);
    rt_scratch_free(&scratch);
}

/* Every number of digits at every place, between characters that must stay. */
static void digits_leave_the_rest_alone(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    for (uint8_t count = 1; count <= 16; count++)
        for (uint8_t place = 0; place + count <= 30; place++) {
            struct rt_label label = {"##############################", 30};
            struct rt_mask_run run = {place, count, RT_MASK_DIGITS};
            struct rt_mask mask = {&label, NULL, &run, 1};
            memset(label.text + place, '0', count);
            struct rt_text text = rt_mask_random(&scratch, &mask, rt_stream_at(some_rows, count));
            for (unsigned i = 0; i < 30; i++)
                if (i < place || i >= (unsigned)place + count)
                    assert_int_equal(text.data[i], '#');
                else
                    assert_in_range(text.data[i], '0', '9');
        }
    rt_scratch_free(&scratch);
}

/* A change here is a change of the algorithm: RT_ALGORITHM must be raised with it. */
static void the_algorithm_is_pinned(void **state)
{
    (void)state;
    static const struct rt_label label[] = {{"Clerk#000000000-aa", 18}};
    static const struct rt_text sets[] = {{"abcxyz", 6}};
    static const struct rt_mask_run runs[] = {{6, 9, RT_MASK_DIGITS}, {16, 2, 1}};
    static const struct rt_mask mask = {label, sets, runs, 2};
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    struct rt_text text = rt_mask_random(&scratch, &mask, rt_stream_at(some_rows, 42));
    assert_memory_equal(text.data, "Clerk#390419901-bx", 18);
    rt_scratch_free(&scratch);
}

UNIT_MAIN(cmocka_unit_test(the_example_of_the_header_holds), cmocka_unit_test(digits_leave_the_rest_alone),
          cmocka_unit_test(the_algorithm_is_pinned))
