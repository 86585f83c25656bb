/* count.h: numbers that are known at start-up: products of the rows of tables, the least and the most of
 * them, shares and sums (struct Count of plan.h). What is made of counts reads them and keeps them; all live
 * in the arena and are not changed once made. */
#ifndef SCHEMAC_PLAN_COUNT_H
#define SCHEMAC_PLAN_COUNT_H

#include "plan/plan.h"

/* ---- making ---- */

/* A number; the rows of a table. */
const Count *count_fixed(Arena *arena, PlanCount value);
const Count *count_rows(Arena *arena, TablePlan *table);

/* The rows of a table but so many, and but one; none are less than that. */
const Count *count_but(Arena *arena, TablePlan *table, uint64_t fewer);
const Count *count_others(Arena *arena, TablePlan *table);

/* So many fewer than a count that depends on rows; none are less than that. */
const Count *count_less(Arena *arena, const Count *count, uint64_t fewer);

/* How many pairs the rows of a table make, rounded up. */
const Count *count_pairs(Arena *arena, TablePlan *table);

/* How many groups of so many rows or more they make: one at least where there are rows. */
const Count *count_groups(Arena *arena, TablePlan *table, uint64_t size);

/* The rows of a table that fall into some of a component's scenarios. */
const Count *count_segment(Arena *arena, const struct Component *component, uint64_t set);

/* The most rows that can be dealt so; `table` is one whose rows bound them. */
const Count *count_dealt(Arena *arena, TablePlan *table, const Deal *deal);

/* The least of what the factor has in groups in which it has some; of another table's groups. */
const Count *count_least_in_groups(Arena *arena, TablePlan *table, const DealFactor *factor);

/* a × b. */
const Count *count_product(Arena *arena, const Count *a, const Count *b);

/* One of so many equal parts of a product. */
const Count *count_share(Arena *arena, const Count *count, unsigned parts);

/* The sum of all. */
const Count *count_sum(Arena *arena, const CountList *counts);

/* The smaller or larger of a product and any count. */
const Count *count_least(Arena *arena, const Count *a, const Count *b);
const Count *count_most(Arena *arena, const Count *a, const Count *b);

/* a × b, saturating at PLAN_COUNT_MAX. */
PlanCount count_multiply(PlanCount a, PlanCount b);

/* ---- what a count is made of ---- */

/* Whether it is the same whatever rows there are; and more than any number of rows, so that it bounds
 * nothing. */
bool count_is_fixed(const Count *count);
bool count_is_no_bound(const Count *count);

/* A count is its first part, or the least of that and the rest: NULL where there is none. */
const Count *count_rest(const Count *count);

/* The first table whose rows its first part is a product of; NULL where that is a number. */
TablePlan *count_table(const Count *count);

/* Whether its first part is one of several parts of that product. */
bool count_is_share(const Count *count);

#endif
