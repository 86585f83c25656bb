/* narrow_logic.c: AND, OR and NOT of conditions as intersections and unions of the sets of their values. */
#include "plan/narrow/narrow_parts.h"

#include "model/type_convert.h"

/* The values at which all parts have that truth, or one has. */
static const void *combine(const NarrowTask *task, const Algebra *algebra, const Expr *expr, bool truth,
                           bool all)
{
    const void *result = NULL;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        const void *part = narrow_logic(task, algebra, expr->arguments.items[i], truth);
        if (!part && all)
            return NULL;
        if (part)
            result = !result ? part
                     : all   ? algebra->both(task, result, part)
                             : algebra->either(task, result, part);
        if (part && !result)
            return NULL;
    }
    return result;
}

/* The value is there; a condition on it may still be NULL, and then is neither true nor false. */
static const void *of_test(const NarrowTask *task, const Algebra *algebra, const Expr *expr, bool truth)
{
    const Expr *tested = expr->arguments.items[0];
    bool wanted = truth != expr->negated;
    if (text_is(expr->text, "null") && narrow_is_self(tested))
        return algebra->constant(task, !wanted);
    if (!text_is(expr->text, "true") && !text_is(expr->text, "false"))
        return NULL;
    return narrow_logic(task, algebra, tested, text_is(expr->text, "true") == wanted);
}

static const void *of_constant(const NarrowTask *task, const Algebra *algebra, const Expr *expr, bool truth)
{
    Constant constant;
    if (expr->kind == EXPR_NULL)
        return algebra->constant(task, false);
    if (!narrow_constant(task, expr, &constant) || type_code(&constant.type) != TYPE_BOOL)
        return NULL;
    return algebra->constant(task, text_is(constant.least, "t") == truth);
}

const void *narrow_logic(const NarrowTask *task, const Algebra *algebra, const Expr *expr, bool truth)
{
    switch (expr->kind) {
    case EXPR_AND:
        return combine(task, algebra, expr, truth, truth);
    case EXPR_OR:
        return combine(task, algebra, expr, truth, !truth);
    case EXPR_NOT:
        return narrow_logic(task, algebra, expr->arguments.items[0], !truth);
    case EXPR_IS:
        return of_test(task, algebra, expr, truth);
    case EXPR_NULL:
    case EXPR_BOOL:
        return of_constant(task, algebra, expr, truth);
    default:
        return algebra->atom(task, expr, truth);
    }
}

/* ---- whole numbers ---- */

Spans *narrow_kept(const NarrowTask *task, Spans spans)
{
    Spans *result = arena_new_object(task->arena, Spans);
    *result = spans;
    return result;
}

static const void *no_spans_or_all(const NarrowTask *task, bool all)
{
    return narrow_kept(task, all ? spans_all(task->arena) : (Spans){0});
}

static const void *either_spans(const NarrowTask *task, const void *a, const void *b)
{
    return narrow_kept(task, spans_either(task->arena, a, b));
}

static const void *both_spans(const NarrowTask *task, const void *a, const void *b)
{
    return narrow_kept(task, spans_both(task->arena, a, b));
}

bool narrow_spans(const NarrowTask *task,
                  const void *(*atom)(const NarrowTask *task, const Expr *expr, bool truth), const Expr *expr,
                  Spans *spans)
{
    const Algebra algebra = {atom, either_spans, both_spans, no_spans_or_all};
    const Spans *found = narrow_logic(task, &algebra, expr, true);
    if (found)
        *spans = *found;
    return found != NULL;
}
