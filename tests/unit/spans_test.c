/* Tests of plan/spans: sets of whole numbers against sets held as bits. */
#include "unit.h"

#include "plan/domain/spans.h"

enum {
    NUMBERS = 12
};

static Spans of_bits(Arena *arena, unsigned bits)
{
    Spans spans = {0};
    for (int i = 0; i < NUMBERS; i++) {
        Spans one = spans_between(arena, i, i);
        if (bits >> i & 1)
            spans = spans_either(arena, &spans, &one);
    }
    return spans;
}

static unsigned bits_of(const Spans *spans)
{
    unsigned bits = 0;
    for (int i = 0; i < NUMBERS; i++)
        bits |= (unsigned)spans_contain(spans, i) << i;
    return bits;
}

/* Ascending, and parted by at least one number. */
static void assert_in_order(const Spans *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        assert_true(spans->items[i].low <= spans->items[i].high);
        assert_true(!i || spans->items[i - 1].high + 1 < spans->items[i].low);
    }
}

static void sets_are_as_their_bits(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    const unsigned all = (1u << NUMBERS) - 1;
    for (unsigned a = 0; a <= all; a += 37)
        for (unsigned b = 0; b <= all; b += 41) {
            Spans x = of_bits(arena, a), y = of_bits(arena, b);
            Spans either = spans_either(arena, &x, &y), both = spans_both(arena, &x, &y),
                  other = spans_except(arena, &x);
            assert_in_order(&either);
            assert_in_order(&both);
            assert_in_order(&other);
            assert_int_equal(bits_of(&either), a | b);
            assert_int_equal(bits_of(&both), a & b);
            assert_int_equal(bits_of(&other), ~a & all);
            assert_int_equal((uint64_t)spans_count(&either), __builtin_popcount(a | b));
        }
    arena_free(arena);
}

static void indices_are_in_order(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Spans spans = of_bits(arena, 0xA6B);
    PlanInteger before = -1;
    for (PlanCount i = 0; i < spans_count(&spans); i++) {
        PlanInteger number = spans_at(&spans, i);
        assert_true(number > before && spans_contain(&spans, number));
        before = number;
    }
    arena_free(arena);
}

static void units_are_rounded_inwards(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    for (int low = -9; low < 9; low++)
        for (int high = low; high < 9; high++) {
            Spans spans = spans_between(arena, low, high), units = spans_in_units(arena, &spans, 4);
            for (int i = -4; i < 4; i++)
                assert_int_equal(spans_contain(&units, i), i * 4 >= low && i * 4 <= high);
        }
    arena_free(arena);
}

static void nothing_and_everything(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Spans none = spans_between(arena, 2, 1), all = spans_all(arena);
    assert_int_equal(none.count, 0);
    assert_int_equal(spans_except(arena, &all).count, 0);
    assert_int_equal(spans_except(arena, &none).count, 1);
    assert_true(spans_count(&all) > UINT64_MAX);
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(sets_are_as_their_bits), cmocka_unit_test(indices_are_in_order),
          cmocka_unit_test(units_are_rounded_inwards), cmocka_unit_test(nothing_and_everything))
