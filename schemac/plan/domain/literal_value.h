/* literal_value.h: literals of rules as the whole numbers that values of whole-number types are held as. */
#ifndef SCHEMAC_PLAN_LITERAL_VALUE_H
#define SCHEMAC_PLAN_LITERAL_VALUE_H

#include "plan/plan.h"

/* True for types whose values are held as whole numbers: integers, numerics up to 18 digits, money, booleans,
 * dates, times and timestamps. */
bool literal_is_whole(const ValueType *type);

/* The literal as such a number: a numeric times 10^scale, a date in days and a timestamp in microseconds
 * since 2000-01-01. False where it is no literal of the type, or has more digits after the point than the
 * type. */
bool literal_to_whole(Arena *arena, const TypeUse *base, const ValueType *type, Text literal, int64_t *value);

/* True for what a moment or a float may be and is no number: "infinity", "NaN". */
bool literal_is_endless(const TypeUse *base, Text literal);

/* An interval in the parts that it is held in. */
typedef struct LiteralInterval {
    int64_t months, days, microseconds;
} LiteralInterval;

/* False where the text is no interval. */
bool literal_interval_parts(Arena *arena, Text text, LiteralInterval *result);

#endif
