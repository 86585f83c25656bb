/* Tests of plan/difference: what is possible, against all values of small domains, and that values given one
 * after the other within closed bounds never lead nowhere. */
#include "unit.h"

#include "plan/relation/difference.h"

enum {
    MOST = 4,  /* variables */
    DOMAIN = 5 /* values of each: 0 to 4 */
};

/* The bounds as they were given, besides the system. */
typedef struct Given {
    Differences *system;
    int64_t bound[MOST + 1][MOST + 1]; /* of what is not bounded: 100 */
    size_t count;
} Given;

static void add(Given *given, size_t i, size_t j, int64_t bound)
{
    differences_add(given->system, i, j, bound);
    if (bound < given->bound[i][j])
        given->bound[i][j] = bound;
}

static Given random_system(Arena *arena)
{
    Given given = {.count = 1 + (size_t)unit_below(MOST)};
    given.system = differences_new(arena, given.count);
    for (size_t i = 0; i <= MOST; i++)
        for (size_t j = 0; j <= MOST; j++)
            given.bound[i][j] = 100;
    for (size_t i = 0; i < given.count; i++) {
        add(&given, i, given.count, DOMAIN - 1);
        add(&given, given.count, i, 0);
    }
    for (int64_t k = unit_below(7); k > 0; k--) {
        size_t i = (size_t)unit_below((int64_t)given.count + 1),
               j = (size_t)unit_below((int64_t)given.count + 1);
        if (i != j)
            add(&given, i, j, unit_below(9) - 4);
    }
    return given;
}

/* value[count] is 0. */
static bool satisfies(const Given *given, const int64_t *value)
{
    for (size_t i = 0; i <= given->count; i++)
        for (size_t j = 0; j <= given->count; j++)
            if (value[i] - value[j] > given->bound[i][j])
                return false;
    return true;
}

/* The largest difference of each two among all solutions; false where there is none. */
static bool try_all(const Given *given, int64_t largest[MOST + 1][MOST + 1])
{
    int64_t value[MOST + 1] = {0};
    bool found = false;
    size_t all = 1;
    for (size_t i = 0; i < given->count; i++)
        all *= DOMAIN;
    for (size_t n = 0; n < all; n++) {
        size_t rest = n;
        for (size_t i = 0; i < given->count; i++, rest /= DOMAIN)
            value[i] = (int64_t)(rest % DOMAIN);
        if (!satisfies(given, value))
            continue;
        for (size_t i = 0; i <= given->count; i++)
            for (size_t j = 0; j <= given->count; j++)
                if (!found || value[i] - value[j] > largest[i][j])
                    largest[i][j] = value[i] - value[j];
        found = true;
    }
    return found;
}

/* Values in an order and at places of chance. */
static void assign(const Given *given)
{
    int64_t value[MOST + 1] = {0};
    bool done[MOST + 1] = {false};
    done[given->count] = true;
    for (size_t turn = 0; turn < given->count; turn++) {
        size_t i = (size_t)unit_below((int64_t)given->count);
        while (done[i])
            i = (i + 1) % given->count;
        PlanInteger low = -100, high = 100;
        for (size_t j = 0; j <= given->count; j++) {
            PlanInteger most = differences_bound(given->system, i, j);
            PlanInteger least = -differences_bound(given->system, j, i);
            high = done[j] && value[j] + most < high ? value[j] + most : high;
            low = done[j] && value[j] + least > low ? value[j] + least : low;
        }
        assert_true(low <= high);
        value[i] = (int64_t)low + unit_below((int64_t)(high - low) + 1);
        done[i] = true;
    }
    assert_true(satisfies(given, value));
}

static void systems_are_what_all_values_say(void **unused)
{
    (void)unused;
    size_t possible = 0, impossible = 0;
    for (size_t n = 0; n < 4000; n++) {
        Arena *arena = arena_new();
        Given given = random_system(arena);
        int64_t largest[MOST + 1][MOST + 1];
        bool expected = try_all(&given, largest);
        assert_int_equal(differences_close(given.system), expected);
        for (size_t i = 0; expected && i <= given.count; i++)
            for (size_t j = 0; j <= given.count; j++)
                assert_true(differences_bound(given.system, i, j) == largest[i][j]);
        for (size_t k = 0; expected && k < 5; k++)
            assign(&given);
        possible += expected;
        impossible += !expected;
        arena_free(arena);
    }
    assert_true(possible > 500 && impossible > 500);
}

static void what_is_not_bounded_stays_so(void **unused)
{
    (void)unused;
    Arena *arena = arena_new();
    Differences *system = differences_new(arena, 3);
    differences_add(system, 0, 1, -1);
    differences_add(system, 1, 3, 10);
    assert_true(differences_close(system));
    assert_true(differences_bound(system, 0, 3) == 9);
    assert_true(differences_bound(system, 3, 0) == DIFFERENCE_NONE);
    assert_true(differences_bound(system, 0, 2) == DIFFERENCE_NONE);
    arena_free(arena);
}

/* Bounds that contradict each other all over, each as far as may be. */
static void contradictions_do_not_grow_out_of_bounds(void **unused)
{
    (void)unused;
    Arena *arena = arena_new();
    size_t count = 200;
    Differences *system = differences_new(arena, count);
    for (size_t i = 0; i <= count; i++)
        for (size_t j = 0; j <= count; j++)
            if (i != j)
                differences_add(system, i, j, -((PlanInteger)1 << 62));
    assert_false(differences_close(system));
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(systems_are_what_all_values_say), cmocka_unit_test(what_is_not_bounded_stays_so),
          cmocka_unit_test(contradictions_do_not_grow_out_of_bounds))
