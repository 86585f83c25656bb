/* relation_pattern.h: texts that relations want in the shape of what other columns hold: path LIKE prefix ||
 * '%', starts_with (path, prefix). */
#ifndef SCHEMAC_PLAN_RELATION_PATTERN_H
#define SCHEMAC_PLAN_RELATION_PATTERN_H

#include "model/schema.h"

/* What the relation wants the text column to be like: an expression of other columns, whose value is a
 * pattern of LIKE, or else a beginning. NULL: nothing of the kind. */
const Expr *relation_pattern(const Expr *relation, Text column, bool *is_beginning);

/* A text of that shape: what stands for any text is filled in with words, differently by number. */
Text relation_patterned(Arena *arena, Text pattern, bool is_beginning, size_t number);

#endif
