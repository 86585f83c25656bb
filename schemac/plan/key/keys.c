/* keys.c: meeting unique constraints without memory: for each, an injection from row numbers into its values.
 *
 * In order of preference: another key does it already; a serial; one row of a parent for each row; a
 * fan-out's ordinal, or a permutation of it for each parent; a product of small domains; a large domain,
 * scattered. */
#include "plan/tables.h"

#include "plan/key/unique.h"
#include "plan/unmet.h"
#include "plan/value.h"

enum {
    SERIAL = INT16_MAX,    /* values of a column that counts the rows, at least, beside others of the key */
    FEW_ORDINALS = 1 << 15 /* so many rows one parent may well have */
};

static ColumnPlan *first_ordinal(const ColumnPlanList *free)
{
    for (size_t i = 0; i < free->count; i++)
        if (value_is_ordinal(free->items[i]))
            return free->items[i];
    return NULL;
}

static ColumnPlan *largest(const ColumnPlanList *free)
{
    ColumnPlan *best = NULL;
    for (size_t i = 0; i < free->count; i++)
        if (!best || value_capacity(free->items[i]) > value_capacity(best))
            best = free->items[i];
    return best;
}

/* ---- the ways, each true where it meets the key ---- */

/* Whether the first one's rows are all that the second one is about. */
static bool holds_where(const Unique *first, const Unique *second)
{
    return !first->component || (first->component == second->component && !(second->set & ~first->set));
}

static bool met_by_other(const TablePlan *table, const Unique *unique, const UniqueList *met, Text *how)
{
    for (size_t i = 0; i < met->count; i++)
        if (holds_where(&met->items[i], unique) && unique_is_part(&met->items[i].columns, &unique->columns)) {
            *how =
                text_format(table->plan->arena, "holds because \"%.*s\" does", TEXT_ARG(met->items[i].name));
            return true;
        }
    return false;
}

/* The column is distinct by itself, unless conditions want NULLs in it. */
static void note_distinct(TablePlan *table, ColumnPlan *column, UniqueList *met)
{
    if (column->component && component_set(column->component, column, PRESENCE_NULL))
        return;
    Unique alone = {.name = column->column->name};
    list_push(table->plan->arena, &alone.columns, column);
    list_push(table->plan->arena, met, alone);
}

/* Has the parents looked up where a key with columns of theirs has too few values without. */
static bool are_looked_up(TablePlan *table, const Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count; i++)
        if (unique->columns.items[i]->reference)
            return join_ask_whole(table->plan, table->table);
    return false;
}

static bool met_by_serial(TablePlan *table, const Unique *unique, const ColumnPlanList *free,
                          const ReferenceSet *open, UniqueList *met, Text *how, Diag *diag)
{
    ColumnPlan *column = first_ordinal(free);
    if (!column || open->count || (free->count > 1 && value_ordinals(column) < SERIAL))
        return false;
    if (value_ordinals(column) < FEW_ORDINALS && !table->family && are_looked_up(table, unique))
        return true;
    *how = text_format(table->plan->arena, "\"%.*s\" counts the rows", TEXT_ARG(column->column->name));
    if (value_ordinals(column) < UNIQUE_LARGE)
        plan_limit(table, unique->name,
                   text_format(table->plan->arena, "column \"%.*s\" has %llu values",
                               TEXT_ARG(column->column->name), (unsigned long long)value_ordinals(column)),
                   count_fixed(table->plan->arena, value_ordinals(column)));
    note_distinct(table, column, met);
    return value_carry(column, op_row(), true, diag);
}

static bool met_by_scalar(TablePlan *table, const ColumnPlanList *free, UniqueList *met, Text *how,
                          Diag *diag)
{
    ColumnPlan *column = largest(free);
    if (!column || value_capacity(column) < UNIQUE_LARGE)
        return false;
    *how = text_format(table->plan->arena, "\"%.*s\" takes a value of its own for each row",
                       TEXT_ARG(column->column->name));
    note_distinct(table, column, met);
    return value_scatter(column, diag);
}

static bool met_by_parent(const Unique *unique, const ReferenceSet *open, const ColumnPlanList *free,
                          Text *how)
{
    if (open->count != 1 || free->count)
        return false;
    *how = TEXT("each row takes a parent row of its own");
    reference_one_to_one(open->items[0], unique->name);
    return true;
}

