/* automaton_count.c: how many strings of each length automata accept, and strings by number. */
#include "plan/language/automaton.h"

#include "base/utf8.h"

#include <string.h>

enum {
    LENGTH_LIMIT = 1000, /* characters of strings that are counted */
    SLACK = 12           /* characters beyond the shortest string where there is no longest */
};

/* Breadth first: the characters of the shortest way to each state. */
static void find_depths(Automaton *automaton)
{
    for (size_t i = 1; i < automaton->states.count; i++)
        automaton->states.items[i]->depth = UINT32_MAX;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < automaton->states.count; i++) {
            const AutomatonState *state = automaton->states.items[i];
            for (size_t k = 0; k < state->edges.count && state->depth != UINT32_MAX; k++) {
                AutomatonState *next = automaton->states.items[state->edges.items[k].state];
                if (next->depth > state->depth + 1) {
                    next->depth = state->depth + 1;
                    changed = true;
                }
            }
        }
    }
}

static PlanCount count_of(const Automaton *automaton, const AutomatonState *state, uint32_t length)
{
    PlanCount total = 0;
    if (!length)
        return state->accepts;
    for (size_t i = 0; i < state->edges.count; i++) {
        const AutomatonEdge *edge = &state->edges.items[i];
        PlanCount rest = automaton->states.items[edge->state]->counts[length - 1], product;
        if (__builtin_mul_overflow(rest, (PlanCount)(edge->last - edge->first + 1), &product) ||
            __builtin_add_overflow(total, product, &total))
            return ~(PlanCount)0;
    }
    return total;
}

/* Counts strings from every state, of up to `most` characters with those that lead there; gives how many
 * characters the longest ones have. Of endless many, more lengths tell nothing new once there is a string
 * that is longer than any of a finite language, and than those worth counting. */
static uint32_t count_lengths(Automaton *automaton, Arena *scratch, uint32_t least, uint32_t most)
{
    uint64_t shortest = UINT32_MAX;
    for (size_t i = 0; i < automaton->states.count; i++)
        automaton->states.items[i]->counts = arena_array(scratch, most + 1, sizeof(PlanCount));
    for (uint32_t length = 0; length <= most; length++) {
        for (size_t i = 0; i < automaton->states.count; i++) {
            AutomatonState *state = automaton->states.items[i];
            if (!length || state->depth <= most - length)
                state->counts[length] = count_of(automaton, state, length);
        }
        bool is_there = length >= least && automaton->states.items[0]->counts[length];
        if (is_there && length > automaton->states.count && length > shortest + SLACK)
            return length;
        shortest = is_there && shortest == UINT32_MAX ? length : shortest;
    }
    return most;
}

/* Keeps of the counts what strings no longer than the longest ask for. */
static void keep_counts(Automaton *automaton, Arena *arena)
{
    for (size_t i = 0; i < automaton->states.count; i++) {
        AutomatonState *state = automaton->states.items[i];
        size_t kept = state->depth > automaton->longest ? 1 : automaton->longest - state->depth + 1;
        const PlanCount *counted = state->counts;
        state->counts = arena_array(arena, kept, sizeof *counted);
        memcpy(state->counts, counted, kept * sizeof *counted);
    }
}

/* The longest string worth counting: of finitely many the longest, else a few characters beyond
 * the shortest. */
static uint32_t choose_longest(const Automaton *automaton, uint32_t counted)
{
    const PlanCount *counts = automaton->states.items[0]->counts;
    uint32_t shortest = 0, longest = counted;
    while (shortest < counted && !counts[shortest])
        shortest++;
    while (longest > 0 && !counts[longest])
        longest--;
    bool endless = longest > automaton->states.count;
    return endless && longest > shortest + SLACK ? shortest + SLACK : longest;
}

static PlanCount sum(const Automaton *automaton)
{
    PlanCount total = 0;
    for (uint32_t length = 0; length <= automaton->longest; length++)
        if (__builtin_add_overflow(total, automaton->states.items[0]->counts[length], &total))
            return ~(PlanCount)0;
    return total;
}

/* Makes the first state one that nothing leads to, so that it can forget the shorter strings. */
static void part_start(Automaton *automaton, Arena *arena)
{
    AutomatonState *start = automaton->states.items[0], *copy = arena_new_object(arena, AutomatonState);
    *copy = *start;
    automaton->states.items[0] = copy;
    list_push(arena, &automaton->states, start);
    for (size_t i = 0; i < automaton->states.count; i++) {
        AutomatonState *state = automaton->states.items[i];
        for (size_t k = 0; k < state->edges.count; k++)
            if (state->edges.items[k].state == 0)
                state->edges.items[k].state = (uint32_t)automaton->states.count - 1;
    }
}

/* The lengths that tell all there is to tell: with n states, a language that has a string of n characters or
 * more has one of fewer than 2n. */
static uint32_t lengths_to_count(const Automaton *automaton, uint32_t least, uint32_t limit)
{
    uint64_t most = least + 2 * (uint64_t)automaton->states.count + SLACK;
    if (automaton_is_finite(automaton))
        most = automaton->states.count;
    most = most < LENGTH_LIMIT ? most : LENGTH_LIMIT;
    return limit < most ? limit : (uint32_t)most;
}

bool automaton_count(Arena *arena, Automaton *automaton, uint32_t least, uint32_t limit)
{
    Arena *scratch = arena_new();
    uint32_t counted = lengths_to_count(automaton, least, limit);
    if (least)
        part_start(automaton, arena);
    find_depths(automaton);
    counted = count_lengths(automaton, scratch, least, counted);
    for (uint32_t length = 0; length < least && length <= counted; length++)
        automaton->states.items[0]->counts[length] = 0;
    automaton->longest = choose_longest(automaton, counted);
    automaton->count = sum(automaton);
    keep_counts(automaton, arena);
    arena_free(scratch);
    return automaton->count > 0;
}

/* ---- strings ---- */

/* The edge of the next character; *index becomes its number among those that go on by it. */
static const AutomatonEdge *choose_edge(const Automaton *automaton, const AutomatonState *state,
                                        uint32_t left, PlanCount *index, uint32_t *character)
{
    for (size_t i = 0; i < state->edges.count; i++) {
        const AutomatonEdge *edge = &state->edges.items[i];
        PlanCount each = automaton->states.items[edge->state]->counts[left - 1];
        PlanCount total = each * (edge->last - edge->first + 1);
        if (*index < total) {
            *character = edge->first + (uint32_t)(*index / each);
            *index %= each;
            return edge;
        }
        *index -= total;
    }
    return NULL;
}

Text automaton_string(Arena *arena, const Automaton *automaton, PlanCount index)
{
    const AutomatonState *state = automaton->states.items[0];
    uint32_t length = 0, character = 0;
    while (length < automaton->longest && index >= state->counts[length])
        index -= state->counts[length++];
    Buffer out = {0};
    for (uint32_t left = length; left > 0; left--) {
        const AutomatonEdge *edge = choose_edge(automaton, state, left, &index, &character);
        if (!edge)
            break;
        utf8_append(&out, character);
        state = automaton->states.items[edge->state];
    }
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

TextList automaton_strings(Arena *arena, const Automaton *automaton, size_t wanted)
{
    TextList strings = {0};
    PlanCount count = automaton->count < wanted ? automaton->count : wanted;
    for (PlanCount i = 0; i < count; i++)
        list_push(arena, &strings,
                  automaton_string(arena, automaton,
                                   automaton->count / count * i + i % (automaton->count / count)));
    return strings;
}
