/* compile_parts.h: what the files that compile expressions share. */
#ifndef SCHEMAC_PLAN_COMPILE_PARTS_H
#define SCHEMAC_PLAN_COMPILE_PARTS_H

#include "plan/compile_expr.h"

typedef struct Compiler {
    ColumnPlan *column; /* whose expression it is */
    Diag *diag;
    Span span;
    unsigned steps; /* made so far, for their names */
    int depth;
    bool is_quiet; /* nothing is reported */
    bool failed;   /* and reported */
} Compiler;

/* The table whose row the expression is computed for. */
TablePlan *compile_table(const Compiler *compiler);

/* A new name for a step. */
Text compile_name(Compiler *compiler);

/* Reports, once: "the expression of column "x" WHAT "NAME"". */
Compiled compile_fail(Compiler *compiler, const char *what, Text name);

/* The expression as steps: by its kind, an operator, AND/OR/NOT and tests, CASE and what is like it, a call.
 * What cannot be compiled is reported by compile_fail. */
Compiled compile_expr(Compiler *compiler, const Expr *expr);
Compiled compile_operator(Compiler *compiler, const Expr *expr);
Compiled compile_logic(Compiler *compiler, const Expr *expr);
Compiled compile_case(Compiler *compiler, const Expr *expr);
Compiled compile_call(Compiler *compiler, const Expr *expr);

/* A call that reads an array or a range of the row: the number of elements, a bound. False where it is
 * another one. */
bool compile_items(Compiler *compiler, const Expr *expr, Compiled *result);

/* A whole number. */
Compiled compile_int(Compiler *compiler, int64_t value);

/* A string literal as a value of the class. */
Compiled compile_literal(Compiler *compiler, Text text, ExprClass wanted);

/* The value as one of another class; numerics with `scale` digits after the point. */
Compiled compile_convert(Compiler *compiler, Compiled value, ExprClass class, int scale);

/* Two values as the one class that both have or can be made: that of columns before that of literals. */
bool compile_unify(Compiler *compiler, Compiled *a, Compiled *b);

/* Steps of truth; NULL stands for false. */
Step *compile_or(Compiler *compiler, Step *a, Step *b);
Step *compile_not(Compiler *compiler, Step *a);

/* left `symbol` right, for comparisons: "=", "<>", "<" … */
Compiled compile_comparison(Compiler *compiler, Text symbol, Compiled left, Compiled right);

/* The C type of a class's values. */
ValueKind compile_kind(ExprClass class);

#endif