/* Rows of the table itself that are never the row: whatever else tells rows apart, each is to the next one.
 */
static bool met_by_neighbour(const Unique *unique, const ReferenceSet *open, Text *how)
{
    for (size_t i = 0; i < open->count; i++) {
        ReferencePlan *reference = open->items[i];
        if (reference->target != reference->table || !reference->not_itself || reference->choices.count)
            continue;
        *how = TEXT("each row takes a parent row of its own, never itself");
        reference_one_to_one(reference, unique->name);
        return true;
    }
    return false;
}

/* ---- fan-out and product ---- */

static void limit_to(TablePlan *table, const Unique *unique, const Count *capacity)
{
    bool are_few = count_is_fixed(capacity) && capacity->fixed < FEW_ORDINALS && !table->family;
    if (are_few && are_looked_up(table, unique))
        return;
    plan_limit(table, unique->name, TEXT("it has no more combinations of values"), capacity);
}

/* A column that counts the rows of each parent; not one that soon has no more numbers, where other columns of
 * the key can vary, too. */
static ColumnPlan *counting(const ReferenceSet *others, const ColumnPlanList *free)
{
    ColumnPlan *ordinal = first_ordinal(free);
    bool alone = others->count == 0 && free->count == 1;
    return ordinal && (alone || value_ordinals(ordinal) >= FEW_ORDINALS) ? ordinal : NULL;
}

/* All that is left of a key is a column with values of several kinds. */
static bool is_of_kinds(const ReferenceSet *open, const ColumnPlanList *free)
{
    return !open->count && free->count == 1 && value_kinds(free->items[0]) > 1;
}

/* Numbers that go round all, each parent's from another kind on. */
static Step *turned(const ReferencePlan *first, const ColumnPlan *column, const Count *domain, Step *number)
{
    TablePlan *table = first->table;
    Text name = key_name(table, "turn", column->field);
    Step *turn =
        step_infix(table, name, VALUE_ROW, "%", op_step(first->parent), op_uint(value_kinds(column)));
    turn = step_infix(table, name, VALUE_ROW, "+", op_step(number), op_step(turn));
    return step_infix(table, name, VALUE_ROW, "%", op_step(turn), op_count(domain));
}

/* The rest of a key is a permutation for each parent of a reference. */
static bool permute_rest(TablePlan *table, const Unique *unique, ReferencePlan *first, ReferenceSet *others,
                         const ColumnPlanList *free, Step *number, Diag *diag)
{
    Text base = first->reference->columns.items[0]->name;
    const Count *domain = key_combinations(table, first, others, free);
    if (is_of_kinds(others, free))
        return key_decode(table, turned(first, free->items[0], domain, number), first, others, free, diag);
    Step *key = step_call(
        table, key_name(table, "key", base), VALUE_ROW, "rt_random",
        OPERANDS(op_param(param_stream(table, unique->name, TEXT("order"))), op_step(first->parent)));
    Step *index = step_call(table, key_name(table, "partner", base), VALUE_ROW, "rt_perm_keyed",
                            OPERANDS(op_step(key), op_count(domain), op_step(number)));
    return key_decode(table, index, first, others, free, diag);
}

/* Rows laid out by one reference; its ordinal, or a permutation of it for each parent, gives the rest. */
static bool met_by_fan_out(TablePlan *table, const Unique *unique, ReferencePlan *first, ReferenceSet *others,
                           const ColumnPlanList *free, Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    ColumnPlan *ordinal = counting(others, free);
    const Count *domain =
        ordinal ? count_fixed(arena, value_ordinals(ordinal)) : key_combinations(table, first, others, free);
    Step *place = reference_fan_out(first, domain);
    Text base = first->reference->columns.items[0]->name;
    Step *number = step_member(table, key_name(table, "ordinal", base), VALUE_ROW, op_step(place), "ordinal");
    limit_to(table, unique, count_product(arena, count_rows(arena, first->target), domain));
    if (ordinal) {
        *how = text_format(arena, "\"%.*s\" counts the rows of each parent", TEXT_ARG(ordinal->column->name));
        return value_carry(ordinal, op_step(number), true, diag);
    }
    *how = TEXT("rows follow their parents; the rest is a permutation for each parent");
    return permute_rest(table, unique, first, others, free, number, diag);
}

