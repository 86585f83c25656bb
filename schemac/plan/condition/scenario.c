/* scenario.c: the alternatives of conditions, by walking their logic.
 *
 * AND and OR under each of the four truths that can be wanted are "all of" or "one of" their parts; a part
 * that reads one column stays whole, as a condition on that column's value; what compares several columns is
 * a relation, which holds between values and is NULL where one of them is. */
#include "plan/condition/scenario_parts.h"

#include "evaluate/evaluate.h"
#include "plan/narrow/ask.h"

enum {
    WORK_OF_SEARCH = 20, /* looking at one node of a condition, in steps */
    LARGE = 10000        /* nodes: larger conditions count as so large */
};

static AlternativeList always(Search *search)
{
    AlternativeList result = {0};
    list_push(search->scope->arena, &result, alternative_new(search));
    return result;
}

/* ---- one column ---- */

static bool is_wanted(Truth truth, Want want)
{
    static const bool wanted[][3] = {[WANT_TRUE] = {[TRUTH_TRUE] = true},
                                     [WANT_FALSE] = {[TRUTH_FALSE] = true},
                                     [WANT_NOT_FALSE] = {[TRUTH_TRUE] = true, [TRUTH_NULL] = true},
                                     [WANT_NOT_TRUE] = {[TRUTH_FALSE] = true, [TRUTH_NULL] = true}};
    return truth <= TRUTH_NULL && wanted[want][truth];
}

static size_t place_of(const ScenarioScope *scope, const Column *column)
{
    size_t i = 0;
    while (scope->columns.items[i] != column)
        i++;
    return i;
}

/* Its truth where every column it reads is NULL. */
static Truth truth_of_nulls(const ScenarioScope *scope, const Expr *expr)
{
    EvaluateScope values = evaluate_scope(scope->arena, scope->schema, scope->table);
    Truth truth = evaluate_truth(scope->arena, expr, &values);
    if (truth != TRUTH_UNKNOWN)
        return truth;
    ColumnList columns = scenario_columns(scope, expr);
    truth = scope->plan ? ask_of_nulls(scope->plan, expr, &columns) : TRUTH_UNKNOWN;
    return truth == TRUTH_UNKNOWN && scenario_is_null_of_nulls(scope, expr) ? TRUTH_NULL : truth;
}

static bool is_positive(Want want)
{
    return want == WANT_TRUE || want == WANT_NOT_FALSE;
}

typedef struct Alone {
    bool null, value;
    const Expr *condition; /* or NULL: every value does */
} Alone;

static Alone alone(const ScenarioScope *scope, const Expr *expr, Want want, const Column *column, bool needed)
{
    Alone result = {.null = !needed && is_wanted(truth_of_nulls(scope, expr), want)};
    const Expr *rest = scenario_assume_value(scope, expr, column);
    if (!scenario_columns(scope, rest).count) {
        Truth truth = truth_of_nulls(scope, rest);
        if (truth != TRUTH_UNKNOWN) {
            result.value = is_wanted(truth, want);
            return result;
        }
    }
    result.value = true;
    result.condition = is_positive(want) ? rest : scenario_not(scope->arena, rest);
    return result;
}

static AlternativeList of_column(Search *search, const Expr *expr, Want want, const Column *column)
{
    const ScenarioScope *scope = search->scope;
    AlternativeList result = {0};
    size_t place = place_of(scope, column);
    Alone what = alone(scope, expr, want, column, scope->needed[place]);
    if (what.null && what.value && !what.condition)
        return always(search);
    if (what.value) {
        Alternative *scenario = alternative_new(search);
        alternative_bind(scenario, place, PRESENCE_VALUE);
        if (what.condition)
            scenario->facts[place] = facts_of(search, what.condition, place);
        alternatives_add(search, &result, scenario);
    }
    if (what.null) {
        Alternative *scenario = alternative_new(search);
        alternative_bind(scenario, place, PRESENCE_NULL);
        alternatives_add(search, &result, scenario);
    }
    return result;
}

