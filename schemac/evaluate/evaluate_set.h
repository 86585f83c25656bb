/* evaluate_set.h: aggregates over the items of sets: of arrays, documents, series of numbers. PostgreSQL
 * documentation, sections 9.16, 9.19, 9.21 and 9.25. */
#ifndef SCHEMAC_EVALUATE_SET_H
#define SCHEMAC_EVALUATE_SET_H

#include "evaluate/evaluate_parts.h"

enum {
    SET_ITEMS_MOST = 10000 /* of one set */
};

/* The value of an EXPR_AGGREGATE, and of an EXPR_ITEM inside one. */
Datum set_aggregate(Evaluator *evaluator, const Expr *expr);
Datum set_item(Evaluator *evaluator, const Expr *expr);

/* ---- evaluate_set_items.c */

/* The items of the set: a call of a function that returns one, or an aggregate that is an array. False where
 * there are none: then *failure is an error, or what is not known. */
bool set_items(Evaluator *evaluator, const Expr *set, DatumList *items, Datum *failure);

#endif
