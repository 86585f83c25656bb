/* evaluate_hstore.h: values of the extension hstore. */
#ifndef SCHEMAC_EVALUATE_EVALUATE_HSTORE_H
#define SCHEMAC_EVALUATE_EVALUATE_HSTORE_H

#include "evaluate/evaluate_parts.h"

/* -> ? ?& ?| @> <@ of a hstore. */
Datum hstore_operator(Evaluator *evaluator, Text symbol, const Datum *left, const Datum *right,
                      TypeUse result);

/* Functions, each with its arguments converted. */
Datum hstore_exist(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum hstore_defined(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
