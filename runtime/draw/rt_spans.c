/* Numbers of spans by bisection. */
#include "rt_spans.h"

#include "rt_random.h"

int64_t rt_span_at(const struct rt_span *spans, uint64_t count, uint64_t index)
{
    uint64_t low = 0;
    while (count > 1) {
        uint64_t half = count / 2;
        if (spans[low + half].first <= index)
            low += half;
        count -= half;
    }
    return spans[low].low + (int64_t)(index - spans[low].first);
}

/* What is left of the bits under the one product chooses in the span. */
uint64_t rt_span_random(const struct rt_span *spans, uint64_t count, uint64_t total, uint64_t bits)
{
    uint64_t i = rt_below(bits, count), rest = bits * count;
    uint64_t end = i + 1 < count ? spans[i + 1].first : total;
    return spans[i].first + rt_below(rest, end - spans[i].first);
}
