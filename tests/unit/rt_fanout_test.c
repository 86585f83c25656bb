/*
 * Fan-out: children and parents agree both ways, nothing is lost or given twice, limits and totals hold, and
 * the shapes are what they are called. Small layouts are walked whole, large ones at sampled rows.
 */
#include "unit.h"

#include <stdlib.h>

#include "rt_fanout.h"

#define NONE UINT64_MAX
#define S(x) ((uint64_t)((x)*65536) << 16)

static const rt_stream key = {UINT64_C(0x123456789abcdef), UINT64_C(0xfedcba987654321)};

static struct rt_fanout lay_out(struct rt_fanout_spec spec, uint64_t parents, uint64_t children)
{
    struct rt_fanout fanout;
    assert_int_equal(rt_fanout_init(&fanout, &spec, key, parents, children), RT_FANOUT_OK);
    return fanout;
}

static void check_same(struct rt_fanout_at a, struct rt_fanout_at b)
{
    assert_int_equal(a.parent, b.parent);
    assert_int_equal(a.ordinal, b.ordinal);
    assert_int_equal(a.count, b.count);
    assert_int_equal(a.first, b.first);
}

/* A child's place, checked against its parent's view of itself. */
static struct rt_fanout_at check_child(const struct rt_fanout *fanout, uint64_t child)
{
    struct rt_fanout_at at = rt_fanout_child(fanout, child);
    assert_true(at.parent < fanout->parents);
    assert_true(at.ordinal < at.count);
    assert_int_equal(at.first + at.ordinal, child);
    struct rt_fanout_at parent = rt_fanout_parent(fanout, at.parent);
    assert_int_equal(parent.first, at.first);
    assert_int_equal(parent.count, at.count);
    return at;
}

/* Every child and every parent of a small layout. */
static void check_whole(struct rt_fanout_spec spec, uint64_t parents, uint64_t children)
{
    struct rt_fanout fanout = lay_out(spec, parents, children);
    uint64_t sum = 0;
    for (uint64_t parent = 0; parent < parents; parent++) {
        struct rt_fanout_at at = rt_fanout_parent(&fanout, parent);
        assert_int_equal(at.parent, parent);
        assert_true(at.count >= spec.minimum && at.count <= spec.maximum);
        assert_true(at.first + at.count <= children);
        sum += at.count;
        if (at.count)
            assert_int_equal(rt_fanout_child(&fanout, at.first).parent, parent);
    }
    assert_int_equal(sum, children);
    struct rt_fanout_at near = {0};
    for (uint64_t child = 0; child < children; child++) {
        struct rt_fanout_at at = check_child(&fanout, child);
        near = rt_fanout_near(&fanout, near, child);
        check_same(at, near);
    }
    rt_fanout_free(&fanout);
}

static const uint64_t sizes[] = {0,    1,    2,    3,    5,    7,    255,  256, 257,
                                 1000, 1023, 1024, 1025, 2048, 2049, 3000, 5000};
#define SIZES (sizeof sizes / sizeof *sizes)

static void every_child_has_one_parent(void **state)
{
    (void)state;
    const struct rt_fanout_spec specs[] = {
        {RT_FANOUT_EVEN, 0, NONE, 0},    {RT_FANOUT_RANDOM, 0, NONE, 0},
        {RT_FANOUT_ZIPF, 0, NONE, 0},    {RT_FANOUT_ZIPF, 0, NONE, S(0.5)},
        {RT_FANOUT_ZIPF, 0, NONE, S(1)}, {RT_FANOUT_ZIPF, 0, NONE, S(1.25)},
        {RT_FANOUT_ZIPF, 0, NONE, S(3)}, {RT_FANOUT_ZIPF, 0, NONE, S(16)},
    };
    for (size_t s = 0; s < sizeof specs / sizeof *specs; s++)
        for (size_t p = 1; p < SIZES; p++)
            for (size_t c = 0; c < SIZES; c++)
                check_whole(specs[s], sizes[p], sizes[c]);
}

