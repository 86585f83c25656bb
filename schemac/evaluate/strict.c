/* strict.c: functions by name and number of arguments, whatever their types. */
#include "evaluate/strict.h"

Strictness strictness_of(const Schema *schema, const Expr *call)
{
    Strictness found = STRICT_UNKNOWN;
    for (size_t i = 0; schema && i < schema->functions.count; i++) {
        const Function *function = schema->functions.items[i];
        if (!text_equal(function->name, call->text) ||
            function->argument_types.count != call->arguments.count ||
            (call->qualifier.size && !text_equal(function->schema, call->qualifier)))
            continue;
        found = function->is_strict && found != STRICT_NO ? STRICT_YES : STRICT_NO;
    }
    return found;
}
