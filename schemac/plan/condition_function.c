/* condition_function.c: calls of functions whose body is one expression, in the place of the call.
 * PostgreSQL documentation: sections 10.3 (Functions) on which function a call means, 38.5
 * (SQL Functions). */
#include "plan/condition_parts.h"

#include "model/expr_signature.h"
#include "model/expr_type.h"
#include "model/type_convert.h"

/* ---- which function ---- */

/* Arguments as they are: named ones and lists of any length are not taken apart. */
static bool is_plain_call(const Expr *call)
{
    for (size_t i = 0; i < call->arguments.count; i++)
        if (call->arguments.items[i]->kind == EXPR_NAMED || call->arguments.items[i]->kind == EXPR_VARIADIC)
            return false;
    return call->kind == EXPR_CALL;
}

static bool takes(const Function *function, const TypeUse *types)
{
    for (size_t i = 0; i < function->argument_types.count; i++) {
        TypeUse wanted = type_plain(&function->argument_types.items[i]), given = type_plain(&types[i]);
        bool is_array = wanted.dimensions > 0;
        if (is_array && !type_is_array(&given))
            return false;
        if (wanted.type && type_is_known(&given) && !type_converts(&given, &wanted) &&
            wanted.type->kind != TYPE_BASE)
            return false;
    }
    return true;
}

static bool takes_exactly(const Function *function, const TypeUse *types)
{
    for (size_t i = 0; i < function->argument_types.count; i++)
        if (!type_is_known(&types[i]) || !type_same(&function->argument_types.items[i], &types[i]))
            return false;
    return true;
}

static bool is_named(const Function *function, const Expr *call)
{
    return text_equal(function->name, call->text) && !function->is_procedure &&
           function->argument_types.count == call->arguments.count &&
           (call->qualifier.size == 0 || text_equal(function->schema, call->qualifier));
}

/* The only one that takes the arguments, or the only one that takes them as they are. */
static const Function *find(const Schema *schema, const Expr *call, const TypeUse *types)
{
    const Function *found = NULL, *exact = NULL;
    size_t count = 0, exact_count = 0;
    for (size_t i = 0; i < schema->functions.count; i++) {
        const Function *function = schema->functions.items[i];
        if (!is_named(function, call) || !takes(function, types))
            continue;
        found = function;
        count++;
        if (takes_exactly(function, types)) {
            exact = function;
            exact_count++;
        }
    }
    return count == 1 ? found : exact_count == 1 ? exact : NULL;
}

/* PostgreSQL's own functions come before those of public. */
static bool is_built_in(const Expr *call, const TypeUse *types)
{
    Signature built = function_resolve(NULL, call->qualifier, call->text, types, call->arguments.count);
    return call->qualifier.size == 0 && (built.count || built.result.type);
}

/* ---- its body ---- */

static size_t parameter_index(const Expr *parameter)
{
    int64_t number = 0;
    text_to_int64(text_slice(parameter->text, 1, parameter->text.size), &number);
    return (size_t)(number - 1);
}

/* True for types that stand for any type (anyelement, anyarray). */
static bool is_any(const TypeUse *use)
{
    return !use->type || text_starts_with(use->type->name, TEXT("any"));
}

static Expr *converted(Arena *arena, const Expr *operand, const TypeUse *type)
{
    return is_any(type) ? expr_copy(arena, operand) : condition_cast(arena, operand, type);
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
    size_t count = call->arguments.count;
    if (!scope->schema || !is_plain_call(call))
        return NULL;
    TypeUse *types = arena_array(arena, count + 1, sizeof *types);
    for (size_t i = 0; i < count; i++)
        types[i] = expr_type(scope, call->arguments.items[i]);
    const Function *function = is_built_in(call, types) ? NULL : find(scope->schema, call, types);
    if (!function || !function->expression)
        return NULL;
    Expr *body = put_arguments(arena, function, function->expression, call);
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
