/* key_overlap.c: unique constraints that have columns of few values or references in common, such as those
 * that give a room and a teacher one lesson at a time.
 *
 * A row's number is one of the combinations of what they share, and its ordinal among the rows that have the
 * same one. For each constraint the rest of it is a permutation of that ordinal. Of a constraint of some rows
 * that a larger one has all columns of the rows with the first ordinals are. */
#include "plan/key/unique.h"

#include "plan/reference/reference_apart.h"
#include "plan/tables.h"
#include "plan/value.h"

enum {
    SERIAL = INT16_MAX /* values of a column that counts rows */
};

/* What a constraint is made of, as far as nothing decides it yet. */
typedef struct Parts {
    Unique *unique;
    ReferenceSet references;
    ColumnPlanList columns;
    uint64_t turns; /* over 0: a reference of the first rest's rows, so many rows after that one's parent */
} Parts;
typedef LIST(Parts) PartsList;

static bool holds_reference(const ReferenceSet *set, const ReferencePlan *reference)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i] == reference)
            return true;
    return false;
}

static Parts parts_of(const TablePlan *table, Unique *unique)
{
    return (Parts){
        .unique = unique, .references = unique_open(table, unique), .columns = unique_free(table, unique)};
}

static bool is_nothing(const Parts *parts)
{
    return parts->references.count + parts->columns.count == 0;
}

/* Those of `a` that are in `b`, or that are not. */
static Parts choose(Arena *arena, const Parts *a, const Parts *b, bool in)
{
    Parts chosen = {.unique = a->unique};
    for (size_t i = 0; i < a->references.count; i++)
        if (holds_reference(&b->references, a->references.items[i]) == in)
            list_push(arena, &chosen.references, a->references.items[i]);
    for (size_t i = 0; i < a->columns.count; i++)
        if (plan_columns_hold(&b->columns, a->columns.items[i]) == in)
            list_push(arena, &chosen.columns, a->columns.items[i]);
    return chosen;
}

/* Whether a parent of one of the references may not be one of the other ones'. */
static bool meet(const ReferenceSet *some, const ReferenceSet *others)
{
    for (size_t i = 0; i < some->count; i++)
        if (references_apart_from(some->items[i], others).count)
            return true;
    return false;
}

/* Whether it holds for all rows, of few values, and of parents that are independent of one another. */
static bool is_plain(const Parts *parts)
{
    for (size_t i = 0; i < parts->unique->columns.count; i++)
        if (parts->unique->columns.items[i]->component)
            return false;
    for (size_t i = 0; i < parts->columns.count; i++) {
        const ColumnPlan *column = parts->columns.items[i];
        PlanCount few = value_is_ordinal(column) ? SERIAL : UNIQUE_LARGE;
        if (value_capacity(column) >= few)
            return false;
    }
    for (size_t i = 0; i < parts->references.count; i++) {
        const ReferencePlan *reference = parts->references.items[i];
        if ((reference->apart && reference->choices.count) || reference->below || reference->above)
            return false;
    }
    return !parts->unique->component && !parts->unique->is_met &&
           !meet(&parts->references, &parts->references);
}

/* Rows are laid out by one reference alone by its fan-out. */
static bool is_one_reference(const Parts *shared)
{
    return shared->references.count == 1 && !shared->columns.count &&
           !shared->references.items[0]->choices.count;
}

/* A reference alone, of any row of a table; NULL where it is something else. */
static const ReferencePlan *sole(const Parts *parts)
{
    bool is_sole = parts->references.count == 1 && !parts->columns.count;
    return is_sole && !parts->references.items[0]->choices.count ? parts->references.items[0] : NULL;
}

/* Whether the rest of a constraint is a reference that may not have the parents of others such, all of any
 * row of one table: then how many rows after the first one's parent its own one is; 0 where it isn't so. */
static uint64_t turns_of(const Parts *rest, const PartsList *rests)
{
    const ReferencePlan *first = sole(&rests->items[0]), *own = sole(rest);
    uint64_t turns = 1;
    if (!first || !own || first->target != own->target)
        return 0;
    for (size_t i = 1; i < rests->count; i++) {
        turns += rests->items[i].turns > 0;
        if (!rests->items[i].turns && meet(&rest->references, &rests->items[i].references))
            return 0;
    }
    return turns;
}

