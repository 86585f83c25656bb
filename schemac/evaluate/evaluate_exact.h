/* evaluate_exact.h: PostgreSQL's numeric: exact decimal numbers with a display scale, of up to 37 digits.
 *
 * PostgreSQL documentation, section 8.1.2; the scale of results is that
 * of src/backend/utils/adt/numeric.c. */
#ifndef SCHEMAC_EVALUATE_EXACT_H
#define SCHEMAC_EVALUATE_EXACT_H

#include "base/text.h"

__extension__ typedef __int128 Wide;

/* digits × 10^-scale; |digits| < 10^37. */
typedef struct Exact {
    Wide digits;
    int scale; /* 0 … 37: digits after the point */
} Exact;

/* Reads plain decimal digits with an optional sign and point; false where it is anything else or too long. */
bool exact_read(Text text, Exact *value);

/* As numeric's output function prints it. */
Text exact_print(Arena *arena, Exact value);

/* −1, 0 or 1; false where the numbers are too long to be compared. */
bool exact_compare(Exact a, Exact b, int *sign);

/* The same number with more or fewer digits after the point (from −37 on), rounded half away from zero or
 * cut off; false where there is no room. */
bool exact_rescale(Exact value, int scale, Exact *result);
bool exact_truncate(Exact value, int scale, Exact *result);

/* a + b, a − b, a × b, a / b and the remainder of a / b for the symbols + - * / %; false where there is no
 * room. b is not 0 where it divides. */
bool exact_reckon(char symbol, Exact a, Exact b, Exact *result);

/* The whole number next below or above. */
Exact exact_floor(Exact value);
Exact exact_ceiling(Exact value);

/* The greatest common divisor of two numbers that are not negative; the other one where one is 0 (Euclid). */
int64_t exact_divisor(int64_t a, int64_t b);

#endif
