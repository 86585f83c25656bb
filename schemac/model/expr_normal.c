/* expr_normal.c: the normal form of expressions, from the leaves up. */
#include "model/expr_normal.h"

#include "model/literal.h"
#include "model/schema.h"

static Typed normalise(const Normal *normal, const Expr *expr);

Typed normal_typed(const Normal *normal, Expr *expr)
{
    return (Typed){expr, expr_type(normal->scope, expr)};
}

Typed normal_rebuild(const Normal *normal, const Expr *expr, const TypedList *arguments)
{
    Expr *copy = expr_copy(normal->arena, expr);
    TypeUse *types = arena_array(normal->arena, arguments->count + 1, sizeof *types);
    copy->arguments.count = 0;
    for (size_t i = 0; i < arguments->count; i++) {
        list_push(normal->arena, &copy->arguments, arguments->items[i].expr);
        types[i] = arguments->items[i].type;
    }
    return (Typed){copy, expr_type_of_node(normal->scope, copy, types)};
}

Typed normal_junction(const Normal *normal, ExprKind kind, const TypedList *arguments, Span span)
{
    Expr *expr = expr_new(normal->arena, kind, span);
    TypeUse boolean = type_of_code("bool");
    for (size_t i = 0; i < arguments->count; i++) {
        Expr *argument = normal_settle(normal, arguments->items[i], &boolean).expr;
        if (argument->kind != kind)
            list_push(normal->arena, &expr->arguments, argument);
        for (size_t k = 0; argument->kind == kind && k < argument->arguments.count; k++)
            list_push(normal->arena, &expr->arguments, argument->arguments.items[k]);
    }
    return (Typed){expr->arguments.count == 1 ? expr->arguments.items[0] : expr, boolean};
}

/* A column without its own table's name; VALUE of a domain. */
static Typed normal_column(const Normal *normal, const Expr *expr)
{
    const ExprScope *scope = normal->scope;
    Expr *copy = expr_copy(normal->arena, expr);
    if (scope->value && expr->qualifier.size == 0 && text_is(expr->text, "value")) {
        copy->kind = EXPR_VALUE;
        copy->text = (Text){0};
    }
    if (scope->table && text_equal(expr->qualifier, scope->table->name))
        copy->qualifier = (Text){0};
    return normal_typed(normal, copy);
}

static Typed normal_number(const Normal *normal, const Expr *expr)
{
    Expr *copy = expr_copy(normal->arena, expr);
    literal_number(normal->arena, expr->text, &copy->text);
    return normal_typed(normal, copy);
}

static Typed normal_collate(const Normal *normal, const Expr *expr, const TypedList *arguments)
{
    if (text_is(expr->text, "default") && expr->qualifier.size == 0)
        return arguments->items[0];
    return normal_rebuild(normal, expr, arguments);
}

/* CASE: what is compared with the operand, the conditions, and the results, which come to one type. */
static Typed normal_case(const Normal *normal, const Expr *expr, TypedList *arguments)
{
    size_t count = arguments->count;
    Typed *items = arguments->items;
    TypeUse boolean = type_of_code("bool");
    TypedList results = {0};
    for (size_t i = 1; i + 1 < count; i += 2) {
        Typed operand = items[0];
        if (operand.expr)
            normal_operands(normal, TEXT("="), &operand, &items[i]);
        else
            items[i] = normal_settle(normal, items[i], &boolean);
        list_push(normal->arena, &results, items[i + 1]);
    }
    if (items[count - 1].expr && items[count - 1].expr->kind == EXPR_NULL)
        items[count - 1] = (Typed){0};
    if (items[count - 1].expr)
        list_push(normal->arena, &results, items[count - 1]);
    normal_common(normal, &results);
    for (size_t i = 0; i < results.count; i++)
        items[i * 2 + 2 < count ? i * 2 + 2 : count - 1] = results.items[i];
    return normal_rebuild(normal, expr, arguments);
}

/* The casts of varchar to text are gone from the items; where they made the array one of text, one stays. */
static void keep_array_of_text(const Normal *normal, const Expr *expr, TypedList *arguments,
                               const TypeUse *common)
{
    if (type_code(common) != TYPE_VARCHAR)
        return;
    for (size_t i = 0; i < arguments->count; i++) {
        const Expr *item = expr->arguments.items[i];
        if (item->kind != EXPR_CAST || type_code(&item->type) != TYPE_TEXT || item->type.modifier_count)
            continue;
        Expr *cast = expr_copy(normal->arena, item);
        cast->arguments.items[0] = arguments->items[0].expr;
        arguments->items[0] = (Typed){cast, item->type};
        return;
    }
}

static Typed normal_array(const Normal *normal, const Expr *expr, TypedList *arguments)
{
    TypeUse common = normal_common(normal, arguments);
    keep_array_of_text(normal, expr, arguments, &common);
    return normal_rebuild(normal, expr, arguments);
}

