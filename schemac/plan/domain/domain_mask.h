/* domain_mask.h: patterns whose strings all have one length and characters that don't depend on
 * one another. */
#ifndef SCHEMAC_PLAN_DOMAIN_MASK_H
#define SCHEMAC_PLAN_DOMAIN_MASK_H

#include "plan/language/automaton.h"
#include "plan/plan.h"

/* The runtime's struct rt_mask of an automaton, as data of the column's table; NULL where it is no such
 * pattern, or its strings are too long or not of ASCII. */
const Data *domain_mask(ColumnPlan *column, const Automaton *automaton);

#endif
