/* share.h: steps that compute the same, computed once. */
#ifndef SCHEMAC_PLAN_SHARE_H
#define SCHEMAC_PLAN_SHARE_H

#include "plan/plan.h"

/* Of calls and choices that compute the same, what takes one takes the first. Scenarios are planned one by
 * one and repeat what they have in common; what nothing takes is left out of the C. Values stay what they
 * are. Once all steps are made. */
void share_steps(TablePlan *table);

#endif
