/* rt_turns.c: rows of several kinds that take turns. */
#include "rt_turns.h"

#include <stddef.h>

static uint64_t capped_sum(uint64_t a, uint64_t b)
{
    return a + b < a ? UINT64_MAX : a + b;
}

/* Kinds have equal weights. */
static struct rt_allotment allot_kinds(uint32_t count, uint64_t rows, const uint64_t *most,
                                       const struct rt_kinds *kinds)
{
    uint64_t equal[RT_TURN_KINDS], together[RT_TURN_KINDS] = {0};
    for (uint32_t kind = 0; kind < kinds->count; kind++) {
        equal[kind] = 1;
        for (uint32_t i = 0; i < count && most; i++)
            if (kinds->set[kind] >> i & 1)
                together[kind] = capped_sum(together[kind], most[i]);
    }
    return rt_allot(equal, kinds->count, rows, most ? together : NULL);
}

/* Allots the kind's rows to its scenarios: sizes[i] is those of scenario i. */
static void allot_kind(uint64_t sizes[], uint64_t set, const uint64_t *weights, uint32_t count, uint64_t rows,
                       const uint64_t *most)
{
    uint64_t own_weights[RT_SCENARIOS], own_most[RT_SCENARIOS];
    uint32_t own = 0;
    for (uint32_t i = 0; i < count; i++)
        if (set >> i & 1) {
            own_weights[own] = weights[i];
            own_most[own++] = most ? most[i] : UINT64_MAX;
        }
    struct rt_allotment allotment = rt_allot(own_weights, own, rows, own_most);
    for (uint32_t i = count; i-- > 0;)
        if (set >> i & 1) {
            own--;
            sizes[i] = allotment.start[own + 1] - allotment.start[own];
        }
}

struct rt_allotment rt_turns_allot(const uint64_t *weights, uint32_t count, uint64_t rows,
                                   const uint64_t *most, const struct rt_kinds *kinds)
{
    struct rt_allotment allotment = {.count = count}, shares = allot_kinds(count, rows, most, kinds);
    uint64_t sizes[RT_SCENARIOS] = {0};
    for (uint32_t kind = 0; kind < kinds->count; kind++)
        allot_kind(sizes, kinds->set[kind], weights, count, shares.start[kind + 1] - shares.start[kind],
                   most);
    for (uint32_t i = 0; i < count; i++)
        allotment.start[i + 1] = allotment.start[i] + sizes[i];
    return allotment;
}

struct rt_turns rt_turns(rt_stream key, const struct rt_allotment *allotment, const struct rt_kinds *kinds)
{
    struct rt_turns turns = {.count = kinds->count};
    for (uint32_t i = 0; i < kinds->count; i++) {
        uint64_t set = kinds->set[i], rows = rt_allotted_rows(allotment, set);
        struct rt_turn_kind kind = {set, rows, rt_perm_make(rt_perm_key(rt_random(key, i)), rows)};
        uint32_t place = i;
        for (; place > 0 && turns.kind[place - 1].rows < rows; place--)
            turns.kind[place] = turns.kind[place - 1];
        turns.kind[place] = kind;
    }
    return turns;
}

struct rt_turns rt_turns_of(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most,
                            const struct rt_kinds *kinds)
{
    struct rt_allotment allotment = rt_turns_allot(weights, count, rows, most, kinds);
    return rt_turns((rt_stream){0}, &allotment, kinds);
}

uint64_t rt_turns_segment(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most,
                          const struct rt_kinds *kinds, uint64_t set)
{
    struct rt_allotment allotment = rt_turns_allot(weights, count, rows, most, kinds);
    return rt_allotted_rows(&allotment, set);
}

/* How many of the first kinds are in the set. */
static uint32_t kinds_in(const struct rt_turns *turns, uint32_t kinds, uint64_t set)
{
    uint32_t in = 0;
    for (uint32_t i = 0; i < kinds; i++)
        in += (turns->kind[i].set & set) != 0;
    return in;
}

/* The place of the kind that has that number among those of the set. */
static uint32_t nth_kind(const struct rt_turns *turns, uint64_t set, uint64_t number)
{
    uint32_t kind = 0;
    while (!(turns->kind[kind].set & set) || number-- > 0)
        kind++;
    return kind;
}

uint64_t rt_turns_nth(const struct rt_turns *turns, uint64_t set, uint64_t number)
{
    uint64_t round = 0;
    for (uint32_t kinds = turns->count; kinds > 0; kinds--) {
        uint64_t rounds = turns->kind[kinds - 1].rows - round;
        uint32_t in = kinds_in(turns, kinds, set);
        if (number < rounds * in)
            return rt_turn_row(turns, round + number / in, nth_kind(turns, set, number % in));
        number -= rounds * in;
        round += rounds;
    }
    return rt_turn_row(turns, round, 0);
}

uint64_t rt_turns_among(const struct rt_turns *turns, uint64_t set, uint64_t row, uint64_t rows)
{
    uint32_t kinds = rt_turn_of(turns, row).kinds;
    if (!kinds)
        return 0;
    uint32_t in = kinds_in(turns, kinds, set);
    uint64_t rest = rows % kinds, others = kinds - in;
    return rows / kinds * in + (rest > others ? rest - others : 0);
}
