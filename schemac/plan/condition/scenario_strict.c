/* scenario_strict.c: which conditions are NULL, and so met, where columns are; functions and operators that
 * nobody knows are taken for strict, as nearly all are. */
#include "plan/condition/scenario_parts.h"

#include "evaluate/strict.h"

/* The server's own functions, and those of extensions, that have a value where an argument is NULL. */
static bool is_lenient(Text name)
{
    static const char *const names[] = {"array_append",
                                        "array_cat",
                                        "array_fill",
                                        "array_position",
                                        "array_positions",
                                        "array_prepend",
                                        "array_remove",
                                        "array_replace",
                                        "array_to_string",
                                        "coalesce",
                                        "concat",
                                        "concat_ws",
                                        "daterange",
                                        "enum_range",
                                        "format",
                                        "format_type",
                                        "greatest",
                                        "int4range",
                                        "int8range",
                                        "json_build_array",
                                        "json_build_object",
                                        "jsonb_build_array",
                                        "jsonb_build_object",
                                        "jsonb_set_lax",
                                        "least",
                                        "num_nonnulls",
                                        "num_nulls",
                                        "numrange",
                                        "overlaps",
                                        "quote_nullable",
                                        "row",
                                        "st_collect",
                                        "string_to_array",
                                        "tsrange",
                                        "tstzrange"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is_nocase(name, names[i]))
            return true;
    return false;
}

bool scenario_is_strict(const ScenarioScope *scope, const Expr *expr)
{
    if (expr->kind == EXPR_ROW || expr->kind == EXPR_ARRAY || expr->kind == EXPR_OPAQUE ||
        (expr->kind == EXPR_IS && !text_is(expr->text, "document")) || expr->kind == EXPR_DISTINCT ||
        expr->kind == EXPR_CASE)
        return false;
    if (expr->kind == EXPR_CALL &&
        (strictness_of(scope->schema, expr) == STRICT_NO || is_lenient(expr->text)))
        return false;
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i] && !scenario_is_strict(scope, expr->arguments.items[i]))
            return false;
    return true;
}

bool scenario_is_null_of_nulls(const ScenarioScope *scope, const Expr *expr)
{
    if (expr->kind != EXPR_AND && expr->kind != EXPR_OR)
        return scenario_is_strict(scope, expr) && scenario_columns(scope, expr).count;
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (!scenario_is_null_of_nulls(scope, expr->arguments.items[i]))
            return false;
    return true;
}
