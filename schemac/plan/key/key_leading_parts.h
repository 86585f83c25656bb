/* key_leading_parts.h: columns whose values say which scenarios rows are in; for key_leading.c and
 * key_leading_give.c. */
#ifndef SCHEMAC_PLAN_KEY_LEADING_PARTS_H
#define SCHEMAC_PLAN_KEY_LEADING_PARTS_H

#include "plan/key/unique.h"

enum {
    LEADING_COLUMNS = 4,  /* that lead together */
    LEADING_LISTED = 4096 /* combinations of their values */
};

/* One of the columns: its values, and in which scenarios it may have each. */
typedef struct LeadingColumn {
    ColumnPlan *column;
    TextList values;
    ScenarioSetList sets;
} LeadingColumn;

struct Leading {
    Component *component;
    LeadingColumn columns[LEADING_COLUMNS];
    size_t count;
    TextList values[LEADING_COLUMNS]; /* of each combination */
    ScenarioSetList sets;
    UniqueRefs parts; /* constraints of some rows: one combination of each group alone is in each of them */
};

/* The scenarios of the constraints; which rows are in them is not known yet. */
DivisionList leading_divisions(Arena *arena, const UniqueRefs *parts);

/* The combinations that rows of the constraint may have; room is for LEADING_LISTED. Returns how many. */
size_t leading_picks(const Leading *leading, const Unique *part, int64_t *picks);

#endif
