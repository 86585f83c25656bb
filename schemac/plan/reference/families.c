/* families.c: references that share a column, such as two composite ones that both hold the tenant.
 *
 * A family is the tables whose rows lie in groups (families_bond.c). Every member lays its rows out by group,
 * so that a group is one range of rows in every table; a row has its group by its place, and then draws each
 * parent inside the group's range. Where the rows that make the groups lie in groups themselves, the rows of
 * a larger group are one range as well.
 *
 * Groups are filled from the first on: a member with rows enough has at least one row in each group it may
 * use, and one with fewer rows has one row in each of the first groups. So the groups that are empty in no
 * parent are always the first ones. Where kinds of its rows are wanted in each group (families_kinds.c), that
 * is so of as many rows as there are kinds. */
#include "plan/reference/families.h"

#include "plan/value.h"

bool family_may_be_left_out(const ReferencePlan *reference)
{
    return reference_is_nullable(reference) || reference_is_bound(reference);
}

bool family_does_without(const ReferencePlan *reference)
{
    bool does_without = false;
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        const ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        const Component *component = column->component;
        bool is_ever_null = !component || component_set(component, column, PRESENCE_NULL) ||
                            component_set(component, column, PRESENCE_FREE);
        does_without |= !column->column->not_null && !column->never_null && is_ever_null;
    }
    return does_without && family_may_be_left_out(reference);
}

/* ---- groups ---- */

bool family_needs(const ReferencePlan *reference)
{
    return !reference->implied && !reference->parent && !family_own_level(reference) &&
           family_is_inside(reference) && !family_is_to_root(reference) && reference->target->family &&
           reference->target != reference->table &&
           (!reference_is_nullable(reference) || reference_is_bound(reference));
}

/* In how many groups the rows could be. Bounds on groups go before pairs. */
static const Count *most_groups(TablePlan *table)
{
    if (table->family && table->family->in_couples)
        return count_share(table->plan->arena, count_rows(table->plan->arena, table), 2);
    if (table->family && table->family->enough && !table->family->deal.enough)
        return count_groups(table->plan->arena, table, table->family->enough);
    bool in_pairs = table->family && table->family->in_pairs && !table->family->deal.bounds.count;
    return in_pairs ? count_pairs(table->plan->arena, table) : count_rows(table->plan->arena, table);
}

/* The values that bare columns can tell groups apart by. */
PlanCount family_bare_values(const Family *family)
{
    const Bond *bond = &family->bonds.items[0];
    PlanCount most = 1;
    for (size_t i = 0; i < bond->keys.count; i++) {
        PlanCount capacity = value_capacity(plan_find_column(bond->root, bond->keys.items[i]));
        most = capacity > most ? capacity : most;
    }
    return most;
}

/* So many of the root's rows have each value: where they are the table's own, no more than a bit over half of
 * what its keys let a group have, as the last group is not to be left with what is over. */
static unsigned rows_of_group(const Family *family)
{
    PlanCount least = family_is_home(family) ? family_least_times(family) : PLAN_COUNT_MAX;
    if (least >= 2 * FAMILY_ROWS_OF_GROUP)
        return FAMILY_ROWS_OF_GROUP;
    return least ? (unsigned)((least + 1) / 2) : 1;
}

/* The groups that there are. */
static const Count *all_groups(const Family *family)
{
    const Level *level = &family->levels.items[0];
    Arena *arena = family->table->plan->arena;
    const Count *rows = count_rows(arena, level->root);
    if (!level->is_bare)
        return rows;
    const Count *some =
        count_most(arena, count_share(arena, rows, rows_of_group(family)), count_fixed(arena, 1));
    return count_least(arena, count_fixed(arena, family_bare_values(family)), some);
}

/* The table whose rows bound a number of groups, half of them where its groups have two or more; NULL where it
 * is another number. */
static TablePlan *bounding_table(const Count *count)
{
    TablePlan *table = count_table(count);
    bool of_couples = count_is_share(count) && count->parts == 2 && table && table->family;
    return !count_is_share(count) || (of_couples && table->family->in_couples) ? table : NULL;
}

