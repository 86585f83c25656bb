/* automaton.c: from regular expressions to deterministic automata. */
#include "plan/language/automaton_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    NODE_LIMIT = 20000,   /* of nondeterministic automata */
    STATE_LIMIT = 2000,   /* of deterministic ones */
    WORK_LIMIT = 10000000 /* nodes looked at on the way to those */
};

Builder builder_new(AutomatonMatch match, bool ignore_case)
{
    Builder builder = {.arena = arena_new(), .match = match, .ignore_case = ignore_case};
    builder_add(&builder, (CharSet){0}, -1, -1);
    return builder;
}

int builder_add(Builder *builder, CharSet set, int next, int other)
{
    if (builder->nodes.count >= NODE_LIMIT) {
        builder->is_full = true;
        return 0;
    }
    list_push(builder->arena, &builder->nodes, ((Node){set, REGEX_EMPTY, next, other}));
    return (int)builder->nodes.count - 1;
}

static bool in_set(const CharSet *set, uint32_t character)
{
    for (size_t i = 0; i < set->count; i++)
        if (character >= set->items[i].first && character <= set->items[i].last)
            return true;
    return false;
}

/* Where case does not matter, both of a letter where the set names one; where it says what it has not,
 * neither. */
static CharSet folded(const Builder *builder, const Regex *regex)
{
    CharSet set = {0};
    for (size_t i = 0; i < regex->set.count; i++)
        for (uint32_t c = regex->set.items[i].first; c <= regex->set.items[i].last; c++) {
            bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (letter && regex->negated && !in_set(&regex->set, c ^ 0x20))
                continue;
            list_push(builder->arena, &set, ((CharRange){c, c}));
            if (letter)
                list_push(builder->arena, &set, ((CharRange){c ^ 0x20, c ^ 0x20}));
        }
    return set;
}

static int build(Builder *builder, const Regex *regex, int next);

static int build_look(Builder *builder, const Regex *look, int next)
{
    size_t number = 0;
    while (number < builder->looks.count && builder->looks.items[number] != look)
        number++;
    if (number == builder->looks.count)
        list_push(builder->arena, &builder->looks, look);
    return builder_add(builder, look_mark(builder->arena, number), next, -1);
}

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
        entry = builder_add(builder, (CharSet){0}, entry, build(builder, regex->parts.items[i], next));
    return entry;
}

static int build_times(Builder *builder, const Regex *regex, int next)
{
    const Regex *part = regex->parts.items[0];
    int entry = next;
    if (regex->maximum == REGEX_UNBOUNDED) {
        int loop = builder_add(builder, (CharSet){0}, -1, next);
        int inside = build(builder, part, loop);
        builder->nodes.items[loop].next = inside;
        entry = loop;
    }
    for (int i = regex->minimum; regex->maximum != REGEX_UNBOUNDED && i < regex->maximum && !builder->is_full;
         i++)
        entry = builder_add(builder, (CharSet){0}, build(builder, part, entry), next);
    for (int i = 0; i < regex->minimum && !builder->is_full; i++)
        entry = build(builder, part, entry);
    return entry;
}

/* Anchors hold by themselves where the whole string is matched: in the middle they would match nothing. */
static int build_anchor(Builder *builder, RegexKind kind, int next)
{
    if (builder->match == MATCH_WHOLE)
        return next;
    int node = builder_add(builder, (CharSet){0}, next, -1);
    builder->nodes.items[node].only = kind;
    return node;
}

static int build(Builder *builder, const Regex *regex, int next)
{
    switch (regex->kind) {
    case REGEX_CHARACTER:
        return builder_add(builder, builder->ignore_case ? folded(builder, regex) : regex->set, next, -1);
    case REGEX_SEQUENCE:
        return build_sequence(builder, regex, next);
    case REGEX_CHOICE:
        return build_choice(builder, regex, next);
    case REGEX_TIMES:
        return build_times(builder, regex, next);
    case REGEX_AT_BEGIN:
    case REGEX_AT_END:
        return build_anchor(builder, regex->kind, next);
    case REGEX_LOOK:
        return build_look(builder, regex, next);
    default:
        return next;
    }
}

/* ---- subsets ---- */

typedef struct Subsets {
    Builder *builder;
    Map known; /* the members' bits → the state's number */
    LIST(unsigned char *) members;
    Automaton *automaton;
    size_t width;          /* bytes of a set of nodes */
    size_t work;           /* nodes looked at, of sets by eights */
    LIST(uint32_t) bounds; /* code points where any node's characters begin, or end before */
    LIST(int) active;      /* nodes of the state under way that go on by characters */
} Subsets;

static bool has(const unsigned char *set, int node)
{
    return set[node / 8] >> (node % 8) & 1;
}

/* `there`: the anchor that holds where the text is, or REGEX_EMPTY. */
static void close_over(const Subsets *subsets, unsigned char *set, int node, RegexKind there)
{
    while (node >= 0 && !has(set, node)) {
        const Node *at = &subsets->builder->nodes.items[node];
        set[node / 8] |= (unsigned char)(1 << (node % 8));
        if (at->set.count || node == 0 || (at->only != REGEX_EMPTY && at->only != there))
            return;
        if (at->other >= 0)
            close_over(subsets, set, at->other, there);
        node = at->next;
    }
}

