/* redraw.c: draws, the condition that they are subject to, and the number of those that satisfy it. */
#include "plan/compile/redraw.h"

#include "plan/value.h"

static bool has_values(const Domain *domain)
{
    return domain->draw || domain->unrank;
}

/* What the domain's numbers lie between; a numeric's declared digits where it is none of numbers. */
static Bounds bounds_of_draw(const RedrawColumn *drawn)
{
    PlanInteger low, high;
    if (domain_ends(&drawn->domain, &low, &high))
        return (Bounds){.known = true, .low = low, .high = high};
    return (Bounds){0};
}

/* The columns' values, drawn or, on trial, standing for draws; false where one can't be made. */
static bool make_row(const Redraw *redraw, ExactRow *row, bool is_trial)
{
    for (size_t i = 0; i < redraw->columns.count; i++) {
        const RedrawColumn *drawn = &redraw->columns.items[i];
        Text name = step_name_for(drawn->column, "draw");
        Drawn value = {.column = drawn->column, .bounds = bounds_of_draw(drawn)};
        if (is_trial)
            value.value = step_zero(row->table, name, drawn->column->type->kind);
        else if (has_values(&drawn->domain))
            value.value = value_draw(&drawn->domain, drawn->column, name);
        if (has_values(&drawn->domain))
            list_push(redraw->table->plan->arena, &row->values, value);
        if (drawn->by && !exact_compute(row, drawn->column, drawn->by))
            return false;
    }
    return true;
}

/* Whether what the user's rule says of the column, if anything, is a draw by number. */
static bool is_free(const RedrawColumn *drawn)
{
    RuleKind kind = drawn->column->column->rule.kind;
    if (drawn->by)
        return kind == RULE_NONE;
    return kind != RULE_SEQUENCE && kind != RULE_EXPRESSION && kind != RULE_C && has_values(&drawn->domain);
}

/* On trial, without a trace in the table. */
bool redraw_possible(const Redraw *redraw)
{
    TablePlan trial = *redraw->table;
    ExactRow row = {.table = &trial};
    for (size_t i = 0; i < redraw->columns.count; i++)
        if (!is_free(&redraw->columns.items[i]))
            return false;
    trial.steps = (StepList){0};
    trial.names = map_new(redraw->table->plan->arena);
    return make_row(redraw, &row, true) && exact_holds(&row, &redraw->conditions, TEXT("accepted"));
}

/* The columns' names, as what names a stream. */
static Text names_of(const Redraw *redraw)
{
    Text names = {"", 0};
    for (size_t i = 0; i < redraw->columns.count; i++)
        names = text_format(redraw->table->plan->arena, "%.*s%s%.*s", TEXT_ARG(names), i ? "," : "",
                            TEXT_ARG(redraw->columns.items[i].column->column->name));
    return names;
}

bool redraw_make(Redraw *redraw)
{
    TablePlan *table = redraw->table;
    ExactRow row = {.table = table};
    if (!redraw_possible(redraw) || !make_row(redraw, &row, false))
        return false;
    const ColumnPlan *first = row.values.items[0].column;
    Step *accepted = exact_holds(&row, &redraw->conditions, step_name_for(first, "accepted"));
    for (size_t i = 0; i < row.values.count; i++)
        list_push(table->plan->arena, &redraw->draws, row.values.items[i].value);
    redraw->number = step_redraw(table, step_name_for(first, "number"), accepted,
                                 param_stream(table, names_of(redraw), TEXT("redraw")));
    return true;
}

Step *redraw_value(const Redraw *redraw, size_t column, Text name, const Step *found)
{
    TablePlan *table = redraw->table;
    Step *draw = redraw->draws.items[column];
    Step *read = step_read(table, step_name_for(redraw->columns.items[column].column, "drawn"), draw, table,
                           op_step(redraw->number));
    Step *none = step_infix(table, step_name_for(redraw->columns.items[column].column, "none"), VALUE_BOOL,
                            "==", op_step(redraw->number), op_name("RT_NO_DRAW"));
    return step_choose(table, name, draw->kind, op_step(none), op_step(found), op_step(read));
}
