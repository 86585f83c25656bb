/* narrow_parts.h: what the files that narrow domains share; for them alone. */
#ifndef SCHEMAC_PLAN_NARROW_PARTS_H
#define SCHEMAC_PLAN_NARROW_PARTS_H

#include "evaluate/evaluate.h"
#include "plan/domain/spans.h"
#include "plan/narrow/narrow.h"

enum {
    NARROW_YEARS = 50,      /* that conditions on now() hold for, where they can */
    NARROW_LIST_LIMIT = 500 /* values of a list found by trying */
};

/* A column and what holds for its value. */
typedef struct NarrowTask {
    Arena *arena;
    const ColumnPlan *column;
    TypeUse base; /* of the column, below all domains */
    DomainUse use;
    ExprList conditions; /* all of them are true; none is an AND */
    unsigned years;      /* now() is no later than so many years after the reference date */
    Domain usual;        /* the column's domain without the conditions */
} NarrowTask;

/* What the parts find. */
typedef struct Found {
    Domain domain;       /* without unrank and draw: nothing */
    const Expr *unmet;   /* or NULL */
    const TextList *all; /* the only values that one of the conditions leaves; NULL: not so few */
    bool impossible;
} Found;

/* ---- narrow_atom.c */

/* True where the expression is the column's value itself, whatever its collation. */
bool narrow_is_self(const Expr *expr);

/* True where the expression reads the column nowhere. */
bool narrow_is_constant(const Expr *expr);

/* The value of a constant, whatever moment now() is: one that is never more and one that is never less. */
typedef struct Constant {
    Text least, most; /* in the type's output form; the same but of moments */
    TypeUse type;
} Constant;
typedef LIST(Constant) ConstantList;

/* False where it is none, is NULL, or can't be told. */
bool narrow_constant(const NarrowTask *task, const Expr *expr, Constant *constant);

/* A comparison of something that reads the column with constants. */
typedef struct Atom {
    const Expr *subject;
    Text symbol;            /* of the operator, with the subject at its left */
    ConstantList constants; /* none of them NULL */
    bool has_null;          /* there is a NULL besides */
    bool is_all;            /* it holds for all of them, not for one */
} Atom;

/* The earliest moment that now() is taken for, so many years later. */
Text narrow_moment(const NarrowTask *task, unsigned years);

/* The expression as a comparison, where `truth` is wanted of it (a comparison is false where its negation is
 * true); false where it is none. */
bool narrow_atom(const NarrowTask *task, const Expr *expr, bool truth, Atom *atom);

/* ---- narrow_logic.c */

/* Sets of values, as one kind of domain has them. */
typedef struct Algebra {
    const void *(*atom)(const NarrowTask *task, const Expr *expr, bool truth); /* where it is that; NULL: not
                                                                               known */
    const void *(*either)(const NarrowTask *task, const void *a, const void *b);
    const void *(*both)(const NarrowTask *task, const void *a, const void *b);
    const void *(*constant)(const NarrowTask *task, bool all); /* all values, or none */
} Algebra;

/* The values for which the expression is true, or is false; perhaps not all of them where it has parts of
 * which nothing is known. NULL: not known. */
const void *narrow_logic(const NarrowTask *task, const Algebra *algebra, const Expr *expr, bool truth);

/* The same for sets of whole numbers, by the numbers of the least parts; false: not known. */
bool narrow_spans(const NarrowTask *task,
                  const void *(*atom)(const NarrowTask *task, const Expr *expr, bool truth), const Expr *expr,
                  Spans *spans);

/* A set that stays. */
Spans *narrow_kept(const NarrowTask *task, Spans spans);

/* ---- narrow.c */

/* What is known of a column under conditions. */
NarrowTask narrow_task(const ColumnPlan *column, DomainUse use, const ExprList *conditions);

/* A condition's truth for the value, given as PostgreSQL prints it, as long as now() is within the task's
 * years: true, false or unknown. */
Truth narrow_truth(const NarrowTask *task, const Expr *condition, Text value);

/* Whether all conditions are true of the value. */
bool narrow_admits(const NarrowTask *task, Text value);

/* Those of the texts that all conditions are true of, each once, in the same order; those that only a judge
 * could tell come last. */
TextList narrow_admitted(const NarrowTask *task, const TextList *texts);

/* The value of an expression over the column for a value of its, in PostgreSQL's form; false where it is
 * none, or can't be told. */
bool narrow_value(const NarrowTask *task, const Expr *expr, Text value, Text *result);

/* Values of the column's kind that are worth trying, in PostgreSQL's form. `natural`: those that look right,
 * else any. */
TextList narrow_usual(const NarrowTask *task, size_t wanted, bool natural);

/* ---- narrow_redraw.c */

/* Values from all over a domain; for conditions that say of a value that a function leaves it as it is, what
 * the function makes of these. */
TextList redraw_candidates(const NarrowTask *task, const Domain *usual);

/* What is drawn from the usual domain until the conditions hold, and is otherwise one of those listed; these
 * alone where that is not worth it or can't be compiled. */
Domain redraw_domain(const NarrowTask *task, const Domain *usual, Domain listed);

/* ---- narrow_search.c */

/* Values that satisfy the conditions, of many of all shapes; for a key up to some thousands. */
TextList narrow_searched(const NarrowTask *task);

/* ---- narrow_ask.c */

/* True where some condition is not understood for one of the values. */
bool narrow_is_open(const NarrowTask *task, const TextList *values);

/* True where there is a judge, and conditions that can't be told without him. */
bool narrow_needs_judge(const NarrowTask *task);

/* Values that he admits, of many that are tried; for a key as many as are found, up to some thousands. */
TextList narrow_asked(const NarrowTask *task);

/* Appends those of the values that he admits. */
void narrow_ask(const NarrowTask *task, const TextList *values, TextList *admitted);

#endif
