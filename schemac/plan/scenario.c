/* scenario.c: the alternatives of conditions, by walking their logic.
 *
 * AND and OR under each of the four truths that can be wanted are "all of" or "one of" their parts; a part
 * that reads one column stays whole, as a condition on that column's value; what compares several columns is
 * a relation, which holds between values and is NULL where one of them is. Alternatives that contradict
 * themselves are dropped on the way, and so are those that another one contains. */
#include "plan/scenario_parts.h"

#include "plan/evaluate.h"

/* ---- alternatives ---- */

static Scenario *scenario_new(const Search *search)
{
    const ScenarioScope *scope = search->scope;
    Scenario *scenario = arena_new_object(scope->arena, Scenario);
    scenario->presence = arena_array(scope->arena, scope->columns.count + 1, sizeof *scenario->presence);
    scenario->conditions = arena_array(scope->arena, scope->columns.count + 1, sizeof *scenario->conditions);
    return scenario;
}

static bool holds(const ExprList *list, const Expr *expr)
{
    for (size_t i = 0; i < list->count; i++)
        if (expr_equal(list->items[i], expr))
            return true;
    return false;
}

static bool is_part(const ExprList *few, const ExprList *many)
{
    for (size_t i = 0; i < few->count; i++)
        if (!holds(many, few->items[i]))
            return false;
    return true;
}

static void add_new(Arena *arena, ExprList *to, const ExprList *more)
{
    for (size_t i = 0; i < more->count; i++)
        if (!holds(to, more->items[i]))
            list_push(arena, to, more->items[i]);
}

/* Every row of `b` is one of `a`. */
static bool contains(const Search *search, const Scenario *a, const Scenario *b)
{
    for (size_t i = 0; i < search->scope->columns.count; i++) {
        if (a->presence[i] != PRESENCE_FREE && a->presence[i] != b->presence[i])
            return false;
        if (b->presence[i] != PRESENCE_NULL && !is_part(&a->conditions[i], &b->conditions[i]))
            return false;
    }
    return a->tags == b->tags && is_part(&a->relations, &b->relations);
}

/* Both at once; NULL where they contradict each other. */
static Scenario *join(const Search *search, const Scenario *a, const Scenario *b)
{
    Arena *arena = search->scope->arena;
    Scenario *both = scenario_new(search);
    for (size_t i = 0; i < search->scope->columns.count; i++) {
        Presence left = a->presence[i], right = b->presence[i];
        if (left != PRESENCE_FREE && right != PRESENCE_FREE && left != right)
            return NULL;
        both->presence[i] = left == PRESENCE_FREE ? right : left;
        add_new(arena, &both->conditions[i], &a->conditions[i]);
        add_new(arena, &both->conditions[i], &b->conditions[i]);
    }
    add_new(arena, &both->relations, &a->relations);
    add_new(arena, &both->relations, &b->relations);
    both->tags = a->tags | b->tags;
    return both;
}

/* Appends it unless one that is there contains it, and drops those that it contains. */
static void add(Search *search, ScenarioList *to, Scenario *scenario)
{
    if (++search->looked_at > SCENARIO_SEARCH) {
        search->exhausted = true;
        return;
    }
    for (size_t i = 0; i < to->count; i++)
        if (contains(search, to->items[i], scenario))
            return;
    for (size_t i = to->count; i-- > 0;)
        if (contains(search, scenario, to->items[i]))
            list_remove(to, i);
    list_push(search->scope->arena, to, scenario);
}

void scenario_append(Search *search, ScenarioList *to, const ScenarioList *more)
{
    for (size_t i = 0; i < more->count; i++)
        add(search, to, more->items[i]);
}

ScenarioList scenario_all(Search *search, const ScenarioList *a, const ScenarioList *b)
{
    ScenarioList result = {0};
    for (size_t i = 0; i < a->count && !search->exhausted; i++)
        for (size_t k = 0; k < b->count && !search->exhausted; k++) {
            Scenario *both = join(search, a->items[i], b->items[k]);
            if (both)
                add(search, &result, both);
        }
    return result;
}

