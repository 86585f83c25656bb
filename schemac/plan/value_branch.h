/* value_branch.h: the kinds of values that the ORs among a column's conditions leave it. A value drawn from
 * all that satisfies them would hardly ever be of a kind that is few; each kind has its share of the rows. */
#ifndef SCHEMAC_PLAN_VALUE_BRANCH_H
#define SCHEMAC_PLAN_VALUE_BRANCH_H

#include "plan/domain/domain.h"

enum {
    BRANCH_LIMIT = 16 /* kinds of one column; where there are more, some are taken together */
};

/* What a column is drawn from. */
typedef struct Branches {
    Domain whole; /* all values; of the texts, what holds for every kind. Without unrank and draw: none are
                     known */
    Domain kinds[BRANCH_LIMIT]; /* each with values; they may overlap */
    size_t count;               /* 0: the whole is one kind */
} Branches;

/* Those of the column under its own conditions and those of one scenario (NULL: none). */
Branches branches_of(const ColumnPlan *column, const ExprList *more);

/* The values of a column that an index gives, of several kinds where its own conditions leave it these. */
Domain branches_carried(const ColumnPlan *column);

/* A value of a kind that the row decides, as a step of that name. */
Step *branches_draw(const Branches *branches, ColumnPlan *column, Text name);

#endif