/* Whether the text may end here: by steps that are free at its end. */
static bool may_end(const Subsets *subsets, const unsigned char *set)
{
    unsigned char *last = arena_alloc(subsets->builder->arena, subsets->width);
    for (size_t i = 0; i < subsets->builder->nodes.count && !has(last, 0); i++)
        if (has(set, (int)i))
            close_over(subsets, last, (int)i, REGEX_AT_END);
    return has(last, 0);
}

static uint32_t state_of(Subsets *subsets, unsigned char *set)
{
    Text key = {(const char *)set, subsets->width};
    uint32_t *number = map_get(&subsets->known, key);
    if (number)
        return *number;
    AutomatonState *state = arena_new_object(subsets->builder->arena, AutomatonState);
    state->accepts = may_end(subsets, set);
    number = arena_new_object(subsets->builder->arena, uint32_t);
    *number = (uint32_t)subsets->automaton->states.count;
    map_put(&subsets->known, key, number);
    list_push(subsets->builder->arena, &subsets->automaton->states, state);
    list_push(subsets->builder->arena, &subsets->members, set);
    return *number;
}

/* The members that go on by characters. */
static void find_active(Subsets *subsets, const unsigned char *set)
{
    subsets->active.count = 0;
    subsets->work += subsets->width;
    for (size_t i = 1; i < subsets->builder->nodes.count; i++) {
        if (!set[i / 8])
            i |= 7;
        else if (has(set, (int)i) && subsets->builder->nodes.items[i].set.count)
            list_push(subsets->builder->arena, &subsets->active, (int)i);
    }
}

/* The nodes after any of them by that character; NULL: none. */
static unsigned char *after(Subsets *subsets, uint32_t character)
{
    unsigned char *next = NULL;
    subsets->work += subsets->active.count;
    for (size_t i = 0; i < subsets->active.count; i++) {
        const Node *node = &subsets->builder->nodes.items[subsets->active.items[i]];
        if (!in_set(&node->set, character))
            continue;
        if (!next)
            next = arena_alloc(subsets->builder->arena, subsets->width);
        close_over(subsets, next, node->next, REGEX_EMPTY);
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
    find_active(subsets, subsets->members.items[from]);
    for (size_t i = 0; i + 1 < subsets->bounds.count; i++) {
        uint32_t first = subsets->bounds.items[i], last = subsets->bounds.items[i + 1] - 1;
        unsigned char *next = after(subsets, first);
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

int builder_repeat(Builder *builder, CharSet set, int next)
{
    int loop = builder_add(builder, (CharSet){0}, -1, next);
    int character = builder_add(builder, set, loop, -1);
    builder->nodes.items[loop].next = character;
    return loop;
}

/* Any printable character, over and over. */
static int build_rest(Builder *builder, int next)
{
    CharSet any = {0};
    list_push(builder->arena, &any, ((CharRange){' ', '~'}));
    return builder_repeat(builder, any, next);
}

static int build_all(Builder *builder, const Regex *regex)
{
    bool has_more = builder->match == MATCH_PART || builder->match == MATCH_FIRST;
    int end = has_more ? build_rest(builder, 0) : 0;
    int entry = build(builder, regex, end);
    return builder->match == MATCH_PART || builder->match == MATCH_LAST ? build_rest(builder, entry) : entry;
}

/* False where there are too many states. */
static bool find_subsets(Subsets *subsets, int entry)
{
    Arena *arena = subsets->builder->arena;
    subsets->known = map_new(arena);
    subsets->automaton = arena_new_object(arena, Automaton);
    find_bounds(subsets);
    unsigned char *first = arena_alloc(arena, subsets->width);
    close_over(subsets, first, entry, REGEX_AT_BEGIN);
    state_of(subsets, first);
    for (size_t i = 0; i < subsets->automaton->states.count; i++) {
        expand(subsets, i);
        if (subsets->automaton->states.count > STATE_LIMIT || subsets->work > WORK_LIMIT)
            return false;
    }
    return true;
}

Automaton *builder_finish(Arena *arena, Builder *builder, int entry)
{
    Subsets subsets = {.builder = builder, .width = builder->nodes.count / 8 + 1};
    bool found = !builder->is_full && find_subsets(&subsets, entry);
    Automaton *automaton = found ? automaton_pruned(arena, subsets.automaton) : NULL;
    arena_free(builder->arena);
    return automaton;
}

Automaton *automaton_of(Arena *arena, const Regex *regex, AutomatonMatch match, bool ignore_case)
{
    Builder builder = builder_new(match, ignore_case);
    int entry = build_all(&builder, regex);
    LookList looks = {0};
    for (size_t i = 0; i < builder.looks.count; i++)
        list_push(arena, &looks, builder.looks.items[i]);
    Automaton *automaton = builder_finish(arena, &builder, entry);
    return automaton && looks.count ? looks_erased(arena, automaton, &looks, ignore_case) : automaton;
}
