/* alternative.h: lists of alternatives under way to scenarios: joined, kept free of those that others
 * contain, and kept within bounds.
 *
 * A list stands for the rows of all its alternatives together. Leaving some out gives fewer rows, never wrong
 * ones, because negation is pushed to the leaves; so where there would be too many, those that show most are
 * kept and the search is marked incomplete. Work is counted, not timed: the same conditions always end at the
 * same point. */
#ifndef SCHEMAC_PLAN_ALTERNATIVE_H
#define SCHEMAC_PLAN_ALTERNATIVE_H

#include "plan/condition/scenario.h"

#include "base/map.h"

enum {
    ALTERNATIVES_KEPT = 512 /* of one list */
};

/* Conditions, each once, in the order in which the search met them. Equal sets are one object. */
typedef struct Facts {
    ExprList list;
    const size_t *numbers; /* of the expressions: ascending */
    bool possible;         /* false: no value of the column satisfies them, or none is known */
} Facts;

/* As Scenario. No facts at all: NULL. */
typedef struct Alternative {
    uint64_t *nulls, *values; /* sets of columns that are NULL, and that are not */
    const Facts **facts;      /* by column */
    const Facts *relations;
    uint64_t tags;
} Alternative;
typedef LIST(Alternative *) AlternativeList;

/* What is wanted of an expression's truth. */
typedef enum Want {
    WANT_TRUE,
    WANT_FALSE,
    WANT_NOT_FALSE, /* true or NULL */
    WANT_NOT_TRUE   /* false or NULL */
} Want;

typedef struct Search {
    const ScenarioScope *scope;
    Map expressions; /* print → those that print so */
    size_t expression_count;
    Map sets;          /* numbers → Facts */
    size_t words;      /* of a set of columns */
    Alternative draft; /* the last join */
    bool *seen;        /* by expression's number: while the best are chosen */
    size_t work;       /* done so far: about one step for each column looked at */
    size_t limit;      /* of work, from where on only the first ways are followed */
    size_t most;       /* of work, from where on none is */
    bool incomplete;   /* something was left out because of that */
    bool dropped;      /* something was left out because no values are known */
} Search;

/* A search that has found nothing. */
Search search_new(const ScenarioScope *scope);

/* One that leaves everything open. */
Alternative *alternative_new(Search *search);

/* What the alternative says about NULL in the column. */
Presence alternative_presence(const Alternative *alternative, size_t column);

/* Of a column that is free as yet: PRESENCE_NULL or PRESENCE_VALUE. */
void alternative_bind(Alternative *alternative, size_t column, Presence presence);

/* One fact, about that column; NO_COLUMN: about several. */
#define NO_COLUMN ((size_t)-1)
const Facts *facts_of(Search *search, const Expr *expr, size_t column);

/* Appends it unless one that is there contains it, and drops those that it contains. */
void alternatives_add(Search *search, AlternativeList *to, Alternative *alternative);
void alternatives_append(Search *search, AlternativeList *to, const AlternativeList *more);

/* All of one side together with all of the other, without those that contradict themselves. */
AlternativeList alternatives_join(Search *search, const AlternativeList *a, const AlternativeList *b);

/* At most so many, those that show most of what all show, and some of the first: of many, the plainest. */
AlternativeList alternatives_choose(Search *search, const AlternativeList *all, size_t most);

/* At most so many of those that are accepted, those that show most. */
typedef bool AlternativeTest(const void *context, const Alternative *alternative);
AlternativeList alternatives_accept(Search *search, const AlternativeList *all, size_t most,
                                    AlternativeTest *accepts, const void *context);

/* True where the limit is reached: what looks at its parts more than once goes no further then. */
bool search_is_spent(Search *search);

/* From here on, work up to 1/`parts` of what is left to the limit; gives the limit to go back to. */
size_t search_share(Search *search, size_t parts);

#endif
