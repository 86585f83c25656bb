/* compile_expr.h: SQL expressions compiled to steps, with SQL's three-valued logic: each result is a value
 * and a step that says whether it is NULL. */
#ifndef SCHEMAC_PLAN_COMPILE_EXPR_H
#define SCHEMAC_PLAN_COMPILE_EXPR_H

#include "plan/step.h"

/* What a value of an expression is. */
typedef enum ExprClass {
    CLASS_NULL,      /* NULL without a type */
    CLASS_UNKNOWN,   /* a string literal that has no type yet */
    CLASS_BOOL,      /* VALUE_BOOL */
    CLASS_INT,       /* VALUE_INT64 */
    CLASS_NUMERIC,   /* VALUE_WIDE, times 10^scale */
    CLASS_FLOAT,     /* VALUE_DOUBLE */
    CLASS_TEXT,      /* VALUE_TEXT */
    CLASS_DATE,      /* VALUE_INT64: days */
    CLASS_TIMESTAMP, /* VALUE_INT64: microseconds */
    CLASS_TIME,      /* VALUE_INT64: microseconds */
    CLASS_INTERVAL,  /* a constant: `months`, `days`, `microseconds` */
    CLASS_UUID,      /* VALUE_UUID */
    CLASS_OTHER      /* anything else, which can only be handed on */
} ExprClass;

/* What a number can be, in units of its last digit. */
typedef struct Bounds {
    bool known;
    PlanInteger low, high;
} Bounds;

typedef struct Compiled {
    ExprClass class;
    Step *value;                        /* NULL for CLASS_NULL, CLASS_UNKNOWN and CLASS_INTERVAL */
    Step *null;                         /* VALUE_BOOL, or NULL: never */
    int scale;                          /* CLASS_NUMERIC */
    Bounds bounds;                      /* CLASS_INT, CLASS_NUMERIC, CLASS_DATE */
    TypeUse type;                       /* the server's, where what is compiled has to be exact */
    Text text;                          /* CLASS_UNKNOWN */
    int64_t months, days, microseconds; /* CLASS_INTERVAL */
} Compiled;

/* Makes a column's value and NULL out of the expression, over columns of its row and, as `reference.column`,
 * of the rows that it references. False where an error was reported: what is not understood, a cycle, a type
 * that does not fit. */
bool compile_column(ColumnPlan *column, const Expr *expr, Span span, Diag *diag);

/* The same for what the database generates; false where it is not understood: nothing is reported then but
 * what planning other columns reports. */
bool compile_generated(ColumnPlan *column, const Expr *expr, Diag *diag);

/* The value of the expression as one of the column's, where it is not NULL; NULL where that is not understood
 * or the column can't hold it exactly: nothing is reported then but what planning other columns reports. */
Step *compile_exactly(ColumnPlan *column, const Expr *expr, Text name, Diag *diag);

/* The same for a number that may have more digits than the column: rounded to its own. */
typedef enum CompileRounding {
    COMPILE_DOWN,
    COMPILE_UP
} CompileRounding;
Step *compile_rounded(ColumnPlan *column, const Expr *expr, CompileRounding rounding, Text name, Diag *diag);

/* False where the expression has a function, an operator or a form that can't be compiled, for a row of the
 * table. */
bool compile_knows(const TablePlan *table, const Expr *expr);

#endif
