/* reference_lookup.c: a column that must equal what a function looks up in the row referenced is part of the
 * reference: (SELECT c FROM parent WHERE id = p_id) = c makes (p_id) REFERENCES parent (id) one of (p_id, c)
 * to (id, c). */
#include "plan/reference/reference_lookup.h"

#include "model/type_convert.h"
#include "plan/condition/condition.h"

static bool looks_up(const Expr *expr)
{
    bool found = expr->kind == EXPR_LOOKUP;
    for (size_t i = 0; i < expr->arguments.count && !found; i++)
        found = expr->arguments.items[i] && looks_up(expr->arguments.items[i]);
    return found;
}

static bool functions_look_up(const Schema *schema)
{
    bool found = false;
    for (size_t i = 0; i < schema->functions.count && !found; i++)
        found = schema->functions.items[i]->expression && looks_up(schema->functions.items[i]->expression);
    return found;
}

/* Whether the condition is that a column equals what is looked up. */
static bool is_equation(const Table *table, const Expr *expr, const Expr **lookup, Column **column)
{
    if (expr->kind != EXPR_OPERATOR || !text_is(expr->text, "=") || expr->arguments.count != 2)
        return false;
    for (size_t side = 0; side < 2; side++) {
        const Expr *other = expr->arguments.items[1 - side];
        *lookup = expr->arguments.items[side];
        *column = other->kind == EXPR_COLUMN ? table_find_column(table, other->text) : NULL;
        if ((*lookup)->kind == EXPR_LOOKUP && *column && type_same(&(*lookup)->type, &(*column)->type))
            return true;
    }
    return false;
}

/* The place of the reference to the row that is looked up; the count of references where there is none. */
static size_t reference_to(const Table *table, const Expr *lookup)
{
    const Column *own = table_find_column(table, lookup->arguments.items[2]->text);
    for (size_t i = 0; i < table->references.count; i++) {
        const Reference *reference = table->references.items[i];
        size_t place = columns_place(&reference->columns, own);
        if (place < reference->columns.count && text_equal(reference->target->name, lookup->text) &&
            text_equal(reference->target->schema, lookup->qualifier) &&
            text_equal(reference->target_columns.items[place]->name, lookup->arguments.items[1]->text))
            return i;
    }
    return table->references.count;
}

static Reference *with_column(Arena *arena, const Reference *reference, Column *column, Column *target)
{
    Reference *wide = arena_new_object(arena, Reference);
    *wide = *reference;
    wide->columns = wide->target_columns = (ColumnList){0};
    for (size_t i = 0; i < reference->columns.count; i++) {
        list_push(arena, &wide->columns, reference->columns.items[i]);
        list_push(arena, &wide->target_columns, reference->target_columns.items[i]);
    }
    list_push(arena, &wide->columns, column);
    list_push(arena, &wide->target_columns, target);
    return wide;
}

/* The table with a reference in the place of another one. */
static Table *with_reference(Arena *arena, const Table *table, size_t place, Reference *reference)
{
    Table *copy = arena_new_object(arena, Table);
    *copy = *table;
    copy->references = (ReferenceList){0};
    for (size_t i = 0; i < table->references.count; i++)
        list_push(arena, &copy->references, i == place ? reference : table->references.items[i]);
    return copy;
}

/* The table with one more column in one of its references; NULL where no condition asks for that. */
static Table *widened_once(Arena *arena, const Schema *schema, const Table *table)
{
    ConditionList conditions = conditions_of(arena, schema, table);
    for (size_t i = 0; i < conditions.count; i++) {
        const Expr *lookup;
        Column *column;
        if (!is_equation(table, conditions.items[i].expr, &lookup, &column))
            continue;
        size_t place = reference_to(table, lookup);
        Reference *reference = place < table->references.count ? table->references.items[place] : NULL;
        if (!reference || columns_hold(&reference->columns, column))
            continue;
        Column *target = table_find_column(reference->target, lookup->arguments.items[0]->text);
        return with_reference(arena, table, place, with_column(arena, reference, column, target));
    }
    return NULL;
}

Table *references_with_lookups(Arena *arena, const Schema *schema, Table *table)
{
    Table *wide = table->checks.count && functions_look_up(schema) ? table : NULL;
    while (wide) {
        table = wide;
        wide = widened_once(arena, schema, table);
    }
    return table;
}
