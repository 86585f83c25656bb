/* json_surrogates.h: JSON writes characters above U+FFFF as two \u escapes, which libyaml refuses. */
#ifndef SCHEMAC_READ_JSON_SURROGATES_H
#define SCHEMAC_READ_JSON_SURROGATES_H

#include "base/list.h"
#include "base/text.h"

/* Text in which such pairs have become one \U escape, and where its bytes come from. */
typedef struct SurrogateText {
    Text text;
    size_t start;       /* the byte of the original that the text starts with */
    LIST(size_t) pairs; /* the bytes of the text just after each joined pair, ascending */
} SurrogateText;

/* Joins the pairs in the strings of a JSON text from byte `start` on. Text that is not JSON comes back as it
 * is, and so does half of a pair. */
SurrogateText surrogates_join(Arena *arena, Text content, size_t start);

/* The byte of the original content that stands at a byte of the text. */
size_t surrogates_origin(const SurrogateText *text, size_t byte);

#endif
