/* families_level.c: the groups in which rows lie, one inside another, out of the bonds of their table. */
#include "plan/reference/families_way.h"

static bool holds_level(const ReferencePlan *reference, const Level *level)
{
    return level->columns.count > 0 && way_holds_all(&reference->reference->columns, &level->columns);
}

Level way_level_of(Arena *arena, const Bond *bond, const ColumnList *own)
{
    Level level = {.root = bond->root, .is_bare = bond->is_bare};
    for (size_t i = 0; i < bond->key_count; i++) {
        list_push(arena, &level.keys, bond->keys.items[i]);
        if (own->items[i])
            list_push(arena, &level.columns, own->items[i]);
    }
    if (level.columns.count < bond->key_count)
        level.columns.count = 0;
    return level;
}

/* The table's columns that stand for those of the root's own bond; NULL for what it does not have. */
static ColumnList stand_for(Arena *arena, const Bond *bond, const ColumnList *own, const Bond *above)
{
    ColumnList columns = {0};
    for (size_t i = 0; i < above->columns.count; i++) {
        size_t place = columns_place(&bond->keys, above->columns.items[i]);
        list_push(arena, &columns, place < bond->keys.count ? own->items[place] : NULL);
    }
    return columns;
}

static void find_levels(Family *family)
{
    Arena *arena = family->table->plan->arena;
    const Bond *bond = &family->bonds.items[0];
    ColumnList own = bond->columns;
    while (bond) {
        list_push(arena, &family->levels, way_level_of(arena, bond, &own));
        const Family *up = bond->is_bare || family->levels.count > WAY_LONGEST ? NULL : bond->root->family;
        const Bond *above = up ? &up->bonds.items[0] : NULL;
        if (above)
            own = stand_for(arena, bond, &own, above);
        bond = above;
    }
}

/* The references that have a level's columns. */
typedef struct Holders {
    ReferencePlan *leading; /* one of those that lead on to its row, in all rows; or NULL */
    ReferencePlan *inside; /* one of those whose parents lie in its group, or make it, in all rows; or NULL */
    size_t leads, insides; /* how many of both there are, those that may be NULL as well */
} Holders;

/* Whether all rows have the reference: groups have no NULL. */
static bool is_in_all_rows(const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        const ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        if (!column->column->not_null && !column->never_null && !families_share(column))
            return false;
    }
    return true;
}

static Holders holders_of(const Family *family, const Level *level)
{
    Holders holders = {0};
    for (size_t i = 0; i < family->table->references.count; i++) {
        ReferencePlan *reference = family->table->references.items[i];
        if (reference->implied || reference->target == family->table || !holds_level(reference, level))
            continue;
        bool leads = family_leads(reference, level);
        holders.leads += leads, holders.insides += !leads;
        if (is_in_all_rows(reference) && leads)
            holders.leading = reference;
        else if (is_in_all_rows(reference) && family_is_in(level, reference))
            holders.inside = reference;
    }
    return holders;
}

/* Groups in which one of the references leads to a row are followed, others drawn; where there is but one
 * reference that has the group, it goes where it does without. */
static void find_others(Family *family)
{
    Arena *arena = family->table->plan->arena;
    for (size_t i = 1; i < family->bonds.count; i++) {
        const Bond *bond = &family->bonds.items[i];
        if (way_is_above(arena, bond, &family->bonds.items[0]))
            continue;
        Level level = way_level_of(arena, bond, &bond->columns);
        Holders holders = holders_of(family, &level);
        bool alone = bond->is_asked && holders.leads + holders.insides == 1;
        level.source = alone && !holders.leads ? holders.inside : holders.leads == 1 ? holders.leading : NULL;
        if (!alone)
            list_push(arena, &family->drawn, level);
        else if (level.source)
            list_push(arena, &family->passed, level);
    }
}

void way_find_levels(Family *family)
{
    family->levels.count = family->drawn.count = family->passed.count = 0;
    find_levels(family);
    find_others(family);
}

/* The reference that asks for what does not go with what others ask for. */
static const ReferencePlan *last_left(const Family *family)
{
    const Bond *last = &family->bonds.items[family->bonds.count - 1];
    for (size_t i = 1; i < family->bonds.count; i++)
        if (!way_is_above(family->table->plan->arena, &family->bonds.items[i], &family->bonds.items[0]))
            last = &family->bonds.items[i];
    return last->asker;
}

static void refuse_mixed(const ReferencePlan *asker)
{
    reference_refuse(
        asker,
        text_format(asker->table->plan->arena,
                    "references share column \"%.*s\", and tables that they lead to share others",
                    TEXT_ARG(asker->reference->columns.items[0]->name)),
        TEXT("Leave out one of the references that share the column."));
}

/* Those that the table's levels are found by. */
static void settle_others(const TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++)
        families_settle(table->references.items[i]->target);
    for (size_t i = 0; i < table->family->bonds.count; i++)
        families_settle(table->family->bonds.items[i].root);
}

