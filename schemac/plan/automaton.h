/* automaton.h: deterministic automata of regular expressions, and how many strings they accept.
 *
 * The expression becomes a nondeterministic automaton (Thompson, "Regular Expression Search Algorithm",
 * 1968), that a deterministic one by the subset construction (Rabin and Scott, 1959); strings are counted by
 * length from the end. */
#ifndef SCHEMAC_PLAN_AUTOMATON_H
#define SCHEMAC_PLAN_AUTOMATON_H

#include "plan/plan.h"
#include "plan/regex.h"

typedef struct AutomatonEdge {
    uint32_t first, last; /* code points */
    uint32_t state;
} AutomatonEdge;

typedef struct AutomatonState {
    LIST(AutomatonEdge) edges; /* ascending, not overlapping; only to states that accept something */
    bool accepts;
    uint32_t depth;    /* characters of the shortest way to it */
    PlanCount *counts; /* strings of each length from 0 to the automaton's longest less the depth */
} AutomatonState;
typedef LIST(AutomatonState *) AutomatonStateList;

typedef struct Automaton {
    AutomatonStateList states; /* the first one is where it begins */
    uint32_t longest;          /* characters of the longest string counted */
    PlanCount count;           /* of all strings counted, saturating */
} Automaton;

/* The automaton of strings of at most `limit` characters that the expression matches as a whole. Where an
 * expression allows ever longer strings they are counted up to a few characters beyond the shortest ones.
 * NULL where there are too many states or no string at all: then *problem says which. */
Automaton *automaton_of(Arena *arena, const Regex *regex, uint32_t limit, const char **problem);

#endif