Sole scenario_sole(const ScenarioScope *scope, const Column *column, const Expr *condition, bool must_be_true,
                   ExprList *conditions)
{
    Alone what = alone(scope, condition, must_be_true ? WANT_TRUE : WANT_NOT_FALSE, column, false);
    if (what.value && what.condition)
        list_push(scope->arena, conditions, (Expr *)what.condition);
    return (Sole){.allows_null = what.null, .allows_value = what.value};
}

/* ---- several columns ---- */

/* The search with a share of the work. */
static AlternativeList search_within(Search *search, size_t parts, const Expr *expr, Want want)
{
    size_t limit = search_share(search, parts);
    AlternativeList result = scenario_search(search, expr, want);
    search->limit = limit;
    return result;
}

/* Of AND and OR: the parts that read one and the same column are made one. */
static Expr *gather(const ScenarioScope *scope, const Expr *expr)
{
    Expr *gathered = expr_new(scope->arena, expr->kind, expr->span);
    ColumnList seen = {0};
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *part = expr->arguments.items[i];
        ColumnList columns = scenario_columns(scope, part);
        if (columns.count != 1) {
            list_push(scope->arena, &gathered->arguments, part);
            list_push(scope->arena, &seen, NULL);
            continue;
        }
        size_t k = 0;
        while (k < seen.count && seen.items[k] != columns.items[0])
            k++;
        if (k == seen.count) {
            list_push(scope->arena, &gathered->arguments, part);
            list_push(scope->arena, &seen, columns.items[0]);
            continue;
        }
        Expr *together = expr_new(scope->arena, expr->kind, expr->span);
        list_push(scope->arena, &together->arguments, gathered->arguments.items[k]);
        list_push(scope->arena, &together->arguments, part);
        gathered->arguments.items[k] = together;
    }
    return gathered;
}

static AlternativeList of_parts(Search *search, const Expr *expr, Want want, bool all)
{
    const Expr *parts = gather(search->scope, expr);
    AlternativeList result = {0};
    for (size_t i = 0; i < parts->arguments.count; i++) {
        size_t limit = search_share(search, parts->arguments.count - i);
        AlternativeList part = search_within(search, 2, parts->arguments.items[i], want);
        if (all)
            result = i ? alternatives_join(search, &result, &part) : part;
        else
            alternatives_append(search, &result, &part);
        search->limit = limit;
    }
    return result;
}

static AlternativeList of_not(Search *search, const Expr *expr, Want want)
{
    static const Want opposite[] = {[WANT_TRUE] = WANT_FALSE,
                                    [WANT_FALSE] = WANT_TRUE,
                                    [WANT_NOT_FALSE] = WANT_NOT_TRUE,
                                    [WANT_NOT_TRUE] = WANT_NOT_FALSE};
    return scenario_search(search, expr->arguments.items[0], opposite[want]);
}

/* `a` as wanted and `b` as wanted. */
static AlternativeList both(Search *search, const Expr *a, Want a_want, const Expr *b, Want b_want)
{
    AlternativeList left = search_within(search, 3, a, a_want);
    AlternativeList right = search_within(search, 2, b, b_want);
    return alternatives_join(search, &left, &right);
}

static AlternativeList is_null(Search *search, const Expr *expr)
{
    return both(search, expr, WANT_NOT_FALSE, expr, WANT_NOT_TRUE);
}

/* IS is never NULL itself. */
static AlternativeList of_is(Search *search, const Expr *expr, Want want)
{
    const Expr *of = expr->arguments.items[0];
    bool asked = is_positive(want) != expr->negated;
    if (text_is(expr->text, "true"))
        return scenario_search(search, of, asked ? WANT_TRUE : WANT_NOT_TRUE);
    if (text_is(expr->text, "false"))
        return scenario_search(search, of, asked ? WANT_FALSE : WANT_NOT_FALSE);
    if (asked)
        return is_null(search, of);
    AlternativeList result = scenario_search(search, of, WANT_TRUE),
                    more = scenario_search(search, of, WANT_FALSE);
    alternatives_append(search, &result, &more);
    return result;
}

