/* evaluate_json.h: json and jsonb. PostgreSQL documentation, sections 8.14 and 9.16. */
#ifndef SCHEMAC_EVALUATE_JSON_H
#define SCHEMAC_EVALUATE_JSON_H

#include "evaluate/evaluate_parts.h"

/* Sameness of two jsonb; of unequal ones the order is known for numbers and booleans alone. */
Order json_order(Evaluator *evaluator, const Datum *a, const Datum *b);

/* -> ->> #> #>> ? ?| ?& @> <@, and jsonb - */
Datum json_operator(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right, TypeUse result);

/* Whether the text is JSON of the kind that IS JSON asks for: "json", "json object" … */
Datum json_is(Evaluator *evaluator, Text text, Text kind);

/* Functions, each with its arguments converted. */
Datum json_typeof(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum json_strip_nulls(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum json_array_length(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum json_extract(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
