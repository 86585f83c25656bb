/* reference_succession.c: references to the row's predecessor in its group. They are found by trial: with the
 * number and the reference of the first rows of a group all conditions that read either are evaluated. */
#include "plan/reference/reference_succession.h"

#include "evaluate/evaluate.h"
#include "plan/reference/families.h"
#include "plan/value.h"

enum {
    SUCCESSION_ROWS = 1000, /* of a group, at most: so many are tried */
    SUCCESSION_LEAST = 2    /* with fewer rows nobody has a predecessor */
};

/* What a reference has beside the columns that stand for themselves. */
typedef struct Succession {
    ReferencePlan *reference;
    ColumnPlan *number; /* of the row */
    ColumnPlan *before; /* of its predecessor */
} Succession;

const ReferencePlan *reference_counted_by(const ColumnPlan *column)
{
    const ReferencePlanList *references = &column->table->references;
    for (size_t i = 0; i < references->count; i++)
        if (references->items[i]->counter == column)
            return references->items[i];
    return NULL;
}

/* ---- which references can be such ---- */

static bool is_whole(const ColumnPlan *column)
{
    return value_is_ordinal(column) && column->written && !column->column->sequence;
}

static size_t references_with(const TablePlan *table, const Column *column)
{
    size_t count = 0;
    for (size_t i = 0; i < table->references.count; i++)
        count += columns_hold(&table->references.items[i]->reference->columns, column);
    return count;
}

/* Of one column that is to another one, where the others are to themselves. */
static bool take_apart(ReferencePlan *reference, Succession *succession)
{
    const Reference *r = reference->reference;
    const TablePlan *table = reference->table;
    size_t apart = 0;
    *succession = (Succession){.reference = reference};
    for (size_t i = 0; i < r->columns.count; i++) {
        if (r->columns.items[i] == r->target_columns.items[i])
            continue;
        apart++;
        succession->before = plan_find_column(table, r->columns.items[i]);
        succession->number = plan_find_column(table, r->target_columns.items[i]);
    }
    return apart == 1 && r->columns.count > 1;
}

static bool can_succeed(const Succession *succession)
{
    const ReferencePlan *reference = succession->reference;
    const Column *number = succession->number->column, *before = succession->before->column;
    return !reference->implied && !reference->partition && reference->reference->match != MATCH_FULL &&
           is_whole(succession->number) && is_whole(succession->before) && number->not_null &&
           !before->not_null && !references_with(reference->table, number) &&
           references_with(reference->table, before) == 1;
}

/* ---- conditions ---- */

static bool reads(TablePlan *table, const Expr *expr, const Column *column)
{
    ScenarioScope scope = component_scope(table);
    ColumnList columns = scenario_columns(&scope, expr);
    return columns_hold(&columns, column);
}

static bool reads_either(const Succession *succession, const Expr *expr)
{
    TablePlan *table = succession->reference->table;
    return reads(table, expr, succession->number->column) || reads(table, expr, succession->before->column);
}

static bool is_about(const Succession *succession, const Condition *condition)
{
    return reads_either(succession, condition->expr);
}

static bool reads_others(const Succession *succession, const Condition *condition)
{
    ScenarioScope scope = component_scope(succession->reference->table);
    ColumnList columns = scenario_columns(&scope, condition->expr);
    for (size_t i = 0; i < columns.count; i++)
        if (columns.items[i] != succession->number->column && columns.items[i] != succession->before->column)
            return true;
    return condition->element.column != NULL;
}

/* Both columns are in a condition that says more than which of them is the smaller one, and no other column
 * is in one with them. */
static bool is_called_for(const Succession *succession)
{
    TablePlan *table = succession->reference->table;
    bool called_for = false;
    for (size_t i = 0; i < table->conditions.count; i++) {
        const Condition *condition = &table->conditions.items[i];
        if (!is_about(succession, condition))
            continue;
        if (reads_others(succession, condition))
            return false;
        called_for |= reads(table, condition->expr, succession->number->column) &&
                      reads(table, condition->expr, succession->before->column) &&
                      !component_is_comparison(table, condition);
    }
    return called_for;
}

/* Whether the reference narrows what numbers its parents have. */
static bool is_choosy(const ReferencePlan *child, const Column *number)
{
    const Reference *r = child->reference;
    size_t place = columns_place(&r->target_columns, number);
    for (size_t i = 0; i < child->table->conditions.count && place < r->columns.count; i++)
        if (reads(child->table, child->table->conditions.items[i].expr, r->columns.items[place]))
            return true;
    return false;
}

static bool passes(Arena *arena, const Condition *condition, const EvaluateScope *row)
{
    Truth truth = evaluate_truth(arena, condition->expr, row);
    return truth == TRUTH_TRUE || (truth == TRUTH_NULL && !condition->must_be_true);
}

/* The row of that number, which is the first one or has a predecessor. */
static EvaluateScope row_of(const Succession *succession, int number, bool is_first)
{
    const TablePlan *table = succession->reference->table;
    Arena *arena = table->plan->arena;
    EvaluateScope row = evaluate_scope(arena, table->plan->schema, table->table);
    evaluate_scope_give(&row, succession->number->column, text_format(arena, "%d", number));
    if (!is_first)
        evaluate_scope_give(&row, succession->before->column, text_format(arena, "%d", number - 1));
    return row;
}

