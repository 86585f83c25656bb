/* key_leading_give.c: values of columns that lead, by the number of their combination: the row's scenario
 * follows, and so does whether the row is in constraints of some rows. */
#include "plan/key/key_leading_parts.h"

#include "plan/domain/domain.h"
#include "plan/value.h"

DivisionList leading_divisions(Arena *arena, const UniqueRefs *parts)
{
    DivisionList divisions = {0};
    for (size_t i = 0; i < parts->count; i++)
        list_push(arena, &divisions, ((Division){.set = parts->items[i]->set}));
    return divisions;
}

size_t leading_picks(const Leading *leading, const Unique *part, int64_t *picks)
{
    size_t count = 0;
    for (size_t i = 0; i < leading->sets.count; i++)
        if (leading->sets.items[i] & part->set)
            picks[count++] = (int64_t)i;
    return count;
}

/* Random bits that are the same in all rows with the constraint's parents. */
static Step *group_bits(TablePlan *table, const Unique *part)
{
    Operand stream = op_param(param_stream(table, part->name, TEXT("picked")));
    Step *bits = NULL;
    for (size_t i = 0; i < part->columns.count; i++) {
        Operand row = op_step(part->columns.items[i]->reference->parent);
        if (bits)
            row = op_step(
                step_infix(table, key_name(table, "mixed", part->name), VALUE_ROW, "+", op_step(bits), row));
        bits = step_call(table, key_name(table, "bits", part->name), VALUE_ROW, "rt_random",
                         OPERANDS(stream, row));
    }
    return bits;
}

/* Whether the row has the combination that is in the constraint, of those that its group has. */
static Step *is_picked(const Leading *leading, const Unique *part, Operand index)
{
    TablePlan *table = leading->component->table;
    int64_t *picks = arena_array(table->plan->arena, leading->sets.count, sizeof *picks);
    size_t count = leading_picks(leading, part, picks);
    Operand pick = op_uint((uint64_t)picks[0]);
    if (count > 1) {
        const Data *data =
            data_integers(table, key_name(table, "picks", part->name), "uint64_t", picks, count);
        Step *place = step_call(table, key_name(table, "pick", part->name), VALUE_ROW, "rt_below",
                                OPERANDS(op_step(group_bits(table, part)), op_uint(count)));
        pick = op_step(step_element(table, key_name(table, "picked", part->name), VALUE_ROW, op_data(data),
                                    op_step(place)));
    }
    return step_infix(table, key_name(table, "is_picked", part->name), VALUE_BOOL, "==", index, pick);
}

/* The scenarios of each combination, and the rows that are in constraints of some. */
static void give_scenarios(const Leading *leading, Operand index)
{
    TablePlan *table = leading->component->table;
    DivisionList divisions = leading_divisions(table->plan->arena, &leading->parts);
    size_t count = leading->sets.count;
    int64_t *sets = arena_array(table->plan->arena, count, sizeof *sets);
    for (size_t i = 0; i < count; i++)
        sets[i] = (int64_t)leading->sets.items[i];
    for (size_t i = 0; i < divisions.count; i++)
        divisions.items[i].rows = is_picked(leading, leading->parts.items[i], index);
    const ColumnPlan *first = leading->columns[0].column;
    const Data *data = data_integers(table, step_name_for(first, "scenarios"), "uint64_t", sets, count);
    Step *allowed = step_element(table, step_name_for(first, "allowed"), VALUE_ROW, op_data(data), index);
    component_follow(leading->component, op_step(allowed), &divisions);
}

void key_leading_give(const Bundle *bundle, Operand index)
{
    const Leading *leading = bundle->leading;
    give_scenarios(leading, index);
    for (size_t i = 0; i < leading->count; i++) {
        ColumnPlan *column = leading->columns[i].column;
        Domain domain = domain_values(column, &leading->values[i], "");
        domain.rule = domain_words(column, &leading->columns[i].values);
        value_describe(column, &domain, domain.unrank(&domain, column, column->field, index));
        column->count = leading->columns[i].values.count;
    }
}
