/* Tests of rt_weighted: bits at even distances stand for random ones, so that shares come out
 * nearly exactly. */
#include "unit.h"

#include <stdlib.h>

#include "rt_weighted.h"

#define S(x) ((uint64_t)((x)*65536) << 16)

/* Bits i of count, evenly placed over 64 bits. */
static uint64_t bits_of(uint64_t i, uint64_t count)
{
    return (uint64_t)(((rt_uint128)(2 * i + 1) << 63) / count);
}

static void check_shares(const uint64_t *weight, uint64_t count)
{
    enum {
        DRAWS = 1 << 20
    };
    struct rt_weighted weighted;
    assert_true(rt_weighted_init(&weighted, weight, count));
    uint64_t *drawn = calloc(count, sizeof *drawn), sum = 0;
    for (uint64_t i = 0; i < count; i++)
        sum += weight[i];
    for (uint64_t i = 0; i < DRAWS; i++) {
        uint64_t index = rt_weighted_at(&weighted, bits_of(i, DRAWS));
        assert_true(index < count);
        drawn[index]++;
    }
    for (uint64_t i = 0; i < count; i++) {
        uint64_t expected = (uint64_t)((rt_uint128)weight[i] * DRAWS / sum);
        assert_in_range(drawn[i] + count + 1, expected, expected + 2 * count + 3);
        assert_true(weight[i] > 0 || drawn[i] == 0);
    }
    free(drawn);
    rt_weighted_free(&weighted);
}

static void weights_are_shares(void **state)
{
    (void)state;
    check_shares((uint64_t[]){5}, 1);
    check_shares((uint64_t[]){1, 1}, 2);
    check_shares((uint64_t[]){0, 7, 0}, 3);
    check_shares((uint64_t[]){70, 20, 10}, 3);
    check_shares((uint64_t[]){1, 1000000, 3, 0, 77, 500000, 1}, 7);
    check_shares((uint64_t[]){UINT64_MAX / 4, 1, UINT64_MAX / 4}, 3);
    uint64_t many[1000];
    for (uint64_t i = 0; i < 1000; i++)
        many[i] = i * i % 97;
    check_shares(many, 1000);
}

static void bad_weights_are_refused(void **state)
{
    (void)state;
    struct rt_weighted weighted;
    assert_false(rt_weighted_init(&weighted, (uint64_t[]){0, 0}, 2));
    assert_false(rt_weighted_init(&weighted, NULL, 0));
    assert_false(rt_weighted_init(&weighted, NULL, (UINT64_C(1) << 24) + 1));
    assert_null(weighted.alias);
    assert_true(rt_weighted_init(&weighted, (uint64_t[]){UINT64_MAX, UINT64_MAX}, 2));
    rt_weighted_free(&weighted);
}

/* The share of ranks below some rank, against sums of (r + 1)^-1 or (r + 1)^-2. */
static void check_zipf(uint64_t count, int power)
{
    enum {
        DRAWS = 1 << 20
    };
    struct rt_cells cells;
    assert_true(rt_zipf_init(&cells, count, S(power)));
    uint64_t *drawn = calloc(count, sizeof *drawn);
    for (uint64_t i = 0; i < DRAWS; i++) {
        uint64_t rank = rt_cells_at(&cells, bits_of(i, DRAWS));
        assert_true(rank < count);
        drawn[rank]++;
    }
    double sum = 0, below = 0;
    for (uint64_t rank = 0; rank < count; rank++)
        sum += power == 1 ? 1.0 / (double)(rank + 1) : 1.0 / (double)(rank + 1) / (double)(rank + 1);
    uint64_t drawn_below = 0;
    for (uint64_t rank = 0; rank < count; rank++) {
        double share = (power == 1 ? 1.0 : 1.0 / (double)(rank + 1)) / (double)(rank + 1) / sum;
        below += share * DRAWS;
        drawn_below += drawn[rank];
        if (rank < 100) {
            double off = (double)drawn[rank] - share * DRAWS;
            assert_true(off < 30 && off > -30);
        }
        double off = (double)drawn_below - below;
        assert_true(off < 1500 && off > -1500);
    }
    free(drawn);
    rt_cells_free(&cells);
}

static void zipf_has_its_shape(void **state)
{
    (void)state;
    check_zipf(1, 1);
    check_zipf(10, 1);
    check_zipf(512, 1);
    check_zipf(513, 2);
    check_zipf(1000, 1);
    check_zipf(1024, 1);
    check_zipf(1025, 1);
    check_zipf(5000, 2);
    check_zipf(1000000, 1);
}

