/* automaton.c: from regular expressions to deterministic automata. */
#include "plan/automaton.h"

#include <stdlib.h>
#include <string.h>

enum {
    NODE_LIMIT = 20000,  /* of nondeterministic automata */
    STATE_LIMIT = 2000,  /* of deterministic ones */
    LENGTH_LIMIT = 1000, /* characters of strings that are counted */
    SLACK = 12           /* characters beyond the shortest string where there is no longest */
};

/* A node goes on by characters to one node, or freely to up to two. */
typedef struct Node {
    CharSet set;     /* empty: a free step */
    int next, other; /* indices, or −1 */
} Node;

typedef struct Builder {
    Arena *arena;
    LIST(Node) nodes;
    bool is_full;
} Builder;

static int add_node(Builder *builder, CharSet set, int next, int other)
{
    if (builder->nodes.count >= NODE_LIMIT) {
        builder->is_full = true;
        return 0;
    }
    list_push(builder->arena, &builder->nodes, ((Node){set, next, other}));
    return (int)builder->nodes.count - 1;
}

static int build(Builder *builder, const Regex *regex, int next);

static int build_sequence(Builder *builder, const Regex *regex, int next)
{
    for (size_t i = regex->parts.count; i-- > 0;)
        next = build(builder, regex->parts.items[i], next);
    return next;
}

static int build_choice(Builder *builder, const Regex *regex, int next)
{
    int entry = build(builder, regex->parts.items[0], next);
    for (size_t i = 1; i < regex->parts.count; i++)
        entry = add_node(builder, (CharSet){0}, entry, build(builder, regex->parts.items[i], next));
    return entry;
}

static int build_times(Builder *builder, const Regex *regex, int next)
{
    const Regex *part = regex->parts.items[0];
    int entry = next;
    if (regex->maximum == REGEX_UNBOUNDED) {
        int loop = add_node(builder, (CharSet){0}, -1, next);
        int inside = build(builder, part, loop);
        builder->nodes.items[loop].next = inside;
        entry = loop;
    }
    for (int i = regex->minimum; regex->maximum != REGEX_UNBOUNDED && i < regex->maximum && !builder->is_full;
         i++)
        entry = add_node(builder, (CharSet){0}, build(builder, part, entry), next);
    for (int i = 0; i < regex->minimum && !builder->is_full; i++)
        entry = build(builder, part, entry);
    return entry;
}

/* Anchors hold by themselves where the whole string is matched; in the middle they would match nothing. */
static int build(Builder *builder, const Regex *regex, int next)
{
    switch (regex->kind) {
    case REGEX_CHARACTER:
        return add_node(builder, regex->set, next, -1);
    case REGEX_SEQUENCE:
        return build_sequence(builder, regex, next);
    case REGEX_CHOICE:
        return build_choice(builder, regex, next);
    case REGEX_TIMES:
        return build_times(builder, regex, next);
    default:
        return next;
    }
}

/* ---- subsets ---- */

typedef struct Subsets {
    Builder *builder;
    Map known; /* the members' bits → AutomatonState * */
    LIST(unsigned char *) members;
    Automaton *automaton;
    size_t width;          /* bytes of a set of nodes */
    LIST(uint32_t) bounds; /* code points where any node's characters begin, or end before */
} Subsets;

static bool has(const unsigned char *set, int node)
{
    return set[node / 8] >> (node % 8) & 1;
}

static void close_over(const Subsets *subsets, unsigned char *set, int node)
{
    while (node >= 0 && !has(set, node)) {
        const Node *at = &subsets->builder->nodes.items[node];
        set[node / 8] |= (unsigned char)(1 << (node % 8));
        if (at->set.count || node == 0)
            return;
        if (at->other >= 0)
            close_over(subsets, set, at->other);
        node = at->next;
    }
}

static uint32_t state_of(Subsets *subsets, unsigned char *set)
{
    Text key = {(const char *)set, subsets->width};
    AutomatonState *state = map_get(&subsets->known, key);
    for (size_t i = 0; state && i < subsets->automaton->states.count; i++)
        if (subsets->automaton->states.items[i] == state)
            return (uint32_t)i;
    state = arena_new_object(subsets->builder->arena, AutomatonState);
    state->accepts = has(set, 0);
    map_put(&subsets->known, key, state);
    list_push(subsets->builder->arena, &subsets->automaton->states, state);
    list_push(subsets->builder->arena, &subsets->members, set);
    return (uint32_t)subsets->automaton->states.count - 1;
}

static bool in_set(const CharSet *set, uint32_t character)
{
    for (size_t i = 0; i < set->count; i++)
        if (character >= set->items[i].first && character <= set->items[i].last)
            return true;
    return false;
}

