/* narrow_unit.c: conditions that values are multiples: x % 10 = 0, x = round(x, 2), date_trunc('day', x)
 * = x. */
#include "plan/narrow/narrow_whole.h"

#include "evaluate/evaluate_time.h"

static bool is_call(const Expr *expr, const char *name, size_t arguments)
{
    return expr->kind == EXPR_CALL && !expr->qualifier.size && text_is(expr->text, name) &&
           expr->arguments.count == arguments;
}

static bool small_integer(const NarrowTask *task, const Expr *expr, int64_t *value)
{
    Constant constant;
    return narrow_constant(task, expr, &constant) && text_equal(constant.least, constant.most) &&
           text_to_int64(constant.least, value);
}

/* x % unit = rest, both whole. */
static bool of_remainder(const NarrowTask *task, const Expr *left, const Expr *right, Multiple *multiple)
{
    bool operator= left->kind == EXPR_OPERATOR && !left->qualifier.size && text_is(left->text, "%") &&
        left->arguments.count == 2;
    int64_t unit, rest;
    if (!operator&& !is_call(left, "mod", 2))
        return false;
    if (!narrow_is_self(left->arguments.items[0]) || !small_integer(task, left->arguments.items[1], &unit) ||
        !small_integer(task, right, &rest) || unit <= 0 || rest < 0 || rest >= unit)
        return false;
    PlanInteger one = whole_power_of_ten(whole_scale(task));
    *multiple = (Multiple){unit * one, rest * one, rest > 0};
    return true;
}

/* x = round(x, digits), and its like. */
static bool of_rounding(const NarrowTask *task, const Expr *self, const Expr *call, Multiple *multiple)
{
    static const char *const names[] = {"round", "trunc", "floor", "ceil", "ceiling"};
    bool known = false;
    int64_t digits = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        known = known || is_call(call, names[i], 1) || (i < 2 && is_call(call, names[i], 2));
    if (!known || !narrow_is_self(self) || !narrow_is_self(call->arguments.items[0]) ||
        (call->arguments.count == 2 && !small_integer(task, call->arguments.items[1], &digits)))
        return false;
    int scale = whole_scale(task);
    *multiple =
        (Multiple){.unit = digits >= scale || digits < -9 ? 1 : whole_power_of_ten(scale - (int)digits)};
    return digits >= -9;
}

/* date_trunc(field, x) = x, for fields that are always as long. */
static bool of_truncation(const NarrowTask *task, const Expr *self, const Expr *call, Multiple *multiple)
{
    static const struct {
        const char *field;
        int64_t unit;
    } fields[] = {{"milliseconds", 1000},
                  {"second", TIME_SECOND},
                  {"minute", 60 * TIME_SECOND},
                  {"hour", 3600 * TIME_SECOND},
                  {"day", TIME_DAY}};
    Constant constant;
    if (!is_call(call, "date_trunc", 2) || !narrow_is_self(self) ||
        !narrow_is_self(call->arguments.items[1]) ||
        !narrow_constant(task, call->arguments.items[0], &constant))
        return false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (text_is_nocase(constant.least, fields[i].field)) {
            *multiple = (Multiple){.unit = fields[i].unit};
            return true;
        }
    return false;
}

bool whole_multiple(const NarrowTask *task, const Expr *condition, Multiple *multiple)
{
    if (condition->kind != EXPR_OPERATOR || condition->qualifier.size || !text_is(condition->text, "=") ||
        condition->arguments.count != 2)
        return false;
    for (size_t i = 0; i < 2; i++) {
        const Expr *left = condition->arguments.items[i], *right = condition->arguments.items[1 - i];
        if (of_remainder(task, left, right, multiple) || of_rounding(task, left, right, multiple) ||
            of_truncation(task, left, right, multiple))
            return true;
    }
    return false;
}
