/* key_equal.c: unique constraints over two references of which some rows want both to be to one parent, and
 * others want two that differ. In the first ones the number of a row among them gives the parent, in the
 * others the number of a pair. */
#include "plan/reference/reference_equal.h"
#include "plan/tables.h"
#include "plan/key/unique.h"

/* A constraint as two references and the rest of it. */
typedef struct Twins {
    TablePlan *table;
    Unique *unique;
    ReferencePlan *first, *second;
    ReferenceSet others;
    const ColumnPlanList *free;
    Component *component;
    ScenarioSet alike; /* the scenarios in which both have one parent, in the constraint or not */
    ScenarioSet set;   /* those of the constraint */
} Twins;

/* ---- finding them ---- */

static bool is_plain(const ReferencePlan *reference)
{
    return !reference->choices.count && reference->target != reference->table;
}

/* Whether some rows of the constraint, or of the table, want them to be alike; or, where only some rows are
 * in it, to differ. */
static bool is_pair(const Unique *unique, ReferencePlan *first, ReferencePlan *second, Twins *twins)
{
    Component *component = NULL;
    ScenarioSet alike = references_equal_in(first, second, &component);
    bool apart = first->apart == second || first->below == second || first->above == second;
    if (unique->component && unique->component != component)
        alike = 0;
    if (!is_plain(first) || !is_plain(second) || first->target != second->target ||
        (alike ? !references_differ(first, second) : !unique->component || !apart))
        return false;
    twins->component = alike ? component : unique->component;
    twins->alike = alike;
    twins->set = unique->component ? unique->set : component_all(twins->component);
    twins->first = first;
    twins->second = second;
    return true;
}

static bool find(const ReferenceSet *open, Twins *twins)
{
    for (size_t i = 0; i < open->count; i++)
        for (size_t k = 0; k < i; k++)
            if (is_pair(twins->unique, open->items[k], open->items[i], twins))
                return true;
    return false;
}

/* ---- numbers ---- */

static const ColumnPlanList NO_COLUMNS;

static ReferenceSet one(Arena *arena, ReferencePlan *reference)
{
    ReferenceSet set = {0};
    list_push(arena, &set, reference);
    return set;
}

static bool are_in_order(const Twins *twins)
{
    return twins->first->apart != twins->second;
}

static ReferenceSet both(const Twins *twins)
{
    ReferenceSet set = one(twins->table->plan->arena, twins->first);
    list_push(twins->table->plan->arena, &set, twins->second);
    return set;
}

/* How many pairs of parents that differ there are. */
static const Count *pairs(const Twins *twins)
{
    Arena *arena = twins->table->plan->arena;
    ReferenceSet two = both(twins), second = one(arena, twins->second);
    if (are_in_order(twins))
        return key_combinations(twins->table, NULL, &two, &NO_COLUMNS);
    return count_product(arena, reference_parents(twins->first),
                         key_combinations(twins->table, twins->first, &second, &NO_COLUMNS));
}

static const Count *rests(const Twins *twins)
{
    return key_combinations(twins->table, NULL, &twins->others, twins->free);
}

static bool has_rest(const Twins *twins)
{
    return twins->others.count + twins->free->count > 0;
}

/* The number of the row's combination among those of its rows: a permutation of its number. */
static Step *number_of(const Twins *twins, ScenarioSet set, const char *purpose, const Count *domain,
                       Step **outside)
{
    TablePlan *table = twins->table;
    Text name = twins->unique->name;
    RowSet rows = component_rows(twins->component, set, domain);
    const Param *order = param_perm(table, name, text_of(purpose), domain);
    Step *number = step_call(table, key_name(table, purpose, name), VALUE_ROW, "rt_perm_at",
                             OPERANDS(op_param_address(order), op_step(rows.index)));
    number->unless = *outside = rows.outside;
    return number;
}

