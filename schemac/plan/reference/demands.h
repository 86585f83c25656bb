/* demands.h: what tables ask of the rows that they reference. A condition on a reference's own column, such
 * as kind = 'org' of (owner_id, kind), is one on the parent's column: the reference may take those parents
 * alone of whom it is true. */
#ifndef SCHEMAC_PLAN_DEMANDS_H
#define SCHEMAC_PLAN_DEMANDS_H

#include "plan/relation/component.h"

/* Finds the scenarios of the tables that reference this one, then its own (components_find), and notes what
 * it demands of its parents. Does so once for each table. */
void demands_note(TablePlan *table);

/* No row is in a scenario that wants parents of which there are none. After demands_note of all tables. */
void demands_cap(TablePlan *table);

/* A column and another one that has its values: a reference's and the parent's, or those of two references.
 */
typedef struct DemandLink {
    const ColumnPlan *from, *to;
} DemandLink;

/* A condition on one column as the same one on the other. What a function looks up in the row of the other
 * one, by it, is a column of that row. */
Expr *demand_of(Arena *arena, const Expr *condition, DemandLink link);

/* The rows of those scenarios; all of a table where `component` is NULL. */
typedef struct ParentSet {
    Component *component;
    ScenarioSet set;
} ParentSet;

/* Those that the reference may take, the same ones in all rows. */
ParentSet reference_parent_set(const ReferencePlan *reference);

/* How many parents the reference may take, the same ones in all rows; and the parent row of an index below
 * that. */
const Count *reference_parents(const ReferencePlan *reference);
Step *reference_row(ReferencePlan *reference, Text name, Step *index);

/* True where which parents it may take depends on the row. */
bool reference_is_mixed(const ReferencePlan *reference);

/* Any of the parents that the row may take. */
Step *reference_any(ReferencePlan *reference, Text name, Text stream);

#endif
