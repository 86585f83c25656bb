/* Tests of rt_expression: texts by characters of UTF-8, moments by the calendar, results that a server
 * refuses; the values are PostgreSQL's. */
#include "unit.h"

#include "rt_expression.h"

#include <float.h>

#define T(literal) ((struct rt_text){(literal), sizeof(literal) - 1})

static void is_text(struct rt_text text, const char *expected)
{
    assert_int_equal(text.size, strlen(expected));
    assert_memory_equal(text.data, expected, text.size);
}

static void parts_of_texts_are_counted_in_characters(void **state)
{
    (void)state;
    is_text(rt_text_left(T("Gr\303\274\303\237e"), 4), "Gr\303\274\303\237");
    is_text(rt_text_left(T("Gr\303\274\303\237e"), -2), "Gr\303\274");
    is_text(rt_text_left(T("ab"), -3), "");
    is_text(rt_text_left(T("ab"), 7), "ab");
    is_text(rt_text_right(T("Gr\303\274\303\237e"), 3), "\303\274\303\237e");
    is_text(rt_text_right(T("Gr\303\274\303\237e"), -3), "\303\237e");
    is_text(rt_text_right(T("ab"), 7), "ab");
    is_text(rt_text_right(T("ab"), 0), "");
    assert_int_equal(rt_text_position(T("Gr\303\274\303\237e"), T("e")), 5);
    assert_int_equal(rt_text_position(T("abcabc"), T("ca")), 3);
    assert_int_equal(rt_text_position(T("abc"), T("")), 1);
    assert_int_equal(rt_text_position(T(""), T("a")), 0);
    assert_int_equal(rt_text_octets(T("\303\274")), 2);
}

static void texts_are_reversed_and_trimmed(void **state)
{
    struct rt_scratch scratch;
    (void)state;
    assert_true(rt_scratch_init(&scratch));
    is_text(rt_text_reverse(&scratch, T("Gr\303\274\303\237e")), "e\303\237\303\274rG");
    is_text(rt_text_reverse(&scratch, T("")), "");
    rt_scratch_free(&scratch);
    is_text(rt_text_trim(T("  a b\t ")), "a b\t");
    is_text(rt_text_trim_start(T("  a ")), "a ");
    is_text(rt_text_trim_end(T("   ")), "");
    assert_true(rt_text_starts_with(T("abc"), T("ab")));
    assert_false(rt_text_starts_with(T("a"), T("ab")));
}

static void order_is_known_of_one_case_alone(void **state)
{
    (void)state;
    assert_true(rt_text_is_ordered(T("a1"), T("b0")));
    assert_true(rt_text_is_ordered(T("A1"), T("9Z")));
    assert_true(rt_text_is_ordered(T(""), T("\303\274")));
    assert_false(rt_text_is_ordered(T("a"), T("B")));
    assert_false(rt_text_is_ordered(T("a b"), T("ab")));
    assert_true(rt_text_is_ascii(T("a~")));
    assert_false(rt_text_is_ascii(T("\303\274")));
}

static void days_have_their_parts(void **state)
{
    static const struct {
        int64_t year, month, day, quarter, weekday, of_year;
    } days[] = {{2000, 1, 1, 1, 6, 1},
                {2024, 2, 29, 1, 4, 60},
                {2023, 12, 31, 4, 7, 365},
                {1900, 3, 1, 1, 4, 60},
                {1999, 7, 4, 3, 7, 185}};
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int64_t date = rt_date(days[i].year, days[i].month, days[i].day);
        assert_int_equal(rt_date_part(date, 'y'), days[i].year);
        assert_int_equal(rt_date_part(date, 'm'), days[i].month);
        assert_int_equal(rt_date_part(date, 'd'), days[i].day);
        assert_int_equal(rt_date_part(date, 'q'), days[i].quarter);
        assert_int_equal(rt_date_part(date, 'i'), days[i].weekday);
        assert_int_equal(rt_date_part(date, 's'), days[i].weekday % 7);
        assert_int_equal(rt_date_part(date, 'j'), days[i].of_year);
    }
    assert_false(rt_is_date(2023, 2, 29));
    assert_false(rt_is_date(1900, 2, 29));
    assert_false(rt_is_date(2023, 13, 1));
    assert_false(rt_is_date(0, 1, 1));
    assert_int_equal(rt_date(2023, 4, 31), 0);
}

/* Also of moments before the year 2000, which are negative. */
static void moments_are_cut_down(void **state)
{
    static const struct {
        char unit;
        int64_t year, month, day, hour;
    } cuts[] = {{'y', 1999, 1, 1, 0},  {'q', 1999, 7, 1, 0},  {'m', 1999, 8, 1, 0},
                {'w', 1999, 8, 16, 0}, {'d', 1999, 8, 18, 0}, {'H', 1999, 8, 18, 13}};
    const int64_t hour = INT64_C(3600000000);
    const int64_t moment = rt_date(1999, 8, 18) * 24 * hour + 13 * hour + 47 * hour / 60 + 1500000;
    (void)state;
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
        assert_int_equal(rt_cut_moment(moment, cuts[i].unit),
                         rt_date(cuts[i].year, cuts[i].month, cuts[i].day) * 24 * hour + cuts[i].hour * hour);
    assert_int_equal(moment - rt_cut_moment(moment, 'S'), 500000);
    assert_int_equal(moment - rt_cut_moment(moment, 'M'), 1500000);
    assert_int_equal(rt_time_part(moment, 'H'), 13);
    assert_int_equal(rt_time_part(moment, 'M'), 47);
}

static void results_that_vanish_or_are_infinite_are_refused(void **state)
{
    (void)state;
    assert_true(rt_is_product(0.0, 0.0, 5.0));
    assert_false(rt_is_product(DBL_MIN * DBL_MIN, DBL_MIN, DBL_MIN));
    assert_false(rt_is_product(DBL_MAX * 2, DBL_MAX, 2));
    assert_false(rt_is_quotient(1.0, 1.0, 0.0));
    assert_true(rt_is_quotient(0.0, 0.0, 3.0));
    assert_int_equal(rt_remainder_numeric(-7, 3), -1);
    assert_int_equal(rt_remainder_numeric(7, 0), 0);
    assert_int_equal(rt_whole(-1999, 3), -1);
}

UNIT_MAIN(cmocka_unit_test(parts_of_texts_are_counted_in_characters),
          cmocka_unit_test(texts_are_reversed_and_trimmed),
          cmocka_unit_test(order_is_known_of_one_case_alone), cmocka_unit_test(days_have_their_parts),
          cmocka_unit_test(moments_are_cut_down),
          cmocka_unit_test(results_that_vanish_or_are_infinite_are_refused))
