/* compile_exact.h: expressions over values that were drawn, compiled to steps that find what the server does.
 *
 * What the server might find otherwise is not compiled: ordering of texts, which its collations decide,
 * numerics whose digits after the point vary, numbers that may not fit 128 bits. Where the server would raise
 * an error (overflow, division by zero) the row is one that does not satisfy its conditions, even if the
 * server would not come to evaluate that part. */
#ifndef SCHEMAC_PLAN_COMPILE_EXACT_H
#define SCHEMAC_PLAN_COMPILE_EXACT_H

#include "plan/compile/compile_expr.h"

/* The value that a column would have. */
typedef struct Drawn {
    ColumnPlan *column;
    Step *value;
    Bounds bounds;
} Drawn;
typedef LIST(Drawn) DrawnList;

/* Values of some of a table's columns, none of them NULL. */
typedef struct ExactRow {
    TablePlan *table;
    DrawnList values;
    Step *fault; /* VALUE_BOOL: the server would raise an error; NULL: never */
} ExactRow;

/* Gives the column the value of the expression over those that are there, its own among them; a value that is
 * NULL or that the column can't hold is a fault. False where it can't be compiled. */
bool exact_compute(ExactRow *row, ColumnPlan *column, const Expr *by);

/* A VALUE_BOOL step of that name: all conditions are true of the row, and there is no fault. NULL where they
 * can't be compiled. */
Step *exact_holds(ExactRow *row, const ExprList *conditions, Text name);

#endif