/* What the first constraint shares with another one, and the rest of each that shares it too. */
static Parts find(TablePlan *table, Unique *first, const UniqueList *all, PartsList *rests)
{
    Arena *arena = table->plan->arena;
    Parts parts = parts_of(table, first), shared = {0}, used = {0};
    for (size_t i = 0; i < all->count; i++) {
        Parts other = parts_of(table, &all->items[i]);
        Parts common = choose(arena, &parts, &other, true), rest = choose(arena, &parts, &common, false);
        if (!is_plain(&other) || is_nothing(&common) || is_nothing(&rest))
            continue;
        if (!rests->count) {
            shared = common, used = rest;
            list_push(arena, rests, rest);
        }
        Parts missing = choose(arena, &shared, &other, false);
        Parts others = choose(arena, &other, &shared, false), twice = choose(arena, &others, &used, true);
        bool must_differ = meet(&others.references, &used.references);
        others.turns = must_differ ? turns_of(&others, rests) : 0;
        if (!is_nothing(&missing) || is_nothing(&others) || !is_nothing(&twice) ||
            (must_differ && !others.turns))
            continue;
        list_push(arena, rests, others);
        for (size_t k = 0; k < others.references.count; k++)
            list_push(arena, &used.references, others.references.items[k]);
        for (size_t k = 0; k < others.columns.count; k++)
            list_push(arena, &used.columns, others.columns.items[k]);
    }
    return shared;
}

static const Count *combinations(TablePlan *table, const Parts *parts)
{
    if (parts->turns)
        return count_but(table->plan->arena, parts->references.items[0]->target, parts->turns);
    return key_combinations(table, NULL, &parts->references, &parts->columns);
}

/* A number of its own for each row of a group: an order of all that there are. */
static Step *partner(TablePlan *table, const Parts *rest, const Step *shared, const Step *ordinal)
{
    Text name = rest->unique->name;
    Step *key = step_call(table, key_name(table, "key", name), VALUE_ROW, "rt_random",
                          OPERANDS(op_param(param_stream(table, name, TEXT("order"))), op_step(shared)));
    return step_call(table, key_name(table, "partner", name), VALUE_ROW, "rt_perm_keyed",
                     OPERANDS(op_step(key), op_count(combinations(table, rest)), op_step(ordinal)));
}

/* The rest of one constraint: for each combination of what is shared an order of its own. */
static bool meet_rest(TablePlan *table, const Parts *rest, const Step *shared, const Step *ordinal,
                      Diag *diag)
{
    rest->unique->is_met = true;
    return key_decode(table, partner(table, rest, shared, ordinal), NULL, &rest->references, &rest->columns,
                      diag);
}

/* Rows whose parents differ in one reference have those so many rows after them in another one. */
static void meet_in_turn(TablePlan *table, const Parts *rest, const Step *first)
{
    ReferencePlan *reference = rest->references.items[0];
    Text name = key_name(table, "row", reference->reference->columns.items[0]->name);
    Step *row = step_infix(table, name, VALUE_ROW, "+", op_step(first), op_uint(rest->turns));
    rest->unique->is_met = true;
    reference_assign(reference,
                     step_infix(table, name, VALUE_ROW, "%", op_step(row), op_rows(reference->target)));
}

static bool meet_rests(TablePlan *table, const PartsList *rests, const Step *shared, const Step *ordinal,
                       Diag *diag)
{
    for (size_t i = 0; i < rests->count; i++) {
        const Parts *rest = &rests->items[i];
        if (rest->turns)
            meet_in_turn(table, rest, rests->items[0].references.items[0]->parent);
        else if (!meet_rest(table, rest, shared, ordinal, diag))
            return false;
        for (size_t k = 0; k < i && rest->turns; k++)
            if (!k || rests->items[k].turns)
                references_set_apart(rest->references.items[0], rests->items[k].references.items[0]);
    }
    return true;
}

bool key_met_with_others(TablePlan *table, Unique *unique, const UniqueList *all, Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    PartsList rests = {0};
    Parts parts = parts_of(table, unique);
    if (!is_plain(&parts))
        return false;
    Parts shared = find(table, unique, all, &rests);
    if (rests.count < 2 || is_one_reference(&shared))
        return false;
    const Count *groups = combinations(table, &shared), *space = NULL;
    for (size_t i = 0; i < rests.count; i++) {
        const Count *some = count_product(arena, groups, combinations(table, &rests.items[i]));
        space = space ? count_least(arena, some, space) : some;
        plan_limit(table, rests.items[i].unique->name, TEXT("it has no more combinations of values"), some);
    }
    const Param *order = param_perm(table, unique->name, TEXT("order"), space);
    Step *rest = step_call(table, key_name(table, "index", unique->name), VALUE_ROW, "rt_perm_at",
                           OPERANDS(op_param_address(order), op_row()));
    Step *group = key_digit(table, &rest, op_count(groups), key_name(table, "shared", unique->name), false);
    if (!key_decode(table, group, NULL, &shared.references, &shared.columns, diag))
        return false;
    *how = TEXT("each row takes a combination of values of its own, with constraints that overlap");
    return meet_rests(table, &rests, group, rest, diag);
}

/* ---- some rows of a larger constraint ---- */

/* A constraint of all rows, and those of some rows that are over parts of it. */
typedef struct Within {
    UniqueRefs partials; /* of one component */
    Parts shared;        /* what each of them is made of */
    Parts rest;          /* what the larger one has beside that */
    const Count *groups; /* combinations of what is shared */
} Within;

