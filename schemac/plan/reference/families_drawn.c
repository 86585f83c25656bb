/* families_drawn.c: groups that rows are not laid out by, but that are drawn for each row: of a table whose
 * references share columns of one root, and others those of another one.
 *
 * Such a group is one of the first ones, in which every needed parent is; where its root lies in groups that
 * the row lies in, too, it is one of those. Where one of the references leads to a row of that root, it is
 * the group of that (families_follow.c). */
#include "plan/reference/families.h"

static void refuse(const ReferencePlan *reference)
{
    reference_refuse(
        reference,
        text_format(reference->table->plan->arena,
                    "it shares columns with references that don't lead where the others of \"%.*s\" do",
                    TEXT_ARG(reference->table->label)),
        TEXT("Leave out one of the references that share the column."));
}

/* Whether the reference's parents are found by the group alone. */
static bool can_be_drawn(const ReferencePlan *reference, const Level *level)
{
    const Family *parents = reference->target->family;
    if (family_is_to(level, reference))
        return true;
    if (family_partner(reference) || !parents || reference->target == reference->table)
        return false;
    size_t place = family_place_of_level(level, reference);
    return level->source ? place < parents->levels.count : !parents->is_needy && !place;
}

/* The groups from the first on in which there are parents for all references that need one. */
static const Count *groups_of(const Family *family, const Level *level)
{
    TablePlan *table = family->table;
    Arena *arena = table->plan->arena;
    const Count *groups = count_rows(arena, level->root);
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        if (family_drawn(reference) == level && !family_is_to(level, reference) &&
            !family_does_without(reference))
            groups = family_least_groups(arena, reference->target->family->deal.groups, groups);
    }
    return groups;
}

const Bond *family_bond_of(const Family *family, const Level *level)
{
    size_t i = 1;
    while (family->bonds.items[i].root != level->root ||
           !columns_hold(&family->bonds.items[i].columns, level->columns.items[0]))
        i++;
    return &family->bonds.items[i];
}

/* Whether the drawn groups' root has the same row as the table at one of its levels. */
static bool is_same_level(const Bond *bond, const Level *level, const Level *of_root)
{
    if (level->root != of_root->root || level->is_bare != of_root->is_bare || !level->columns.count ||
        level->columns.count != of_root->columns.count)
        return false;
    for (size_t i = 0; i < level->columns.count; i++) {
        size_t place = 0;
        while (place < bond->columns.count && bond->columns.items[place] != level->columns.items[i])
            place++;
        if (place == bond->columns.count || !columns_hold(&of_root->columns, bond->keys.items[place]))
            return false;
    }
    return true;
}

/* The smallest groups in which both the row and the drawn group's root lie: their levels. */
static bool find_common(const Family *family, const Level *drawn, size_t *level, size_t *of_root)
{
    const Bond *bond = family_bond_of(family, drawn);
    const Family *root = drawn->root->family;
    for (*level = 0; root && *level < family->levels.count; ++*level)
        for (*of_root = 0; *of_root < root->levels.count; ++*of_root)
            if (is_same_level(bond, &family->levels.items[*level], &root->levels.items[*of_root]))
                return true;
    return false;
}

/* There must be one group at least. */
static void need_groups(const Family *family, const Level *drawn)
{
    TablePlan *table = family->table;
    for (const Count *count = groups_of(family, drawn); count; count = count_rest(count)) {
        TablePlan *needed = count_table(count);
        if (!needed)
            continue;
        Limit limit = {.constraint = drawn->columns.items[0]->name,
                       .reason = text_format(table->plan->arena, "it needs rows of table \"%.*s\"",
                                             TEXT_ARG(needed->label)),
                       .count = *count_rows(table->plan->arena, needed),
                       .when_empty = true};
        list_push(table->plan->arena, &table->limits, limit);
    }
}

static void bound(Family *family, const Level *drawn)
{
    size_t level, of_root;
    need_groups(family, drawn);
    if (!find_common(family, drawn, &level, &of_root))
        return;
    Family *root = drawn->root->family;
    root->dealt = true;
    DealFactor factor = {.first = groups_of(family, drawn),
                         .deal = &root->deal,
                         .up = family_deals_up(drawn->root, 0, of_root),
                         .down = family_deals_down(family->table, 0, level)};
    family_need(family, factor, drawn->columns.items[0]->name, drawn->root);
}