/* Truths that are equal, or not; NULL where one of them is. */
static AlternativeList of_equality(Search *search, const Expr *expr, Want want)
{
    const Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1];
    bool equal = text_is(expr->text, "=") == is_positive(want);
    AlternativeList result = both(search, a, WANT_TRUE, b, equal ? WANT_TRUE : WANT_FALSE),
                    more = both(search, a, WANT_FALSE, b, equal ? WANT_FALSE : WANT_TRUE);
    alternatives_append(search, &result, &more);
    if (want == WANT_NOT_FALSE || want == WANT_NOT_TRUE) {
        AlternativeList left = is_null(search, a), right = is_null(search, b);
        alternatives_append(search, &result, &left);
        alternatives_append(search, &result, &right);
    }
    return result;
}

static Expr *is_null_test(Arena *arena, const Expr *of)
{
    Expr *test = scenario_is_value(arena, of);
    test->negated = false;
    return test;
}

/* a IS NOT DISTINCT FROM b: both NULL, or equal. */
static AlternativeList of_distinct(Search *search, const Expr *expr, Want want)
{
    Arena *arena = search->scope->arena;
    Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1];
    bool same = is_positive(want) == expr->negated;
    Expr *a_null = is_null_test(arena, a), *b_null = is_null_test(arena, b);
    AlternativeList result =
        scenario_search(search, expr_operator(arena, same ? "=" : "<>", a, b), WANT_TRUE);
    AlternativeList more = both(search, a_null, WANT_TRUE, b_null, same ? WANT_TRUE : WANT_FALSE);
    alternatives_append(search, &result, &more);
    if (!same) {
        more = both(search, a_null, WANT_FALSE, b_null, WANT_TRUE);
        alternatives_append(search, &result, &more);
    }
    return result;
}

static bool is_null_of_value(const Expr *expr)
{
    return expr->kind == EXPR_IS && (text_is(expr->text, "null") || text_is(expr->text, "unknown"));
}

/* A value that is NULL where one of its columns is. */
static AlternativeList of_null_test(Search *search, const Expr *expr, Want want)
{
    const ScenarioScope *scope = search->scope;
    ColumnList columns = scenario_columns(scope, expr);
    bool null = is_positive(want) != expr->negated;
    AlternativeList result = {0};
    Alternative *values = alternative_new(search);
    for (size_t i = 0; i < columns.count; i++) {
        size_t place = place_of(scope, columns.items[i]);
        Alternative *one = alternative_new(search);
        alternative_bind(one, place, PRESENCE_NULL);
        alternative_bind(values, place, PRESENCE_VALUE);
        if (null && !scope->needed[place])
            alternatives_add(search, &result, one);
    }
    if (!null)
        alternatives_add(search, &result, values);
    return result;
}

static void add_all_null(Search *search, AlternativeList *result, const ColumnList *columns)
{
    Alternative *nulls = alternative_new(search);
    for (size_t i = 0; i < columns->count; i++) {
        size_t place = place_of(search->scope, columns->items[i]);
        if (search->scope->needed[place])
            return;
        alternative_bind(nulls, place, PRESENCE_NULL);
    }
    alternatives_add(search, result, nulls);
}

