/* evaluate_array_parts.h: arrays taken apart; for the files about arrays alone. */
#ifndef SCHEMAC_EVALUATE_ARRAY_PARTS_H
#define SCHEMAC_EVALUATE_ARRAY_PARTS_H

#include "evaluate/evaluate_array.h"

enum {
    ARRAY_DIMENSIONS = 6 /* as many as PostgreSQL has */
};

/* An array taken apart: its items in storage order. */
typedef struct ArrayShape {
    DatumList items;
    int dimensions; /* 0: empty */
    size_t lengths[ARRAY_DIMENSIONS];
} ArrayShape;

/* The array of a text; false where it is not understood. */
bool array_read(Evaluator *evaluator, Text text, TypeUse type, ArrayShape *shape);

/* Items as B-trees see them: NULL is above all, and the same as NULL. */
Order array_item_order(Evaluator *evaluator, const Datum *a, const Datum *b);

/* The array of the items, as its output function prints it. */
Datum array_print(Evaluator *evaluator, const ArrayShape *shape, TypeUse type);

#endif
