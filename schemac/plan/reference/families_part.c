/* families_part.c: partial unique constraints of tables whose rows lie in groups: each group's first rows are
 * in them, as many as there are combinations of what else the constraint is over, or one. */
#include "plan/reference/families.h"

#include "plan/value.h"

/* ---- which constraints ---- */

/* Whether another constraint decides its parents or they can't be told by a number. */
static bool is_decided(const Family *family, const ReferencePlan *reference)
{
    for (size_t i = 0; i < family->parts.count; i++)
        for (size_t k = 0; k < family->parts.items[i].inside.count; k++)
            if (family->parts.items[i].inside.items[k] == reference)
                return true;
    return family_key_has(family, reference) || family_partner(reference) || reference->keeps_away ||
           (reference->choices.count && !reference->narrowed) || reference_is_bound(reference);
}

/* Whether its parents are in the groups of the part. */
static bool is_of_part(const FamilyPart *part, const ReferencePlan *reference)
{
    return unique_covers(&part->unique, reference) && family_is_inside(reference) &&
           !family_is_to_root(reference) && !family_own_level(reference) && reference->target->family &&
           reference->target != reference->table && family_level(reference) == part->level;
}

static void add_references(const Family *family, FamilyPart *part)
{
    TablePlan *table = family->table;
    for (size_t i = 0; i < table->references.count; i++)
        if (is_of_part(part, table->references.items[i]) && !is_decided(family, table->references.items[i]))
            list_push(table->plan->arena, &part->inside, table->references.items[i]);
}

/* Whether no two of its references are to tell rows by their order, and it has other parts. */
static bool can_go_round(const FamilyKey *key)
{
    for (size_t i = 0; i < key->inside.count; i++)
        if (family_partner(key->inside.items[i]))
            return false;
    return !key->nullable && !key->chain && key->inside.count + key->others.count + key->free.count > 1;
}

static bool has_other_round(const Family *family, const FamilyKey *key, const ReferencePlan *reference)
{
    for (size_t i = 0; i < family->parts.count; i++)
        if (family->parts.items[i].key == key && family->parts.items[i].round != reference)
            return true;
    return false;
}

/* A reference that a key of the same groups decides. */
static void find_round(Family *family, FamilyPart *part)
{
    for (size_t i = 0; i < family->keys.count && !part->key; i++) {
        FamilyKey *key = &family->keys.items[i];
        for (size_t k = 0; k < key->inside.count && key->level == part->level && can_go_round(key); k++)
            if (is_of_part(part, key->inside.items[k]) && !has_other_round(family, key, key->inside.items[k]))
                part->key = key, part->round = key->inside.items[k];
    }
}

/* Whether another constraint gives the column its values, or may. */
static bool is_carried(const Family *family, const ColumnPlan *column)
{
    UniqueList uniques = unique_collect(family->table);
    for (size_t i = 0; i < family->parts.count; i++)
        if (plan_columns_hold(&family->parts.items[i].free, column))
            return true;
    for (size_t i = 0; i < uniques.count; i++)
        if (!uniques.items[i].component && plan_columns_hold(&uniques.items[i].columns, column))
            return true;
    return false;
}

static void add_columns(const Family *family, FamilyPart *part)
{
    ColumnPlanList free = family_free_columns(family, &part->unique);
    for (size_t i = 0; i < free.count; i++)
        if (!value_is_ordinal(free.items[i]) && value_capacity(free.items[i]) < UNIQUE_LARGE &&
            !is_carried(family, free.items[i]))
            list_push(family->table->plan->arena, &part->free, free.items[i]);
}

/* Adds the constraint; false where no group's rows alone can be in it. */
static bool add_part(Family *family, const Unique *unique)
{
    FamilyPart part = {.unique = *unique, .level = family_level_of_key(family, unique)};
    if (part.level == family->levels.count || unique->has_unknown || unique->is_strengthened ||
        unique->nulls_not_distinct)
        return false;
    add_references(family, &part);
    if (!part.inside.count)
        find_round(family, &part);
    if (!part.key)
        add_columns(family, &part);
    list_push(family->table->plan->arena, &family->parts, part);
    return true;
}

