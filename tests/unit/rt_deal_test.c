/* Tests of rt_deal: counts that add up, keep their bounds, never rise and differ by no more than those make
 * them; rows and groups that agree. */
#include "unit.h"

#include "rt_deal.h"
#include "rt_random.h"

static uint64_t at(uint64_t n)
{
    return rt_random((rt_stream){7, 8}, n);
}

enum {
    TURNS = 4000,
    MOST_GROUPS = 40,
    BOUNDS = 2
};

/* What a group may have by every bound. */
static uint64_t bound_of(const struct rt_deal *bounds, uint32_t count, uint64_t group)
{
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t bound = rt_deal_group(&bounds[i], group).count;
        least = bound < least ? bound : least;
    }
    return least;
}

static void check_rows(const struct rt_deal *deal, uint64_t groups, uint64_t rows)
{
    uint64_t row = 0;
    for (uint64_t group = 0; group < groups; group++) {
        struct rt_fanout_at range = rt_deal_group(deal, group);
        assert_true(!range.count || range.first == row);
        for (uint64_t i = 0; i < range.count; i++, row++) {
            struct rt_fanout_at place = rt_deal_row(deal, row);
            assert_int_equal(place.parent, group);
            assert_int_equal(place.ordinal, i);
            assert_int_equal(place.first, range.first);
            assert_int_equal(place.count, range.count);
        }
    }
    assert_int_equal(row, rows);
}

/* A group with fewer rows than another one is full, or has one less. */
static void check_even(const struct rt_deal *deal, const struct rt_deal *bounds, uint32_t count,
                       uint64_t groups)
{
    uint64_t most = rt_deal_group(deal, 0).count, before = UINT64_MAX;
    for (uint64_t group = 0; group < groups; group++) {
        uint64_t rows = rt_deal_group(deal, group).count, bound = bound_of(bounds, count, group);
        assert_true(rows <= bound && rows <= before);
        assert_true(rows == bound || rows + 1 >= most);
        before = rows;
    }
}

static struct rt_deal deal_of(uint64_t groups, uint64_t rows, const struct rt_deal *bounds, uint32_t count)
{
    uint64_t most = rt_deal_most(groups, bounds, count);
    return rt_deal(groups, rows < most ? rows : most, bounds, count);
}

static void rows_are_dealt_evenly(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        uint64_t bits = at(turn), groups = 1 + bits % MOST_GROUPS;
        struct rt_deal bounds[BOUNDS], factors[2];
        factors[0] = rt_deal(1 + (bits >> 8) % MOST_GROUPS, (bits >> 16) % 100, NULL, 0);
        factors[1] = rt_deal(groups, (bits >> 24) % 200, NULL, 0);
        bounds[0] = rt_deal_product(groups, 1 + (bits >> 32) % 3, factors, 1 + turn % 2);
        bounds[1] = rt_deal_product(groups, 1 + (bits >> 34) % 5, &factors[1], turn % 3 != 0);
        uint32_t count = turn % (BOUNDS + 1);
        uint64_t most = rt_deal_most(groups, bounds, count), rows = (bits >> 40) % 500;
        rows = rows < most ? rows : most;
        struct rt_deal deal = rt_deal(groups, rows, bounds, count);
        check_rows(&deal, groups, rows);
        check_even(&deal, bounds, count, groups);
    }
}

/* A group with fewer rows than are enough is full, or is the last one that has rows. */
static void groups_have_enough(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        uint64_t bits = at(turn), groups = 1 + bits % MOST_GROUPS, enough = 1 + (bits >> 8) % 7,
                 short_ones = 0;
        struct rt_deal other = rt_deal(groups, (bits >> 16) % 300, NULL, 0);
        struct rt_deal bound = rt_deal_product(groups, 1 + (bits >> 32) % 3, &other, 1);
        uint32_t count = turn % 2;
        uint64_t most = rt_deal_most(groups, &bound, count), rows = (bits >> 40) % 300;
        rows = rows < most ? rows : most;
        struct rt_deal deal = rt_deal_enough(groups, rows, enough, &bound, count);
        check_rows(&deal, groups, rows);
        for (uint64_t group = 0; group < groups; group++) {
            uint64_t some = rt_deal_group(&deal, group).count, may = bound_of(&bound, count, group);
            assert_true(some <= may);
            short_ones += some && some < enough && some < may;
        }
        assert_true(short_ones <= 1);
    }
}

