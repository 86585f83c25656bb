/* reference_equal.h: references that are to one row with another one of their table, or to the row itself, in
 * the scenarios that want them to be equal. */
#ifndef SCHEMAC_PLAN_REFERENCE_EQUAL_H
#define SCHEMAC_PLAN_REFERENCE_EQUAL_H

#include "plan/relation/component.h"

/* Takes on a = b of one scenario of the component, whose relation it stays until it is met: of columns that
 * two references take from one column, or of which one references the other one's table by it. What the
 * scenario asks of one of them it asks of both then. False where it is none of these: nothing is done. */
bool reference_equate(Component *component, Scenario *scenario, const Column *a, const Column *b);

/* The scenarios in which the two have one parent, as far as that is not met yet; gives the component. */
ScenarioSet references_equal_in(const ReferencePlan *one, const ReferencePlan *other, Component **component);

/* Where they are not equal they differ from now on. False where another reference is in the way. */
bool references_differ(ReferencePlan *one, ReferencePlan *other);

/* The two have one parent in all of those scenarios. */
void references_are_joined(const ReferencePlan *one, const ReferencePlan *other);

/* Gives references that no key needs the parents that others have, in those scenarios that want it and where
 * it is not met yet. Scenarios that keep the relation have no rows in the end. After all references of the
 * table have their parents. */
void references_join_equal(TablePlan *table);

#endif