/* ('now'::text)::date is today, in the spelling of servers before 10. */
static const char *value_of_now(const Expr *expr)
{
    const Expr *inner = expr->arguments.items[0];
    if (inner->kind != EXPR_CAST || inner->arguments.items[0]->kind != EXPR_STRING ||
        type_code(&inner->type) != TYPE_TEXT || !text_is_nocase(inner->arguments.items[0]->text, "now"))
        return NULL;
    switch (type_code(&expr->type)) {
    case TYPE_DATE:
        return "current_date";
    case TYPE_TIME:
        return "localtime";
    case TYPE_TIMETZ:
        return "current_time";
    case TYPE_TIMESTAMP:
        return "localtimestamp";
    case TYPE_TIMESTAMPTZ:
        return "current_timestamp";
    default:
        return NULL;
    }
}

static Typed normal_now(const Normal *normal, const Expr *expr, const char *name)
{
    Expr *value = expr_new(normal->arena, EXPR_SQL_VALUE, expr->span);
    TypedList precision = {0};
    value->text = text_of(name);
    if (expr->type.modifier_count) {
        Expr *digits = expr_new(normal->arena, EXPR_NUMBER, expr->span);
        digits->text = text_format(normal->arena, "%d", expr->type.modifiers[0]);
        Typed number = normal_typed(normal, digits);
        list_push(normal->arena, &precision, number);
    }
    return normal_sql_value(normal, value, &precision);
}

static Typed normal_leaf(const Normal *normal, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_COLUMN:
        return normal_column(normal, expr);
    case EXPR_NUMBER:
        return normal_number(normal, expr);
    default:
        return normal_typed(normal, expr_copy(normal->arena, expr));
    }
}

static Typed normal_node(const Normal *normal, const Expr *expr, TypedList *arguments)
{
    switch (expr->kind) {
    case EXPR_OPERATOR:
        return normal_operator(normal, expr, arguments);
    case EXPR_AND:
    case EXPR_OR:
        return normal_junction(normal, expr->kind, arguments, expr->span);
    case EXPR_NOT:
        return normal_not(normal, expr, arguments->items[0]);
    case EXPR_DISTINCT:
        return normal_distinct(normal, expr, arguments);
    case EXPR_ANY:
    case EXPR_ALL:
        return normal_quantified(normal, expr, arguments);
    case EXPR_CALL:
        return normal_call(normal, expr, arguments);
    case EXPR_SQL_VALUE:
        return normal_sql_value(normal, expr, arguments);
    case EXPR_CAST:
        return normal_cast(normal, arguments->items[0], expr);
    case EXPR_COLLATE:
        return normal_collate(normal, expr, arguments);
    case EXPR_CASE:
        return normal_case(normal, expr, arguments);
    case EXPR_ARRAY:
        return normal_array(normal, expr, arguments);
    default:
        return normal_rebuild(normal, expr, arguments);
    }
}

static Typed normalise(const Normal *normal, const Expr *expr)
{
    TypedList arguments = {0};
    const char *now = expr->kind == EXPR_CAST ? value_of_now(expr) : NULL;
    if (now)
        return normal_now(normal, expr, now);
    const Expr *interval = normal_interval(normal->arena, expr);
    expr = interval ? interval : expr;
    Normal inside = *normal;
    ExprScope scope;
    ExprItems items;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        const Expr *argument = expr->arguments.items[i];
        Typed item = argument ? normalise(&inside, argument) : (Typed){0};
        list_push(normal->arena, &arguments, item);
        if (i || expr->kind != EXPR_AGGREGATE)
            continue;
        scope = expr_scope_inside(normal->scope, expr, expr_set_type(item.expr, item.type), &items);
        inside.scope = &scope;
    }
    if (arguments.count == 0 && expr->kind != EXPR_CALL && expr->kind != EXPR_SQL_VALUE)
        return normal_leaf(normal, expr);
    return normal_node(normal, expr, &arguments);
}

static Expr *pass(const Normal *normal, const Expr *expr)
{
    Typed value = normalise(normal, expr);
    return normal->scope->target ? normal_assign(normal, value, normal->scope->target).expr : value.expr;
}

/* A cast that is gone can show another that is not needed: again until nothing changes. */
Expr *expr_normalise(Arena *arena, const Expr *expr, const ExprScope *scope)
{
    enum {
        PASSES = 8
    };
    static const ExprScope nothing;
    Normal normal = {arena, scope ? scope : &nothing};
    Expr *value = pass(&normal, expr);
    for (int i = 1; i < PASSES; i++) {
        Expr *next = pass(&normal, value);
        if (expr_equal(next, value))
            break;
        value = next;
    }
    return value;
}
