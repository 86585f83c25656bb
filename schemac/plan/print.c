/* print.c: the plan as text for a person. */
#include "plan/condition/condition.h"
#include "plan/condition/trigger.h"
#include "plan/plan.h"

enum {
    PADDED = 40 /* characters that names and kinds are padded to at most */
};

/* One line about a table: a column with its type, a constraint, a condition, a trigger. */
typedef struct Line {
    Text name, kind, how;
} Line;

/* The lines of one table, in columns. */
typedef struct Lines {
    Arena *arena;
    LIST(Line) lines;
} Lines;

static void add_line(Lines *lines, Text name, Text kind, Text how)
{
    list_push(lines->arena, &lines->lines, ((Line){name, kind, how}));
}

static void print_padded(Buffer *out, Text text, size_t width)
{
    buffer_text(out, text);
    buffer_repeat(out, ' ', text.size < width ? width - text.size + 2 : 2);
}

static size_t wider(size_t width, Text text)
{
    return text.size > width && text.size <= PADDED ? text.size : width;
}

static void print_lines(Buffer *out, const Lines *lines)
{
    size_t names = 0, kinds = 0;
    for (size_t i = 0; i < lines->lines.count; i++) {
        names = wider(names, lines->lines.items[i].name);
        kinds = wider(kinds, lines->lines.items[i].kind);
    }
    for (size_t i = 0; i < lines->lines.count; i++) {
        const Line *line = &lines->lines.items[i];
        buffer_string(out, "  ");
        print_padded(out, line->name, names);
        print_padded(out, line->kind, kinds);
        buffer_format(out, "%.*s\n", TEXT_ARG(line->how));
    }
}

static void print_count(Buffer *out, const Count *count);

static void print_factor(Buffer *out, const CountFactor *factor)
{
    if (factor->count) {
        buffer_char(out, '(');
        print_count(out, factor->count);
        buffer_char(out, ')');
        return;
    }
    buffer_string(out, factor->deal && !factor->segment ? "combinations inside each group, with rows of "
                                                        : "rows of ");
    buffer_text(out, factor->table->label);
    buffer_string(out, factor->segment ? " that fit" : factor->least ? " in each group" : "");
    if (factor->but > 1)
        buffer_format(out, " but %llu", (unsigned long long)factor->but);
    buffer_string(out, factor->but == 1    ? " but one"
                       : factor->in_pairs  ? " in pairs"
                       : factor->in_groups ? " in groups"
                                           : "");
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
        print_factor(out, factor);
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
    if (limit->of_join)
        buffer_string(out, "as many as there are parents that go together");
    else
        print_count(out, &limit->count);
    buffer_format(out, "%s (\"%.*s\": %.*s)\n", limit->count.factors.count ? "" : " rows",
                  TEXT_ARG(limit->constraint), TEXT_ARG(limit->reason));
}

static void add_column(Lines *lines, const ColumnPlan *column)
{
    Arena *arena = column->table->plan->arena;
    Text rule = column->value ? column->rule : TEXT("computed by the server");
    if (column->null && !column->reference)
        rule = text_format(arena, "%.*s, or NULL", TEXT_ARG(rule));
    add_line(lines, column->column->name, column->type->name, rule);
}

/* What each row satisfies, whatever declared it. */
static void add_conditions(Lines *lines, const Plan *plan, const Table *table)
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
        add_line(lines, condition->name, text_of(condition->kind), how);
    }
}

static void add_triggers(Lines *lines, const Plan *plan, const Table *table)
{
    TriggerEffectList effects = triggers_of(plan->arena, plan->schema, table);
    for (size_t i = 0; i < effects.count; i++)
        add_line(lines, effects.items[i].trigger->name, TEXT("on insert"),
                 trigger_effect_text(plan->arena, &effects.items[i]));
}

static void print_table(Buffer *out, const TablePlan *table)
{
    Lines lines = {.arena = table->plan->arena};
    buffer_format(out, "\n%.*s\n", TEXT_ARG(table->label));
    print_rows(out, table->table);
    for (size_t i = 0; i < table->limits.count; i++)
        print_limit(out, &table->limits.items[i]);
    for (size_t i = 0; i < table->columns.count; i++)
        add_column(&lines, table->columns.items[i]);
    for (size_t i = 0; i < table->met.count; i++)
        add_line(&lines, table->met.items[i].name, table->met.items[i].kind, table->met.items[i].how);
    add_conditions(&lines, table->plan, table->table);
    print_lines(out, &lines);
}

static void print_refusal(Buffer *out, const Plan *plan, const Refusal *refusal)
{
    Lines lines = {.arena = plan->arena};
    buffer_format(out, "\n%.*s.%.*s is left out: ", TEXT_ARG(refusal->table->schema),
                  TEXT_ARG(refusal->table->name));
    if (refusal->constraint.size)
        buffer_format(out, "constraint \"%.*s\": ", TEXT_ARG(refusal->constraint));
    buffer_format(out, "%.*s\n", TEXT_ARG(refusal->reason));
    add_triggers(&lines, plan, refusal->table);
    add_conditions(&lines, plan, refusal->table);
    print_lines(out, &lines);
}

void plan_print(Buffer *out, const Plan *plan)
{
    size_t count = plan->tables.count;
    buffer_format(out, "%.*s: %zu table%s%s", TEXT_ARG(plan->schema->name), count, count == 1 ? "" : "s",
                  count > 1 ? ", loaded in this order: "
                  : count   ? ": "
                            : "");
    for (size_t i = 0; i < plan->load_order.count; i++)
        buffer_format(out, "%s%.*s", i ? ", " : "", TEXT_ARG(plan->load_order.items[i]->label));
    buffer_char(out, '\n');
    for (size_t i = 0; i < plan->tables.count; i++)
        print_table(out, plan->tables.items[i]);
    for (size_t i = 0; i < plan->refusals.count; i++)
        print_refusal(out, plan, &plan->refusals.items[i]);
}
