/* automaton_shape.c: languages one after the other, and backwards. */
#include "plan/language/automaton_parts.h"

Automaton *automaton_joined(Arena *arena, const Automaton *first, const Automaton *second)
{
    Builder builder = builder_new(MATCH_WHOLE, false);
    int entry = builder_embed(&builder, first, builder_embed(&builder, second, 0, true), true);
    return builder_finish(arena, &builder, entry);
}

/* A free step to one more node. */
static int with_way(Builder *builder, int ways, int to)
{
    return builder_add(builder, (CharSet){0}, to, ways);
}

/* By each character from where it leads to whence it came. */
static void turn_edges(Builder *builder, const Automaton *automaton, const int *nodes, int *ways)
{
    for (size_t i = 0; i < automaton->states.count; i++) {
        const AutomatonState *state = automaton->states.items[i];
        for (size_t k = 0; k < state->edges.count; k++) {
            const AutomatonEdge *edge = &state->edges.items[k];
            CharSet set = {0};
            list_push(builder->arena, &set, ((CharRange){edge->first, edge->last}));
            int step = builder_add(builder, set, nodes[i], -1);
            ways[edge->state] = with_way(builder, ways[edge->state], step);
        }
    }
}

Automaton *automaton_reversed(Arena *arena, const Automaton *automaton)
{
    Builder builder = builder_new(MATCH_WHOLE, false);
    size_t count = automaton->states.count;
    int *nodes = arena_array(builder.arena, count, sizeof *nodes),
        *ways = arena_array(builder.arena, count, sizeof *ways), entry = -1;
    for (size_t i = 0; i < count; i++) {
        nodes[i] = builder_add(&builder, (CharSet){0}, -1, -1);
        ways[i] = i ? -1 : 0;
    }
    turn_edges(&builder, automaton, nodes, ways);
    for (size_t i = 0; i < count && !builder.is_full; i++) {
        builder.nodes.items[nodes[i]].next = ways[i];
        if (automaton->states.items[i]->accepts)
            entry = with_way(&builder, entry, nodes[i]);
    }
    return builder_finish(arena, &builder, entry < 0 ? with_way(&builder, -1, -1) : entry);
}
