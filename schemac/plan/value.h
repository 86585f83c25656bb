/* value.h: the values of a column, drawn freely or carried by an index. */
#ifndef SCHEMAC_PLAN_VALUE_H
#define SCHEMAC_PLAN_VALUE_H

#include "plan/domain/domain.h"

/* Plans the value of a column that no key and no reference decides, by the user's rule or by type and name;
 * fills value, null, is_plain_text, max_size, rule, count. False where an error was reported. */
bool value_plan(ColumnPlan *column, Diag *diag);

/* The step is the column's value, out of the domain. */
void value_describe(ColumnPlan *column, const Domain *domain, Step *value);

/* A value drawn from the domain, as a step of that name. */
Step *value_draw(const Domain *domain, ColumnPlan *column, Text name);

/* The share of the column's rows that are NULL where nothing else decides it. */
double value_null_share(const ColumnPlan *column);

/* How many distinct values the column can be given by an index, under its rule and type; 0 where it can't
 * carry. Values are distinct under the column's own equality and under lower() as well. */
PlanCount value_capacity(const ColumnPlan *column);

/* Of how many kinds these are, which indices go round. */
size_t value_kinds(const ColumnPlan *column);

/* How many of them it can be given in order, from 1 or its sequence's start on; of a column that counts. */
PlanCount value_ordinals(const ColumnPlan *column);

/* Sets the column's value to the one of that index, in [0, value_capacity); two indices never give one value.
 * Does not touch `null`. `ordered`: indices are small and consecutive (line numbers, serials): a serial
 * begins where its sequence does. */
bool value_carry(ColumnPlan *column, Operand index, bool ordered, Diag *diag);

/* Gives each row a value of its own, scattered over the column's values, of which there are at least as many
 * as rows. */
bool value_scatter(ColumnPlan *column, Diag *diag);

/* True where the column's value is an integer that a serial or an ordinal can fill: no rule, an
 * integer type. */
bool value_is_ordinal(const ColumnPlan *column);

/* Adds the column's own NULL draw, where it is nullable and its null fraction (the user's, or the default) is
 * over 0, or what its scenarios say. Columns that a reference targets are never NULL. */
void value_draw_null(ColumnPlan *column);

#endif
