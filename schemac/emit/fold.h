/* fold.h: which steps of a function stand inside the expression that uses them, instead of on a line of their
 * own. */
#ifndef SCHEMAC_EMIT_FOLD_H
#define SCHEMAC_EMIT_FOLD_H

#include "emit/slice.h"

/* A slice's steps as C. Only a step that one other step uses, and whose value there has the type it has as a
 * constant, is folded: what a function computes does not change. */
typedef struct Fold {
    Slice slice;
    bool *folded; /* by the steps' index: it has no line */
    Text *text;   /* by the steps' index: the expression, with what is folded into it */
} Fold;

/* The steps that one step's function needs, the step itself included. */
Fold fold_of_step(const TablePlan *table, const Step *step);

/* The steps that a row needs. Those that are assigned to a column are not folded. */
Fold fold_of_row(const TablePlan *table);

#endif
