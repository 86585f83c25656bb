/* narrow_whole.h: conditions on numbers, dates and times as sets of whole numbers. */
#ifndef SCHEMAC_PLAN_NARROW_WHOLE_H
#define SCHEMAC_PLAN_NARROW_WHOLE_H

#include "plan/narrow/narrow_parts.h"

/* True for columns whose values are whole numbers of some unit: integers, numerics, floats with few digits,
 * money, dates, times, moments. */
bool whole_is(const NarrowTask *task);

/* ---- narrow_whole.c */

/* Digits after the point that values have. */
int whole_scale(const NarrowTask *task);

/* 10^exponent; the exponent is 0 to 38. */
PlanInteger whole_power_of_ten(int exponent);

/* The values at which the condition is true; false where it is not understood. */
bool whole_spans(const NarrowTask *task, const Expr *condition, Spans *spans);

/* What a whole number that the column determines, such as a length, has to be for the comparison to be true;
 * false where the constants are none. */
bool whole_of_atom(const NarrowTask *task, const Atom *atom, Spans *spans);

/* The least and the largest value that the column holds, as far as values are made. */
NumberSpan whole_bounds(const NarrowTask *task);

/* A value as PostgreSQL prints it. */
Text whole_text(const NarrowTask *task, PlanInteger value);

/* The other way about; false where the text is none. */
bool whole_place(const NarrowTask *task, Text value, PlanInteger *number);

/* ---- narrow_unit.c */

/* Values are rest + unit × k; where `positive`, none is negative. */
typedef struct Multiple {
    PlanInteger unit, rest;
    bool positive;
} Multiple;

/* What multiples the condition asks for; false where it is another one. */
bool whole_multiple(const NarrowTask *task, const Expr *condition, Multiple *multiple);

/* ---- narrow_endless.c */

/* What conditions that leave the spans may name that is no number: moments without end, floats that are none,
 * as PostgreSQL prints them. Empty where they name none. */
TextList whole_endless(const NarrowTask *task, const Spans *spans);

/* ---- narrow_grid.c */

/* The column's values that satisfy the conditions. */
Found whole_narrow(const NarrowTask *task);

/* Values that are worth trying, and satisfy the conditions that were understood, as PostgreSQL prints them:
 * usual ones side by side, or others from all over. */
TextList whole_candidates(const NarrowTask *task, size_t wanted, bool natural);

#endif