/* Each bound is the product of what its factors have. */
static void bounds_are_products(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        uint64_t bits = at(turn), groups = 1 + bits % MOST_GROUPS, times = (bits >> 8) % 4;
        struct rt_deal factors[2] = {rt_deal(1 + (bits >> 16) % MOST_GROUPS, (bits >> 24) % 90, NULL, 0),
                                     rt_deal(1 + (bits >> 32) % MOST_GROUPS, (bits >> 40) % 90, NULL, 0)};
        struct rt_deal product = rt_deal_product(groups, times, factors, 2);
        uint64_t sum = 0;
        for (uint64_t group = 0; group < groups; group++) {
            uint64_t wanted =
                times * rt_deal_group(&factors[0], group).count * rt_deal_group(&factors[1], group).count;
            assert_int_equal(rt_deal_group(&product, group).count, wanted);
            sum += wanted;
        }
        assert_int_equal(rt_deal_most(groups, &product, 1), sum);
    }
}

static void pairs_need_two(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        uint64_t bits = at(turn), groups = 1 + bits % MOST_GROUPS;
        struct rt_deal members = rt_deal(1 + (bits >> 8) % MOST_GROUPS, (bits >> 16) % 90, NULL, 0);
        struct rt_deal pairs = rt_deal_where(groups, members, 2);
        for (uint64_t group = 0; group < groups; group++)
            assert_int_equal(rt_deal_group(&pairs, group).count > 0,
                             rt_deal_group(&members, group).count > 1);
    }
}

/* Rows of a table, the rows of another one that are dealt to those, and what both have in each group. */
static void groups_lie_in_groups(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        uint64_t bits = at(turn), groups = 1 + bits % MOST_GROUPS, members = (bits >> 8) % 90;
        struct rt_deal outer = rt_deal(groups, members, NULL, 0);
        struct rt_deal inner = rt_deal(members, members ? (bits >> 16) % 300 : 0, NULL, 0);
        struct rt_deal fold = rt_deal_fold(outer, inner), pull = rt_deal_pull(outer, fold);
        struct rt_deal share = rt_deal_share(outer, fold);
        for (uint64_t group = 0; group < groups; group++) {
            struct rt_fanout_at own = rt_deal_group(&outer, group), all = rt_deal_within(&inner, own);
            uint64_t sum = 0;
            for (uint64_t i = 0; i < own.count; i++) {
                sum += rt_deal_group(&inner, own.first + i).count;
                assert_int_equal(rt_deal_group(&pull, own.first + i).count, all.count);
                assert_int_equal(rt_deal_group(&share, own.first + i).count, all.count / own.count);
            }
            assert_int_equal(all.count, sum);
            assert_int_equal(rt_deal_group(&fold, group).count, sum);
            assert_true(!sum || all.first == rt_deal_group(&inner, own.first).first);
        }
    }
}

static void parts_are_counted(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        uint64_t bits = at(turn), groups = 1 + bits % MOST_GROUPS;
        struct rt_deal deal = rt_deal(groups, (bits >> 8) % 200, NULL, 0);
        struct rt_deal others = rt_deal_others(deal), pairs = rt_deal_pairs(deal);
        for (uint64_t group = 0; group < groups; group++) {
            uint64_t count = rt_deal_group(&deal, group).count;
            assert_int_equal(rt_deal_group(&others, group).count, count ? count - 1 : 0);
            assert_int_equal(rt_deal_group(&pairs, group).count, count ? count * (count - 1) / 2 : 0);
        }
    }
}

