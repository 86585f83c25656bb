/* guess.h: values that a condition which nobody here understands might allow, for somebody else to judge. */
#ifndef SCHEMAC_PLAN_GUESS_H
#define SCHEMAC_PLAN_GUESS_H

#include "plan/narrow/narrow_parts.h"

/* The constants in the bodies of the functions that the condition calls, and of those that these call: texts
 * as they are, numbers as digits. Each once. */
TextList guess_constants(Arena *arena, const Schema *schema, const Expr *condition);

/* So many values of the column's type, in PostgreSQL's text output form, some of them perhaps equal:
 * constants of the conditions and of what they call, what patterns among these match, and the shapes that
 * codes, numbers, addresses and the like have. None where no shapes are known for the type. */
TextList guess_values(const NarrowTask *task, size_t wanted);

/* Strings that the regular expressions among the conditions' constants match: so many of each. */
TextList guess_matches(const NarrowTask *task, size_t wanted);

/* So many texts in the shapes of those, with other digits, and other letters, in their places. */
TextList guess_alike(const NarrowTask *task, const TextList *models, size_t wanted);

#endif
