/* key_pairs.c: unique indexes over the least and the greatest of two columns that reference the same table:
 * no two rows have the same two parents, whichever comes first. Both are there: the least of a value and NULL
 * is the value. */
#include "plan/key/unique.h"

#include "plan/tables.h"

/* The function's name is that, and its arguments are two columns. */
static bool is_of_two_columns(const Expr *expr, const char *function)
{
    return expr && expr->kind == EXPR_CALL && text_is(expr->text, function) && expr->arguments.count == 2 &&
           expr->arguments.items[0]->kind == EXPR_COLUMN && expr->arguments.items[1]->kind == EXPR_COLUMN;
}

static bool are_of_the_same(const Expr *least, const Expr *greatest)
{
    const Expr *a = least->arguments.items[0], *b = least->arguments.items[1];
    const Expr *c = greatest->arguments.items[0], *d = greatest->arguments.items[1];
    return (text_equal(a->text, c->text) && text_equal(b->text, d->text)) ||
           (text_equal(a->text, d->text) && text_equal(b->text, c->text));
}

static ColumnPlan *column_of(const TablePlan *table, const Expr *expr)
{
    return plan_find_column(table, table_find_column(table->table, expr->text));
}

/* A reference of that column alone to another table, of any of its rows. */
static ReferencePlan *reference_of(const ColumnPlan *column)
{
    ReferencePlan *reference = column->reference;
    bool fits = reference && !column->always_null && reference->reference->columns.count == 1 &&
                !reference->parent && reference->target != reference->table && !reference->choices.count;
    return fits ? reference : NULL;
}

/* Lets the first one have the earlier parent, which says that they differ. */
static bool order(ReferencePlan *first, ReferencePlan *second)
{
    if (first->below == second || first->above == second)
        return true;
    bool taken = first->below || first->above || second->below || second->above ||
                 (first->apart && first->apart != second) || (second->apart && second->apart != first);
    if (taken)
        return false;
    first->apart = second->apart = NULL;
    first->below = second;
    second->above = first;
    return true;
}

static bool takes_pair(const TablePlan *table, const Expr *least, const Expr *greatest, ColumnPlan **columns)
{
    if (!is_of_two_columns(least, "least") || !is_of_two_columns(greatest, "greatest") ||
        !are_of_the_same(least, greatest) || table->family)
        return false;
    ReferencePlan *references[2];
    for (size_t i = 0; i < 2; i++) {
        columns[i] = column_of(table, least->arguments.items[i]);
        references[i] = reference_of(columns[i]);
        if (!references[i])
            return false;
    }
    return references[0] != references[1] && references[0]->target == references[1]->target &&
           references[0]->reference->target_columns.items[0] ==
               references[1]->reference->target_columns.items[0] &&
           order(references[0], references[1]);
}

bool unique_pair(const TablePlan *table, const Index *index, ColumnPlan **columns, size_t *places)
{
    for (size_t i = 0; i < index->elements.count; i++)
        for (size_t k = 0; k < index->elements.count; k++)
            if (takes_pair(table, index->elements.items[i].expr, index->elements.items[k].expr, columns)) {
                columns[0]->never_null = columns[1]->never_null = true;
                places[0] = i;
                places[1] = k;
                return true;
            }
    return false;
}
