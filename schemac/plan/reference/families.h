/* families.h: the tables whose rows lie in groups, as the files families*.c share them. */
#ifndef SCHEMAC_PLAN_FAMILIES_H
#define SCHEMAC_PLAN_FAMILIES_H

#include "plan/key/unique.h"
#include "plan/tables.h"

/* Columns that lead to columns of one row of another table, whichever references are followed: rows in which
 * they are equal lie in one group. */
typedef struct Bond {
    TablePlan *root;
    ColumnList columns; /* of the table; those that lead to a key of the root come first */
    ColumnList keys;    /* of the root, by their side */
    size_t key_count;   /* how many of them are the key */
    bool is_bare;       /* they are no key of the root: its groups are the rows that have the same values */
    bool is_asked;      /* other tables need the rows to lie in these groups */
    const ReferencePlan *asker; /* one of the references that want them to */
} Bond;
typedef LIST(Bond) BondList;

/* A group that a row lies in, and one further up that this group lies in. */
typedef struct Level {
    TablePlan *root;
    bool is_bare;
    ColumnList columns;    /* of the table: the root's key; empty where it does not hold all of it */
    ColumnList keys;       /* of the root, by their side */
    Step *row;             /* VALUE_ROW: of the root, or the group's number where it is bare */
    ReferencePlan *source; /* of groups that rows are not laid out by: the reference that leads to the row of
                              the root; NULL: the row is drawn */
} Level;
typedef LIST(Level) LevelList;

/* A step that is to read what another table has for the row that a reference is to: the row of one of its
 * levels, or the parent of one of its references. */
typedef struct FamilyRead {
    Step *step;
    Family *of;
    size_t place;             /* of one of its levels, where neither of these is given: */
    const Level *drawn;       /* one of its drawn ones; or NULL */
    ReferencePlan *reference; /* or NULL */
} FamilyRead;

/* A unique constraint that is met inside each group: the place of a row in its group is the number of a
 * combination of the group's parents, other parents, and values. */
typedef struct FamilyKey {
    Unique unique;
    ReferenceSet inside;     /* to other members */
    ReferenceSet others;     /* to tables that have no groups */
    ReferenceSet followed;   /* to members, in groups that others of its references lead to */
    ColumnPlanList free;     /* of few values */
    ReferenceSet kept;       /* of `inside`: that may be NULL, once they have their parents */
    ReferencePlan *nullable; /* one of `inside` that is NULL in rows beyond the combinations; or NULL */
    ReferencePlan *chain;    /* alone in the key, to the table itself: the row before; or NULL */
    ReferencePlan *round;    /* one of `inside`: the rows of a group go round its parents there; or NULL */
    size_t level;            /* of the groups in which it is unique */
    Step *rest;              /* VALUE_ROW: the number that gives the values of `free` */
} FamilyKey;

/* A partial constraint that is met inside each group. */
typedef struct FamilyPart {
    Unique unique;
    size_t level;        /* of the groups whose first rows are in it */
    ReferenceSet inside; /* to other members, whose parents nothing else decides */
    ColumnPlanList free; /* of few values, that nothing else decides */
    FamilyKey *key;      /* whose rows go round the parents of its `round`, which the part is over; or NULL */
    ReferencePlan *round;
    FirstRows first;
    Step *rest; /* VALUE_ROW: the number that gives the values of `free` */
} FamilyPart;

