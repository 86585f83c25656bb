/* expr.c: making, comparing and walking expressions. */
#include "model/expr.h"

Expr *expr_new(Arena *arena, ExprKind kind, Span span)
{
    Expr *expr = arena_new_object(arena, Expr);
    expr->kind = kind;
    expr->span = span;
    return expr;
}

Expr *expr_operator(Arena *arena, const char *symbol, Expr *left, Expr *right)
{
    Span span = left ? left->span : right->span;
    if (left && right && left->span.source == right->span.source)
        span = span_join(left->span, right->span);
    Expr *expr = expr_new(arena, EXPR_OPERATOR, span);
    expr->text = text_of(symbol);
    if (left)
        list_push(arena, &expr->arguments, left);
    if (right)
        list_push(arena, &expr->arguments, right);
    return expr;
}

Expr *expr_copy(Arena *arena, const Expr *expr)
{
    Expr *copy = arena_new_object(arena, Expr);
    *copy = *expr;
    copy->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++)
        list_push(arena, &copy->arguments, expr->arguments.items[i]);
    return copy;
}

ExprScope expr_scope_inside(const ExprScope *scope, const Expr *aggregate, TypeUse type, ExprItems *items)
{
    ExprScope inside = scope ? *scope : (ExprScope){0};
    *items = (ExprItems){aggregate->qualifier, type, inside.items};
    inside.items = items;
    return inside;
}

bool expr_list_equal(const ExprList *a, const ExprList *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const Expr *x = a->items[i], *y = b->items[i];
        if (!x != !y || (x && !expr_equal(x, y)))
            return false;
    }
    return true;
}

bool expr_list_holds(const ExprList *list, const Expr *expr)
{
    for (size_t i = 0; i < list->count; i++)
        if (expr_equal(list->items[i], expr))
            return true;
    return false;
}

bool expr_equal(const Expr *a, const Expr *b)
{
    if (a == b)
        return true;
    return a->kind == b->kind && a->negated == b->negated && a->boolean == b->boolean &&
           text_equal(a->text, b->text) && text_equal(a->qualifier, b->qualifier) &&
           type_use_equal(&a->type, &b->type) && expr_list_equal(&a->arguments, &b->arguments);
}

uint64_t expr_hash(const Expr *expr)
{
    const uint64_t prime = UINT64_C(0x9E3779B97F4A7C15);
    if (!expr)
        return prime;
    uint64_t hash = ((uint64_t)expr->kind << 2 | (uint64_t)expr->negated << 1 | expr->boolean) * prime;
    hash = (hash ^ text_hash(expr->text)) * prime;
    if (expr->type.type)
        hash = (hash ^ text_hash(expr->type.type->name)) * prime;
    for (size_t i = 0; i < expr->arguments.count; i++)
        hash = (hash ^ hash >> 32 ^ expr_hash(expr->arguments.items[i])) * prime;
    return hash;
}

size_t expr_size(const Expr *expr, size_t limit)
{
    size_t size = 1;
    for (size_t i = 0; i < expr->arguments.count && size < limit; i++)
        if (expr->arguments.items[i])
            size += expr_size(expr->arguments.items[i], limit - size);
    return size;
}

size_t expr_depth(const Expr *expr, size_t limit)
{
    size_t below = 0;
    for (size_t i = 0; i < expr->arguments.count && below + 1 < limit; i++) {
        const Expr *argument = expr->arguments.items[i];
        size_t depth = argument ? expr_depth(argument, limit - 1) : 0;
        below = depth > below ? depth : below;
    }
    return below + 1;
}

bool expr_reads_columns(const Expr *expr)
{
    bool reads = expr->kind == EXPR_COLUMN;
    for (size_t i = 0; i < expr->arguments.count && !reads; i++)
        reads = expr->arguments.items[i] && expr_reads_columns(expr->arguments.items[i]);
    return reads;
}

void expr_each_column(const Expr *expr, void (*visit)(void *context, const Expr *column), void *context)
{
    if (expr->kind == EXPR_COLUMN)
        visit(context, expr);
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            expr_each_column(expr->arguments.items[i], visit, context);
}