static void the_least_leaves_empty_groups_out(void **state)
{
    (void)state;
    const struct rt_deal bound = rt_deal_where(10, rt_deal(10, 4, NULL, 0), 1);
    assert_int_equal(rt_deal_least(rt_deal(10, 44, NULL, 0)), 4);
    assert_int_equal(rt_deal_least(rt_deal(10, 13, &bound, 1)), 3);
    assert_int_equal(rt_deal_least(rt_deal(10, 0, NULL, 0)), 0);
    assert_int_equal(rt_deal_least(rt_deal(0, 10, NULL, 0)), 0);
}

/* Rows of some scenarios are groups, the others are not: what is dealt to them is where they are. */
static void scenarios_are_groups(void **state)
{
    (void)state;
    const uint64_t weights[] = {3, 1, 2, 1};
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        uint64_t bits = at(turn), groups = 1 + bits % MOST_GROUPS, set = (bits >> 8) % 16;
        struct rt_allotment allotment = rt_allot(weights, 4, groups, NULL);
        struct rt_deal in = rt_deal_in(weights, 4, groups, NULL, set), bound = rt_deal_where(groups, in, 1);
        struct rt_deal deal = deal_of(groups, (bits >> 16) % 100, &bound, 1);
        for (uint64_t group = 0; group < groups; group++) {
            bool is_in = set >> rt_allotted(&allotment, group) & 1;
            assert_int_equal(rt_deal_group(&in, group).count, is_in);
            assert_true(is_in || !rt_deal_group(&deal, group).count);
        }
        check_rows(&deal, groups, deal.run[deal.runs].row);
    }
}

/* However many bounds lie over one another, runs stay few, and nobody gets more than allowed. */
static void runs_stay_few(void **state)
{
    (void)state;
    struct rt_deal deal = rt_deal(1000, 500000, NULL, 0);
    for (uint64_t turn = 0; turn < 200; turn++) {
        struct rt_deal before = deal, bounds[2];
        uint64_t groups = 400 + at(turn) % 600;
        struct rt_deal other = rt_deal(groups, 1000 + at(turn + 1) % 400000, NULL, 0);
        bounds[0] = rt_deal_product(1000, 1, &before, 1);
        bounds[1] = rt_deal_product(1000, 1 + turn % 2, &other, 1);
        deal = deal_of(1000, 300000 - turn * 1000, bounds, 2);
        assert_true(deal.runs <= RT_DEAL_RUNS);
        for (uint64_t group = 0; group < 1000; group++)
            assert_true(rt_deal_group(&deal, group).count <= bound_of(bounds, 2, group));
    }
}

/* Beyond 64 bits numbers saturate. */
static void numbers_saturate(void **state)
{
    (void)state;
    struct rt_deal factor = rt_deal(3, UINT64_MAX, NULL, 0);
    struct rt_deal product = rt_deal_product(3, UINT64_MAX, &factor, 1);
    assert_true(rt_deal_most(3, &product, 1) == UINT64_MAX);
    assert_true(rt_deal_most(UINT64_MAX, NULL, 0) == UINT64_MAX);
    assert_true(rt_deal_most(0, NULL, 0) == 0);
    struct rt_deal deal = rt_deal(3, UINT64_MAX, &product, 1);
    assert_true(rt_deal_row(&deal, UINT64_MAX - 1).parent == 2);
}

UNIT_MAIN(cmocka_unit_test(rows_are_dealt_evenly), cmocka_unit_test(groups_have_enough),
          cmocka_unit_test(bounds_are_products), cmocka_unit_test(pairs_need_two),
          cmocka_unit_test(groups_lie_in_groups), cmocka_unit_test(parts_are_counted),
          cmocka_unit_test(the_least_leaves_empty_groups_out), cmocka_unit_test(scenarios_are_groups),
          cmocka_unit_test(runs_stay_few), cmocka_unit_test(numbers_saturate))
