/* quote.h: text from a schema made safe for the place it goes to. Every place has its own function. */
#ifndef SCHEMAC_EMIT_QUOTE_H
#define SCHEMAC_EMIT_QUOTE_H

#include "base/text.h"

/* A C string literal in UTF-8, with its quotes: quotes and backslashes are escaped, and what cannot be seen,
 * turns the direction of reading, is no UTF-8 or would end a trigraph's beginning is an octal escape. */
Text quote_c_string(Arena *arena, Text text);

/* Text for a C comment, on one line, without the comment's own marks: what could end a comment, continue a
 * line, begin a trigraph or turn the direction of reading is replaced by a harmless likeness. At most `limit`
 * bytes, cut at a character. */
Text quote_c_comment(Arena *arena, Text text, size_t limit);

#endif
