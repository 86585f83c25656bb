/* scenario_count.c: numbers of truths: num_nonnulls(a, b, c), (a IS NULL)::integer + (b IS NULL)::integer,
 * CASE WHEN a THEN 1 ELSE 0 END + …, and the ways in which so many of them are true. */
#include "plan/condition/scenario_parts.h"

#include "plan/condition/condition_simplify.h"

#define WAYS_LOOKED_AT ((size_t)ALTERNATIVES_KEPT / 2)

/* ---- what is counted ---- */

static bool is_number(const Expr *expr, int64_t *value)
{
    return expr && expr->kind == EXPR_NUMBER && text_to_int64(expr->text, value);
}

static Expr *is_not_true(Arena *arena, Expr *of)
{
    Expr *test = expr_new(arena, EXPR_IS, of->span);
    test->text = TEXT("true");
    test->negated = true;
    list_push(arena, &test->arguments, of);
    return test;
}

/* CASE WHEN test THEN 1 ELSE 0 END, or the other way round. */
static bool add_case(const ScenarioScope *scope, const Expr *expr, TruthCount *count)
{
    const ExprList *parts = &expr->arguments;
    int64_t then, otherwise;
    if (parts->count != 4 || parts->items[0] || !is_number(parts->items[2], &then) ||
        !is_number(parts->items[3], &otherwise) || then + otherwise != 1 || then * otherwise != 0)
        return false;
    Expr *test = parts->items[1];
    list_push(scope->arena, &count->tests, then ? test : is_not_true(scope->arena, test));
    return true;
}

static bool add_cast(const ScenarioScope *scope, const Expr *expr, TruthCount *count)
{
    ExprScope types = {.schema = scope->schema, .table = scope->table};
    Expr *test = expr->arguments.items[0];
    if (!scenario_is_truth_as_number(scope, expr) || !condition_never_null(&types, test))
        return false;
    list_push(scope->arena, &count->tests, test);
    return true;
}

static bool add_terms(const ScenarioScope *scope, const Expr *expr, TruthCount *count)
{
    int64_t value;
    if (is_number(expr, &value) && value >= 0 && value < INT32_MAX) {
        count->more += (size_t)value;
        return true;
    }
    if (expr->kind == EXPR_CASE)
        return add_case(scope, expr, count);
    if (expr->kind == EXPR_CAST)
        return add_cast(scope, expr, count);
    return expr->kind == EXPR_OPERATOR && text_is(expr->text, "+") && expr->arguments.count == 2 &&
           add_terms(scope, expr->arguments.items[0], count) &&
           add_terms(scope, expr->arguments.items[1], count);
}

bool scenario_counts(const ScenarioScope *scope, const Expr *expr, TruthCount *count)
{
    *count = (TruthCount){0};
    bool is_call = expr->kind == EXPR_CALL && !expr->qualifier.size;
    bool values = is_call && text_is_nocase(expr->text, "num_nonnulls");
    if (!values && !(is_call && text_is_nocase(expr->text, "num_nulls")))
        return expr->kind == EXPR_OPERATOR && add_terms(scope, expr, count) && count->tests.count > 1;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *test = scenario_is_value(scope->arena, expr->arguments.items[i]);
        list_push(scope->arena, &count->tests, values ? test : scenario_not(scope->arena, test));
    }
    return expr->arguments.count > 0;
}

/* ---- so many of them ---- */

/* A test that is true in some rows and not in others. */
typedef struct Open {
    AlternativeList yes, no;
} Open;

typedef struct Ways {
    Search *search;
    LIST(Open) open;
    AlternativeList found;
} Ways;

/* Takes in what each test alone says, joining what is always so; gives how many are always true. */
static size_t look_at_tests(Ways *ways, const ExprList *tests, AlternativeList *start)
{
    Search *search = ways->search;
    size_t always = 0;
    for (size_t i = 0; i < tests->count; i++) {
        Open open = {.yes = scenario_search(search, tests->items[i], WANT_TRUE),
                     .no = scenario_search(search, tests->items[i], WANT_NOT_TRUE)};
        if (open.yes.count && open.no.count) {
            list_push(search->scope->arena, &ways->open, open);
            continue;
        }
        always += open.yes.count > 0;
        *start = alternatives_join(search, start, open.yes.count ? &open.yes : &open.no);
    }
    return always;
}

/* Every way in which `wanted` of the tests from the given one on are true. */
static void take_all(Ways *ways, size_t from, size_t wanted, const AlternativeList *before)
{
    size_t left = ways->open.count - from;
    if (!before->count)
        return;
    if (!left) {
        alternatives_append(ways->search, &ways->found, before);
        return;
    }
    if (wanted) {
        AlternativeList with = alternatives_join(ways->search, before, &ways->open.items[from].yes);
        take_all(ways, from + 1, wanted - 1, &with);
    }
    if (left > wanted) {
        AlternativeList without = alternatives_join(ways->search, before, &ways->open.items[from].no);
        take_all(ways, from + 1, wanted, &without);
    }
}

/* The tests in a circle, those from the given one on true. */
static void take_turn(Ways *ways, size_t from, size_t wanted, const AlternativeList *before)
{
    size_t count = ways->open.count;
    AlternativeList way = *before;
    for (size_t i = 0; i < count && way.count; i++) {
        const Open *open = &ways->open.items[i];
        bool yes = (i + count - from) % count < wanted;
        way = alternatives_join(ways->search, &way, yes ? &open->yes : &open->no);
    }
    alternatives_append(ways->search, &ways->found, &way);
}

static void take_turns(Ways *ways, size_t wanted, const AlternativeList *before)
{
    size_t step = (ways->open.count + SCENARIO_LIMIT - 1) / SCENARIO_LIMIT;
    ways->search->incomplete = true;
    for (size_t from = 0; from < ways->open.count; from += step)
        if (!ways->found.count || ways->search->work < ways->search->limit)
            take_turn(ways, from, wanted, before);
}

/* How many ways there are, or more than are looked at. */
static size_t ways_of(size_t count, size_t wanted)
{
    size_t ways = 1;
    wanted = wanted > count - wanted ? count - wanted : wanted;
    for (size_t i = 0; i < wanted && ways <= WAYS_LOOKED_AT; i++)
        ways = ways * (count - i) / (i + 1);
    return ways;
}

AlternativeList scenario_exactly(Search *search, const ExprList *tests, size_t count)
{
    Ways ways = {.search = search};
    AlternativeList start = {0};
    list_push(search->scope->arena, &start, alternative_new(search));
    size_t always = look_at_tests(&ways, tests, &start);
    if (count < always || count - always > ways.open.count)
        return ways.found;
    size_t wanted = count - always;
    if (ways_of(ways.open.count, wanted) <= WAYS_LOOKED_AT)
        take_all(&ways, 0, wanted, &start);
    else
        take_turns(&ways, wanted, &start);
    return ways.found;
}
