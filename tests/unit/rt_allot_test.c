/* Tests of rt_allot: segments that add up and keep their bounds, inverses, and numbers within windows, to the
 * ends of 64 bits. */
#include "unit.h"

#include "rt_allot.h"
#include "rt_random.h"
#include "rt_uint128.h"

static uint64_t at(uint64_t n)
{
    return rt_random((rt_stream){5, 6}, n);
}

/* ---- segments ---- */

enum {
    TURNS = 3000
};

typedef struct Case {
    uint64_t weights[RT_SCENARIOS], most[RT_SCENARIOS];
    uint32_t count;
    uint64_t rows;
    bool capped;
} Case;

/* Few rows or many, weights alike or far apart, caps of none, few and all. */
static Case case_of(uint64_t n)
{
    Case c = {.count = 1 + (uint32_t)(at(n) % (n % 3 ? 6 : RT_SCENARIOS)), .capped = n % 2};
    static const uint64_t sizes[] = {1, 10, 100, 1000, 1000000, UINT64_MAX};
    c.rows = n % 7 ? at(n + 1) % sizes[n % 5] : sizes[n % 6];
    for (uint64_t i = 0; i < c.count; i++) {
        uint64_t bits = at(n * 131 + i);
        c.weights[i] = 1 + bits % (n % 4 ? 16 : UINT64_C(1) << 20);
        c.most[i] = bits >> 60 ? bits % (c.rows + (c.rows < UINT64_MAX)) : UINT64_MAX;
        if (bits >> 61 == 2)
            c.most[i] = bits % 3;
    }
    return c;
}

static uint64_t size_of(const struct rt_allotment *allotment, uint32_t i)
{
    return allotment->start[i + 1] - allotment->start[i];
}

static void check_bounds(const Case *c, const struct rt_allotment *allotment)
{
    uint64_t empty = 0, above_one = 0, room = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        uint64_t size = size_of(allotment, i);
        uint64_t most = c->capped ? c->most[i] : UINT64_MAX;
        assert_true(allotment->start[i] <= allotment->start[i + 1]);
        room = room > UINT64_MAX - most ? UINT64_MAX : room + most;
        empty += size == 0 && most > 0;
        above_one += size > 1;
    }
    assert_false(empty && above_one);
    for (uint32_t i = 0; c->capped && i < c->count; i++)
        if (size_of(allotment, i) > c->most[i]) {
            assert_int_equal(i, c->count - 1);
            assert_true(room < c->rows);
        }
}

static void segments_add_up_and_keep_their_bounds(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < TURNS; n++) {
        Case c = case_of(n);
        struct rt_allotment allotment = rt_allot(c.weights, c.count, c.rows, c.capped ? c.most : NULL);
        assert_int_equal(allotment.count, c.count);
        assert_int_equal(allotment.start[0], 0);
        assert_int_equal(allotment.start[c.count], c.rows);
        check_bounds(&c, &allotment);
        uint64_t all = c.count == 64 ? UINT64_MAX : (UINT64_C(1) << c.count) - 1;
        assert_int_equal(rt_allotted_rows(&allotment, all), c.rows);
        uint64_t set = at(n + 7) & all;
        assert_int_equal(rt_segment(c.weights, c.count, c.rows, c.capped ? c.most : NULL, set),
                         rt_allotted_rows(&allotment, set));
        assert_int_equal(rt_allotted_rows(&allotment, set) + rt_allotted_rows(&allotment, all & ~set),
                         c.rows);
    }
}

/* Without caps, each has its share but for a row for each of them. */
static void segments_follow_weights(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < TURNS; n++) {
        Case c = case_of(n);
        if (c.rows < c.count)
            continue;
        struct rt_allotment allotment = rt_allot(c.weights, c.count, c.rows, NULL);
        rt_uint128 total = 0;
        for (uint32_t i = 0; i < c.count; i++)
            total += c.weights[i];
        for (uint32_t i = 0; i < c.count; i++) {
            uint64_t fair = (uint64_t)(c.weights[i] * (rt_uint128)(c.rows - c.count) / total);
            assert_true(size_of(&allotment, i) >= fair && size_of(&allotment, i) - fair <= 2);
        }
    }
}

static void what_is_beyond_a_cap_goes_on(void **state)
{
    (void)state;
    static const uint64_t weights[] = {8, 1, 1}, most[] = {5, UINT64_MAX, UINT64_MAX}, few[] = {5, 7, 3};
    struct rt_allotment allotment = rt_allot(weights, 3, 1005, most);
    assert_int_equal(size_of(&allotment, 0), 5);
    assert_in_range(size_of(&allotment, 1), 498, 502);
    assert_in_range(size_of(&allotment, 2), 498, 502);
    allotment = rt_allot(weights, 3, 100, few);
    assert_int_equal(size_of(&allotment, 0), 5);
    assert_int_equal(size_of(&allotment, 1), 7);
    assert_int_equal(size_of(&allotment, 2), 88);
    static const uint64_t none[] = {0, 9, 9};
    allotment = rt_allot(weights, 3, 2, none);
    assert_int_equal(size_of(&allotment, 0), 0);
    assert_int_equal(size_of(&allotment, 1), 1);
    assert_int_equal(size_of(&allotment, 2), 1);
}

