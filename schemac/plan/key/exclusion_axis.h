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

/* The bound that a range lacks. */
typedef enum RangeEnd {
    RANGE_CLOSED,
    RANGE_NO_END,
    RANGE_NO_BEGINNING
} RangeEnd;

/* Where one column holds the range: the component's scenarios that are about ranges without that bound, in
 * the first and the last slot. */
ScenarioSet exclusion_axis_lacking(const RangeColumns *columns, const Axis *axis, const Component *component,
                                   RangeEnd end);

/* Whether the conditions of the table that are about the columns alone hold for such ranges, too. */
bool exclusion_axis_may_lack(const RangeColumns *columns, const Axis *axis, RangeEnd end);

/* Whether the expression, which reads these columns alone, is true of such ranges, or is not; perhaps it is
 * of others. */
bool exclusion_axis_is(const RangeColumns *columns, const Axis *axis, const Expr *expr, bool truth,
                       RangeEnd end);

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
    Step *from, *to; /* as values of the bound; to: NULL where a length says it */
} LaidRange;

/* Whether the predicate is true of one of the ranges of a key at most: the one that has no end, or the one
 * that has no beginning. */
bool exclusion_is_at_end(const RangeColumns *columns, const Axis *axis, const Expr *predicate);

/* The rows that have the last slot of a key, or its first one, of which half, and the table's own last or
 * first row in any case, lack that bound. */
Step *exclusion_some_at_end(const LaidRange *range, RangeEnd end);

/* ---- exclusion_lacking.c ---- */

/* The same as exclusion_open_ends, of one column that holds the range, where conditions or indexes tell such
 * ranges from others. */
void exclusion_open_column(const LaidRange *range);

/* Some of the ranges in the last slot of a key have no end, and some in the first one no beginning, where the
 * columns that say so may be NULL. Elsewhere they are not. After all keys of the table. */
void exclusion_open_ends(const LaidRange *range);

#endif
