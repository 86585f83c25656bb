/* pg_pattern.h: the patterns of --schema and --table, as psql and pg_dump read them. PostgreSQL
 * documentation: psql, "Patterns". */
#ifndef SCHEMAC_READ_PG_PATTERN_H
#define SCHEMAC_READ_PG_PATTERN_H

#include "base/text.h"

enum {
    PG_PATTERN_PARTS = 3 /* database.schema.table */
};

typedef struct PgPattern {
    Text regex[PG_PATTERN_PARTS]; /* an anchored regular expression for each dotted part */
    Text plain[PG_PATTERN_PARTS]; /* the same parts folded and unquoted, as names */
    size_t count;                 /* dotted parts there are; those after PG_PATTERN_PARTS are only counted */
} PgPattern;

/* Letters outside double quotes fold to lower case, * stands for any text and ? for one character; other
 * characters of regular expressions keep their meaning outside quotes, but $. */
PgPattern pg_pattern_read(Arena *arena, Text pattern);

#endif
