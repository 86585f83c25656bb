/* automaton_choice.c: languages without the characters that look odd, where others do the same. */
#include "plan/language/automaton.h"

static bool is_small(uint32_t c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_capital(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* How natural a character is, the most natural first. */
static int rank_of(uint32_t c)
{
    return is_small(c) ? 0 : is_digit(c) ? 1 : is_capital(c) ? 2 : 3;
}

/* The state that the character leads to; −1: none. */
static int64_t target(const AutomatonState *state, uint32_t c)
{
    for (size_t i = 0; i < state->edges.count; i++)
        if (c >= state->edges.items[i].first && c <= state->edges.items[i].last)
            return state->edges.items[i].state;
    return -1;
}

/* A copy with those characters alone that `keep` says. */
static Automaton *filtered(Arena *arena, const Automaton *automaton,
                           bool (*keep)(const AutomatonState *state, uint32_t c, uint32_t to))
{
    Arena *scratch = arena_new();
    Automaton *all = arena_new_object(scratch, Automaton);
    for (size_t i = 0; i < automaton->states.count; i++) {
        const AutomatonState *old = automaton->states.items[i];
        AutomatonState *state = arena_new_object(scratch, AutomatonState);
        state->accepts = old->accepts;
        for (size_t k = 0; k < old->edges.count; k++)
            for (uint32_t c = old->edges.items[k].first; c <= old->edges.items[k].last; c++)
                if (keep(old, c, old->edges.items[k].state))
                    list_push(scratch, &state->edges, ((AutomatonEdge){c, c, old->edges.items[k].state}));
        list_push(scratch, &all->states, state);
    }
    Automaton *result = automaton_pruned(arena, all);
    arena_free(scratch);
    return result;
}

/* Whether a character from `first` to `last` leads from the state to that one; −1: to any. */
static bool leads(const AutomatonState *state, int64_t to, uint32_t first, uint32_t last)
{
    for (size_t i = 0; i < state->edges.count; i++) {
        const AutomatonEdge *edge = &state->edges.items[i];
        if ((to < 0 || edge->state == to) && edge->first <= last && edge->last >= first)
            return true;
    }
    return false;
}

/* Small letters and digits go together; capitals and digits where there are no small letters;
 * others alone. */
static bool is_natural(const AutomatonState *state, uint32_t c, uint32_t to)
{
    if (leads(state, to, 'a', 'z'))
        return is_small(c) || is_digit(c);
    if (leads(state, to, 'A', 'Z') || leads(state, to, '0', '9'))
        return is_capital(c) || is_digit(c);
    return true;
}

Automaton *automaton_natural(Arena *arena, const Automaton *automaton)
{
    return filtered(arena, automaton, is_natural);
}

static bool is_plain(const AutomatonState *state, uint32_t c, uint32_t to)
{
    bool others = leads(state, -1, '0', '9') || leads(state, -1, 'A', 'Z') || leads(state, -1, 'a', 'z');
    return is_natural(state, c, to) && (!others || rank_of(c) < 3);
}

Automaton *automaton_plain(Arena *arena, const Automaton *automaton)
{
    return filtered(arena, automaton, is_plain);
}

static bool is_only_case(const AutomatonState *state, uint32_t c, uint32_t to)
{
    (void)to;
    return !is_capital(c) || target(state, c - 'A' + 'a') < 0;
}

Automaton *automaton_one_case(Arena *arena, const Automaton *automaton)
{
    return filtered(arena, automaton, is_only_case);
}

/* ---- either case ---- */

static bool is_no_capital(const AutomatonState *state, uint32_t c, uint32_t to)
{
    (void)state;
    (void)to;
    return !is_capital(c);
}

static bool is_not_small(const AutomatonState *state, uint32_t c, uint32_t to)
{
    (void)state;
    (void)to;
    return !is_small(c);
}

Automaton *automaton_of_case(Arena *arena, const Automaton *automaton, bool capitals)
{
    return filtered(arena, automaton, capitals ? is_not_small : is_no_capital);
}

Automaton *automaton_before_case(Arena *arena, const Automaton *automaton, bool capitals)
{
    Automaton *result = automaton_of_case(arena, automaton, capitals);
    for (size_t i = 0; i < result->states.count; i++) {
        AutomatonState *state = result->states.items[i], *more = arena_new_object(arena, AutomatonState);
        more->accepts = state->accepts;
        for (uint32_t c = 0; c < 0x80; c++) {
            bool letter = capitals ? is_small(c) : is_capital(c);
            int64_t to = target(state, letter ? c ^ 0x20 : c);
            if (to >= 0)
                list_push(arena, &more->edges, ((AutomatonEdge){c, c, (uint32_t)to}));
        }
        for (size_t k = 0; k < state->edges.count; k++)
            if (state->edges.items[k].first >= 0x80)
                list_push(arena, &more->edges, state->edges.items[k]);
        result->states.items[i] = more;
    }
    return result;
}