static void zipf_takes_any_numbers(void **state)
{
    (void)state;
    const uint64_t counts[] = {1, 2, 600, 1500000, 10000000000, UINT64_MAX};
    const uint64_t exponents[] = {0, S(0.5), S(1), S(1.25), S(4), S(16)};
    for (int c = 0; c < 6; c++) {
        for (int e = 0; e < 6; e++) {
            struct rt_cells cells;
            assert_true(rt_zipf_init(&cells, counts[c], exponents[e]));
            uint64_t upper = 0;
            for (uint64_t i = 0; i < 10000; i++) {
                uint64_t rank = rt_cells_at(&cells, bits_of(i, 10000));
                assert_true(rank < counts[c]);
                upper += rank >= counts[c] / 2;
            }
            if (exponents[e] == 0 && counts[c] > 1)
                assert_in_range(upper, 4900, 5100);
            rt_cells_free(&cells);
        }
    }
    struct rt_cells cells;
    assert_false(rt_zipf_init(&cells, 0, S(1)));
    assert_false(rt_zipf_init(&cells, 10, S(17)));
}

static void statistics_are_followed(void **state)
{
    (void)state;
    enum {
        DRAWS = 100000
    };
    const int64_t common[] = {-5, 1000}, bound[] = {0, 10, 100, 101};
    const uint64_t share[] = {UINT64_MAX / 4, UINT64_MAX / 8};
    struct rt_cells cells;
    assert_true(rt_statistics_init(&cells, &(struct rt_statistics){common, share, 2, bound, 4}));
    uint64_t drawn[6] = {0}, last[2] = {0};
    for (uint64_t i = 0; i < DRAWS; i++) {
        int64_t value = (int64_t)rt_cells_at(&cells, bits_of(i, DRAWS));
        int place = value == -5     ? 0
                    : value == 1000 ? 1
                    : value < 0     ? 5
                    : value < 10    ? 2
                    : value < 100   ? 3
                                    : 4;
        drawn[place]++;
        if (place == 4) {
            assert_in_range(value, 100, 101);
            last[value - 100]++;
        }
    }
    assert_int_equal(drawn[5], 0);
    assert_in_range(drawn[0], 24990, 25010);
    assert_in_range(drawn[1], 12490, 12510);
    for (int place = 2; place < 5; place++)
        assert_in_range(drawn[place], 20810, 20857);
    assert_in_range(last[0], 10000, 10850);
    rt_cells_free(&cells);
}

static void statistics_may_be_partial(void **state)
{
    (void)state;
    const int64_t value[] = {7, 9}, all[] = {INT64_MIN, INT64_MAX}, same[] = {3, 3}, falling[] = {4, 3};
    const uint64_t share[] = {UINT64_MAX / 8, UINT64_MAX / 8};
    struct rt_cells cells;
    assert_true(rt_statistics_init(&cells, &(struct rt_statistics){value, share, 2, NULL, 0}));
    uint64_t sevens = 0;
    for (uint64_t i = 0; i < 1000; i++)
        sevens += rt_cells_at(&cells, bits_of(i, 1000)) == 7;
    assert_int_equal(sevens, 500);
    rt_cells_free(&cells);
    assert_true(rt_statistics_init(&cells, &(struct rt_statistics){NULL, NULL, 0, all, 2}));
    assert_int_not_equal(rt_cells_at(&cells, 1), rt_cells_at(&cells, 2));
    rt_cells_free(&cells);
    assert_true(rt_statistics_init(&cells, &(struct rt_statistics){NULL, NULL, 0, same, 2}));
    assert_int_equal(rt_cells_at(&cells, UINT64_MAX), 3);
    rt_cells_free(&cells);
    assert_false(rt_statistics_init(&cells, &(struct rt_statistics){NULL, NULL, 0, falling, 2}));
    assert_false(rt_statistics_init(&cells, &(struct rt_statistics){NULL, NULL, 0, same, 1}));
    assert_false(rt_statistics_init(&cells, &(struct rt_statistics){NULL, NULL, 0, NULL, 0}));
}

/* A change here is a change of the algorithm: RT_ALGORITHM must be raised with it. */
static void the_algorithm_is_pinned(void **state)
{
    (void)state;
    struct rt_cells cells;
    assert_true(rt_zipf_init(&cells, 1500000, S(1.25)));
    uint64_t digest = 0;
    for (uint64_t i = 0; i < 5000; i++)
        digest = rt_fold(digest + rt_cells_at(&cells, bits_of(i, 5000)), RT_GOLDEN);
    rt_cells_free(&cells);
    assert_int_equal(digest, UINT64_C(0x1b9fd28c4ff72cae));
}

UNIT_MAIN(cmocka_unit_test(weights_are_shares), cmocka_unit_test(bad_weights_are_refused),
          cmocka_unit_test(zipf_has_its_shape), cmocka_unit_test(zipf_takes_any_numbers),
          cmocka_unit_test(statistics_are_followed), cmocka_unit_test(statistics_may_be_partial),
          cmocka_unit_test(the_algorithm_is_pinned))