/* Rows that are not in the constraint have any combination. */
static Step *number_of_pair(const Twins *twins)
{
    TablePlan *table = twins->table;
    Arena *arena = table->plan->arena;
    const Count *domain = count_product(arena, pairs(twins), rests(twins));
    ScenarioSet set = twins->set & ~twins->alike, all = component_all(twins->component);
    Step *number = NULL, *outside = NULL, *drawn = NULL;
    Text name = key_name(table, "pair", twins->unique->name);
    if (set)
        number = number_of(twins, set, "pair", domain, &outside);
    if ((set | (twins->alike & twins->set)) != all || !set)
        drawn = step_below(table, name, twins->unique->name, TEXT("outside"), op_count(domain));
    if (!number || !drawn)
        return number ? number : drawn;
    return step_choose(table, name, VALUE_ROW, op_step(outside), op_step(drawn), op_step(number));
}

/* ---- parents ---- */

static bool decode_pair(const Twins *twins, Step *pair, Diag *diag)
{
    TablePlan *table = twins->table;
    ReferencePlan *first = twins->first;
    ReferenceSet two = both(twins), second = one(table->plan->arena, twins->second);
    if (are_in_order(twins))
        return key_decode(table, pair, NULL, &two, &NO_COLUMNS, diag);
    Text name = key_name(table, "row", first->reference->columns.items[0]->name);
    Step *digit = key_digit(table, &pair, op_count(reference_parents(first)), name, false);
    reference_assign(first, digit);
    return key_decode(table, pair, first, &second, &NO_COLUMNS, diag);
}

/* Of rows that are alike in the constraint the number gives the parent; of others that are alike any parent
 * is both. Returns the number of what is left of the combination. */
static Step *make_alike(const Twins *twins, Step *rest)
{
    TablePlan *table = twins->table;
    ScenarioSet counted = twins->alike & twins->set;
    ReferencePlan *first = twins->first, *second = twins->second;
    Text name = key_name(table, "row", first->reference->columns.items[0]->name);
    if (counted) {
        const Count *parents = reference_parents(first);
        const Count *domain = count_product(table->plan->arena, parents, rests(twins));
        Step *outside = NULL;
        Step *number = number_of(twins, counted, "twins", domain, &outside);
        Step *digit = key_digit(table, &number, op_count(parents), name, !has_rest(twins));
        reference_assign(first, outside ? step_choose(table, name, VALUE_ROW, op_step(outside),
                                                      op_step(first->parent), op_step(digit))
                                        : digit);
        if (has_rest(twins))
            rest = outside ? step_choose(table, key_name(table, "rest", name), VALUE_ROW, op_step(outside),
                                         op_step(rest), op_step(number))
                           : number;
    }
    name = key_name(table, "row", second->reference->columns.items[0]->name);
    Step *inside = component_is_in(twins->component, twins->alike);
    reference_assign(second, inside ? step_choose(table, name, VALUE_ROW, op_step(inside),
                                                  op_step(first->parent), op_step(second->parent))
                                    : step_value(table, name, VALUE_ROW, op_step(first->parent)));
    references_are_joined(first, second);
    return rest;
}

bool key_met_by_twins(TablePlan *table, Unique *unique, const ReferenceSet *open, const ColumnPlanList *free,
                      Text *how, Diag *diag)
{
    Twins twins = {.table = table, .unique = unique, .free = free};
    if (!find(open, &twins))
        return false;
    for (size_t i = 0; i < open->count; i++) {
        reference_draw_null(open->items[i]);
        if (open->items[i] != twins.first && open->items[i] != twins.second)
            list_push(table->plan->arena, &twins.others, open->items[i]);
    }
    Step *rest = number_of_pair(&twins);
    Step *pair = key_digit(table, &rest, op_count(pairs(&twins)), key_name(table, "digit", unique->name),
                           !has_rest(&twins));
    if (!decode_pair(&twins, pair, diag))
        return false;
    if (twins.alike)
        rest = make_alike(&twins, rest);
    *how = TEXT("each of its rows takes a pair of parents of its own");
    return !has_rest(&twins) || key_decode(table, rest, NULL, &twins.others, free, diag);
}
