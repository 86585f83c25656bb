/* families_base.c: by which of its bonds a table is laid out, where several would do as well: the tables that
 * reference it are then in the groups of the others by where it leads. */
#include "plan/reference/families_way.h"

static bool shares_bond(const Family *family, const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (families_share(plan_find_column(family->table, reference->reference->columns.items[i])))
            return true;
    return false;
}

static bool is_passed(const Family *family, const ReferencePlan *reference)
{
    for (size_t i = 0; i < family->passed.count; i++)
        if (family->passed.items[i].source == reference)
            return true;
    return false;
}

/* Whether the column is the same in all rows of the groups that the reference's parents are found in, or is
 * where they lead. */
static bool is_told(const Family *family, const ReferencePlan *reference, const Column *column)
{
    const Level *drawn = family_drawn(reference);
    bool told = drawn ? columns_hold(&family_bond_of(family, drawn)->columns, column)
                      : columns_hold(&family->bonds.items[0].columns, column);
    for (size_t i = 0; i < family->drawn.count; i++)
        told |= family->drawn.items[i].source == reference &&
                columns_hold(&family_bond_of(family, &family->drawn.items[i])->columns, column);
    for (size_t i = 0; i < family->passed.count; i++)
        told |= family->passed.items[i].source == reference &&
                columns_hold(&family_bond_of(family, &family->passed.items[i])->columns, column);
    return told;
}

static bool is_all_told(const Family *family, const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        const Column *column = reference->reference->columns.items[i];
        if (families_share(plan_find_column(family->table, column)) && !is_told(family, reference, column))
            return false;
    }
    return true;
}

/* Whether the levels tell where the reference's parents are. */
static bool fits(const Family *family, const ReferencePlan *reference)
{
    const Level *drawn = family_drawn(reference);
    bool is_found =
        drawn ? family_is_in(drawn, reference) : family_is_inside(reference) || is_passed(family, reference);
    return is_found && is_all_told(family, reference);
}

static size_t misfits(const Family *family)
{
    size_t count = 0;
    for (size_t i = 0; i < family->table->references.count; i++) {
        const ReferencePlan *reference = family->table->references.items[i];
        count += !reference->implied && reference->target != family->table && !family_own_level(reference) &&
                 shares_bond(family, reference) && !fits(family, reference);
    }
    return count;
}

static bool is_in_key(const ReferencePlan *reference)
{
    const Table *table = reference->table->table;
    for (size_t i = 0; i < table->keys.count; i++)
        if (way_holds_all(&table->keys.items[i]->columns, &reference->reference->columns))
            return true;
    return false;
}

/* Whether the other reference shares columns that are none of the bond's in the first one's target. */
static bool shares_others(const ReferencePlan *first, const ReferencePlan *other, const Bond *bond)
{
    ColumnList shared = way_carried(first, &other->reference->columns);
    return shared.count && !way_holds_all(&bond->columns, &shared);
}

/* How many references of other tables' keys would have to follow where this one leads. */
static size_t followers(const Family *family)
{
    size_t count = 0;
    for (size_t i = 0; i < family->table->children.count; i++) {
        const ReferencePlanList *all = &family->table->children.items[i]->references;
        for (size_t k = 0; k < all->count; k++)
            for (size_t n = 0; n < all->count && all->items[k]->target == family->table; n++)
                count += n != k && !all->items[k]->implied && !all->items[n]->implied &&
                         is_in_key(all->items[n]) &&
                         shares_others(all->items[k], all->items[n], &family->bonds.items[0]);
    }
    return count;
}

/* What speaks against a bond: the first difference decides. */
typedef struct Cost {
    size_t misfits, left, followers;
} Cost;

static bool is_less(const Cost *a, const Cost *b)
{
    if (a->misfits != b->misfits)
        return a->misfits < b->misfits;
    return a->left != b->left ? a->left < b->left : a->followers < b->followers;
}

/* Of the bond that is first. */
static Cost cost_of(Family *family)
{
    size_t left = way_left_by(family, 0);
    way_find_levels(family);
    return (Cost){misfits(family), left, left >= family->bonds.count ? followers(family) : 0};
}

static Cost choose(Family *family)
{
    size_t best = 0;
    Cost least = cost_of(family);
    for (size_t i = 1; i < family->bonds.count && !family->is_mixed; i++) {
        way_put_first(family, i);
        Cost cost = cost_of(family);
        if (!family->bonds.items[0].is_bare && is_less(&cost, &least))
            least = cost, best = i;
        way_put_first(family, i);
    }
    way_put_first(family, best);
    way_find_levels(family);
    return least;
}

/* The bond to whose groups the reference leads; NULL where there is none. */
static const Bond *led_to(const Family *family, const ReferencePlan *reference)
{
    for (size_t i = 0; i < family->bonds.count && !reference->implied; i++) {
        const Bond *bond = &family->bonds.items[i];
        Level level = way_level_of(family->table->plan->arena, bond, &bond->columns);
        if (way_holds_all(&reference->reference->columns, &level.columns) && family_leads(reference, &level))
            return bond;
    }
    return NULL;
}

/* The groups by which the reference's target is laid out become the table's own as well. */
static void join_base(Family *family, const ReferencePlan *reference)
{
    Arena *arena = family->table->plan->arena;
    const Reference *r = reference->reference;
    const Bond *base = &reference->target->family->bonds.items[0];
    Bond bond = {
        .root = base->root, .is_bare = base->is_bare, .key_count = base->key_count, .asker = reference};
    for (size_t i = 0; i < base->columns.count; i++) {
        size_t place = columns_place(&r->target_columns, base->columns.items[i]);
        if (place == r->columns.count && i < base->key_count)
            return;
        if (place < r->columns.count) {
            list_push(arena, &bond.columns, r->columns.items[place]);
            list_push(arena, &bond.keys, base->keys.items[i]);
        }
    }
    way_add_bond(family, &bond);
}

void way_choose_base(Family *family)
{
    const ReferencePlanList *all = &family->table->references;
    if (!choose(family).misfits || family->is_mixed)
        return;
    for (size_t i = 0; i < all->count; i++)
        if (led_to(family, all->items[i]))
            join_base(family, all->items[i]);
    choose(family);
}

const ReferencePlan *way_misfit(const Family *family)
{
    const ReferencePlanList *all = &family->table->references;
    for (size_t i = 0; i < all->count; i++)
        if (led_to(family, all->items[i]) && !fits(family, all->items[i]))
            return led_to(family, all->items[i])->asker;
    return NULL;
}