/* All of them are met so, or none. */
static DivisionList find(Family *family)
{
    UniqueList uniques = unique_collect(family->table);
    DivisionList divisions = {0};
    for (size_t i = 0; i < uniques.count; i++) {
        if (!uniques.items[i].component)
            continue;
        if (!add_part(family, &uniques.items[i]))
            return (DivisionList){0};
        list_push(family->table->plan->arena, &divisions, ((Division){.set = uniques.items[i].set}));
    }
    return divisions;
}

/* ---- their rows ---- */

static GroupPlace place_of(Family *family, const FamilyPart *part)
{
    TablePlan *table = family->table;
    Text name = part->unique.name;
    Step *group = family_group(family, part->level);
    Step *range = part->level ? family_range_step(table, key_name(table, "range", name), family, part->level,
                                                  op_step(group))
                              : family->place;
    return (GroupPlace){
        .group = group,
        .ordinal = family_ordinal(family, part->level, key_name(table, "ordinal", name)),
        .count = step_member(table, key_name(table, "count", name), VALUE_ROW, op_step(range), "count")};
}

/* The combinations that the group has. */
static Operand most_of(const FamilyPart *part)
{
    TablePlan *table = part->unique.component->table;
    Text name = key_name(table, "most", part->unique.name);
    Operand most = op_count(key_combinations(table, NULL, &(ReferenceSet){0}, &part->free));
    if (part->round)
        return op_step(family_range(part->round).count);
    for (size_t i = 0; i < part->inside.count; i++)
        most = op_step(step_call(table, name, VALUE_ROW, "rt_times",
                                 OPERANDS(op_step(family_range(part->inside.items[i]).count), most)));
    return most;
}

void family_divide(Family *family)
{
    DivisionList divisions = find(family);
    FirstRowsList firsts = {0};
    if (!divisions.count ||
        !component_can_divide(family->parts.items[0].unique.component, &divisions, NULL)) {
        family->parts.count = 0;
        return;
    }
    for (size_t i = 0; i < family->parts.count; i++) {
        FamilyPart *part = &family->parts.items[i];
        GroupPlace place = place_of(family, part);
        if (part->key)
            part->key->round = part->round;
        if (i && part->level == family->parts.items[0].level)
            place = key_place_left(family->table, place, &firsts, part->unique.set);
        part->first = key_first_rows(family->table, &part->unique, &place, most_of(part));
        divisions.items[i].rows = part->first.are_in;
        if (part->level == family->parts.items[0].level)
            list_push(family->table->plan->arena, &firsts, part->first);
    }
    component_divide(family->parts.items[0].unique.component, &divisions);
}

/* ---- parents and values ---- */

static void point(FamilyPart *part)
{
    TablePlan *table = part->unique.component->table;
    size_t left = part->inside.count + part->free.count;
    part->rest = part->first.index;
    for (size_t i = 0; i < part->inside.count; i++) {
        ReferencePlan *reference = part->inside.items[i];
        FamilyRange range = family_range(reference);
        Step *digit =
            key_digit(table, &part->rest, op_step(range.count), family_name(reference, "digit"), --left == 0);
        Step *row = family_row(reference, op_step(range.first), digit);
        reference->is_drawn = false;
        reference_assign(reference,
                         step_choose(table, family_name(reference, "row"), VALUE_ROW,
                                     op_step(part->first.are_in), op_step(row), op_step(reference->parent)));
    }
}

void family_point_parts(Family *family)
{
    for (size_t i = 0; i < family->parts.count; i++)
        point(&family->parts.items[i]);
}

const FamilyPart *family_part(const Family *family, const Unique *unique)
{
    for (size_t i = 0; i < family->parts.count; i++)
        if (text_equal(family->parts.items[i].unique.name, unique->name))
            return &family->parts.items[i];
    return NULL;
}

bool family_carry_part(const FamilyPart *part, Diag *diag)
{
    return key_carry_first(&part->first, &part->free, part->rest, diag);
}
