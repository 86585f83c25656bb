/* domain.h: the values a column can take, in an order: how many there are, and which one has an index.
 *
 * A free column draws an index, a key's carrier is given one; both unrank it. Two indices never give one
 * value under the column's own equality. */
#ifndef SCHEMAC_PLAN_DOMAIN_H
#define SCHEMAC_PLAN_DOMAIN_H

#include "plan/step.h"

typedef struct Domain Domain;

/* Makes the value of an index as the column's step, named by its field. */
typedef Step *(*DomainUnrank)(const Domain *domain, ColumnPlan *column, Operand index);

/* Makes a value without an index, from the row's own stream: running text and the like; NULL: there is none.
 */
typedef Step *(*DomainDraw)(const Domain *domain, ColumnPlan *column);

struct Domain {
    PlanCount count;       /* values; 0: they can't be counted, only drawn */
    DomainUnrank unrank;   /* NULL where count is 0 */
    DomainDraw draw;       /* NULL: an index is drawn, all alike */
    int64_t low, step;     /* numbers: low + step × index */
    Text function;         /* a maker of the runtime: function(scratch, index, size) */
    Text form;             /* a form of the runtime (rt_form.h) */
    uint32_t size;         /* its length or parameter */
    uint32_t least;        /* running text: least characters */
    const TextList *texts; /* a list of values */
    bool is_plain;         /* its texts hold nothing that a format quotes */
    bool is_padded;        /* and may be read beyond their end */
    uint64_t max_size;     /* bytes of its longest text */
    Text rule;             /* in words */
};

/* The domain of a column by its rule, or by its type and name. The count is 0 and unrank and draw are NULL
 * where its type has no values that could be made. */
Domain domain_of(const ColumnPlan *column);

#endif
