/* reference_types.h: references between columns of different types. */
#ifndef SCHEMAC_PLAN_REFERENCE_TYPES_H
#define SCHEMAC_PLAN_REFERENCE_TYPES_H

#include "plan/step.h"

/* Has referenced columns hold what the columns that reference them have room for, such as smallint ones;
 * after components_bind of all tables. */
void references_make_room(TablePlan *table);

/* Whether values of a reference's column are held as those of its target, or can be made so. */
bool reference_types_are_alike(const ColumnPlan *column, const ColumnPlan *target);

/* What is read from the target, as the column's values are held: with as many digits after the point. */
Step *reference_value(const ColumnPlan *column, const ColumnPlan *target, Step *read);

#endif
