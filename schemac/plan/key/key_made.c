/* key_made.c: columns that conditions say are made of others, and the order in which they can be. */
#include "plan/key/key_made.h"

#include "plan/relation/component.h"
#include "plan/relation/relation_pattern.h"

bool made_is(const Made *made)
{
    return made->by || made->shape;
}

static ColumnList columns_read(const ColumnPlan *column, const Expr *expr)
{
    ScenarioScope scope = component_scope(column->table);
    return scenario_columns(&scope, expr);
}

static bool is_bare(const Expr *expr, const ColumnPlan *column)
{
    return expr->kind == EXPR_COLUMN && text_equal(expr->text, column->column->name);
}

/* The expression, without the column itself, that the condition says is equal to it; NULL: none. */
static Expr *equal_to(const Expr *condition, const ColumnPlan *column)
{
    bool is_equality =
        condition->kind == EXPR_OPERATOR && text_is(condition->text, "=") && condition->arguments.count == 2;
    for (size_t side = 0; is_equality && side < 2; side++) {
        Expr *other = condition->arguments.items[1 - side];
        ColumnList columns = columns_read(column, other);
        if (is_bare(condition->arguments.items[side], column) && !columns_hold(&columns, column->column))
            return other;
    }
    return NULL;
}

static Made made_by(const Expr *condition, const ColumnPlan *column)
{
    Made made = {.by = equal_to(condition, column)};
    if (!made.by)
        made.shape = relation_pattern(condition, column->column->name, &made.is_beginning);
    return made;
}

void made_improve(Made *made, const Expr *condition, const ColumnPlan *column)
{
    Arena *arena = column->table->plan->arena;
    Made more = made_by(condition, column);
    if (!made_is(&more))
        return;
    *made = more;
    if (!more.by)
        return;
    Expr *cast = expr_new(arena, EXPR_CAST, more.by->span);
    cast->type = column->column->type;
    list_push(arena, &cast->arguments, (Expr *)more.by);
    made->by = cast;
}

/* Whether the condition reads none but the column and those that are placed. */
static bool reads_placed_alone(const Expr *condition, const ColumnPlan *column, const ColumnPlanList *placed)
{
    ColumnList columns = columns_read(column, condition);
    for (size_t i = 0; i < columns.count; i++) {
        const ColumnPlan *read = plan_find_column(column->table, columns.items[i]);
        if (read != column && !plan_columns_hold(placed, read))
            return false;
    }
    return true;
}

/* Whether nothing makes the column, or what does is placed. */
static bool can_follow(const ColumnPlan *column, const ColumnPlanList *placed)
{
    bool waits = false;
    for (size_t i = 0; column->component && i < column->component->conditions.count; i++) {
        const Expr *condition = column->component->conditions.items[i];
        Made made = made_by(condition, column);
        if (made_is(&made) && reads_placed_alone(condition, column, placed))
            return true;
        waits |= made_is(&made);
    }
    return !waits;
}

void made_order(ColumnPlanList *columns)
{
    ColumnPlanList left = *columns, placed = {0};
    while (left.count) {
        size_t next = 0;
        while (next < left.count && !can_follow(left.items[next], &placed))
            next++;
        next = next < left.count ? next : 0;
        list_push(left.items[next]->table->plan->arena, &placed, left.items[next]);
        list_remove(&left, next);
    }
    *columns = placed;
}