static ScenarioList always(Search *search)
{
    ScenarioList result = {0};
    list_push(search->scope->arena, &result, scenario_new(search));
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
    size_t count = scope->table ? scope->table->columns.count : 0;
    Text *texts = arena_array(scope->arena, count + 1, sizeof *texts);
    bool *nulls = arena_array(scope->arena, count + 1, sizeof *nulls);
    for (size_t i = 0; i < count; i++)
        nulls[i] = true;
    EvaluateScope values = {.schema = scope->schema, .table = scope->table, .texts = texts, .nulls = nulls};
    return evaluate_truth(scope->arena, expr, &values);
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

static ScenarioList of_column(Search *search, const Expr *expr, Want want, const Column *column)
{
    const ScenarioScope *scope = search->scope;
    ScenarioList result = {0};
    size_t place = place_of(scope, column);
    Alone what = alone(scope, expr, want, column, scope->needed[place]);
    if (what.null && what.value && !what.condition)
        return always(search);
    if (what.value) {
        Scenario *scenario = scenario_new(search);
        scenario->presence[place] = PRESENCE_VALUE;
        if (what.condition)
            list_push(scope->arena, &scenario->conditions[place], (Expr *)what.condition);
        add(search, &result, scenario);
    }
    if (what.null) {
        Scenario *scenario = scenario_new(search);
        scenario->presence[place] = PRESENCE_NULL;
        add(search, &result, scenario);
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

static ScenarioList of_parts(Search *search, const Expr *expr, Want want, bool all)
{
    const Expr *parts = gather(search->scope, expr);
    ScenarioList result = {0};
    for (size_t i = 0; i < parts->arguments.count && !search->exhausted; i++) {
        ScenarioList part = scenario_search(search, parts->arguments.items[i], want);
        if (all)
            result = i ? scenario_all(search, &result, &part) : part;
        else
            scenario_append(search, &result, &part);
    }
    return result;
}

static ScenarioList of_not(Search *search, const Expr *expr, Want want)
{
    static const Want opposite[] = {[WANT_TRUE] = WANT_FALSE,
                                    [WANT_FALSE] = WANT_TRUE,
                                    [WANT_NOT_FALSE] = WANT_NOT_TRUE,
                                    [WANT_NOT_TRUE] = WANT_NOT_FALSE};
    return scenario_search(search, expr->arguments.items[0], opposite[want]);
}

/* `a` as wanted and `b` as wanted. */
static ScenarioList both(Search *search, const Expr *a, Want a_want, const Expr *b, Want b_want)
{
    ScenarioList left = scenario_search(search, a, a_want);
    ScenarioList right = scenario_search(search, b, b_want);
    return scenario_all(search, &left, &right);
}

static ScenarioList is_null(Search *search, const Expr *expr)
{
    return both(search, expr, WANT_NOT_FALSE, expr, WANT_NOT_TRUE);
}

/* IS is never NULL itself. */
static ScenarioList of_is(Search *search, const Expr *expr, Want want)
{
    const Expr *of = expr->arguments.items[0];
    bool asked = is_positive(want) != expr->negated;
    if (text_is(expr->text, "true"))
        return scenario_search(search, of, asked ? WANT_TRUE : WANT_NOT_TRUE);
    if (text_is(expr->text, "false"))
        return scenario_search(search, of, asked ? WANT_FALSE : WANT_NOT_FALSE);
    if (asked)
        return is_null(search, of);
    ScenarioList result = scenario_search(search, of, WANT_TRUE),
                 more = scenario_search(search, of, WANT_FALSE);
    scenario_append(search, &result, &more);
    return result;
}

/* Truths that are equal, or not; NULL where one of them is. */
static ScenarioList of_equality(Search *search, const Expr *expr, Want want)
{
    const Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1];
    bool equal = text_is(expr->text, "=") == is_positive(want);
    ScenarioList result = both(search, a, WANT_TRUE, b, equal ? WANT_TRUE : WANT_FALSE),
                 more = both(search, a, WANT_FALSE, b, equal ? WANT_FALSE : WANT_TRUE);
    scenario_append(search, &result, &more);
    if (want == WANT_NOT_FALSE || want == WANT_NOT_TRUE) {
        ScenarioList left = is_null(search, a), right = is_null(search, b);
        scenario_append(search, &result, &left);
        scenario_append(search, &result, &right);
    }
    return result;
}

static Expr *test_null(Arena *arena, const Expr *of, bool negated)
{
    Expr *test = expr_new(arena, EXPR_IS, of->span);
    test->text = TEXT("null");
    test->negated = negated;
    list_push(arena, &test->arguments, (Expr *)of);
    return test;
}

/* a IS NOT DISTINCT FROM b: both NULL, or equal. */
static ScenarioList of_distinct(Search *search, const Expr *expr, Want want)
{
    Arena *arena = search->scope->arena;
    Expr *a = expr->arguments.items[0], *b = expr->arguments.items[1];
    bool same = is_positive(want) == expr->negated;
    Expr *a_null = test_null(arena, a, false), *b_null = test_null(arena, b, false);
    ScenarioList result = scenario_search(search, expr_operator(arena, same ? "=" : "<>", a, b), WANT_TRUE);
    ScenarioList more = both(search, a_null, WANT_TRUE, b_null, same ? WANT_TRUE : WANT_FALSE);
    scenario_append(search, &result, &more);
    if (!same) {
        more = both(search, a_null, WANT_FALSE, b_null, WANT_TRUE);
        scenario_append(search, &result, &more);
    }
    return result;
}

static bool is_null_of_value(const Expr *expr)
{
    return expr->kind == EXPR_IS && (text_is(expr->text, "null") || text_is(expr->text, "unknown"));
}

/* A value that is NULL where one of its columns is. */
static ScenarioList of_null_test(Search *search, const Expr *expr, Want want)
{
    const ScenarioScope *scope = search->scope;
    ColumnList columns = scenario_columns(scope, expr);
    bool null = is_positive(want) != expr->negated;
    ScenarioList result = {0};
    Scenario *values = scenario_new(search);
    for (size_t i = 0; i < columns.count; i++) {
        size_t place = place_of(scope, columns.items[i]);
        Scenario *one = scenario_new(search);
        one->presence[place] = PRESENCE_NULL;
        values->presence[place] = PRESENCE_VALUE;
        if (null && !scope->needed[place])
            add(search, &result, one);
    }
    if (!null)
        add(search, &result, values);
    return result;
}

/* Functions that have a value where an argument is NULL. */
static bool is_strict(const Expr *expr)
{
    static const char *const lenient[] = {"concat",       "concat_ws",     "format",    "greatest",
                                          "least",        "array_append",  "array_cat", "array_prepend",
                                          "num_nonnulls", "num_nulls",     "coalesce",  "jsonb_build_object",
                                          "row",          "quote_nullable"};
    if (expr->kind == EXPR_ROW || expr->kind == EXPR_ARRAY || expr->kind == EXPR_OPAQUE ||
        expr->kind == EXPR_IS || expr->kind == EXPR_DISTINCT || expr->kind == EXPR_CASE)
        return false;
    for (size_t i = 0; expr->kind == EXPR_CALL && i < sizeof lenient / sizeof *lenient; i++)
        if (text_is_nocase(expr->text, lenient[i]))
            return false;
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i] && !is_strict(expr->arguments.items[i]))
            return false;
    return true;
}

