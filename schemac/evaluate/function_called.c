/* function_called.c: functions by name and by the types of the arguments. */
#include "evaluate/function_called.h"

#include "model/expr_signature.h"
#include "model/expr_type.h"
#include "model/type_convert.h"

/* Arguments as they are: named ones are not put in their places, and lists of any length are written out. */
static bool is_plain_call(const Expr *call)
{
    for (size_t i = 0; i < call->arguments.count; i++)
        if (call->arguments.items[i]->kind == EXPR_NAMED || call->arguments.items[i]->kind == EXPR_VARIADIC)
            return false;
    return call->kind == EXPR_CALL;
}

/* The call with its last arguments, from the i-th on, as one array of the type. */
static const Expr *with_array(Arena *arena, const Expr *call, size_t first, const TypeUse *type)
{
    Expr *array = expr_new(arena, EXPR_ARRAY, call->span), *cast = expr_new(arena, EXPR_CAST, call->span);
    Expr *copy = expr_copy(arena, call);
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < call->arguments.count; i++)
        list_push(arena, i < first ? &copy->arguments : &array->arguments, call->arguments.items[i]);
    cast->type = *type;
    list_push(arena, &cast->arguments, array);
    list_push(arena, &copy->arguments, type_is_any(type) ? array : cast);
    return copy;
}

/* The only variadic function of the name that takes at least so many arguments; or NULL. */
static const Function *find_variadic(const Schema *schema, const Expr *call)
{
    const Function *found = NULL;
    for (size_t i = 0; i < schema->functions.count; i++) {
        const Function *function = schema->functions.items[i];
        if (!text_equal(function->name, call->text) || function->is_procedure ||
            (call->qualifier.size && !text_equal(function->schema, call->qualifier)))
            continue;
        if (found || !function->is_variadic || function->argument_types.count > call->arguments.count)
            return NULL;
        found = function;
    }
    return found;
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

/* By the types of its arguments. */
static const Function *find_called(Arena *arena, const ExprScope *scope, const Expr *call)
{
    size_t count = call->arguments.count;
    TypeUse *types = arena_array(arena, count + 1, sizeof *types);
    for (size_t i = 0; i < count; i++)
        types[i] = expr_type(scope, call->arguments.items[i]);
    return is_built_in(call, types) ? NULL : find(scope->schema, call, types);
}

const Function *function_called(Arena *arena, const ExprScope *scope, const Expr **call)
{
    if (!scope->schema || !is_plain_call(*call))
        return NULL;
    const Function *variadic = find_variadic(scope->schema, *call);
    if (variadic) {
        size_t last = variadic->argument_types.count - 1;
        *call = with_array(arena, *call, last, &variadic->argument_types.items[last]);
    }
    return find_called(arena, scope, *call);
}
