/* expression.h: steps, operands and parameters of the plan as C expressions. */
#ifndef SCHEMAC_EMIT_EXPRESSION_H
#define SCHEMAC_EMIT_EXPRESSION_H

#include "emit/fold.h"

/* A step's right-hand side. Earlier steps are named, or stand in it where they are folded; parameters are
 * members of `t`, other tables' steps are calls. */
Text expression_step(const TablePlan *table, const Step *step, const Fold *fold);

/* What start-up sets a parameter to, or the call that sets it where it is by address. Parameters are members
 * of `t`. */
Text expression_param(const TablePlan *table, const Param *param);

/* A start-up count; saturates at UINT64_MAX. */
Text expression_count(const TablePlan *table, const Count *count);

/* A C literal of an int64_t or uint64_t. */
Text expression_int(Arena *arena, int64_t value);
Text expression_uint(Arena *arena, uint64_t value);

/* The enumerator of a table's index: SHOP_ORDERS. */
Text expression_table_index(const TablePlan *table);

/* The function that gives a step of another row: shop_orders_id. */
Text expression_step_function(const TablePlan *table, const Step *step);

#endif