/* The least of a number of rows and of some others, each table once. */
static const Count *least_rows(Arena *arena, TablePlan *table, const Count *others)
{
    for (const Count *count = others; count; count = count_rest(count))
        if (bounding_table(count) == table)
            return others;
    return count_least(arena, most_groups(table), others);
}

const Count *family_least_groups(Arena *arena, const Count *more, const Count *groups)
{
    for (; more; more = count_rest(more))
        if (bounding_table(more))
            groups = least_rows(arena, bounding_table(more), groups);
    return groups;
}

/* How many groups the member has rows in, as far as rows tell: the least of the root's, the groups of the
 * parents beside it that it needs, and, where they are the first ones, of its own rows. */
static const Count *used_groups(Family *family)
{
    TablePlan *table = family->table;
    Arena *arena = table->plan->arena;
    bool anywhere = family->is_needy && !family->in_couples;
    const Count *groups = all_groups(family);
    if (!anywhere)
        groups = count_least(arena, most_groups(table), groups);
    family->counting = true;
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        if (!family_needs(reference) || !family_is_beside(reference) || reference->target->family->counting ||
            reference->target->family->is_needy)
            continue;
        groups = family_least_groups(arena, used_groups(reference->target->family), groups);
    }
    if (family->made && family->levels.items[0].is_bare && !family->levels.items[0].root->family->counting)
        groups = family_least_groups(arena, used_groups(family->levels.items[0].root->family), groups);
    family->counting = false;
    return groups;
}

Text family_group_name(const Family *family, const char *what)
{
    return text_format(family->table->plan->arena, "%.*s_%s",
                       TEXT_ARG(family->bonds.items[0].columns.items[0]->name), what);
}

/* ---- what others have in a group ---- */

DealList family_deals_up(TablePlan *table, size_t from, size_t to)
{
    DealList deals = {0};
    for (size_t i = from; i < to; i++) {
        Family *root = table->family->levels.items[i].root->family;
        root->dealt = true;
        list_push(table->plan->arena, &deals, &root->deal);
    }
    return deals;
}

DealList family_deals_down(TablePlan *table, size_t from, size_t to)
{
    DealList up = family_deals_up(table, from, to), down = {0};
    for (size_t i = up.count; i-- > 0;)
        list_push(table->plan->arena, &down, up.items[i]);
    return down;
}

/* Of the rows alone in whose groups others have some. */
static DealFactor of_filled(const ReferencePlan *reference, const DealFactor *all)
{
    Arena *arena = reference->table->plan->arena;
    DealFactor some = {.deal = &reference->filled->deal, .down = all->down};
    list_push(arena, &some.up, all->deal);
    for (size_t i = 0; i < all->up.count; i++)
        list_push(arena, &some.up, all->up.items[i]);
    return some;
}

DealFactor family_factor(const ReferencePlan *reference, size_t level)
{
    Family *parents = reference->target->family;
    DealFactor factor = {.segment = reference->narrowed,
                         .set = reference->narrowed_set,
                         .down = family_deals_down(reference->table, level, family_level(reference))};
    if (!family_is_to_root(reference)) {
        parents->dealt = true;
        factor.deal = &parents->deal;
        factor.up = family_deals_up(reference->target, 0, family_level_of_target(reference));
    }
    return reference->filled ? of_filled(reference, &factor) : factor;
}

DealFactor family_drawn_factor(const ReferencePlan *reference)
{
    Family *parents = reference->target->family;
    size_t place = family_place_of_level(family_drawn(reference), reference);
    parents->dealt = true;
    return (DealFactor){.segment = reference->narrowed,
                        .set = reference->narrowed_set,
                        .deal = &parents->deal,
                        .up = family_deals_up(reference->target, 0, place)};
}

/* Whether the groups in which there are parents don't follow from numbers of rows alone. */
static bool is_bounded(const ReferencePlan *reference)
{
    return reference->narrowed || reference->filled || !family_is_beside(reference) ||
           reference->target->family->is_needy;
}

static bool depends_on(const DealFactor *factor, const Deal *deal)
{
    bool depends = factor->deal && family_reaches(factor->deal, deal);
    for (size_t i = 0; i < factor->up.count; i++)
        depends |= family_reaches(factor->up.items[i], deal);
    for (size_t i = 0; i < factor->down.count; i++)
        depends |= family_reaches(factor->down.items[i], deal);
    return depends;
}

