/* evaluate_jsonpath.h: paths into jsonb that go from key to key. PostgreSQL documentation, section 9.16.2. */
#ifndef SCHEMAC_EVALUATE_JSONPATH_H
#define SCHEMAC_EVALUATE_JSONPATH_H

#include "evaluate/evaluate_parts.h"

/* The keys of a path, and what comes behind it, such as "> 2"; false where it goes by anything but keys. */
bool jsonpath_keys(Arena *arena, Text path, TextList *keys, Text *rest);

/* @? and @@ of a document. */
Datum jsonpath_operator(Evaluator *evaluator, Text symbol, const Datum *document, const Datum *path);

/* Functions, each with its arguments converted. */
Datum jsonpath_exists(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum jsonpath_match(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
