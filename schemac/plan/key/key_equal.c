/* key_equal.c: unique constraints over two references of which some rows want both to be to one parent, and
 * others want two that differ. In the first ones the number of a row among them gives the parent, in the
 * others the number of a pair. */
#include "plan/reference/reference_apart.h"
#include "plan/reference/reference_equal.h"
#include "plan/tables.h"
#include "plan/key/unique.h"

/* A constraint as two references and the rest of it. */
typedef struct Twins {
    TablePlan *table;
    Unique *unique;
    ReferencePlan *first, *second;
    const ReferenceSet *open; /* the two and others */
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
    bool is_ordered = first->below == second || first->above == second;
    bool apart = (is_plain(first) && is_plain(second) && is_ordered) || references_meet(first, second);
    if (unique->component && unique->component != component)
        alike = 0;
    if (alike && (!is_plain(first) || !is_plain(second) || first->target != second->target))
        return false;
    if (alike ? !references_differ(first, second) : !unique->component || !apart)
        return false;
    twins->component = alike ? component : unique->component;
    twins->alike = alike;
    twins->set = unique->component ? unique->set : component_all(twins->component);
    twins->first = first;
    twins->second = second;
    return true;
}

/* Whether what the reference may take depends on the row, or on what those two have that are alike. */
static bool depends(const ReferencePlan *reference, const Twins *twins)
{
    bool is_one = reference == twins->first || reference == twins->second;
    bool meets = references_meet(reference, twins->first) || references_meet(reference, twins->second);
    return reference_is_mixed(reference) || (twins->alike && meets && !is_one);
}

static bool are_free(const ReferenceSet *open, const Twins *twins)
{
    for (size_t i = 0; i < open->count; i++)
        if (depends(open->items[i], twins))
            return false;
    return true;
}

static bool find(Twins *twins)
{
    const ReferenceSet *open = twins->open;
    for (size_t i = 0; i < open->count; i++)
        for (size_t k = 0; k < i; k++)
            if (is_pair(twins->unique, open->items[k], open->items[i], twins))
                return are_free(open, twins);
    return false;
}

/* ---- numbers ---- */

static const ColumnPlanList NO_COLUMNS;

static ReferenceSet both(const Twins *twins)
{
    Arena *arena = twins->table->plan->arena;
    ReferenceSet set = {0};
    list_push(arena, &set, twins->first);
    list_push(arena, &set, twins->second);
    return set;
}

/* How many pairs of parents there are in rows that want them to differ. */
static const Count *pairs(const Twins *twins)
{
    ReferenceSet two = both(twins);
    return key_combinations(twins->table, NULL, &two, &NO_COLUMNS);
}

static const Count *rests(const Twins *twins)
{
    return key_combinations(twins->table, NULL, &twins->others, twins->free);
}

static bool has_rest(const Twins *twins)
{
    return twins->others.count + twins->free->count > 0;
}

/* Of rows in which the two differ. */
static const Count *combinations(const Twins *twins)
{
    return twins->alike ? count_product(twins->table->plan->arena, pairs(twins), rests(twins))
                        : key_combinations(twins->table, NULL, twins->open, twins->free);
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
    const Count *domain = combinations(twins);
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

/* The pair, the others beside it, and what makes both alike where they are. */
static bool decode_twins(Twins *twins, Step *rest, Diag *diag)
{
    TablePlan *table = twins->table;
    ReferenceSet two = both(twins);
    Step *pair = key_digit(table, &rest, op_count(pairs(twins)),
                           key_name(table, "digit", twins->unique->name), !has_rest(twins));
    if (!key_decode(table, pair, NULL, &two, &NO_COLUMNS, diag))
        return false;
    rest = make_alike(twins, rest);
    return !has_rest(twins) || key_decode(table, rest, NULL, &twins->others, twins->free, diag);
}

bool key_met_by_twins(TablePlan *table, Unique *unique, const ReferenceSet *open, const ColumnPlanList *free,
                      Text *how, Diag *diag)
{
    Twins twins = {.table = table, .unique = unique, .open = open, .free = free};
    if (!find(&twins))
        return false;
    for (size_t i = 0; i < open->count; i++) {
        reference_draw_null(open->items[i]);
        if (open->items[i] != twins.first && open->items[i] != twins.second)
            list_push(table->plan->arena, &twins.others, open->items[i]);
    }
    *how = TEXT("each of its rows takes a pair of parents of its own");
    Step *number = number_of_pair(&twins);
    return twins.alike ? decode_twins(&twins, number, diag)
                       : key_decode(table, number, NULL, open, free, diag);
}
