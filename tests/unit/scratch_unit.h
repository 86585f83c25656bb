/* scratch_unit.h: scratch space for each test of a program, in `scratch`; WITH_SCRATCH makes the test. */
#ifndef TESTS_UNIT_SCRATCH_UNIT_H
#define TESTS_UNIT_SCRATCH_UNIT_H

#include "unit.h"

#include "rt_scratch.h"

static struct rt_scratch scratch;

static int scratch_unit_make(void **state)
{
    (void)state;
    return rt_scratch_init(&scratch) ? 0 : -1;
}

static int scratch_unit_free(void **state)
{
    (void)state;
    rt_scratch_free(&scratch);
    return 0;
}

#define WITH_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_unit_make, scratch_unit_free)

#endif