void family_need(Family *family, DealFactor factor, Text constraint, TablePlan *target)
{
    TablePlan *table = family->table;
    Arena *arena = table->plan->arena;
    if (depends_on(&factor, &family->deal))
        return;
    DealBound bound = {.least = 1};
    list_push(arena, &bound.factors, factor);
    list_push(arena, &family->deal.bounds, bound);
    family->dealt = family->is_needy = true;
    plan_limit(table, constraint,
               text_format(arena, "its rows need rows of table \"%.*s\" that have the same \"%.*s\"",
                           TEXT_ARG(target->label), TEXT_ARG(family->bonds.items[0].columns.items[0]->name)),
               count_dealt(arena, target, &family->deal));
}

static void bound_by_needs(Family *family)
{
    TablePlan *table = family->table;
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        bool is_root = reference->narrowed && family_is_to_root(reference);
        if (is_root || (family_needs(reference) && is_bounded(reference)))
            family_need(family, family_factor(reference, 0), reference->reference->name, reference->target);
    }
}

/* Parents first. */
void families_bound(TablePlan *table)
{
    Family *family = table->family;
    if (!family || family->is_bounded)
        return;
    family->is_bounded = true;
    for (size_t i = 0; i < table->references.count; i++)
        if (family_needs(table->references.items[i]) || family_drawn(table->references.items[i]))
            families_bound(table->references.items[i]->target);
    if (family->levels.count > 1 || family->in_couples || family->enough)
        family->dealt = true;
    family_check_filled(family);
    bound_by_needs(family);
    family_bound_drawn(family);
    if (family->enough && (family->deal.bounds.count || family->in_couples)) {
        family->deal.enough = family->enough;
        family->is_needy = true;
    }
    family->deal.groups = used_groups(family);
}

/* ---- laying out ---- */

/* At random, with a row or more in each group. */
static void fan_out(Family *family)
{
    TablePlan *table = family->table;
    const Param *key = param_stream(table, family->bonds.items[0].columns.items[0]->name, TEXT("group"));
    family->groups =
        param_new(table, family_group_name(family, "groups"), "struct rt_fanout", "rt_fanout_prepare", true,
                  OPERANDS(op_param(key), op_name("RT_FANOUT_RANDOM"), op_uint(1), op_uint(UINT64_MAX),
                           op_uint(0), op_count(family->deal.groups), op_rows(table)));
    family->groups->failure =
        text_format(table->plan->arena, "could not lay out the rows of table \"%.*s\" by \"%.*s\"",
                    TEXT_ARG(table->label), TEXT_ARG(family->bonds.items[0].columns.items[0]->name));
    family->groups->release = TEXT("rt_fanout_free");
}

static void deal(Family *family)
{
    TablePlan *table = family->table;
    const Operand groups = op_count(family->deal.groups), bounds = op_bounds(&family->deal);
    Text name = family_group_name(family, "groups");
    family->groups = family->deal.enough
                         ? param_new(table, name, "struct rt_deal", "rt_deal_enough", false,
                                     OPERANDS(groups, op_rows(table), op_uint(family->deal.enough), bounds))
                         : param_new(table, name, "struct rt_deal", "rt_deal", false,
                                     OPERANDS(groups, op_rows(table), bounds));
    family_limit_by_keys(family);
}

static void need_groups(const Family *family)
{
    TablePlan *table = family->table;
    Arena *arena = table->plan->arena;
    if (family->in_couples)
        list_push(arena, &table->limits,
                  ((Limit){.constraint = family->bonds.items[0].columns.items[0]->name,
                           .reason = TEXT("its rows reference one another, and there are no two"),
                           .count = *count_others(arena, table),
                           .when_empty = true}));
    for (const Count *count = family->deal.groups; count; count = count_rest(count)) {
        TablePlan *other = bounding_table(count);
        if (!other || other == table)
            continue;
        Text reason = text_format(arena, "its rows belong to rows of table \"%.*s\", which has none",
                                  TEXT_ARG(other->label));
        Limit limit = {.constraint = family->bonds.items[0].columns.items[0]->name,
                       .reason = reason,
                       .count = *count_rows(arena, other),
                       .when_empty = true};
        list_push(arena, &table->limits, limit);
    }
}

