/* component_value.c: the values of columns that conditions bind, each made for some of the scenarios. */
#include "plan/relation/component.h"

#include "plan/compile/compile_expr.h"
#include "plan/relation/relation_between.h"
#include "plan/unmet.h"
#include "plan/value.h"
#include "plan/value_branch.h"

/* The values of a column, each made for some of the scenarios. */
typedef struct Choices {
    ScenarioSet sets[SCENARIO_LIMIT];
    Step *values[SCENARIO_LIMIT];
    size_t count;
    TextList listed; /* the values of the domains that are lists, each once */
    TextList rules;  /* the words for those that are none, each once */
} Choices;

/* The scenarios from `first` on in which the column is drawn from the domain that it has there. */
static ScenarioSet drawn_alike(const Component *component, size_t place, size_t first, ScenarioSet open)
{
    const Scenario *model = component->scenarios.items[first];
    ScenarioSet alike = 0;
    for (size_t i = first; i < component->scenarios.count; i++)
        if ((open >> i & 1) &&
            expr_list_equal(&model->conditions[place], &component->scenarios.items[i]->conditions[place]))
            alike |= (ScenarioSet)1 << i;
    return alike;
}

static void add_once(Arena *arena, TextList *texts, Text text)
{
    for (size_t i = 0; i < texts->count; i++)
        if (text_equal(texts->items[i], text))
            return;
    list_push(arena, texts, text);
}

/* All its domains in words. */
static Text rule_of(const ColumnPlan *column, const Choices *choices)
{
    Arena *arena = column->table->plan->arena;
    Text rule = choices->listed.count ? domain_words(column, &choices->listed) : (Text){0};
    for (size_t i = 0; i < choices->rules.count; i++)
        rule = rule.size
                   ? text_format(arena, "%.*s, or %.*s", TEXT_ARG(rule), TEXT_ARG(choices->rules.items[i]))
                   : choices->rules.items[i];
    return rule;
}

static void note_domain(ColumnPlan *column, Choices *choices, const Domain *domain, bool is_first)
{
    Arena *arena = column->table->plan->arena;
    column->is_plain_text = domain->is_plain && (is_first || column->is_plain_text);
    column->is_padded = domain->is_padded && (is_first || column->is_padded);
    if (domain->max_size > column->max_size || is_first)
        column->max_size = domain->max_size;
    column->count = is_first ? domain->count : column->count + domain->count;
    column->is_assumed |= domain->is_assumed;
    for (size_t i = 0; domain->values && i < domain->values->count; i++)
        add_once(arena, &choices->listed, domain->values->items[i]);
    if (!domain->values)
        add_once(arena, &choices->rules, domain->rule);
    column->rule = rule_of(column, choices);
}

static bool draw_choices(Component *component, size_t place, ScenarioSet open, Choices *choices)
{
    ColumnPlan *column = component->columns.items[place];
    bool is_first = choices->count == 0;
    for (size_t i = 0; i < component->scenarios.count; i++) {
        if (!(open >> i & 1))
            continue;
        ScenarioSet alike = drawn_alike(component, place, i, open);
        Branches branches = branches_of(column, &component->scenarios.items[i]->conditions[place]);
        const Domain *domain = &branches.whole;
        if (!domain->unrank && !domain->draw)
            return false;
        open &= ~alike;
        bool is_only = !choices->count && !open;
        Text name = is_only ? column->field : step_name_for(column, "choice");
        Step *inside = is_only || domain->count == 1 ? NULL : component_is_in(component, alike);
        Step *outside = component_is_outside(component, inside);
        Step *value = branches_draw(&branches, column, name);
        value->unless = outside;
        note_domain(column, choices, domain, is_first);
        is_first = false;
        choices->sets[choices->count] = alike;
        choices->values[choices->count++] = value;
    }
    return true;
}

/* One value out of those of the scenarios. */
static Step *chosen(Component *component, ColumnPlan *column, const Choices *choices)
{
    Step *value = choices->values[0];
    for (size_t i = 1; i < choices->count; i++) {
        Step *inside = component_is_in(component, choices->sets[i]);
        Text name = i + 1 == choices->count ? column->field : step_name_for(column, "choice");
        value = step_choose(column->table, name, column->type->kind, op_step(inside),
                            op_step(choices->values[i]), op_step(value));
    }
    return value;
}

static void no_values(ColumnPlan *column)
{
    column->value = step_zero(column->table, column->field, column->type->kind);
    column->rule = TEXT("always NULL: no scenario gives it a value");
}

static Step *related_value(ColumnPlan *column, const RelationValue *related, Diag *diag)
{
    if (related->value)
        return related->value;
    return related->by ? compile_exactly(column, related->by, step_name_for(column, "computed"), diag)
                       : relation_between_value(related, diag);
}

/* Those made by relations, and draws for the rest. */
static bool plan_column(Component *component, size_t place, Diag *diag)
{
    ColumnPlan *column = component->columns.items[place];
    ScenarioSet open = component_all(component) & ~component_set(component, column, PRESENCE_NULL);
    Choices choices = {0};
    for (size_t i = 0; i < component->related->count; i++) {
        const RelationValue *related = &component->related->items[i];
        Step *value = related->column == column ? related_value(column, related, diag) : NULL;
        if (related->column != column)
            continue;
        if (!value)
            return false;
        choices.sets[choices.count] = related->set;
        choices.values[choices.count++] = value;
        open &= ~related->set;
    }
    if (choices.count) {
        column->max_size = UINT64_MAX;
        column->rule = TEXT("bound to other columns");
        list_push(component->scope.arena, &choices.rules, column->rule);
    }
    if (!draw_choices(component, place, open, &choices))
        return false;
    if (!choices.count)
        no_values(column);
    else
        column->value = chosen(component, column, &choices);
    return true;
}

static bool no_way(const Component *component, Diag *diag)
{
    if (!diag->errors)
        unmet_refuse(component->table, component->conditions.count ? component->conditions.items[0] : NULL,
                     "no values are known that meet it");
    return !diag->errors;
}

static bool relate(Component *component, Diag *diag)
{
    component->related = arena_new_object(component->scope.arena, RelationValues);
    return relations_make(component, component->related, diag);
}

bool component_decided(Component *component, Diag *diag)
{
    for (size_t i = 0; i < component->columns.count; i++)
        if (!component->columns.items[i]->value)
            return true;
    return component->related || relate(component, diag) || no_way(component, diag);
}

bool component_value(ColumnPlan *column, Diag *diag)
{
    Component *component = column->component;
    if (!component->related && !relate(component, diag))
        return no_way(component, diag);
    if (column->value)
        return true;
    if (!plan_column(component, component_place(component, column), diag))
        return no_way(component, diag);
    value_draw_null(column);
    return true;
}
