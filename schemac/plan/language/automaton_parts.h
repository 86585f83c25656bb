/* automaton_parts.h: nondeterministic automata under way to deterministic ones; for the files of automata
 * alone. */
#ifndef SCHEMAC_PLAN_AUTOMATON_PARTS_H
#define SCHEMAC_PLAN_AUTOMATON_PARTS_H

#include "plan/language/automaton.h"

/* ---- automaton.c */

/* A node goes on by characters to one node, or freely to up to two, or only where the text begins or ends. */
typedef struct Node {
    CharSet set;     /* empty: a free step */
    RegexKind only;  /* REGEX_AT_BEGIN, REGEX_AT_END: a step that is free there alone */
    int next, other; /* indices, or −1 */
} Node;

typedef LIST(const Regex *) LookList;

/* Node 0 accepts. Node 0 is also what is given where there is no room for more. */
typedef struct Builder {
    Arena *arena; /* of its own */
    LIST(Node) nodes;
    LookList looks; /* by the number of their mark */
    AutomatonMatch match;
    bool ignore_case;
    bool is_full;
} Builder;

/* A builder of no states. */
Builder builder_new(AutomatonMatch match, bool ignore_case);

/* Gives the node's index. */
int builder_add(Builder *builder, CharSet set, int next, int other);

/* The characters of the set, over and over, and then `next`. */
int builder_repeat(Builder *builder, CharSet set, int next);

/* The deterministic automaton that begins at the node; NULL where it has too many states. Frees the
 * builder. */
Automaton *builder_finish(Arena *arena, Builder *builder, int entry);

/* ---- automaton_look.c */

/* A character that no text holds, which stands where look-around of that number is asked for. */
CharSet look_mark(Arena *arena, size_t number);

/* Adds the automaton, which goes on to `next` where it accepts: without its marks (`erase`), or with any
 * marks anywhere. Gives its first node. */
int builder_embed(Builder *builder, const Automaton *automaton, int next, bool erase);

/* The strings of a language with marks, without the marks, of those where each look holds; NULL where that is
 * too much. */
Automaton *looks_erased(Arena *arena, const Automaton *marked, const LookList *looks, bool ignore_case);

#endif