static void check_places(const struct rt_allotment *allotment, uint64_t set, uint64_t rows)
{
    uint64_t next = 0;
    for (uint64_t place = 0; place < rows; place++) {
        uint64_t scenario = rt_allotted(allotment, place);
        assert_true(scenario < allotment->count && allotment->start[scenario] <= place &&
                    place < allotment->start[scenario + 1]);
        if (!rt_one_of(set, scenario))
            continue;
        assert_int_equal(rt_allotted_index(allotment, set, place), next);
        assert_int_equal(rt_allotted_place(allotment, set, next), place);
        next++;
    }
    assert_int_equal(next, rt_allotted_rows(allotment, set));
}

/* Every row of a set has a number of its own, and the number finds the row. */
static void numbers_find_their_rows(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < TURNS / 10; n++) {
        Case c = case_of(n);
        c.rows = c.rows % 500 + 1;
        struct rt_allotment allotment = rt_allot(c.weights, c.count, c.rows, c.capped ? c.most : NULL);
        uint64_t set = at(n + 9);
        check_places(&allotment, set, c.rows);
        struct rt_perm order;
        rt_perm_init(&order, (rt_stream){n, 1}, c.rows);
        for (uint64_t i = 0; i < rt_allotted_rows(&allotment, set); i++) {
            uint64_t row = rt_segment_row(&order, &allotment, set, i);
            uint64_t place = rt_perm_at(&order, row);
            assert_true(row < c.rows && rt_one_of(set, rt_allotted(&allotment, place)));
            assert_int_equal(rt_allotted_index(&allotment, set, place), i);
        }
    }
}

/* ---- windows ---- */

/* Small numbers, and those at the ends. */
static int64_t number(uint64_t n)
{
    uint64_t bits = at(n);
    switch (bits >> 61) {
    case 0:
        return INT64_MAX - (int64_t)(bits % 50);
    case 1:
        return INT64_MIN + (int64_t)(bits % 50);
    case 2:
        return (int64_t)at(bits);
    default:
        return (int64_t)(bits % 200) - 100;
    }
}

static int64_t unit_of(uint64_t n)
{
    static const int64_t units[] = {1, 1, 2, 7, 100, 1000000, 86400000000, INT64_MAX};
    return units[at(n) % 8];
}

/* True where a multiple of the unit lies in [low, high]. */
static bool has_multiple(int64_t low, int64_t high, int64_t unit)
{
    rt_int128 rest = (rt_int128)high % unit;
    return high - (rest < 0 ? rest + unit : rest) >= low;
}

static void numbers_lie_within_windows(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < 400000; n++) {
        int64_t a = number(5 * n), b = number(5 * n + 1), c = number(5 * n + 2), d = number(5 * n + 3);
        int64_t low = rt_smaller(a, b), high = rt_larger(a, b), from = rt_smaller(c, d), to = rt_larger(c, d);
        int64_t unit = unit_of(5 * n + 4);
        int64_t value = rt_within(at(n), low, high, from, to, unit);
        if (!has_multiple(low, high, unit)) {
            assert_true(value == low);
            continue;
        }
        assert_true(low <= value && value <= high);
        assert_int_equal(value % unit, 0);
        if (has_multiple(rt_larger(low, from), rt_smaller(high, to), unit))
            assert_true(from <= value && value <= to);
        int64_t other = rt_apart(value, value, low, high, unit);
        bool alone = !((rt_int128)value + unit <= high) && !((rt_int128)value - unit >= low);
        assert_true(low <= other && other <= high && other % unit == 0);
        assert_true((other == value) == alone);
        assert_true(rt_apart(value, value == 0, low, high, unit) == value);
    }
}

static void every_number_of_a_window_is_drawn(void **state)
{
    (void)state;
    uint64_t seen = 0;
    for (uint64_t n = 0; n < 2000; n++)
        seen |= UINT64_C(1) << (rt_within(at(n), -100, 100, -20, 21, 4) / 4 + 32);
    assert_int_equal(__builtin_popcountll(seen), 11);
    seen = 0;
    for (uint64_t n = 0; n < 2000; n++)
        seen |= UINT64_C(1) << (rt_within(at(n), 0, 10, 50, 53, 1));
    assert_int_equal(seen, 0xf << 7);
    seen = 0;
    for (uint64_t n = 0; n < 2000; n++)
        seen |= UINT64_C(1) << (rt_within(at(n), 5, 30, -9, -7, 1));
    assert_int_equal(seen, 0x7 << 5);
}

/* ---- pairs ---- */

