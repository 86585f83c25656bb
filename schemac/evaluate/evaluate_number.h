/* evaluate_number.h: numbers as values: integers that overflow, numeric, floating point. */
#ifndef SCHEMAC_EVALUATE_NUMBER_H
#define SCHEMAC_EVALUATE_NUMBER_H

#include "evaluate/evaluate_exact.h"
#include "evaluate/evaluate_parts.h"

/* The value of a floating-point number's or another number's text; false where it is none. */
bool number_read_float(const Datum *datum, double *value);

/* Whether the type is real or double precision. */
bool number_is_float(const TypeUse *type);

/* NaN and the infinities, in any spelling that input functions take. */
bool number_is_special(Text text);

/* The least and the greatest value of an integer type; false for others. */
bool number_range(const TypeUse *type, int64_t *low, int64_t *high);

/* The whole part, towards 0. */
double number_cut(double value);

/* The whole number nearest; halves go to the even one. */
double number_nearest(double value);

/* The shortest text that reads back the same, as the output functions print it; an error where a finite
 * number was expected and it is none. UNKNOWN where the shortest is not certain. */
Datum number_make_float(Evaluator *evaluator, double value, TypeUse type);

/* The same of a result: an error where it is infinite, or 0, and may not be. */
Datum number_checked_float(Evaluator *evaluator, double value, bool may_be_infinite, bool may_be_zero,
                           TypeUse type);

/* A number of the plain type from its exact value: rounded to an integer, an error where it does not fit. */
Datum number_make(Evaluator *evaluator, Exact value, TypeUse type);

/* Text of a number of the type: an error where it is none or does not fit. */
Datum number_input(Evaluator *evaluator, Text text, const TypeUse *type);

/* From one number type to another, without modifiers. */
Datum number_cast(Evaluator *evaluator, const Datum *datum, TypeUse type);

/* Rounds to the precision and scale of a numeric's modifiers. */
Datum number_modify(Evaluator *evaluator, const Datum *datum, const TypeUse *type);

/* The order of two numbers of any kinds; NaN is the largest. */
Order number_order(const Datum *a, const Datum *b);

/* Whether the quotient is exact. */
bool number_is_quotient(const Datum *quotient, const Datum *above, const Datum *below);

/* ---- evaluate_arithmetic.c */

/* + - * / % ^ and the bit operators & | # << >> of numbers of one type. */
Datum number_operator(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right,
                      TypeUse result);
Datum number_prefix(Evaluator *evaluator, Text symbol, const Datum *operand);

/* Functions, each with its arguments converted. */
Datum number_abs(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_ceil(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_floor(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_round(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_trunc(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_sign(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_mod(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_div(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_power(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_gcd(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_lcm(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_scale(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_trim_scale(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_min_scale(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_sqrt(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum number_width_bucket(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
