/* key_made.h: columns that conditions say are made of others: computed, or texts of a shape. */
#ifndef SCHEMAC_PLAN_KEY_MADE_H
#define SCHEMAC_PLAN_KEY_MADE_H

#include "plan/tables.h"

/* What a condition says that a column is, by other columns. */
typedef struct Made {
    const Expr *by;    /* its value, of the column's type; NULL: */
    const Expr *shape; /* see relation_pattern; NULL: it is neither */
    bool is_beginning;
} Made;

bool made_is(const Made *made);

/* Takes what the condition says of the column, if it says that. */
void made_improve(Made *made, const Expr *condition, const ColumnPlan *column);

/* Puts columns after those that the conditions of their components say they are made of. */
void made_order(ColumnPlanList *columns);

#endif
