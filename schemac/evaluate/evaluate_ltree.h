/* evaluate_ltree.h: paths of labels. PostgreSQL documentation, section F.23 (ltree). */
#ifndef SCHEMAC_EVALUATE_LTREE_H
#define SCHEMAC_EVALUATE_LTREE_H

#include "evaluate/evaluate_parts.h"

/* @> and <@: one path begins with the other; ~ of a query without modifiers. */
Datum ltree_operator(Text symbol, const Datum *left, const Datum *right);

/* Functions, each with its arguments converted. */
Datum ltree_levels(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum ltree_subpath(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
