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

static Expr *pair_of(Arena *arena, ExprKind kind, Expr *a, Expr *b)
{
    Expr *pair = expr_new(arena, kind, a->span);
    list_push(arena, &pair->arguments, a);
    list_push(arena, &pair->arguments, b);
    return pair;
}

/* The rows from that field on; those before are equal. */
static Expr *compare_fields(Arena *arena, Text symbol, const ExprList *left, const ExprList *right,
                            size_t from)
{
    bool is_last = from + 1 == left->count, is_equality = text_is(symbol, "=") || text_is(symbol, "<>");
    Text strict = is_equality ? symbol : text_slice(symbol, 0, 1);
    Expr *a = left->items[from], *b = right->items[from];
    Expr *first = expr_operator(arena, text_string(arena, is_last ? symbol : strict), a, b);
    if (is_last)
        return first;
    Expr *rest = compare_fields(arena, symbol, left, right, from + 1);
    if (is_equality)
        return pair_of(arena, text_is(symbol, "=") ? EXPR_AND : EXPR_OR, first, rest);
    Expr *equal = expr_operator(arena, "=", a, b);
    return pair_of(arena, EXPR_OR, first, pair_of(arena, EXPR_AND, equal, rest));
}

Expr *expr_row_comparison(Arena *arena, const Expr *expr)
{
    static const char *const symbols[] = {"=", "<>", "<", "<=", ">", ">="};
    bool compares = false;
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        compares |= expr->kind == EXPR_OPERATOR && text_is(expr->text, symbols[i]);
    if (!compares || expr->arguments.count != 2)
        return NULL;
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    if (left->kind != EXPR_ROW || right->kind != EXPR_ROW || !left->arguments.count ||
        left->arguments.count != right->arguments.count)
        return NULL;
    return compare_fields(arena, expr->text, &left->arguments, &right->arguments, 0);
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
