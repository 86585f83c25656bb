/* decimal.h: decimal numbers of rules as whole numbers; what is no digit is passed over. */
#ifndef SCHEMAC_PLAN_DECIMAL_H
#define SCHEMAC_PLAN_DECIMAL_H

#include "base/text.h"

/* In millionths, further digits cut off. */
uint64_t decimal_millionths(Text decimal);

/* An exponent in units of 2^-32, from its millionths; 1 where the text is empty. */
uint64_t decimal_exponent(Text decimal);

#endif
