/* exclusion_axis.h: where ranges that must not overlap lie: in slots side by side, in which the conditions on
 * their bounds hold. For exclusion.c. */
#ifndef SCHEMAC_PLAN_EXCLUSION_AXIS_H
#define SCHEMAC_PLAN_EXCLUSION_AXIS_H

#include "evaluate/evaluate.h"
#include "plan/relation/component.h"

/* The columns that hold a range: one of a range type, two that hold its ends, its beginning and its length,
 * or a day and the times in it. */
typedef struct RangeColumns {
    ColumnPlan *range;       /* or NULL, and then */
    ColumnPlan *from;        /* which is NULL, as the others are, at the ends of the axis alone: a range
                                without an end overlaps all that follow */
    ColumnPlan *to, *length; /* at most one of them; neither: ranges lie inside the day `from` */
    int64_t per;             /* what 1 of the length stands for, as a value of the bound */
    ColumnPlanList times;    /* of the day */
    const Expr *made;        /* what makes the range of them */
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
 * of which none is NULL but those in `open`. */
ScenarioSet exclusion_axis_scenarios(const RangeColumns *columns, const Axis *axis,
                                     const Component *component, const ColumnPlanList *open);

/* Gives the columns that hold the range from one value to another what they are then. */
void exclusion_axis_put(EvaluateScope *scope, const RangeColumns *columns, int64_t from, int64_t to);

/* ---- exclusion_ends.c ---- */

/* The slots of a constraint's rows, and which of them are of one key. */
typedef struct Slots {
    Operand number;   /* of the row's slot */
    Step *place;      /* VALUE_FANOUT: keys are a parent's rows; or NULL, and then */
    PlanCount block;  /* so many rows that follow one another have one key; or 0, and then */
    PlanCount stride; /* rows of one key lie so far apart; 1: all rows have it */
} Slots;

/* Ranges that are laid out, in slots. */
typedef struct LaidRange {
    RangeColumns columns;
    Axis axis;
    Slots slots;
} LaidRange;

/* Some of the ranges in the last slot of a key have no end, and some in the first one no beginning, where the
 * columns that say so may be NULL. Elsewhere they are not. After all keys of the table. */
void exclusion_open_ends(const LaidRange *range);

#endif
