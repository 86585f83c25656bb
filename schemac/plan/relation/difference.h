/* difference.h: systems of difference constraints over whole numbers: x[i] − x[j] ≤ bound, and bounds of
 * single variables (Dechter, Meiri and Pearl, "Temporal constraint networks", Artificial Intelligence 49,
 * 1991).
 *
 * Once closed, the variables can be given values one after the other, each anywhere within what the bounds
 * and the values chosen before leave it: that is never empty. */
#ifndef SCHEMAC_PLAN_DIFFERENCE_H
#define SCHEMAC_PLAN_DIFFERENCE_H

#include "plan/plan.h"

#define DIFFERENCE_NONE ((PlanInteger)1 << 100) /* no bound */

typedef struct Differences {
    size_t count;       /* variables; the number 0 stands after them, at index `count` */
    PlanInteger *bound; /* [(count + 1) × (count + 1)]: x[row] − x[column] is at most this */
} Differences;

/* A system of so many variables without bounds. */
Differences *differences_new(Arena *arena, size_t count);

/* x[i] − x[j] ≤ bound; an index of `count` stands for the number 0. */
void differences_add(Differences *system, size_t i, size_t j, PlanInteger bound);

/* The tightest bound that is given or follows; call differences_close first. */
PlanInteger differences_bound(const Differences *system, size_t i, size_t j);

/* Draws all conclusions (Floyd and Warshall); false where no values satisfy the system. */
bool differences_close(Differences *system);

#endif
