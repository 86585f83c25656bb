/* Tests of rt_perm: bijections on every domain, inverses, and no bias that a table of counts shows. */
#include "unit.h"

#include <stdlib.h>

#include "rt_perm.h"

static rt_stream key_of(uint64_t n)
{
    return (rt_stream){rt_random((rt_stream){1, 2}, n), rt_random((rt_stream){3, 4}, n)};
}

static void check_whole(uint64_t domain, rt_stream key)
{
    struct rt_perm perm;
    struct rt_perm128 wide;
    rt_perm_init(&perm, key, domain);
    rt_perm128_init(&wide, key, domain);
    unsigned char *seen = calloc(domain, 2);
    for (uint64_t n = 0; n < domain; n++) {
        uint64_t m = rt_perm_at(&perm, n), w = (uint64_t)rt_perm128_at(&wide, n);
        assert_true(m < domain && w < domain);
        assert_int_equal(seen[2 * m]++, 0);
        assert_int_equal(seen[2 * w + 1]++, 0);
        assert_int_equal(rt_perm_inverse(&perm, m), n);
        assert_true(rt_perm128_inverse(&wide, w) == n);
    }
    free(seen);
}

static void small_domains_are_permuted(void **state)
{
    (void)state;
    for (uint64_t domain = 1; domain < 300; domain++)
        for (uint64_t key = 0; key < 5; key++)
            check_whole(domain, key_of(key));
    for (uint64_t domain = 1000; domain < 300000; domain += domain / 3)
        check_whole(domain, key_of(domain));
}

static void large_domains_are_undone(void **state)
{
    (void)state;
    for (unsigned bit = 5; bit < 64; bit++) {
        for (int off = -1; off <= 1; off++) {
            uint64_t domain = (UINT64_C(1) << bit) + (uint64_t)off;
            struct rt_perm perm = rt_perm_make(key_of(bit), domain);
            for (uint64_t i = 0; i < 500; i++) {
                uint64_t n = i < 4   ? i
                             : i < 8 ? domain - 1 - (i & 3)
                                     : rt_below(rt_random(key_of(9), i), domain);
                uint64_t m = rt_perm_at(&perm, n);
                assert_true(m < domain);
                assert_int_equal(rt_perm_inverse(&perm, m), n);
            }
        }
    }
    struct rt_perm all = rt_perm_make(key_of(7), UINT64_MAX);
    assert_int_equal(rt_perm_inverse(&all, rt_perm_at(&all, UINT64_MAX - 1)), UINT64_MAX - 1);
}

static void wide_domains_are_undone(void **state)
{
    (void)state;
    for (unsigned bit = 2; bit <= 127; bit++) {
        for (int off = -1; off <= (bit < 127); off++) {
            rt_uint128 domain = ((rt_uint128)1 << bit) + (rt_uint128)off;
            struct rt_perm128 perm;
            rt_perm128_init(&perm, key_of(bit), domain);
            for (uint64_t i = 0; i < 500; i++) {
                rt_uint128 n = rt_below128(rt_random128(key_of(9), i), domain);
                rt_uint128 m = rt_perm128_at(&perm, n);
                assert_true(m < domain);
                assert_true(rt_perm128_inverse(&perm, m) == n);
            }
        }
    }
}

/* Where the first two numbers land, over many keys, against equal shares: chi-squared below
 * far-out bounds. */
static void check_pairs(uint64_t domain)
{
    uint64_t keys = domain * domain * 200;
    unsigned *seen = calloc(domain * domain, sizeof *seen);
    for (uint64_t key = 0; key < keys; key++)
        seen[rt_perm_keyed(key, domain, 0) * domain + rt_perm_keyed(key, domain, 1)]++;
    double share = (double)keys / (double)(domain * (domain - 1)), chi = 0;
    for (uint64_t i = 0; i < domain * domain; i++) {
        double off = (double)seen[i] - (i % (domain + 1) ? share : 0);
        chi += off * off / share;
    }
    double freedom = (double)(domain * (domain - 1) - 1);
    assert_true(chi < 1.5 * freedom + 12);
    free(seen);
}

static void members_of_a_family_are_unbiased(void **state)
{
    (void)state;
    const uint64_t domains[] = {2, 3, 4, 5, 7, 10, 16, 17, 20, 33, 60};
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        check_pairs(domains[i]);
}

static void members_of_a_family_are_undone(void **state)
{
    (void)state;
    for (uint64_t key = 0; key < 1000; key++)
        for (uint64_t n = 0; n < key + 1; n += 7)
            assert_int_equal(rt_perm_keyed_inverse(key, key + 1, rt_perm_keyed(key, key + 1, n)), n);
}

