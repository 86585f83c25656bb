/* expr_normal_cast.c: casts and literals: which of them say something. */
#include "model/expr_normal.h"
#include "model/literal.h"

/* ---- literals ------------------------------------------------------------------------------------------ */

static Expr *leaf(const Normal *normal, ExprKind kind, const Expr *from, Text text)
{
    Expr *expr = expr_new(normal->arena, kind, from->span);
    expr->text = text;
    return expr;
}

static Expr *cast_node(const Normal *normal, Expr *operand, const TypeUse *type, Span span)
{
    Expr *expr = expr_new(normal->arena, EXPR_CAST, span);
    expr->type = *type;
    list_push(normal->arena, &expr->arguments, operand);
    return expr;
}

/* The text of a string as a literal of the type: a number, a boolean, or a string in its spelling. */
static Expr *literal_of(const Normal *normal, const Expr *string, const TypeUse *type)
{
    Text canonical = literal_canonical(normal->arena, string->text, type);
    bool truth;
    Text number;
    if (type_code(type) == TYPE_BOOL && literal_bool(canonical, &truth)) {
        Expr *expr = leaf(normal, EXPR_BOOL, string, (Text){0});
        expr->boolean = truth;
        return expr;
    }
    if (type_is_number(type) && literal_number(normal->arena, canonical, &number))
        return leaf(normal, EXPR_NUMBER, string, number);
    return leaf(normal, EXPR_STRING, string, canonical);
}

static bool is_untyped_string(const Typed *value)
{
    return value->expr->kind == EXPR_STRING && type_is_unknown(&value->type);
}

Typed normal_settle(const Normal *normal, Typed value, const TypeUse *wanted)
{
    if (!is_untyped_string(&value) || !type_is_known(wanted))
        return value;
    TypeUse plain = type_plain(wanted);
    return normal_typed(normal, literal_of(normal, value.expr, &plain));
}

/* ---- casts --------------------------------------------------------------------------------------------- */

static bool is_bare(const TypeUse *type)
{
    return type->modifier_count == 0 && type->fields.size == 0;
}

static bool is_domain(const TypeUse *type)
{
    return type->type && type->type->kind == TYPE_DOMAIN;
}

/* text and varchar hold the same values in the same way. */
static bool is_text_or_varchar(const TypeUse *type)
{
    TypeCode code = type_code(type);
    return code == TYPE_TEXT || code == TYPE_VARCHAR;
}

/* The same type, or one of the same values. */
static bool is_one_type(const TypeUse *a, const TypeUse *b)
{
    return type_same(a, b) || (is_text_or_varchar(a) && is_text_or_varchar(b));
}

static Typed cast_string(const Normal *normal, Typed operand, const Expr *cast)
{
    const TypeUse *type = &cast->type;
    if (is_bare(type) && !is_domain(type) && type_code(type) == TYPE_TEXT)
        return operand;
    Expr *literal = is_domain(type) ? operand.expr : literal_of(normal, operand.expr, type);
    Typed bare = normal_typed(normal, literal);
    if (is_bare(type) && !is_domain(type) && type_same(&bare.type, type))
        return bare;
    return (Typed){cast_node(normal, literal, type, cast->span), *type};
}

/* ARRAY[…]::type[]: the cast goes to the items. */
static Typed cast_array(const Normal *normal, Typed operand, const Expr *cast)
{
    const ExprList *items = &operand.expr->arguments;
    Expr item_cast = *cast;
    TypedList values = {0};
    if (items->count == 0) {
        Expr *empty = leaf(normal, EXPR_STRING, operand.expr, TEXT("{}"));
        return (Typed){cast_node(normal, empty, &cast->type, cast->span), cast->type};
    }
    for (size_t i = 0; i < items->count; i++) {
        Typed item = normal_typed(normal, items->items[i]);
        item_cast.type = type_element(&cast->type);
        if (item.expr->kind == EXPR_ARRAY)
            item_cast.type = cast->type;
        item = normal_cast(normal, item, &item_cast);
        list_push(normal->arena, &values, item);
    }
    normal_common(normal, &values);
    return (Typed){normal_rebuild(normal, operand.expr, &values).expr, cast->type};
}

/* An integer made wider twice is made wider once. */
static Typed skip_widening(const Normal *normal, Typed operand, const TypeUse *type)
{
    const Expr *inner = operand.expr;
    if (inner->kind != EXPR_CAST || !is_bare(&inner->type) || !type_is_number(type))
        return operand;
    Typed below = normal_typed(normal, inner->arguments.items[0]);
    if (below.expr->kind == EXPR_NUMBER && type_converts(&below.type, &inner->type) &&
        type_converts(&inner->type, type))
        return below;
    bool exact = type_code(type) != TYPE_FLOAT4 && type_code(type) != TYPE_FLOAT8;
    return exact && type_is_integer(&below.type) && type_is_integer(&inner->type) &&
                   type_converts(&below.type, &inner->type) && type_converts(&inner->type, type)
               ? below
               : operand;
}

