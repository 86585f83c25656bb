/* reference_order.c: texts by which parents are put in order. Collations disagree on most texts, but not on
 * those of one length whose characters are digits wherever two of them differ: keys that rows compare are of
 * such a form. */
#include "plan/reference/reference_types.h"

#include "plan/narrow/column_domain.h"
#include "plan/tables.h"
#include "plan/unmet.h"

enum {
    MOST_DIGITS = 12,
    ENOUGH = 1000 /* keys */
};

static Expr *matches(const ColumnPlan *column, const char *form, int digits)
{
    Arena *arena = column->table->plan->arena;
    Expr *value = expr_new(arena, EXPR_COLUMN, column->column->span);
    Expr *pattern = expr_new(arena, EXPR_STRING, column->column->span);
    value->text = column->column->name;
    pattern->text = text_format(arena, "%s%d}$", form, digits);
    return expr_operator(arena, "~", value, pattern);
}

static bool leaves_enough(const ColumnPlan *column, Expr *condition)
{
    ExprList more = {0};
    list_push(column->table->plan->arena, &more, condition);
    Domain domain = column_domain(column, DOMAIN_CARRIED, &more);
    return domain.unrank && domain.count >= ENOUGH;
}

static const char *const forms[] = {"^[a-z][0-9]{", "^[A-Z][0-9]{", "^[0-9]{"};

/* Has the column's values be of a form in which there are enough of them; false where none is known. */
static bool give_form(ColumnPlan *column)
{
    for (int digits = MOST_DIGITS; digits > 2; digits--)
        for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
            Expr *condition = matches(column, forms[i], digits);
            if (!leaves_enough(column, condition))
                continue;
            list_push(column->table->plan->arena, &column->conditions, condition);
            return true;
        }
    return false;
}

/* Whether the values are of such a form already. */
static bool has_form(const ColumnPlan *column)
{
    for (size_t i = 0; i < column->conditions.count; i++) {
        const Expr *condition = column->conditions.items[i];
        bool is_pattern = condition->kind == EXPR_OPERATOR && text_is(condition->text, "~") &&
                          condition->arguments.items[1]->kind == EXPR_STRING;
        for (size_t k = 0; k < sizeof forms / sizeof *forms && is_pattern; k++)
            if (text_starts_with(condition->arguments.items[1]->text, text_of(forms[k])))
                return true;
    }
    return false;
}

static void keep_order(const ReferencePlan *reference, ColumnPlan *column)
{
    ColumnPlan *source = reference_first_source(column);
    if (has_form(source) || (source->column->rule.kind == RULE_NONE && source->written && give_form(source)))
        return;
    plan_refuse(
        reference->table->plan, reference->table->table, reference->reference->name,
        text_format(reference->table->plan->arena,
                    "no texts are known for column \"%.*s\" of table \"%.*s\" that all collations put in "
                    "one order",
                    TEXT_ARG(source->column->name), TEXT_ARG(source->table->label)),
        TEXT("Leave out the condition on the order of the references."));
}

void references_keep_order(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        for (size_t k = 0; k < reference->reference->columns.count; k++) {
            ColumnPlan *column = plan_find_column(table, reference->reference->columns.items[k]);
            ColumnPlan *partner = column->reference == reference ? reference_partner(column) : NULL;
            if (partner && partner != column && reference->below && column->type->kind == VALUE_TEXT)
                keep_order(reference, column);
        }
    }
}