static ScenarioList of_relation(Search *search, const Expr *expr, Want want)
{
    const ScenarioScope *scope = search->scope;
    ColumnList columns = scenario_columns(scope, expr);
    Scenario *held = scenario_new(search);
    ScenarioList result = {0};
    for (size_t i = 0; i < columns.count; i++)
        held->presence[place_of(scope, columns.items[i])] = PRESENCE_VALUE;
    list_push(scope->arena, &held->relations,
              is_positive(want) ? (Expr *)expr : scenario_not(scope->arena, expr));
    add(search, &result, held);
    if ((want == WANT_NOT_FALSE || want == WANT_NOT_TRUE) && is_strict(expr)) {
        ScenarioList nulls = of_null_test(search, test_null(scope->arena, expr, false), WANT_TRUE);
        scenario_append(search, &result, &nulls);
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
    bool rows = expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 &&
                expr->arguments.items[0]->kind == EXPR_ROW && expr->arguments.items[1]->kind == EXPR_ROW;
    bool equal = text_is(expr->text, "=");
    if (rows && (equal || text_is(expr->text, "<>")) &&
        expr->arguments.items[0]->arguments.count == expr->arguments.items[1]->arguments.count) {
        Expr *all = expr_new(arena, equal ? EXPR_AND : EXPR_OR, expr->span);
        for (size_t i = 0; i < expr->arguments.items[0]->arguments.count; i++)
            list_push(arena, &all->arguments,
                      expr_operator(arena, equal ? "=" : "<>", expr->arguments.items[0]->arguments.items[i],
                                    expr->arguments.items[1]->arguments.items[i]));
        return all;
    }
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

static ScenarioList of_several(Search *search, const Expr *expr, Want want)
{
    ScenarioList lifted = {0};
    Expr *longer;
    switch (expr->kind) {
    case EXPR_AND:
        return of_parts(search, expr, want, want == WANT_TRUE || want == WANT_NOT_FALSE);
    case EXPR_OR:
        return of_parts(search, expr, want, want == WANT_FALSE || want == WANT_NOT_TRUE);
    case EXPR_NOT:
        return of_not(search, expr, want);
    case EXPR_IS:
        if (scenario_is_truth(search->scope, expr->arguments.items[0]))
            return of_is(search, expr, want);
        if (is_null_of_value(expr) && is_strict(expr->arguments.items[0]))
            return of_null_test(search, expr, want);
        break;
    case EXPR_DISTINCT:
        return of_distinct(search, expr, want);
    default:
        break;
    }
    if (is_truth_equality(search->scope, expr))
        return of_equality(search, expr, want);
    longer = spelled_out(search->scope, expr);
    if (longer)
        return scenario_search(search, longer, want);
    if (scenario_lift(search, expr, want, &lifted))
        return lifted;
    return of_relation(search, expr, want);
}

ScenarioList scenario_search(Search *search, const Expr *expr, Want want)
{
    ColumnList columns = scenario_columns(search->scope, expr);
    ScenarioList none = {0};
    if (search->exhausted)
        return none;
    if (columns.count == 1)
        return of_column(search, expr, want, columns.items[0]);
    if (columns.count)
        return of_several(search, expr, want);
    Truth truth = truth_of_nulls(search->scope, expr);
    return is_wanted(truth, want) || truth == TRUTH_UNKNOWN ? always(search) : none;
}

/* ---- all conditions ---- */

/* How many of its conditions, relations and NULLs no scenario chosen before has. */
static size_t news(const Search *search, const Scenario *scenario, const ScenarioList *chosen)
{
    size_t count = 0;
    for (size_t c = 0; c < search->scope->columns.count; c++) {
        bool null_seen = scenario->presence[c] != PRESENCE_NULL, value_seen = !scenario->conditions[c].count;
        for (size_t i = 0; i < chosen->count; i++) {
            null_seen |= chosen->items[i]->presence[c] == PRESENCE_NULL;
            value_seen |= is_part(&scenario->conditions[c], &chosen->items[i]->conditions[c]);
        }
        count += !null_seen + !value_seen;
    }
    for (size_t r = 0; r < scenario->relations.count; r++) {
        bool seen = false;
        for (size_t i = 0; i < chosen->count; i++)
            seen |= holds(&chosen->items[i]->relations, scenario->relations.items[r]);
        count += !seen;
    }
    return count;
}

/* Where there are too many, those that show most of the alternatives. */
static void choose(const Search *search, ScenarioList *all, ScenarioList *chosen)
{
    while (all->count && chosen->count < SCENARIO_LIMIT) {
        size_t best = 0, most = 0;
        for (size_t i = 0; i < all->count && all->count + chosen->count > SCENARIO_LIMIT; i++) {
            size_t count = news(search, all->items[i], chosen);
            if (count > most)
                best = i, most = count;
        }
        list_push(search->scope->arena, chosen, all->items[best]);
        list_remove(all, best);
    }
}

/* The predicate true, and tagged so, or not true. */
static ScenarioList split(Search *search, const Expr *predicate, size_t tag)
{
    ScenarioList result = scenario_search(search, predicate, WANT_TRUE),
                 rest = scenario_search(search, predicate, WANT_NOT_TRUE);
    for (size_t i = 0; i < result.count; i++)
        result.items[i]->tags |= (uint64_t)1 << tag;
    scenario_append(search, &result, &rest);
    return result;
}

bool scenarios_of(const ScenarioScope *scope, const ExprList *conditions, const ExprList *splits,
                  ScenarioList *scenarios, const Expr **unmet)
{
    Search search = {.scope = scope};
    ScenarioList all = always(&search);
    for (size_t i = 0; i < scope->columns.count; i++)
        if (scope->needed[i])
            all.items[0]->presence[i] = PRESENCE_VALUE;
    for (size_t i = 0; i < conditions->count + splits->count; i++) {
        search.looked_at = 0;
        bool is_split = i >= conditions->count;
        *unmet = is_split ? splits->items[i - conditions->count] : conditions->items[i];
        ScenarioList one = is_split ? split(&search, *unmet, i - conditions->count)
                                    : scenario_search(&search, *unmet, WANT_NOT_FALSE);
        all = scenario_all(&search, &all, &one);
        if (search.exhausted)
            return false;
    }
    choose(&search, &all, scenarios);
    return true;
}