static void every_order_of_four_comes_up(void **state)
{
    (void)state;
    unsigned seen[256] = {0}, orders = 0;
    for (uint64_t key = 0; key < 24000; key++) {
        struct rt_perm perm = rt_perm_make(key_of(key), 4);
        seen[rt_perm_at(&perm, 0) << 6 | rt_perm_at(&perm, 1) << 4 | rt_perm_at(&perm, 2) << 2 |
             rt_perm_at(&perm, 3)]++;
    }
    for (int i = 0; i < 256; i++) {
        orders += seen[i] > 0;
        assert_true(seen[i] == 0 || (seen[i] > 850 && seen[i] < 1150));
    }
    assert_int_equal(orders, 24);
}

static void spreads_are_bijections(void **state)
{
    (void)state;
    static unsigned char seen[3000];
    for (uint64_t domain = 1; domain < sizeof seen; domain += domain < 300 ? 1 : 97) {
        struct rt_spread spread = rt_spread_make(key_of(domain), domain);
        memset(seen, 0, sizeof seen);
        for (uint64_t rank = 0; rank < domain; rank++) {
            uint64_t place = rt_spread_at(&spread, rank);
            assert_true(place < domain);
            assert_int_equal(seen[place]++, 0);
        }
    }
}

/* Ranks that follow one another differ by one step around the domain, exactly, up to the largest domains. */
static void spreads_keep_their_step_in_large_domains(void **state)
{
    (void)state;
    for (unsigned bit = 20; bit <= 63; bit++) {
        uint64_t domain = (UINT64_C(1) << bit) - bit % 2;
        struct rt_spread spread = rt_spread_make(key_of(bit), domain);
        uint64_t first = rt_spread_at(&spread, 0),
                 step = (rt_spread_at(&spread, 1) + domain - first) % domain;
        assert_true(step > domain / 2 && step < domain / 4 * 3);
        for (uint64_t i = 0; i < 500; i++) {
            uint64_t rank = i < 4 ? domain - 1 - i : rt_below(rt_random(key_of(9), i), domain);
            uint64_t place = (uint64_t)(((rt_uint128)step * rank + first) % domain);
            assert_true(rt_spread_at(&spread, rank) == place);
        }
    }
}

/* The first ranks, which most rows choose, are as many in each tenth of the domain. */
static void first_ranks_are_everywhere(void **state)
{
    (void)state;
    unsigned tenths[10] = {0};
    struct rt_spread spread = rt_spread_make(key_of(1), 1000000);
    for (uint64_t rank = 0; rank < 100; rank++)
        tenths[rt_spread_at(&spread, rank) / 100000]++;
    for (int i = 0; i < 10; i++)
        assert_in_range(tenths[i], 8, 12);
}

/* A change here is a change of the algorithm: RT_ALGORITHM must be raised with it. */
static void the_algorithm_is_pinned(void **state)
{
    (void)state;
    rt_stream key = rt_stream_named(42, "orders", "id", "permutation");
    uint64_t digest = 0;
    const uint64_t domains[] = {2, 16, 17, 1000, 1000000, 10000000000, UINT64_MAX};
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
        struct rt_perm perm = rt_perm_make(key, domains[i]);
        digest = rt_fold(digest ^ rt_perm_at(&perm, 1), RT_GOLDEN);
    }
    struct rt_perm128 wide;
    rt_perm128_init(&wide, key, (rt_uint128)1 << 122);
    digest ^= (uint64_t)(rt_perm128_at(&wide, 1) >> 40);
    struct rt_spread spread = rt_spread_make(key, 1000000);
    digest = rt_fold(digest ^ rt_spread_at(&spread, 1), RT_GOLDEN);
    assert_int_equal(digest, UINT64_C(0xedaad144d48a7c7d));
}

UNIT_MAIN(cmocka_unit_test(small_domains_are_permuted), cmocka_unit_test(large_domains_are_undone),
          cmocka_unit_test(wide_domains_are_undone), cmocka_unit_test(members_of_a_family_are_unbiased),
          cmocka_unit_test(members_of_a_family_are_undone), cmocka_unit_test(every_order_of_four_comes_up),
          cmocka_unit_test(spreads_are_bijections),
          cmocka_unit_test(spreads_keep_their_step_in_large_domains),
          cmocka_unit_test(first_ranks_are_everywhere), cmocka_unit_test(the_algorithm_is_pinned))
