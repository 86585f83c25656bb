/* difference.c: shortest paths between the variables of difference constraints. */
#include "plan/relation/difference.h"

static PlanInteger *at(const Differences *system, size_t i, size_t j)
{
    return &system->bound[i * (system->count + 1) + j];
}

Differences *differences_new(Arena *arena, size_t count)
{
    Differences *system = arena_new_object(arena, Differences);
    system->count = count;
    system->bound = arena_array(arena, (count + 1) * (count + 1), sizeof *system->bound);
    for (size_t i = 0; i <= count; i++)
        for (size_t j = 0; j <= count; j++)
            *at(system, i, j) = i == j ? 0 : DIFFERENCE_NONE;
    return system;
}

void differences_add(Differences *system, size_t i, size_t j, PlanInteger bound)
{
    if (bound < *at(system, i, j))
        *at(system, i, j) = bound;
}

PlanInteger differences_bound(const Differences *system, size_t i, size_t j)
{
    return *at(system, i, j);
}

/* Shorter ways through one variable; false where it would come before itself. That ends it: going on,
 * bounds would double at every step. */
static bool pass_through(Differences *system, size_t middle)
{
    size_t size = system->count + 1;
    for (size_t i = 0; i < size; i++) {
        PlanInteger first = *at(system, i, middle);
        for (size_t j = 0; j < size && first != DIFFERENCE_NONE; j++) {
            PlanInteger second = *at(system, middle, j);
            if (second != DIFFERENCE_NONE)
                differences_add(system, i, j, first + second);
        }
        if (*at(system, i, i) < 0)
            return false;
    }
    return true;
}

bool differences_close(Differences *system)
{
    for (size_t middle = 0; middle <= system->count; middle++)
        if (!pass_through(system, middle))
            return false;
    return true;
}
