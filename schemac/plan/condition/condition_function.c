/* condition_function.c: calls of functions whose body is one expression, in the place of the call.
 * PostgreSQL documentation: section 38.5 (SQL Functions). */
#include "evaluate/function_called.h"
#include "plan/condition/condition_parts.h"

#include "model/expr_type.h"
#include "model/type_convert.h"

/* ---- its body ---- */

static size_t parameter_index(const Expr *parameter)
{
    int64_t number = 0;
    text_to_int64(text_slice(parameter->text, 1, parameter->text.size), &number);
    return (size_t)(number - 1);
}

static Expr *converted(Arena *arena, const Expr *operand, const TypeUse *type)
{
    return !type->type || type_is_any(type) ? expr_copy(arena, operand)
                                            : condition_cast(arena, operand, type);
}

static Expr *put_arguments(Arena *arena, const Function *function, const Expr *body, const Expr *call)
{
    if (body->kind == EXPR_PARAMETER) {
        size_t i = parameter_index(body);
        return converted(arena, call->arguments.items[i], &function->argument_types.items[i]);
    }
    Expr *copy = expr_copy(arena, body);
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i])
            copy->arguments.items[i] = put_arguments(arena, function, copy->arguments.items[i], call);
    return copy;
}

/* Of a STRICT function, the tests that an argument is NULL, where the body does not give NULL for
 * it anyway. */
static Expr *null_tests(Arena *arena, const ExprScope *scope, const Function *function, const Expr *call)
{
    Expr *any = expr_new(arena, EXPR_OR, call->span);
    for (size_t i = 0; i < call->arguments.count && function->is_strict; i++) {
        if (condition_never_null(scope, call->arguments.items[i]) ||
            condition_null_with(scope, function->expression, text_format(arena, "$%zu", i + 1)))
            continue;
        Expr *test = expr_new(arena, EXPR_IS, call->span);
        test->text = TEXT("null");
        list_push(arena, &test->arguments, call->arguments.items[i]);
        list_push(arena, &any->arguments, test);
    }
    return any;
}

Expr *function_inlined(Arena *arena, const ExprScope *scope, const Expr *call)
{
    const Function *function = function_called(arena, scope, &call);
    if (!function || !function->expression)
        return NULL;
    Expr *body = put_arguments(arena, function, function->expression, call);
    if (!(body = lookups_resolved(arena, scope, body)))
        return NULL;
    body = converted(arena, body, &function->result);
    Expr *tests = null_tests(arena, scope, function, call);
    if (tests->arguments.count == 0)
        return body;
    Expr *choice = expr_new(arena, EXPR_CASE, call->span);
    list_push(arena, &choice->arguments, NULL);
    list_push(arena, &choice->arguments, tests);
    list_push(arena, &choice->arguments, expr_new(arena, EXPR_NULL, call->span));
    list_push(arena, &choice->arguments, body);
    return choice;
}
