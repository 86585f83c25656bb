/* families_level.c: the groups in which rows lie, one inside another, out of the bonds of their table. */
#include "plan/reference/families_way.h"

static Level level_of(Arena *arena, const Bond *bond, const ColumnList *own)
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
        list_push(arena, &family->levels, level_of(arena, bond, &own));
        const Family *up = bond->is_bare || family->levels.count > WAY_LONGEST ? NULL : bond->root->family;
        const Bond *above = up ? &up->bonds.items[0] : NULL;
        if (above)
            own = stand_for(arena, bond, &own, above);
        bond = above;
    }
}

static void find_drawn(Family *family)
{
    Arena *arena = family->table->plan->arena;
    for (size_t i = 1; i < family->bonds.count; i++) {
        const Bond *bond = &family->bonds.items[i];
        if (!way_is_above(arena, bond, &family->bonds.items[0]))
            list_push(arena, &family->drawn, level_of(arena, bond, &bond->columns));
    }
}

/* The reference that asks for what does not go with what others ask for. */
static void refuse_mixed(const Family *family)
{
    const Bond *last = &family->bonds.items[family->bonds.count - 1];
    Arena *arena = family->table->plan->arena;
    for (size_t i = 1; i < family->bonds.count; i++)
        if (!way_is_above(arena, &family->bonds.items[i], &family->bonds.items[0]))
            last = &family->bonds.items[i];
    reference_refuse(
        last->asker,
        text_format(arena, "references share column \"%.*s\", and tables that they lead to share others",
                    TEXT_ARG(last->asker->reference->columns.items[0]->name)),
        TEXT("Leave out one of the references that share the column."));
}

void families_settle(TablePlan *table)
{
    Family *family = table->family;
    if (!family)
        return;
    find_levels(family);
    if (family->is_mixed)
        refuse_mixed(family);
    else
        find_drawn(family);
    for (size_t k = 0; k < family->bonds.count; k++)
        for (size_t i = 0; i < family->bonds.items[k].columns.count; i++)
            plan_find_column(table, family->bonds.items[k].columns.items[i])->never_null = true;
}

static bool holds_level(const ReferencePlan *reference, const Level *level)
{
    return level->columns.count > 0 && way_holds_all(&reference->reference->columns, &level->columns);
}

Level *family_drawn(const ReferencePlan *reference)
{
    Family *family = reference->table->family;
    for (size_t i = 0; family && !reference->implied && i < family->drawn.count; i++)
        if (holds_level(reference, &family->drawn.items[i]))
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

size_t family_place_of_level(const Level *level, const ReferencePlan *reference)
{
    const Family *parents = reference->target->family;
    ColumnList key = way_carried(reference, &level->columns);
    size_t i = 0;
    while (i < parents->levels.count && (parents->levels.items[i].root != level->root ||
                                         parents->levels.items[i].is_bare != level->is_bare ||
                                         parents->levels.items[i].columns.count != key.count ||
                                         !way_holds_all(&parents->levels.items[i].columns, &key)))
        i++;
    return i;
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
