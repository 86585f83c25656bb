/* unique.h: unique constraints and indexes as the plan sees them, and what each is made of. */
#ifndef SCHEMAC_PLAN_UNIQUE_H
#define SCHEMAC_PLAN_UNIQUE_H

#include "plan/reference/demands.h"
#include "plan/relation/relation.h"

/* From this many values on a domain is large: no count of rows that a user asks for exhausts it. */
#define UNIQUE_LARGE ((PlanCount)1 << 40)

typedef ReferencePlanList ReferenceSet;

/* A unique constraint or index. */
typedef struct Unique {
    Text name;
    const char *kind;
    ColumnPlanList columns; /* those that carry it, or could */
    ExprList elements;      /* what has to be distinct, in normal form */
    bool nulls_not_distinct;
    bool has_unknown; /* an expression whose values are not understood: its columns are not among `columns` */
    Component *component; /* where it does not hold for all rows: whose scenarios tell for which */
    ScenarioSet set;
    bool
        is_strengthened; /* an exclusion constraint without the elements that are not compared for equality */
    bool is_met;         /* together with another one that it overlaps */
} Unique;
typedef LIST(Unique) UniqueList;
typedef LIST(Unique *) UniqueRefs;

/* All of the table's that exclusions do not meet: fewer columns before more, because what they decide may
 * meet the larger ones too; then in the order of declaration, in which the primary key is the first. */
UniqueList unique_collect(TablePlan *table);

/* Whether each of `small` is one of `large`. */
bool unique_is_part(const ColumnPlanList *small, const ColumnPlanList *large);

/* Distinct parents mean distinct values of the key: those of the reference's columns that are in it stand for
 * a key of the parents. */
bool unique_covers(const Unique *unique, const ReferencePlan *reference);

/* Its columns that nothing decides yet, and the references in it that have no parent yet. */
ColumnPlanList unique_free(const TablePlan *table, const Unique *unique);
ReferenceSet unique_open(const TablePlan *table, const Unique *unique);

/* Whether it came too late before, and is to come first now. */
bool unique_is_urgent(const TablePlan *table, Text constraint);

/* Has it come first from now on; false where it does already. (keys.c) */
bool key_make_urgent(TablePlan *table, Text constraint);

/* Whether rows that are distinct in one of the constraints are so in these columns, too. */
bool unique_is_met(const UniqueList *met, const ColumnPlanList *columns);

/* Whether the index is over the least and the greatest of two columns that reference the same table: gives
 * the columns, whose rows then have their parents in order, and the places of both elements (key_pairs.c). */
bool unique_pair(const TablePlan *table, const Index *index, ColumnPlan **columns, size_t *places);

/* Whether a column is known whose distinct values keep the element distinct. */
bool unique_carries(TablePlan *table, const Expr *element);

/* True where the column has one value in all rows of the constraint, or one in each of their scenarios. */
bool unique_is_pinned(const Unique *unique, const ColumnPlan *column);

/* Whether the choice of parents that are looked up meets the constraint (reference_join.c); notes it. */
bool join_meets_key(TablePlan *table, const Unique *unique);

/* ---- exclusion constraints (exclusion.c) ---- */

typedef LIST(struct LaidRange *) LaidRangeList;

/* Meets the table's exclusion constraints, and keys WITHOUT OVERLAPS: ranges lie in slots that do not
 * overlap, one for each row that has the same values in the other columns. After the unique constraints that
 * are `met`, and before those over a range's columns: what is distinct by its slots is appended. Gives the
 * ranges. */
LaidRangeList exclusions_plan(TablePlan *table, UniqueList *met, Diag *diag);

/* Decides which of those ranges have no end, or no beginning. After all keys. */
void exclusions_finish(const LaidRangeList *ranges);

/* Whether rows conflict in the constraint where they are equal alone: it is a unique constraint then. It is
 * strengthened to one of those elements that are equal where no ranges were found. */
bool exclusion_is_unique(const TablePlan *table, const Exclusion *exclusion);

/* Whether values conflict in the element where they are equal alone. */
bool exclusion_equates(const TablePlan *table, const IndexElement *element);

/* Whether the predicate is true of no more than one row of those that have the same values in the unique
 * index's columns, because their ranges do not overlap: the one without an end, or without a beginning. */
bool exclusion_meets(const TablePlan *table, const Unique *unique, const Expr *predicate);

/* Whether the unique constraint is over columns of such a range. */
bool exclusion_decides(const TablePlan *table, const Unique *unique);

/* ---- combinations (key_digits.c) ---- */

