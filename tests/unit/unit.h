/* unit.h: what each unit test includes first. A test program is a list of functions that assert, given to
 * UNIT_MAIN; it prints TAP, and prove runs it. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The main function of a test program: UNIT_MAIN(cmocka_unit_test(one), cmocka_unit_test(two)) */
#define UNIT_MAIN(...)                                    \
    int main(void)                                        \
    {                                                     \
        const struct CMUnitTest tests[] = {__VA_ARGS__};  \
        cmocka_set_message_output(CM_OUTPUT_TAP);         \
        return cmocka_run_group_tests(tests, NULL, NULL); \
    }

/* Numbers of chance, the same in each run: one from 0 to limit - 1, where the limit is below 2^31. */
static inline int64_t unit_below(int64_t limit)
{
    static uint64_t state = 1;
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((state >> 33) % (uint64_t)limit);
}

#endif
