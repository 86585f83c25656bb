/* relation_between.h: columns drawn between bounds that others give. */
#ifndef SCHEMAC_PLAN_RELATION_BETWEEN_H
#define SCHEMAC_PLAN_RELATION_BETWEEN_H

#include "plan/relation/relation.h"

/* Finds a column of the group, other than `but`, which may be NULL, that all its relations hold in an
 * interval, whose ends are expressions of the others' values: numbers and times. False where there is none
 * for which samples of the others always leave room. */
bool relation_between(const RelationGroup *group, const ColumnPlan *but, RelationValue *value);

/* Draws the value between the two expressions, evenly where the usual values of the column lie; NULL where
 * they are not understood, or an error was reported. */
Step *relation_between_value(const RelationValue *value, Diag *diag);

#endif
