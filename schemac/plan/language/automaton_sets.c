/* automaton_sets.c: languages put together: products of deterministic automata, and the smallest ones. */
#include "plan/language/automaton.h"

#include <stdlib.h>

enum {
    STATE_LIMIT = 4000,   /* of a product */
    MINIMISE_LIMIT = 400, /* states beyond which equal ones are not looked for */
    PRINTABLE_FIRST = 0x20,
    PRINTABLE_LAST = 0x7E,
    NONE = -1
};

static AutomatonState *new_state(Arena *arena, Automaton *automaton, bool accepts)
{
    AutomatonState *state = arena_new_object(arena, AutomatonState);
    state->accepts = accepts;
    list_push(arena, &automaton->states, state);
    return state;
}

static void add_edge(Arena *arena, AutomatonState *state, uint32_t first, uint32_t last, uint32_t to)
{
    AutomatonEdge *before = state->edges.count ? &state->edges.items[state->edges.count - 1] : NULL;
    if (before && before->state == to && before->last + 1 == first)
        before->last = last;
    else
        list_push(arena, &state->edges, ((AutomatonEdge){first, last, to}));
}

/* ---- what strings are made of ---- */

static uint32_t next_character(Text text, size_t *at)
{
    unsigned char lead = (unsigned char)text.data[(*at)++];
    unsigned more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    uint32_t code = more ? lead & (0x3Fu >> more) : lead;
    while (more-- && *at < text.size)
        code = code << 6 | ((unsigned char)text.data[(*at)++] & 0x3F);
    return code;
}

Automaton *automaton_of_text(Arena *arena, Text text)
{
    Automaton *automaton = arena_new_object(arena, Automaton);
    AutomatonState *state = new_state(arena, automaton, !text.size);
    for (size_t at = 0; at < text.size;) {
        uint32_t character = next_character(text, &at);
        add_edge(arena, state, character, character, (uint32_t)automaton->states.count);
        state = new_state(arena, automaton, at == text.size);
    }
    return automaton;
}

Automaton *automaton_of_prefix(Arena *arena, Text prefix)
{
    Automaton *automaton = automaton_of_text(arena, prefix);
    uint32_t last = (uint32_t)automaton->states.count - 1;
    add_edge(arena, automaton->states.items[last], PRINTABLE_FIRST, PRINTABLE_LAST, last);
    return automaton;
}

Automaton *automaton_of_lengths(Arena *arena, uint32_t least, uint32_t most)
{
    Automaton *automaton = arena_new_object(arena, Automaton);
    uint32_t last = most == UINT32_MAX ? least : most;
    for (uint32_t length = 0; length <= last && length < STATE_LIMIT; length++) {
        AutomatonState *state = new_state(arena, automaton, length >= least && length <= most);
        if (length < last || most == UINT32_MAX)
            add_edge(arena, state, PRINTABLE_FIRST, PRINTABLE_LAST, length < last ? length + 1 : length);
    }
    return automaton;
}

/* ---- products ---- */

typedef enum Operation {
    BOTH,
    EITHER,
    FIRST_ALONE
} Operation;

/* A state of each; NONE where there is no way on. */
typedef struct Pair {
    int64_t a, b;
} Pair;

/* One that was reached. */
typedef struct Known {
    Pair pair;
    uint32_t state;
} Known;

typedef struct Product {
    Arena *arena; /* freed when the product is made */
    Operation operation;
    const Automaton *a, *b;
    Automaton *automaton;
    LIST(Known *) pairs;
    Map known; /* the pair's bytes → Known */
    LIST(uint32_t) bounds;
} Product;

static bool accepts(const Automaton *automaton, int64_t state)
{
    return state != NONE && automaton->states.items[state]->accepts;
}

static bool pair_accepts(const Product *product, Pair pair)
{
    bool a = accepts(product->a, pair.a), b = accepts(product->b, pair.b);
    return product->operation == BOTH ? a && b : product->operation == EITHER ? a || b : a && !b;
}

/* Nothing that is accepted lies beyond it. */
static bool is_dead(const Product *product, Pair pair)
{
    return product->operation == BOTH     ? pair.a == NONE || pair.b == NONE
           : product->operation == EITHER ? pair.a == NONE && pair.b == NONE
                                          : pair.a == NONE;
}

