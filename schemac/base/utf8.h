/* utf8.h: characters in UTF-8. The Unicode Standard, section 3.9 (table 3-7: well-formed byte sequences). */
#ifndef SCHEMAC_BASE_UTF8_H
#define SCHEMAC_BASE_UTF8_H

#include "base/buffer.h"

/* Bytes of the well-formed character at byte `at`, which must be within the text, and its code; 0, and *code
 * not set, where the bytes are malformed. */
size_t utf8_decode(Text text, size_t at, uint32_t *code);

/* Appends the character; the code is at most 0x10FFFF. */
void utf8_append(Buffer *out, uint32_t code);

/* Whether who reads the character sees that it is there and in its order: false for controls, line breaks and
 * what is invisible or turns the direction of reading. */
bool utf8_is_visible(uint32_t code);

#endif