/* Rows go round all parents of a reference, again and again. */
static bool met_by_rounds(TablePlan *table, const Unique *unique, ReferenceSet *open,
                          const ColumnPlanList *free, Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    ReferencePlan *round = table->round;
    for (size_t i = open->count; i-- > 0;)
        if (open->items[i] == round)
            list_remove(open, i);
    Text base = round->reference->columns.items[0]->name;
    reference_draw_null(round);
    reference_assign(round, step_infix(table, key_name(table, "row", base), VALUE_ROW, "%", op_row(),
                                       op_rows(round->target)));
    Step *number =
        step_infix(table, key_name(table, "round", base), VALUE_ROW, "/", op_row(), op_rows(round->target));
    const Count *domain = key_combinations(table, round, open, free);
    limit_to(table, unique, count_product(arena, count_rows(arena, round->target), domain));
    *how = TEXT("rows go round all parents; the rest is a permutation for each of them");
    return permute_rest(table, unique, round, open, free, number, diag);
}

/* Whether rows may be NULL there that have no combination of values left. */
static bool may_be_null_beyond(const Unique *unique, const ColumnPlan *column)
{
    const Component *component = column->component;
    bool is_free = !component || component_set(component, column, PRESENCE_FREE) == component_all(component);
    return is_free && !column->bundle && !unique->nulls_not_distinct && !column->column->not_null &&
           !column->never_null;
}

/* Where its combinations are used up, those about which constraints say nothing are there to be repeated. */
static Step *or_spare(TablePlan *table, const Bundle *listing, Step *index)
{
    Step *beyond = step_infix(table, key_name(table, "is_beyond", listing->met.items[0]), VALUE_BOOL,
                              ">=", op_step(index), op_uint(listing->count));
    Text name = key_name(table, "spare", listing->met.items[0]);
    Step *spare = step_below(table, name, listing->met.items[0], TEXT("spare"), op_uint(listing->spares));
    spare = step_infix(table, name, VALUE_ROW, "+", op_uint(listing->count), op_step(spare));
    return step_choose(table, key_name(table, "place", listing->met.items[0]), VALUE_ROW, op_step(beyond),
                       op_step(spare), op_step(index));
}

/* The listing that is all that is left of the key, where it has such combinations. */
static const Bundle *with_spares(const ReferenceSet *open, const ColumnPlanList *free)
{
    const Bundle *listing = free->count == 1 && !open->count ? free->items[0]->bundle : NULL;
    return listing && listing->spares ? listing : NULL;
}

/* Numbers of combinations, for each row one. Those of a column of several kinds are in order: they go round
 * the kinds, which are scattered by themselves. */
static Step *combination(TablePlan *table, const Unique *unique, const ReferenceSet *open,
                         const ColumnPlanList *free, const Count *space)
{
    Param *order = (Param *)param_perm(table, unique->name, TEXT("order"), space);
    if (is_of_kinds(open, free))
        order->function = TEXT("rt_perm_straight");
    return step_call(table, key_name(table, "index", unique->name), VALUE_ROW, "rt_perm_at",
                     OPERANDS(op_param_address(order), op_row()));
}

/* Only small domains of its own: a permutation of their product; rows beyond it are NULL where a column may
 * be. */
static bool met_by_product(TablePlan *table, const Unique *unique, const ReferenceSet *open,
                           const ColumnPlanList *free, Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    if (!free->count && !open->count)
        return false;
    const Count *domain = key_combinations(table, NULL, open, free);
    const Bundle *listing = with_spares(open, free);
    ColumnPlan *nullable = NULL;
    for (size_t i = 0; i < free->count; i++)
        if (may_be_null_beyond(unique, free->items[i]))
            nullable = free->items[i];
    bool is_endless = nullable || listing;
    const Count *space = is_endless ? count_most(arena, count_rows(arena, table), domain) : domain;
    Step *index = combination(table, unique, open, free, space);
    *how = TEXT("each row takes a combination of values of its own");
    if (listing)
        return key_decode(table, or_spare(table, listing, index), NULL, open, free, diag);
    if (!nullable) {
        limit_to(table, unique, domain);
        return key_decode(table, index, NULL, open, free, diag);
    }
    Step *beyond = step_infix(table, key_name(table, "is_beyond", unique->name), VALUE_BOOL,
                              ">=", op_step(index), op_count(domain));
    nullable->null = beyond;
    nullable->is_null_beyond = true;
    index = step_choose(table, key_name(table, "place", unique->name), VALUE_ROW, op_step(beyond), op_uint(0),
                        op_step(index));
    return key_decode(table, index, NULL, open, free, diag);
}