void families_settle(TablePlan *table)
{
    Family *family = table->family;
    if (!family || family->is_settled)
        return;
    family->is_settled = true;
    settle_others(table);
    way_choose_base(family);
    const ReferencePlan *misfit = way_misfit(family);
    if (family->is_mixed)
        refuse_mixed(last_left(family));
    else if (misfit)
        refuse_mixed(misfit);
    for (size_t k = 0; k < family->bonds.count; k++)
        for (size_t i = 0; i < family->bonds.items[k].columns.count; i++)
            plan_find_column(table, family->bonds.items[k].columns.items[i])->never_null = true;
}

Level *family_drawn(const ReferencePlan *reference)
{
    Family *family = reference->table->family;
    for (size_t i = 0; family && !reference->implied && i < family->drawn.count; i++)
        if (holds_level(reference, &family->drawn.items[i]) && family->drawn.items[i].source != reference)
            return &family->drawn.items[i];
    return NULL;
}

size_t family_level(const ReferencePlan *reference)
{
    const Family *family = reference->table->family;
    size_t i = family_drawn(reference) ? family->levels.count : 0;
    while (i < family->levels.count && !holds_level(reference, &family->levels.items[i]))
        i++;
    return i;
}

bool family_is_to(const Level *level, const ReferencePlan *reference)
{
    ColumnList key = way_carried(reference, &level->columns);
    return !level->is_bare && level->root == reference->target && way_holds_all(&level->keys, &key);
}

bool family_is_to_root(const ReferencePlan *reference)
{
    const Family *family = reference->table->family;
    size_t i = family_level(reference);
    return i < family->levels.count && family_is_to(&family->levels.items[i], reference);
}

size_t family_place_among(const LevelList *levels, const Level *level, const ReferencePlan *reference)
{
    ColumnList key = way_carried(reference, &level->columns);
    size_t i = 0;
    while (i < levels->count &&
           (levels->items[i].root != level->root || levels->items[i].is_bare != level->is_bare ||
            levels->items[i].columns.count != key.count || !way_holds_all(&levels->items[i].columns, &key)))
        i++;
    return i;
}

size_t family_place_of_level(const Level *level, const ReferencePlan *reference)
{
    return family_place_among(&reference->target->family->levels, level, reference);
}

bool family_is_in(const Level *level, const ReferencePlan *reference)
{
    const Family *parents = reference->target->family;
    return family_is_to(level, reference) ||
           (parents && family_place_of_level(level, reference) < parents->levels.count);
}

size_t family_level_of_target(const ReferencePlan *reference)
{
    return family_place_of_level(&reference->table->family->levels.items[family_level(reference)], reference);
}

bool family_is_inside(const ReferencePlan *reference)
{
    const Family *parents = reference->target->family;
    return family_level(reference) < reference->table->family->levels.count &&
           (family_is_to_root(reference) ||
            (parents && family_level_of_target(reference) < parents->levels.count));
}

bool family_is_beside(const ReferencePlan *reference)
{
    return family_level(reference) == 0 && family_level_of_target(reference) == 0;
}

/* Groups that are values of the table's own columns, of which one is another table's. */
static bool is_home_of_others(const Family *family)
{
    const ColumnList *columns = &family->bonds.items[0].columns;
    for (size_t i = 0; i < columns->count && family_is_home(family); i++) {
        const ReferencePlan *owner = plan_find_column(family->table, columns->items[i])->reference;
        if (owner && owner->target != family->table && !family_is_inside(owner))
            return true;
    }
    return false;
}

void families_check_home(TablePlan *table)
{
    if (table->family && is_home_of_others(table->family))
        refuse_mixed(table->family->bonds.items[0].asker);
}

static bool is_own_level(const ReferencePlan *reference, const Level *level)
{
    const Reference *r = reference->reference;
    if (level->root != reference->table || level->is_bare || !level->columns.count)
        return false;
    for (size_t i = 0; i < level->columns.count; i++) {
        size_t place = columns_place(&r->target_columns, level->columns.items[i]);
        if (place == r->columns.count || r->columns.items[place] != level->keys.items[i])
            return false;
    }
    return true;
}

size_t family_own_level(const ReferencePlan *reference)
{
    const Family *children = reference->target->family;
    size_t i = 0;
    while (children && reference->target != reference->table && i < children->levels.count)
        if (is_own_level(reference, &children->levels.items[i++]))
            return i;
    return 0;
}

bool families_meet(const ReferencePlan *reference, const ColumnPlan *column)
{
    return reference->parent && (families_share(column) || family_own_level(reference));
}

bool families_share(const ColumnPlan *column)
{
    const Family *family = column->table->family;
    for (size_t i = 0; family && i < family->bonds.count; i++)
        if (columns_hold(&family->bonds.items[i].columns, column->column))
            return true;
    return false;
}
