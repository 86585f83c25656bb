/* Parents that go together: each row's agree in what they share, keys are distinct, conditions hold, and no
 * row of the join is left where all are asked for. */
#include "unit.h"

#include <stdlib.h>

#include "rt_join.h"

enum {
    LEFT,
    RIGHT,
    CHILD,
    TABLES,
    LEFT_ROWS = 40,
    RIGHT_ROWS = 60
};

static struct rt_join join;

/* ---- two parents that share a number ------------------------------------------------------------------- */

static uint64_t shared_by_left(uint64_t n)
{
    return n % 4;
}

static uint64_t shared_by_right(uint64_t n)
{
    return n % 5;
}

static uint64_t left_of(uint64_t n)
{
    return rt_join_parent(&join, n, 0);
}

static uint64_t right_of(uint64_t n)
{
    return rt_join_parent(&join, n, 1);
}

static uint64_t sought(const struct rt_db *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db, (void)scratch;
    return rt_join_mix(0, shared_by_left(left_of(n)));
}

static uint64_t found(const struct rt_db *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db, (void)scratch;
    return rt_join_mix(0, shared_by_right(n));
}

static bool agrees(const struct rt_db *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db, (void)scratch;
    return shared_by_left(left_of(n)) == shared_by_right(right_of(n));
}

static bool every_third(const struct rt_db *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db, (void)scratch;
    return n % 3 == 0;
}

static bool left_is_less(const struct rt_db *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db, (void)scratch;
    return left_of(n) < right_of(n);
}

static uint64_t pair(const struct rt_db *db, uint64_t n, struct rt_scratch *scratch)
{
    (void)db, (void)scratch;
    return rt_join_mix(rt_join_mix(0, left_of(n)), right_of(n));
}

/* How many pairs of parents there are, all of them or those of which the left one is the earlier. */
static uint64_t pairs(bool in_order)
{
    uint64_t count = 0;
    for (uint64_t left = 0; left < LEFT_ROWS; left++)
        for (uint64_t right = 0; right < RIGHT_ROWS; right++)
            count += shared_by_left(left) == shared_by_right(right) && (!in_order || left < right);
    return count;
}

static uint64_t fill(const struct rt_join_spec *spec, uint64_t wanted)
{
    uint64_t rows[TABLES] = {LEFT_ROWS, RIGHT_ROWS, wanted}, filled = 0;
    const struct rt_db db = {.rows = rows};
    rt_join_free(&join);
    assert_true(rt_join_fill(&db, &join, spec, rt_stream_named(7, "child", "", "parents"), &filled));
    return filled;
}

static struct rt_join_part parts[] = {{.parent = LEFT},
                                      {.parent = RIGHT, .sought = sought, .found = found, .agrees = agrees}};
static const struct rt_join_key keys[] = {{.hash = pair, .after = 2}};
static const struct rt_join_condition conditions[] = {{.holds = left_is_less, .after = 2}};
static const struct rt_join_spec plain = {.table = CHILD, .parts = parts, .part_count = 2};
static const struct rt_join_spec keyed = {
    .table = CHILD, .parts = parts, .part_count = 2, .keys = keys, .key_count = 1};
static const struct rt_join_spec ordered = {.table = CHILD,
                                            .parts = parts,
                                            .part_count = 2,
                                            .keys = keys,
                                            .key_count = 1,
                                            .conditions = conditions,
                                            .condition_count = 1};

/* ---- tests --------------------------------------------------------------------------------------------- */

static void parents_agree(void **state)
{
    bool used[LEFT_ROWS] = {false};
    size_t left_used = 0;
    (void)state;
    assert_int_equal(fill(&plain, 1000), 1000);
    for (uint64_t n = 0; n < 1000; n++) {
        assert_true(agrees(NULL, n, NULL));
        left_used += !used[left_of(n)];
        used[left_of(n)] = true;
    }
    assert_int_equal(left_used, LEFT_ROWS);
}

static void keys_are_distinct(void **state)
{
    static bool seen[LEFT_ROWS][RIGHT_ROWS];
    (void)state;
    assert_int_equal(fill(&keyed, 1u << 14), pairs(false));
    for (uint64_t n = 0; n < pairs(false); n++) {
        assert_false(seen[left_of(n)][right_of(n)]);
        seen[left_of(n)][right_of(n)] = true;
    }
}

static void conditions_hold(void **state)
{
    (void)state;
    assert_int_equal(fill(&ordered, 1u << 14), pairs(true));
    for (uint64_t n = 0; n < pairs(true); n++)
        assert_true(left_of(n) < right_of(n));
}

static void rows_may_lack_a_parent(void **state)
{
    (void)state;
    parts[1].is_null = every_third;
    assert_int_equal(fill(&plain, 300), 300);
    for (uint64_t n = 0; n < 300; n++)
        assert_true(n % 3 == 0 ? right_of(n) == 0 : agrees(NULL, n, NULL));
    parts[1].is_null = NULL;
}

static void choices_follow_the_stream(void **state)
{
    uint64_t first[100];
    (void)state;
    fill(&keyed, 100);
    for (uint64_t n = 0; n < 100; n++)
        first[n] = pair(NULL, n, NULL);
    fill(&keyed, 100);
    for (uint64_t n = 0; n < 100; n++)
        assert_int_equal(pair(NULL, n, NULL), first[n]);
}

static void rows_beyond_have_none(void **state)
{
    (void)state;
    fill(&plain, 10);
    assert_int_equal(rt_join_parent(&join, 10, 1), 0);
    assert_int_equal(rt_join_parent(&join, UINT64_MAX, 1), 0);
}

static void memory_is_given_back(void **state)
{
    (void)state;
    rt_join_free(&join);
    assert_null(join.parents);
}

UNIT_MAIN(cmocka_unit_test(parents_agree), cmocka_unit_test(keys_are_distinct),
          cmocka_unit_test(conditions_hold), cmocka_unit_test(rows_may_lack_a_parent),
          cmocka_unit_test(choices_follow_the_stream), cmocka_unit_test(rows_beyond_have_none),
          cmocka_unit_test(memory_is_given_back))
