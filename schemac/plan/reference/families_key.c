/* families_key.c: unique constraints of tables whose rows lie in groups, met inside each group.
 *
 * The place of a row in its group is the number of a combination of the group's parents, so the group has no
 * more rows than there are combinations. What other tables have in each group is known before a row is made:
 * the tables concerned deal their rows to the groups (rt_deal) within those bounds. */
#include "plan/reference/families.h"

#include "plan/reference/reference_apart.h"
#include "plan/reference/reference_succession.h"
#include "plan/value.h"

Text family_column(const Family *family)
{
    return family->bonds.items[0].columns.items[0]->name;
}

/* ---- finding keys ---- */

static bool holds_reference(const ReferenceSet *set, const ReferencePlan *reference)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i] == reference)
            return true;
    return false;
}

bool family_key_has(const Family *family, const ReferencePlan *reference)
{
    for (size_t i = 0; i < family->keys.count; i++) {
        const FamilyKey *key = &family->keys.items[i];
        if (key->chain == reference || holds_reference(&key->inside, reference) ||
            holds_reference(&key->followed, reference) || holds_reference(&key->others, reference))
            return true;
    }
    return false;
}

static bool covers_all(const Unique *unique, const ReferenceSet *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (!unique_covers(unique, set->items[i]))
            return false;
    return true;
}

static bool holds_level(const Family *family, const Unique *unique, const Level *level)
{
    for (size_t i = 0; i < level->columns.count; i++)
        if (!plan_columns_hold(&unique->columns, plan_find_column(family->table, level->columns.items[i])))
            return false;
    return level->columns.count > 0;
}

static bool meets(const Family *family, const FamilyKey *key, const Unique *unique)
{
    if (key->chain || (key->nullable && unique->nulls_not_distinct) ||
        !holds_level(family, unique, &family->levels.items[key->level]) ||
        !covers_all(unique, &key->inside) || !covers_all(unique, &key->followed) ||
        !covers_all(unique, &key->others))
        return false;
    for (size_t i = 0; i < key->free.count; i++)
        if (!plan_columns_hold(&unique->columns, key->free.items[i]))
            return false;
    return true;
}

const FamilyKey *family_key_that_meets(const Family *family, const Unique *unique)
{
    for (size_t i = 0; i < family->keys.count; i++)
        if (unique_is_part(&family->keys.items[i].unique.columns, &unique->columns) ||
            meets(family, &family->keys.items[i], unique))
            return &family->keys.items[i];
    return NULL;
}

/* Whether conditions say in which rows it is NULL. */
static bool is_null_by_scenario(const ReferencePlan *reference)
{
    const ColumnList *columns = &reference->reference->columns;
    bool nullable = false;
    for (size_t i = 0; i < columns->count; i++)
        nullable |= !columns->items[i]->not_null;
    return nullable && reference_is_bound(reference);
}

/* Whether the rows of a group are to be counted by a column that this key shares with one that has the other
 * reference of a pair: each has one of two that differ, and parents drawn for one key would not be free for
 * the other. */
static bool is_counted(const Family *family, const Unique *unique, const ReferencePlan *partner)
{
    UniqueList uniques = unique_collect(family->table);
    for (size_t i = 0; i < uniques.count; i++) {
        ColumnPlanList free = unique_free(family->table, &uniques.items[i]);
        for (size_t k = 0; k < free.count && unique_covers(&uniques.items[i], partner); k++)
            if (value_is_ordinal(free.items[k]) && plan_columns_hold(&unique->columns, free.items[k]))
                return true;
    }
    return false;
}

/* Whether the parents follow from others in the row, or are as many for each row at least. */
static bool follow(const Family *family, FamilyKey *key, ReferencePlan *reference)
{
    const Level *level = family_drawn(reference);
    if (level->source && family_is_to(level, reference))
        return true;
    if (!level->source || !unique_covers(&key->unique, level->source) || reference->choices.count ||
        family_partner(reference) || family_may_be_left_out(reference))
        return false;
    list_push(family->table->plan->arena, &key->followed, reference);
    return true;
}

