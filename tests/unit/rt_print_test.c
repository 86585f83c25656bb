/* Tests of rt_print and rt_float: against printf where it knows the form, else against known texts. */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "rt_print.h"
#include "rt_random.h"

static const rt_stream stream = {UINT64_C(0x243f6a8885a308d3), UINT64_C(0x13198a2e03707344)};

/* Room to the byte: what the constants promise, and the slack. */
static char *room(size_t size)
{
    char *bytes = malloc(size + RT_SLACK);
    memset(bytes, '#', size + RT_SLACK);
    return bytes;
}

static void assert_printed(char *start, const char *end, size_t size, const char *expected)
{
    assert_true((size_t)(end - start) <= size);
    assert_int_equal(end - start, strlen(expected));
    assert_memory_equal(start, expected, strlen(expected));
    free(start);
}

#define ASSERT_PRINTS(size, call, expected)        \
    do {                                           \
        char *out = room(size);                    \
        assert_printed(out, call, size, expected); \
    } while (0)

static int64_t any_size(uint64_t n)
{
    return (int64_t)rt_random(stream, 2 * n) >> (rt_random(stream, 2 * n + 1) & 63);
}

static void integers_are_those_of_printf(void **state)
{
    (void)state;
    char expected[64];
    int64_t power = 1;
    for (unsigned i = 0; i < 20000; i++) {
        int64_t number = i < 63 ? INT64_C(1) << i : any_size(i);
        snprintf(expected, sizeof expected, "%lld", (long long)number);
        ASSERT_PRINTS(RT_ROOM_INT, rt_print_int(out, number), expected);
        snprintf(expected, sizeof expected, "%llu", (unsigned long long)number);
        ASSERT_PRINTS(RT_ROOM_INT, rt_print_uint(out, (uint64_t)number), expected);
    }
    for (unsigned i = 0; i < 18; i++, power *= 10)
        for (int64_t off = -1; off <= 1; off++) {
            snprintf(expected, sizeof expected, "%lld", (long long)(power + off));
            ASSERT_PRINTS(RT_ROOM_INT, rt_print_int(out, power + off), expected);
        }
    ASSERT_PRINTS(RT_ROOM_INT, rt_print_int(out, INT64_MIN), "-9223372036854775808");
    ASSERT_PRINTS(RT_ROOM_INT, rt_print_uint(out, UINT64_MAX), "18446744073709551615");
}

static void numerics_have_their_scale(void **state)
{
    (void)state;
    ASSERT_PRINTS(RT_ROOM_NUMERIC(0), rt_print_numeric(out, -7, 0), "-7");
    ASSERT_PRINTS(RT_ROOM_NUMERIC(2), rt_print_numeric(out, 0, 2), "0.00");
    ASSERT_PRINTS(RT_ROOM_NUMERIC(2), rt_print_numeric(out, -5, 2), "-0.05");
    ASSERT_PRINTS(RT_ROOM_NUMERIC(2), rt_print_numeric(out, INT64_MIN, 2), "-92233720368547758.08");
    ASSERT_PRINTS(RT_ROOM_NUMERIC(8), rt_print_numeric(out, 123456789, 8), "1.23456789");
    ASSERT_PRINTS(RT_ROOM_NUMERIC(9), rt_print_numeric(out, 123456789, 9), "0.123456789");
    ASSERT_PRINTS(RT_ROOM_NUMERIC(18), rt_print_numeric(out, INT64_MAX, 18), "9.223372036854775807");
    ASSERT_PRINTS(RT_ROOM_NUMERIC(19), rt_print_numeric(out, INT64_MAX, 19), "0.9223372036854775807");
    ASSERT_PRINTS(RT_ROOM_NUMERIC(22), rt_print_numeric(out, INT64_MIN, 22), "-0.0009223372036854775808");
}

static void wide_numerics_have_their_scale(void **state)
{
    (void)state;
    rt_int128 most = (rt_int128)rt_power10[19] * rt_power10[19] - 1;
    ASSERT_PRINTS(RT_ROOM_NUMERIC_WIDE(0), rt_print_numeric_wide(out, most, 0),
                  "99999999999999999999999999999999999999");
    ASSERT_PRINTS(RT_ROOM_NUMERIC_WIDE(5), rt_print_numeric_wide(out, -most, 5),
                  "-999999999999999999999999999999999.99999");
    ASSERT_PRINTS(RT_ROOM_NUMERIC_WIDE(38), rt_print_numeric_wide(out, -most, 38),
                  "-0.99999999999999999999999999999999999999");
    ASSERT_PRINTS(RT_ROOM_NUMERIC_WIDE(3), rt_print_numeric_wide(out, 0, 3), "0.000");
    ASSERT_PRINTS(RT_ROOM_NUMERIC_WIDE(3), rt_print_numeric_wide(out, -12, 3), "-0.012");
    rt_int128 least = -(rt_int128)(~(rt_uint128)0 >> 1) - 1;
    ASSERT_PRINTS(RT_ROOM_NUMERIC_WIDE(0), rt_print_numeric_wide(out, least, 0),
                  "-170141183460469231731687303715884105728");
}

