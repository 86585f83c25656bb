/* Tests of rt_random: names make streams, bounds hold, probabilities come out, and the algorithm
 * is pinned. */
#include "unit.h"

#include "rt_random.h"

static const rt_stream some = {UINT64_C(0x0123456789abcdef), UINT64_C(0xfedcba9876543211)};

static bool same(rt_stream a, rt_stream b)
{
    return a.start == b.start || a.twist == b.twist;
}

static void streams_derive_from_names(void **state)
{
    (void)state;
    rt_stream stream = rt_stream_named(1, "orders", "id", "value");
    assert_memory_equal(&stream, &((rt_stream[]){rt_stream_named(1, "orders", "id", "value")}),
                        sizeof stream);
    assert_false(same(stream, rt_stream_named(2, "orders", "id", "value")));
    assert_false(same(stream, rt_stream_named(1, "order", "sid", "value")));
    assert_false(same(stream, rt_stream_named(1, "ordersi", "d", "value")));
    assert_false(same(stream, rt_stream_named(1, "orders", "id", "null")));
    assert_false(same(stream, rt_stream_named(1, "orders", "", "idvalue")));
    assert_false(same(rt_stream_named(1, "", "", "a"), rt_stream_named(1, "", "a", "")));
    assert_false(same(rt_stream_named(0, "", "", ""), rt_stream_named(1, "", "", "")));
    const char *long_name = "a_name_of_sixty_three_bytes_that_is_as_long_as_names_can_become";
    assert_false(same(rt_stream_named(1, long_name, "", ""), rt_stream_named(1, long_name + 1, "", "")));
}

static void rows_draws_and_widths_agree(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < 1000; n++) {
        rt_stream row = rt_stream_at(some, n);
        for (uint64_t k = 0; k < 5; k++)
            assert_int_equal(rt_random2(some, n, k), rt_random(row, k));
        assert_int_equal((uint64_t)rt_random128(some, n), rt_random(row, 1));
        assert_int_equal((uint64_t)(rt_random128(some, n) >> 64), rt_random(row, 0));
    }
}

static void bounds_hold(void **state)
{
    (void)state;
    assert_int_equal(rt_below(UINT64_MAX, 10), 9);
    assert_int_equal(rt_below(0, 10), 0);
    assert_int_equal(rt_below(UINT64_MAX, 1), 0);
    assert_int_equal(rt_below(UINT64_MAX, 0), 0);
    assert_int_equal(rt_below(UINT64_MAX, UINT64_MAX), UINT64_MAX - 1);
    rt_uint128 most = ~(rt_uint128)0;
    assert_true(rt_below128(most, most) == most - 1);
    assert_true(rt_below128(most, 10) == 9);
    assert_true(rt_below128((rt_uint128)1 << 127, (rt_uint128)6 << 100) == (rt_uint128)3 << 100);
    assert_int_equal(rt_between(0, INT64_MIN, INT64_MAX), INT64_MIN);
    assert_int_equal(rt_between(UINT64_MAX, INT64_MIN, INT64_MAX), INT64_MAX);
    assert_int_equal(rt_between(0, -3, 3), -3);
    assert_int_equal(rt_between(UINT64_MAX, -3, 3), 3);
    assert_int_equal(rt_between(UINT64_MAX, -3, -3), -3);
}

static void wide_products_are_exact(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < 1000; n++) {
        rt_uint128 a = rt_random128(some, n) >> n % 120;
        uint64_t b = rt_random(some, n) >> n % 63;
        rt_uint128 high = (a >> 64) * b, low = (rt_uint128)(uint64_t)a * b;
        assert_true(rt_mulshift(b, a) == high + (low >> 64));
        assert_true(rt_mulhi128(a, (rt_uint128)b << 64) == rt_mulshift(b, a));
        assert_true(rt_mulhi128(a, b) == (high + (low >> 64)) >> 64);
    }
    assert_int_equal(rt_width(0), 0);
    assert_int_equal(rt_width(1), 0);
    assert_int_equal(rt_width(2), 1);
    assert_int_equal(rt_width(256), 8);
    assert_int_equal(rt_width(257), 9);
    assert_int_equal(rt_width(UINT64_MAX), 64);
}

static unsigned passes_of(uint64_t threshold)
{
    unsigned passes = 0;
    for (uint64_t n = 0; n < 100000; n++)
        passes += rt_chance(rt_random(some, n), threshold);
    return passes;
}

static void chances_come_out(void **state)
{
    (void)state;
    assert_true(rt_chance(UINT64_MAX, RT_ALWAYS));
    assert_false(rt_chance(0, 0));
    assert_false(rt_chance(UINT64_MAX, RT_ALWAYS - 1));
    assert_int_equal(passes_of(RT_ALWAYS), 100000);
    assert_int_equal(passes_of(0), 0);
    assert_in_range(passes_of(rt_threshold(1, 20)), 4700, 5300);
    assert_in_range(passes_of(rt_threshold(999, 1000)), 99850, 99950);
    assert_int_equal(rt_threshold(1, 2), UINT64_C(1) << 63);
    assert_int_equal(rt_threshold(0, 5), 0);
    assert_int_equal(rt_threshold(5, 5), RT_ALWAYS);
    assert_int_equal(rt_threshold(0, 0), RT_ALWAYS);
    assert_int_equal(rt_threshold(UINT64_MAX - 1, UINT64_MAX), UINT64_MAX - 1);
}

/* Each bit of a stream, of many streams and of a row's draws is set half the time, whatever the stride. */
static void bits_are_balanced(void **state)
{
    (void)state;
    enum {
        DRAWS = 65536
    };
    rt_stream stream = rt_stream_named(42, "orders", "customer_id", "value");
    for (unsigned stride = 0; stride < 40; stride += 13) {
        unsigned set[3][64] = {{0}};
        for (uint64_t n = 0; n < DRAWS; n++) {
            uint64_t words[3] = {rt_random(stream, n << stride), rt_random2(stream, n << stride, n & 7),
                                 rt_random(rt_stream_named(n, "t", "c", ""), 1)};
            for (int kind = 0; kind < 3; kind++)
                for (int bit = 0; bit < 64; bit++)
                    set[kind][bit] += words[kind] >> bit & 1;
        }
        for (int kind = 0; kind < 3; kind++)
            for (int bit = 0; bit < 64; bit++)
                assert_in_range(set[kind][bit], DRAWS / 2 - 700, DRAWS / 2 + 700);
    }
}

/* A change here is a change of the algorithm: RT_ALGORITHM must be raised with it. */
static void the_algorithm_is_pinned(void **state)
{
    (void)state;
    rt_stream stream = rt_stream_named(42, "orders", "customer_id", "value");
    assert_int_equal(rt_random(stream, 0), UINT64_C(0xc76b417d5dd0e56a));
    assert_int_equal(rt_random(stream, 1000000), UINT64_C(0x826d92999426b65d));
    assert_int_equal(rt_random2(stream, 17, 3), UINT64_C(0xacd6620d7917c26a));
}

UNIT_MAIN(cmocka_unit_test(streams_derive_from_names), cmocka_unit_test(rows_draws_and_widths_agree),
          cmocka_unit_test(bounds_hold), cmocka_unit_test(wide_products_are_exact),
          cmocka_unit_test(chances_come_out), cmocka_unit_test(bits_are_balanced),
          cmocka_unit_test(the_algorithm_is_pinned))
