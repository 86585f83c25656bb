/* Tests of rt_turns: rows and places that are each other's inverses, kinds that are near everywhere, numbers
 * of rows among those of a set. */
#include "unit.h"

#include "rt_deal.h"
#include "rt_random.h"
#include "rt_turns.h"

enum {
    TURNS = 600,
    SCENARIOS = 6,
    MOST_ROWS = 200
};

/* What rows are allotted by. */
struct case_ {
    uint64_t rows, set, most[SCENARIOS];
    struct rt_kinds kinds;
    struct rt_allotment allotment;
    struct rt_turns turns;
    bool bounded;
};

static const uint64_t weights[SCENARIOS] = {16, 4, 16, 1, 16, 16};

static uint64_t at(uint64_t n)
{
    return rt_random((rt_stream){3, 4}, n);
}

/* Scenarios fall into kinds at random; the set is of some of the kinds. */
static struct case_ make(uint64_t turn)
{
    uint64_t bits = at(turn);
    struct case_ made = {.rows = bits % MOST_ROWS, .bounded = turn % 3 == 0};
    uint64_t sets[4] = {0};
    for (uint32_t i = 0; i < SCENARIOS; i++) {
        sets[bits >> (8 + 2 * i) & 3] |= UINT64_C(1) << i;
        made.most[i] = i + 1 < SCENARIOS && bits >> (32 + i) & 1 ? at(turn + 1) % 9 : UINT64_MAX;
    }
    for (uint32_t i = 0; i < 4; i++)
        if (sets[i]) {
            made.set |= bits >> (40 + i) & 1 ? sets[i] : 0;
            made.kinds.set[made.kinds.count++] = sets[i];
        }
    made.allotment =
        rt_turns_allot(weights, SCENARIOS, made.rows, made.bounded ? made.most : NULL, &made.kinds);
    made.turns = rt_turns((rt_stream){bits, 7}, &made.allotment, &made.kinds);
    return made;
}

static uint64_t scenario_of(const struct case_ *made, uint64_t row)
{
    return rt_allotted(&made->allotment, rt_turns_place(&made->turns, &made->allotment, row));
}

static void rows_are_shared_equally(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        struct case_ made = make(turn);
        assert_int_equal(made.allotment.start[SCENARIOS], made.rows);
        for (uint32_t i = 0; i < SCENARIOS && made.bounded; i++)
            assert_true(made.allotment.start[i + 1] - made.allotment.start[i] <= made.most[i]);
        for (uint32_t i = 0; i < made.kinds.count && !made.bounded; i++)
            assert_true(made.turns.kind[0].rows - made.turns.kind[i].rows <= 1);
        assert_int_equal(rt_turns_segment(weights, SCENARIOS, made.rows, made.bounded ? made.most : NULL,
                                          &made.kinds, made.set),
                         rt_allotted_rows(&made.allotment, made.set));
    }
}

static void rows_have_places(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        struct case_ made = make(turn);
        bool taken[MOST_ROWS] = {false};
        for (uint64_t row = 0; row < made.rows; row++) {
            uint64_t place = rt_turns_place(&made.turns, &made.allotment, row);
            assert_true(place < made.rows && !taken[place]);
            taken[place] = true;
            assert_int_equal(rt_turns_row(&made.turns, &made.allotment, place), row);
        }
        for (uint64_t i = 0; i < rt_allotted_rows(&made.allotment, made.set); i++) {
            uint64_t row = rt_turns_segment_row(&made.turns, &made.allotment, made.set, i);
            assert_true(rt_one_of(made.set, scenario_of(&made, row)));
        }
    }
}

static void rows_of_sets_have_numbers(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        struct case_ made = make(turn);
        uint64_t number = 0;
        for (uint64_t row = 0; row < made.rows; row++) {
            assert_int_equal(rt_turns_before(&made.turns, made.set, row), number);
            if (rt_one_of(made.set, scenario_of(&made, row)))
                assert_int_equal(rt_turns_nth(&made.turns, made.set, number++), row);
        }
        assert_int_equal(rt_turns_before(&made.turns, made.set, made.rows), number);
        assert_int_equal(rt_allotted_rows(&made.allotment, made.set), number);
    }
}

/* So many rows that follow one another are of so many kinds. */
static void kinds_are_near(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        struct case_ made = make(turn);
        uint32_t count = made.kinds.count;
        for (uint64_t row = 0; !made.bounded && row + count <= made.rows; row++) {
            uint64_t seen = 0;
            for (uint64_t i = 0; i < count; i++)
                for (uint32_t kind = 0; kind < count; kind++)
                    if (rt_one_of(made.kinds.set[kind], scenario_of(&made, row + i)))
                        seen |= UINT64_C(1) << kind;
            bool near_end = row + count > made.turns.kind[count - 1].rows * count;
            assert_true(near_end || seen == (UINT64_C(1) << count) - 1);
        }
    }
}

/* What is said of groups is no more than what they have, and that where they are of as many rounds. */
static void groups_are_counted(void **state)
{
    (void)state;
    for (uint64_t turn = 0; turn < TURNS; turn++) {
        struct case_ made = make(turn);
        uint64_t groups = 1 + at(turn + 2) % 40, exact = 0;
        struct rt_deal deal = rt_deal_enough(groups, made.rows, made.kinds.count, NULL, 0);
        struct rt_deal some = rt_deal_turns(deal, made.turns, made.set);
        for (uint64_t group = 0; group < groups; group++) {
            struct rt_fanout_at range = rt_deal_group(&deal, group);
            uint64_t count = rt_turns_before(&made.turns, made.set, range.first + range.count) -
                             rt_turns_before(&made.turns, made.set, range.first);
            assert_true(rt_deal_group(&some, group).count <= count);
            exact += rt_deal_group(&some, group).count == count;
            if (made.set && !made.bounded && range.count > made.kinds.count)
                assert_true(rt_deal_group(&some, group).count > 0);
        }
        assert_true(exact == groups || made.bounded || made.rows > groups * made.kinds.count);
    }
}

/* Of tables whose rows are not all dealt nothing is known. */
static void less_than_all_is_nothing(void **state)
{
    (void)state;
    struct case_ made = make(1);
    made.turns.kind[0].rows++;
    struct rt_deal some = rt_deal_turns(rt_deal(5, made.rows, NULL, 0), made.turns, made.set);
    assert_int_equal(rt_deal_group(&some, 0).count, 0);
}

UNIT_MAIN(cmocka_unit_test(rows_are_shared_equally), cmocka_unit_test(rows_have_places),
          cmocka_unit_test(rows_of_sets_have_numbers), cmocka_unit_test(kinds_are_near),
          cmocka_unit_test(groups_are_counted), cmocka_unit_test(less_than_all_is_nothing))