/* "of_what", in the table's arena. */
Text key_name(TablePlan *table, const char *what, Text of);

/* How many combinations of parents and values there are: of parents that differ where they must, from
 * `first`'s, too, and from those that are known already. `first` may be NULL. */
const Count *key_combinations(TablePlan *table, const ReferencePlan *first, const ReferenceSet *others,
                              const ColumnPlanList *free);

/* Takes the lowest digit off *rest in mixed radix. */
Step *key_digit(TablePlan *table, Step **rest, Operand radix, Text name, bool is_last);

/* Decodes an index of [0, key_combinations) into parents and values, while no other reference gets a parent
 * in between; or into the parents alone, whose digits are taken off *rest: all there is of it, or not. */
void key_decode_parents(TablePlan *table, Step **rest, const ReferencePlan *first, const ReferenceSet *others,
                        bool is_all);
bool key_decode(TablePlan *table, Step *index, const ReferencePlan *first, const ReferenceSet *others,
                const ColumnPlanList *free, Diag *diag);

/* ---- several columns by one index (key_bundle.c) ---- */

/* Combinations of values of some columns, by number. */
typedef struct Listing {
    TextList *values; /* by column */
    LIST(bool) * nulls;
} Listing;

/* Combinations of values, and the scenarios of each. */
typedef struct Leading Leading;

/* Columns whose values agree with all conditions between them, by one index: no two of them are equal in any
 * of some constraints. */
typedef struct Bundle {
    ColumnPlan *carrier; /* stands for all of them in constraints: its values are the indices */
    ColumnPlanList columns;
    PlanCount count;                /* indices */
    size_t spares;                  /* that follow them and are NULL in all of the constraints */
    const Listing *listing;         /* found when the schema was compiled; or */
    const RelationLadder *ladder;   /* values that rise together; or */
    const RelationClasses *classes; /* values that differ from one another; or */
    const Leading *leading;         /* values that say which scenarios rows are in */
    bool counts;                    /* rows of one parent have the first ones, which are whole numbers */
    TextList met;                   /* names of the constraints */
} Bundle;

/* The bundle takes its columns over: the constraints among `all` that it meets get its carrier as a column.
 */
void bundle_enter(Bundle *bundle, UniqueList *all);

/* Gives all columns of the bundle their values. */
void bundle_give(const Bundle *bundle, Operand index);

/* Lists combinations for the parts of the constraint that nothing else keeps distinct (key_listing.c). False
 * where none are found. */
bool key_list(TablePlan *table, const Unique *unique, UniqueList *all);
void key_listing_give(const Bundle *bundle, Operand index);

/* Gives columns of few values, which scenarios tell apart, their values before rows have scenarios
 * (key_leading.c). False where the constraint has no such columns, or other things number rows by
 * scenarios. */
bool key_lead(TablePlan *table, const Unique *unique, UniqueList *all);
void key_leading_give(const Bundle *bundle, Operand index);

/* The same for a constraint of some rows: returns a larger one of all rows, in which such columns have values
 * now, and that is to be met next. One value alone is in the constraint, another one for each combination of
 * its parents; it, and others of the same scenarios, are marked as met. NULL where there is none. */
Unique *key_lead_within(TablePlan *table, const Unique *part, UniqueList *all);

/* Gives columns that relations bind to one another, and that constraints want distinct each, values by one
 * index (key_ladder.c). False where the constraint has no such columns. */
bool key_climb(TablePlan *table, const Unique *unique, UniqueList *all);

/* ---- some rows alone (key_rows.c) ---- */

/* Leaves out the rows in which a column of the constraint is NULL by its scenarios. */
void key_leave_nulls_out(Unique *unique);

/* Partial constraints on the same columns are met together, by the rows of all of them. */
void key_join_alike(Unique *unique, const UniqueList *all);

/* Partial constraints that nothing else is left to meet than the parents and values that meet this one are
 * met with it: returns what meets them all. */
Unique key_join_needy(const TablePlan *table, const Unique *unique, const UniqueList *all);

/* A combination of its own for each row of the set; not more rows than there are combinations are in it. One
 * row alone where all of its columns are pinned. */
bool key_met_by_rows(TablePlan *table, Unique *unique, const ReferenceSet *open, ColumnPlanList *free,
                     Text *how, Diag *diag);

/* The same where two references of the constraint want one parent in some scenarios (key_equal.c): of those
 * rows each has another one, of the others each has another pair of parents that differ. Also where parents
 * differ in a constraint of some rows. False where it has no such references. */
