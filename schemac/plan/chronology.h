/* chronology.h: creation times that are not before those of the rows referenced. */
#ifndef SCHEMAC_PLAN_CHRONOLOGY_H
#define SCHEMAC_PLAN_CHRONOLOGY_H

#include "plan/step.h"

/* True where the column, by its name and type, says when its row came to be. */
bool chronology_is_creation(const Column *column);

/* Plans a creation time whose row references rows that have one: between the latest of theirs and the
 * reference date. And a time of change after the creation time of its own row. False where the column is
 * neither; then nothing is done. */
bool chronology_plan(ColumnPlan *column, Diag *diag);

#endif
