/* scenario_lift.c: expressions inside comparisons that have a value for each of several cases, taken out of
 * them: f(CASE WHEN c THEN a ELSE b END) is f(a) where c is true and f(b) where it is not. */
#include "plan/condition/scenario_parts.h"

#include "model/expr_type.h"

/* ---- what an expression reads and is ---- */

typedef struct Reading {
    const ScenarioScope *scope;
    ColumnList columns;
} Reading;

static void note_column(void *context, const Expr *expr)
{
    Reading *reading = context;
    Column *column = reading->scope->table ? table_find_column(reading->scope->table, expr->text) : NULL;
    for (size_t i = 0; i < reading->columns.count; i++)
        if (reading->columns.items[i] == column)
            return;
    if (column)
        list_push(reading->scope->arena, &reading->columns, column);
}

ColumnList scenario_columns(const ScenarioScope *scope, const Expr *expr)
{
    Reading reading = {.scope = scope};
    expr_each_column(expr, note_column, &reading);
    return reading.columns;
}

bool scenario_is_truth(const ScenarioScope *scope, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_NOT:
    case EXPR_IS:
    case EXPR_DISTINCT:
    case EXPR_ANY:
    case EXPR_ALL:
    case EXPR_BOOL:
        return true;
    default: {
        ExprScope types = {.schema = scope->schema, .table = scope->table};
        TypeUse type = expr_type(&types, expr);
        return type.type && !type.dimensions && type_base(&type).type->code == TYPE_BOOL;
    }
    }
}

Expr *scenario_not(Arena *arena, const Expr *expr)
{
    if (expr->kind == EXPR_NOT)
        return expr->arguments.items[0];
    Expr *negation = expr_new(arena, EXPR_NOT, expr->span);
    list_push(arena, &negation->arguments, (Expr *)expr);
    return negation;
}

static Expr *truth(Arena *arena, bool value)
{
    Expr *expr = expr_new(arena, EXPR_BOOL, (Span){0});
    expr->boolean = value;
    return expr;
}

static Expr *whole_number(Arena *arena, size_t value)
{
    Expr *number = expr_new(arena, EXPR_NUMBER, (Span){0});
    number->text = text_format(arena, "%zu", value);
    return number;
}

static bool is_call(const Expr *expr, const char *name)
{
    return expr->kind == EXPR_CALL && !expr->qualifier.size && text_is_nocase(expr->text, name);
}

/* ---- where a column has a value ---- */

static bool is_truth_value(const Expr *expr, bool value)
{
    return expr && expr->kind == EXPR_BOOL && expr->boolean == value;
}

/* AND without what is true, OR without what is false. */
static const Expr *shortened(Arena *arena, const Expr *expr)
{
    bool neutral = expr->kind == EXPR_AND;
    Expr *rest = expr_new(arena, expr->kind, expr->span);
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *part = expr->arguments.items[i];
        if (is_truth_value(part, !neutral))
            return part;
        if (!is_truth_value(part, neutral))
            list_push(arena, &rest->arguments, part);
    }
    return rest->arguments.count == 0   ? truth(arena, neutral)
           : rest->arguments.count == 1 ? rest->arguments.items[0]
                                        : rest;
}

static const Expr *settled(Arena *arena, const Expr *expr)
{
    if (expr->kind == EXPR_AND || expr->kind == EXPR_OR)
        return shortened(arena, expr);
    if (expr->kind == EXPR_NOT && expr->arguments.items[0]->kind == EXPR_BOOL)
        return truth(arena, !expr->arguments.items[0]->boolean);
    return expr;
}

static bool is_column(const Expr *expr, const Column *column)
{
    return expr->kind == EXPR_COLUMN && text_equal(expr->text, column->name);
}

static bool tests_null_of(const Expr *expr, const Column *column)
{
    return expr->kind == EXPR_IS && text_is(expr->text, "null") &&
           is_column(expr->arguments.items[0], column);
}

/* num_nonnulls and num_nulls of the column alone. */
static const Expr *counted(const ScenarioScope *scope, const Expr *expr, const Column *column)
{
    bool values = is_call(expr, "num_nonnulls");
    if (!values && !is_call(expr, "num_nulls"))
        return NULL;
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (!is_column(expr->arguments.items[i], column))
            return NULL;
    return whole_number(scope->arena, values ? expr->arguments.count : 0);
}

