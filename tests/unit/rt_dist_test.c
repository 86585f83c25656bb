/* Tests of rt_dist: known quantiles, moments of cut distributions, and positions that rise with the bits. */
#include "unit.h"

#include "rt_dist.h"
#include "rt_random.h"

#define DRAWS 200000

static struct rt_quantiles table;

/* The share p of all bits. */
static uint64_t bits_of(double p)
{
    return (uint64_t)(p * 18446744073709551616.0);
}

static double position_at(double p)
{
    return (double)rt_quantiles_at(&table, bits_of(p)) / 18446744073709551616.0;
}

static void check_near(double got, double expected, double slack)
{
    assert_true(got > expected - slack && got < expected + slack);
}

/* Mean and variance of the table, and that it rises, at even distances and near both ends. */
static void check_moments(double mean, double variance, double slack)
{
    double sum = 0, squares = 0;
    uint64_t before = 0;
    for (int i = 0; i < DRAWS; i++) {
        uint64_t position = rt_quantiles_at(&table, bits_of((i + 0.5) / DRAWS));
        assert_true(position >= before);
        before = position;
        double x = (double)position / 18446744073709551616.0;
        sum += x;
        squares += x * x;
    }
    check_near(sum / DRAWS, mean, slack);
    check_near(squares / DRAWS - (sum / DRAWS) * (sum / DRAWS), variance, slack);
    for (int shift = 0; shift < 63; shift++) {
        uint64_t out = UINT64_MAX >> shift, further = UINT64_MAX >> (shift + 1);
        assert_true(rt_quantiles_at(&table, out) >= rt_quantiles_at(&table, further));
        assert_true(rt_quantiles_at(&table, ~out) <= rt_quantiles_at(&table, ~further));
    }
}

static void normal_quantiles_are_right(void **state)
{
    (void)state;
    rt_quantiles_normal(&table, RT_REAL_ONE / 2, RT_REAL_ONE / 64);
    const double known[][2] = {
        {0.5, 0},
        {0.8413447460685429, 1},
        {0.9772498680518208, 2},
        {0.9986501019683699, 3},
        {0.9999683287581669, 4},
        {0.9999997133484281, 5},
        {0.15865525393145707, -1},
        {0.02275013194817921, -2},
        {3.167124183311986e-05, -4},
        {2.866515718791933e-07, -5},
        {9.865876450376946e-10, -6},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        check_near((position_at(known[i][0]) - 0.5) * 64, known[i][1], 0.02);
    check_moments(0.5, 1.0 / 4096, 1e-6);
}

/* Moments of the truncated normal distribution, by its closed form. */
static void cut_normals_are_exact(void **state)
{
    (void)state;
    rt_quantiles_normal(&table, RT_REAL_ONE / 2, RT_REAL_ONE / 2);
    check_moments(0.5, 0.0727813, 1e-4);
    rt_quantiles_normal(&table, -(rt_int128)RT_REAL_ONE / 2, RT_REAL_ONE / 4);
    check_moments(0.093308, 0.0071424, 1e-4);
    rt_quantiles_normal(&table, 3 * (rt_int128)RT_REAL_ONE, RT_REAL_ONE / 2);
    check_moments(0.887227, 0.0116393, 1e-4);
    rt_quantiles_normal(&table, 2 * (rt_int128)RT_REAL_ONE, 50 * RT_REAL_ONE);
    check_moments(0.5, 1.0 / 12, 1e-3);
}

static void odd_normals_have_a_sense(void **state)
{
    (void)state;
    rt_quantiles_normal(&table, RT_REAL_ONE / 4, 0);
    check_moments(0.25, 0, 1e-9);
    rt_quantiles_normal(&table, 5 * (rt_int128)RT_REAL_ONE, RT_REAL_ONE / 8);
    check_moments(1, 0, 1e-9);
    rt_quantiles_normal(&table, -5 * (rt_int128)RT_REAL_ONE, RT_REAL_ONE / 8);
    check_moments(0, 0, 1e-9);
    rt_quantiles_normal(&table, -((rt_int128)RT_REAL_ONE << 60), RT_REAL_ONE << 60);
    check_moments(0.5, 1.0 / 12, 1e-6);
    rt_quantiles_normal(&table, 0, 5000 * RT_REAL_ONE);
    check_moments(0.5, 1.0 / 12, 1e-6);
    rt_quantiles_normal(&table, RT_REAL_ONE / 2, 1);
    check_moments(0.5, 0, 1e-9);
}

static void exponentials_are_exact(void **state)
{
    (void)state;
    rt_quantiles_exponential(&table, RT_REAL_ONE / 64);
    check_near(position_at(0.5) * 64, 0.693147, 1e-5);
    check_near(position_at(0.999) * 64, 6.907755, 0.01);
    check_near(position_at(0.999999) * 64, 13.815511, 5e-3);
    check_moments(1.0 / 64, 1.0 / 4096, 2e-6);
    rt_quantiles_exponential(&table, RT_REAL_ONE / 5);
    check_moments(0.1932163, 0.0331703, 1e-5);
    rt_quantiles_exponential(&table, 3 * RT_REAL_ONE);
    check_moments(0.4722735, 0.0828724, 1e-4);
    rt_quantiles_exponential(&table, RT_REAL_MAX);
    check_moments(0.5, 1.0 / 12, 1e-6);
    rt_quantiles_exponential(&table, 0);
    check_moments(0, 0, 1e-9);
    rt_quantiles_exponential(&table, 1);
    check_moments(0, 0, 1e-9);
}

/* A change here is a change of the algorithm: RT_ALGORITHM must be raised with it. */
static void the_algorithm_is_pinned(void **state)
{
    (void)state;
    uint64_t digest = 0;
    rt_quantiles_normal(&table, RT_REAL_ONE / 2, RT_REAL_ONE / 6);
    for (uint64_t i = 0; i < 100; i++)
        digest = rt_fold(digest + rt_quantiles_at(&table, i << 57), RT_GOLDEN);
    rt_quantiles_exponential(&table, RT_REAL_ONE / 5);
    for (uint64_t i = 0; i < 100; i++)
        digest = rt_fold(digest + rt_quantiles_at(&table, i << 57), RT_GOLDEN);
    assert_int_equal(digest, UINT64_C(0x7bd4d58565bcd69f));
}

UNIT_MAIN(cmocka_unit_test(normal_quantiles_are_right), cmocka_unit_test(cut_normals_are_exact),
          cmocka_unit_test(odd_normals_have_a_sense), cmocka_unit_test(exponentials_are_exact),
          cmocka_unit_test(the_algorithm_is_pinned))