/* Sorts a reference of the key into its place; false where the key can't be met with it. */
static bool add_reference(Family *family, FamilyKey *key, ReferencePlan *reference)
{
    TablePlan *table = family->table;
    if (family_is_to_root(reference) || family_own_level(reference))
        return true;
    if (family_drawn(reference))
        return follow(family, key, reference);
    if (family_key_has(family, reference))
        return true;
    const ReferencePlan *partner = family_partner(reference);
    bool paired = partner && unique_covers(&key->unique, partner) && family_is_paired(reference);
    if (partner && !paired && is_counted(family, &key->unique, partner))
        return true;
    bool nullable = paired && (reference_is_nullable(reference) || reference_is_nullable(partner));
    if ((reference->choices.count && !reference->narrowed) || is_null_by_scenario(reference) || nullable ||
        (partner && family_key_has(family, partner)) || (!paired && (reference->below || reference->above)) ||
        family_is_hindered(family, &key->unique, reference))
        return false;
    if (!family_is_inside(reference)) {
        if (!reference_is_nullable(reference) && reference->target != table)
            list_push(table->plan->arena, &key->others, reference);
    } else if (reference->target == table) {
        if (reference->not_itself && !reference_is_nullable(reference))
            return false;
        key->chain = reference;
    } else {
        list_push(table->plan->arena, &key->inside, reference);
    }
    return true;
}

/* The constraint with the columns that are equal in all rows of the groups in which rows differ by it: those
 * of that level and the ones above. */
static Unique in_group(const Family *family, const Unique *unique)
{
    Unique wide = *unique;
    wide.columns = (ColumnPlanList){0};
    for (size_t i = 0; i < unique->columns.count; i++)
        list_push(family->table->plan->arena, &wide.columns, unique->columns.items[i]);
    for (size_t i = family_level_of_key(family, unique); i < family->levels.count; i++)
        for (size_t k = 0; k < family->levels.items[i].columns.count; k++)
            list_push(family->table->plan->arena, &wide.columns,
                      plan_find_column(family->table, family->levels.items[i].columns.items[k]));
    return wide;
}

static bool add_references(Family *family, FamilyKey *key)
{
    TablePlan *table = family->table;
    Unique wide = in_group(family, &key->unique);
    for (size_t i = 0; i < table->references.count; i++)
        if (unique_covers(&wide, table->references.items[i]) &&
            !add_reference(family, key, table->references.items[i]))
            return false;
    return true;
}

/* A row's own parent in the table itself, another one for each, meets the key whatever else is in it. */
static void keep_chain(FamilyKey *key)
{
    if (key->chain)
        key->inside.count = key->followed.count = key->others.count = key->free.count = 0;
}

/* A column of many values meets the key by itself; where no parent is in the key, so does a number that does
 * not count the rows of each group. */
static bool is_met_alone(const FamilyKey *key)
{
    if (key->free.count == 1 && reference_counted_by(key->free.items[0]))
        return false;
    PlanCount large = key->inside.count ? UNIQUE_LARGE : (PlanCount)1 << 30;
    for (size_t i = 0; i < key->free.count; i++)
        if (value_capacity(key->free.items[i]) >= large)
            return true;
    return false;
}

static void keep(FamilyKey *key, ReferencePlan *reference)
{
    for (size_t k = 0; k < reference->reference->columns.count; k++)
        plan_find_column(reference->table, reference->reference->columns.items[k])->never_null = true;
    if (!key->unique.nulls_not_distinct)
        list_push(reference->table->plan->arena, &key->kept, reference);
}

/* One of the references may be NULL in the rows that have no combination; the others must have parents. */
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
        keep(key, reference);
    }
    for (size_t i = 0; i < key->free.count; i++)
        key->free.items[i]->never_null = true;
}

static bool any_reaches(const DealList *deals, const Deal *to)
{
    for (size_t i = 0; i < deals->count; i++)
        if (family_reaches(deals->items[i], to))
            return true;
    return false;
}

bool family_reaches(const Deal *from, const Deal *to)
{
    if (from == to)
        return true;
    for (size_t i = 0; i < from->bounds.count; i++)
        for (size_t k = 0; k < from->bounds.items[i].factors.count; k++) {
            const DealFactor *factor = &from->bounds.items[i].factors.items[k];
            if ((factor->deal && family_reaches(factor->deal, to)) || any_reaches(&factor->up, to) ||
                any_reaches(&factor->down, to))
                return true;
        }
    return false;
}

static bool is_cyclic(const Family *family, const FamilyKey *key)
{
    for (size_t i = 0; i < key->inside.count; i++) {
        DealFactor factor = family_factor(key->inside.items[i], key->level);
        if ((factor.deal && family_reaches(factor.deal, &family->deal)) ||
            any_reaches(&factor.up, &family->deal) || any_reaches(&factor.down, &family->deal))
            return true;
    }
    return false;
}

ColumnPlan *family_counter(const FamilyKey *key)
{
    bool alone = !key->inside.count && !key->followed.count && !key->others.count && key->free.count == 1;
    return alone && value_is_ordinal(key->free.items[0]) ? key->free.items[0] : NULL;
}

