/* Numbers as people write and read them, digests that add up, and names that may have been meant. */
#include "unit.h"

#include "rt_digest.h"
#include "rt_nearest.h"
#include "rt_number.h"
#include "rt_uint128.h"

/* ---- reading ------------------------------------------------------------------------------------------- */

static void read_is(const char *text, uint64_t unit, uint64_t expected)
{
    uint64_t number = 99;
    if (!rt_number_read(text, strlen(text), unit, &number))
        fail_msg("\"%s\" is refused", text);
    if (number != expected)
        fail_msg("\"%s\" is read as %llu", text, (unsigned long long)number);
}

static void numbers_are_read(void **state)
{
    (void)state;
    read_is("0", 1, 0);
    read_is("1000", 1, 1000);
    read_is("10k", 1, 10000);
    read_is("1.5M", 1, 1500000);
    read_is("2G", 1, 2000000000);
    read_is("0.000001T", 1, 1000000);
    read_is("3.0", 1, 3);
    read_is(".5k", 1, 500);
    read_is("18446744073709551615", 1, UINT64_MAX);
    read_is("18446744073709551.615k", 1, UINT64_MAX);
    read_is("2.5", 1000000000, 2500000000);
    read_is("0.000000001", 1000000000, 1);
}

static void other_texts_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "k",
                                        ".",
                                        "1.",
                                        "-1",
                                        "+1",
                                        "1e3",
                                        "0.5",
                                        "1.0001k",
                                        "1kk",
                                        "1 0",
                                        "1,0",
                                        "0x10",
                                        "1.k",
                                        "k1",
                                        "1.2.3",
                                        "18446744073709551616",
                                        "18446744073709552k",
                                        "99999999999999999999999999999999999999999999"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        uint64_t number;
        if (rt_number_read(texts[i], strlen(texts[i]), 1, &number))
            fail_msg("\"%s\" is read as %llu", texts[i], (unsigned long long)number);
    }
}

/* ---- printing ------------------------------------------------------------------------------------------ */

static void numbers_are_printed(void **state)
{
    (void)state;
    char buffer[RT_NUMBER_SIZE];
    assert_string_equal(rt_number_grouped(buffer, 0), "0");
    assert_string_equal(rt_number_grouped(buffer, 999), "999");
    assert_string_equal(rt_number_grouped(buffer, 1000), "1,000");
    assert_string_equal(rt_number_grouped(buffer, UINT64_MAX), "18,446,744,073,709,551,615");
    assert_string_equal(rt_number_short(buffer, 999), "999");
    assert_string_equal(rt_number_short(buffer, 1059), "1.05k");
    assert_string_equal(rt_number_short(buffer, 45678901), "45.6M");
    assert_string_equal(rt_number_short(buffer, UINT64_MAX), "18.4E");
    assert_string_equal(rt_number_bytes(buffer, 999999), "999 kB");
}

static void times_are_printed(void **state)
{
    (void)state;
    const uint64_t second = 1000000000;
    char buffer[RT_NUMBER_SIZE];
    assert_string_equal(rt_number_time(buffer, second / 25), "0.04 s");
    assert_string_equal(rt_number_time(buffer, 12 * second + second / 2), "12.5 s");
    assert_string_equal(rt_number_time(buffer, 245 * second), "4m 05s");
    assert_string_equal(rt_number_time(buffer, 7620 * second), "2h 07m");
    assert_string_equal(rt_number_wait(buffer, 0), "1 s");
    assert_string_equal(rt_number_wait(buffer, 244 * second), "4m 05s");
    assert_int_equal(rt_number_rate(500, second / 2), 1000);
    assert_true(rt_number_rate(UINT64_MAX, 0) == UINT64_MAX);
}

/* ---- digests ------------------------------------------------------------------------------------------- */

/* The digest by its definition. */
static uint64_t plain_digest(const unsigned char *data, size_t size)
{
    rt_uint128 digest = 0;
    while (size--)
        digest = (digest * 256 + data[size]) % RT_DIGEST_MODULUS;
    return (uint64_t)digest;
}

static void digests_are_what_they_say(void **state)
{
    (void)state;
    unsigned char data[700];
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)(i * i * 31 >> 3);
    for (size_t size = 0; size <= sizeof data; size++)
        assert_true(rt_digest(data, size) == plain_digest(data, size));
    memset(data, 0xff, sizeof data);
    assert_true(rt_digest(data, sizeof data) == plain_digest(data, sizeof data));
}

static void digests_of_pieces_add_up(void **state)
{
    (void)state;
    const char text[] = "the bytes of a file that was made by three threads in pieces of any size at all";
    uint64_t sum = 0;
    for (size_t at = sizeof text, size = 1; at > 0; size += 3) {
        size_t piece = size < at ? size : at;
        at -= piece;
        sum = rt_digest_add(sum, rt_digest_shift(rt_digest(text + at, piece), at));
    }
    assert_true(sum == rt_digest(text, sizeof text));
}

/* ---- names --------------------------------------------------------------------------------------------- */

static const char *nearest(const char *word)
{
    static const char *const names[] = {"customers", "orders", "order_lines", "c"};
    struct rt_nearest nearest = rt_nearest_begin(word, strlen(word));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        rt_nearest_offer(&nearest, names[i]);
    return nearest.name ? nearest.name : "";
}

static void the_nearest_name_is_found(void **state)
{
    (void)state;
    assert_string_equal(nearest("custmoers"), "customers");
    assert_string_equal(nearest("Orders"), "orders");
    assert_string_equal(nearest("orderlines"), "order_lines");
    assert_string_equal(nearest("order"), "orders");
    assert_string_equal(nearest("zebra"), "");
    assert_string_equal(nearest(""), "c");
    char endless[1000];
    memset(endless, 'c', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_string_equal(nearest(endless), "");
}

UNIT_MAIN(cmocka_unit_test(numbers_are_read), cmocka_unit_test(other_texts_are_refused),
          cmocka_unit_test(numbers_are_printed), cmocka_unit_test(times_are_printed),
          cmocka_unit_test(digests_are_what_they_say), cmocka_unit_test(digests_of_pieces_add_up),
          cmocka_unit_test(the_nearest_name_is_found))