/* A reference that rows are laid out by already, and that is in the key. */
static ReferencePlan *laid_out(const TablePlan *table, const Unique *unique)
{
    for (size_t i = 0; i < table->references.count; i++)
        if (table->references.items[i]->fanout && unique_covers(unique, table->references.items[i]))
            return table->references.items[i];
    return NULL;
}

/* A reference that meets the key because each of its rows has a parent of its own. */
static bool met_by_unique_reference(const TablePlan *table, const Unique *unique)
{
    for (size_t i = 0; i < table->references.count; i++)
        if (table->references.items[i]->is_unique && unique_covers(unique, table->references.items[i]))
            return true;
    return false;
}

static bool is_partial(const Unique *unique)
{
    return unique->component && unique->set != component_all(unique->component);
}

/* Where every scenario has a bound, so has the table. */
static void limit_by_scenarios(TablePlan *table, const Component *component)
{
    for (size_t i = 0; i < component->caps.count; i++)
        if (count_is_no_bound(component->caps.items[i]))
            return;
    if (component->caps.count)
        plan_limit(table, TEXT("unique"), TEXT("its partial unique constraints allow no more rows"),
                   count_sum(table->plan->arena, &component->caps));
}

static bool is_always_null(const Unique *unique)
{
    bool always = false;
    for (size_t i = 0; i < unique->columns.count && !unique->nulls_not_distinct; i++)
        always |= unique->columns.items[i]->always_null;
    return always;
}

/* What meets the constraint may meet more. */
static bool met_by_rows(TablePlan *table, Unique *unique, UniqueList *met, const UniqueList *later, Text *how,
                        Diag *diag)
{
    Unique wide = key_join_needy(table, unique, later);
    if (!wide.columns.count)
        wide.columns = unique->columns;
    ColumnPlanList free = unique_free(table, &wide);
    ReferenceSet open = unique_open(table, &wide);
    if (!key_met_by_rows(table, &wide, &open, &free, how, diag))
        return false;
    list_push(table->plan->arena, met, wide);
    return true;
}

/* Nothing of it differs between rows. */
static bool met_by_constants(TablePlan *table, const Unique *unique, Text *how)
{
    if (unique->columns.count || unique->has_unknown || unique->component)
        return false;
    plan_limit(table, unique->name, TEXT("it is over constants"), count_fixed(table->plan->arena, 1));
    *how = TEXT("there is one row at most");
    return true;
}

/* Whether relations bind two of its columns, of which the one that carries it has few values. */
static bool is_cramped(const Unique *unique, const ColumnPlanList *free)
{
    for (size_t i = 0; i < free->count; i++)
        for (size_t k = 0; k < unique->columns.count; k++)
            if (free->items[i] != unique->columns.items[k] &&
                relation_binds(free->items[i], unique->columns.items[k]) &&
                value_capacity(free->items[i]) < SERIAL)
                return true;
    return false;
}

static bool is_rich(const ColumnPlanList *free)
{
    const ColumnPlan *ordinal = first_ordinal(free), *most = largest(free);
    return (ordinal && value_ordinals(ordinal) >= SERIAL) || (most && value_capacity(most) >= UNIQUE_LARGE);
}

/* Whether its columns can't carry it, or not all of what has to be distinct is understood. */
static bool is_needy(const Unique *unique, const ReferenceSet *open, const ColumnPlanList *free, bool counts)
{
    if (is_partial(unique))
        return false;
    if (unique->has_unknown)
        return !counts && !is_rich(free);
    return (!open->count && !free->count) || is_cramped(unique, free);
}

/* Whether it is over several columns, none of which is enough by itself for any number of rows: one that
 * scenarios tell apart may be. */
static bool is_told_apart(const Unique *unique, const ColumnPlanList *free)
{
    return unique->columns.count > 1 && !is_partial(unique) && !is_rich(free);
}