/* A member of a family: its rows are laid out by the first level. */
struct Family {
    TablePlan *table;
    BondList bonds;   /* all that it must have; the first level's is the first one once they are settled */
    LevelList levels; /* from the smallest groups on */
    LevelList drawn;  /* others: the row is in any of those groups, or in that which its source leads to */
    LevelList passed; /* others that tables which reference this one follow, by its one reference there */
    LIST(FamilyRead) reads;
    bool is_settled;     /* families_settle has begun */
    bool is_mixed;       /* its bonds are no levels: it can't be met */
    Step *place;         /* VALUE_FANOUT: the row's group and its place there */
    ReferencePlan *made; /* a reference that the schema does not have: to the group's row; or NULL */
    bool dealt;          /* rows are dealt as `deal` says; else fanned out at random */
    Deal deal;
    LIST(FamilyKey) keys;
    LIST(FamilyPart) parts;    /* none where not all such constraints can be met so */
    bool in_pairs;             /* groups have two rows or more: another table needs two that differ */
    uint64_t together;         /* groups have so many rows: another table needs them to differ; 0: none */
    const ReferencePlan *pair; /* to members, never the same one as another reference; or NULL */
    bool in_couples;           /* groups have two rows or more, all of them */
    bool in_products;          /* a key of another table combines kinds of a group's rows */
    uint64_t enough;           /* over 0: groups have so many rows or more, where there are as many */
    bool is_bounded;           /* families_bound has begun */
    bool is_needy; /* it has rows only in groups where others have some: not the first ones alone */
    Param *groups; /* of groups to rows; other members read their ranges from it */
    bool counting; /* used_groups is on its way through it */
};

/* The rows of a group in one member. */
typedef struct FamilyRange {
    Step *first; /* of a narrowed reference: the number of the first one among all rows that fit */
    Step *count;
} FamilyRange;

/* ---- who is in a family (families_bond.c) ---- */

/* The level of the table's groups in which the reference's parent lies with the row: its number; the number
 * of levels where it lies in none. */
size_t family_level(const ReferencePlan *reference);
bool family_is_inside(const ReferencePlan *reference);

/* Whether the reference is to the row by which the level's groups are made. */
bool family_is_to_root(const ReferencePlan *reference);

/* The place of a level of the reference's table among those of its target, where it is a member. */
size_t family_level_of_target(const ReferencePlan *reference);

/* Of a reference to a row that itself references the row: 1 + the level of the target's groups that are made
 * by the rows of the table; 0 of others. */
size_t family_own_level(const ReferencePlan *reference);

/* The group that is drawn for the row in which the reference's parent lies; NULL where none is. */
Level *family_drawn(const ReferencePlan *reference);

/* The place of the reference's level among those of its target, or among some of them; their number where it
 * has none such. */
size_t family_place_among(const LevelList *levels, const Level *level, const ReferencePlan *reference);
size_t family_place_of_level(const Level *level, const ReferencePlan *reference);

/* The bond that the level is of, which is not of the smallest groups. */
const Bond *family_bond_of(const Family *family, const Level *level);

/* Whether the reference is to the row that makes the level's groups. */
bool family_is_to(const Level *level, const ReferencePlan *reference);

/* Whether its parents lie in the level's groups, or make them. */
bool family_is_in(const Level *level, const ReferencePlan *reference);

/* Whether its parents lie in the same smallest groups. */
bool family_is_beside(const ReferencePlan *reference);

/* ---- groups (families.c) ---- */

enum {
    FAMILY_ROWS_OF_GROUP = 8 /* where groups are no rows of a table: so many of the root's rows have each */
};

/* Whether the reference must have a parent in the row's group, in another member. */
bool family_needs(const ReferencePlan *reference);

/* What a step or parameter of the groups is called. */
Text family_group_name(const Family *family, const char *what);

/* Whether the groups are values of the table's own columns; by how many such values they can be told apart.
 */
bool family_is_home(const Family *family);
PlanCount family_bare_values(const Family *family);

/* Where a row of the member lies, a step of that table: VALUE_FANOUT. */
Step *family_place(const Family *family, TablePlan *table, Text name, Operand row);

/* True where some rows do without the reference. */
bool family_may_be_left_out(const ReferencePlan *reference);

/* True where rows that have no parent to be to can do without it. */
bool family_does_without(const ReferencePlan *reference);

/* How many of the reference's parents each group of a level has; the tables on the way are dealt. */
DealFactor family_factor(const ReferencePlan *reference, size_t level);

/* The same of the group that is drawn or followed for the reference, which is a row of the root. */
DealFactor family_drawn_factor(const ReferencePlan *reference);

/* The deals of the tables by which the groups from one level up to another are made; and the other way. */
DealList family_deals_up(TablePlan *table, size_t from, size_t to);
DealList family_deals_down(TablePlan *table, size_t from, size_t to);