static void money_has_dollars_and_commas(void **state)
{
    (void)state;
    ASSERT_PRINTS(RT_ROOM_MONEY, rt_print_money(out, 0), "$0.00");
    ASSERT_PRINTS(RT_ROOM_MONEY, rt_print_money(out, 99999), "$999.99");
    ASSERT_PRINTS(RT_ROOM_MONEY, rt_print_money(out, -123456789), "-$1,234,567.89");
    ASSERT_PRINTS(RT_ROOM_MONEY, rt_print_money(out, 100000005), "$1,000,000.05");
    ASSERT_PRINTS(RT_ROOM_MONEY, rt_print_money(out, INT64_MIN), "-$92,233,720,368,547,758.08");
}

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Walks 2,400 years day by day from 1200-01-01. */
static void dates_follow_the_calendar(void **state)
{
    (void)state;
    static const uint32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t days = -292194;
    char expected[32], printed[18 + RT_SLACK];
    for (int32_t year = 1200; year < 3600; year++)
        for (uint32_t month = 1; month <= 12; month++)
            for (uint32_t day = 1; day <= lengths[month - 1] + (month == 2 && is_leap(year)); day++, days++) {
                snprintf(expected, sizeof expected, "%04d-%02u-%02u", year, month, day);
                assert_int_equal(rt_print_date(printed, days) - printed, 10);
                assert_memory_equal(printed, expected, 10);
            }
}

static void far_dates_and_infinities_are_printed(void **state)
{
    (void)state;
    ASSERT_PRINTS(RT_ROOM_DATE, rt_print_date(out, -2451545), "4714-11-24 BC");
    ASSERT_PRINTS(RT_ROOM_DATE, rt_print_date(out, -730120), "0001-12-31 BC");
    ASSERT_PRINTS(RT_ROOM_DATE, rt_print_date(out, -730119), "0001-01-01");
    ASSERT_PRINTS(RT_ROOM_DATE, rt_print_date(out, 2921940), "10000-01-01");
    ASSERT_PRINTS(RT_ROOM_DATE, rt_print_date(out, 2145031948), "5874897-12-31");
    ASSERT_PRINTS(RT_ROOM_DATE, rt_print_date(out, RT_DATE_INFINITY), "infinity");
    ASSERT_PRINTS(RT_ROOM_DATE, rt_print_date(out, -(int64_t)RT_DATE_INFINITY - 1), "-infinity");
    ASSERT_PRINTS(RT_ROOM_TIMESTAMP, rt_print_timestamp(out, INT64_C(-211813488000000000)),
                  "4714-11-24 00:00:00 BC");
    ASSERT_PRINTS(RT_ROOM_TIMESTAMPTZ, rt_print_timestamptz(out, INT64_C(9223371331199999999)),
                  "294276-12-31 23:59:59.999999+00");
    ASSERT_PRINTS(RT_ROOM_TIMESTAMP, rt_print_timestamp(out, INT64_MIN), "-infinity");
}

static void times_drop_the_last_zeros(void **state)
{
    (void)state;
    ASSERT_PRINTS(RT_ROOM_TIME, rt_print_time(out, 0), "00:00:00");
    ASSERT_PRINTS(RT_ROOM_TIME, rt_print_time(out, RT_DAY), "24:00:00");
    ASSERT_PRINTS(RT_ROOM_TIME, rt_print_time(out, RT_DAY - 1), "23:59:59.999999");
    ASSERT_PRINTS(RT_ROOM_TIME, rt_print_time(out, 45296500000), "12:34:56.5");
    ASSERT_PRINTS(RT_ROOM_TIME, rt_print_time(out, 45296000100), "12:34:56.0001");
    ASSERT_PRINTS(RT_ROOM_TIMESTAMP, rt_print_timestamp(out, -1), "1999-12-31 23:59:59.999999");
    ASSERT_PRINTS(RT_ROOM_TIMESTAMP, rt_print_timestamp(out, 0), "2000-01-01 00:00:00");
    ASSERT_PRINTS(RT_ROOM_TIMETZ, rt_print_timetz(out, (struct rt_timetz){0, 0}), "00:00:00+00");
    ASSERT_PRINTS(RT_ROOM_TIMETZ, rt_print_timetz(out, (struct rt_timetz){1, -12600}),
                  "00:00:00.000001+03:30");
    ASSERT_PRINTS(RT_ROOM_TIMETZ, rt_print_timetz(out, (struct rt_timetz){RT_DAY, 57599}),
                  "24:00:00-15:59:59");
}

