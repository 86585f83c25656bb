/* component.h: columns of a table that conditions bind to one another, and the scenarios their rows fall
 * into.
 *
 * Rows are permuted and the permuted places cut into segments, one for each scenario, so that every scenario
 * has its share of rows. Components of one table are independent of each other. */
#ifndef SCHEMAC_PLAN_COMPONENT_H
#define SCHEMAC_PLAN_COMPONENT_H

#include "plan/condition/scenario.h"
#include "plan/domain/domain.h"
#include "plan/step.h"

typedef uint64_t ScenarioSet; /* bit i: scenario i */
typedef LIST(ScenarioSet) ScenarioSetList;

typedef struct Component {
    TablePlan *table;
    ScenarioScope scope;
    ColumnPlanList columns; /* in the order of the scope's */
    ExprList conditions;
    ExprList splits; /* predicates that are true in all rows of a scenario or in none */
    ScenarioList scenarios;
    CountList caps;   /* by scenario: the most rows it may have; empty: no bounds */
    Step *scenario;   /* VALUE_ROW: which one the row is in; NULL: not asked for yet, or there is one alone */
    Step *place;      /* VALUE_ROW: the row's place among all permuted ones */
    Param *allotment; /* struct rt_allotment */
    const Param *order;     /* struct rt_perm: of rows to places; struct rt_turns where kinds take turns */
    const Data *weights;    /* of the scenarios */
    bool is_counted;        /* rows of some scenarios have numbers */
    ScenarioSetList wanted; /* of whose rows tables in groups need some in their group */
    ScenarioSetList kinds;  /* whose rows take turns; empty: they don't */
    bool is_ordered;        /* the rows of each scenario follow one another */
    size_t evaluations;     /* done to find out whether relations can be met */
    struct RelationValues *related; /* made by relations; NULL: not yet */
} Component;

/* Rows of a table that are numbered without gaps: those of some scenarios. */
typedef struct RowSet {
    Component *component; /* NULL: all rows */
    ScenarioSet set;
    Step *index;   /* VALUE_ROW: the row's number among them */
    Param *count;  /* uint64_t: how many there are */
    Step *outside; /* VALUE_BOOL: the row is none of them */
} RowSet;

/* One component out of all that the columns are in, and the columns that are in none. */
Component *component_joining(TablePlan *table, const ColumnList *columns);

/* Where the conditions of the table are looked at. */
ScenarioScope component_scope(TablePlan *table);

/* No row can satisfy the constraint. */
void component_limit_to_none(TablePlan *table, Text constraint, Text reason);

/* The column's place among those of the component, whose it must be. */
size_t component_place(const Component *component, const ColumnPlan *column);

/* Takes the table's conditions apart: those over one column go to the column, the others make components. A
 * table of which no row can satisfy them is limited to none. */
void components_bind(TablePlan *table);

/* Whether the condition compares two columns, and passes where one of them is NULL. */
bool component_is_comparison(TablePlan *table, const Condition *condition);

/* Relations between columns that references give are met by the choice of parents, or not at all: scenarios
 * whose relations are not are left out where others are left. */
void component_settle_references(Component *component);

/* Finds the scenarios of the table's components, after those of all tables that reference it: what they
 * demand of its rows are splits. One whose conditions are too many to look at is refused. */
void components_find(TablePlan *table);

/* Finds them again, after more splits. */
void components_split(TablePlan *table, const ExprList *predicates);

/* The component one of whose splits is the predicate; NULL where there is none. */
Component *component_with_split(const TablePlan *table, const Expr *predicate);

/* Its parameters: the permutation of rows to places, and the segments of places. Made where they are
 * not yet. */
const Param *component_order(Component *component);
const Param *component_allotment(Component *component);

/* ---- the order of its rows (component_turns.c) ---- */

enum {
    KINDS_LIMIT = 16 /* RT_TURN_KINDS: no more take turns */
};

/* The rows of each scenario follow one another, in the order of the scenarios, instead of being scattered. */
void component_keep_order(Component *component);

/* Notes that tables in groups take parents of those scenarios in their group. */
void component_note_wanted(Component *component, ScenarioSet set);

/* Once all of them are known: how many kinds of rows there are, which all sets have together or don't have; 0
 * where nothing is wanted, or too many are, or the order is another one already. */
size_t component_kinds_wanted(Component *component);

/* Those kinds take turns; or, where any are wanted at all, the rows of each scenario follow one another. */
void component_settle_order(Component *component, bool in_turn);
bool component_takes_turns(const Component *component);

/* Which scenarios are of one kind, as the initialiser of a struct rt_kinds. */
Text component_kinds(const Component *component);

/* The row's place among all permuted ones. */
Step *component_turn(Component *component, Text name);

