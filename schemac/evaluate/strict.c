/* strict.c: functions by name and number of arguments, whatever their types. */
#include "evaluate/strict.h"

/* A list of any length is an array that is not NULL, whatever its items are. */
static bool takes_list(const Function *function, const Expr *call)
{
    return function->is_variadic && function->argument_types.count <= call->arguments.count;
}

Strictness strictness_of(const Schema *schema, const Expr *call)
{
    Strictness found = STRICT_UNKNOWN;
    for (size_t i = 0; schema && i < schema->functions.count; i++) {
        const Function *function = schema->functions.items[i];
        bool lists = takes_list(function, call);
        if (!text_equal(function->name, call->text) ||
            (!lists && function->argument_types.count != call->arguments.count) ||
            (call->qualifier.size && !text_equal(function->schema, call->qualifier)))
            continue;
        found = function->is_strict && !lists && found != STRICT_NO ? STRICT_YES : STRICT_NO;
    }
    return found;
}