static bool is_all_of(Arena *arena, const Parts *a, const Parts *b)
{
    Parts missing = choose(arena, b, a, false);
    return is_nothing(&missing);
}

/* What the first constraint that has all of the parts has beside them: nothing where there is none. */
static Parts find_rest(const TablePlan *table, const Parts *parts, const UniqueList *all)
{
    Arena *arena = table->plan->arena;
    for (size_t i = 0; i < all->count; i++) {
        Parts larger = parts_of(table, &all->items[i]), rest = choose(arena, &larger, parts, false);
        if (is_plain(&larger) && is_all_of(arena, &larger, parts) && !is_nothing(&rest))
            return rest;
    }
    return (Parts){0};
}

/* Those of the component, which must be made of the same; none where one is not. */
static UniqueRefs find_partials(const TablePlan *table, const Component *component, const Parts *shared,
                                const UniqueList *all)
{
    Arena *arena = table->plan->arena;
    UniqueRefs partials = {0};
    for (size_t i = 0; i < all->count; i++) {
        Parts other = parts_of(table, &all->items[i]);
        if (all->items[i].component != component)
            continue;
        if (!is_all_of(arena, &other, shared) || !is_all_of(arena, shared, &other))
            return (UniqueRefs){0};
        list_push(arena, &partials, &all->items[i]);
    }
    return partials;
}

/* Groups of a row and the next one, as long as the rest has values for two. */
static const Count *groups_of(TablePlan *table, const Within *within)
{
    Arena *arena = table->plan->arena;
    return count_least(arena, within->groups,
                       within->rest.columns.count ? count_pairs(arena, table) : count_rows(arena, table));
}

/* Rows go round the groups: no group has two more of them than another. */
static GroupPlace go_round(TablePlan *table, const Within *within)
{
    Text name = within->shared.unique->name;
    Operand groups = op_count(groups_of(table, within));
    Step *group = step_infix(table, key_name(table, "group", name), VALUE_ROW, "%", op_row(), groups);
    return (GroupPlace){
        .group = group,
        .ordinal = step_infix(table, key_name(table, "ordinal", name), VALUE_ROW, "/", op_row(), groups),
        .count = step_call(table, key_name(table, "count", name), VALUE_ROW, "rt_round_rows",
                           OPERANDS(op_rows(table), groups, op_step(group)))};
}

/* Which combination of what is shared the group has. */
static Step *combination_of(TablePlan *table, const Within *within, const GroupPlace *place)
{
    Text name = within->shared.unique->name;
    const Param *order = param_perm(table, name, TEXT("order"), within->groups);
    return step_call(table, key_name(table, "index", name), VALUE_ROW, "rt_perm_at",
                     OPERANDS(op_param_address(order), op_step(place->group)));
}

bool key_met_within(TablePlan *table, Unique *unique, UniqueList *all, Text *how, Diag *diag)
{
    Within within = {.shared = parts_of(table, unique)};
    within.rest = find_rest(table, &within.shared, all);
    within.partials = find_partials(table, unique->component, &within.shared, all);
    if (is_nothing(&within.shared) || is_nothing(&within.rest) || !key_can_divide(table, &within.partials))
        return false;
    within.groups = combinations(table, &within.shared);
    plan_limit(table, within.rest.unique->name, TEXT("it has no more combinations of values"),
               count_product(table->plan->arena, within.groups, combinations(table, &within.rest)));
    GroupPlace place = go_round(table, &within);
    Step *shared = combination_of(table, &within, &place);
    *how = TEXT("the first rows of each combination of values are in it");
    return key_decode(table, shared, NULL, &within.shared.references, &within.shared.columns, diag) &&
           meet_rest(table, &within.rest, place.group, place.ordinal, diag) &&
           key_divide(table, &place, &within.partials, diag);
}

/* ---- a reference that several have ---- */

static size_t held_by(const UniqueList *all, const ReferencePlan *reference)
{
    size_t held = 0;
    for (size_t i = 0; i < all->count; i++)
        held += unique_covers(&all->items[i], reference);
    return held;
}

/* One of them may not have its parent, and takes those of some alone, which must be enough for each row. */
static bool is_beside_narrower(const ReferencePlan *reference, const ReferenceSet *open)
{
    ReferenceSet apart = references_apart_from(reference, open);
    for (size_t i = 0; i < apart.count; i++)
        if (reference_is_narrower(apart.items[i], reference))
            return true;
    return false;
}

ReferencePlan *key_take_common(ReferenceSet *open, const UniqueList *all)
{
    size_t best = open->count, most = 0;
    for (size_t i = 0; i < open->count; i++) {
        const ReferencePlan *reference = open->items[i];
        size_t held = held_by(all, reference);
        if (held > most && !reference->choices.count && !reference->below && !reference->above &&
            !references_apart_settled(reference).count && !is_beside_narrower(reference, open))
            best = i, most = held;
    }
    if (best == open->count)
        return NULL;
    ReferencePlan *common = open->items[best];
    list_remove(open, best);
    return common;
}
