/* narrow_items.c: ranges. What conditions say of bounds becomes conditions on the lower one; how wide ranges
 * may be is found by trying. */
#include "plan/narrow/narrow_items.h"

#include "base/buffer.h"
#include "model/literal.h"
#include "model/type_convert.h"
#include "plan/narrow/narrow_whole.h"

enum {
    SAMPLES = 6, /* values of parts */
    CROWD = 20,  /* times as many, of which samples are taken */
    LOWERS = 40  /* bounds of ranges that are tried */
};

bool items_kind(const NarrowTask *task)
{
    return task->column->type->kind == VALUE_ITEMS && task->column->column->rule.kind == RULE_NONE &&
           (task->base.dimensions || task->base.type->kind == TYPE_RANGE || composite_kind(task));
}

static Expr *value_of(const NarrowTask *task)
{
    return expr_new(task->arena, EXPR_VALUE, (Span){0});
}

static void add_condition(const NarrowTask *task, DomainParts *parts, Expr *condition)
{
    list_push(task->arena, &parts->conditions, condition);
}

Expr *items_typed(const NarrowTask *task, const Expr *constant)
{
    if (constant->kind != EXPR_STRING)
        return (Expr *)constant;
    Expr *cast = expr_new(task->arena, EXPR_CAST, constant->span);
    cast->type = type_plain(&task->base);
    list_push(task->arena, &cast->arguments, (Expr *)constant);
    return cast;
}

TextList items_samples(const ColumnPlan *part, const ExprList *conditions, size_t wanted)
{
    ExprList all = domain_part_conditions(part, conditions);
    TextList few = {0}, many = narrow_candidates(part, &all, wanted * CROWD);
    for (size_t i = 0; i < many.count; i++)
        if (many.count <= wanted || i * wanted / many.count == few.count)
            list_push(part->table->plan->arena, &few, many.items[i]);
    return few;
}

/* ---- ranges ---- */

static bool is_call_of_self(const Expr *expr, const char *name)
{
    return expr->kind == EXPR_CALL && !expr->qualifier.size && text_is(expr->text, name) &&
           expr->arguments.count == 1 && narrow_is_self(expr->arguments.items[0]);
}

/* The expression with VALUE for lower(x); NULL where it reads the column in another way. */
static Expr *of_lower(const NarrowTask *task, const Expr *expr)
{
    if (is_call_of_self(expr, "lower"))
        return value_of(task);
    if (expr->kind == EXPR_COLUMN || expr->kind == EXPR_VALUE)
        return NULL;
    Expr *copy = expr_copy(task->arena, expr);
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *argument = expr->arguments.items[i] ? of_lower(task, expr->arguments.items[i]) : NULL;
        if (!argument && expr->arguments.items[i])
            return NULL;
        list_push(task->arena, &copy->arguments, argument);
    }
    return copy;
}

/* The widest range in the type of differences of its bounds. */
static Expr *width_of(const NarrowTask *task, const ColumnPlan *part, uint32_t units)
{
    TypeUse subtype = type_base(&part->column->type);
    TypeCode code = type_code(&subtype);
    bool is_moment = code == TYPE_TIMESTAMP || code == TYPE_TIMESTAMPTZ;
    Expr *literal = expr_new(task->arena, is_moment ? EXPR_STRING : EXPR_NUMBER, (Span){0});
    literal->text = text_format(task->arena, is_moment ? "%u seconds" : "%u", units);
    if (!is_moment)
        return literal;
    Expr *cast = expr_new(task->arena, EXPR_CAST, (Span){0});
    cast->type = type_of_code("interval");
    list_push(task->arena, &cast->arguments, literal);
    return cast;
}

/* A constant beside a bound, as what bounds are. */
static Expr *bound_typed(const NarrowTask *task, const ColumnPlan *part, Expr *constant)
{
    if (constant->kind != EXPR_STRING)
        return constant;
    Expr *cast = expr_new(task->arena, EXPR_CAST, constant->span);
    cast->type = part->column->type;
    list_push(task->arena, &cast->arguments, constant);
    return cast;
}

