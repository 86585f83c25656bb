/* relation_sample.c: whether a column can be what an expression of others is: whether its values fit. The
 * expression is evaluated for the ends of what the others are drawn from, where sums and products have their
 * own, and for values between them. */
#include "plan/relation/relation.h"

#include "evaluate/evaluate.h"
#include "plan/condition/condition.h"
#include "plan/domain/literal_value.h"
#include "plan/narrow/column_domain.h"
#include "plan/narrow/narrow_parts.h"
#include "plan/narrow/narrow_whole.h"
#include "plan/reference/reference_types.h"
#include "plan/tables.h"

enum {
    INPUTS = 6,      /* columns that the expression may have beside it */
    BETWEEN = 6,     /* values of each besides the ends */
    AT_RANDOM = 200, /* combinations besides those of the ends */
    ENOUGH = 8       /* combinations that the other relations allow */
};

typedef struct Sample {
    const RelationGroup *group;
    const ColumnPlan *column;
    const Expr *value; /* the expression as the column's type */
    ColumnPlanList inputs;
    TextList texts[INPUTS]; /* the two ends first */
    EvaluateScope scope;
    ExprList conditions; /* of the column, and relations between it and others */
    ExprList others;     /* relations that do not read it */
    size_t allowed;      /* combinations for which these are true */
} Sample;

static Arena *arena_of(const Sample *sample)
{
    return sample->group->component->scope.arena;
}

/* ---- what is looked at ---- */

static bool reads(const Sample *sample, const Expr *expr)
{
    ColumnList columns = scenario_columns(&sample->group->component->scope, expr);
    return columns_hold(&columns, sample->column->column);
}

static void add_all(Arena *arena, ExprList *list, const ExprList *more)
{
    for (size_t i = 0; i < more->count; i++)
        list_push(arena, list, more->items[i]);
}

static void sort_relations(Sample *sample)
{
    const RelationGroup *group = sample->group;
    for (size_t i = 0; i < group->relations.count; i++)
        list_push(arena_of(sample),
                  reads(sample, group->relations.items[i]) ? &sample->conditions : &sample->others,
                  group->relations.items[i]);
    add_all(arena_of(sample), &sample->conditions, &sample->column->conditions);
    add_all(arena_of(sample), &sample->conditions, relation_conditions(group, sample->column));
}

/* The ends of what the column is drawn from, or carries as a key that is referenced, if that is more. */
static void add_ends(const Sample *sample, const ColumnPlan *column, const ExprList *more,
                     const NarrowTask *task, TextList *values)
{
    bool is_referenced = !plan_columns_hold(&sample->group->columns, column);
    PlanInteger low, high, least, most;
    Domain drawn = column_domain(column, DOMAIN_DRAWN, more);
    if (!literal_is_whole(column->type) || !domain_ends(&drawn, &low, &high))
        return;
    Domain carried = is_referenced ? column_domain(column, DOMAIN_CARRIED, more) : drawn;
    if (domain_ends(&carried, &least, &most)) {
        low = least < low ? least : low;
        high = most > high ? most : high;
    }
    list_push(arena_of(sample), values, whole_text(task, low));
    list_push(arena_of(sample), values, whole_text(task, high));
}

/* The ends of an interval of numbers, and values between them. */
static TextList values_of(const Sample *sample, const ColumnPlan *own)
{
    const ColumnPlan *column = reference_first_source(own);
    const ExprList none = {0}, *more = column == own ? relation_conditions(sample->group, own) : &none;
    ExprList all = {0};
    TextList values = {0};
    add_all(arena_of(sample), &all, &column->conditions);
    add_all(arena_of(sample), &all, more);
    NarrowTask task = narrow_task(column, DOMAIN_DRAWN, &all);
    add_ends(sample, column, more, &task, &values);
    TextList between = narrow_candidates(column, &all, BETWEEN);
    for (size_t i = 0; i < between.count; i++)
        list_push(arena_of(sample), &values, between.items[i]);
    return values;
}

static bool add_inputs(Sample *sample)
{
    const ColumnPlanList *columns = &sample->group->columns;
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->items[i] == sample->column)
            continue;
        if (sample->inputs.count == INPUTS)
            return false;
        TextList values = values_of(sample, columns->items[i]);
        if (!values.count)
            return false;
        sample->texts[sample->inputs.count] = values;
        list_push(arena_of(sample), &sample->inputs, columns->items[i]);
    }
    return sample->inputs.count > 0;
}

/* ---- trying ---- */

static void put(Sample *sample, const ColumnPlan *column, Text text)
{
    evaluate_scope_give(&sample->scope, column->column, text);
}

static bool all_true(const Sample *sample, const ExprList *conditions)
{
    for (size_t i = 0; i < conditions->count; i++)
        if (evaluate_truth(arena_of(sample), conditions->items[i], &sample->scope) != TRUTH_TRUE)
            return false;
    return true;
}

/* The others have their values: whether the column's fits, or the others' do not go together. */
static bool fits(Sample *sample)
{
    Text value;
    if (!all_true(sample, &sample->others))
        return true;
    sample->allowed++;
    if (evaluate(arena_of(sample), sample->value, &sample->scope, &value, NULL) != EVALUATED_VALUE)
        return false;
    put(sample, sample->column, value);
    sample->scope.value = value;
    return all_true(sample, &sample->conditions);
}

/* Each input at one of its ends. */
static bool ends_fit(Sample *sample)
{
    for (unsigned ends = 0; ends < 1u << sample->inputs.count; ends++) {
        for (size_t i = 0; i < sample->inputs.count; i++) {
            const TextList *texts = &sample->texts[i];
            put(sample, sample->inputs.items[i], texts->items[(ends >> i & 1) % texts->count]);
        }
        if (!fits(sample))
            return false;
    }
    return true;
}

/* By Knuth's linear congruential generator (MMIX), whose high bits are good enough here. */
static bool others_fit(Sample *sample)
{
    uint64_t state = 1;
    for (size_t turn = 0; turn < AT_RANDOM; turn++) {
        for (size_t i = 0; i < sample->inputs.count; i++) {
            const TextList *texts = &sample->texts[i];
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            put(sample, sample->inputs.items[i], texts->items[(state >> 33) % texts->count]);
        }
        if (!fits(sample))
            return false;
    }
    return sample->allowed >= ENOUGH;
}

bool relation_sample_fits(const RelationGroup *group, const ColumnPlan *column, const Expr *by)
{
    const ScenarioScope *scope = &group->component->scope;
    Sample sample = {
        .group = group, .column = column, .value = condition_cast(scope->arena, by, &column->column->type)};
    if (!literal_is_whole(column->type))
        return false;
    sample.scope = evaluate_scope(scope->arena, scope->schema, scope->table);
    sample.scope.value_type = &column->column->type;
    sort_relations(&sample);
    return add_inputs(&sample) && ends_fit(&sample) && others_fit(&sample);
}
