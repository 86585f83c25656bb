/* families.c: references that share a column, such as two composite ones that both hold the tenant.
 *
 * A family is the tables whose rows lie in groups: the shared column references, directly or through a
 * parent, one row of the family's root. Every member lays its rows out by group, so that a group is one range
 * of rows in every table; a row draws its group first, and then each parent inside the group's range.
 *
 * Groups are filled from the first on: a member with rows enough has at least one row in each group it may
 * use, and one with fewer rows has one row in each of the first groups. So the groups that are empty in no
 * parent are always the first ones, and their number is the least of some row counts. */
#include "plan/families.h"

static ColumnPlan *column_plan(const TablePlan *table, const Column *column)
{
    return plan_find_column(table, column);
}

bool family_has_column(const ReferencePlan *reference, const Column *column)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (reference->reference->columns.items[i] == column)
            return true;
    return false;
}

bool family_may_be_left_out(const ReferencePlan *reference)
{
    return reference_is_nullable(reference) || reference_is_bound(reference);
}

static const Column *target_of(const ReferencePlan *reference, const Column *column)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (reference->reference->columns.items[i] == column)
            return reference->reference->target_columns.items[i];
    return NULL;
}

/* ---- roots ---- */

static bool is_sole_key(const TablePlan *table, const Column *column)
{
    for (size_t i = 0; i < table->table->keys.count; i++) {
        const Key *key = table->table->keys.items[i];
        if (key->columns.count == 1 && key->columns.items[0] == column)
            return true;
    }
    return false;
}

enum {
    LONGEST_WAY = 32 /* references from a member to its root */
};

/* Follows a column's references to the row that all of them mean; false where there is none. */
static bool find_root(TablePlan *table, const Column *column, TablePlan **root, const Column **root_column)
{
    for (int way = 0; way < LONGEST_WAY; way++) {
        const ReferencePlan *onward = NULL;
        for (size_t i = 0; i < table->references.count; i++) {
            const ReferencePlan *reference = table->references.items[i];
            if (family_has_column(reference, column) && reference->target != table)
                onward = reference;
        }
        if (!onward) {
            *root = table;
            *root_column = column;
            return is_sole_key(table, column);
        }
        column = target_of(onward, column);
        table = onward->target;
    }
    return false;
}

/* ---- members ---- */

/* A reference to the root that the schema does not have: of a column that nothing else gives in all rows. */
static ReferencePlan *made_up(const Family *family)
{
    Arena *arena = family->table->plan->arena;
    Reference *reference = arena_new_object(arena, Reference);
    reference->name = family->column->name;
    reference->target = family->root->table;
    list_push(arena, &reference->columns, (Column *)family->column);
    list_push(arena, &reference->target_columns, (Column *)family->root_column);
    ReferencePlan *plan = arena_new_object(arena, ReferencePlan);
    *plan = (ReferencePlan){.reference = reference, .table = family->table, .target = family->root};
    return plan;
}

/* The shared column takes its value from a reference that is never NULL. */
static void own_column(const Family *family)
{
    TablePlan *table = family->table;
    ColumnPlan *column = column_plan(table, family->column);
    if (!column->reference || !family_may_be_left_out(column->reference))
        return;
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        if (!reference->implied && family_has_column(reference, family->column) &&
            !family_may_be_left_out(reference)) {
            column->reference = reference;
            return;
        }
    }
    column->reference = made_up(family);
}

static bool join(TablePlan *table, const Column *column, TablePlan *root, const Column *root_column)
{
    if (table->family)
        return table->family->root == root && table->family->column == column;
    Family *family = arena_new_object(table->plan->arena, Family);
    *family = (Family){.table = table, .column = column, .root = root, .root_column = root_column};
    table->family = family;
    column_plan(table, column)->never_null = true;
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        bool inside =
            family_has_column(reference, column) && reference->target != root && reference->target != table;
        if (inside && !join(reference->target, target_of(reference, column), root, root_column))
            return false;
    }
    own_column(family);
    return true;
}

/* The column that two references of the table both have, or NULL. */
static const Column *shared_column(const TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        for (size_t k = 0; k < reference->reference->columns.count && !reference->implied; k++) {
            const Column *column = reference->reference->columns.items[k];
            if (column_plan(table, column)->reference != reference)
                return column;
        }
    }
    return NULL;
}

static void refuse_mixed(const TablePlan *table, const Column *column)
{
    Plan *plan = table->plan;
    plan_refuse(plan, table->table, TEXT(""),
                text_format(plan->arena,
                            "references share column \"%.*s\", and tables that they lead to share others",
                            TEXT_ARG(column->name)),
                TEXT("Leave out one of the references that share the column."));
}

void families_mark(TablePlan *table)
{
    TablePlan *root;
    const Column *root_column, *column = shared_column(table);
    if (column && find_root(table, column, &root, &root_column) && root != table &&
        !join(table, column, root, root_column))
        refuse_mixed(table, column);
}

