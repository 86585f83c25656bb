/* relation.h: values of columns that relations bind to one another: a < b, a = b + c, a <> b.
 *
 * Numbers and times that differ by at least or at most so much are drawn one after the other, each within
 * what the ones before leave (difference.h). A column that equals an expression is computed. What is neither
 * is solved when the schema is compiled: rows take one of the combinations of values that were found. */
#ifndef SCHEMAC_PLAN_RELATION_H
#define SCHEMAC_PLAN_RELATION_H

#include "plan/relation/component.h"

/* A column's value in some of the scenarios. */
typedef struct RelationValue {
    ColumnPlan *column;
    ScenarioSet set;
    Step *value;            /* or NULL, and then */
    const Expr *by;         /* the value of this expression, over columns that are made without it; or, */
    const Expr *low, *high; /* where there is none, a value between these, usually between */
    PlanInteger from, to;   /* these, as whole numbers of the column */
} RelationValue;
typedef struct RelationValues {
    RelationValue *items;
    size_t count, capacity;
    size_t evaluations; /* that the search for combinations took */
} RelationValues;

/* False where the scenario's relations contradict each other or the columns' bounds, or no values are known
 * for them. */
bool relations_possible(const Component *component, const Scenario *scenario);

/* Makes the values of every column that a relation binds. False where an error was reported, or where no
 * values are known. */
bool relations_make(Component *component, RelationValues *values, Diag *diag);

/* ---- columns that keys give distinct values ---- */

/* Whether some relation, or several one after the other, binds the two in some scenario; or one to any. */
bool relation_binds(const ColumnPlan *one, const ColumnPlan *other);

/* True where whatever the column is given of its domain, the columns that relations bind it to can follow. */
bool relation_leaves_free(const ColumnPlan *column);

/* Adds to the conditions of a column what sums and differences leave of it: in all scenarios, or where that
 * is little in each of them. False where that can't be told. */
bool relation_tighten(ColumnPlan *column);

/* Distinct values for each of several columns, by number, that satisfy all relations between them. NULL where
 * sums and differences are not all that binds them, or leave no such values; else *count is how many. */
typedef struct RelationLadder RelationLadder;
const RelationLadder *relation_ladder(const ColumnPlanList *columns, PlanCount *count);

/* Gives the columns of the ladder their values of that number. */
void relation_climb(const RelationLadder *ladder, Operand index);

/* Values for columns of which nothing is asked but that they differ from one another: distinct in all rows of
 * those in `columns`, to which the others are added. NULL where more is asked, or their domains are not the
 * same; else *count is how many values each has. */
typedef struct RelationClasses RelationClasses;
const RelationClasses *relation_classes(ColumnPlanList *columns, PlanCount *count);

/* Gives all of them their values, the distinct ones those of that number. */
void relation_classify(const RelationClasses *classes, Operand index, PlanCount count);

/* ---- for its own files ---- */

/* Relations that hang together by their columns, in one scenario or several that have the same. */
typedef struct RelationGroup {
    Component *component;
    const Scenario *scenario; /* the first of them: what holds for single columns */
    ScenarioSet set;
    ColumnPlanList columns;
    ExprList relations;
} RelationGroup;

/* Sums and differences; false where that is not what all of them are. */
bool relation_differences(const RelationGroup *group, RelationValues *values, Diag *diag);

/* False only where it is certain that no values satisfy them. */
bool relation_differences_possible(const RelationGroup *group);

/* True where it is sums and differences. */
bool relation_is_differences(const RelationGroup *group);

/* Sums of any number of columns, each with the factor 1 or -1; false where that is not what all of them are.
 */
bool relation_sums(const RelationGroup *group, RelationValues *values);
bool relation_is_sums(const RelationGroup *group);

/* False where no combination of candidates satisfies them; true where that is not known. */
bool relation_combinations_possible(const RelationGroup *group);

/* Combinations found by search; false where there is none. */
bool relation_combinations(const RelationGroup *group, RelationValues *values);

/* Combinations that the plan's judge admits, where there is one and relations are not understood; false where
 * there is none of those. */
bool relation_judged(const RelationGroup *group, RelationValues *values);

/* Whether the value of the expression, for samples of what the other columns are, is one of the column's type
 * that its conditions and the relations allow; of numbers and times. */
bool relation_sample_fits(const RelationGroup *group, const ColumnPlan *column, const Expr *by);

/* Rows take one of the combinations: found[i] are the values of column i of the group, not none. */
bool relation_list(const RelationGroup *group, TextList *const *found, RelationValues *values);

/* Whether the group's other columns can be made when the column has its value. */
bool relation_follows(const RelationGroup *group, const ColumnPlan *column);

/* True where nothing but relations decides the column. */
bool relation_is_open(const ColumnPlan *column);

/* The conditions of a column in the group's scenarios. */
const ExprList *relation_conditions(const RelationGroup *group, const ColumnPlan *column);

#endif
