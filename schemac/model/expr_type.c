/* expr_type.c: types of expressions, from the leaves up. */
#include "model/expr_type.h"

#include "model/expr_signature.h"
#include "model/schema.h"
#include "model/type_convert.h"

#include <string.h>

TypeUse expr_number_type(Text digits)
{
    int64_t value;
    if (digits.size && memchr(digits.data, '.', digits.size))
        return type_of_code("numeric");
    if (!text_to_int64(digits, &value))
        return type_of_code("numeric");
    return type_of_code(value >= INT32_MIN && value <= INT32_MAX ? "int4" : "int8");
}

static TypeUse column_type(const ExprScope *scope, const Expr *expr)
{
    const Column *column = scope && scope->table ? table_find_column(scope->table, expr->text) : NULL;
    return column ? column->type : (TypeUse){0};
}

static TypeUse sql_value_type(Text name)
{
    static const char *const types[][2] = {
        {"current_date", "date"},    {"current_time", "timetz"},      {"current_timestamp", "timestamptz"},
        {"localtime", "time"},       {"localtimestamp", "timestamp"}, {"current_user", "name"},
        {"session_user", "name"},    {"current_role", "name"},        {"user", "name"},
        {"current_catalog", "name"}, {"current_schema", "name"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (text_is(name, types[i][0]))
            return type_of_code(types[i][1]);
    return (TypeUse){0};
}

static TypeUse call_type(const ExprScope *scope, const Expr *expr, const TypeUse *arguments)
{
    static const char *const common[] = {"coalesce", "greatest", "least"};
    size_t count = expr->arguments.count;
    for (size_t i = 0; i < sizeof common / sizeof *common && expr->qualifier.size == 0; i++)
        if (text_is(expr->text, common[i]))
            return type_common(arguments, count);
    if (count && expr->qualifier.size == 0 && text_is(expr->text, "nullif"))
        return type_plain(&arguments[0]);
    return function_resolve(scope, expr->qualifier, expr->text, arguments, count).result;
}

/* The results of CASE: every second argument from the third on, and ELSE. */
static TypeUse case_type(const Expr *expr, const TypeUse *arguments)
{
    TypeUse common = type_unknown();
    size_t count = expr->arguments.count;
    for (size_t i = 2; i < count; i += 2) {
        TypeUse pair[] = {common, arguments[i]};
        if (!type_is_unknown(&arguments[i]))
            common = type_common(pair, 2);
    }
    TypeUse pair[] = {common, arguments[count - 1]};
    return expr->arguments.items[count - 1] ? type_common(pair, 2) : type_common(&common, 1);
}

static TypeUse array_type(const Expr *expr, const TypeUse *arguments)
{
    TypeUse element = type_common(arguments, expr->arguments.count);
    return element.type ? type_array_of(&element) : element;
}

static TypeUse index_type(const Expr *expr, const TypeUse *arguments)
{
    if (expr->arguments.count > 2 || type_code(&arguments[0]) == TYPE_JSONB)
        return type_plain(&arguments[0]);
    return type_is_array(&arguments[0]) ? type_element(&arguments[0]) : (TypeUse){0};
}

static TypeUse field_type(const Expr *expr, const TypeUse *arguments)
{
    TypeUse base = type_plain(&arguments[0]);
    if (!base.type || base.dimensions)
        return (TypeUse){0};
    for (size_t i = 0; i < base.type->fields.count; i++)
        if (text_equal(base.type->fields.items[i].name, expr->text))
            return base.type->fields.items[i].type;
    return (TypeUse){0};
}

static TypeUse operator_type(const Expr *expr, const TypeUse *arguments)
{
    bool prefix = expr->arguments.count == 1;
    if (expr->qualifier.size)
        return (TypeUse){0};
    return operator_resolve(expr->text, prefix ? NULL : &arguments[0], &arguments[prefix ? 0 : 1]).result;
}

/* ---- sets ---- */

static TypeUse item_type(const ExprScope *scope, const Expr *item)
{
    const ExprItems *items = scope ? scope->items : NULL;
    while (items && !text_equal(items->name, item->text))
        items = items->outer;
    return item->boolean ? type_of_code("int8") : items ? items->type : (TypeUse){0};
}

static TypeUse sum_type(const TypeUse *value)
{
    switch (type_code(value)) {
    case TYPE_INT2:
    case TYPE_INT4:
        return type_of_code("int8");
    case TYPE_INT8:
        return type_of_code("numeric");
    default:
        return type_plain(value);
    }
}

static TypeUse aggregate_type(const Expr *expr, const TypeUse *arguments)
{
    static const char *const same[] = {"min", "max", "bit_and", "bit_or"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (text_is(expr->text, same[i]))
            return type_plain(&arguments[1]);
    if (text_is(expr->text, "count"))
        return type_of_code("int8");
    if (text_is(expr->text, "sum"))
        return sum_type(&arguments[1]);
    if (text_is(expr->text, "avg"))
        return type_of_code(type_code(&arguments[1]) == TYPE_FLOAT8 ? "float8" : "numeric");
    if (text_is(expr->text, "string_agg"))
        return type_of_code("text");
    bool is_array = text_is(expr->text, "array") || text_is(expr->text, "array_agg");
    if (is_array)
        return type_is_known(&arguments[1]) ? type_array_of(&arguments[1]) : (TypeUse){0};
    return type_of_code("bool");
}

/* Of the items of a set, from the type of what gives it: calls have the type of an item. */
TypeUse expr_set_type(const Expr *set, TypeUse type)
{
    return set->kind == EXPR_AGGREGATE ? type_element(&type) : type_plain(&type);
}

TypeUse expr_type_of_node(const ExprScope *scope, const Expr *expr, const TypeUse *arguments)
{
    switch (expr->kind) {
    case EXPR_NULL:
    case EXPR_STRING:
        return type_unknown();
    case EXPR_NUMBER:
        return expr_number_type(expr->text);
    case EXPR_COLUMN:
        return column_type(scope, expr);
    case EXPR_VALUE:
        return scope && scope->value ? *scope->value : (TypeUse){0};
    case EXPR_CAST:
    case EXPR_LOOKUP:
        return expr->type;
    case EXPR_COLLATE:
    case EXPR_NAMED:
    case EXPR_VARIADIC:
        return arguments[0];
    case EXPR_CALL:
        return call_type(scope, expr, arguments);
    case EXPR_SQL_VALUE:
        return sql_value_type(expr->text);
    case EXPR_OPERATOR:
        return operator_type(expr, arguments);
    case EXPR_CASE:
        return case_type(expr, arguments);
    case EXPR_ARRAY:
        return array_type(expr, arguments);
    case EXPR_INDEX:
        return index_type(expr, arguments);
    case EXPR_FIELD:
        return field_type(expr, arguments);
    case EXPR_ROW:
        return type_of_code("record");
    case EXPR_AGGREGATE:
        return aggregate_type(expr, arguments);
    case EXPR_ITEM:
        return item_type(scope, expr);
    case EXPR_PARAMETER:
    case EXPR_OPAQUE:
        return (TypeUse){0};
    default:
        return type_of_code("bool");
    }
}

TypeUse expr_type(const ExprScope *scope, const Expr *expr)
{
    enum {
        FEW = 8
    };
    TypeUse few[FEW];
    size_t count = expr->arguments.count;
    Arena *arena = count > FEW ? arena_new() : NULL;
    TypeUse *types = arena ? arena_array(arena, count, sizeof *types) : few;
    ExprScope inside;
    ExprItems items;
    for (size_t i = 0; i < count; i++) {
        types[i] = expr->arguments.items[i] ? expr_type(scope, expr->arguments.items[i]) : (TypeUse){0};
        if (i || expr->kind != EXPR_AGGREGATE)
            continue;
        inside = expr_scope_inside(scope, expr, expr_set_type(expr->arguments.items[0], types[0]), &items);
        scope = &inside;
    }
    TypeUse type = expr_type_of_node(scope, expr, types);
    arena_free(arena);
    return type;
}