/* upper(x) <= c: the lower bound is at least the width before it. */
static void read_upper(const NarrowTask *task, const ColumnPlan *part, const Expr *expr, uint32_t widest,
                       DomainParts *parts)
{
    Atom atom;
    if (!narrow_atom(task, expr, true, &atom) || !is_call_of_self(atom.subject, "upper") ||
        expr->kind != EXPR_OPERATOR)
        return;
    const Expr *left = expr->arguments.items[0];
    Expr *bound = bound_typed(task, part, expr->arguments.items[narrow_is_constant(left) ? 0 : 1]);
    bool is_below = text_is(atom.symbol, "<") || text_is(atom.symbol, "<=");
    Expr *shifted = is_below ? expr_operator(task->arena, "-", bound, width_of(task, part, widest)) : bound;
    add_condition(task, parts,
                  expr_operator(task->arena, text_string(task->arena, atom.symbol), value_of(task), shifted));
}

/* x <@ '[a,b)': the lower bound is not before a, and so far before b. */
static void read_within(const NarrowTask *task, const ColumnPlan *part, const Expr *expr, uint32_t widest,
                        DomainParts *parts)
{
    Atom atom;
    if (!narrow_atom(task, expr, true, &atom) || !narrow_is_self(atom.subject) ||
        !text_is(atom.symbol, "<@") || expr->kind != EXPR_OPERATOR)
        return;
    Expr *constant =
        items_typed(task, expr->arguments.items[narrow_is_constant(expr->arguments.items[0]) ? 0 : 1]);
    Expr *upper = expr_new(task->arena, EXPR_CALL, (Span){0});
    upper->text = TEXT("upper");
    list_push(task->arena, &upper->arguments, constant);
    Constant value;
    add_condition(task, parts, expr_operator(task->arena, "<@", value_of(task), constant));
    if (narrow_constant(task, upper, &value))
        add_condition(task, parts,
                      expr_operator(task->arena, "<=", value_of(task),
                                    expr_operator(task->arena, "-", upper, width_of(task, part, widest))));
}

static void read_range(const NarrowTask *task, const ColumnPlan *part, const Expr *expr, uint32_t widest,
                       DomainParts *parts)
{
    Expr *condition = of_lower(task, expr);
    if (condition && !narrow_is_constant(condition))
        add_condition(task, parts, condition);
    read_upper(task, part, expr, widest, parts);
    read_within(task, part, expr, widest, parts);
}

/* [lower, lower + width) for a lower bound as PostgreSQL prints it. */
static bool range_text(const NarrowTask *task, const NarrowTask *part, Text lower, PlanInteger width,
                       Text *text)
{
    PlanInteger low;
    if (!whole_place(part, lower, &low))
        return false;
    Text written = text_format(task->arena, "[\"%.*s\",\"%.*s\")", TEXT_ARG(lower),
                               TEXT_ARG(whole_text(part, low + width)));
    *text = literal_canonical(task->arena, written, &task->base);
    return true;
}

/* Widths of ranges: a number of units, each of so many of the type's. */
typedef struct Widths {
    uint32_t most, unit;
} Widths;

static bool admits_width(const NarrowTask *task, const NarrowTask *part, const TextList *lowers,
                         PlanInteger units)
{
    PlanInteger unit = domain_range_unit(part->column);
    for (size_t i = 0; i < lowers->count; i++) {
        Text text;
        if (!range_text(task, part, lowers->items[i], units * unit, &text) || !narrow_admits(task, text))
            return false;
    }
    return lowers->count > 0;
}

/* What conditions say of the lower bound of ranges that are at most so many units wide, and the task of
 * finding one. */
static DomainParts range_parts(const NarrowTask *task, uint32_t widest, NarrowTask *lower)
{
    DomainParts parts = {0};
    TypeUse subtype = domain_range_subtype(&task->base);
    ColumnPlan *part = domain_part(task->column, &subtype, TEXT("lower"));
    for (size_t i = 0; i < task->conditions.count; i++)
        read_range(task, part, task->conditions.items[i], widest, &parts);
    *lower = *task;
    lower->column = part;
    lower->base = type_base(&subtype);
    lower->conditions = parts.conditions;
    return parts;
}

