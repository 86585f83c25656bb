/* tables.h: the parts of planning a schema, in the order in which plan_schema runs them. */
#ifndef SCHEMAC_PLAN_TABLES_H
#define SCHEMAC_PLAN_TABLES_H

#include "plan/step.h"

/* Looks up the plan of a table or a column; NULL where it was left out. */
TablePlan *plan_find_table(const Plan *plan, const Table *table);
ColumnPlan *plan_find_column(const TablePlan *table, const Column *column);

bool plan_columns_hold(const ColumnPlanList *columns, const ColumnPlan *column);

/* Meets every unique constraint: decides the carriers, and the references that carry. */
bool keys_plan(TablePlan *table, Diag *diag);

/* Finds the references that are to the row before in its group; before components_bind, after references_own.
 * Gives up those that are in no such group; after families_find_keys. (reference_succession.c) */
void successions_find(TablePlan *table);
void successions_check(TablePlan *table);

/* The predicates of the table's partial unique indexes that have no column of many values of their own; kept
 * in table->partials. Before components_find. */
ExprList keys_predicates(TablePlan *table);

/* Makes those references NULL in all rows that nothing else meets, as an earlier round of planning found out;
 * first of all. */
void references_give_up(TablePlan *table);

/* Nothing meets the reference: it is to be NULL in all rows where it may be, else its table is refused. */
void reference_refuse(const ReferencePlan *reference, Text reason, Text hint);

/* The reference as earlier rounds of planning widened it; itself where they did not. */
Reference *reference_widened(const Plan *plan, Reference *reference);

/* The reference with the columns of which its generated ones are copies in their places. */
Reference *reference_of_originals(Arena *arena, const Table *table, Reference *reference);

/* Widens another reference of the table, from the next round on, such that this one follows it: its parent is
 * a parent of the other one's parent. False where none leads to its parents. */
bool reference_follow(const ReferencePlan *reference);

/* Takes the table's references back to what they were; false where they are that already. */
bool references_narrow_again(Plan *plan, const Table *table);

enum {
    REFERENCE_WAY = 8 /* references from one table to the next by which one implies another */
};

/* A reference of the first one's target, as one of the columns that reference it: of those that do, where the
 * others are never NULL; NULL where there is none. */
const Reference *reference_carried_on(Arena *arena, const Reference *first, const Reference *onward);

/* True where every row of `home` that satisfies `first` satisfies `second` too, and gives all of its columns.
 */
bool reference_implies(Arena *arena, const Table *home, const Reference *first, const Reference *second);

/* Sets which references give which columns, drops those that another one implies; before keys_plan. */
void references_own(TablePlan *table);

/* Decides the parent row of every reference that no key decided. */
bool references_draw(TablePlan *table);

/* Gives reference columns their values, reading them from the parents. */
bool references_link(TablePlan *table, Diag *diag);

/* Makes the column's value where it is not there yet, by its reference or by itself; none where its table is
 * refused. False where an error was reported or there is no value. */
bool column_value(ColumnPlan *column, Diag *diag);

/* The step that a key's reference is laid out by: its children follow one another in the order of parents. No
 * parent has more of them than any of the maxima with which it is called. */
Step *reference_fan_out(ReferencePlan *reference, const Count *maximum);

/* The reference takes each parent at most once; where it may be NULL, rows beyond the parents are NULL. */
void reference_one_to_one(ReferencePlan *reference, Text constraint);

/* Decides when the reference is NULL, or that it needs a parent. */
void reference_draw_null(ReferencePlan *reference);

/* Some rows are NULL in a reference that has its parents: what else reads those stays as it is. */
void reference_leave_out(ReferencePlan *reference);

/* The same of one whose NULLs conditions decide. Where it `has_none`, rows of which `orphan` is true have no
 * row to be to: they are put where conditions allow NULL, or the reference is refused if that can't be done.
 */
void reference_draw_bound_null(ReferencePlan *reference, Step *orphan, bool has_none);

/* The parent row is given by a step that somebody else made. */
void reference_assign(ReferencePlan *reference, Step *parent);

/* True where conditions say in which rows the reference is NULL. */
bool reference_is_bound(const ReferencePlan *reference);

/* True where conditions want the reference to be there in some rows. */
bool reference_is_wanted(const ReferencePlan *reference);

/* Of a reference that is bound: NULL where `missing` is true, in rows of which conditions leave that open. */
void reference_leave_out_where(ReferencePlan *reference, Step *missing);

/* True where the reference may be NULL: a column of it may be, and nothing needs it. */
bool reference_is_nullable(const ReferencePlan *reference);

/* References that share columns, such as composite ones that both hold the tenant (families.c): finds the
 * tables whose rows lie in groups, lays them out, and points their rows to parents of their own group. One
 * after the other, for all tables. */
void families_mark(TablePlan *table);
void families_settle(TablePlan *table);
void families_check_home(TablePlan *table);
void families_own(TablePlan *table);
void families_narrow(TablePlan *table);
void families_ask(TablePlan *table);
void families_find_keys(TablePlan *table);
void families_order(TablePlan *table);
void families_bound(TablePlan *table);
void families_lay_out(TablePlan *table);
void families_draw(TablePlan *table);

/* Finds the steps that rows read of others to know their groups, once all tables have theirs. */
void families_follow(TablePlan *table);

/* Gives columns that are the groups' own their values; before keys_plan. */
bool families_carry(TablePlan *table, Diag *diag);

/* Whether the reference, which has a parent, holds with the value that the column has from elsewhere. */
bool families_meet(const ReferencePlan *reference, const ColumnPlan *column);

/* References that share columns and that nothing else meets: their parents are looked up when the program
 * opens (reference_join.c). Which references of the table they are, where an earlier round of planning found
 * that they have to be; after references_own. */
void joins_find(TablePlan *table);

/* Wants several rows in the groups of the parents; before families_order. */
void joins_want(TablePlan *table);

/* Points them to their parents; before keys_plan. */
void joins_draw(TablePlan *table);

/* What the lookup compares, once all columns have their values. */
void joins_finish(TablePlan *table);

/* Has the parents of the reference's table looked up from the next round on, where it shares columns with
 * others; false where that is so already, or is no help. */
bool join_ask(const ReferencePlan *reference);

/* The same of all of its parents, where nothing else is known for the table. */
bool join_ask_whole(Plan *plan, const Table *table);

/* The table can't be planned with its parents looked up: goes back to what there is without. False where it
 * has none that are. */
bool join_undo(Plan *plan, const Table *table);

/* Whether the reference's parents are looked up; whether that meets the condition. */
bool join_has(const ReferencePlan *reference);
bool join_meets_condition(TablePlan *table, const Condition *condition);

/* Finds the junction tables of whose rows the table wants some whose parents differ. After families_find_keys
 * of all tables. (key_rounds.c) */
void keys_note_rounds(TablePlan *table);

/* Whether it is a column by which the rows of its table lie in groups. */
bool families_share(const ColumnPlan *column);

/* Refuses what shares a column all the same; after families_draw. */
void references_check_sharing(TablePlan *table);

/* Orders: parents before children for row counts; referenced before referencing for loads. */
void order_tables(Plan *plan);

#endif
