/*
 * Rows of several kinds that take turns, so that rows that follow one another are of as many kinds as can be.
 *
 * A kind is the rows of a set of scenarios (rt_allot.h). A round has a row of each kind that still has one,
 * those of most rows first: as long as all kinds have rows, any K rows that follow one another are one of
 * each of K kinds. Which of the kind's rows has its turn is an order of its own.
 */
#ifndef RT_TURNS_H
#define RT_TURNS_H

#include "rt_allot.h"

enum {
    RT_TURN_KINDS = 16 /* at most */
};

struct rt_turn_kind {
    uint64_t set;         /* of scenarios */
    uint64_t rows;        /* how many rows they have */
    struct rt_perm order; /* of rounds to the kind's rows */
};

struct rt_turns {
    uint32_t count;                          /* kinds */
    struct rt_turn_kind kind[RT_TURN_KINDS]; /* those of most rows first */
};

/* A row's turn. */
struct rt_turn {
    uint64_t round;
    uint32_t kind;  /* its place in the round */
    uint32_t kinds; /* in the round; 0 behind the last row */
    uint64_t left;  /* rows from this one on that are in rounds of as many kinds */
};

/* Which scenarios are of one kind: sets that have no scenario in common and hold all of them together. */
struct rt_kinds {
    uint32_t count;
    uint64_t set[RT_TURN_KINDS];
};

/* rt_allot, where kinds have equal shares of the rows, as far as `most` lets them, and a kind's scenarios
 * parts of that by their weights. */
struct rt_allotment rt_turns_allot(const uint64_t *weights, uint32_t count, uint64_t rows,
                                   const uint64_t *most, const struct rt_kinds *kinds);

/* The turns of rows that are allotted so. */
struct rt_turns rt_turns(rt_stream key, const struct rt_allotment *allotment, const struct rt_kinds *kinds);

/* Those where so many rows are allotted as by rt_turns_allot; which of a kind's rows has its turn is not
 * told.
 */
struct rt_turns rt_turns_of(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most,
                            const struct rt_kinds *kinds);

/* The rows of a set of scenarios where so many are allotted as by rt_turns_allot. */
uint64_t rt_turns_segment(const uint64_t *weights, uint32_t count, uint64_t rows, const uint64_t *most,
                          const struct rt_kinds *kinds, uint64_t set);

static inline struct rt_turn rt_turn_of(const struct rt_turns *turns, uint64_t row)
{
    uint64_t round = 0;
    for (uint32_t kinds = turns->count; kinds > 0; kinds--) {
        uint64_t rounds = turns->kind[kinds - 1].rows - round, rows = rounds * kinds;
        if (row < rows)
            return (struct rt_turn){round + row / kinds, (uint32_t)(row % kinds), kinds, rows - row};
        row -= rows;
        round += rounds;
    }
    return (struct rt_turn){round, 0, 0, 0};
}

/* The row that has that turn; where the kind's rows are over, the first one behind that turn. */
static inline uint64_t rt_turn_row(const struct rt_turns *turns, uint64_t round, uint32_t kind)
{
    uint64_t row = 0;
    for (uint32_t i = 0; i < turns->count; i++) {
        uint64_t rounds = round + (i < kind);
        row += turns->kind[i].rows < rounds ? turns->kind[i].rows : rounds;
    }
    return row;
}

/* The place of a row among those that are allotted; and the row of a place. */
static inline uint64_t rt_turns_place(const struct rt_turns *turns, const struct rt_allotment *allotment,
                                      uint64_t row)
{
    struct rt_turn turn = rt_turn_of(turns, row);
    const struct rt_turn_kind *kind = &turns->kind[turn.kind];
    return rt_allotted_place(allotment, kind->set, rt_perm_at(&kind->order, turn.round));
}

static inline uint64_t rt_turns_row(const struct rt_turns *turns, const struct rt_allotment *allotment,
                                    uint64_t place)
{
    uint64_t scenario = rt_allotted(allotment, place);
    uint32_t i = 0;
    while (!rt_one_of(turns->kind[i].set, scenario))
        i++;
    const struct rt_turn_kind *kind = &turns->kind[i];
    return rt_turn_row(turns, rt_perm_inverse(&kind->order, rt_allotted_index(allotment, kind->set, place)),
                       i);
}

/* The row that has a number among those of a set of scenarios, in the order of places. */
static inline uint64_t rt_turns_segment_row(const struct rt_turns *turns,
                                            const struct rt_allotment *allotment, uint64_t set,
                                            uint64_t index)
{
    return rt_turns_row(turns, allotment, rt_allotted_place(allotment, set, index));
}

/* How many of the rows before that one are of kinds in the set, which has all or none of a kind's scenarios.
 */
static inline uint64_t rt_turns_before(const struct rt_turns *turns, uint64_t set, uint64_t row)
{
    struct rt_turn turn = rt_turn_of(turns, row);
    uint64_t before = 0;
    for (uint32_t i = 0; i < turns->count; i++) {
        uint64_t rounds = turn.round + (i < turn.kind);
        if (turns->kind[i].set & set)
            before += turns->kind[i].rows < rounds ? turns->kind[i].rows : rounds;
    }
    return before;
}

/* The row that has so many of those before it: the inverse. */
uint64_t rt_turns_nth(const struct rt_turns *turns, uint64_t set, uint64_t number);

/* The least number of the set's rows among so many that follow one another from that row on, which are all in
 * rounds of as many kinds as that row's. */
uint64_t rt_turns_among(const struct rt_turns *turns, uint64_t set, uint64_t row, uint64_t rows);

#endif