/* The rows of a group that the column can count. */
static PlanCount most_counted(const ColumnPlan *counter)
{
    const ReferencePlan *reference = reference_counted_by(counter);
    PlanCount most = value_ordinals(counter);
    return reference && reference->counted < most ? reference->counted : most;
}

const Count *family_times(const Family *family, const FamilyKey *key)
{
    if (family_counter(key))
        return count_fixed(family->table->plan->arena, most_counted(family_counter(key)));
    Arena *arena = family->table->plan->arena;
    const Count *times = key_combinations(family->table, NULL, &key->others, &key->free);
    for (size_t i = 0; i < key->followed.count; i++)
        times = count_product(arena, times, family_followed_count(key->followed.items[i]));
    return times;
}

const ReferencePlan *family_partner_before(const FamilyKey *key, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (key->inside.items[i] == family_partner(key->inside.items[place]))
            return key->inside.items[i];
    return NULL;
}

bool family_is_first_of_pair(const FamilyKey *key, size_t place)
{
    const ReferencePlan *reference = key->inside.items[place];
    return (reference->below || reference->above) && !family_partner_before(key, place);
}

/* Kinds of one table's rows that are combined with one another: more rows of a group make more of that than
 * more groups. */
static void note_products(const FamilyKey *key)
{
    for (size_t i = 0; i < key->inside.count; i++)
        for (size_t k = 0; k < i; k++) {
            const Component *narrowed = key->inside.items[i]->narrowed;
            if (narrowed && narrowed == key->inside.items[k]->narrowed)
                narrowed->table->family->in_products = true;
        }
}

static void bound(Family *family, const FamilyKey *key)
{
    Arena *arena = family->table->plan->arena;
    DealBound bound = {.times = family_times(family, key),
                       .shares = family_deals_down(family->table, 0, key->level)};
    family->dealt = true;
    for (size_t i = 0; i < key->inside.count; i++) {
        DealFactor factor = family_factor(key->inside.items[i], key->level);
        factor.but = family_taken_before(key, i).count;
        if (factor.but || family_partner_before(key, i))
            factor.part = factor.but ? DEAL_OTHERS : DEAL_PAIRS;
        if (!family_is_first_of_pair(key, i))
            list_push(arena, &bound.factors, factor);
    }
    if (!key->nullable && !key->chain)
        list_push(arena, &family->deal.bounds, bound);
}

ColumnPlanList family_free_columns(const Family *family, const Unique *unique)
{
    ColumnPlanList free = unique_free(family->table, unique);
    for (size_t k = free.count; k-- > 0;)
        if (families_share(free.items[k]))
            list_remove(&free, k);
    for (size_t i = 0; i < family->keys.count; i++)
        for (size_t k = free.count; k-- > 0;)
            if (plan_columns_hold(&family->keys.items[i].free, free.items[k]))
                list_remove(&free, k);
    return free;
}

size_t family_level_of_key(const Family *family, const Unique *unique)
{
    size_t level = 0;
    while (level < family->levels.count && !holds_level(family, unique, &family->levels.items[level]))
        level++;
    return level;
}

/* The same where its references lead to smaller groups. */
static size_t level_of(const Family *family, const FamilyKey *key)
{
    size_t level = family_level_of_key(family, &key->unique);
    for (size_t i = 0; i < key->inside.count; i++)
        if (family_level(key->inside.items[i]) < level)
            level = family_level(key->inside.items[i]);
    return key->chain && family_level(key->chain) < level ? family_level(key->chain) : level;
}

bool family_is_one_to_one(const Family *family, const Unique *unique)
{
    ReferenceSet open = unique_open(family->table, unique);
    ColumnPlanList free = unique_free(family->table, unique);
    if (unique->component || unique->has_unknown || open.count != 1 || free.count ||
        family_level_of_key(family, unique) < family->levels.count)
        return false;
    const ReferencePlan *reference = open.items[0];
    return reference->target != family->table && !family_is_inside(reference) && !family_drawn(reference) &&
           !family_partner(reference) && !reference_is_nullable(reference);
}

/* Whether a smaller constraint, which is met whatever the groups, meets this one. */
static bool is_met_outside(const Family *family, const Unique *unique)
{
    UniqueList all = unique_collect(family->table);
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].columns.count < unique->columns.count &&
            unique_is_part(&all.items[i].columns, &unique->columns) &&
            family_is_one_to_one(family, &all.items[i]))
            return true;
    return false;
}

static void consider(Family *family, const Unique *unique)
{
    TablePlan *table = family->table;
    FamilyKey key = {.unique = *unique};
    family_tell_twins(family, unique);
    if (unique->component || family_key_that_meets(family, unique) || is_met_outside(family, unique) ||
        !add_references(family, &key))
        return;
    key.free = family_free_columns(family, unique);
    keep_chain(&key);
    key.inside = references_narrowest_first(&key.inside);
    key.level = level_of(family, &key);
    if (key.level == family->levels.count || is_met_alone(&key) || is_cyclic(family, &key))
        return;
    settle_nulls(&key);
    note_products(&key);
    bound(family, &key);
    list_push(table->plan->arena, &family->keys, key);
}

