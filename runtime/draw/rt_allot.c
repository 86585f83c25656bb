/* Rows allotted to scenarios, and numbers within windows. */
#include "rt_allot.h"

#include "rt_random.h"
#include "rt_uint128.h"

/* Shares rows out by the weights of the scenarios that are not full; returns what went beyond their most. */
static uint64_t share(uint64_t sizes[], const uint64_t *weights, uint32_t count, uint64_t rows,
                      const uint64_t *most)
{
    uint64_t total = 0, sum = 0, given = 0, beyond = 0;
    for (uint32_t i = 0; i < count; i++)
        total += !most || sizes[i] < most[i] ? weights[i] : 0;
    for (uint32_t i = 0; i < count && total; i++) {
        if (most && sizes[i] >= most[i])
            continue;
        sum += weights[i];
        uint64_t upto = (uint64_t)((rt_uint128)rows * sum / total);
        sizes[i] += upto - given;
        given = upto;
        if (most && sizes[i] > most[i]) {
            beyond += sizes[i] - most[i];
            sizes[i] = most[i];
        }
    }
    return total ? beyond : rows;
}

/* One row for each scenario first, as far as there are rows, and the rest by weight. */
struct rt_allotment rt_allot(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most)
{
    struct rt_allotment allotment = {.count = count};
    uint64_t sizes[RT_SCENARIOS] = {0};
    for (uint32_t i = 0; i < count && rows; i++)
        if (!most || most[i]) {
            sizes[i] = 1;
            rows--;
        }
    for (uint32_t turn = 0; turn <= count && rows; turn++)
        rows = share(sizes, weights, count, rows, most);
    sizes[count - 1] += rows;
    for (uint32_t i = 0; i < count; i++)
        allotment.start[i + 1] = allotment.start[i] + sizes[i];
    return allotment;
}

uint64_t rt_allotted_rows(const struct rt_allotment *allotment, uint64_t set)
{
    uint64_t rows = 0;
    for (uint32_t i = 0; i < allotment->count; i++)
        if (set >> i & 1)
            rows += allotment->start[i + 1] - allotment->start[i];
    return rows;
}

uint64_t rt_segment(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most,
                    uint64_t set)
{
    struct rt_allotment allotment = rt_allot(weights, count, rows, most);
    return rt_allotted_rows(&allotment, set);
}

uint64_t rt_allotted_in(const struct rt_allotment *shares, uint64_t scenario, uint64_t allowed, uint64_t rest,
                        uint64_t bits)
{
    if (rt_one_of(allowed, scenario))
        return scenario;
    uint64_t rows = rt_allotted_rows(shares, allowed);
    uint64_t set = rows ? allowed : rest;
    rows = rows ? rows : rt_allotted_rows(shares, rest);
    return rt_allotted(shares, rt_allotted_place(shares, set, rows ? rt_below(bits, rows) : 0));
}

/* The smallest multiple of the unit that is not below the number. */
static rt_int128 round_up(int64_t value, int64_t unit)
{
    int64_t rest = value % unit;
    return (rt_int128)value - rest + (rest > 0 ? unit : 0);
}

int64_t rt_within(uint64_t bits, int64_t low, int64_t high, int64_t from, int64_t to, int64_t unit)
{
    rt_int128 width = (rt_int128)to - from;
    int64_t first = from > low ? from : low, last = to < high ? to : high;
    if (from > high) {
        last = high;
        first = (rt_int128)high - width > low ? (int64_t)((rt_int128)high - width) : low;
    } else if (to < low) {
        first = low;
        last = (rt_int128)low + width < high ? (int64_t)((rt_int128)low + width) : high;
    }
    rt_int128 start = round_up(first, unit);
    if (start > last) {
        start = start <= high ? start : round_up(low, unit);
        return start <= high ? (int64_t)start : low;
    }
    uint64_t steps = ((uint64_t)last - (uint64_t)start) / (uint64_t)unit;
    uint64_t step = steps == UINT64_MAX ? bits : rt_below(bits, steps + 1);
    return (int64_t)((uint64_t)start + step * (uint64_t)unit);
}

/* The largest h with h (h − 1) / 2 ≤ pair, by bisection: h is below 2^32.5. */
uint64_t rt_pair_higher(uint64_t pair)
{
    uint64_t low = 1, high = UINT64_C(1) << 33;
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        if ((rt_uint128)middle * (middle - 1) / 2 <= pair)
            low = middle;
        else
            high = middle;
    }
    return low;
}