static AlternativeList of_relation(Search *search, const Expr *expr, Want want)
{
    const ScenarioScope *scope = search->scope;
    ColumnList columns = scenario_columns(scope, expr);
    Alternative *held = alternative_new(search);
    AlternativeList result = {0};
    for (size_t i = 0; i < columns.count; i++)
        alternative_bind(held, place_of(scope, columns.items[i]), PRESENCE_VALUE);
    held->relations =
        facts_of(search, is_positive(want) ? expr : scenario_not(scope->arena, expr), NO_COLUMN);
    alternatives_add(search, &result, held);
    if ((want == WANT_NOT_FALSE || want == WANT_NOT_TRUE) && scenario_is_strict(scope, expr)) {
        AlternativeList nulls = of_null_test(search, is_null_test(scope->arena, expr), WANT_TRUE);
        alternatives_append(search, &result, &nulls);
    } else if (is_wanted(truth_of_nulls(scope, expr), want)) {
        add_all_null(search, &result, &columns);
    }
    return result;
}

static bool is_truth_equality(const ScenarioScope *scope, const Expr *expr)
{
    return expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 &&
           (text_is(expr->text, "=") || text_is(expr->text, "<>")) &&
           scenario_is_truth(scope, expr->arguments.items[0]) &&
           scenario_is_truth(scope, expr->arguments.items[1]);
}

/* x = ANY (ARRAY[a, b]) with columns in it: x = a OR x = b; ALL is AND. Row comparisons: of each column. */
static Expr *spelled_out(const ScenarioScope *scope, const Expr *expr)
{
    Arena *arena = scope->arena;
    Expr *fields = expr_row_comparison(arena, expr);
    if (fields)
        return fields;
    const Expr *array = expr->kind == EXPR_ANY || expr->kind == EXPR_ALL ? expr->arguments.items[1] : NULL;
    while (array && array->kind == EXPR_CAST)
        array = array->arguments.items[0];
    if (!array || array->kind != EXPR_ARRAY)
        return NULL;
    Expr *each = expr_new(arena, expr->kind == EXPR_ANY ? EXPR_OR : EXPR_AND, expr->span);
    for (size_t i = 0; i < array->arguments.count; i++)
        list_push(arena, &each->arguments,
                  expr_operator(arena, text_string(arena, expr->text), expr->arguments.items[0],
                                array->arguments.items[i]));
    return each;
}

static AlternativeList of_several(Search *search, const Expr *expr, Want want)
{
    AlternativeList lifted = {0};
    Expr *longer;
    switch (expr->kind) {
    case EXPR_AND:
        return of_parts(search, expr, want, want == WANT_TRUE || want == WANT_NOT_FALSE);
    case EXPR_OR:
        return of_parts(search, expr, want, want == WANT_FALSE || want == WANT_NOT_TRUE);
    case EXPR_NOT:
        return of_not(search, expr, want);
    default:
        break;
    }
    switch (expr->kind) {
    case EXPR_IS:
        if (scenario_is_truth(search->scope, expr->arguments.items[0]))
            return search_is_spent(search) ? lifted : of_is(search, expr, want);
        if (is_null_of_value(expr) && scenario_is_strict(search->scope, expr->arguments.items[0]))
            return of_null_test(search, expr, want);
        break;
    case EXPR_DISTINCT:
        return search_is_spent(search) ? lifted : of_distinct(search, expr, want);
    default:
        break;
    }
    if (is_truth_equality(search->scope, expr))
        return search_is_spent(search) ? lifted : of_equality(search, expr, want);
    longer = spelled_out(search->scope, expr);
    if (longer)
        return scenario_search(search, longer, want);
    if (scenario_lift(search, expr, want, &lifted))
        return lifted;
    return of_relation(search, expr, want);
}

AlternativeList scenario_search(Search *search, const Expr *expr, Want want)
{
    ColumnList columns = scenario_columns(search->scope, expr);
    AlternativeList none = {0};
    search->work += WORK_OF_SEARCH * expr_size(expr, LARGE);
    if (search->work > search->most) {
        search->incomplete = true;
        return none;
    }
    if (columns.count == 1)
        return of_column(search, expr, want, columns.items[0]);
    if (columns.count)
        return of_several(search, expr, want);
    Truth truth = truth_of_nulls(search->scope, expr);
    return is_wanted(truth, want) || truth == TRUTH_UNKNOWN ? always(search) : none;
}

