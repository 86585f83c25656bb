/* evaluate_match.h: LIKE, SIMILAR TO and regular expressions. PostgreSQL documentation, section 9.7. */
#ifndef SCHEMAC_EVALUATE_MATCH_H
#define SCHEMAC_EVALUATE_MATCH_H

#include "evaluate/evaluate_parts.h"

/* ~~ ~~* ~ ~* and their negations, and ^@. UNKNOWN for expressions that plan/regex.h lacks and where
 * classes meet characters beyond printable ASCII. */
Datum match_operator(Evaluator *evaluator, Text symbol, const Datum *text, const Datum *pattern);

/* Functions, each with its arguments converted. */
Datum match_like_escape(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum match_similar_escape(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum match_regexp_replace(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum match_regexp_like(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
