/* text.h: a run of bytes with its length. Texts are never changed once made and are not terminated unless
 * said. */
#ifndef SCHEMAC_BASE_TEXT_H
#define SCHEMAC_BASE_TEXT_H

#include "base/list.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct Text {
    const char *data; /* not owned; NULL only where size is 0 */
    size_t size;      /* bytes */
} Text;

typedef LIST(Text) TextList;

/* For printf: `"%.*s", TEXT_ARG(text)`. */
#define TEXT_ARG(text) (int)(text).size, (text).data ? (text).data : ""

/* The text of a string literal, usable in static initialisers. */
#define TEXT(literal) ((Text){(literal), sizeof(literal) - 1})

/* The text of a terminated string, which must outlive it. NULL gives the empty text. */
Text text_of(const char *string);

/* A copy in the arena, terminated by a NUL that is not counted. */
Text text_copy(Arena *arena, Text text);

/* A terminated copy in the arena, for functions that want one. */
const char *text_string(Arena *arena, Text text);

/* Formatted text in the arena, terminated. */
Text text_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
Text text_vformat(Arena *arena, const char *format, va_list arguments);

/* The bytes from `start` (inclusive) to `end` (exclusive); both are clamped to the text. */
Text text_slice(Text text, size_t start, size_t end);

/* Byte comparison; text_compare orders as memcmp does, a prefix before the longer text. */
static inline bool text_equal(Text a, Text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static inline bool text_is(Text text, const char *string)
{
    return text_equal(text, (Text){string, string ? strlen(string) : 0});
}

int text_compare(Text a, Text b);

/* Comparison in which ASCII letters of either case are equal. */
bool text_equal_nocase(Text a, Text b);
bool text_is_nocase(Text text, const char *string);

/* Comparison of bytes with the beginning, the end, or any part; an empty text is a part of all. */
bool text_starts_with(Text text, Text prefix);
bool text_ends_with(Text text, Text suffix);
bool text_contains(Text text, Text part);

/* A copy with ASCII letters in lower or upper case. */
Text text_lower(Arena *arena, Text text);
Text text_upper(Arena *arena, Text text);

/* Without leading and trailing ASCII white space. */
Text text_trim(Text text);

/* A 64-bit hash (FNV-1a), the same on every machine. */
uint64_t text_hash(Text text);

/* The whole text as a decimal integer with an optional sign; false where it is not one or does not fit. */
bool text_to_int64(Text text, int64_t *value);

/* Where the first row of that name is among `count` rows of `size` bytes; `count` where none is. Every row
 * begins with a `const char *`, its name, and the rows are in the bytes' order of their names. */
size_t text_search(Text name, const void *rows, size_t count, size_t size);

/* The edit distance (Levenshtein) of two texts, for "did you mean"; at most `limit` + 1. */
unsigned text_distance(Text a, Text b, unsigned limit);

#endif
