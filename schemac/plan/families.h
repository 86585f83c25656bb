/* families.h: the tables whose rows lie in groups, as families.c and families_key.c share them. */
#ifndef SCHEMAC_PLAN_FAMILIES_H
#define SCHEMAC_PLAN_FAMILIES_H

#include "plan/tables.h"
#include "plan/unique.h"

/* A unique constraint that is met inside each group: the place of a row in its group is the number of a
 * combination of the group's parents, other parents, and values. */
typedef struct FamilyKey {
    Unique unique;
    ReferenceSet inside;     /* to other members */
    ReferenceSet others;     /* to tables that have no groups */
    ColumnPlanList free;     /* of few values */
    ReferencePlan *nullable; /* one of `inside` that is NULL in rows beyond the combinations; or NULL */
    ReferencePlan *chain;    /* alone in the key, to the table itself: the row before; or NULL */
    Step *rest;              /* VALUE_ROW: the number that gives the values of `free` */
} FamilyKey;

/* A member of a family. */
struct Family {
    TablePlan *table;
    const Column *column; /* the shared column, as this table has it */
    TablePlan *root;
    const Column *root_column;
    Step *place; /* VALUE_FANOUT: the row's group and its place there */
    Step *group; /* VALUE_ROW */
    bool dealt;  /* rows are dealt as `deal` says; else fanned out at random */
    Deal deal;
    LIST(FamilyKey) keys;
    bool in_pairs;             /* groups have two rows or more: another table needs two that differ */
    const ReferencePlan *pair; /* to members, never the same one as another reference; or NULL */
    Param *groups;             /* of groups to rows; other members read their ranges from it */
    bool counting;             /* used_groups is on its way through it */
};

/* The rows of a group in one member. */
typedef struct FamilyRange {
    Step *first;
    Step *count;
} FamilyRange;

/* Whether the reference has the column. */
bool family_has_column(const ReferencePlan *reference, const Column *column);

/* True where some rows do without the reference. */
bool family_may_be_left_out(const ReferencePlan *reference);

/* Whether it and another one are to different members of the same group. */
bool family_is_paired(const ReferencePlan *reference);

/* What a step of the reference is called. */
Text family_name(const ReferencePlan *reference, const char *what);

/* The rows of the row's own group in the table that the reference is to; not read where the reference is
 * NULL. */
FamilyRange family_range(ReferencePlan *reference);

/* Bounds the table's rows by those of its keys, and points the references of keys to their parents. */
void family_limit_by_keys(Family *family);
void family_draw_keys(Family *family);

#endif
