/* evaluate_valid.h: whether texts are values of types; for the evaluate files alone. */
#ifndef SCHEMAC_EVALUATE_VALID_H
#define SCHEMAC_EVALUATE_VALID_H

#include "evaluate/evaluate_parts.h"

/* The type that format_type prints so; false where there is none. The schema may be NULL. */
bool valid_type(Arena *arena, const Schema *schema, Text name, TypeUse *use);

/* pg_input_is_valid(text, type), with its arguments converted; domains are checked too. */
Datum valid_input(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

#endif