/* Met with a larger constraint, one value of which is in this one. */
static bool met_by_value(TablePlan *table, const Unique *unique, UniqueList *later, Text *how, Diag *diag)
{
    Unique *larger = key_lead_within(table, unique, later);
    if (!larger)
        return false;
    ColumnPlanList free = unique_free(table, larger);
    ReferenceSet open = unique_open(table, larger);
    ReferencePlan *first = key_take_common(&open, later);
    larger->is_met = true;
    bool met = first ? met_by_fan_out(table, larger, first, &open, &free, how, diag)
                     : met_by_product(table, larger, &open, &free, how, diag);
    *how = TEXT("rows with one of the values alone are in it");
    return met;
}

/* One of some rows alone: the first ones of each parent, those with one value of a larger key, or the first
 * of those with one combination of it. */
static bool met_by_part(TablePlan *table, Unique *unique, UniqueList *later, Text *how, Diag *diag)
{
    return key_met_by_first(table, unique, later, how, diag) ||
           (!diag->errors && met_by_value(table, unique, later, how, diag)) ||
           (!diag->errors && key_met_within(table, unique, later, how, diag));
}

/* A row alone is like no other one. Others may count on the groups that rows lie in, but not on one row. */
static void limit_to_one(TablePlan *table, const Unique *unique)
{
    if ((!is_partial(unique) || !table->family) && are_looked_up(table, unique))
        return;
    const Count *one = count_fixed(table->plan->arena, 1);
    if (is_partial(unique))
        component_cap(unique->component, unique->set, one);
    else
        plan_limit(table, unique->name,
                   unique->has_unknown       ? TEXT("its expressions are not understood")
                   : unique->is_strengthened ? TEXT("no two rows are known not to conflict")
                                             : TEXT("each of its columns is decided by another constraint"),
                   one);
}

/* Whether relations bind one of the columns to what a reference gives: it carries the key alone, so that the
 * reference is free to give way. */
static bool is_tied(const ColumnPlanList *free, const ReferenceSet *open)
{
    for (size_t i = 0; i < free->count; i++)
        for (size_t r = 0; r < open->count; r++)
            for (size_t k = 0; k < open->items[r]->reference->columns.count; k++)
                if (relation_binds(
                        free->items[i],
                        plan_find_column(free->items[i]->table, open->items[r]->reference->columns.items[k])))
                    return true;
    return false;
}

static bool meet(TablePlan *table, Unique *unique, UniqueList *met, UniqueList *later, Text *how, Diag *diag)
{
    ColumnPlanList free = unique_free(table, unique);
    ReferenceSet open = unique_open(table, unique);
    ReferencePlan *first = laid_out(table, unique);
    if (met_by_other(table, unique, met, how))
        return true;
    if (is_always_null(unique))
        return *how = TEXT("one of its columns is always NULL"), true;
    if (!unique->columns.count && unique->is_strengthened)
        return limit_to_one(table, unique), *how = TEXT("one row alone"), true;
    if (met_by_constants(table, unique, how))
        return true;
    if (join_meets_key(table, unique))
        return *how = TEXT("parents are chosen so that it holds"), true;
    if (key_climb(table, unique, later))
        free = unique_free(table, unique);
    if (is_told_apart(unique, &free) &&
        key_met_by_scenarios(table, unique, open.count ? UNIQUE_LARGE : SERIAL, how))
        return true;
    if (is_told_apart(unique, &free) && key_lead(table, unique, later))
        free = unique_free(table, unique);
    if (unique->is_met)
        return *how = TEXT("holds with another constraint that it overlaps"), true;
    if (families_met(table, unique, how, diag) || diag->errors)
        return !diag->errors;
    if (table->round && text_equal(unique->name, table->round_key))
        return met_by_rounds(table, unique, &open, &free, how, diag);
    if (!is_rich(&free) && !open.count && !is_partial(unique) &&
        key_met_by_scenarios(table, unique, free.count ? value_capacity(largest(&free)) : 0, how))
        return true;
    if (key_met_by_mates(table, unique, later, how))
        return true;
    if (met_by_unique_reference(table, unique))
        return *how = TEXT("each row has a parent row of its own"), true;
    bool counts = first_ordinal(&free) && (first || open.count) && !is_tied(&free, &open);
    if (is_needy(unique, &open, &free, counts) && key_list(table, unique, later))
        free = unique_free(table, unique);
    if (!first && !is_partial(unique) && met_by_serial(table, unique, &free, &open, met, how, diag))
        return true;
    if (!counts && met_by_scalar(table, &free, met, how, diag))
        return true;
    if (!first && met_by_neighbour(unique, &open, how))
        return true;
    if (is_partial(unique) && !first && (met_by_part(table, unique, later, how, diag) || diag->errors))
        return !diag->errors;
    key_leave_nulls_out(unique);
    key_join_alike(unique, later);
    if (unique->component && !unique->set)
        return *how = TEXT("no row is in it"), true;
    if (!first && (key_met_by_twins(table, unique, &open, &free, how, diag) || diag->errors))
        return !diag->errors;
    if (unique->component && unique->set != component_all(unique->component))
        return met_by_rows(table, unique, met, later, how, diag) ||
               key_met_by_scenarios(table, unique, SERIAL, how);
    unique->component = NULL;
    if (!first && met_by_parent(unique, &open, &free, how))
        return true;
    if (!first && (key_met_with_others(table, unique, later, how, diag) || diag->errors))
        return !diag->errors;
    if (!first)
        first = key_take_common(&open, later);
    if (first && (open.count || free.count))
        return met_by_fan_out(table, unique, first, &open, &free, how, diag);
    return met_by_product(table, unique, &open, &free, how, diag);
}