/* References to members of the same group that differ need several, where none may be NULL. */
static void bound_members(Family *family, const ReferencePlan *reference)
{
    Plan *plan = family->table->plan;
    DealFactor factor = family_factor(reference, 0);
    bool is_cyclic = family_reaches(factor.deal, &family->deal);
    if (is_cyclic)
        plan_refuse(plan, family->table->table, reference->reference->name,
                    text_format(plan->arena, "the rows of table \"%.*s\" depend on those of this one",
                                TEXT_ARG(reference->target->label)),
                    TEXT("Leave out the condition that two references differ."));
    family->dealt = reference->target->family->in_pairs = true;
    const ReferencePlan *partner = family_partner(reference);
    if (is_cyclic || reference_is_nullable(reference) || (partner && reference_is_nullable(partner)))
        return;
    DealBound bound = {.least = family_least_members(reference)};
    list_push(plan->arena, &bound.factors, factor);
    list_push(plan->arena, &family->deal.bounds, bound);
    family->pair = reference;
}

static void note_together(const ReferencePlan *reference)
{
    uint64_t wanted = family_wanted_together(reference);
    Family *members = reference->target->family;
    if (wanted < 2 || !members)
        return;
    members->in_pairs = true;
    members->together = wanted > members->together ? wanted : members->together;
}

/* A row that needs another one of its own group. */
static bool is_coupled(const ReferencePlan *reference)
{
    return !reference->implied && reference->target == reference->table && reference->not_itself &&
           family_is_inside(reference) &&
           (!reference_is_nullable(reference) || reference_is_wanted(reference));
}

void families_find_keys(TablePlan *table)
{
    if (!table->family)
        return;
    table->family->deal.table = table;
    UniqueList uniques = unique_collect(table);
    for (size_t i = 0; i < uniques.count; i++)
        consider(table->family, &uniques.items[i]);
    for (size_t i = 0; i < table->references.count; i++) {
        note_together(table->references.items[i]);
        if (family_least_members(table->references.items[i]) > 1)
            bound_members(table->family, table->references.items[i]);
        table->family->in_couples |= is_coupled(table->references.items[i]);
    }
}

/* ---- bounds of rows ---- */

/* The rows that values of its columns let each group have; PLAN_COUNT_MAX where something else bounds them.
 */
static PlanCount fixed_times(const Family *family, const FamilyKey *key)
{
    if (key->inside.count || key->chain || !key->free.count)
        return PLAN_COUNT_MAX;
    const Count *times = family_times(family, key);
    return count_is_fixed(times) ? times->fixed : PLAN_COUNT_MAX;
}

PlanCount family_least_times(const Family *family)
{
    PlanCount least = PLAN_COUNT_MAX;
    for (size_t i = 0; i < family->keys.count; i++) {
        PlanCount times = fixed_times(family, &family->keys.items[i]);
        least = times < least ? times : least;
    }
    return least;
}

/* The most rows that the key's groups take, which are dealt within the bounds so far. Groups that are values
 * of the table's own columns are as many as its rows need. */
static const Count *most_rows(const Family *family, const FamilyKey *key, const Deal *deal)
{
    TablePlan *parents = key->inside.count ? key->inside.items[0]->target : family->levels.items[0].root;
    PlanCount times = fixed_times(family, key);
    Arena *arena = family->table->plan->arena;
    return family_is_home(family) && times < PLAN_COUNT_MAX
               ? count_fixed(arena, count_multiply(times, family_bare_values(family)))
               : count_dealt(arena, parents, deal);
}

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
        plan_limit(table, key->unique.name,
                   text_format(arena, "it has no more combinations of values that have the same \"%.*s\"",
                               TEXT_ARG(family_column(family))),
                   most_rows(family, key, some));
    }
    if (family->pair)
        plan_limit(table, family->pair->reference->name,
                   text_format(arena, "two rows of table \"%.*s\" must have the same \"%.*s\"",
                               TEXT_ARG(family->pair->target->label), TEXT_ARG(family_column(family))),
                   count_dealt(arena, family->pair->target, &family->deal));
}

bool family_keeps(const ReferencePlan *reference)
{
    const Family *family = reference->table->family;
    for (size_t i = 0; family && i < family->keys.count; i++)
        if (holds_reference(&family->keys.items[i].kept, reference))
            return true;
    return false;
}