/* Whether it satisfies all conditions. */
static bool holds(const Succession *succession, int number, bool is_first)
{
    const TablePlan *table = succession->reference->table;
    Arena *arena = table->plan->arena;
    EvaluateScope row = row_of(succession, number, is_first);
    for (size_t i = 0; i < table->conditions.count; i++)
        if (is_about(succession, &table->conditions.items[i]) &&
            !passes(arena, &table->conditions.items[i], &row))
            return false;
    return true;
}

/* How many rows a group can have whose first one has that number. */
static int rows_from(const Succession *succession, int first)
{
    int count = 0;
    while (count < SUCCESSION_ROWS && holds(succession, first + count, count == 0))
        count++;
    return count;
}

/* Whether the constraint has all columns that the rows of a group share, and the predicate is true of one of
 * its rows at most, counted from `first` on. */
static bool is_of_one_row(const Succession *succession, const ColumnPlanList *columns, const Expr *predicate,
                          int first, int rows)
{
    const TablePlan *table = succession->reference->table;
    const ColumnList *shared = &succession->reference->reference->columns;
    Condition condition = {.expr = (Expr *)predicate};
    int inside = 0;
    for (size_t i = 0; i < shared->count; i++)
        if (shared->items[i] != succession->before->column &&
            !plan_columns_hold(columns, plan_find_column(table, shared->items[i])))
            return false;
    if (reads_others(succession, &condition))
        return false;
    for (int i = 0; i < rows && inside < 2; i++) {
        EvaluateScope row = row_of(succession, first + i, i == 0);
        Truth truth = evaluate_truth(table->plan->arena, predicate, &row);
        inside += truth == TRUTH_TRUE || truth == TRUTH_UNKNOWN;
    }
    return inside < 2;
}

static ColumnPlanList columns_of(const TablePlan *table, const Index *index)
{
    ColumnPlanList columns = {0};
    for (size_t i = 0; i < index->elements.count; i++)
        if (index->elements.items[i].column)
            list_push(table->plan->arena, &columns, plan_find_column(table, index->elements.items[i].column));
    return columns;
}

/* Something tells rows apart by the two columns: a partial unique index, or another table that has only some
 * of them for parents. Their shares of the rows would be others than those of the numbers. */
static bool is_told_apart(const Succession *succession, int first, int rows)
{
    const TablePlan *table = succession->reference->table;
    for (size_t i = 0; i < table->table->indexes.count; i++) {
        const Index *index = table->table->indexes.items[i];
        ColumnPlanList columns = columns_of(table, index);
        if (index->is_unique && index->predicate && reads_either(succession, index->predicate) &&
            !is_of_one_row(succession, &columns, index->predicate, first, rows))
            return true;
    }
    for (size_t i = 0; i < table->children.count; i++) {
        const TablePlan *child = table->children.items[i];
        for (size_t k = 0; k < child->references.count && child != table; k++)
            if (child->references.items[k]->target == table &&
                is_choosy(child->references.items[k], succession->number->column))
                return true;
    }
    return false;
}

static void find(ReferencePlan *reference)
{
    Succession succession;
    if (reference->target != reference->table || !take_apart(reference, &succession) ||
        !can_succeed(&succession) || !is_called_for(&succession))
        return;
    int from_zero = 0, rows = rows_from(&succession, 1);
    if (rows < SUCCESSION_LEAST)
        rows = from_zero = rows_from(&succession, 0);
    if (rows < SUCCESSION_LEAST || is_told_apart(&succession, !from_zero, rows))
        return;
    reference->counter = succession.number;
    reference->counted = (PlanCount)rows;
    succession.number->counts_from_zero = from_zero > 0;
}

void successions_find(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++)
        find(table->references.items[i]);
}

bool reference_succession_meets(TablePlan *table, const Condition *condition)
{
    Succession succession;
    for (size_t i = 0; i < table->references.count; i++)
        if (table->references.items[i]->counter && take_apart(table->references.items[i], &succession) &&
            is_about(&succession, condition))
            return true;
    return false;
}

bool reference_succession_meets_partial(const TablePlan *table, const ColumnPlanList *columns,
                                        const Expr *predicate)
{
    Succession succession;
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        if (reference->counter && take_apart(reference, &succession) &&
            reads_either(&succession, predicate) &&
            is_of_one_row(&succession, columns, predicate, !succession.number->counts_from_zero,
                          (int)reference->counted))
            return true;
    }
    return false;
}

/* ---- whether rows lie in such groups ---- */

/* Rows that are equal in a unique constraint with the number lie in one group. */
static bool is_unique_in_groups(const ReferencePlan *reference)
{
    const Family *family = reference->table->family;
    UniqueList uniques = unique_collect(reference->table);
    for (size_t i = 0; i < uniques.count; i++)
        if (plan_columns_hold(&uniques.items[i].columns, reference->counter) &&
            family_level_of_key(family, &uniques.items[i]) > family_level(reference))
            return false;
    return true;
}

static bool is_counted(const ReferencePlan *reference)
{
    const Family *family = reference->table->family;
    for (size_t i = 0; family && i < family->keys.count; i++)
        if (family_counter(&family->keys.items[i]) == reference->counter &&
            family->keys.items[i].level == family_level(reference))
            return is_unique_in_groups(reference);
    return false;
}

void successions_check(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        if (reference->counter && (reference->counter->component || !is_counted(reference)))
            reference_refuse(reference, TEXT("its rows do not follow one another in groups"),
                             TEXT("Leave out the conditions between the reference and the row's number."));
    }
}
