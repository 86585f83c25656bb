/* unmet.c: which constraint a condition that is not met comes from, and what there is to do about it. */
#include "plan/unmet.h"

#include "plan/narrow/ask.h"
#include "plan/narrow/narrow.h"
#include "plan/step.h"

/* True where the condition is the expression or stands in it. */
static bool holds(const Expr *expr, const Expr *condition)
{
    if (expr_equal(expr, condition))
        return true;
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i] && holds(expr->arguments.items[i], condition))
            return true;
    return false;
}

static const Condition *declared(const TablePlan *table, const Expr *condition)
{
    for (size_t i = 0; condition && i < table->conditions.count; i++)
        if (holds(table->conditions.items[i].expr, condition))
            return &table->conditions.items[i];
    return NULL;
}

static Text hint_of(const Plan *plan)
{
    if (plan->options.judge)
        return TEXT("Give its columns rules that meet it, or leave the constraint out.");
    if (text_is(plan->schema->source_kind, "postgresql"))
        return TEXT(
            "Let the server evaluate it by --ask-server, give its columns rules that meet it, or leave the "
            "constraint out.");
    return TEXT(
        "Load the schema into a database and use that with --ask-server, give its columns rules that meet "
        "it, or leave the constraint out.");
}

void unmet_refuse(TablePlan *table, const Expr *condition, const char *why)
{
    Plan *plan = table->plan;
    const Condition *from = declared(table, condition);
    Text text = from && from->text.size ? from->text
                : condition             ? expr_print(plan->arena, condition)
                                        : TEXT("");
    Text problem = condition ? ask_problem(plan, condition) : TEXT("");
    Text reason = text_format(plan->arena, "%s: %.*s", why, TEXT_ARG(text));
    if (problem.size)
        reason = text_format(plan->arena, "%.*s; the server says: %.*s", TEXT_ARG(reason), TEXT_ARG(problem));
    plan_refuse(plan, table->table, from ? from->name : TEXT(""), reason, hint_of(plan));
}

void unmet_refuse_column(const ColumnPlan *column)
{
    Plan *plan = column->table->plan;
    const Expr *unmet = NULL;
    bool impossible = false;
    Text type = type_print(plan->arena, &column->column->type), name = column->column->name;
    if (column->conditions.count) {
        domain_narrowed(column, DOMAIN_DRAWN, &column->conditions, &unmet, &impossible);
        unmet_refuse(
            column->table, unmet,
            text_format(plan->arena, "no values are known for column \"%.*s\" that meet it", TEXT_ARG(name))
                .data);
        return;
    }
    plan_refuse(plan, column->table->table, TEXT(""),
                text_format(plan->arena, "no values are known for column \"%.*s\" of type %.*s",
                            TEXT_ARG(name), TEXT_ARG(type)),
                TEXT("Give the column a rule."));
}

static void warn_of_column(const ColumnPlan *column, Diag *diag)
{
    const TablePlan *table = column->table;
    if (!column->is_assumed)
        return;
    diag_warning(diag, column->column->span,
                 "column \"%.*s\" of table \"%.*s\" is its default in all rows, which is taken to satisfy "
                 "conditions that are not understood",
                 TEXT_ARG(column->column->name), TEXT_ARG(table->label));
    diag_hint(diag, "%.*s", TEXT_ARG(hint_of(table->plan)));
}

static void warn_of_reference(const ReferencePlan *reference, Diag *diag)
{
    if (reference->given_up)
        diag_warning(diag, reference->table->table->span,
                     "reference \"%.*s\" of table \"%.*s\" is NULL in all rows: nothing else meets it",
                     TEXT_ARG(reference->reference->name), TEXT_ARG(reference->table->label));
}

void unmet_warn(const Plan *plan, Diag *diag)
{
    for (size_t i = 0; i < plan->tables.count; i++) {
        const TablePlan *table = plan->tables.items[i];
        for (size_t k = 0; k < table->columns.count; k++)
            warn_of_column(table->columns.items[k], diag);
        for (size_t k = 0; k < table->references.count; k++)
            warn_of_reference(table->references.items[k], diag);
    }
}