/* ---- all conditions ---- */

/* The predicate true, and tagged so, or not true. */
static AlternativeList split(Search *search, const Expr *predicate, size_t tag)
{
    bool is_loose = search->scope->loose >> tag & 1;
    AlternativeList result = search_within(search, 3, predicate, WANT_TRUE),
                    rest = is_loose ? always(search) : search_within(search, 2, predicate, WANT_NOT_TRUE);
    for (size_t i = 0; i < result.count; i++)
        result.items[i]->tags |= (uint64_t)1 << tag;
    alternatives_append(search, &result, &rest);
    return result;
}

static AlternativeList search_start(Search *search)
{
    AlternativeList all = always(search);
    for (size_t i = 0; i < search->scope->columns.count; i++)
        if (search->scope->needed[i])
            alternative_bind(all.items[0], i, PRESENCE_VALUE);
    return all;
}

/* The alternatives of all before together with those of one more. */
static AlternativeList search_next(Search *search, const AlternativeList *all, const ExprList *conditions,
                                   const ExprList *splits, size_t i)
{
    size_t count = conditions->count;
    size_t limit = search_share(search, count + splits->count - i);
    size_t half = search_share(search, 2);
    AlternativeList one = i < count ? scenario_search(search, conditions->items[i], WANT_NOT_FALSE)
                                    : split(search, splits->items[i - count], i - count);
    search->limit = half;
    one = alternatives_join(search, all, &one);
    search->limit = limit;
    return one;
}

static Scenario *scenario_of(const Search *search, const Alternative *alternative)
{
    const ScenarioScope *scope = search->scope;
    Scenario *scenario = arena_new_object(scope->arena, Scenario);
    scenario->presence = arena_array(scope->arena, scope->columns.count + 1, sizeof *scenario->presence);
    scenario->conditions = arena_array(scope->arena, scope->columns.count + 1, sizeof *scenario->conditions);
    for (size_t i = 0; i < scope->columns.count; i++) {
        scenario->presence[i] = alternative_presence(alternative, i);
        if (alternative->facts[i])
            scenario->conditions[i] = alternative->facts[i]->list;
    }
    if (alternative->relations)
        scenario->relations = alternative->relations->list;
    scenario->tags = alternative->tags;
    return scenario;
}

/* Those that are chosen, as they are accepted. */
typedef struct Accepting {
    const Search *search;
    ScenarioList *scenarios;
} Accepting;

static bool accept(const void *context, const Alternative *alternative)
{
    const Accepting *accepting = context;
    const ScenarioScope *scope = accepting->search->scope;
    Scenario *scenario = scenario_of(accepting->search, alternative);
    if (scope->accepts && !scope->accepts(scope->context, scenario))
        return false;
    list_push(scope->arena, accepting->scenarios, scenario);
    return true;
}

ScenarioResult scenarios_of(const ScenarioScope *scope, const ExprList *conditions, const ExprList *splits,
                            ScenarioList *scenarios)
{
    Search search = search_new(scope);
    ScenarioResult result = {0};
    AlternativeList all = search_start(&search);
    for (size_t i = 0; i < conditions->count + splits->count && all.count; i++) {
        result.unmet = i < conditions->count ? conditions->items[i] : splits->items[i - conditions->count];
        all = search_next(&search, &all, conditions, splits, i);
    }
    Accepting accepting = {&search, scenarios};
    search.limit = search.most;
    alternatives_accept(&search, &all, SCENARIO_LIMIT, accept, &accepting);
    result.work = search.work;
    result.outcome = scenarios->count    ? SCENARIOS_FOUND
                     : search.incomplete ? SCENARIOS_TOO_MANY
                     : search.dropped    ? SCENARIOS_NO_VALUES
                                         : SCENARIOS_NONE;
    return result;
}