static void limits_hold(void **state)
{
    (void)state;
    const struct rt_fanout_spec specs[] = {
        {RT_FANOUT_RANGE, 3, 7, 0},     {RT_FANOUT_RANGE, 0, 1, 0},   {RT_FANOUT_RANGE, 0, 2000, 0},
        {RT_FANOUT_RANDOM, 1, 9, 0},    {RT_FANOUT_RANDOM, 0, 1, 0},  {RT_FANOUT_EVEN, 2, 3, 0},
        {RT_FANOUT_ZIPF, 1, 8, S(1.1)}, {RT_FANOUT_ZIPF, 0, 1, S(1)}, {RT_FANOUT_ZIPF, 2, 500, S(2)},
        {RT_FANOUT_EVEN, 4, 4, 0},      {RT_FANOUT_RANDOM, 4, 4, 0},  {RT_FANOUT_RANGE, 0, 0, 0},
    };
    for (size_t s = 0; s < sizeof specs / sizeof *specs; s++) {
        for (size_t p = 1; p < SIZES; p++) {
            uint64_t least = specs[s].minimum * sizes[p], most = specs[s].maximum * sizes[p];
            uint64_t some[] = {least, least + (least < most), (least + most) / 2, most - (least < most),
                               most};
            for (int c = 0; c < 5; c++)
                if (some[c] < 20000)
                    check_whole(specs[s], sizes[p], some[c]);
        }
    }
}

static void large_layouts_are_exact(void **state)
{
    (void)state;
    const uint64_t large[][2] = {
        {10000000000, 77777777777},
        {1000000007, 10000000000},
        {10000000000, 3000001},
        {UINT64_MAX - 1, 12345},
        {UINT64_MAX - 1, UINT64_MAX - 2},
        {UINT64_MAX / 3, UINT64_MAX},
        {3, UINT64_MAX},
        {1025, UINT64_C(1) << 62},
    };
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        for (int shape = RT_FANOUT_EVEN; shape <= RT_FANOUT_ZIPF; shape++) {
            if (shape == RT_FANOUT_RANGE)
                continue;
            struct rt_fanout_spec spec = {shape, 0, NONE, S(1.0625)};
            struct rt_fanout fanout = lay_out(spec, large[i][0], large[i][1]);
            check_child(&fanout, 0);
            struct rt_fanout_at last = check_child(&fanout, large[i][1] - 1);
            assert_int_equal(last.ordinal + 1, last.count);
            for (uint64_t n = 0; n < 3000; n++) {
                uint64_t child = rt_below(rt_random(key, n), large[i][1]);
                struct rt_fanout_at at = check_child(&fanout, child);
                if (at.first > 0)
                    assert_int_equal(rt_fanout_child(&fanout, at.first - 1).ordinal + 1,
                                     rt_fanout_child(&fanout, at.first - 1).count);
                struct rt_fanout_at parent =
                    rt_fanout_parent(&fanout, rt_below(rt_random(key, n), large[i][0]));
                if (parent.count)
                    assert_int_equal(rt_fanout_child(&fanout, parent.first).parent, parent.parent);
            }
            rt_fanout_free(&fanout);
        }
    }
}

static void the_impossible_is_refused(void **state)
{
    (void)state;
    struct rt_fanout fanout;
    struct rt_fanout_spec range = {RT_FANOUT_RANGE, 3, 7, 0};
    assert_int_equal(rt_fanout_init(&fanout, &range, key, 10, 29), RT_FANOUT_TOO_FEW);
    assert_int_equal(rt_fanout_init(&fanout, &range, key, 10, 71), RT_FANOUT_TOO_MANY);
    assert_int_equal(rt_fanout_init(&fanout, &range, key, 0, 1), RT_FANOUT_TOO_MANY);
    assert_int_equal(rt_fanout_init(&fanout, &range, key, 0, 0), RT_FANOUT_OK);
    rt_fanout_free(&fanout);
    range.maximum = 2;
    assert_int_equal(rt_fanout_init(&fanout, &range, key, 10, 20), RT_FANOUT_BAD_SPEC);
    range.maximum = NONE;
    assert_int_equal(rt_fanout_init(&fanout, &range, key, 10, 40), RT_FANOUT_BAD_SPEC);
    struct rt_fanout_spec zipf = {RT_FANOUT_ZIPF, 0, NONE, S(17)};
    assert_int_equal(rt_fanout_init(&fanout, &zipf, key, 10, 40), RT_FANOUT_BAD_SPEC);
    struct rt_fanout_spec one = {RT_FANOUT_EVEN, 1, NONE, 0};
    assert_int_equal(rt_fanout_init(&fanout, &one, key, 0, 1), RT_FANOUT_TOO_MANY);
    assert_int_equal(rt_fanout_init(&fanout, &one, key, NONE, NONE - 1), RT_FANOUT_TOO_FEW);
}