/* No rows in groups in which the factor is none; `target` is the table whose rows are counted. */
void family_need(Family *family, DealFactor factor, Text constraint, TablePlan *target);

/* The smaller of two numbers of groups. */
const Count *family_least_groups(Arena *arena, const Count *more, const Count *groups);

/* ---- parents inside a group (families_draw.c) ---- */

/* Another reference to the same table from which the parents must differ in all rows, or NULL. */
const ReferencePlan *family_partner(const ReferencePlan *reference);

/* Whether it and its partner are to different members of the same group. */
bool family_is_paired(const ReferencePlan *reference);

/* What a step of the reference is called. */
Text family_name(const ReferencePlan *reference, const char *what);

/* The row of a level's group, and the row's own place in that group. */
Step *family_group(Family *family, size_t level);
Step *family_ordinal(Family *family, size_t level, Text name);

/* The rows of the row's own group in the table that the reference is to; not read where the reference is
 * NULL. */
FamilyRange family_range(ReferencePlan *reference);

/* The row of that place in a range that the reference may take. */
Step *family_row(const ReferencePlan *reference, Operand first, Step *offset);

/* The rows that a member has in the group of one of its levels: VALUE_FANOUT. */
Step *family_range_step(TablePlan *table, Text name, const Family *member, size_t level, Operand row);

/* The reference's parent is one of so many rows; some rows have none, also those of which `missing` is so. */
void family_draw_in(ReferencePlan *reference, Operand first, Operand count);
void family_null_where(ReferencePlan *reference, Step *missing);

/* The same of the group of that row, which is the target's level of that place. */
FamilyRange family_range_in(ReferencePlan *reference, const Step *row, size_t place);

/* ---- groups that are drawn (families_drawn.c) ---- */

/* Bounds the table's rows by the groups that can be drawn; draws them, and parents in them. */
void family_bound_drawn(Family *family);
void family_draw_drawn(Family *family);

/* The parents in groups that references lead to, once those have their parents. */
void family_draw_followed(Family *family);

/* ---- groups that are followed (families_follow.c) ---- */

/* Whether the reference's parent, which lies in no group of the level, leads on to its row. */
bool family_leads(const ReferencePlan *reference, const Level *level);

/* How many parents each row has in the group that is followed, at least. */
const Count *family_followed_count(const ReferencePlan *reference);

/* The row of the level's root that its source leads to; the source has its parent. */
Step *family_followed(Family *family, Level *level);

/* ---- rows in whose groups other tables have some (families_filled.c) ---- */

/* The rows of its target that a reference may take, where other tables need rows in the groups it leads to.
 */
typedef struct Filling {
    Deal deal;         /* one for each of those rows */
    const Param *rows; /* the same; NULL: not asked for yet */
    LIST(const ReferencePlan *) askers;
} Filling;

/* The number of those among the target's rows; the row of a number below that. Of references that have such.
 */
const Count *filling_count(const ReferencePlan *reference);
Step *filling_row(const ReferencePlan *reference, Text name, Operand number);

/* Those of a range of the target's rows: VALUE_FANOUT. */
Step *filling_within(const ReferencePlan *reference, Text name, Operand range);

/* Refuses those whose tables depend on what they are filled by; once the bounds of these are known. */
void family_check_filled(const Family *family);

/* Gives references that no key decides such parents. */
void family_draw_filled(const Family *family);

/* ---- two parents that are one in some rows (families_twins.c) ---- */

/* Two references of a key of which some scenarios want that they have one parent. In each group every second
 * row is in these, until all parents had their turn. */
typedef struct FamilyTwins {
    ReferencePlan *first, *second;
    Step *are_alike; /* VALUE_BOOL: the row is in those scenarios */
    Step *number;    /* VALUE_ROW: of others, the place among them */
    Step *turn;      /* VALUE_ROW: of these, the parent's place in the group */
    Operand start;   /* of the parents in the group */
} FamilyTwins;

/* References of the constraint that are equal in some scenarios differ in the others. */
void family_tell_twins(Family *family, const Unique *unique);

