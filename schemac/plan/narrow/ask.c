/* ask.c: questions to the judge, and what he could not answer. */
#include "plan/narrow/ask.h"

#include "plan/narrow/narrow.h"

bool ask_may(const Plan *plan, const Expr *condition)
{
    return plan->options.judge && !narrow_reads_time(condition);
}

/* The condition with the column's name for VALUE. */
static Expr *on_column(Arena *arena, Expr *expr, const Column *column)
{
    if (!expr)
        return NULL;
    Expr *copy = expr_copy(arena, expr);
    if (expr->kind == EXPR_VALUE) {
        copy->kind = EXPR_COLUMN;
        copy->text = column->name;
    }
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++)
        list_push(arena, &copy->arguments, on_column(arena, expr->arguments.items[i], column));
    return copy;
}

static Expr *all_of(Arena *arena, const ExprList *conditions, const Column *column)
{
    Expr *all = expr_new(arena, EXPR_AND, conditions->items[0]->span);
    for (size_t i = 0; i < conditions->count; i++)
        list_push(arena, &all->arguments, on_column(arena, conditions->items[i], column));
    return all->arguments.count == 1 ? all->arguments.items[0] : all;
}

static Text problem_name(Arena *arena, const Expr *condition)
{
    return text_format(arena, "problem\1%.*s", TEXT_ARG(expr_print(arena, condition)));
}

static void note_problem(Judge *judge, const ExprList *conditions, Text problem)
{
    Text *kept = arena_new_object(judge->arena, Text);
    *kept = problem;
    for (size_t i = 0; i < conditions->count; i++)
        map_put(&judge->known, problem_name(judge->arena, conditions->items[i]), kept);
}

bool ask_passes(const Plan *plan, const ExprList *conditions, const ColumnList *columns, const Text *values,
                size_t count, bool *passes)
{
    Judge *judge = plan->options.judge;
    Verdict *verdicts = arena_array(plan->arena, count + 1, sizeof *verdicts);
    Question question = {.condition = all_of(plan->arena, conditions, columns->items[0]),
                         .columns = *columns,
                         .values = values,
                         .count = count};
    Text problem = {"", 0};
    for (size_t i = 0; i < conditions->count; i++)
        if (ask_problem(plan, conditions->items[i]).size)
            return false;
    if (!judge->answer(judge, &question, verdicts, &problem)) {
        note_problem(judge, conditions, problem);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        passes[i] = verdicts[i] == VERDICT_TRUE;
    return true;
}

/* Whose first answer was not remembered yet. */
static Truth first_of_nulls(const Plan *plan, const Expr *condition, const ColumnList *columns)
{
    static const Truth truths[] = {[VERDICT_FALSE] = TRUTH_FALSE,
                                   [VERDICT_TRUE] = TRUTH_TRUE,
                                   [VERDICT_NULL] = TRUTH_NULL,
                                   [VERDICT_ERROR] = TRUTH_ERROR};
    Judge *judge = plan->options.judge;
    Text *values = arena_array(plan->arena, columns->count, sizeof *values), problem;
    Question question = {.condition = condition, .columns = *columns, .values = values, .count = 1};
    Verdict verdict;
    return judge->answer(judge, &question, &verdict, &problem) ? truths[verdict] : TRUTH_UNKNOWN;
}

/* Conditions of one text over columns of other types are others. */
static Text nulls_name(Arena *arena, const Expr *condition, const ColumnList *columns)
{
    Text name = text_format(arena, "nulls\1%.*s", TEXT_ARG(expr_print(arena, condition)));
    for (size_t i = 0; i < columns->count; i++)
        name = text_format(arena, "%.*s\1%.*s", TEXT_ARG(name),
                           TEXT_ARG(type_print(arena, &columns->items[i]->type)));
    return name;
}

Truth ask_of_nulls(const Plan *plan, const Expr *condition, const ColumnList *columns)
{
    if (!ask_may(plan, condition) || !columns->count)
        return TRUTH_UNKNOWN;
    Judge *judge = plan->options.judge;
    Text name = nulls_name(plan->arena, condition, columns);
    Truth *known = map_get(&judge->known, name);
    if (!known) {
        known = arena_new_object(judge->arena, Truth);
        *known = first_of_nulls(plan, condition, columns);
        map_put(&judge->known, name, known);
    }
    return *known;
}

Text ask_problem(const Plan *plan, const Expr *condition)
{
    const Judge *judge = plan->options.judge;
    const Text *problem = judge ? map_get(&judge->known, problem_name(plan->arena, condition)) : NULL;
    return problem ? *problem : TEXT("");
}
