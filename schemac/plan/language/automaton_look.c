/* automaton_look.c: look-around in regular expressions, as sets of strings.
 *
 * An expression is read as one over characters and marks: a mark stands where a look is asked for. Strings in
 * which a mark stands where its look does not hold are taken out of the language, and then all marks out of
 * the strings. */
#include "plan/language/automaton_parts.h"

enum {
    MARK_FIRST = 0x120000, /* beyond all characters, and not beside them */
    LOOK_LIMIT = 16
};

CharSet look_mark(Arena *arena, size_t number)
{
    CharSet set = {0};
    uint32_t mark = MARK_FIRST + (uint32_t)number;
    list_push(arena, &set, ((CharRange){mark, mark}));
    return set;
}

static CharSet all_marks(const Builder *builder)
{
    CharSet set = {0};
    list_push(builder->arena, &set, ((CharRange){MARK_FIRST, MARK_FIRST + LOOK_LIMIT - 1}));
    return set;
}

static CharSet anything(const Builder *builder)
{
    CharSet set = all_marks(builder);
    list_push(builder->arena, &set, ((CharRange){' ', '~'}));
    return set;
}

/* A node that goes on by the edge's characters; freely by a mark that is to be erased. */
static int add_edge(Builder *builder, const AutomatonEdge *edge, int to, bool erase)
{
    CharSet set = {0};
    if (!erase || edge->first < MARK_FIRST)
        list_push(builder->arena, &set, ((CharRange){edge->first, edge->last}));
    return builder_add(builder, set, to, -1);
}

int builder_embed(Builder *builder, const Automaton *automaton, int next, bool erase)
{
    size_t count = automaton->states.count;
    int *first = arena_array(builder->arena, count, sizeof *first);
    for (size_t i = 0; i < count; i++)
        first[i] = builder_add(builder, (CharSet){0}, -1, -1);
    for (size_t i = 0; i < count && !builder->is_full; i++) {
        const AutomatonState *state = automaton->states.items[i];
        int ways = state->accepts ? next : -1;
        for (size_t k = 0; k < state->edges.count; k++) {
            const AutomatonEdge *edge = &state->edges.items[k];
            ways =
                builder_add(builder, (CharSet){0}, add_edge(builder, edge, first[edge->state], erase), ways);
        }
        if (!erase)
            ways = builder_add(builder, (CharSet){0}, builder_add(builder, all_marks(builder), first[i], -1),
                               ways);
        if (!builder->is_full)
            builder->nodes.items[first[i]].next = ways;
    }
    return first[0];
}

/* The strings, without marks, on that side of a place where the look does not hold; NULL: not known. */
static Automaton *refused_beside(Arena *arena, const Regex *look, bool ignore_case)
{
    const Regex *part = look->parts.items[0];
    bool is_plain =
        !regex_holds(part, REGEX_LOOK) && !regex_holds(part, look->behind ? REGEX_AT_END : REGEX_AT_BEGIN);
    Automaton *held =
        is_plain ? automaton_of(arena, part, look->behind ? MATCH_LAST : MATCH_FIRST, ignore_case) : NULL;
    if (!held || look->negated)
        return held;
    return automaton_without(arena, automaton_of_lengths(arena, 0, UINT32_MAX), held);
}

/* The strings with a mark where its look does not hold. */
static Automaton *breaches(Arena *arena, const Regex *look, size_t number, const Automaton *beside)
{
    Builder builder = builder_new(MATCH_WHOLE, false);
    CharSet mark = look_mark(builder.arena, number), any = anything(&builder);
    int entry;
    if (look->behind) {
        int rest = builder_repeat(&builder, any, 0);
        entry = builder_embed(&builder, beside, builder_add(&builder, mark, rest, -1), false);
    } else {
        int after = builder_embed(&builder, beside, 0, false);
        entry = builder_repeat(&builder, any, builder_add(&builder, mark, after, -1));
    }
    return builder_finish(arena, &builder, entry);
}

static Automaton *any_strings(Arena *arena)
{
    Builder builder = builder_new(MATCH_WHOLE, false);
    int entry = builder_repeat(&builder, anything(&builder), 0);
    return builder_finish(arena, &builder, entry);
}

static Automaton *without_marks(Arena *arena, const Automaton *marked)
{
    Builder builder = builder_new(MATCH_WHOLE, false);
    int entry = builder_embed(&builder, marked, 0, true);
    return builder_finish(arena, &builder, entry);
}

Automaton *looks_erased(Arena *arena, const Automaton *marked, const LookList *looks, bool ignore_case)
{
    if (looks->count > LOOK_LIMIT)
        return NULL;
    Arena *scratch = arena_new();
    const Automaton *held = automaton_both(scratch, marked, any_strings(scratch));
    for (size_t i = 0; held && i < looks->count; i++) {
        const Automaton *beside = refused_beside(scratch, looks->items[i], ignore_case);
        const Automaton *wrong = beside ? breaches(scratch, looks->items[i], i, beside) : NULL;
        held = wrong ? automaton_without(scratch, held, wrong) : NULL;
    }
    Automaton *result = held ? without_marks(arena, held) : NULL;
    arena_free(scratch);
    return result;
}
