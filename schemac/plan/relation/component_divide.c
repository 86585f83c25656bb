/* component_divide.c: rows whose places in their groups say which scenarios they are in, whatever the
 * allotment says: those that have them, and no others. */
#include "plan/relation/component.h"

#include "plan/key/unique.h"

enum {
    SHARES = 1 << 20 /* of rows by which scenarios are chosen among: so many that each has one */
};

static bool is_division(const DivisionList *divisions, ScenarioSet set)
{
    for (size_t i = 0; i < divisions->count; i++)
        if (divisions->items[i].set == set)
            return true;
    return false;
}

/* Whether every split is of a key that is met by that, and none is demanded. */
static bool are_splits_met(const Component *component, const DivisionList *divisions)
{
    const ExprList *splits = &component->splits;
    for (size_t i = 0; i < splits->count; i++)
        if (!is_division(divisions, component_split_set(component, splits->items[i])))
            return false;
    return !component_demanded_splits(component);
}

/* A constraint that is met later may number rows of scenarios; but not one that has all columns of the key.
 */
static bool may_be_counted(const Component *component, const ColumnPlanList *key)
{
    UniqueList uniques = unique_collect(component->table);
    for (size_t i = 0; i < uniques.count; i++)
        for (size_t k = 0; k < uniques.items[i].elements.count; k++)
            if (component_reads(component, uniques.items[i].elements.items[k]) &&
                (!key || !unique_is_part(key, &uniques.items[i].columns)))
                return true;
    return false;
}

/* The scenarios of no division; none where two of them are neither apart nor, each of them, in part the
 * other's: being in one must leave open whether the row is in the other, or rule it out. */
static ScenarioSet others_of(const Component *component, const DivisionList *divisions)
{
    ScenarioSet others = component_all(component);
    for (size_t i = 0; i < divisions->count; i++) {
        ScenarioSet set = divisions->items[i].set;
        for (size_t k = 0; k < i; k++) {
            ScenarioSet other = divisions->items[k].set;
            if ((set & other) && (!(set & ~other) || !(other & ~set)))
                return 0;
        }
        others &= set ? ~set : 0;
    }
    return others;
}

bool component_can_divide(const Component *component, const DivisionList *divisions,
                          const ColumnPlanList *key)
{
    return are_splits_met(component, divisions) && others_of(component, divisions) && !component->scenario &&
           !component->caps.count && !component->is_counted && !component_counts_nulls(component) &&
           !may_be_counted(component, key);
}

/* What the scenarios get of very many rows: those that may have none get none. */
static const Param *shares_of(Component *component, Text name)
{
    return param_new(component->table, name, "struct rt_allotment", "rt_allot", false,
                     OPERANDS(op_data(component->weights), op_uint(component->scenarios.count),
                              op_uint(SHARES), op_counts(&component->caps)));
}

static Text name_for(const Component *component, const char *what)
{
    return text_format(component->scope.arena, "%.*s_%s", TEXT_ARG(component->columns.items[0]->field), what);
}

/* The row's scenario: the one allotted to it where that is allowed, else another one that is; one of `rest`
 * where no allowed one has rows. */
static void choose(Component *component, Operand shares, Operand allowed, ScenarioSet rest)
{
    const Param *stream =
        param_stream(component->table, component->columns.items[0]->column->name, TEXT("divided"));
    Step *bits = step_call(component->table, name_for(component, "bits"), VALUE_ROW, "rt_random",
                           OPERANDS(op_param(stream), op_row()));
    component->scenario =
        step_call(component->table, name_for(component, "scenario"), VALUE_ROW, "rt_allotted_in",
                  OPERANDS(shares, op_step(component->scenario), allowed, op_uint(rest), op_step(bits)));
}

void component_follow(Component *component, Operand allowed, const DivisionList *divisions)
{
    component_allot(component);
    Operand shares = op_param_address(shares_of(component, name_for(component, "shares")));
    for (size_t i = 0; i < divisions->count; i++)
        allowed = op_step(step_call(
            component->table, name_for(component, "allowed"), VALUE_ROW, "rt_allowed",
            OPERANDS(shares, allowed, op_uint(divisions->items[i].set), op_step(divisions->items[i].rows))));
    choose(component, shares, allowed, others_of(component, divisions));
}

void component_divide(Component *component, const DivisionList *divisions)
{
    component_follow(component, op_uint(component_all(component)), divisions);
}
