/* exclusion_axis.h: where ranges that must not overlap lie: in slots side by side, in which the conditions on
 * their bounds hold. For exclusion.c. */
#ifndef SCHEMAC_PLAN_EXCLUSION_AXIS_H
#define SCHEMAC_PLAN_EXCLUSION_AXIS_H

#include "plan/component.h"

/* The columns that hold a range: one of a range type, or two that hold its ends. */
typedef struct RangeColumns {
    ColumnPlan *range;       /* or NULL, and then */
    ColumnPlan *from, *to;   /* which are never NULL: a range without an end overlaps all that follow */
    const ColumnPlan *bound; /* the type of its ends, as a column: whole numbers */
    bool may_touch;          /* one may begin where another ends */
} RangeColumns;

/* Slot s begins at start + width × s. The range in it begins less than `starts` units after lead, and is
 * least to most units long; it ends before the next slot begins, or, where ranges may touch, there. */
typedef struct Axis {
    int64_t start, width, lead, unit; /* as values of the bound */
    uint32_t starts, least, most;
    PlanCount slots; /* that there are */
} Axis;

/* Slots in which every range satisfies the conditions of the table that are about these columns alone. False
 * where none are found. */
bool exclusion_axis(const RangeColumns *columns, Axis *axis);

/* The component's scenarios in which the ranges of the slots satisfy what the scenario says of these columns,
 * and no end is NULL. */
ScenarioSet exclusion_axis_scenarios(const RangeColumns *columns, const Axis *axis,
                                     const Component *component);

#endif