/* The nodes after any of the members by that character; NULL: none. */
static unsigned char *after(const Subsets *subsets, const unsigned char *set, uint32_t character)
{
    unsigned char *next = NULL;
    for (size_t i = 1; i < subsets->builder->nodes.count; i++) {
        const Node *node = &subsets->builder->nodes.items[i];
        if (!has(set, (int)i) || !in_set(&node->set, character))
            continue;
        if (!next)
            next = arena_alloc(subsets->builder->arena, subsets->width);
        close_over(subsets, next, node->next);
    }
    return next;
}

static void add_edge(Subsets *subsets, size_t from, uint32_t first, uint32_t last, uint32_t to)
{
    AutomatonState *state = subsets->automaton->states.items[from];
    AutomatonEdge *before = state->edges.count ? &state->edges.items[state->edges.count - 1] : NULL;
    if (before && before->state == to && before->last + 1 == first)
        before->last = last;
    else
        list_push(subsets->builder->arena, &state->edges, ((AutomatonEdge){first, last, to}));
}

static void expand(Subsets *subsets, size_t from)
{
    for (size_t i = 0; i + 1 < subsets->bounds.count; i++) {
        uint32_t first = subsets->bounds.items[i], last = subsets->bounds.items[i + 1] - 1;
        unsigned char *next = after(subsets, subsets->members.items[from], first);
        if (next)
            add_edge(subsets, from, first, last, state_of(subsets, next));
    }
}

static int compare_bounds(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void find_bounds(Subsets *subsets)
{
    Arena *arena = subsets->builder->arena;
    for (size_t i = 0; i < subsets->builder->nodes.count; i++) {
        const CharSet *set = &subsets->builder->nodes.items[i].set;
        for (size_t k = 0; k < set->count; k++) {
            list_push(arena, &subsets->bounds, set->items[k].first);
            list_push(arena, &subsets->bounds, set->items[k].last + 1);
        }
    }
    if (!subsets->bounds.count)
        return;
    qsort(subsets->bounds.items, subsets->bounds.count, sizeof(uint32_t), compare_bounds);
    size_t kept = 1;
    for (size_t i = 1; i < subsets->bounds.count; i++)
        if (subsets->bounds.items[i] != subsets->bounds.items[kept - 1])
            subsets->bounds.items[kept++] = subsets->bounds.items[i];
    subsets->bounds.count = kept;
}

/* ---- what accepts nothing goes ---- */

static bool *find_live(const Automaton *automaton, Arena *arena)
{
    bool *live = arena_array(arena, automaton->states.count, sizeof *live);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < automaton->states.count; i++) {
            const AutomatonState *state = automaton->states.items[i];
            bool now = state->accepts;
            for (size_t k = 0; k < state->edges.count; k++)
                now = now || live[state->edges.items[k].state];
            changed = changed || (now && !live[i]);
            live[i] = now;
        }
    }
    return live;
}

static void prune(Automaton *automaton, Arena *arena)
{
    const bool *live = find_live(automaton, arena);
    for (size_t i = 0; i < automaton->states.count; i++) {
        AutomatonState *state = automaton->states.items[i];
        for (size_t k = state->edges.count; k-- > 0;)
            if (!live[state->edges.items[k].state])
                list_remove(&state->edges, k);
    }
}

/* ---- counting ---- */

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

static void count_lengths(Automaton *automaton, Arena *arena, uint32_t longest)
{
    for (size_t i = 0; i < automaton->states.count; i++)
        automaton->states.items[i]->counts = arena_array(arena, longest + 1, sizeof(PlanCount));
    for (uint32_t length = 0; length <= longest; length++)
        for (size_t i = 0; i < automaton->states.count; i++)
            automaton->states.items[i]->counts[length] =
                count_of(automaton, automaton->states.items[i], length);
}

/* The longest string worth counting: of finitely many the longest, else a few characters beyond the shortest.
 */
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

Automaton *automaton_of(Arena *arena, const Regex *regex, uint32_t limit, const char **problem)
{
    Builder builder = {.arena = arena};
    add_node(&builder, (CharSet){0}, -1, -1); /* node 0 accepts */
    int entry = build(&builder, regex, 0);
    Subsets subsets = {.builder = &builder, .known = map_new(arena), .width = builder.nodes.count / 8 + 1};
    subsets.automaton = arena_new_object(arena, Automaton);
    *problem = "it needs too many states";
    if (builder.is_full)
        return NULL;
    find_bounds(&subsets);
    unsigned char *first = arena_alloc(arena, subsets.width);
    close_over(&subsets, first, entry);
    state_of(&subsets, first);
    for (size_t i = 0; i < subsets.automaton->states.count; i++) {
        expand(&subsets, i);
        if (subsets.automaton->states.count > STATE_LIMIT)
            return NULL;
    }
    Automaton *automaton = subsets.automaton;
    prune(automaton, arena);
    find_depths(automaton);
    uint32_t counted = limit < LENGTH_LIMIT ? limit : LENGTH_LIMIT;
    count_lengths(automaton, arena, counted);
    automaton->longest = choose_longest(automaton, counted);
    automaton->count = sum(automaton);
    *problem = "no string of the column's length matches it";
    return automaton->count ? automaton : NULL;
}