static void totals_of_ranges_are_their_middle(void **state)
{
    (void)state;
    assert_int_equal(rt_fanout_total(&(struct rt_fanout_spec){RT_FANOUT_RANGE, 3, 7, 0}, 1000), 5000);
    assert_int_equal(rt_fanout_total(&(struct rt_fanout_spec){RT_FANOUT_RANGE, 0, 1, 0}, 7), 4);
    assert_int_equal(rt_fanout_total(&(struct rt_fanout_spec){RT_FANOUT_EVEN, 4, 4, 0}, 7), 28);
    assert_int_equal(rt_fanout_total(&(struct rt_fanout_spec){RT_FANOUT_RANDOM, 2, NONE, 0}, 7), 14);
    assert_int_equal(rt_fanout_total(&(struct rt_fanout_spec){RT_FANOUT_RANGE, 0, 5, 0}, 0), 0);
    rt_uint128 wide = rt_fanout_total(&(struct rt_fanout_spec){RT_FANOUT_RANGE, 0, NONE - 1, 0}, NONE);
    assert_true(wide == (rt_uint128)NONE * (NONE - 1) / 2);
}

static void ranges_are_flat(void **state)
{
    (void)state;
    struct rt_fanout fanout = lay_out((struct rt_fanout_spec){RT_FANOUT_RANGE, 3, 7, 0}, 102400, 512000);
    uint64_t with[8] = {0};
    for (uint64_t parent = 0; parent < fanout.parents; parent++)
        with[rt_fanout_parent(&fanout, parent).count]++;
    for (int count = 3; count <= 7; count++)
        assert_in_range(with[count], 20480 - 100, 20480 + 100);
    rt_fanout_free(&fanout);
}

/* Mean and variance of a Poisson distribution are the same; its mode is next to the mean. */
static void check_poisson(uint64_t mean)
{
    struct rt_fanout fanout =
        lay_out((struct rt_fanout_spec){RT_FANOUT_RANDOM, 0, NONE, 0}, 10240, 10240 * mean);
    rt_uint128 square = 0;
    for (uint64_t parent = 0; parent < fanout.parents; parent++) {
        int64_t off = (int64_t)(rt_fanout_parent(&fanout, parent).count - mean);
        square += (uint64_t)(off * off);
    }
    uint64_t variance = (uint64_t)(square / fanout.parents);
    assert_in_range(variance, mean * 97 / 100, mean * 103 / 100);
    rt_fanout_free(&fanout);
}

static void random_counts_are_poisson(void **state)
{
    (void)state;
    check_poisson(100);
    check_poisson(4095);
    check_poisson(4097);
    check_poisson(1000000);
    struct rt_fanout fanout = lay_out((struct rt_fanout_spec){RT_FANOUT_RANDOM, 0, NONE, 0}, 102400, 204800);
    uint64_t with[16] = {0};
    for (uint64_t parent = 0; parent < fanout.parents; parent++)
        with[rt_fanout_parent(&fanout, parent).count]++;
    /* e^-2 * 2^k / k! of 102400 */
    const uint64_t expected[] = {13858, 27716, 27716, 18478, 9239, 3695, 1231};
    for (int count = 0; count < 7; count++)
        assert_in_range(with[count], expected[count] - 200, expected[count] + 200);
    rt_fanout_free(&fanout);
}

