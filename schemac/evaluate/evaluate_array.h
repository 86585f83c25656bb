/* evaluate_array.h: arrays of one dimension or more, and rows of composite types. PostgreSQL documentation,
 * sections 8.15, 8.16, 9.19. */
#ifndef SCHEMAC_EVALUATE_ARRAY_H
#define SCHEMAC_EVALUATE_ARRAY_H

#include "evaluate/evaluate_parts.h"

/* The items of an array's text, inner arrays flattened as ANY sees them; false where it is not understood. */
bool array_items(Evaluator *evaluator, const Datum *array, DatumList *items);

/* An array of one dimension; items are values or NULL. */
Datum array_of(Evaluator *evaluator, const DatumList *items, TypeUse type);

Datum array_make(Evaluator *evaluator, const Expr *expr);  /* ARRAY[…] */
Datum array_index(Evaluator *evaluator, const Expr *expr); /* a[i] and a[i:j] */
Datum array_input(Evaluator *evaluator, Text text, TypeUse type);
Datum array_cast(Evaluator *evaluator, const Datum *array, TypeUse type);
Datum array_modify(Evaluator *evaluator, const Datum *array, const TypeUse *type);
Datum array_join(Evaluator *evaluator, const Datum *left, const Datum *right); /* || */
Order array_order(Evaluator *evaluator, const Datum *a, const Datum *b);

/* @> <@ && of arrays of one type. */
Datum array_relate(Evaluator *evaluator, Text symbol, const Datum *a, const Datum *b);

/* Functions, each with its arguments converted where they have a type of their own. */
Datum array_length(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_lower(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_cardinality(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_ndims(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_position(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_append(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_prepend(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_cat(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_remove(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_to_string(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

/* ---- evaluate_array_search.c */

Datum array_positions(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_replace(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_dims(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);
Datum array_trim(Evaluator *evaluator, const Datum *arguments, size_t count, TypeUse result);

/* ---- evaluate_row.c: rows of composite types */

Datum array_field(Evaluator *evaluator, const Expr *expr); /* (row).field */
Datum array_row_input(Evaluator *evaluator, Text text, TypeUse type);
Datum array_row_is_null(Evaluator *evaluator, const Datum *row, bool negated);
Order array_row_order(Evaluator *evaluator, const Datum *a, const Datum *b);

#endif
