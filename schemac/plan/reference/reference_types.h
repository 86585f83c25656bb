/* reference_types.h: references between columns of different types. */
#ifndef SCHEMAC_PLAN_REFERENCE_TYPES_H
#define SCHEMAC_PLAN_REFERENCE_TYPES_H

#include "plan/step.h"

/* The column that a reference's column takes its values from; NULL where it takes them from none. */
ColumnPlan *reference_source(const ColumnPlan *column);

/* The column at the end of that way: the column itself where no reference gives it. Of columns that give one
 * another their values in a circle, any. */
ColumnPlan *reference_first_source(const ColumnPlan *column);

/* The other column where two are put in order by their keys; NULL where there is none. (reference_link.c) */
ColumnPlan *reference_partner(const ColumnPlan *column);

/* Gives texts by which parents are put in order a form on whose order collations agree; after
 * references_make_room of all tables. Refuses tables where none is known. (reference_order.c) */
void references_keep_order(TablePlan *table);

/* Has referenced columns hold what the columns that reference them have room for, such as smallint ones;
 * after components_bind of all tables. */
void references_make_room(TablePlan *table);

/* Whether values of a reference's column are held as those of its target, or can be made so. */
bool reference_types_are_alike(const ColumnPlan *column, const ColumnPlan *target);

/* What is read from the target, as the column's values are held: with as many digits after the point. */
Step *reference_value(const ColumnPlan *column, const ColumnPlan *target, Step *read);

#endif
