/* condition_expand.c: what stands behind names: generated columns are replaced by what generates them. */
#include "plan/condition_parts.h"

#include "model/type_convert.h"

Expr *condition_cast(Arena *arena, const Expr *operand, const TypeUse *type)
{
    Expr *cast = expr_new(arena, EXPR_CAST, operand->span);
    cast->type = type_base(type);
    list_push(arena, &cast->arguments, expr_copy(arena, operand));
    return cast;
}

/* Storing a value in a column converts it to the column's type. Texts that don't fit are refused instead of
 * cut. */
static Expr *stored(Arena *arena, const Column *column)
{
    bool is_cut = type_is_text(&column->type) && type_base(&column->type).dimensions == 0 &&
                  type_code(&column->type) != TYPE_BPCHAR;
    if (is_cut)
        return expr_copy(arena, column->generation);
    return condition_cast(arena, column->generation, &column->type);
}

static const Column *generated_column(const Table *table, const Expr *expr)
{
    const Column *column = table && expr->kind == EXPR_COLUMN && expr->qualifier.size == 0
                               ? table_find_column(table, expr->text)
                               : NULL;
    return column && column->generated != GENERATED_NONE && column->generation ? column : NULL;
}

/* Generated columns read no generated columns. */
static Expr *expand(Arena *arena, const Table *table, const Expr *expr)
{
    const Column *column = generated_column(table, expr);
    if (column)
        return stored(arena, column);
    Expr *copy = expr_copy(arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i])
            copy->arguments.items[i] = expand(arena, table, copy->arguments.items[i]);
    return copy;
}

Expr *condition_written_out(Arena *arena, const ExprScope *scope, const Expr *expr)
{
    return expr_normalise(arena, expand(arena, scope->table, expr), scope);
}

Expr *condition_expand(Arena *arena, const Schema *schema, const Table *table, const Expr *expr)
{
    ExprScope scope = {.schema = schema, .table = table};
    return condition_simplify(arena, &scope, condition_written_out(arena, &scope, expr));
}

Expr *condition_generation(Arena *arena, const Schema *schema, const Table *table, const Column *column)
{
    if (column->generated == GENERATED_NONE || !column->generation)
        return NULL;
    return condition_expand(arena, schema, table, stored(arena, column));
}