bool key_met_by_twins(TablePlan *table, Unique *unique, const ReferenceSet *open, const ColumnPlanList *free,
                      Text *how, Diag *diag);

/* Where the constraint, and another one of the list, is over one reference each, and conditions want the two
 * to have one parent in some rows and two that differ in others, or to differ in all: meets both
 * (key_mates.c). False where it is not so. */
bool key_met_by_mates(TablePlan *table, Unique *unique, UniqueList *all, Text *how);

/* A column whose values the scenarios narrow carries the constraint: in each scenario from values of its own.
 * False where it has no more than so many. */
bool key_met_by_scenarios(TablePlan *table, const Unique *unique, PlanCount least, Text *how);

/* ---- first rows (key_first.c) ---- */

/* Where a row lies among those of its parent, or of its group. */
typedef struct GroupPlace {
    Step *group; /* VALUE_ROW: the parent's row; all of these are */
    Step *ordinal;
    Step *count; /* of the group's rows */
} GroupPlace;

/* The first rows of each group, about which a partial constraint is. */
typedef struct FirstRows {
    Step *are_in, *outside; /* VALUE_BOOL */
    Step *count;            /* VALUE_ROW: how many of the group they are */
    Step *index;            /* VALUE_ROW: a number of its own below `most` for each of them */
    ScenarioSet set;        /* in which they are */
} FirstRows;
typedef LIST(FirstRows) FirstRowsList;

/* About half of each group's rows, at most `most` of them, which is over 0. */
FirstRows key_first_rows(TablePlan *table, const Unique *unique, const GroupPlace *place, Operand most);

/* The place among the rows that come after those of the scenarios that the set has none of: an ordinal beyond
 * all rows in those themselves. */
GroupPlace key_place_left(TablePlan *table, GroupPlace place, const FirstRowsList *firsts, ScenarioSet set);

/* The columns' values are digits of the index in these rows, and drawn in others. */
bool key_carry_first(const FirstRows *first, const ColumnPlanList *free, Step *index, Diag *diag);

/* The column's value has that index among its values, and is drawn where `outside` is true; NULL: nowhere. */
bool key_carry_outside(ColumnPlan *column, const Step *outside, Step *digit, Diag *diag);

/* Has the first rows of each group in the partial constraints, which are marked as met, and no others: of
 * those that no row can be in both of, the later one has the first of the rows that are left. Parents that
 * are in them differ from group to group. All are of one component; where it can be done. */
bool key_can_divide(TablePlan *table, const UniqueRefs *parts);
bool key_divide(TablePlan *table, const GroupPlace *place, const UniqueRefs *parts, Diag *diag);

/* Lays rows out by the constraint's reference, where another constraint holds that together with others: the
 * first rows of each parent are in the partial ones among `all`, which are marked as met. */
bool key_met_by_first(TablePlan *table, const Unique *unique, UniqueList *all, Text *how, Diag *diag);

/* ---- overlaps (key_overlap.c) ---- */

/* Meets the constraint with others that share columns of few values, or several references, with it; they
 * are marked as met. */
bool key_met_with_others(TablePlan *table, Unique *unique, const UniqueList *all, Text *how, Diag *diag);

/* Meets a constraint of some rows inside a larger one, of all rows, that is over a few values more: of the
 * rows with one combination of what they share the first ones alone are in it. Both, and what else is over
 * the same, are marked as met. */
bool key_met_within(TablePlan *table, Unique *unique, UniqueList *all, Text *how, Diag *diag);

/* Takes the one out of the open references that most constraints hold and rows can be laid out by; or NULL.
 */
ReferencePlan *key_take_common(ReferenceSet *open, const UniqueList *all);

/* ---- NULLs that are not distinct (key_alike.c) ---- */

/* The constraints, of which those that do not tell NULLs apart are taken to parts: what they ask of the rows
 * that are NULL in the same columns. Columns in which conditions want no NULL never are. */
UniqueList key_parts(TablePlan *table, const UniqueList *all);

/* ---- NULL (key_nulls.c) ---- */

/* Some rows are NULL in columns that keys gave their values, where none of the constraints minds. */
void key_draw_nulls(TablePlan *table, const UniqueList *uniques);

/* ---- inside families (families_key_draw.c) ---- */

/* Whether the key is met inside the groups of the table's family; gives the columns of it that nothing else
 * decides their values. */
bool families_met(TablePlan *table, const Unique *unique, Text *how, Diag *diag);

/* Whether a key inside groups alone is why the reference is never NULL, and rows that have NULL do not matter
 * to it. */
bool family_keeps(const ReferencePlan *reference);

#endif