/* The row of a number among those of the scenarios, a step of any table. */
Step *component_row(TablePlan *table, Text name, Component *component, ScenarioSet set, Operand number);

/* The number that a row, a step of any table, has among those of the scenarios; beyond all numbers where it
 * is in none of them. */
Step *component_number(TablePlan *table, Text name, Component *component, ScenarioSet set, Operand row);

/* Of a set that is wanted: how many of its rows come before a row; and the row that comes after so many. */
Step *component_before(TablePlan *table, Text name, Component *component, ScenarioSet set, Operand row);
Step *component_nth(TablePlan *table, Text name, Component *component, ScenarioSet set, Operand number);

/* The conditions of the column in one scenario. */
const ExprList *component_conditions(const Component *component, size_t scenario, const ColumnPlan *column);

/* The scenarios in which a predicate that was a split is true; 0 where it was none. */
ScenarioSet component_split_set(const Component *component, const Expr *predicate);

/* The rows of the scenarios, of which at most `cap` may be; makes its steps. */
RowSet component_rows(Component *component, ScenarioSet set, const Count *cap);

/* The scenarios together have at most so many rows, each an equal share of them. */
void component_cap(Component *component, ScenarioSet set, const Count *cap);

/* Scenarios in which a column is NULL that a reference gives in all rows, because tables in groups or a key
 * need it, have no rows. After all references have their parents. */
void components_bar_nulls(TablePlan *table);

/* Gives the column, if it is the component's, a value where its scenarios leave that open. */
void component_fill(Component *component, const ColumnPlan *column);

/* The scenarios in which the column has that presence. */
ScenarioSet component_set(const Component *component, const ColumnPlan *column, Presence presence);
ScenarioSet component_all(const Component *component);

/* The scenarios that have the two columns compared by an operator that is the same both ways round. */
ScenarioSet component_comparing(const Component *component, const char *operator, const ColumnPlan * a,
                                const ColumnPlan *b);

/* What the condition asks of a row: it is not false, also where NULL does not pass it. */
Expr *component_asked(const TablePlan *table, const Condition *condition);

/* Takes that relation, which is met, off all scenarios. */
void component_take_off(Component *component, const char *operator, const ColumnPlan * a,
                        const ColumnPlan *b);

/* True where a scenario narrows the column's values. */
bool component_binds_value(const ColumnPlan *column);

/* True where the row is in one of the scenarios; NULL where that is always so. */
Step *component_is_in(Component *component, ScenarioSet set);

/* The opposite of that; NULL where `inside` is. */
Step *component_is_outside(const Component *component, const Step *inside);

/* Puts the rows of which `rows` is true in scenarios of the set, whatever the allotment says. False, and
 * nothing done, where rows are counted by scenarios: for parents that others choose among, or for a key. */
bool component_exempt(Component *component, const Step *rows, ScenarioSet set);

/* ---- rows divided by something else (component_divide.c) ---- */

/* Rows that are in scenarios of the set, and no others. */
typedef struct Division {
    const Step *rows; /* VALUE_BOOL */
    ScenarioSet set;
} Division;
typedef LIST(Division) DivisionList;

/* Whether the rows of each division can be put in its scenarios: not where rows are counted by scenarios,
 * other than for partial keys whose rows are those of a division, and for keys over all of `key`, which are
 * met by that; NULL: none are. The rows need not be known yet. */
bool component_can_divide(const Component *component, const DivisionList *divisions,
                          const ColumnPlanList *key);

/* Has the rows of each division, and no others, in its scenarios, whatever the allotment says; a row of two
 * divisions that have no scenario in common is in the first one's. Where it can. */
void component_divide(Component *component, const DivisionList *divisions);

/* The same where rows are in one of the scenarios that `allowed`, a VALUE_ROW, is the set of. */
void component_follow(Component *component, Operand allowed, const DivisionList *divisions);

/* The splits that other tables want of its rows: bit i: the i-th one. */
uint64_t component_demanded_splits(const Component *component);

/* Whether a constraint bounds the rows that have NULL in its columns. */
bool component_counts_nulls(const Component *component);

/* Whether the expression is over a column of the component. */
bool component_reads(const Component *component, const Expr *expr);

/* Makes the step that has the row's scenario, by the allotment. */
void component_allot(Component *component);

/* The column's NULL as its scenarios have it; `share` of the rows where they leave it free. NULL: never. */
Step *component_null(ColumnPlan *column, double share);

/* Gives a column that scenarios bind, and nothing else decides, its value and NULL. False where an error was
 * reported. */
bool component_value(ColumnPlan *column, Diag *diag);

/* Where keys and references gave all columns their values: refuses the table if relations are not met by
 * that. False where an error was reported. */
bool component_decided(Component *component, Diag *diag);

#endif
