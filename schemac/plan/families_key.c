/* families_key.c: unique constraints of tables whose rows lie in groups, met inside each group.
 *
 * The place of a row in its group is the number of a combination of the group's parents, so the group has no
 * more rows than there are combinations. What other tables have in each group is known before a row is made:
 * the tables concerned deal their rows to the groups (rt_deal) within those bounds. */
#include "plan/families.h"

#include "plan/value.h"

/* ---- finding keys ---- */

static bool holds_reference(const ReferenceSet *set, const ReferencePlan *reference)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i] == reference)
            return true;
    return false;
}

static bool is_taken(const Family *family, const ReferencePlan *reference)
{
    for (size_t i = 0; i < family->keys.count; i++) {
        const FamilyKey *key = &family->keys.items[i];
        if (key->chain == reference || holds_reference(&key->inside, reference) ||
            holds_reference(&key->others, reference))
            return true;
    }
    return false;
}

static bool is_met(const Family *family, const Unique *unique)
{
    for (size_t i = 0; i < family->keys.count; i++)
        if (unique_is_part(&family->keys.items[i].unique.columns, &unique->columns))
            return true;
    return false;
}

/* Sorts a reference of the key into its place; false where the key can't be met with it. */
static bool add_reference(Family *family, FamilyKey *key, ReferencePlan *reference)
{
    TablePlan *table = family->table;
    if (reference->target == family->root && family_has_column(reference, family->column))
        return true;
    if (is_taken(family, reference))
        return true;
    if (reference->choices.count || reference_is_bound(reference) ||
        (reference->apart &&
         (is_taken(family, reference->apart) || holds_reference(&key->inside, reference->apart))))
        return false;
    if (!family_has_column(reference, family->column)) {
        if (!reference_is_nullable(reference) && reference->target != table)
            list_push(table->plan->arena, &key->others, reference);
    } else if (reference->target == table) {
        key->chain = reference;
    } else {
        list_push(table->plan->arena, &key->inside, reference);
    }
    return true;
}

static bool add_references(Family *family, FamilyKey *key)
{
    TablePlan *table = family->table;
    for (size_t i = 0; i < table->references.count; i++)
        if (unique_covers(&key->unique, table->references.items[i]) &&
            !add_reference(family, key, table->references.items[i]))
            return false;
    return !key->chain || key->inside.count + key->others.count == 0;
}

/* A column of many values meets the key by itself; where no parent is in the key, so does a number. */
static bool is_met_alone(const FamilyKey *key)
{
    PlanCount large = key->inside.count ? UNIQUE_LARGE : (PlanCount)1 << 30;
    for (size_t i = 0; i < key->free.count; i++)
        if (value_capacity(key->free.items[i]) >= large)
            return true;
    return false;
}

/* One of the references may be NULL in the rows that have no combination; the others may not. */
static void settle_nulls(FamilyKey *key)
{
    for (size_t i = 0; i < key->inside.count; i++) {
        ReferencePlan *reference = key->inside.items[i];
        if (!reference_is_nullable(reference))
            continue;
        if (!key->nullable && !key->unique.nulls_not_distinct) {
            key->nullable = reference;
            continue;
        }
        for (size_t k = 0; k < reference->reference->columns.count; k++)
            plan_find_column(reference->table, reference->reference->columns.items[k])->never_null = true;
    }
    for (size_t i = 0; i < key->free.count; i++)
        key->free.items[i]->never_null = true;
}

static bool reaches(const Deal *from, const Deal *to)
{
    if (from == to)
        return true;
    for (size_t i = 0; i < from->bounds.count; i++)
        for (size_t k = 0; k < from->bounds.items[i].factors.count; k++)
            if (reaches(from->bounds.items[i].factors.items[k], to))
                return true;
    return false;
}

static bool is_cyclic(const Family *family, const FamilyKey *key)
{
    for (size_t i = 0; i < key->inside.count; i++)
        if (reaches(&key->inside.items[i]->target->family->deal, &family->deal))
            return true;
    return false;
}

/* Combinations of what all groups have alike. */
static const Count *times_of(const Family *family, const FamilyKey *key)
{
    return key_combinations(family->table, NULL, &key->others, &key->free);
}