const Expr *scenario_assume_value(const ScenarioScope *scope, const Expr *expr, const Column *column)
{
    if (tests_null_of(expr, column))
        return truth(scope->arena, expr->negated);
    if (is_call(expr, "coalesce") && is_column(expr->arguments.items[0], column))
        return expr->arguments.items[0];
    const Expr *number = counted(scope, expr, column);
    if (number)
        return number;
    if (!expr->arguments.count)
        return expr;
    Expr *copy = expr_copy(scope->arena, expr);
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++) {
        const Expr *part = expr->arguments.items[i];
        list_push(scope->arena, &copy->arguments,
                  part ? (Expr *)scenario_assume_value(scope, part, column) : NULL);
    }
    return settled(scope->arena, copy);
}

/* ---- cases ---- */

bool scenario_is_truth_as_number(const ScenarioScope *scope, const Expr *expr)
{
    return expr->kind == EXPR_CAST && expr->type.type && !expr->type.dimensions &&
           type_base(&expr->type).type->code != TYPE_BOOL && type_base(&expr->type).type->code != TYPE_TEXT &&
           scenario_is_truth(scope, expr->arguments.items[0]);
}

static bool has_cases(const ScenarioScope *scope, const Expr *expr)
{
    TruthCount count;
    return expr->kind == EXPR_CASE || is_call(expr, "coalesce") || is_call(expr, "nullif") ||
           is_call(expr, "greatest") || is_call(expr, "least") || scenario_is_truth_as_number(scope, expr) ||
           scenario_counts(scope, expr, &count);
}

/* The first one, looking inside others last. */
static const Expr *find_cases(const ScenarioScope *scope, const Expr *expr)
{
    if (has_cases(scope, expr))
        return expr;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        const Expr *found = expr->arguments.items[i] ? find_cases(scope, expr->arguments.items[i]) : NULL;
        if (found)
            return found;
    }
    return NULL;
}

/* Operators on NULL give NULL, but for those that put things together. */
static bool is_null_by_operand(const Expr *expr)
{
    bool strict = expr->kind == EXPR_CAST || (expr->kind == EXPR_OPERATOR && !text_is(expr->text, "||"));
    for (size_t i = 0; strict && i < expr->arguments.count; i++)
        if (expr->arguments.items[i] && expr->arguments.items[i]->kind == EXPR_NULL)
            return true;
    return false;
}

static Expr *null_of(Arena *arena)
{
    return expr_new(arena, EXPR_NULL, (Span){0});
}

static Expr *replaced(Arena *arena, const Expr *expr, const Expr *what, const Expr *with)
{
    if (expr == what)
        return (Expr *)with;
    if (!expr || !expr->arguments.count)
        return (Expr *)expr;
    Expr *copy = expr_copy(arena, expr);
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++)
        list_push(arena, &copy->arguments, replaced(arena, expr->arguments.items[i], what, with));
    return is_null_by_operand(copy) ? null_of(arena) : copy;
}

/* One lifting under way. */
typedef struct Lift {
    Search *search;
    const Expr *whole, *cases;
    Want want;
    AlternativeList guards; /* what excludes the cases before */
    AlternativeList *alternatives;
} Lift;

/* The value stands for all, in the alternatives that are given. */
static void add_value(Lift *lift, const AlternativeList *when, const Expr *value)
{
    Search *search = lift->search;
    if (!when->count)
        return;
    Expr *rest = replaced(search->scope->arena, lift->whole, lift->cases, value);
    size_t limit = search_share(search, 2);
    AlternativeList then = scenario_search(search, rest, lift->want);
    search->limit = limit;
    then = alternatives_join(search, when, &then);
    alternatives_append(search, lift->alternatives, &then);
}

static AlternativeList guarded(Lift *lift, const Expr *guard, Want want)
{
    Search *search = lift->search;
    size_t limit = search_share(search, 2);
    AlternativeList when = scenario_search(search, guard, want);
    search->limit = limit;
    return alternatives_join(search, &lift->guards, &when);
}

/* One of so many cases that are left, in which `guard` is true and the cases before are not. */
static void add_case(Lift *lift, size_t left, const Expr *guard, const Expr *value)
{
    Search *search = lift->search;
    size_t limit = search_share(search, left);
    size_t most = search_share(search, 2);
    AlternativeList when = guard ? guarded(lift, guard, WANT_TRUE) : lift->guards;
    add_value(lift, &when, value);
    search->limit = most;
    if (guard)
        lift->guards = guarded(lift, guard, WANT_NOT_TRUE);
    search->limit = limit;
}

