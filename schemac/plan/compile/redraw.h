/* redraw.h: columns that are drawn again until conditions hold which can be evaluated, but not turned into
 * domains.
 *
 * A column's draw is a function of the row's number. A row whose draws do not satisfy the conditions takes
 * those of another number: of a bounded sequence of its own that follows from the seed and the row alone, the
 * first that does. Where there is none it takes values that were found when the schema was compiled. */
#ifndef SCHEMAC_PLAN_REDRAW_H
#define SCHEMAC_PLAN_REDRAW_H

#include "plan/compile/compile_exact.h"
#include "plan/domain/domain.h"

enum {
    REDRAW_SHARE = 64 /* draws of which one or more must satisfy the conditions, to be worth it */
};

typedef struct RedrawColumn {
    ColumnPlan *column;
    Domain domain; /* what it is drawn from; without draw and unrank: it is not drawn */
    const Expr
        *by; /* its value is that of the expression, over columns before it and its own draw; or NULL */
} RedrawColumn;

typedef struct Redraw {
    TablePlan *table;
    LIST(RedrawColumn) columns;
    ExprList conditions; /* over these alone */
    StepList draws;      /* by column */
    Step *number;        /* VALUE_ROW: the number whose draws the row takes, or RT_NO_DRAW */
} Redraw;

/* False where the conditions can't be compiled so that they find what the server does. */
bool redraw_possible(const Redraw *redraw);

/* Makes the draws and the number; false where that is not possible. */
bool redraw_make(Redraw *redraw);

/* The value of the column of that index, as a step of that name; `found` where no draw will do. */
Step *redraw_value(const Redraw *redraw, size_t column, Text name, const Step *found);

#endif
