/* difference.c: shortest paths between the variables of difference constraints. */
#include "plan/difference.h"

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

bool differences_close(Differences *system)
{
    size_t size = system->count + 1;
    for (size_t middle = 0; middle < size; middle++)
        for (size_t i = 0; i < size; i++)
            for (size_t j = 0; j < size; j++) {
                PlanInteger first = *at(system, i, middle), second = *at(system, middle, j);
                if (first != DIFFERENCE_NONE && second != DIFFERENCE_NONE)
                    differences_add(system, i, j, first + second);
            }
    for (size_t i = 0; i < size; i++)
        if (*at(system, i, i) < 0)
            return false;
    return true;
}
