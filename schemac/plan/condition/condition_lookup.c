/* condition_lookup.c: rows that functions look up by a key, as the parents of references of the table whose
 * rows are checked. */
#include "plan/condition/condition_parts.h"

#include "model/type_convert.h"

enum {
    WAY_LIMIT = 8 /* tables on the way from a reference to the row looked up */
};

static const Table *table_of(const ExprScope *scope, const Expr *lookup)
{
    return schema_find_table(scope->schema, lookup->qualifier, lookup->text);
}

/* The column behind casts that keep what it holds; NULL where it is anything else. */
static Column *plain_column(const ExprScope *scope, const Expr *expr)
{
    if (expr->kind == EXPR_COLUMN && expr->qualifier.size == 0)
        return table_find_column(scope->table, expr->text);
    Column *column = expr->kind == EXPR_CAST ? plain_column(scope, expr->arguments.items[0]) : NULL;
    bool kept = column && (type_same(&expr->type, &column->type) ||
                           (type_is_text(&expr->type) && type_is_text(&column->type)) ||
                           type_converts(&column->type, &expr->type));
    return kept ? column : NULL;
}

/* ---- which reference ---- */

/* Whether the reference's columns are those that the key is looked up by. */
static bool is_by(const ExprScope *scope, const Reference *reference, const Expr *lookup)
{
    for (size_t i = 1; i + 1 < lookup->arguments.count; i += 2) {
        const Column *column = plain_column(scope, lookup->arguments.items[i + 1]);
        size_t place = column ? columns_place(&reference->columns, column) : reference->columns.count;
        if (place == reference->columns.count ||
            !text_equal(reference->target_columns.items[place]->name, lookup->arguments.items[i]->text))
            return false;
    }
    return true;
}

/* Where a row has no parent, what it is looked up by is NULL. */
static bool is_null_with(const ExprScope *scope, const Reference *reference, const Expr *lookup)
{
    bool nullable = false;
    for (size_t i = 0; i < reference->columns.count; i++)
        nullable |= !reference->columns.items[i]->not_null;
    for (size_t i = 2; i < lookup->arguments.count && nullable; i += 2)
        if (plain_column(scope, lookup->arguments.items[i])->not_null)
            return false;
    return true;
}

static const Reference *reference_by(const ExprScope *scope, const Expr *lookup)
{
    const Table *wanted = table_of(scope, lookup);
    const ReferenceList *references = &scope->table->references;
    for (size_t i = 0; i < references->count && wanted != scope->table; i++)
        if (references->items[i]->target == wanted && is_by(scope, references->items[i], lookup) &&
            is_null_with(scope, references->items[i], lookup))
            return references->items[i];
    return NULL;
}

/* Whether references lead from the column on to the row looked up by one column. */
static bool leads_on(const Table *home, const Column *column, const Table *wanted, Text key, int passed)
{
    for (size_t i = 0; i < home->references.count && passed < WAY_LIMIT; i++) {
        const Reference *reference = home->references.items[i];
        size_t place = columns_place(&reference->columns, column);
        if (place == reference->columns.count || reference->target == home)
            continue;
        const Column *target = reference->target_columns.items[place];
        if ((reference->target == wanted && text_equal(target->name, key)) ||
            leads_on(reference->target, target, wanted, key, passed + 1))
            return true;
    }
    return false;
}

/* ---- what stands for the row looked up ---- */

static Expr *column_of(Arena *arena, const Column *column, Span span)
{
    Expr *expr = expr_new(arena, EXPR_COLUMN, span);
    expr->text = column->name;
    return expr;
}

/* The column of the reference that has the wanted value itself; or NULL. */
static const Column *own_column(const Reference *reference, Text name)
{
    for (size_t i = 0; i < reference->columns.count; i++)
        if (text_equal(reference->target_columns.items[i]->name, name))
            return reference->columns.items[i];
    return NULL;
}

static size_t references_with(const Table *table, const Column *column)
{
    size_t count = 0;
    for (size_t i = 0; i < table->references.count; i++)
        count += columns_hold(&table->references.items[i]->columns, column);
    return count;
}

/* Of the columns that it is looked up by, the one that the fewest references share: its place. */
static size_t anchor_of(const ExprScope *scope, const Expr *lookup)
{
    size_t best = 1, least = SIZE_MAX;
    for (size_t i = 1; i + 1 < lookup->arguments.count; i += 2) {
        size_t count = references_with(scope->table, plain_column(scope, lookup->arguments.items[i + 1]));
        if (count <= least)
            best = i, least = count;
    }
    return best;
}

static Expr *looked_up(Arena *arena, const ExprScope *scope, const Expr *lookup)
{
    const Table *table = table_of(scope, lookup);
    size_t anchor = anchor_of(scope, lookup);
    Expr *expr = expr_copy(arena, lookup);
    expr->type = table_find_column(table, lookup->arguments.items[0]->text)->type;
    expr->arguments = (ExprList){0};
    list_push(arena, &expr->arguments, lookup->arguments.items[0]);
    list_push(arena, &expr->arguments, lookup->arguments.items[anchor]);
    list_push(arena, &expr->arguments,
              column_of(arena, plain_column(scope, lookup->arguments.items[anchor + 1]), lookup->span));
    return expr;
}

/* CASE WHEN the row has a parent THEN its own column END */
static Expr *own_value(Arena *arena, const ExprScope *scope, const Expr *lookup, const Column *own)
{
    Expr *there = expr_new(arena, EXPR_IS, lookup->span);
    there->text = TEXT("null");
    there->negated = true;
    list_push(arena, &there->arguments,
              column_of(arena, plain_column(scope, lookup->arguments.items[anchor_of(scope, lookup) + 1]),
                        lookup->span));
    Expr *choice = expr_new(arena, EXPR_CASE, lookup->span);
    list_push(arena, &choice->arguments, NULL);
    list_push(arena, &choice->arguments, there);
    list_push(arena, &choice->arguments, column_of(arena, own, lookup->span));
    list_push(arena, &choice->arguments, NULL);
    return choice;
}

static Expr *resolved(Arena *arena, const ExprScope *scope, const Expr *lookup)
{
    const Reference *reference = scope->table ? reference_by(scope, lookup) : NULL;
    const Column *own = reference ? own_column(reference, lookup->arguments.items[0]->text) : NULL;
    if (own)
        return own_value(arena, scope, lookup, own);
    if (reference)
        return looked_up(arena, scope, lookup);
    bool single = scope->table && lookup->arguments.count == 3;
    const Column *column = single ? plain_column(scope, lookup->arguments.items[2]) : NULL;
    return column && leads_on(scope->table, column, table_of(scope, lookup), lookup->arguments.items[1]->text,
                              0)
               ? looked_up(arena, scope, lookup)
               : NULL;
}

Expr *lookups_resolved(Arena *arena, const ExprScope *scope, const Expr *expr)
{
    if (expr->kind == EXPR_LOOKUP)
        return resolved(arena, scope, expr);
    Expr *copy = expr_copy(arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i] &&
            !(copy->arguments.items[i] = lookups_resolved(arena, scope, copy->arguments.items[i])))
            return NULL;
    return copy;
}
