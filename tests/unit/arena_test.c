/* Tests of base/arena: room that is used again. */
#include "arena_unit.h"

#include <string.h>

enum {
    SIZE = 1000
};

/* In one block or over several. */
static void room_that_is_used_again_is_zeroed(void **state)
{
    (void)state;
    static const char zeros[SIZE];
    for (int round = 0; round < 20; round++) {
        for (unsigned i = unit_below(200); i > 0; i--) {
            char *memory = arena_alloc(arena, SIZE);
            assert_memory_equal(memory, zeros, SIZE);
            memset(memory, 'x', SIZE);
        }
        arena_reset(arena);
    }
}

static void an_empty_arena_stays_empty(void **state)
{
    (void)state;
    arena_reset(arena);
    assert_int_equal(*(char *)arena_alloc(arena, 1), 0);
}

UNIT_MAIN(WITH_ARENA(room_that_is_used_again_is_zeroed), WITH_ARENA(an_empty_arena_stays_empty))