/* ---- groups ---- */

static bool needs(const ReferencePlan *reference, const Family *family)
{
    return family_has_column(reference, family->column) && reference->target->family &&
           reference->target != family->table &&
           (!reference_is_nullable(reference) || reference_is_bound(reference));
}

/* In how many groups the rows could be. Bounds on groups go before pairs. */
static const Count *most_groups(TablePlan *table)
{
    bool in_pairs = table->family && table->family->in_pairs && !table->family->deal.bounds.count;
    return in_pairs ? count_pairs(table->plan->arena, table) : count_rows(table->plan->arena, table);
}

/* The least of a number of rows and of some others, each table once. */
static const Count *least_rows(Arena *arena, TablePlan *table, const Count *others)
{
    for (const Count *count = others; count; count = count->least_of)
        if (count->factors.items[0].table == table)
            return others;
    return count_least(arena, most_groups(table), others);
}

/* How many groups the member has rows in: the least of its rows, the root's, and the groups of the parents it
 * needs. */
static const Count *used_groups(Family *family)
{
    Arena *arena = family->table->plan->arena;
    const Count *groups = count_least(arena, most_groups(family->table), count_rows(arena, family->root));
    family->counting = true;
    for (size_t i = 0; i < family->table->references.count; i++) {
        const ReferencePlan *reference = family->table->references.items[i];
        if (!needs(reference, family) || reference->target->family->counting)
            continue;
        for (const Count *count = used_groups(reference->target->family); count; count = count->least_of)
            groups = least_rows(arena, count->factors.items[0].table, groups);
    }
    family->counting = false;
    return groups;
}

static Text group_name(const Family *family, const char *what)
{
    return text_format(family->table->plan->arena, "%.*s_%s", TEXT_ARG(family->column->name), what);
}

/* At random, with a row or more in each group. */
static void fan_out(Family *family)
{
    TablePlan *table = family->table;
    const Param *key = param_stream(table, family->column->name, TEXT("group"));
    family->groups =
        param_new(table, group_name(family, "groups"), "struct rt_fanout", "rt_fanout_prepare", true,
                  OPERANDS(op_param(key), op_name("RT_FANOUT_RANDOM"), op_uint(1), op_uint(UINT64_MAX),
                           op_uint(0), op_count(family->deal.groups), op_rows(table)));
    family->groups->failure =
        text_format(table->plan->arena, "could not lay out the rows of table \"%.*s\" by \"%.*s\"",
                    TEXT_ARG(table->label), TEXT_ARG(family->column->name));
    family->groups->release = TEXT("rt_fanout_free");
}

static void deal(Family *family)
{
    TablePlan *table = family->table;
    family->groups =
        param_new(table, group_name(family, "groups"), "struct rt_deal", "rt_deal", false,
                  OPERANDS(op_count(family->deal.groups), op_rows(table), op_bounds(&family->deal)));
    family_limit_by_keys(family);
}

static void lay_out(Family *family)
{
    TablePlan *table = family->table;
    Arena *arena = table->plan->arena;
    family->deal.groups = used_groups(family);
    if (family->dealt)
        deal(family);
    else
        fan_out(family);
    for (const Count *count = family->deal.groups; count; count = count->least_of)
        if (count->factors.items[0].table != table)
            list_push(arena, &table->limits,
                      ((Limit){.constraint = family->column->name,
                               .reason = text_format(
                                   arena, "its rows belong to rows of table \"%.*s\", which has none",
                                   TEXT_ARG(count->factors.items[0].table->label)),
                               .count = *count_rows(arena, count->factors.items[0].table),
                               .when_empty = true}));
    family->place = step_call(table, group_name(family, "place"), VALUE_FANOUT,
                              family->dealt ? "rt_deal_row" : "rt_fanout_child",
                              OPERANDS(op_param_address(family->groups), op_row()));
}

void families_lay_out(TablePlan *table)
{
    if (table->family)
        lay_out(table->family);
}

/* ---- parents inside the group ---- */

Text family_name(const ReferencePlan *reference, const char *what)
{
    const ReferencePlan *r = reference;
    const Column *own = r->reference->columns.items[r->reference->columns.count - 1];
    for (size_t i = 0; i < r->reference->columns.count; i++)
        if (r->reference->columns.items[i] != r->table->family->column)
            own = r->reference->columns.items[i];
    return text_format(r->table->plan->arena, "%.*s_%s", TEXT_ARG(own->name), what);
}