static uint32_t pair_state(Product *product, Pair pair)
{
    Known *known = map_get(&product->known, (Text){(const char *)&pair, sizeof pair});
    if (known)
        return known->state;
    known = arena_new_object(product->arena, Known);
    *known = (Known){pair, (uint32_t)product->pairs.count};
    map_put(&product->known, (Text){(const char *)&known->pair, sizeof pair}, known);
    list_push(product->arena, &product->pairs, known);
    new_state(product->arena, product->automaton, pair_accepts(product, pair));
    return known->state;
}

static void add_bounds(Product *product, const Automaton *automaton, int64_t state)
{
    for (size_t i = 0; state != NONE && i < automaton->states.items[state]->edges.count; i++) {
        const AutomatonEdge *edge = &automaton->states.items[state]->edges.items[i];
        list_push(product->arena, &product->bounds, edge->first);
        list_push(product->arena, &product->bounds, edge->last + 1);
    }
}

static int compare_bounds(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int64_t after(const Automaton *automaton, int64_t state, uint32_t character)
{
    for (size_t i = 0; state != NONE && i < automaton->states.items[state]->edges.count; i++) {
        const AutomatonEdge *edge = &automaton->states.items[state]->edges.items[i];
        if (character >= edge->first && character <= edge->last)
            return edge->state;
    }
    return NONE;
}

static void expand(Product *product, size_t from)
{
    Pair pair = product->pairs.items[from]->pair;
    product->bounds.count = 0;
    add_bounds(product, product->a, pair.a);
    add_bounds(product, product->b, pair.b);
    if (product->bounds.count)
        qsort(product->bounds.items, product->bounds.count, sizeof(uint32_t), compare_bounds);
    for (size_t i = 0; i + 1 < product->bounds.count; i++) {
        uint32_t first = product->bounds.items[i], end = product->bounds.items[i + 1];
        Pair next = {after(product->a, pair.a, first), after(product->b, pair.b, first)};
        if (first == end || is_dead(product, next))
            continue;
        uint32_t to = pair_state(product, next);
        add_edge(product->arena, product->automaton->states.items[from], first, end - 1, to);
    }
}

/* Nothing is looked at beyond so many states, nor beyond one that accepts where that is all to know. */
static bool explore(Product *product, bool until_accepted)
{
    product->known = map_new(product->arena);
    product->automaton = arena_new_object(product->arena, Automaton);
    pair_state(product, (Pair){0, 0});
    for (size_t i = 0; i < product->pairs.count && product->pairs.count <= STATE_LIMIT; i++) {
        if (until_accepted && product->automaton->states.items[i]->accepts)
            return false;
        expand(product, i);
    }
    return product->pairs.count <= STATE_LIMIT;
}

static Automaton *combine(Arena *arena, Operation operation, const Automaton *a, const Automaton *b)
{
    Product product = {.arena = arena_new(), .operation = operation, .a = a, .b = b};
    Automaton *result = explore(&product, false) ? automaton_pruned(arena, product.automaton) : NULL;
    arena_free(product.arena);
    return result;
}

Automaton *automaton_both(Arena *arena, const Automaton *a, const Automaton *b)
{
    return combine(arena, BOTH, a, b);
}

Automaton *automaton_either(Arena *arena, const Automaton *a, const Automaton *b)
{
    return combine(arena, EITHER, a, b);
}

Automaton *automaton_without(Arena *arena, const Automaton *a, const Automaton *b)
{
    return combine(arena, FIRST_ALONE, a, b);
}

bool automaton_is_empty(const Automaton *automaton)
{
    return !automaton->states.items[0]->accepts && !automaton->states.items[0]->edges.count;
}

/* Whether the states can be taken away one by one, each when it leads to none that is left. */
bool automaton_is_finite(const Automaton *automaton)
{
    size_t count = automaton->states.count, left = count;
    unsigned char gone[STATE_LIMIT + 2] = {0};
    for (bool changed = true; changed && count < sizeof gone;) {
        changed = false;
        for (size_t i = count; i-- > 0;) {
            bool leads = false;
            const AutomatonState *state = automaton->states.items[i];
            for (size_t k = 0; k < state->edges.count; k++)
                leads = leads || !gone[state->edges.items[k].state];
            if (gone[i] || leads)
                continue;
            gone[i] = 1;
            left--;
            changed = true;
        }
    }
    return !left;
}

bool automaton_is_part(const Automaton *part, const Automaton *whole)
{
    Product rest = {.arena = arena_new(), .operation = FIRST_ALONE, .a = part, .b = whole};
    bool is_part = explore(&rest, true);
    arena_free(rest.arena);
    return is_part;
}

/* ---- what accepts nothing, what is not reached and what is equal goes ---- */

static bool *find_live(const Automaton *automaton, Arena *arena)
{
    bool *live = arena_array(arena, automaton->states.count, sizeof *live);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = automaton->states.count; i-- > 0;) {
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

static void drop_dead(Automaton *automaton, Arena *arena)
{
    const bool *live = find_live(automaton, arena);
    for (size_t i = 0; i < automaton->states.count; i++) {
        AutomatonState *state = automaton->states.items[i];
        for (size_t k = state->edges.count; k-- > 0;)
            if (!live[state->edges.items[k].state])
                list_remove(&state->edges, k);
    }
}

/* What tells a state from others when states of one class are the same. */
static Text signature(Arena *arena, const AutomatonState *state, const uint32_t *class)
{
    uint32_t *parts = arena_array(arena, 3 * state->edges.count + 1, sizeof *parts);
    size_t count = 0;
    parts[count++] = state->accepts;
    for (size_t i = 0; i < state->edges.count; i++) {
        const AutomatonEdge *edge = &state->edges.items[i];
        bool goes_on =
            count > 1 && parts[count - 1] == class[edge->state] && parts[count - 2] + 1 == edge->first;
        if (goes_on) {
            parts[count - 2] = edge->last;
            continue;
        }
        parts[count++] = edge->first;
        parts[count++] = edge->last;
        parts[count++] = class[edge->state];
    }
    return (Text){(const char *)parts, count * sizeof *parts};
}

/* The class of each state, finer than before; returns how many there are. */
static uint32_t refine(const Automaton *automaton, Arena *arena, uint32_t *class)
{
    Map known = map_new(arena);
    uint32_t count = 0;
    uint32_t *next = arena_array(arena, automaton->states.count, sizeof *next);
    for (size_t i = 0; i < automaton->states.count; i++) {
        Text key = signature(arena, automaton->states.items[i], class);
        uint32_t *number = map_get(&known, key);
        if (!number) {
            number = arena_new_object(arena, uint32_t);
            *number = count++;
            map_put(&known, key, number);
        }
        next[i] = *number;
    }
    for (size_t i = 0; i < automaton->states.count; i++)
        class[i] = next[i];
    return count;
}

static void find_classes(const Automaton *automaton, Arena *arena, uint32_t *class)
{
    for (size_t i = 0; i < automaton->states.count; i++)
        class[i] = automaton->states.count > MINIMISE_LIMIT ? (uint32_t)i : 0;
    if (automaton->states.count > MINIMISE_LIMIT)
        return;
    for (uint32_t before = 0, now = 1; now != before;) {
        before = now;
        now = refine(automaton, arena, class);
    }
}

/* Keeps one state of each class, in the order in which they are reached. */
Automaton *automaton_pruned(Arena *arena, Automaton *automaton)
{
    Arena *scratch = arena_new();
    drop_dead(automaton, scratch);
    uint32_t *class = arena_array(scratch, automaton->states.count, sizeof *class);
    uint32_t *number = arena_array(scratch, automaton->states.count, sizeof *number);
    AutomatonStateList kept = {0};
    Automaton *result = arena_new_object(arena, Automaton);
    find_classes(automaton, scratch, class);
    list_push(scratch, &kept, automaton->states.items[0]);
    number[class[0]] = 1;
    for (size_t i = 0; i < kept.count; i++) {
        const AutomatonState *old = kept.items[i];
        AutomatonState *state = new_state(arena, result, old->accepts);
        state->edges.items = arena_array(arena, old->edges.count, sizeof *state->edges.items);
        state->edges.capacity = old->edges.count;
        for (size_t k = 0; k < old->edges.count; k++) {
            const AutomatonEdge *edge = &old->edges.items[k];
            uint32_t *place = &number[class[edge->state]];
            if (!*place) {
                list_push(scratch, &kept, automaton->states.items[edge->state]);
                *place = (uint32_t)kept.count;
            }
            add_edge(arena, state, edge->first, edge->last, *place - 1);
        }
    }
    arena_free(scratch);
    return result;
}