static void lift_case(Lift *lift)
{
    Arena *arena = lift->search->scope->arena;
    const ExprList *parts = &lift->cases->arguments;
    Expr *operand = parts->items[0], *last = parts->items[parts->count - 1];
    for (size_t i = 1; i + 2 < parts->count; i += 2) {
        Expr *when = parts->items[i];
        add_case(lift, (parts->count - i) / 2 + 1, operand ? expr_operator(arena, "=", operand, when) : when,
                 parts->items[i + 1]);
    }
    add_case(lift, 1, NULL, last ? last : null_of(arena));
}

Expr *scenario_is_value(Arena *arena, const Expr *of)
{
    Expr *test = expr_new(arena, EXPR_IS, of->span);
    test->text = TEXT("null");
    test->negated = true;
    list_push(arena, &test->arguments, (Expr *)of);
    return test;
}

static void lift_coalesce(Lift *lift)
{
    const ExprList *parts = &lift->cases->arguments;
    for (size_t i = 0; i + 1 < parts->count; i++)
        add_case(lift, parts->count - i, scenario_is_value(lift->search->scope->arena, parts->items[i]),
                 parts->items[i]);
    add_case(lift, 1, NULL, parts->items[parts->count - 1]);
}

static void lift_nullif(Lift *lift)
{
    Arena *arena = lift->search->scope->arena;
    const ExprList *parts = &lift->cases->arguments;
    add_case(lift, 2, expr_operator(arena, "=", parts->items[0], parts->items[1]), null_of(arena));
    add_case(lift, 1, NULL, parts->items[0]);
}

/* greatest(a, b, …) without a where a is NULL or below b, without b where that is NULL or not above a. */
static void lift_greatest(Lift *lift)
{
    Arena *arena = lift->search->scope->arena;
    const ExprList *parts = &lift->cases->arguments;
    Expr *first = parts->items[0];
    if (parts->count < 2) {
        add_case(lift, 1, NULL, first);
        return;
    }
    Expr *without_first = expr_copy(arena, lift->cases), *without_second = expr_copy(arena, lift->cases);
    without_first->arguments = without_second->arguments = (ExprList){0};
    for (size_t i = 0; i < parts->count; i++) {
        if (i != 0)
            list_push(arena, &without_first->arguments, parts->items[i]);
        if (i != 1)
            list_push(arena, &without_second->arguments, parts->items[i]);
    }
    const char *beyond = is_call(lift->cases, "greatest") ? "<" : ">";
    add_case(lift, 3, scenario_not(arena, scenario_is_value(arena, first)), without_first);
    add_case(lift, 2, expr_operator(arena, beyond, first, parts->items[1]), without_first);
    add_case(lift, 1, NULL, without_second);
}

/* A truth as a number: 1, 0 or NULL. */
static void lift_number(Lift *lift)
{
    Arena *arena = lift->search->scope->arena;
    Expr *of = lift->cases->arguments.items[0];
    add_case(lift, 3, of, whole_number(arena, 1));
    add_case(lift, 2, scenario_not(arena, of), whole_number(arena, 0));
    add_case(lift, 1, NULL, null_of(arena));
}

/* Each number of truths that there may be. */
static void lift_count(Lift *lift, const TruthCount *count)
{
    Search *search = lift->search;
    size_t limit = search->limit;
    for (size_t number = count->tests.count + 1; number-- > 0;) {
        Expr *value = whole_number(search->scope->arena, number + count->more);
        Expr *rest = replaced(search->scope->arena, lift->whole, lift->cases, value);
        search_share(search, number + 1);
        AlternativeList then = scenario_search(search, rest, lift->want);
        if (then.count) {
            AlternativeList when = scenario_exactly(search, &count->tests, number);
            then = alternatives_join(search, &when, &then);
            alternatives_append(search, lift->alternatives, &then);
        }
        search->limit = limit;
    }
}

bool scenario_lift(Search *search, const Expr *expr, Want want, AlternativeList *alternatives)
{
    Lift lift = {.search = search, .whole = expr, .want = want, .alternatives = alternatives};
    lift.cases = find_cases(search->scope, expr);
    if (!lift.cases || !lift.cases->arguments.count)
        return false;
    if (search_is_spent(search))
        return true;
    lift.guards = scenario_search(search, truth(search->scope->arena, true), WANT_TRUE);
    TruthCount count;
    if (scenario_counts(search->scope, lift.cases, &count))
        lift_count(&lift, &count);
    else if (lift.cases->kind == EXPR_CASE)
        lift_case(&lift);
    else if (is_call(lift.cases, "coalesce"))
        lift_coalesce(&lift);
    else if (is_call(lift.cases, "nullif"))
        lift_nullif(&lift);
    else if (is_call(lift.cases, "greatest") || is_call(lift.cases, "least"))
        lift_greatest(&lift);
    else
        lift_number(&lift);
    return true;
}