static void bound(Family *family, const FamilyKey *key)
{
    Arena *arena = family->table->plan->arena;
    DealBound bound = {.times = times_of(family, key)};
    family->dealt = true;
    for (size_t i = 0; i < key->inside.count; i++) {
        Family *parents = key->inside.items[i]->target->family;
        parents->dealt = true;
        list_push(arena, &bound.factors, &parents->deal);
    }
    if (!key->nullable && !key->chain)
        list_push(arena, &family->deal.bounds, bound);
}

/* Columns of the key that no other key gives their values. */
static ColumnPlanList free_columns(const Family *family, const Unique *unique)
{
    ColumnPlanList free = unique_free(family->table, unique);
    for (size_t i = 0; i < family->keys.count; i++)
        for (size_t k = free.count; k-- > 0;)
            if (unique_holds(&family->keys.items[i].free, free.items[k]))
                list_remove(&free, k);
    return free;
}

static void consider(Family *family, const Unique *unique)
{
    TablePlan *table = family->table;
    FamilyKey key = {.unique = *unique};
    bool in_group = unique_holds(&unique->columns, plan_find_column(table, family->column));
    if (unique->component || is_met(family, unique) || !add_references(family, &key))
        return;
    key.free = free_columns(family, unique);
    if ((!in_group && !key.inside.count) || is_met_alone(&key) || is_cyclic(family, &key) ||
        (key.chain && key.free.count))
        return;
    settle_nulls(&key);
    bound(family, &key);
    list_push(table->plan->arena, &family->keys, key);
}

/* Two references to members of the same group that differ need two, where neither may be NULL. */
static void bound_pair(Family *family, const ReferencePlan *reference)
{
    Plan *plan = family->table->plan;
    Family *parents = reference->target->family;
    bool is_cyclic = reaches(&parents->deal, &family->deal);
    if (is_cyclic)
        plan_refuse(plan, family->table->table, reference->reference->name,
                    text_format(plan->arena, "the rows of table \"%.*s\" depend on those of this one",
                                TEXT_ARG(reference->target->label)),
                    TEXT("Leave out the condition that two references differ."));
    family->dealt = parents->dealt = parents->in_pairs = true;
    if (is_cyclic || family_may_be_left_out(reference) || family_may_be_left_out(reference->apart))
        return;
    DealBound bound = {.times = NULL};
    list_push(plan->arena, &bound.factors, &parents->deal);
    list_push(plan->arena, &family->deal.bounds, bound);
    family->pair = reference;
}

void families_find_keys(TablePlan *table)
{
    if (!table->family)
        return;
    table->family->deal.table = table;
    UniqueList uniques = unique_collect(table);
    for (size_t i = 0; i < uniques.count; i++)
        consider(table->family, &uniques.items[i]);
    for (size_t i = 0; i < table->references.count; i++)
        if (family_is_paired(table->references.items[i]))
            bound_pair(table->family, table->references.items[i]);
}

/* ---- bounds of rows ---- */

/* Each limit is of the bounds up to its own one. */
void family_limit_by_keys(Family *family)
{
    TablePlan *table = family->table;
    Arena *arena = table->plan->arena;
    Deal deal = family->deal;
    deal.bounds.count = 0;
    for (size_t i = 0; i < family->keys.count; i++) {
        const FamilyKey *key = &family->keys.items[i];
        if (key->nullable || key->chain)
            continue;
        Deal *some = arena_new_object(arena, Deal);
        deal.bounds.count++;
        *some = deal;
        TablePlan *parents = key->inside.count ? key->inside.items[0]->target : family->root;
        plan_limit(table, key->unique.name,
                   text_format(arena, "it has no more combinations of values that have the same \"%.*s\"",
                               TEXT_ARG(family->column->name)),
                   count_dealt(arena, parents, some));
    }
    if (family->pair)
        plan_limit(table, family->pair->reference->name,
                   text_format(arena, "two rows of table \"%.*s\" must have the same \"%.*s\"",
                               TEXT_ARG(family->pair->target->label), TEXT_ARG(family->column->name)),
                   count_dealt(arena, family->pair->target, &family->deal));
}

/* ---- parents ---- */

/* The row before in the group; the first one has none, or itself. */
static void draw_chain(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Step *ordinal = step_member(table, family_name(reference, "ordinal"), VALUE_ROW,
                                op_step(table->family->place), "ordinal");
    Step *is_first =
        step_infix(table, family_name(reference, "is_first"), VALUE_BOOL, "==", op_step(ordinal), op_uint(0));
    Step *row = step_value(table, family_name(reference, "row"), VALUE_ROW, op_row());
    if (reference_is_nullable(reference)) {
        reference->null = is_first;
        row = step_infix(table, family_name(reference, "row"), VALUE_ROW, "-", op_row(), op_uint(1));
    }
    reference->is_unique = true;
    reference_assign(reference, row);
}