static void intervals_are_in_the_postgres_style(void **state)
{
    (void)state;
    const struct {
        struct rt_interval interval;
        const char *expected;
    } cases[] = {
        {{0, 0, 0}, "00:00:00"},
        {{0, 1, 0}, "1 day"},
        {{-1, 0, 0}, "-00:00:00.000001"},
        {{0, -1, 14}, "1 year 2 mons -1 days"},
        {{INT64_C(14706700000), -3, 14}, "1 year 2 mons -3 days +04:05:06.7"},
        {{INT64_C(-3600000000), 0, -13}, "-1 years -1 mons -01:00:00"},
        {{INT64_C(360000000000000), 0, 0}, "100000:00:00"},
        {{INT64_MIN, INT32_MIN, INT32_MIN},
         "-178956970 years -8 mons -2147483648 days -2562047788:00:54.775808"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ASSERT_PRINTS(RT_ROOM_INTERVAL, rt_print_interval(out, cases[i].interval), cases[i].expected);
}

static void known_floats_have_postgresql_s_form(void **state)
{
    (void)state;
    const struct {
        double number;
        const char *expected;
    } cases[] = {
        {0, "0"},
        {-0.0, "-0"},
        {1, "1"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {100, "100"},
        {0.0001, "0.0001"},
        {0.00001, "1e-05"},
        {123456789012345, "123456789012345"},
        {1e15, "1e+15"},
        {1e22, "1e+22"},
        {1e23, "9.999999999999999e+22"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {9007199254740993.0, "9.007199254740992e+15"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {0.00012345678901234567, "0.00012345678901234567"},
        {(double)INFINITY, "Infinity"},
        {-(double)INFINITY, "-Infinity"},
        {(double)NAN, "NaN"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ASSERT_PRINTS(RT_ROOM_FLOAT - 2, rt_print_float8(out, cases[i].number), cases[i].expected);
    ASSERT_PRINTS(RT_ROOM_FLOAT - 2, rt_print_float4(out, 0.1f), "0.1");
    ASSERT_PRINTS(RT_ROOM_FLOAT - 2, rt_print_float4(out, 999999), "999999");
    ASSERT_PRINTS(RT_ROOM_FLOAT - 2, rt_print_float4(out, 1000000), "1e+06");
    ASSERT_PRINTS(RT_ROOM_FLOAT - 2, rt_print_float4(out, 3.4028235e38f), "3.4028235e+38");
    ASSERT_PRINTS(RT_ROOM_FLOAT - 2, rt_print_float4(out, 1e-45f), "1e-45");
}

/* The digits that printf needs until strtod gives the number back. */
static int digits_needed(double number)
{
    char text[40];
    for (int digits = 1;; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, number);
        if (strtod(text, NULL) == number)
            return digits;
    }
}

static int digits_in(const char *text)
{
    int digits = 0, zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (*text == '0' && !digits))
            continue;
        zeros = *text == '0' ? zeros + 1 : 0;
        digits++;
    }
    return digits - zeros;
}

static void floats_read_back_and_are_short(void **state)
{
    (void)state;
    char text[RT_ROOM_FLOAT + RT_SLACK];
    for (uint64_t n = 0; n < 50000; n++) {
        uint64_t bits = rt_random(stream, n);
        double number;
        memcpy(&number, &bits, sizeof number);
        if (!isfinite(number))
            continue;
        *rt_print_float8(text, number) = '\0';
        assert_true(strtod(text, NULL) == number);
        /* In between, a short decimal may lie in the very middle of two numbers, which is not used. */
        if (fabs(number) < 0x1p53 || fabs(number) > 0x1p80)
            assert_true(digits_in(text) <= digits_needed(number));
        float narrow = (float)any_size(n) / (float)(1 + (bits & 1023));
        *rt_print_float4(text, narrow) = '\0';
        assert_true(strtof(text, NULL) == narrow);
    }
}

static void uuids_and_bytes_are_hexadecimal(void **state)
{
    (void)state;
    struct rt_uuid uuid = {UINT64_C(0x0123456789abcdef), UINT64_C(0xfedcba9876543210)};
    ASSERT_PRINTS(36, rt_print_uuid(out, uuid), "01234567-89ab-cdef-fedc-ba9876543210");
    ASSERT_PRINTS(6, rt_print_hex(out, (struct rt_text){"\x00\xff\x1a", 3}), "00ff1a");
    ASSERT_PRINTS(16, rt_print_hex16(out, UINT64_C(0x00a0b0c0d0e0f009)), "00a0b0c0d0e0f009");
}

static void padded_texts_are_copied(void **state)
{
    (void)state;
    static const char text[96 + RT_SLACK] =
        "0123456789012345678901234567890123456789012345678901234567890123456789";
    for (size_t size = 1; size < 70; size++) {
        char *out = room(size);
        assert_int_equal(rt_print_padded(out, (struct rt_text){text, size}) - out, size);
        assert_memory_equal(out, text, size);
        free(out);
    }
}

UNIT_MAIN(cmocka_unit_test(integers_are_those_of_printf), cmocka_unit_test(numerics_have_their_scale),
          cmocka_unit_test(wide_numerics_have_their_scale), cmocka_unit_test(money_has_dollars_and_commas),
          cmocka_unit_test(dates_follow_the_calendar), cmocka_unit_test(far_dates_and_infinities_are_printed),
          cmocka_unit_test(times_drop_the_last_zeros), cmocka_unit_test(intervals_are_in_the_postgres_style),
          cmocka_unit_test(known_floats_have_postgresql_s_form),
          cmocka_unit_test(floats_read_back_and_are_short), cmocka_unit_test(uuids_and_bytes_are_hexadecimal),
          cmocka_unit_test(padded_texts_are_copied))
