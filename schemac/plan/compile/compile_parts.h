/* compile_parts.h: what the files that compile expressions share. */
#ifndef SCHEMAC_PLAN_COMPILE_PARTS_H
#define SCHEMAC_PLAN_COMPILE_PARTS_H

#include "plan/compile/compile_exact.h"

typedef struct Compiler {
    TablePlan *table;
    ColumnPlan *column; /* whose expression it is */
    ExactRow *exact;    /* not NULL: what it reads, and nothing but what the server finds as well will do */
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

/* The class of a type's values. */
ExprClass compile_class(const TypeUse *use);

/* A value of the column as the class of its type; `null` may be NULL. */
Compiled compile_present(Compiler *compiler, const ColumnPlan *column, Step *value, Step *null);

/* A value of the class of a column's type as the column holds it, as a step of that name. */
Step *compile_held(TablePlan *table, const ValueType *type, Text name, Step *value);

/* Reports, once: "the expression of column "x" WHAT "NAME"". */
Compiled compile_fail(Compiler *compiler, const char *what, Text name);

/* The expression as steps: by its kind, an operator, AND/OR/NOT and tests, CASE and what is like it, a call.
 * What cannot be compiled is reported by compile_fail. */
Compiled compile_expr(Compiler *compiler, const Expr *expr);
Compiled compile_operator(Compiler *compiler, const Expr *expr);
Compiled compile_logic(Compiler *compiler, const Expr *expr);
Compiled compile_case(Compiler *compiler, const Expr *expr);
Compiled compile_call(Compiler *compiler, const Expr *expr);

/* Whether the operator is one of those. */
bool compile_knows_operator(const Expr *expr);

/* condition ? yes : no, of values of one class. */
Compiled compile_choose(Compiler *compiler, Step *condition, Compiled yes, Compiled no);

/* COALESCE, GREATEST and LEAST. */
Compiled compile_coalesce(Compiler *compiler, const Expr *expr);
Compiled compile_extreme(Compiler *compiler, const Expr *expr);

/* mod. */
Compiled compile_modulo(Compiler *compiler, const Expr *expr);

/* ---- compile_time.c: EXTRACT, date_trunc, make_date; whether the unit of one of the first two is known. */
Compiled compile_part(Compiler *compiler, const Expr *expr);
Compiled compile_truncation(Compiler *compiler, const Expr *expr);
Compiled compile_in_utc(Compiler *compiler, const Expr *expr);
Compiled compile_date(Compiler *compiler, const Expr *expr);
bool compile_knows_unit(const Expr *expr);
bool compile_knows_zone(const Expr *expr);

/* A call that reads an array or a range of the row: the number of elements, a bound. False where it is
 * another one. */
bool compile_items(Compiler *compiler, const Expr *expr, Compiled *result);

/* Whether it is a bound of a range that can be read. */
bool compile_is_bound(const TablePlan *table, const Expr *expr);

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

/* ---- compile_exact.c */

/* A column's value among those of the row; the word VALUE, where there is one column alone. */
Compiled exact_column(Compiler *compiler, const Expr *column);

/* What was compiled of the expression as the server's type has it; rows in which the server would raise an
 * error are noted. Fails where the server may find another value. */
Compiled exact_checked(Compiler *compiler, const Expr *expr, Compiled value);

/* Where that is true the server raises an error; nothing is noted where the compiler need not be exact. */
void exact_note_fault(Compiler *compiler, Step *fault);

/* That letters beyond ASCII are a fault: what becomes of them in the other case is the locale's business. */
void exact_note_letters(Compiler *compiler, Step *text);

/* ---- bounds.c */

/* What numbers can be, whatever the row; of what is not known nothing is known. */
Bounds bounds_of(PlanInteger low, PlanInteger high);
Bounds bounds_sum(Bounds a, Bounds b);
Bounds bounds_difference(Bounds a, Bounds b);
Bounds bounds_product(Bounds a, Bounds b);
Bounds bounds_either(Bounds a, Bounds b);

/* Of the number with so many more digits after the point; fewer where negative. */
Bounds bounds_rescaled(Bounds a, int digits);

/* Of what is left, with the sign of what is divided, of a division by the other. */
Bounds bounds_remainder(Bounds by);

/* Whether the number is known to be in [low, high]; to be other than 0. */
bool bounds_within(Bounds a, PlanInteger low, PlanInteger high);
bool bounds_exclude_zero(Bounds a);

/* The C type of a class's values. */
ValueKind compile_kind(ExprClass class);

#endif
