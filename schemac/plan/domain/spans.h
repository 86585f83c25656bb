/* spans.h: sets of whole numbers as ascending spans that neither overlap nor touch. */
#ifndef SCHEMAC_PLAN_SPANS_H
#define SCHEMAC_PLAN_SPANS_H

#include "plan/plan.h"

/* What stands for no bound; sums of two of them do not overflow. */
#define SPAN_LEAST (-((PlanInteger)1 << 125))
#define SPAN_MOST  ((PlanInteger)1 << 125)

/* low … high, both inclusive. */
typedef struct NumberSpan {
    PlanInteger low, high;
} NumberSpan;
typedef LIST(NumberSpan) Spans;

/* All numbers that a column's value can be. */
Spans spans_all(Arena *arena);

/* low … high; none where low is over high. */
Spans spans_between(Arena *arena, PlanInteger low, PlanInteger high);

/* The numbers in one of the sets, in both. */
Spans spans_either(Arena *arena, const Spans *a, const Spans *b);
Spans spans_both(Arena *arena, const Spans *a, const Spans *b);

/* All numbers that are not in the set. */
Spans spans_except(Arena *arena, const Spans *spans);

/* Whether the number is in the set. */
bool spans_contain(const Spans *spans, PlanInteger number);

/* How many numbers there are; saturates at PLAN_COUNT_MAX. */
PlanCount spans_count(const Spans *spans);

/* The multiples of `unit`, divided by it. */
Spans spans_in_units(Arena *arena, const Spans *spans, PlanInteger unit);

/* The number of that index, counted from the least one; the index is below the count. */
PlanInteger spans_at(const Spans *spans, PlanCount index);

#endif
