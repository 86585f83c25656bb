/* linear.c: expressions as sums of columns and constants. */
#include "plan/relation/linear.h"

#include "model/literal.h"
#include "plan/domain/domain.h"
#include "plan/domain/literal_value.h"

#define DAY         ((PlanInteger)86400000000)
#define FIFTY_YEARS (DAY * 18263)

enum {
    SHORT_MONTH = 28,
    LONG_MONTH = 31
};

/* A sum under way. */
typedef struct Sum {
    const LinearScope *scope;
    Linear *into;
    PlanInteger months, nows; /* factors of a month and of now() */
} Sum;

static bool add_terms(Sum *sum, const Expr *expr, PlanInteger factor);

/* ---- columns and constants ---- */

static bool is_number(TypeCode code)
{
    return code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8 || code == TYPE_NUMERIC ||
           code == TYPE_FLOAT4 || code == TYPE_FLOAT8;
}

static bool is_moment(TypeCode code)
{
    return code == TYPE_DATE || code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ || code == TYPE_TIME;
}

static bool add_column(Sum *sum, const Expr *expr, PlanInteger factor)
{
    Column *column = table_find_column(sum->scope->table, expr->text);
    TypeUse base = column ? type_base(&column->type) : (TypeUse){0};
    if (!column || base.dimensions || !base.type ||
        !(sum->scope->is_time ? is_moment(base.type->code) : is_number(base.type->code)))
        return false;
    Linear *into = sum->into;
    for (size_t i = 0; i < into->terms.count; i++)
        if (into->terms.items[i].column == column) {
            into->terms.items[i].factor += factor;
            return true;
        }
    LinearTerm term = {.column = column, .factor = factor};
    list_push(sum->scope->arena, &into->terms, term);
    return true;
}

/* A number literal in the scope's units; whole days between times. */
static bool number_of(const LinearScope *scope, Text text, PlanInteger *value)
{
    TypeUse numeric = {.type = type_builtin(TEXT("numeric"))};
    ValueType type = {.kind = VALUE_INT64, .scale = scope->is_time ? 0 : scope->scale};
    int64_t whole;
    if (!literal_to_whole(scope->arena, &numeric, &type, text, &whole))
        return false;
    *value = scope->is_time ? whole * DAY : whole;
    return true;
}

static bool add_number(Sum *sum, Text text, PlanInteger factor)
{
    PlanInteger value;
    if (!number_of(sum->scope, text, &value))
        return false;
    sum->into->constant += factor * value;
    return true;
}

/* "1 year 2 mons 3 days 04:05:06" */
static bool add_interval(Sum *sum, Text text, PlanInteger factor)
{
    LiteralInterval parts;
    if (!literal_interval_parts(sum->scope->arena, text, &parts))
        return false;
    sum->months += factor * parts.months;
    sum->into->constant += factor * (parts.days * DAY + parts.microseconds);
    return true;
}

static bool add_moment(Sum *sum, const char *type_name, Text text, PlanInteger factor)
{
    TypeUse use = {.type = type_builtin(text_of(type_name))};
    ValueType type = {.kind = VALUE_INT64};
    Text canonical = literal_canonical(sum->scope->arena, text, &use);
    int64_t value;
    if (!canonical.size || !literal_to_whole(sum->scope->arena, &use, &type, canonical, &value))
        return false;
    sum->into->constant += factor * (text_is(use.type->name, "date") ? value * DAY : (PlanInteger)value);
    return true;
}

/* A literal whose type its neighbours tell. */
static bool add_string(Sum *sum, Text text, PlanInteger factor)
{
    if (!sum->scope->is_time)
        return add_number(sum, text, factor);
    return add_moment(sum, "timestamp", text, factor) || add_moment(sum, "date", text, factor) ||
           add_moment(sum, "time", text, factor) || add_interval(sum, text, factor);
}

static bool add_cast(Sum *sum, const Expr *expr, PlanInteger factor)
{
    const Expr *of = expr->arguments.items[0];
    if (expr->type.dimensions || !expr->type.type)
        return false;
    TypeCode code = expr->type.type->code;
    if (of->kind == EXPR_STRING && code == TYPE_INTERVAL)
        return sum->scope->is_time && add_interval(sum, of->text, factor);
    if (of->kind == EXPR_STRING && is_moment(code))
        return sum->scope->is_time && add_moment(sum,
                                                 code == TYPE_DATE   ? "date"
                                                 : code == TYPE_TIME ? "time"
                                                                     : "timestamp",
                                                 of->text, factor);
    if (of->kind == EXPR_STRING && is_number(code))
        return add_number(sum, of->text, factor);
    bool widens = (code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ || code == TYPE_INT8 ||
                   (code == TYPE_NUMERIC && !expr->type.modifier_count) || code == TYPE_FLOAT8);
    return widens && add_terms(sum, of, factor);
}

