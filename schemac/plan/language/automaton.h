/* automaton.h: deterministic automata: languages that regular expressions and conditions describe, what is in
 * several of them or in none, and how many strings they accept.
 *
 * An expression becomes a nondeterministic automaton (Thompson, "Regular Expression Search Algorithm", 1968),
 * that a deterministic one by the subset construction, several one by the product construction (Rabin and
 * Scott, "Finite Automata and Their Decision Problems", 1959); equal states are merged (Moore, "Gedanken-
 * experiments on Sequential Machines", 1956); strings are counted by length from the end.
 *
 * What is open in an expression (".", "[^a]") and what is not in a language are strings of
 * printable ASCII. */
#ifndef SCHEMAC_PLAN_AUTOMATON_H
#define SCHEMAC_PLAN_AUTOMATON_H

#include "evaluate/regex.h"
#include "plan/plan.h"

typedef struct AutomatonEdge {
    uint32_t first, last; /* code points */
    uint32_t state;
} AutomatonEdge;

typedef struct AutomatonState {
    LIST(AutomatonEdge) edges; /* ascending, not overlapping; only to states that accept something */
    bool accepts;
    uint32_t depth;    /* characters of the shortest way to it */
    PlanCount *counts; /* strings of each length from 0 to the automaton's longest less the depth; of 0 at
                          least */
} AutomatonState;
typedef LIST(AutomatonState *) AutomatonStateList;

typedef struct Automaton {
    AutomatonStateList states; /* the first one is where it begins */
    uint32_t longest;          /* characters of the longest string counted */
    PlanCount count;           /* of all strings counted, saturating; depths, counts and these are set by
                                  automaton_count alone */
} Automaton;

/* ---- automaton.c ---- */

/* What of a string an expression matches. */
typedef enum AutomatonMatch {
    MATCH_WHOLE, /* all of it, with anchors or without */
    MATCH_PART,  /* any part, as PostgreSQL's operator ~ does */
    MATCH_FIRST, /* what it begins with */
    MATCH_LAST   /* what it ends with */
} AutomatonMatch;

/* The strings that an expression matches, perhaps in letters of either case. NULL where there are too many
 * states. */
Automaton *automaton_of(Arena *arena, const Regex *regex, AutomatonMatch match, bool ignore_case);

/* ---- automaton_sets.c ---- */

/* One string in UTF-8. */
Automaton *automaton_of_text(Arena *arena, Text text);

/* All strings that begin with it and go on with printable characters. */
Automaton *automaton_of_prefix(Arena *arena, Text prefix);

/* All strings of `least` to `most` printable characters; most UINT32_MAX: or more. */
Automaton *automaton_of_lengths(Arena *arena, uint32_t least, uint32_t most);

/* The strings of both, of either, of the first alone; NULL where there are too many states. */
Automaton *automaton_both(Arena *arena, const Automaton *a, const Automaton *b);
Automaton *automaton_either(Arena *arena, const Automaton *a, const Automaton *b);
Automaton *automaton_without(Arena *arena, const Automaton *a, const Automaton *b);

/* Whether no text is accepted. */
bool automaton_is_empty(const Automaton *automaton);

/* True where there is a longest string. */
bool automaton_is_finite(const Automaton *automaton);

/* True where all strings of the first are in the second. */
bool automaton_is_part(const Automaton *part, const Automaton *whole);

/* The same without edges to states that accept nothing, and without states that are not reached or equal to
 * another one; edges of the one that is given go. */
Automaton *automaton_pruned(Arena *arena, Automaton *automaton);

/* ---- automaton_shape.c ---- */

/* The strings of the first, each followed by one of the second; the strings backwards. NULL where there are
 * too many states. */
Automaton *automaton_joined(Arena *arena, const Automaton *first, const Automaton *second);
Automaton *automaton_reversed(Arena *arena, const Automaton *automaton);

/* ---- automaton_choice.c ---- */

/* Of characters that lead from a state to the same one, those that look right: small letters and digits, else
 * letters and digits, else all. */
Automaton *automaton_natural(Arena *arena, const Automaton *automaton);

/* The same, and letters and digits alone wherever there are any; perhaps nothing is left. */
Automaton *automaton_plain(Arena *arena, const Automaton *automaton);

/* Without capitals where the small letter is allowed as well: no two strings are the same in lower case. */
Automaton *automaton_one_case(Arena *arena, const Automaton *automaton);

/* The strings that are in the language once they are in capitals or in small letters, and those that are so
 * themselves. */
Automaton *automaton_before_case(Arena *arena, const Automaton *automaton, bool capitals);
Automaton *automaton_of_case(Arena *arena, const Automaton *automaton, bool capitals);

/* ---- automaton_count.c ---- */

/* Counts the strings of `least` to `limit` characters. Where there are ever longer strings, those up to a few
 * characters beyond the shortest ones. False where there is none. */
bool automaton_count(Arena *arena, Automaton *automaton, uint32_t least, uint32_t limit);

/* The string of that index, which is below the count: shorter ones first. */
Text automaton_string(Arena *arena, const Automaton *automaton, PlanCount index);

/* So many of its strings, or all, from all over; it has been counted. */
TextList automaton_strings(Arena *arena, const Automaton *automaton, size_t wanted);

#endif
