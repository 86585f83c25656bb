/* print.c: the plan as text for a person. */
#include "plan/condition.h"
#include "plan/plan.h"
#include "plan/trigger.h"

enum {
    NAME_COLUMN = 28 /* characters that names are padded to */
};

static void print_line(Buffer *out, Text name, Text kind, Text how)
{
    buffer_format(out, "  %-*.*s  ", NAME_COLUMN, TEXT_ARG(name));
    buffer_format(out, "%-14.*s  %.*s\n", TEXT_ARG(kind), TEXT_ARG(how));
}

static void print_product(Buffer *out, const Count *count)
{
    bool printed = false;
    if (count->fixed != 1 || !count->factors.count) {
        if (count->fixed > UINT64_MAX)
            buffer_string(out, "2^64 or more");
        else
            buffer_format(out, "%llu", (unsigned long long)count->fixed);
        printed = true;
    }
    for (size_t i = 0; i < count->factors.count; i++) {
        const CountFactor *factor = &count->factors.items[i];
        buffer_string(out, printed ? " * " : "");
        buffer_string(out, factor->segment ? "some rows of "
                           : factor->deal  ? "combinations inside each group, with rows of "
                                           : "rows of ");
        buffer_text(out, factor->table->label);
        buffer_string(out, factor->but_one ? " but one" : factor->in_pairs ? " in pairs" : "");
        printed = true;
    }
    if (count->parts > 1)
        buffer_format(out, " / %u", count->parts);
}

static void print_count(Buffer *out, const Count *count)
{
    print_product(out, count);
    if (count->least_of || count->most_of) {
        buffer_string(out, count->least_of ? " or, if less, " : " or, if more, ");
        print_count(out, count->least_of ? count->least_of : count->most_of);
    }
    if (count->plus) {
        buffer_string(out, " and ");
        print_count(out, count->plus);
    }
}

static void print_rows(Buffer *out, const Table *table)
{
    if (table->rows.kind == ROWS_FIXED)
        buffer_format(out, "  rows: %llu\n", (unsigned long long)table->rows.count);
    else if (table->rows.kind == ROWS_PER)
        buffer_format(out, "  rows: %llu to %llu for each row of %.*s\n",
                      (unsigned long long)table->rows.minimum, (unsigned long long)table->rows.maximum,
                      TEXT_ARG(table->rows.parent_name));
}

static void print_limit(Buffer *out, const Limit *limit)
{
    if (limit->when_empty)
        return;
    buffer_string(out, limit->least ? "  at least " : "  at most ");
    print_count(out, &limit->count);
    buffer_format(out, " rows (\"%.*s\": %.*s)\n", TEXT_ARG(limit->constraint), TEXT_ARG(limit->reason));
}

static void print_column(Buffer *out, const ColumnPlan *column)
{
    Arena *arena = column->table->plan->arena;
    Text rule = column->value ? column->rule : TEXT("computed by the server");
    if (column->null && !column->reference)
        rule = text_format(arena, "%.*s, or NULL", TEXT_ARG(rule));
    print_line(out, column->column->name, column->type->name, rule);
}

/* What each row satisfies, whatever declared it. */
static void print_conditions(Buffer *out, const Plan *plan, const Table *table)
{
    Arena *arena = plan->arena;
    ConditionList conditions = conditions_of(arena, plan->schema, table);
    for (size_t i = 0; i < conditions.count; i++) {
        const Condition *condition = &conditions.items[i];
        const ConditionElement *element = &condition->element;
        Text how = expr_print(arena, condition->expr);
        if (element->column)
            how = text_format(arena, "%.*s of %.*s%.*s", TEXT_ARG(how), TEXT_ARG(element->column->name),
                              TEXT_ARG(element->path));
        print_line(out, condition->name, text_of(condition->kind), how);
    }
}

static void print_triggers(Buffer *out, const Plan *plan, const Table *table)
{
    TriggerEffectList effects = triggers_of(plan->arena, plan->schema, table);
    for (size_t i = 0; i < effects.count; i++)
        print_line(out, effects.items[i].trigger->name, TEXT("on insert"),
                   trigger_effect_text(plan->arena, &effects.items[i]));
}

static void print_table(Buffer *out, const TablePlan *table)
{
    buffer_format(out, "\n%.*s\n", TEXT_ARG(table->label));
    print_rows(out, table->table);
    for (size_t i = 0; i < table->limits.count; i++)
        print_limit(out, &table->limits.items[i]);
    for (size_t i = 0; i < table->columns.count; i++)
        print_column(out, table->columns.items[i]);
    for (size_t i = 0; i < table->met.count; i++)
        print_line(out, table->met.items[i].name, table->met.items[i].kind, table->met.items[i].how);
    print_triggers(out, table->plan, table->table);
    print_conditions(out, table->plan, table->table);
}

static void print_refusal(Buffer *out, const Plan *plan, const Refusal *refusal)
{
    buffer_format(out, "\n%.*s.%.*s is left out: ", TEXT_ARG(refusal->table->schema),
                  TEXT_ARG(refusal->table->name));
    if (refusal->constraint.size)
        buffer_format(out, "constraint \"%.*s\": ", TEXT_ARG(refusal->constraint));
    buffer_format(out, "%.*s\n", TEXT_ARG(refusal->reason));
    print_triggers(out, plan, refusal->table);
    print_conditions(out, plan, refusal->table);
}

void plan_print(Buffer *out, const Plan *plan)
{
    buffer_format(out, "%.*s: %zu tables, loaded in this order:", TEXT_ARG(plan->schema->name),
                  plan->tables.count);
    for (size_t i = 0; i < plan->load_order.count; i++)
        buffer_format(out, "%s%.*s", i ? ", " : " ", TEXT_ARG(plan->load_order.items[i]->label));
    buffer_char(out, '\n');
    for (size_t i = 0; i < plan->tables.count; i++)
        print_table(out, plan->tables.items[i]);
    for (size_t i = 0; i < plan->refusals.count; i++)
        print_refusal(out, plan, &plan->refusals.items[i]);
}
