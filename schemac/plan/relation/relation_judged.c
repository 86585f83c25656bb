/* relation_judged.c: relations that evaluation here can't tell: combinations of candidates for each column,
 * of which the plan's judge tells those that satisfy them. */
#include "plan/relation/relation.h"

#include "evaluate/evaluate.h"
#include "plan/narrow/ask.h"
#include "plan/narrow/narrow.h"

enum {
    TRIED = 16000, /* combinations */
    KEPT = 500
};

typedef struct Trial {
    const RelationGroup *group;
    Arena *arena;
    const Plan *plan;
    ColumnList columns;
    TextList *candidates; /* by column of the group */
    PlanCount count;      /* combinations */
    TextList values;      /* of those that are to be asked about, row by row */
    size_t rows;
} Trial;

/* ---- candidates ---- */

static ExprList conditions_of_column(const Trial *trial, const ColumnPlan *column)
{
    const ExprList *more = relation_conditions(trial->group, column);
    ExprList conditions = {0};
    for (size_t i = 0; i < column->conditions.count; i++)
        list_push(trial->arena, &conditions, column->conditions.items[i]);
    for (size_t i = 0; i < more->count; i++)
        list_push(trial->arena, &conditions, more->items[i]);
    return conditions;
}

/* So many for each column that all combinations are TRIED. */
static size_t share(size_t columns)
{
    size_t each = 1;
    for (;; each++) {
        size_t product = 1;
        for (size_t i = 0; i < columns && product <= TRIED; i++)
            product *= each + 1;
        if (product > TRIED)
            return each > 1 ? each : 2;
    }
}

static bool gather(Trial *trial)
{
    const ColumnPlanList *columns = &trial->group->columns;
    trial->candidates = arena_array(trial->arena, columns->count, sizeof *trial->candidates);
    trial->count = 1;
    for (size_t i = 0; i < columns->count; i++) {
        const ColumnPlan *column = columns->items[i];
        ExprList conditions = conditions_of_column(trial, column);
        if (!relation_is_open(column))
            return false;
        trial->candidates[i] =
            narrow_guesses(column, &conditions, &trial->group->relations, share(columns->count));
        trial->count = count_multiply(trial->count, trial->candidates[i].count);
        list_push(trial->arena, &trial->columns, column->column);
    }
    return trial->count > 0;
}

/* ---- combinations ---- */

/* The value of a column in the combination of that index. */
static Text value_at(const Trial *trial, PlanCount index, size_t column)
{
    for (size_t i = 0; i < column; i++)
        index /= trial->candidates[i].count;
    return trial->candidates[column].items[(size_t)(index % trial->candidates[column].count)];
}

/* What evaluation here says of the relations together; those that it can't tell are noted. */
static Truth truth_of(Trial *trial, PlanCount index)
{
    const Table *table = trial->group->component->table->table;
    EvaluateScope scope = evaluate_scope(trial->arena, trial->plan->schema, table);
    for (size_t i = 0; i < trial->columns.count; i++)
        evaluate_scope_give(&scope, trial->columns.items[i], value_at(trial, index, i));
    Truth all = TRUTH_TRUE;
    for (size_t i = 0; i < trial->group->relations.count; i++) {
        Truth one = evaluate_truth(trial->arena, trial->group->relations.items[i], &scope);
        if (one != TRUTH_TRUE && one != TRUTH_UNKNOWN)
            return TRUTH_FALSE;
        all = one == TRUTH_TRUE ? all : one;
    }
    return all;
}

/* All combinations, or some from all over them; false where none is open. */
static bool collect(Trial *trial)
{
    PlanCount wanted = trial->count < TRIED ? trial->count : TRIED, stride = trial->count / wanted;
    bool is_open = false;
    for (PlanCount i = 0; i < wanted; i++) {
        PlanCount index = i * stride + i % stride;
        Truth truth = truth_of(trial, index);
        is_open = is_open || truth == TRUTH_UNKNOWN;
        if (truth == TRUTH_FALSE)
            continue;
        for (size_t c = 0; c < trial->columns.count; c++)
            list_push(trial->arena, &trial->values, value_at(trial, index, c));
        trial->rows++;
    }
    return is_open;
}

/* ---- answers ---- */

/* Of those that pass, some from all over them. */
static bool keep(const Trial *trial, const bool *passes, RelationValues *values)
{
    size_t width = trial->columns.count, passing = 0, kept = 0;
    TextList **found = arena_array(trial->arena, width, sizeof *found);
    for (size_t c = 0; c < width; c++)
        found[c] = arena_new_object(trial->arena, TextList);
    for (size_t row = 0; row < trial->rows; row++)
        passing += passes[row];
    for (size_t row = 0, seen = 0; row < trial->rows; row++) {
        if (!passes[row] || seen++ * KEPT / (passing > KEPT ? passing : KEPT) < kept)
            continue;
        for (size_t c = 0; c < width; c++)
            list_push(trial->arena, found[c], trial->values.items[row * width + c]);
        kept++;
    }
    return kept && relation_list(trial->group, found, values);
}

bool relation_judged(const RelationGroup *group, RelationValues *values)
{
    Trial trial = {
        .group = group, .arena = group->component->scope.arena, .plan = group->component->table->plan};
    for (size_t i = 0; i < group->relations.count; i++)
        if (!ask_may(trial.plan, group->relations.items[i]))
            return false;
    if (!gather(&trial) || !collect(&trial))
        return false;
    bool *passes = arena_array(trial.arena, trial.rows + 1, sizeof *passes);
    return ask_passes(trial.plan, &group->relations, &trial.columns, trial.values.items, trial.rows,
                      passes) &&
           keep(&trial, passes, values);
}