static void holes_are_skipped(void **state)
{
    (void)state;
    for (uint64_t count = 2; count < 20; count++)
        for (uint64_t hole = 0; hole < count; hole++) {
            uint64_t seen = 0;
            for (uint64_t i = 0; i < count - 1; i++)
                seen |= UINT64_C(1) << rt_skip(i, hole);
            assert_int_equal(seen, ((UINT64_C(1) << count) - 1) & ~(UINT64_C(1) << hole));
            for (uint64_t i = 0; i < count; i++) {
                uint64_t elsewhere = rt_elsewhere(i, hole, count);
                assert_true(elsewhere < count && elsewhere != hole && (i == hole || elsewhere == i));
            }
        }
    assert_int_equal(rt_elsewhere(0, 0, 1), 0);
}

static void turns_are_taken(void **state)
{
    (void)state;
    for (uint64_t turns = 0; turns < 20; turns++) {
        uint64_t taken = 0, others = 0;
        for (uint64_t k = 0; k < 60; k++) {
            assert_true(rt_has_turn(k, turns) == (k % 2 == 0 && taken < turns));
            if (rt_has_turn(k, turns))
                taken++;
            else
                assert_int_equal(rt_between_turns(k, turns), others++);
        }
        assert_int_equal(taken, turns);
    }
}

static void first_rows_are_half(void **state)
{
    (void)state;
    for (uint64_t count = 0; count < 20; count++)
        for (uint64_t bits = 0; bits < 2; bits++) {
            assert_int_equal(rt_first_rows(count, UINT64_MAX, bits), (count + bits) / 2);
            assert_int_equal(rt_first_rows(count, 1, bits), (count + bits) / 2 > 0);
        }
}

static void rows_go_round(void **state)
{
    (void)state;
    for (uint64_t groups = 1; groups < 8; groups++)
        for (uint64_t count = 0; count < 30; count++) {
            uint64_t rows[8] = {0};
            for (uint64_t row = 0; row < count; row++)
                rows[row % groups]++;
            for (uint64_t group = 0; group < groups; group++)
                assert_int_equal(rt_round_rows(count, groups, group), rows[group]);
        }
}

/* Two sets that cross, a scenario that gets no rows, and one of neither set. */
static void rows_keep_to_what_is_allowed(void **state)
{
    (void)state;
    const uint64_t weights[] = {16, 4, 16, 1, 8},
                   most[] = {UINT64_MAX, UINT64_MAX, UINT64_MAX, 0, UINT64_MAX};
    const uint64_t first = 3, second = 6, rest = 24;
    struct rt_allotment shares = rt_allot(weights, 5, 1000, most);
    assert_int_equal(rt_allowed(&shares, 31, first, true), first);
    assert_int_equal(rt_allowed(&shares, 31, first, false), 28);
    assert_int_equal(rt_allowed(&shares, 31, 8, true), 23);
    for (uint64_t row = 0; row < 2000; row++) {
        uint64_t bits = row * UINT64_C(0x9E3779B97F4A7C15), scenario = row % 5;
        bool in_first = row / 5 % 2, in_second = row / 10 % 2;
        uint64_t allowed = rt_allowed(&shares, rt_allowed(&shares, 31, first, in_first), second, in_second);
        uint64_t got = rt_allotted_in(&shares, scenario, allowed, rest, bits);
        assert_true(rt_one_of(allowed, got) && (got != 3 || scenario == 3));
        assert_true(!rt_one_of(allowed, scenario) || got == scenario);
    }
    assert_int_equal(rt_allotted_in(&shares, 0, 8, 16, 0), 4);
}

static void check_pair(uint64_t pair)
{
    uint64_t higher = rt_pair_higher(pair), lower = rt_pair_lower(pair, higher);
    assert_true(lower < higher);
    assert_true((rt_uint128)higher * (higher - 1) / 2 + lower == pair);
}

static void pairs_have_numbers(void **state)
{
    (void)state;
    uint64_t pair = 0;
    for (uint64_t higher = 1; higher < 300; higher++)
        for (uint64_t lower = 0; lower < higher; lower++, pair++) {
            assert_int_equal(rt_pair_higher(pair), higher);
            assert_int_equal(rt_pair_lower(pair, higher), lower);
        }
    for (uint64_t i = 0; i < 1000; i++) {
        check_pair((UINT64_C(1) << 63) - 500 + i);
        check_pair(UINT64_MAX - i);
        check_pair(at(i));
        uint64_t root = (UINT64_C(1) << 32) - i;
        check_pair(root / 2 * (root - 1 + root % 2) - (root % 2 ? root : 0) + i % 3);
    }
}

UNIT_MAIN(cmocka_unit_test(segments_add_up_and_keep_their_bounds), cmocka_unit_test(segments_follow_weights),
          cmocka_unit_test(what_is_beyond_a_cap_goes_on), cmocka_unit_test(numbers_find_their_rows),
          cmocka_unit_test(numbers_lie_within_windows), cmocka_unit_test(every_number_of_a_window_is_drawn),
          cmocka_unit_test(holes_are_skipped), cmocka_unit_test(turns_are_taken),
          cmocka_unit_test(first_rows_are_half), cmocka_unit_test(rows_go_round),
          cmocka_unit_test(rows_keep_to_what_is_allowed), cmocka_unit_test(pairs_have_numbers))
