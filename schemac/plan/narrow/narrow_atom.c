/* narrow_atom.c: comparisons with constants: the least parts that conditions on a column are made of. */
#include "plan/narrow/narrow_parts.h"

#include "model/literal.h"
#include "model/type_convert.h"

bool narrow_is_self(const Expr *expr)
{
    while (expr->kind == EXPR_COLLATE)
        expr = expr->arguments.items[0];
    return expr->kind == EXPR_COLUMN || expr->kind == EXPR_VALUE;
}

bool narrow_is_constant(const Expr *expr)
{
    if (expr->kind == EXPR_COLUMN || expr->kind == EXPR_VALUE || expr->kind == EXPR_PARAMETER ||
        expr->kind == EXPR_OPAQUE)
        return false;
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i] && !narrow_is_constant(expr->arguments.items[i]))
            return false;
    return true;
}

/* ---- constants ---- */

Text narrow_moment(const NarrowTask *task, unsigned years)
{
    Text date = task->column->table->plan->schema->reference_date;
    int64_t year = 0;
    text_to_int64(text_slice(date, 0, 4), &year);
    Text rest = text_slice(date, 4, date.size);
    if (years && text_is(rest, "-02-29"))
        rest = TEXT("-03-01");
    return text_format(task->arena, "%04d%.*s 00:00:00+00", (int)year + (int)years, TEXT_ARG(rest));
}

static Evaluated value_at(const NarrowTask *task, const Expr *expr, unsigned years, Text *value,
                          TypeUse *type)
{
    EvaluateScope scope = {.schema = task->column->table->plan->schema, .now = narrow_moment(task, years)};
    return evaluate(task->arena, expr, &scope, value, type);
}

static bool is_after(const NarrowTask *task, const Constant *constant)
{
    Expr *nodes[2];
    Text texts[2] = {constant->least, constant->most};
    for (size_t i = 0; i < 2; i++) {
        Expr *text = expr_new(task->arena, EXPR_STRING, (Span){0});
        text->text = texts[i];
        nodes[i] = expr_new(task->arena, EXPR_CAST, (Span){0});
        nodes[i]->type = constant->type;
        list_push(task->arena, &nodes[i]->arguments, text);
    }
    EvaluateScope scope = {0};
    return evaluate_truth(task->arena, expr_operator(task->arena, ">", nodes[0], nodes[1]), &scope) ==
           TRUTH_TRUE;
}

/* A literal without a type has the column's. */
static bool literal_constant(const NarrowTask *task, const Expr *expr, Constant *constant)
{
    constant->type = type_plain(&task->base);
    constant->least = constant->most = literal_canonical(task->arena, expr->text, &constant->type);
    return true;
}

static Evaluated constant_of(const NarrowTask *task, const Expr *expr, Constant *constant)
{
    if (expr->kind == EXPR_NULL)
        return EVALUATED_NULL;
    if (expr->kind == EXPR_STRING && literal_constant(task, expr, constant))
        return EVALUATED_VALUE;
    Evaluated first = value_at(task, expr, 0, &constant->least, &constant->type);
    Evaluated last = value_at(task, expr, task->years, &constant->most, &constant->type);
    if (first != last)
        return EVALUATED_UNKNOWN;
    if (first == EVALUATED_VALUE && !text_equal(constant->least, constant->most) &&
        is_after(task, constant)) {
        Text swapped = constant->least;
        constant->least = constant->most;
        constant->most = swapped;
    }
    return first;
}

bool narrow_constant(const NarrowTask *task, const Expr *expr, Constant *constant)
{
    return narrow_is_constant(expr) && constant_of(task, expr, constant) == EVALUATED_VALUE;
}

static bool add_constant(const NarrowTask *task, const Expr *expr, Atom *atom)
{
    Constant constant;
    Evaluated found = narrow_is_constant(expr) ? constant_of(task, expr, &constant) : EVALUATED_UNKNOWN;
    if (found == EVALUATED_VALUE)
        list_push(task->arena, &atom->constants, constant);
    atom->has_null = atom->has_null || found == EVALUATED_NULL;
    return found == EVALUATED_VALUE || found == EVALUATED_NULL;
}