Step *family_place(const Family *family, TablePlan *table, Text name, Operand row)
{
    return step_call(table, name, VALUE_FANOUT, family->dealt ? "rt_deal_row" : "rt_fanout_child",
                     OPERANDS(op_param_address(family->groups), row));
}

void families_lay_out(TablePlan *table)
{
    Family *family = table->family;
    if (!family)
        return;
    if (family->dealt)
        deal(family);
    else
        fan_out(family);
    need_groups(family);
    family->place = family_place(family, table, family_group_name(family, "place"), op_row());
}

/* ---- the columns of the groups ---- */

/* A reference to the group's row that the schema does not have. */
static ReferencePlan *made_up(Family *family)
{
    Arena *arena = family->table->plan->arena;
    const Bond *bond = &family->bonds.items[0];
    if (family->made)
        return family->made;
    Reference *reference = arena_new_object(arena, Reference);
    reference->name = bond->columns.items[0]->name;
    reference->target = bond->root->table;
    reference->columns = bond->columns;
    reference->target_columns = bond->keys;
    family->made = arena_new_object(arena, ReferencePlan);
    *family->made = (ReferencePlan){.reference = reference, .table = family->table, .target = bond->root};
    return family->made;
}

/* Whether all rows can take the column's value from the reference. */
static bool is_steady(const ReferencePlan *reference)
{
    return !reference->implied && reference->target != reference->table && !family_own_level(reference) &&
           (family_is_inside(reference) || family_drawn(reference)) && !family_does_without(reference);
}

/* Another reference that gives the column; NULL where there is none. */
static ReferencePlan *other_owner(const ReferencePlan *reference, const Column *column)
{
    const ReferencePlanList *all = &reference->table->references;
    for (size_t i = 0; i < all->count; i++)
        if (columns_hold(&all->items[i]->reference->columns, column) && !all->items[i]->implied &&
            !family_own_level(all->items[i]))
            return all->items[i];
    return NULL;
}

static ReferencePlan *steady_owner(const Family *family, const Column *column)
{
    for (size_t i = 0; i < family->table->references.count; i++)
        if (columns_hold(&family->table->references.items[i]->reference->columns, column) &&
            is_steady(family->table->references.items[i]))
            return family->table->references.items[i];
    return NULL;
}

/* Whether the column's values are the groups' own. */
bool family_is_home(const Family *family)
{
    return family->levels.items[0].is_bare && family->levels.items[0].root == family->table;
}

/* The row's own key is not taken from rows that reference it. */
static void disown(const ReferencePlan *reference)
{
    const Level *level = &reference->target->family->levels.items[family_own_level(reference) - 1];
    for (size_t i = 0; i < level->keys.count; i++) {
        ColumnPlan *column = plan_find_column(reference->table, level->keys.items[i]);
        if (column->reference == reference)
            column->reference = other_owner(reference, level->keys.items[i]);
    }
    reference->target->family->dealt = true;
}

/* The columns of a group that is drawn: from references that are in it in all rows. */
static void own_drawn(const Family *family, const Level *level)
{
    for (size_t i = 0; i < level->columns.count; i++) {
        ColumnPlan *column = plan_find_column(family->table, level->columns.items[i]);
        ReferencePlan *owner = steady_owner(family, column->column);
        if (!column->reference || !is_steady(column->reference))
            column->reference = owner ? owner : column->reference;
    }
}

void families_own(TablePlan *table)
{
    Family *family = table->family;
    for (size_t i = 0; i < table->references.count; i++)
        if (!table->references.items[i]->implied && family_own_level(table->references.items[i]))
            disown(table->references.items[i]);
    for (size_t i = 0; family && i < family->bonds.items[0].columns.count; i++) {
        ColumnPlan *column = plan_find_column(table, family->bonds.items[0].columns.items[i]);
        if (family_is_home(family)) {
            column->reference = NULL;
        } else if (!column->reference || !is_steady(column->reference)) {
            ReferencePlan *owner = steady_owner(family, column->column);
            column->reference = owner ? owner : made_up(family);
        }
    }
    for (size_t i = 0; family && i < family->drawn.count; i++)
        own_drawn(family, &family->drawn.items[i]);
}