static bool is_now(const Expr *expr)
{
    static const char *const names[] = {"now",
                                        "transaction_timestamp",
                                        "statement_timestamp",
                                        "clock_timestamp",
                                        "current_timestamp",
                                        "localtimestamp",
                                        "current_date"};
    bool can = (expr->kind == EXPR_CALL && !expr->arguments.count) || expr->kind == EXPR_SQL_VALUE;
    for (size_t i = 0; can && i < sizeof names / sizeof *names; i++)
        if (text_is_nocase(expr->text, names[i]))
            return true;
    return false;
}

/* ---- sums ---- */

static bool is_constant_number(const Expr *expr)
{
    return expr->kind == EXPR_NUMBER;
}

static bool add_operator(Sum *sum, const Expr *expr, PlanInteger factor)
{
    const ExprList *operands = &expr->arguments;
    if (operands->count == 1)
        return (text_is(expr->text, "-") && add_terms(sum, operands->items[0], -factor)) ||
               (text_is(expr->text, "+") && add_terms(sum, operands->items[0], factor));
    if (text_is(expr->text, "+") || text_is(expr->text, "-"))
        return add_terms(sum, operands->items[0], factor) &&
               add_terms(sum, operands->items[1], text_is(expr->text, "-") ? -factor : factor);
    int64_t times;
    if (!text_is(expr->text, "*"))
        return false;
    for (size_t i = 0; i < 2; i++)
        if (is_constant_number(operands->items[i]) && text_to_int64(operands->items[i]->text, &times))
            return add_terms(sum, operands->items[1 - i], factor * times);
    return false;
}

static bool add_terms(Sum *sum, const Expr *expr, PlanInteger factor)
{
    if (is_now(expr))
        return sum->nows += factor, sum->scope->is_time;
    switch (expr->kind) {
    case EXPR_COLUMN:
        return add_column(sum, expr, factor);
    case EXPR_NUMBER:
        return add_number(sum, expr->text, factor);
    case EXPR_STRING:
        return add_string(sum, expr->text, factor);
    case EXPR_CAST:
        return add_cast(sum, expr, factor);
    case EXPR_OPERATOR:
        return add_operator(sum, expr, factor);
    default:
        return false;
    }
}

/* ---- comparisons ---- */

static PlanInteger start_of_now(const LinearScope *scope)
{
    return domain_days(scope->schema->reference_date) * DAY;
}

/* What is not known is taken as whatever makes the sum largest. */
static void settle(Sum *sum)
{
    PlanInteger start = start_of_now(sum->scope);
    sum->into->constant += sum->months * DAY * (sum->months > 0 ? LONG_MONTH : SHORT_MONTH);
    sum->into->constant += sum->nows * (sum->nows > 0 ? start + FIFTY_YEARS : start);
}

static void drop_zeros(Linear *linear)
{
    for (size_t i = linear->terms.count; i-- > 0;)
        if (linear->terms.items[i].factor == 0)
            list_remove(&linear->terms, i);
}

typedef struct Comparison {
    const char *symbol, *opposite;
    LinearOp op;
    bool swapped, strict;
} Comparison;

static const Comparison *comparison_of(Text symbol, bool negated)
{
    static const Comparison comparisons[] = {
        {"<=", ">", LINEAR_AT_MOST, false, false}, {"<", ">=", LINEAR_AT_MOST, false, true},
        {">=", "<", LINEAR_AT_MOST, true, false},  {">", "<=", LINEAR_AT_MOST, true, true},
        {"=", "<>", LINEAR_EQUAL, false, false},   {"<>", "=", LINEAR_APART, false, false}};
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        if (text_is(symbol, negated ? comparisons[i].opposite : comparisons[i].symbol))
            return &comparisons[i];
    return NULL;
}

bool linear_of(const LinearScope *scope, const Expr *expr, Linear *linear)
{
    bool negated = expr->kind == EXPR_NOT;
    if (negated)
        expr = expr->arguments.items[0];
    const Comparison *comparison =
        expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 ? comparison_of(expr->text, negated) : NULL;
    if (!comparison)
        return false;
    *linear = (Linear){.op = comparison->op};
    Sum sum = {.scope = scope, .into = linear};
    PlanInteger sign = comparison->swapped ? -1 : 1;
    if (!add_terms(&sum, expr->arguments.items[0], sign) || !add_terms(&sum, expr->arguments.items[1], -sign))
        return false;
    if (comparison->op != LINEAR_AT_MOST && (sum.months || sum.nows))
        return false;
    settle(&sum);
    drop_zeros(linear);
    linear->constant += comparison->strict;
    return true;
}