/* Its column without values; NULL where there is none such. */
static const ColumnPlan *valueless(const Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count; i++) {
        const ColumnPlan *column = unique->columns.items[i];
        if (!column->value && !column->reference && column->written && column->conditions.count &&
            !value_capacity(column))
            return column;
    }
    return NULL;
}

bool key_make_urgent(TablePlan *table, Text constraint)
{
    Plan *plan = table->plan;
    if (unique_is_urgent(table, constraint))
        return false;
    list_push(plan->arena, &plan->urgent, ((Urgent){table->table, constraint}));
    return true;
}

static bool make_urgent(TablePlan *table, const Unique *unique)
{
    return !valueless(unique) && key_make_urgent(table, unique->name);
}

/* Those over ranges that exclude one another, or the others. False where planning the table ends: an error,
 * or it is refused. */
static bool meet_those(TablePlan *table, UniqueList *uniques, bool of_ranges, UniqueList *met, Diag *diag)
{
    for (size_t i = 0; i < uniques->count; i++) {
        Unique *unique = &uniques->items[i];
        Text how = {0};
        if (exclusion_decides(table, unique) != of_ranges)
            continue;
        if (!meet(table, unique, met, uniques, &how, diag)) {
            if (diag->errors || make_urgent(table, unique))
                return false;
            if (valueless(unique))
                return unmet_refuse_column(valueless(unique)), false;
            limit_to_one(table, unique);
            how = TEXT("one row at most is in it");
        }
        plan_met(table, unique->name, unique->kind, how);
        list_push(table->plan->arena, met, *unique);
    }
    return true;
}

/* Indexes that what meets other constraints meets, too. */
static void note_met_at_ends(TablePlan *table)
{
    for (size_t i = 0; i < table->partials.count; i++)
        for (size_t k = 0; k < table->table->indexes.count; k++)
            if (table->partials.items[i].is_at_end &&
                table->partials.items[i].constraint == table->table->indexes.items[k])
                plan_met(table, table->table->indexes.items[k]->name, "unique index",
                         TEXT("one row of each key at most is in it, by the order of rows"));
}

bool keys_plan(TablePlan *table, Diag *diag)
{
    UniqueList all = unique_collect(table), uniques = key_parts(table, &all), met = {0};
    for (size_t i = 0; i < uniques.count; i++)
        for (size_t k = 0; k < uniques.items[i].columns.count; k++)
            uniques.items[i].columns.items[k]->is_entangled |=
                !relation_tighten(uniques.items[i].columns.items[k]);
    if (!meet_those(table, &uniques, false, &met, diag))
        return !diag->errors;
    LaidRangeList ranges = exclusions_plan(table, &met, diag);
    if (!meet_those(table, &uniques, true, &met, diag))
        return !diag->errors;
    for (size_t i = 0; i < table->components.count; i++)
        limit_by_scenarios(table, table->components.items[i]);
    exclusions_finish(&ranges);
    key_draw_nulls(table, &all);
    note_met_at_ends(table);
    return true;
}
