/* arena_unit.h: an arena for each test of a program, in `arena`; WITH_ARENA makes the test. */
#ifndef TESTS_UNIT_ARENA_UNIT_H
#define TESTS_UNIT_ARENA_UNIT_H

#include "unit.h"

#include "base/arena.h"

static Arena *arena;

static int arena_unit_make(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int arena_unit_free(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, arena_unit_make, arena_unit_free)

#endif
