/* wrap.h: long lines of generated C, broken. */
#ifndef SCHEMAC_EMIT_WRAP_H
#define SCHEMAC_EMIT_WRAP_H

#include "base/buffer.h"

/* Appends C with its lines broken at blanks behind commas, in front of operators and in comments, so that
 * they keep to 110 columns where that can be. What is between quotes stays whole, and so do lines of the
 * preprocessor. */
void wrap_c(Buffer *out, Text code);

#endif