Typed normal_cast(const Normal *normal, Typed operand, const Expr *cast)
{
    const TypeUse *type = &cast->type;
    bool plain = is_bare(type) && !is_domain(type);
    if (operand.expr->kind == EXPR_NULL)
        return operand;
    if (!type_is_known(type))
        return (Typed){cast_node(normal, operand.expr, type, cast->span), *type};
    if (plain && type_code(type) == TYPE_TEXT && operand.expr->kind == EXPR_CAST &&
        operand.expr->arguments.items[0]->kind == EXPR_STRING)
        operand = normal_peel(normal, operand, type);
    if (is_untyped_string(&operand))
        return cast_string(normal, operand, cast);
    if (plain && operand.expr->kind == EXPR_ARRAY && type_is_array(type))
        return cast_array(normal, operand, cast);
    if (plain &&
        (type_same(&operand.type, type) || (is_text_or_varchar(&operand.type) && is_text_or_varchar(type))))
        return operand;
    if (plain)
        operand = skip_widening(normal, operand, type);
    return (Typed){cast_node(normal, operand.expr, type, cast->span), *type};
}

Typed normal_peel(const Normal *normal, Typed value, const TypeUse *wanted)
{
    const Expr *cast = value.expr;
    if (!type_is_known(wanted) || cast->kind != EXPR_CAST || !is_bare(&cast->type) ||
        is_domain(&cast->type) || !is_one_type(&cast->type, wanted))
        return value;
    Typed inner = normal_typed(normal, cast->arguments.items[0]);
    bool literal = inner.expr->kind == EXPR_STRING || inner.expr->kind == EXPR_NUMBER;
    return literal || (type_is_known(&inner.type) && type_converts(&inner.type, wanted)) ? inner : value;
}

/* ---- values of one type -------------------------------------------------------------------------------- */

static TypeUse common_of(const Normal *normal, const TypedList *values)
{
    TypeUse *types = arena_array(normal->arena, values->count + 1, sizeof *types);
    for (size_t i = 0; i < values->count; i++)
        types[i] = values->items[i].type;
    return type_common(types, values->count);
}

TypeUse normal_common(const Normal *normal, TypedList *values)
{
    TypeUse common = common_of(normal, values);
    TypedList peeled = {0};
    size_t first = values->count;
    if (!type_is_known(&common))
        return common;
    for (size_t i = 0; i < values->count; i++) {
        Typed item = normal_peel(normal, values->items[i], &common);
        if (item.expr != values->items[i].expr && first == values->count)
            first = i;
        list_push(normal->arena, &peeled, item);
    }
    TypeUse without = common_of(normal, &peeled);
    if (first < values->count && !type_same(&without, &common))
        peeled.items[first] = values->items[first];
    for (size_t i = 0; i < values->count; i++)
        values->items[i] = normal_settle(normal, peeled.items[i], &common);
    return common;
}

/* ---- assignment ---------------------------------------------------------------------------------------- */

static bool is_about_time(const TypeUse *type)
{
    TypeCode code = type_code(type);
    return code >= TYPE_DATE && code <= TYPE_INTERVAL;
}

/* True where storing a value of one type in a column of the other converts it as an explicit cast would. */
static bool assigns(const TypeUse *from, const TypeUse *to)
{
    if (!type_is_known(from))
        return false;
    return type_converts(from, to) || (type_is_number(from) && type_is_number(to)) ||
           (is_about_time(from) && is_about_time(to)) || is_text_or_varchar(to);
}

Typed normal_assign(const Normal *normal, Typed value, const TypeUse *target)
{
    TypeUse plain = type_plain(target);
    while (value.expr->kind == EXPR_CAST) {
        const TypeUse *type = &value.expr->type;
        Typed inner = normal_typed(normal, value.expr->arguments.items[0]);
        bool literal = inner.expr->kind == EXPR_STRING;
        bool numbers = inner.expr->kind == EXPR_NUMBER && is_bare(type) && type_is_number(type) &&
                       type_is_number(target);
        bool same = is_one_type(type, &plain) && (is_bare(type) || type_use_equal(type, target));
        if (!numbers && !(same && (literal || assigns(&inner.type, &plain))))
            break;
        value = inner;
    }
    if (!is_untyped_string(&value) || !type_is_known(&plain))
        return value;
    return normal_settle(normal, value, &plain);
}