/* Of '{…}'::type[]. */
static bool add_items(const NarrowTask *task, const Expr *array, Atom *atom)
{
    Constant constant;
    LiteralItemList items = {0};
    if (!narrow_constant(task, array, &constant) || !type_is_array(&constant.type) ||
        !literal_array_items(task->arena, constant.least, &items))
        return false;
    TypeUse type = type_element(&constant.type);
    for (size_t i = 0; i < items.count; i++) {
        atom->has_null = atom->has_null || items.items[i].is_null;
        if (!items.items[i].is_null)
            list_push(task->arena, &atom->constants,
                      ((Constant){items.items[i].text, items.items[i].text, type}));
    }
    return true;
}

static bool add_elements(const NarrowTask *task, const Expr *array, Atom *atom)
{
    if (array->kind != EXPR_ARRAY)
        return narrow_is_constant(array) && add_items(task, array, atom);
    for (size_t i = 0; i < array->arguments.count; i++)
        if (!add_constant(task, array->arguments.items[i], atom))
            return false;
    return true;
}

/* ---- operators ---- */

static bool lookup(const char *const pairs[][2], size_t count, Text symbol, Text *found)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < 2; k++)
            if (text_is(symbol, pairs[i][k])) {
                *found = text_of(pairs[i][1 - k]);
                return true;
            }
    return false;
}

/* The operator that holds where the other one does not. */
static bool negated(Text symbol, Text *found)
{
    static const char *const pairs[][2] = {{"=", "<>"},     {"<", ">="}, {">", "<="},  {"~~", "!~~"},
                                           {"~~*", "!~~*"}, {"~", "!~"}, {"~*", "!~*"}};
    return lookup(pairs, sizeof pairs / sizeof *pairs, symbol, found);
}

/* The operator with its sides changed. */
static bool turned(Text symbol, Text *found)
{
    static const char *const pairs[][2] = {{"<", ">"}, {"<=", ">="}, {"@>", "<@"},
                                           {"=", "="}, {"<>", "<>"}, {"&&", "&&"}};
    return lookup(pairs, sizeof pairs / sizeof *pairs, symbol, found);
}

static bool of_operator(const NarrowTask *task, const Expr *expr, Atom *atom)
{
    if (expr->qualifier.size || expr->arguments.count != 2)
        return false;
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    bool swapped = narrow_is_constant(left);
    atom->subject = swapped ? right : left;
    atom->symbol = expr->text;
    return (!swapped || turned(expr->text, &atom->symbol)) &&
           add_constant(task, swapped ? left : right, atom);
}

static bool of_quantified(const NarrowTask *task, const Expr *expr, Atom *atom)
{
    atom->subject = expr->arguments.items[0];
    atom->symbol = expr->text;
    atom->is_all = expr->kind == EXPR_ALL;
    return !expr->qualifier.size && !narrow_is_constant(atom->subject) &&
           add_elements(task, expr->arguments.items[1], atom);
}

static bool of_distinct(const NarrowTask *task, const Expr *expr, Atom *atom)
{
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    bool swapped = narrow_is_constant(left);
    atom->subject = swapped ? right : left;
    atom->symbol = expr->negated ? TEXT("=") : TEXT("<>");
    return add_constant(task, swapped ? left : right, atom) && atom->constants.count == 1;
}

static bool as_written(const NarrowTask *task, const Expr *expr, Atom *atom)
{
    switch (expr->kind) {
    case EXPR_OPERATOR:
        return of_operator(task, expr, atom);
    case EXPR_ANY:
    case EXPR_ALL:
        return of_quantified(task, expr, atom);
    case EXPR_DISTINCT:
        return of_distinct(task, expr, atom);
    default:
        return false;
    }
}

bool narrow_atom(const NarrowTask *task, const Expr *expr, bool truth, Atom *atom)
{
    *atom = (Atom){0};
    if (!as_written(task, expr, atom))
        return false;
    atom->is_all = atom->is_all == truth;
    return truth || negated(atom->symbol, &atom->symbol);
}
