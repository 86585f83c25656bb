/* relation_combination.c: relations of any form, solved by search when the schema is compiled: candidates for
 * each column, and those combinations of them for which the evaluator finds every relation true. */
#include "plan/relation.h"

#include "plan/evaluate.h"
#include "plan/narrow.h"

enum {
    CANDIDATES = 40,           /* for each column */
    COMBINATIONS = 200,        /* kept */
    EVALUATIONS = 200000,      /* tried, for all groups of a component */
    SHARE = 4,                 /* a group may take a quarter of those that are left */
    FEW_EVALUATIONS = 500,     /* and so many in any case */
    ENOUGH_EVALUATIONS = 5000, /* after which none is expected */
    COLUMNS = 12               /* more are not searched */
};

typedef struct Hunt {
    const RelationGroup *group;
    TextList candidates[COLUMNS];
    size_t chosen[COLUMNS]; /* by column of the group */
    Text *texts;            /* by column of the table */
    bool *nulls;
    size_t *places;           /* of the group's columns in the table's */
    TextList *found[COLUMNS]; /* values of the combinations, by column */
    size_t evaluations, limit, turn;
    bool unknown;   /* a relation could not be evaluated */
    Arena *scratch; /* of evaluations */
} Hunt;

static Arena *arena_of(const Hunt *hunt)
{
    return hunt->group->component->scope.arena;
}

bool relation_is_open(const ColumnPlan *column)
{
    return !column->value && !column->reference && column->written;
}

static bool gather(Hunt *hunt)
{
    const RelationGroup *group = hunt->group;
    Arena *arena = arena_of(hunt);
    for (size_t i = 0; i < group->columns.count; i++) {
        const ColumnPlan *column = group->columns.items[i];
        ExprList conditions = {0};
        if (!relation_is_open(column))
            return false;
        for (size_t k = 0; k < column->conditions.count; k++)
            list_push(arena, &conditions, column->conditions.items[k]);
        const ExprList *more = relation_conditions(group, column);
        for (size_t k = 0; k < more->count; k++)
            list_push(arena, &conditions, more->items[k]);
        hunt->candidates[i] = narrow_candidates(column, &conditions, CANDIDATES);
        if (!hunt->candidates[i].count)
            return false;
        while (column->table->table->columns.items[hunt->places[i]] != column->column)
            hunt->places[i]++;
    }
    return true;
}

/* Whether the relations that read none but the first `count` columns are true. */
static bool holds_so_far(Hunt *hunt, size_t count)
{
    const RelationGroup *group = hunt->group;
    const ScenarioScope *scope = &group->component->scope;
    EvaluateScope values = {
        .schema = scope->schema, .table = scope->table, .texts = hunt->texts, .nulls = hunt->nulls};
    for (size_t r = 0; r < group->relations.count; r++) {
        ColumnList columns = scenario_columns(scope, group->relations.items[r]);
        size_t known = 0;
        bool reads_last = false;
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < columns.count; k++)
                if (columns.items[k] == group->columns.items[i]->column) {
                    known++;
                    reads_last |= i + 1 == count;
                }
        if (known < columns.count || !reads_last)
            continue;
        hunt->evaluations++;
        Truth truth = evaluate_truth(hunt->scratch, group->relations.items[r], &values);
        hunt->unknown |= truth == TRUTH_UNKNOWN;
        if (truth != TRUTH_TRUE)
            return false;
    }
    return true;
}

static void keep(Hunt *hunt)
{
    for (size_t i = 0; i < hunt->group->columns.count; i++)
        list_push(arena_of(hunt), hunt->found[i], hunt->candidates[i].items[hunt->chosen[i]]);
}

/* Tries the candidates of column `i` in an order that differs from turn to turn; true where a combination is
 * found. */
static bool search(Hunt *hunt, size_t i)
{
    if (i == hunt->group->columns.count)
        return keep(hunt), true;
    size_t count = hunt->candidates[i].count, start = (hunt->turn * 7919 + i * 104729) % count;
    for (size_t k = 0; k < count && hunt->evaluations < hunt->limit; k++) {
        hunt->chosen[i] = (start + k) % count;
        hunt->texts[hunt->places[i]] = hunt->candidates[i].items[hunt->chosen[i]];
        hunt->nulls[hunt->places[i]] = false;
        if (holds_so_far(hunt, i + 1) && search(hunt, i + 1))
            return true;
    }
    hunt->nulls[hunt->places[i]] = true;
    return false;
}

/* ---- values ---- */

bool relation_list(const RelationGroup *group, TextList *const *found, RelationValues *values)
{
    Arena *arena = group->component->scope.arena;
    TablePlan *table = group->component->table;
    const ColumnPlan *first = group->columns.items[0];
    Text stream = {"", 0};
    for (size_t i = 0; i < group->columns.count; i++)
        stream = text_format(arena, "%.*s%s%.*s", TEXT_ARG(stream), i ? "," : "",
                             TEXT_ARG(group->columns.items[i]->column->name));
    Step *index = step_below(table, step_name_for(first, "combination"), stream, TEXT("combination"),
                             op_uint(found[0]->count));
    for (size_t i = 0; i < group->columns.count; i++) {
        ColumnPlan *column = group->columns.items[i];
        Domain domain = domain_values(column, found[i], "one of the combinations that were found");
        if (!domain.unrank)
            return false;
        RelationValue value = {
            .column = column,
            .set = group->set,
            .value = domain.unrank(&domain, column, step_name_for(column, "found"), op_step(index))};
        list_push(arena, values, value);
    }
    return true;
}

/* False where there are no candidates. */
static bool hunt_start(Hunt *hunt, const RelationGroup *group)
{
    *hunt = (Hunt){.group = group};
    size_t count = group->component->table->table->columns.count;
    if (group->columns.count > COLUMNS)
        return false;
    hunt->texts = arena_array(arena_of(hunt), count + 1, sizeof *hunt->texts);
    hunt->nulls = arena_array(arena_of(hunt), count + 1, sizeof *hunt->nulls);
    hunt->places = arena_array(arena_of(hunt), group->columns.count + 1, sizeof *hunt->places);
    for (size_t i = 0; i < count; i++)
        hunt->nulls[i] = true;
    for (size_t i = 0; i < group->columns.count; i++)
        hunt->found[i] = arena_new_object(arena_of(hunt), TextList);
    return gather(hunt);
}

static void hunt_run(Hunt *hunt, size_t combinations, size_t limit)
{
    hunt->limit = limit;
    hunt->scratch = arena_new();
    for (; hunt->turn < combinations && hunt->evaluations < limit; hunt->turn++)
        search(hunt, 0);
    arena_free(hunt->scratch);
}

bool relation_combinations_possible(const RelationGroup *group)
{
    Hunt hunt;
    size_t *done = &group->component->evaluations;
    if (*done > EVALUATIONS || !hunt_start(&hunt, group))
        return true;
    hunt_run(&hunt, 1, ENOUGH_EVALUATIONS);
    *done += hunt.evaluations + FEW_EVALUATIONS;
    return hunt.found[0]->count || hunt.unknown;
}

bool relation_combinations(const RelationGroup *group, RelationValues *values)
{
    Hunt hunt;
    if (!hunt_start(&hunt, group))
        return false;
    size_t left = values->evaluations < EVALUATIONS ? EVALUATIONS - values->evaluations : 0;
    hunt_run(&hunt, COMBINATIONS, left / SHARE + FEW_EVALUATIONS);
    values->evaluations += hunt.evaluations;
    return hunt.found[0]->count && relation_list(group, hunt.found, values);
}
