/* reference_copy.h: columns that keys give distinct values, and that are copies of a reference in the
 * scenarios that want the two to be equal. */
#ifndef SCHEMAC_PLAN_REFERENCE_REFERENCE_COPY_H
#define SCHEMAC_PLAN_REFERENCE_REFERENCE_COPY_H

#include "plan/relation/component.h"

/* Finds the columns of which all keys stay met when they are copies, and gives each row of those scenarios a
 * parent of its own. Scenarios that keep the relation have no rows in the end. After references_draw's
 * parents, before references_decide_avoidances. */
void references_plan_copies(TablePlan *table);

/* The scenarios in which the column is a copy of the reference's column; 0 where it is none. */
ScenarioSet reference_copied_in(const ColumnPlan *reference, const ColumnPlan *column);

/* Makes the copies of the table, all columns of which have their values otherwise. */
void references_make_copies(TablePlan *table);

#endif