static int falling(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

/* Sorted counts against r^-1 * children / H, where H is the harmonic sum. */
static void zipf_has_its_shape(void **state)
{
    (void)state;
    enum {
        PARENTS = 100000,
        CHILDREN = 10000000
    };
    struct rt_fanout fanout =
        lay_out((struct rt_fanout_spec){RT_FANOUT_ZIPF, 0, NONE, S(1)}, PARENTS, CHILDREN);
    uint64_t *count = malloc(PARENTS * sizeof *count);
    double harmonic = 0;
    uint64_t heaviest = 0, in_first_half = 0;
    for (uint64_t parent = 0; parent < PARENTS; parent++) {
        count[parent] = rt_fanout_parent(&fanout, parent).count;
        harmonic += 1.0 / (double)(parent + 1);
        heaviest = count[parent] > count[heaviest] ? parent : heaviest;
        in_first_half += parent < PARENTS / 2 ? count[parent] > 1000 : 0;
    }
    assert_int_equal(rt_fanout_child(&fanout, 0).parent, heaviest);
    qsort(count, PARENTS, sizeof *count, falling);
    for (uint64_t rank = 0; rank < PARENTS; rank += 1 + rank / 3) {
        double expected = CHILDREN / harmonic / (double)(rank + 1);
        double slack = (rank < 1024 ? expected / 100000 : expected / 200) + 1.01;
        assert_true((double)count[rank] > expected - slack && (double)count[rank] < expected + slack);
    }
    uint64_t over = 0;
    while (count[over] > 1000)
        over++;
    assert_in_range(in_first_half, over / 3, over * 2 / 3);
    free(count);
    rt_fanout_free(&fanout);
}

/* A cap takes from the heaviest and what it takes goes to the others in proportion. */
static void capped_zipf_keeps_its_tail(void **state)
{
    (void)state;
    struct rt_fanout fanout = lay_out((struct rt_fanout_spec){RT_FANOUT_ZIPF, 0, 5000, S(1)}, 10000, 1000000);
    uint64_t count[10000];
    for (uint64_t parent = 0; parent < 10000; parent++)
        count[parent] = rt_fanout_parent(&fanout, parent).count;
    qsort(count, 10000, sizeof *count, falling);
    assert_int_equal(count[0], 5000);
    uint64_t capped = 0;
    while (count[capped] == 5000)
        capped++;
    for (uint64_t rank = capped; rank < 9000; rank = rank * 2) {
        double ratio = (double)count[rank] * (double)(rank + 1) / ((double)count[1000] * 1001);
        assert_true(ratio > 0.9 && ratio < 1.1);
    }
    rt_fanout_free(&fanout);
}

static void another_key_gives_other_parents(void **state)
{
    (void)state;
    struct rt_fanout_spec spec = {RT_FANOUT_RANDOM, 0, NONE, 0};
    struct rt_fanout a = lay_out(spec, 50000, 200000), b;
    assert_int_equal(rt_fanout_init(&b, &spec, (rt_stream){5, 6}, 50000, 200000), RT_FANOUT_OK);
    uint64_t same = 0;
    for (uint64_t child = 0; child < 200000; child++)
        same += rt_fanout_child(&a, child).parent == rt_fanout_child(&b, child).parent;
    assert_in_range(same, 0, 1000);
    rt_fanout_free(&a);
    rt_fanout_free(&b);
}

static void splits_are_even(void **state)
{
    (void)state;
    for (uint64_t parents = 1; parents < 40; parents++) {
        for (uint64_t children = 0; children < 100; children++) {
            uint64_t child = 0;
            for (uint64_t parent = 0; parent < parents; parent++) {
                struct rt_fanout_at at = rt_split_parent(parents, children, parent);
                assert_int_equal(at.first, child);
                assert_in_range(at.count, children / parents, (children + parents - 1) / parents);
                for (at.ordinal = 0; at.ordinal < at.count; at.ordinal++)
                    check_same(rt_split_child(parents, children, child++), at);
            }
            assert_int_equal(child, children);
        }
    }
    check_same(rt_split_child(NONE, NONE, NONE - 1), (struct rt_fanout_at){NONE - 1, 0, 1, NONE - 1});
    check_same(rt_split_child(1, NONE, NONE - 1), (struct rt_fanout_at){0, NONE - 1, NONE, 0});
}

/* A change here is a change of the algorithm: RT_ALGORITHM must be raised with it. */
static void the_algorithm_is_pinned(void **state)
{
    (void)state;
    uint64_t digest = 0;
    for (int shape = RT_FANOUT_EVEN; shape <= RT_FANOUT_ZIPF; shape++) {
        struct rt_fanout fanout = lay_out((struct rt_fanout_spec){shape, 0, 10, S(1)}, 123456, 500000);
        for (uint64_t child = 0; child < 500000; child += 1000) {
            struct rt_fanout_at at = rt_fanout_child(&fanout, child);
            digest = rt_fold(digest + at.parent, RT_GOLDEN + at.ordinal);
        }
        rt_fanout_free(&fanout);
    }
    assert_int_equal(digest, UINT64_C(0xc5f5476e210efea));
}

UNIT_MAIN(cmocka_unit_test(every_child_has_one_parent), cmocka_unit_test(limits_hold),
          cmocka_unit_test(large_layouts_are_exact), cmocka_unit_test(the_impossible_is_refused),
          cmocka_unit_test(totals_of_ranges_are_their_middle), cmocka_unit_test(ranges_are_flat),
          cmocka_unit_test(random_counts_are_poisson), cmocka_unit_test(zipf_has_its_shape),
          cmocka_unit_test(capped_zipf_keeps_its_tail), cmocka_unit_test(another_key_gives_other_parents),
          cmocka_unit_test(splits_are_even), cmocka_unit_test(the_algorithm_is_pinned))