static Step *draw_inside(ReferencePlan *reference, Operand first, Operand count)
{
    TablePlan *table = reference->table;
    const ReferencePlan *other = reference->apart;
    Step *offset =
        step_below(table, family_name(reference, "offset"), family_name(reference, "row"), TEXT(""), count);
    if (other && other->parent) {
        Step *taken =
            step_infix(table, family_name(reference, "taken"), VALUE_ROW, "-", op_step(other->parent), first);
        offset = step_call(table, family_name(reference, "other"), VALUE_ROW, "rt_elsewhere",
                           OPERANDS(op_step(offset), op_step(taken), count));
    }
    return step_infix(table, family_name(reference, "row"), VALUE_ROW, "+", first, op_step(offset));
}

static void null_where(ReferencePlan *reference, Step *missing)
{
    TablePlan *table = reference->table;
    Step *chance = step_chance(table, family_name(reference, "is_left_out"), family_name(reference, "row"),
                               TEXT("null"), PLAN_NULL_SHARE);
    reference->null = step_infix(table, family_name(reference, "null"), VALUE_BOOL, "||", op_step(chance),
                                 op_step(missing));
}

/* An earlier row of the same group; the first one of a group has none. */
static void point_to_self(ReferencePlan *reference, const Family *family)
{
    TablePlan *table = reference->table;
    Step *first =
        step_member(table, family_name(reference, "first"), VALUE_ROW, op_step(family->place), "first");
    Step *ordinal =
        step_member(table, family_name(reference, "ordinal"), VALUE_ROW, op_step(family->place), "ordinal");
    if (reference_is_bound(reference))
        reference_draw_null(reference);
    else if (reference_is_nullable(reference))
        null_where(reference, step_infix(table, family_name(reference, "is_missing"), VALUE_BOOL,
                                         "==", op_step(ordinal), op_uint(0)));
    reference_assign(reference, draw_inside(reference, op_step(first), op_step(ordinal)));
}

FamilyRange family_range(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    const Family *parents = reference->target->family;
    Step *range = step_call(table, family_name(reference, "range"), VALUE_FANOUT,
                            parents->dealt ? "rt_deal_group" : "rt_fanout_parent",
                            OPERANDS(op_param_address(parents->groups), op_step(table->family->group)));
    range->unless = reference->null;
    FamilyRange members;
    members.first = step_member(table, family_name(reference, "first"), VALUE_ROW, op_step(range), "first");
    members.count = step_member(table, family_name(reference, "count"), VALUE_ROW, op_step(range), "count");
    return members;
}

bool family_is_paired(const ReferencePlan *reference)
{
    const Family *family = reference->table->family;
    return reference->apart && !reference->implied && family_has_column(reference, family->column) &&
           reference->target->family && reference->target != reference->table;
}

/* Whether the row's group has nobody to point to, or nobody else. */
static Step *nobody_in_group(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Text name = family_name(reference, "is_missing");
    if (family_is_paired(reference))
        return step_infix(table, name, VALUE_BOOL, "<", op_step(family_range(reference).count), op_uint(2));
    const Param *used =
        param_count(table, family_name(reference, "groups"), used_groups(reference->target->family));
    return step_infix(table, name, VALUE_BOOL, ">=", op_step(table->family->group), op_param(used));
}

static void point_to_member(ReferencePlan *reference)
{
    if (reference_is_bound(reference))
        reference_draw_null(reference);
    else if (reference_is_nullable(reference))
        null_where(reference, nobody_in_group(reference));
    FamilyRange range = family_range(reference);
    reference_assign(reference, draw_inside(reference, op_step(range.first), op_step(range.count)));
}

/* Parents that conditions narrow are no range of a group. */
static void refuse_narrowed(const ReferencePlan *reference)
{
    Plan *plan = reference->table->plan;
    plan_refuse(plan, reference->table->table, reference->reference->name,
                text_format(plan->arena,
                            "only some rows of table \"%.*s\" fit it, and they must be of the same \"%.*s\"",
                            TEXT_ARG(reference->target->label),
                            TEXT_ARG(reference->table->family->column->name)),
                TEXT("Leave out the condition on the reference's columns, or the reference."));
}

static void draw(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Family *family = table->family;
    if (reference->choices.count)
        refuse_narrowed(reference);
    if (reference->target == table)
        point_to_self(reference, family);
    else if (reference->target == family->root)
        reference_assign(reference,
                         step_value(table, family_name(reference, "row"), VALUE_ROW, op_step(family->group)));
    else
        point_to_member(reference);
}

void families_draw(TablePlan *table)
{
    Family *family = table->family;
    if (!family)
        return;
    family->group =
        step_member(table, group_name(family, "group"), VALUE_ROW, op_step(family->place), "parent");
    family_draw_keys(family);
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        if (!reference->implied && !reference->parent && family_has_column(reference, family->column))
            draw(reference);
    }
    ReferencePlan *owner = column_plan(table, family->column)->reference;
    if (owner && !owner->parent)
        reference_assign(owner,
                         step_value(table, family_name(owner, "row"), VALUE_ROW, op_step(family->group)));
}

bool families_share(const ColumnPlan *column)
{
    return column->table->family && column->table->family->column == column->column;
}
