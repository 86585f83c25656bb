/* scenario_lift.c: expressions inside comparisons that have a value for each of several cases, taken out of
 * them: f(CASE WHEN c THEN a ELSE b END) is f(a) where c is true and f(b) where it is not. */
#include "plan/scenario_parts.h"

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

static bool tests_null_of(const Expr *expr, const Column *column)
{
    return expr->kind == EXPR_IS && text_is(expr->text, "null") &&
           expr->arguments.items[0]->kind == EXPR_COLUMN &&
           text_equal(expr->arguments.items[0]->text, column->name);
}

const Expr *scenario_assume_value(const ScenarioScope *scope, const Expr *expr, const Column *column)
{
    if (tests_null_of(expr, column))
        return truth(scope->arena, expr->negated);
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

static bool is_call(const Expr *expr, const char *name)
{
    return expr->kind == EXPR_CALL && !expr->qualifier.size && text_is_nocase(expr->text, name);
}

static bool is_truth_as_number(const ScenarioScope *scope, const Expr *expr)
{
    return expr->kind == EXPR_CAST && expr->type.type && !expr->type.dimensions &&
           type_base(&expr->type).type->code != TYPE_BOOL && type_base(&expr->type).type->code != TYPE_TEXT &&
           scenario_is_truth(scope, expr->arguments.items[0]);
}

static bool has_cases(const ScenarioScope *scope, const Expr *expr)
{
    return expr->kind == EXPR_CASE || is_call(expr, "coalesce") || is_call(expr, "nullif") ||
           is_call(expr, "num_nonnulls") || is_call(expr, "num_nulls") || is_call(expr, "greatest") ||
           is_call(expr, "least") || is_truth_as_number(scope, expr);
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
    return copy;
}

/* One lifting under way. */
typedef struct Lift {
    Search *search;
    const Expr *whole, *cases;
    Want want;
    ScenarioList guards; /* what excludes the cases before */
    ScenarioList *alternatives;
} Lift;

/* The case in which `guard` is true and the cases before are not: the value stands for all. */
static void add_case(Lift *lift, const Expr *guard, const Expr *value)
{
    Search *search = lift->search;
    Expr *rest = replaced(search->scope->arena, lift->whole, lift->cases, value);
    ScenarioList when = lift->guards;
    if (guard) {
        ScenarioList here = scenario_search(search, guard, WANT_TRUE);
        when = scenario_all(search, &when, &here);
    }
    if (when.count) {
        ScenarioList then = scenario_search(search, rest, lift->want);
        then = scenario_all(search, &when, &then);
        scenario_append(search, lift->alternatives, &then);
    }
    if (guard) {
        ScenarioList passed = scenario_search(search, guard, WANT_NOT_TRUE);
        lift->guards = scenario_all(search, &lift->guards, &passed);
    }
}

static Expr *null_of(Arena *arena)
{
    return expr_new(arena, EXPR_NULL, (Span){0});
}

static void lift_case(Lift *lift)
{
    Arena *arena = lift->search->scope->arena;
    const ExprList *parts = &lift->cases->arguments;
    Expr *operand = parts->items[0], *last = parts->items[parts->count - 1];
    for (size_t i = 1; i + 2 < parts->count; i += 2) {
        Expr *when = parts->items[i];
        add_case(lift, operand ? expr_operator(arena, "=", operand, when) : when, parts->items[i + 1]);
    }
    add_case(lift, NULL, last ? last : null_of(arena));
}

static Expr *is_value(Arena *arena, Expr *of)
{
    Expr *test = expr_new(arena, EXPR_IS, of->span);
    test->text = TEXT("null");
    test->negated = true;
    list_push(arena, &test->arguments, of);
    return test;
}

static void lift_coalesce(Lift *lift)
{
    const ExprList *parts = &lift->cases->arguments;
    for (size_t i = 0; i + 1 < parts->count; i++)
        add_case(lift, is_value(lift->search->scope->arena, parts->items[i]), parts->items[i]);
    add_case(lift, NULL, parts->items[parts->count - 1]);
}

static void lift_nullif(Lift *lift)
{
    Arena *arena = lift->search->scope->arena;
    const ExprList *parts = &lift->cases->arguments;
    add_case(lift, expr_operator(arena, "=", parts->items[0], parts->items[1]), null_of(arena));
    add_case(lift, NULL, parts->items[0]);
}

static Expr *whole_number(Arena *arena, size_t value)
{
    Expr *number = expr_new(arena, EXPR_NUMBER, (Span){0});
    number->text = text_format(arena, "%zu", value);
    return number;
}

/* greatest(a, b, …) without a where a is NULL or below b, without b where that is NULL or not above a. */
static void lift_greatest(Lift *lift)
{
    Arena *arena = lift->search->scope->arena;
    const ExprList *parts = &lift->cases->arguments;
    Expr *first = parts->items[0];
    if (parts->count < 2) {
        add_case(lift, NULL, first);
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
    add_case(lift, scenario_not(arena, is_value(arena, first)), without_first);
    add_case(lift, expr_operator(arena, beyond, first, parts->items[1]), without_first);
    add_case(lift, NULL, without_second);
}

/* A truth as a number: 1, 0 or NULL. */
static void lift_number(Lift *lift)
{
    Arena *arena = lift->search->scope->arena;
    Expr *of = lift->cases->arguments.items[0];
    add_case(lift, of, whole_number(arena, 1));
    add_case(lift, scenario_not(arena, of), whole_number(arena, 0));
    add_case(lift, NULL, null_of(arena));
}

/* num_nonnulls(a, b, …): those that follow the first one, and 1 where that has a value. */
static void lift_count(Lift *lift)
{
    Arena *arena = lift->search->scope->arena;
    const Expr *call = lift->cases;
    Expr *first = call->arguments.items[0], *rest = expr_copy(arena, call);
    bool values = is_call(call, "num_nonnulls");
    rest->arguments = (ExprList){0};
    for (size_t i = 1; i < call->arguments.count; i++)
        list_push(arena, &rest->arguments, call->arguments.items[i]);
    if (!rest->arguments.count)
        rest = whole_number(arena, 0);
    Expr *one_more = expr_operator(arena, "+", rest, whole_number(arena, 1));
    add_case(lift, is_value(arena, first), values ? one_more : rest);
    add_case(lift, NULL, values ? rest : one_more);
}

bool scenario_lift(Search *search, const Expr *expr, Want want, ScenarioList *alternatives)
{
    Lift lift = {.search = search, .whole = expr, .want = want, .alternatives = alternatives};
    lift.cases = find_cases(search->scope, expr);
    if (!lift.cases || !lift.cases->arguments.count)
        return false;
    lift.guards = scenario_search(search, truth(search->scope->arena, true), WANT_TRUE);
    if (lift.cases->kind == EXPR_CASE)
        lift_case(&lift);
    else if (is_call(lift.cases, "coalesce"))
        lift_coalesce(&lift);
    else if (is_call(lift.cases, "nullif"))
        lift_nullif(&lift);
    else if (is_call(lift.cases, "greatest") || is_call(lift.cases, "least"))
        lift_greatest(&lift);
    else if (lift.cases->kind == EXPR_CAST)
        lift_number(&lift);
    else
        lift_count(&lift);
    return true;
}
