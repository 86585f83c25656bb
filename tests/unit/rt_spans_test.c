/* Tests of rt_spans: every index of spans with holes. */
#include "unit.h"

#include "rt_spans.h"

static void indices_walk_the_spans(void **state)
{
    (void)state;
    static const int64_t bounds[][2] = {{-9, -7}, {0, 0}, {5, 6}, {100, 104}, {INT64_MAX - 1, INT64_MAX}};
    struct rt_span spans[5];
    uint64_t first = 0;
    for (size_t count = 1; count <= 5; count++) {
        spans[count - 1] = (struct rt_span){first, bounds[count - 1][0]};
        first += (uint64_t)(bounds[count - 1][1] - bounds[count - 1][0]) + 1;
        uint64_t index = 0;
        for (size_t i = 0; i < count; i++)
            for (int64_t k = 0; k <= bounds[i][1] - bounds[i][0]; k++)
                assert_true(rt_span_at(spans, count, index++) == bounds[i][0] + k);
        assert_int_equal(index, first);
    }
}

UNIT_MAIN(cmocka_unit_test(indices_walk_the_spans))