void family_bound_drawn(Family *family)
{
    TablePlan *table = family->table;
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        const Level *level = family_drawn(reference);
        if (level && !can_be_drawn(reference, level)) {
            refuse(reference);
            return;
        }
        if (level && !family_is_to(level, reference))
            family_drawn_factor(reference); /* has its tables dealt */
    }
    for (size_t i = 0; i < family->drawn.count; i++)
        if (!family->drawn.items[i].source)
            bound(family, &family->drawn.items[i]);
}

/* ---- drawing ---- */

static Text name_for(const Family *family, const Level *drawn, const char *what)
{
    return text_format(family->table->plan->arena, "%.*s_%s", TEXT_ARG(drawn->columns.items[0]->name), what);
}

/* One of the root's rows in the common group, among the first ones. */
static Step *draw_in_common(Family *family, const Level *drawn, size_t level, size_t of_root,
                            const Param *groups)
{
    TablePlan *table = family->table;
    Step *range = family_range_step(table, name_for(family, drawn, "groups"), drawn->root->family, of_root,
                                    op_step(family_group(family, level)));
    Step *first = step_member(table, name_for(family, drawn, "first"), VALUE_ROW, op_step(range), "first");
    Step *count = step_member(table, name_for(family, drawn, "count"), VALUE_ROW, op_step(range), "count");
    Step *left =
        step_infix(table, name_for(family, drawn, "left"), VALUE_ROW, "-", op_param(groups), op_step(first));
    Step *some = step_call(table, name_for(family, drawn, "some"), VALUE_ROW, "rt_least",
                           OPERANDS(op_step(count), op_step(left)));
    Step *offset = step_below(table, name_for(family, drawn, "offset"), name_for(family, drawn, "group"),
                              TEXT(""), op_step(some));
    return step_infix(table, name_for(family, drawn, "group"), VALUE_ROW, "+", op_step(first),
                      op_step(offset));
}

static void draw_level(Family *family, Level *drawn)
{
    TablePlan *table = family->table;
    size_t level, of_root;
    const Param *groups =
        param_count(table, name_for(family, drawn, "group_count"), groups_of(family, drawn));
    if (find_common(family, drawn, &level, &of_root))
        drawn->row = draw_in_common(family, drawn, level, of_root, groups);
    else
        drawn->row = step_below(table, name_for(family, drawn, "group"), name_for(family, drawn, "group"),
                                TEXT(""), op_param(groups));
}

static void point(ReferencePlan *reference, const Level *level)
{
    TablePlan *table = reference->table;
    if (family_is_to(level, reference)) {
        if (reference_is_bound(reference))
            reference_draw_null(reference);
        reference_assign(reference,
                         step_value(table, family_name(reference, "row"), VALUE_ROW, op_step(level->row)));
        return;
    }
    FamilyRange range = family_range_in(reference, level->row, family_place_of_level(level, reference));
    if (family_does_without(reference)) {
        Step *missing = step_infix(table, family_name(reference, "is_missing"), VALUE_BOOL,
                                   "==", op_step(range.count), op_uint(0));
        if (reference_is_bound(reference))
            reference_draw_bound_null(reference, missing, true);
        else
            family_null_where(reference, missing);
    }
    family_draw_in(reference, op_step(range.first), op_step(range.count));
}

/* Whether the level's row is there, or can be. */
static bool is_known(const Level *level)
{
    return level->row || (level->source && level->source->parent);
}

static void point_all(Family *family)
{
    for (size_t i = 0; i < family->table->references.count; i++) {
        ReferencePlan *reference = family->table->references.items[i];
        Level *level = family_drawn(reference);
        if (!level || reference->parent || !is_known(level))
            continue;
        if (level->source)
            family_followed(family, level);
        point(reference, level);
    }
}

void family_draw_drawn(Family *family)
{
    for (size_t i = 0; i < family->drawn.count; i++)
        if (!family->drawn.items[i].source)
            draw_level(family, &family->drawn.items[i]);
    point_all(family);
}

/* One group after the other, as the parents of some lead to others. */
void family_draw_followed(Family *family)
{
    for (size_t i = 0; i < family->drawn.count; i++)
        point_all(family);
}