/* The ranges of those widths, all lower bounds of which go with the same ones. */
static Found ranges_within(const NarrowTask *task, Widths widths)
{
    NarrowTask inner;
    DomainParts parts = range_parts(task, widths.most * widths.unit, &inner);
    TextList lowers = narrow_candidates(inner.column, &parts.conditions, SAMPLES);
    PlanInteger unit = widths.unit;
    uint32_t units = 1;
    while (units <= widths.most && !admits_width(task, &inner, &lowers, units * unit))
        units++;
    if (!whole_is(&inner) || units > widths.most)
        return (Found){0};
    parts.unit = widths.unit;
    parts.least = parts.most = units;
    while (parts.most < widths.most && admits_width(task, &inner, &lowers, (parts.most + 1) * unit))
        parts.most++;
    return (Found){.domain = domain_compound_of(task->column, &task->base, &parts)};
}

/* Wide ones where there is room for them. Widths that are asked for may be seconds, minutes, hours or days.
 */
static Found narrow_range(const NarrowTask *task)
{
    static const uint32_t units[] = {1, 60, 60 * 60, 24 * 60 * 60};
    Found found = {0};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (uint32_t most = DOMAIN_WIDTHS; most && !found.domain.draw; most /= 3)
            found = ranges_within(task, (Widths){most, units[i]});
    return found;
}

Found items_narrow(const NarrowTask *task)
{
    if (task->base.dimensions)
        return elements_narrow(task);
    return composite_kind(task) ? composite_narrow(task) : narrow_range(task);
}

/* ---- values to try ---- */

/* Narrow and wide ones of each lower bound, and those without a bound at one end. */
static TextList range_candidates(const NarrowTask *task)
{
    TextList texts = {0};
    NarrowTask inner;
    DomainParts parts = range_parts(task, 1, &inner);
    TextList lowers = narrow_candidates(inner.column, &parts.conditions, LOWERS);
    PlanInteger unit = whole_is(&inner) ? domain_range_unit(inner.column) : 0;
    for (size_t i = 0; i < lowers.count && unit; i++) {
        static const PlanInteger units[] = {1,       7,           30,           DOMAIN_WIDTHS,
                                            40 * 60, 3 * 60 * 60, 24 * 60 * 60, 9 * 24 * 60 * 60};
        enum {
            UNITS = sizeof units / sizeof *units
        };
        for (size_t k = 0; k < UNITS; k++) {
            Text text;
            if (range_text(task, &inner, lowers.items[i], units[(i + k) % UNITS] * unit, &text))
                list_push(task->arena, &texts, text);
        }
        Text open[] = {text_format(task->arena, "[\"%.*s\",)", TEXT_ARG(lowers.items[i])),
                       text_format(task->arena, "(,\"%.*s\")", TEXT_ARG(lowers.items[i]))};
        for (size_t k = 0; k < 2; k++)
            list_push(task->arena, &texts, literal_canonical(task->arena, open[k], &task->base));
    }
    list_push(task->arena, &texts, TEXT("empty"));
    return texts;
}

/* Of one range each. */
static TextList multirange_candidates(const NarrowTask *task)
{
    NarrowTask range = *task;
    range.base = (TypeUse){.type = task->base.type->range};
    TextList texts = range_candidates(&range);
    for (size_t i = 0; i < texts.count; i++)
        texts.items[i] = text_is(texts.items[i], "empty")
                             ? TEXT("{}")
                             : text_format(task->arena, "{%.*s}", TEXT_ARG(texts.items[i]));
    return texts;
}

TextList items_candidates(const NarrowTask *task)
{
    if (task->base.dimensions)
        return elements_candidates(task);
    if (composite_kind(task))
        return composite_candidates(task);
    return task->base.type->kind == TYPE_RANGE ? range_candidates(task) : multirange_candidates(task);
}
