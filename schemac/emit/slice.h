/* slice.h: which steps a function needs. */
#ifndef SCHEMAC_EMIT_SLICE_H
#define SCHEMAC_EMIT_SLICE_H

#include "plan/plan.h"

/* The steps that one or more wanted steps need, and what they use of their surroundings. */
typedef struct Slice {
    bool *needed;     /* by the steps' index */
    unsigned *uses;   /* by the steps' index: how many needed steps use it */
    bool uses_params; /* `t` */
    bool uses_db;     /* `db`: parameters, rows of tables, other tables' steps */
    bool uses_scratch;
    bool uses_row;  /* `n` */
    bool uses_data; /* constant data of the table's file, or descriptors */
    unsigned cost;  /* rough ns of all of them */
} Slice;

/* What one step needs, itself included. */
Slice slice_of_step(const TablePlan *table, const Step *step);

/* What the columns' values and NULLs need. */
Slice slice_of_row(const TablePlan *table);

/* True where the step's function may be inline in the header that all tables see. */
bool slice_is_inline(const TablePlan *table, const Step *step);

#endif