static Step *multiply(TablePlan *table, const FamilyKey *key, Step *product, Operand factor)
{
    Text name = key_name(table, "combinations", key->unique.name);
    return product ? step_call(table, name, VALUE_ROW, "rt_times", OPERANDS(op_step(product), factor))
                   : step_value(table, name, VALUE_ROW, factor);
}

/* Which of so many combinations the row has. */
static Step *number_of(const Family *family, FamilyKey *key, Step *combinations)
{
    TablePlan *table = family->table;
    Text name = key->unique.name;
    Step *ordinal =
        step_member(table, key_name(table, "ordinal", name), VALUE_ROW, op_step(family->place), "ordinal");
    Step *beyond = NULL;
    if (key->nullable)
        beyond = key->nullable->null = step_infix(table, key_name(table, "is_beyond", name), VALUE_BOOL,
                                                  ">=", op_step(ordinal), op_step(combinations));
    Step *seed =
        step_call(table, key_name(table, "key", name), VALUE_ROW, "rt_random",
                  OPERANDS(op_param(param_stream(table, name, TEXT("order"))), op_step(family->group)));
    Step *number = step_call(table, key_name(table, "number", name), VALUE_ROW, "rt_perm_keyed",
                             OPERANDS(op_step(seed), op_step(combinations), op_step(ordinal)));
    number->unless = beyond;
    return number;
}

static void draw_key(const Family *family, FamilyKey *key)
{
    TablePlan *table = family->table;
    size_t left = key->inside.count + key->others.count + key->free.count;
    LIST(FamilyRange) ranges = {0};
    Step *combinations = NULL;
    if (!left)
        return;
    for (size_t i = 0; i < key->inside.count; i++) {
        list_push(table->plan->arena, &ranges, family_range(key->inside.items[i]));
        combinations = multiply(table, key, combinations, op_step(ranges.items[i].count));
    }
    if (key->others.count + key->free.count)
        combinations = multiply(table, key, combinations, op_count(times_of(family, key)));
    Step *rest = number_of(family, key, combinations);
    for (size_t i = 0; i < key->inside.count; i++) {
        ReferencePlan *reference = key->inside.items[i];
        Step *digit = key_digit(table, &rest, op_step(ranges.items[i].count), family_name(reference, "digit"),
                                --left == 0);
        reference_assign(reference, step_infix(table, family_name(reference, "row"), VALUE_ROW, "+",
                                               op_step(ranges.items[i].first), op_step(digit)));
    }
    for (size_t i = 0; i < key->others.count; i++) {
        ReferencePlan *reference = key->others.items[i];
        Text name = family_name(reference, "row");
        Step *digit = key_digit(table, &rest, op_count(reference_parents(reference)), name, --left == 0);
        reference_assign(reference, reference_row(reference, name, digit));
    }
    key->rest = rest;
}

void family_draw_keys(Family *family)
{
    for (size_t i = 0; i < family->keys.count; i++) {
        FamilyKey *key = &family->keys.items[i];
        if (key->chain)
            draw_chain(key->chain);
        else
            draw_key(family, key);
    }
}

/* ---- values ---- */

static bool carry(TablePlan *table, FamilyKey *key, Diag *diag)
{
    for (size_t i = 0; i < key->free.count; i++) {
        ColumnPlan *column = key->free.items[i];
        Step *digit = key_digit(table, &key->rest, op_uint((uint64_t)value_capacity(column)),
                                key_name(table, "index", column->field), i + 1 == key->free.count);
        if (!value_carry(column, op_step(digit), false, diag))
            return false;
    }
    return true;
}

bool families_met(TablePlan *table, const Unique *unique, Text *how, Diag *diag)
{
    for (size_t i = 0; table->family && i < table->family->keys.count; i++) {
        FamilyKey *key = &table->family->keys.items[i];
        if (!text_equal(key->unique.name, unique->name))
            continue;
        *how = text_format(table->plan->arena,
                           "a combination of its own for each row that has the same \"%.*s\"",
                           TEXT_ARG(table->family->column->name));
        return carry(table, key, diag);
    }
    return false;
}
