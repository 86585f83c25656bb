/* exclusion_axis.h: where ranges that must not overlap lie: in slots side by side, in which the conditions on
 * their bounds hold. For exclusion.c. */
#ifndef SCHEMAC_PLAN_EXCLUSION_AXIS_H
#define SCHEMAC_PLAN_EXCLUSION_AXIS_H

#include "plan/relation/component.h"

/* The columns that hold a range: one of a range type, two that hold its ends, its beginning and its length,
 * or a day and the times in it. */
typedef struct RangeColumns {
    ColumnPlan *range;       /* or NULL, and then */
    ColumnPlan *from;        /* which is never NULL, nor are the others: a range without an end overlaps all
                                that follow */
    ColumnPlan *to, *length; /* at most one of them; neither: ranges lie inside the day `from` */
    int64_t per;             /* what 1 of the length stands for, as a value of the bound */
    ColumnPlanList times;    /* of the day; they may be anything but NULL */
    const ColumnPlan *bound; /* the type of its ends, as a column: numbers */
    bool may_touch;          /* one may begin where another ends */
} RangeColumns;

/* Slot s begins at start + width × s. The range in it begins less than `starts` units after lead, and is
 * least to most units long; it ends before the next slot begins, or, where ranges may touch, there. */
typedef struct Axis {
    int64_t start, width, lead, unit; /* as values of the bound */
    uint32_t starts, least, most;
    PlanCount slots; /* that there are */
} Axis;

/* The columns of tsrange(from, f(from, length)), where that many units are added to `from`, or of
 * tsrange(f(day, times), g(day, times)), where `from` is NULL: measured by evaluation. Without `bound` where
 * it is neither. */
RangeColumns exclusion_computed(const TablePlan *table, ColumnPlan *from, const Expr *range);

/* Slots in which every range satisfies the conditions of the table that are about these columns alone. False
 * where none are found. */
bool exclusion_axis(const RangeColumns *columns, Axis *axis);

/* The component's scenarios in which the ranges of the slots satisfy what the scenario says of these columns,
 * and no end is NULL. */
ScenarioSet exclusion_axis_scenarios(const RangeColumns *columns, const Axis *axis,
                                     const Component *component);

#endif
