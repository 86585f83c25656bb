/* Tests of rt_rota: every place of every part is taken once, and the parts take turns. */
#include "unit.h"

#include "rt_rota.h"

#include <string.h>

static void every_place_is_taken_once(void **state)
{
    (void)state;
    static const uint64_t counts[] = {1, 1, 3, 7};
    bool taken[4][7];
    for (uint64_t parts = 1; parts <= 4; parts++) {
        uint64_t total = 0;
        memset(taken, 0, sizeof taken);
        for (uint64_t i = 0; i < parts; i++)
            total += counts[i];
        for (uint64_t number = 0; number < total; number++) {
            struct rt_rota at = rt_rota_at(counts, parts, number);
            assert_true(at.part < parts && at.place < counts[at.part] && !taken[at.part][at.place]);
            taken[at.part][at.place] = true;
        }
    }
}

static void parts_take_turns(void **state)
{
    (void)state;
    static const uint64_t counts[] = {2, UINT64_C(1) << 58, UINT64_C(1) << 60};
    static const uint64_t turns[] = {0, 1, 2, 0, 1, 2, 1, 2, 1, 2};
    for (uint64_t number = 0; number < sizeof turns / sizeof *turns; number++)
        assert_int_equal(rt_rota_of(counts, 3, number), turns[number]);
    assert_int_equal(rt_rota_place(counts, 3, 9), 3);
}

UNIT_MAIN(cmocka_unit_test(every_place_is_taken_once), cmocka_unit_test(parts_take_turns))
