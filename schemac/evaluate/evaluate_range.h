/* evaluate_range.h: ranges and multiranges. PostgreSQL documentation, sections 8.17 and 9.20. */
#ifndef SCHEMAC_EVALUATE_RANGE_H
#define SCHEMAC_EVALUATE_RANGE_H

#include "evaluate/evaluate_parts.h"

/* A range or multirange as its output function prints it; an error where its bounds are the wrong way. */
Datum range_input(Evaluator *evaluator, Text text, TypeUse type);

/* The order of two ranges of one type: by lower bounds, then upper ones; empty ones are the least. */
Order range_order(Evaluator *evaluator, const Datum *a, const Datum *b);

/* @> <@ && -|- << >> &< &> between ranges, and @> <@ of an element; with multiranges @> <@ &&. */
Datum range_relate(Evaluator *evaluator, Text symbol, const Datum *a, const Datum *b);

/* The lower or upper bound; NULL where it is empty or has none. */
Datum range_bound(Evaluator *evaluator, const Datum *argument, bool upper, TypeUse result);

/* Functions, each with its arguments converted. */
Datum range_is_empty(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum range_lower_inc(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum range_upper_inc(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum range_lower_inf(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum range_upper_inf(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum range_make(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
