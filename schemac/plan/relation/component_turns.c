/* component_turns.c: the order of a component's rows: scattered over the scenarios, scenario after scenario,
 * or kinds of scenarios in turn. */
#include "plan/relation/component.h"

void component_keep_order(Component *component)
{
    component->is_ordered = true;
    Param *order = (Param *)component_order(component);
    order->function = TEXT("rt_perm_straight");
}

void component_note_wanted(Component *component, ScenarioSet set)
{
    for (size_t i = 0; i < component->wanted.count; i++)
        if (component->wanted.items[i] == set)
            return;
    list_push(component->scope.arena, &component->wanted, set);
}

/* Scenarios are of one kind where each wanted set has all of them or none. */
static ScenarioSet alike(const Component *component, size_t scenario)
{
    ScenarioSet set = component_all(component);
    for (size_t i = 0; i < component->wanted.count; i++) {
        ScenarioSet wanted = component->wanted.items[i];
        set &= wanted >> scenario & 1 ? wanted : ~wanted;
    }
    return set;
}

/* Finds them; none where they are too many. */
static void find_kinds(Component *component)
{
    ScenarioSet known = 0, all = component_all(component);
    component->kinds.count = 0;
    while (known != all && component->wanted.count) {
        ScenarioSet kind = alike(component, (size_t)__builtin_ctzll(all & ~known));
        list_push(component->scope.arena, &component->kinds, kind);
        known |= kind;
    }
    if (component->kinds.count > KINDS_LIMIT || component->is_ordered)
        component->kinds.count = 0;
}

size_t component_kinds_wanted(Component *component)
{
    find_kinds(component);
    return component->kinds.count;
}

Text component_kinds(const Component *component)
{
    Arena *arena = component->scope.arena;
    Text list = text_format(arena, "%zu, {", component->kinds.count);
    for (size_t i = 0; i < component->kinds.count; i++)
        list = text_format(arena, "%.*s%s%llu", TEXT_ARG(list), i ? ", " : "",
                           (unsigned long long)component->kinds.items[i]);
    return text_format(arena, "{%.*s}}", TEXT_ARG(list));
}

static void take_turns(Component *component)
{
    Arena *arena = component->scope.arena;
    TablePlan *table = component->table;
    Param *order = (Param *)component_order(component), *allotment = component->allotment;
    Text name = text_format(arena, "%.*s_kinds", TEXT_ARG(component->columns.items[0]->field));
    TextList whole = {0};
    list_push(arena, &whole, component_kinds(component));
    const Data *kinds = data_literal(table, name, "struct rt_kinds", false, &whole);
    allotment->function = TEXT("rt_turns_allot");
    list_push(arena, &allotment->arguments, op_data_address(kinds));
    order->c_type = TEXT("struct rt_turns");
    order->function = TEXT("rt_turns");
    order->arguments.items[1] = op_param_address(component->allotment);
    list_push(arena, &order->arguments, op_data_address(kinds));
}

void component_settle_order(Component *component, bool in_turn)
{
    if (in_turn) {
        take_turns(component);
        return;
    }
    component->kinds.count = 0;
    if (component->wanted.count)
        component_keep_order(component);
}

bool component_takes_turns(const Component *component)
{
    return component->kinds.count > 0;
}

/* ---- steps ---- */

/* The place of a row, a step of any table, among all permuted ones. */
static Step *place_of(TablePlan *table, Text name, Component *component, Operand row)
{
    Operand order = op_param_address(component_order(component));
    return component_takes_turns(component)
               ? step_call(table, name, VALUE_ROW, "rt_turns_place",
                           OPERANDS(order, op_param_address(component->allotment), row))
               : step_call(table, name, VALUE_ROW, "rt_perm_at", OPERANDS(order, row));
}

Step *component_turn(Component *component, Text name)
{
    return place_of(component->table, name, component, op_row());
}

Step *component_row(TablePlan *table, Text name, Component *component, ScenarioSet set, Operand number)
{
    const Param *order = component_order(component);
    return step_call(
        table, name, VALUE_ROW, component_takes_turns(component) ? "rt_turns_segment_row" : "rt_segment_row",
        OPERANDS(op_param_address(order), op_param_address(component->allotment), op_uint(set), number));
}

Step *component_number(TablePlan *table, Text name, Component *component, ScenarioSet set, Operand row)
{
    Step *place = place_of(table, name, component, row);
    return step_call(table, name, VALUE_ROW, "rt_allotted_number",
                     OPERANDS(op_param_address(component->allotment), op_uint(set), op_step(place)));
}

Step *component_before(TablePlan *table, Text name, Component *component, ScenarioSet set, Operand row)
{
    const Param *order = component_order(component);
    return component_takes_turns(component)
               ? step_call(table, name, VALUE_ROW, "rt_turns_before",
                           OPERANDS(op_param_address(order), op_uint(set), row))
               : step_call(table, name, VALUE_ROW, "rt_allotted_index",
                           OPERANDS(op_param_address(component->allotment), op_uint(set), row));
}

Step *component_nth(TablePlan *table, Text name, Component *component, ScenarioSet set, Operand number)
{
    return component_takes_turns(component)
               ? step_call(table, name, VALUE_ROW, "rt_turns_nth",
                           OPERANDS(op_param_address(component_order(component)), op_uint(set), number))
               : component_row(table, name, component, set, number);
}