/* Those of the key, of a row of that place in its group; `first` is NULL where there are none, or where rows
 * are counted by scenarios. */
FamilyTwins family_twins(Family *family, const FamilyKey *key, Step *ordinal);

/* Gives both their parent, once they have those of the other rows. */
void family_join_twins(const FamilyTwins *twins);

/* ---- partial keys inside a group (families_part.c) ---- */

/* Finds them, and has the first rows of each group in them; before the table's parents are drawn. */
void family_divide(Family *family);

/* Gives those rows parents of their own, once all have some. */
void family_point_parts(Family *family);

/* The part that the constraint is; NULL where it is none. */
const FamilyPart *family_part(const Family *family, const Unique *unique);

/* Gives the columns of it that nothing else decides their values. False where an error was reported. */
bool family_carry_part(const FamilyPart *part, Diag *diag);

/* ---- keys inside a group (families_key.c) ---- */

/* Whether a key inside groups decides the reference's parents. */
bool family_key_has(const Family *family, const ReferencePlan *reference);

/* The constraint's columns that no key inside groups, and nothing else, gives their values. */
ColumnPlanList family_free_columns(const Family *family, const Unique *unique);

/* The smallest groups of which one has all rows that are equal in the constraint; the number of levels where
 * none has. */
size_t family_level_of_key(const Family *family, const Unique *unique);

/* The key by which the constraint holds: all that tells rows of a group apart by that key is in the
 * constraint, and so is the group. That may be less than the key's own columns, as others of its references
 * have their parents already. NULL where there is none. */
const FamilyKey *family_key_that_meets(const Family *family, const Unique *unique);

/* Whether each row takes a parent of its own by the constraint, from a table without groups. */
bool family_is_one_to_one(const Family *family, const Unique *unique);

/* The column that counts the rows of each group; NULL where more than that tells them apart. */
ColumnPlan *family_counter(const FamilyKey *key);

/* Combinations of what all groups have alike. */
const Count *family_times(const Family *family, const FamilyKey *key);

/* The least of those numbers that is the same in all groups, whatever rows there are; PLAN_COUNT_MAX where
 * there is none. */
PlanCount family_least_times(const Family *family);

/* ---- parents of a group that differ (families_apart.c) ---- */

/* The references before this one in the key whose parents it may not have, whatever order they are in. */
ReferencePlanList family_taken_before(const FamilyKey *key, size_t place);

/* Whether conditions keep it apart from one that another key has, or that is in this one and may be NULL, or
 * that is one of a pair in order: so that this key can't have it. */
bool family_is_hindered(const Family *family, const Unique *key, const ReferencePlan *reference);

/* The offset in a range, below its count less those taken, of one that has none of their parents. */
Step *family_skip(ReferencePlan *reference, Operand first, Step *offset, const ReferencePlanList *taken);

/* Those that have parents which it may not have; none where that is its partner's alone. */
ReferencePlanList family_taken(const ReferencePlan *reference);

/* How many different rows of one group the reference and those that keep away from it want. */
uint64_t family_wanted_together(const ReferencePlan *reference);

/* How many of the rows that it may take the group must have, so that one is left for the reference. */
uint64_t family_least_members(const ReferencePlan *reference);

/* The one of the references before this one in the key that it must differ from, or NULL. */
const ReferencePlan *family_partner_before(const FamilyKey *key, size_t place);

/* Two references of which one has the earlier parent are a pair, counted by the second one. */
bool family_is_first_of_pair(const FamilyKey *key, size_t place);

/* Whether the rows of one deal depend on those of the other. */
bool family_reaches(const Deal *from, const Deal *to);

/* What the groups are called: their first column. */
Text family_column(const Family *family);

/* Bounds the table's rows by those of its keys. */
void family_limit_by_keys(Family *family);

/* The row before in the row's group of that level; the first one has none, or itself. */
void family_draw_chain(ReferencePlan *reference, size_t level);

/* Points the references of keys to their parents (families_key_draw.c). */
void family_draw_keys(Family *family);

#endif
