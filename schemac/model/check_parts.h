/* check_parts.h: the steps of schema_check, each in a file of its own. */
#ifndef SCHEMAC_MODEL_CHECK_PARTS_H
#define SCHEMAC_MODEL_CHECK_PARTS_H

#include "model/schema.h"

/* What the steps share. */
typedef struct CheckRun {
    Schema *schema;
    Diag *diag;
    Arena *arena;
    size_t *missing; /* reports of check_missing so far */
} CheckRun;

/* Reports that something refers to what is not there: an error; a warning where statements were skipped that
 * may have made it, and what refers to it is left aside then. Always false. */
bool check_missing(const CheckRun *run, Span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Finds the targets of references and tells whether they can be referenced. */
void check_references(const CheckRun *run);

/* Resolves the parents of row counts and reports cycles among them. */
void check_rows(const CheckRun *run);

/* Tells whether the rules and null fractions can serve their columns. */
void check_rules(const CheckRun *run);

/* Brings every expression into normal form and reports columns that don't exist. */
void check_expressions(const CheckRun *run);

/* Makes the sequences of serial and identity columns that have none, and finds those that defaults name. */
void check_sequences(const CheckRun *run);

/* Sorts what has no order of its own. */
void check_sort(const CheckRun *run);

#endif
