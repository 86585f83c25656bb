/* condition.h: everything that one row of a table must satisfy by itself, as one list of predicates over the
 * table's own columns, whatever declared them: CHECKs, domains, partition bounds, generated columns,
 * triggers.
 *
 * Predicates are in normal form (model/expr.h) and simplified (condition_simplify.h). References to generated
 * columns are replaced by what generates them, calls of functions whose body is one expression by that
 * expression. A predicate that is an AND is split into several conditions of one name. Functions of the
 * current time stay as they are. NOT NULL of plain columns is not among them (Column.not_null has it). */
#ifndef SCHEMAC_PLAN_CONDITION_H
#define SCHEMAC_PLAN_CONDITION_H

#include "model/schema.h"

/* A value inside a column that has to satisfy a domain of its own: the elements of an array, a field of a
 * composite. */
typedef struct ConditionElement {
    const Column *column; /* NULL: the condition is about the row itself */
    const Type *domain;   /* the domain that declares it */
    Text path;            /* from the column to the value: "[]" the elements, ".city", "[].city" */
} ConditionElement;

typedef struct Condition {
    Text name; /* of the constraint, domain or trigger; "partition" for bounds */
    const char
        *kind;  /* "check", "domain check", "element check", "partition", "generated", "index", "trigger" */
    Expr *expr; /* must not be false: NULL passes; of an element check over VALUE */
    Text text;  /* as declared, for messages; of all conditions of the name */
    bool must_be_true;        /* NULL does not pass */
    bool is_enforced;         /* false: only where triggers fire */
    ConditionElement element; /* of an element check */
    Span span;
} Condition;
typedef LIST(Condition) ConditionList;

/* What every row of the table satisfies, in the order checks, domains, generated columns, indexes,
 * partitions, triggers, each in the schema's order. A partitioned table stands for its leaves: one condition
 * is the disjunction of their bounds, each with what that leaf alone asks; without a leaf it is `false`.
 * Those that are always met are left out. */
ConditionList conditions_of(Arena *arena, const Schema *schema, const Table *table);

/* An expression over the table's columns (an index's, a predicate, a partition key) in the same form:
 * generated columns and functions written out, simplified. */
Expr *condition_expand(Arena *arena, const Schema *schema, const Table *table, const Expr *expr);

/* A copy of the operand as a value of the type, below all domains. */
Expr *condition_cast(Arena *arena, const Expr *operand, const TypeUse *type);

/* Which rows of a partitioned table lie in the partition, over columns of the one at the top, in the same
 * form. */
Expr *condition_of_partition(Arena *arena, const Schema *schema, const Table *partition);

/* True where the column's values are only computed, as the database does. One that a reference of the table
 * takes part in is given by the row referenced, and what generates it is a condition; but for a copy of
 * another column, which takes part in its place. */
bool condition_is_generated(const Table *table, const Column *column);

/* The column of which the generated one is a copy; NULL where it is none. */
Column *condition_original(const Table *table, const Column *column);

/* What a generated column holds, in the same form, with the cast to the column's type where that changes the
 * value; NULL where condition_is_generated is false. */
Expr *condition_generation(Arena *arena, const Schema *schema, const Table *table, const Column *column);

/* The expression with the rules of columns that have expressions for rules in their places, in the same form.
 * NULL where such a rule reads another table. */
Expr *condition_ruled(Arena *arena, const Schema *schema, const Table *table, Expr *expr);

#endif
