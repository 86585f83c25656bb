/* families_draw.c: the parents of rows that lie in groups: any row of the parents' range that is the group's,
 * or those of it that conditions leave. */
#include "plan/reference/families.h"

#include "plan/reference/reference_apart.h"
#include "plan/value.h"

/* ---- parents inside the group ---- */

Text family_name(const ReferencePlan *reference, const char *what)
{
    const Reference *r = reference->reference;
    const Column *own = r->columns.items[r->columns.count - 1];
    for (size_t i = 0; i < r->columns.count; i++)
        if (!families_share(plan_find_column(reference->table, r->columns.items[i])))
            own = r->columns.items[i];
    return text_format(reference->table->plan->arena, "%.*s_%s", TEXT_ARG(own->name), what);
}

/* The row of a level: of the smallest groups by the row's place, of others by theirs. */
Step *family_group(Family *family, size_t i)
{
    TablePlan *table = family->table;
    Level *level = &family->levels.items[i];
    if (level->row)
        return level->row;
    Step *place = family->place;
    if (i > 0) {
        Step *below = family_group(family, i - 1);
        place = family_place(family->levels.items[i - 1].root->family, table,
                             family_group_name(family, "place_above"), op_step(below));
    }
    level->row = step_member(table, family_group_name(family, i ? "group_above" : "group"), VALUE_ROW,
                             op_step(place), "parent");
    return level->row;
}

Step *family_range_step(TablePlan *table, Text name, const Family *member, size_t level, Operand row)
{
    const Family *outer = level ? member->levels.items[level - 1].root->family : member;
    Step *range = step_call(table, name, VALUE_FANOUT, outer->dealt ? "rt_deal_group" : "rt_fanout_parent",
                            OPERANDS(op_param_address(outer->groups), row));
    while (level-- > 0) {
        outer = level ? member->levels.items[level - 1].root->family : member;
        range = step_call(table, name, VALUE_FANOUT, "rt_deal_within",
                          OPERANDS(op_param_address(outer->groups), op_step(range)));
    }
    return range;
}

Step *family_ordinal(Family *family, size_t level, Text name)
{
    TablePlan *table = family->table;
    if (!level)
        return step_member(table, name, VALUE_ROW, op_step(family->place), "ordinal");
    Step *range = family_range_step(table, family_group_name(family, "range"), family, level,
                                    op_step(family_group(family, level)));
    Step *first = step_member(table, family_group_name(family, "first"), VALUE_ROW, op_step(range), "first");
    return step_infix(table, name, VALUE_ROW, "-", op_row(), op_step(first));
}

/* How many of the rows before it the reference may take. */
static Step *number_of(const ReferencePlan *reference, const char *what, Operand row)
{
    return component_before(reference->table, family_name(reference, what), reference->narrowed,
                            reference->narrowed_set, row);
}

FamilyRange family_range(ReferencePlan *reference)
{
    return family_range_in(reference, family_group(reference->table->family, family_level(reference)),
                           family_level_of_target(reference));
}

FamilyRange family_range_in(ReferencePlan *reference, const Step *row, size_t place)
{
    TablePlan *table = reference->table;
    size_t before = table->steps.count;
    Step *range = family_range_step(table, family_name(reference, "range"), reference->target->family, place,
                                    op_step(row));
    if (reference->filled)
        range = filling_within(reference, family_name(reference, "filled"), op_step(range));
    for (size_t i = before; i < table->steps.count; i++)
        table->steps.items[i]->unless = reference->null;
    FamilyRange members;
    members.first = step_member(table, family_name(reference, "first"), VALUE_ROW, op_step(range), "first");
    members.count = step_member(table, family_name(reference, "count"), VALUE_ROW, op_step(range), "count");
    if (reference->narrowed) {
        Step *end = step_infix(table, family_name(reference, "end"), VALUE_ROW, "+", op_step(members.first),
                               op_step(members.count));
        members.first = number_of(reference, "number", op_step(members.first));
        members.count =
            step_infix(table, family_name(reference, "fitting"), VALUE_ROW, "-",
                       op_step(number_of(reference, "upto", op_step(end))), op_step(members.first));
    }
    return members;
}

Step *family_row(const ReferencePlan *reference, Operand first, Step *offset)
{
    TablePlan *table = reference->table;
    Step *row = step_infix(table, family_name(reference, "row"), VALUE_ROW, "+", first, op_step(offset));
    if (reference->filled)
        return filling_row(reference, family_name(reference, "row"), op_step(row));
    if (!reference->narrowed)
        return row;
    return component_nth(table, family_name(reference, "row"), reference->narrowed, reference->narrowed_set,
                         op_step(row));
}

const ReferencePlan *family_partner(const ReferencePlan *reference)
{
    return reference->apart ? reference->apart : reference->below ? reference->below : reference->above;
}

bool family_is_paired(const ReferencePlan *reference)
{
    return family_partner(reference) && !reference->implied && family_is_inside(reference) &&
           !family_is_to_root(reference) && reference->target->family &&
           reference->target != reference->table;
}

/* Where in the group the partner's parent is; a place that leaves all open where it has none. */
static Step *partner_place(const ReferencePlan *reference, Operand first, Operand otherwise)
{
    TablePlan *table = reference->table;
    const ReferencePlan *other = family_partner(reference);
    Text name = family_name(reference, "taken");
    if (!other || !other->parent)
        return NULL;
    Step *taken = step_infix(table, name, VALUE_ROW, "-", op_step(other->parent), first);
    return other->null && !reference->apart
               ? step_choose(table, name, VALUE_ROW, op_step(other->null), otherwise, op_step(taken))
               : taken;
}

/* One that is later than the partner's; where that is not drawn yet, it leaves an earlier one over. */
static Step *later_offset(ReferencePlan *reference, Operand first, Operand count)
{
    TablePlan *table = reference->table;
    Text name = family_name(reference, "offset");
    Step *taken = partner_place(reference, first, op_uint(0));
    Step *after = taken ? step_infix(table, name, VALUE_ROW, "+", op_step(taken), op_uint(1))
                        : step_value(table, name, VALUE_ROW, op_uint(1));
    Step *left = step_infix(table, name, VALUE_ROW, "-", count, op_step(after));
    Step *index = step_below(table, name, family_name(reference, "row"), TEXT(""), op_step(left));
    return step_infix(table, name, VALUE_ROW, "+", op_step(after), op_step(index));
}

static Step *earlier_offset(ReferencePlan *reference, Operand first, Operand count)
{
    TablePlan *table = reference->table;
    Text name = family_name(reference, "offset");
    Step *bound = partner_place(reference, first, count);
    if (!bound)
        bound = step_infix(table, name, VALUE_ROW, "-", count, op_uint(1));
    return step_below(table, name, family_name(reference, "row"), TEXT(""), op_step(bound));
}

/* One of so many rows, which is not the partner's. */
static Step *offset_of(ReferencePlan *reference, Operand first, Operand count)
{
    TablePlan *table = reference->table;
    if (reference->above)
        return later_offset(reference, first, count);
    if (reference->below)
        return earlier_offset(reference, first, count);
    Step *taken = partner_place(reference, first, count);
    Step *offset =
        step_below(table, family_name(reference, "offset"), family_name(reference, "row"), TEXT(""), count);
    return taken ? step_call(table, family_name(reference, "other"), VALUE_ROW, "rt_elsewhere",
                             OPERANDS(op_step(offset), op_step(taken), count))
                 : offset;
}

/* One of those that the references it must differ from leave. */
static Step *offset_beside(ReferencePlan *reference, const ReferencePlanList *taken, Operand first,
                           Operand count)
{
    TablePlan *table = reference->table;
    Text name = family_name(reference, "offset");
    Step *left = step_infix(table, name, VALUE_ROW, "-", count, op_uint(taken->count));
    Step *offset = step_below(table, name, family_name(reference, "row"), TEXT(""), op_step(left));
    return family_skip(reference, first, offset, taken);
}

static Step *draw_inside(ReferencePlan *reference, Operand first, Operand count)
{
    ReferencePlanList taken = family_taken(reference);
    if (taken.count)
        return family_row(reference, first, offset_beside(reference, &taken, first, count));
    return family_row(reference, first, offset_of(reference, first, count));
}

void family_null_where(ReferencePlan *reference, Step *missing)
{
    TablePlan *table = reference->table;
    Step *chance = step_chance(table, family_name(reference, "is_left_out"), family_name(reference, "row"),
                               TEXT("null"), PLAN_NULL_SHARE);
    reference->null = step_infix(table, family_name(reference, "null"), VALUE_BOOL, "||", op_step(chance),
                                 op_step(missing));
}

/* An earlier row of the same group; the first one of a group has none, or itself, or the next one. */
static void point_to_self(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    FamilyRange range = family_range(reference);
    Step *ordinal =
        step_infix(table, family_name(reference, "ordinal"), VALUE_ROW, "-", op_row(), op_step(range.first));
    Step *is_first = step_infix(table, family_name(reference, "is_missing"), VALUE_BOOL,
                                "==", op_step(ordinal), op_uint(0));
    if (reference_is_bound(reference) && reference->is_earlier) {
        reference_draw_bound_null(reference, is_first, true);
    } else if (reference_is_bound(reference)) {
        reference_draw_null(reference);
        reference_leave_out_where(reference, is_first);
    } else if (reference_is_nullable(reference)) {
        family_null_where(reference, is_first);
    }
    Step *row = draw_inside(reference, op_step(range.first), op_step(ordinal));
    if (reference->not_itself && !reference->is_earlier &&
        (!reference->null || reference_is_wanted(reference))) {
        Step *next = step_infix(table, family_name(reference, "next"), VALUE_ROW, "+", op_row(), op_uint(1));
        row = step_choose(table, family_name(reference, "row"), VALUE_ROW, op_step(is_first), op_step(next),
                          op_step(row));
    }
    reference_assign(reference, row);
}

/* Whether the row's group has nobody to point to, or nobody else. */
static Step *nobody_in_group(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Text name = family_name(reference, "is_missing");
    Family *parents = reference->target->family;
    uint64_t least = family_least_members(reference);
    if (least > 1 || parents->dealt)
        return step_infix(table, name, VALUE_BOOL, "<", op_step(family_range(reference).count),
                          op_uint(least));
    const Param *used = param_count(table, family_name(reference, "groups"), parents->deal.groups);
    return step_infix(table, name, VALUE_BOOL,
                      ">=", op_step(family_group(table->family, family_level(reference))), op_param(used));
}

static ColumnPlan *bound_in(const ReferencePlan *reference, const Component *component)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        if (column->component && (!component || column->component == component))
            return column;
    }
    return NULL;
}

/* Where conditions say which of a pair is there, one row of the group is enough for those that have one of
 * the two alone: the rows of `missing` that may have both. */
static Step *missing_both(const ReferencePlan *reference, Step *missing)
{
    const ColumnPlan *one = bound_in(reference, NULL), *other = NULL;
    if (one && family_is_paired(reference) && family_least_members(reference) == 2)
        other = bound_in(family_partner(reference), one->component);
    if (!other)
        return missing;
    ScenarioSet both = component_all(one->component) & ~component_set(one->component, one, PRESENCE_NULL) &
                       ~component_set(one->component, other, PRESENCE_NULL);
    Step *inside = both ? component_is_in(one->component, both) : NULL;
    return inside ? step_infix(reference->table, family_name(reference, "is_missing"), VALUE_BOOL, "&&",
                               op_step(inside), op_step(missing))
                  : missing;
}

static void point_to_member(ReferencePlan *reference)
{
    if (reference_is_bound(reference))
        reference_draw_bound_null(reference, missing_both(reference, nobody_in_group(reference)),
                                  family_least_members(reference) > 1);
    else if (reference_is_nullable(reference))
        family_null_where(reference, nobody_in_group(reference));
    FamilyRange range = family_range(reference);
    reference_assign(reference, draw_inside(reference, op_step(range.first), op_step(range.count)));
}

/* The component by whose scenarios the reference's conditions differ. */
static Component *bound_component(const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        const ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        if (column->component && column->component->scenarios.count > 1)
            return column->component;
    }
    return NULL;
}

/* Parents that conditions narrow in a way that groups don't have. */
static void refuse_narrowed(const ReferencePlan *reference)
{
    const Family *family = reference->table->family;
    Text column = family ? family->bonds.items[0].columns.items[0]->name : reference->reference->name;
    reference_refuse(
        reference,
        text_format(reference->table->plan->arena,
                    "only some rows of table \"%.*s\" fit it, and they must be of the same \"%.*s\"",
                    TEXT_ARG(reference->target->label), TEXT_ARG(column)),
        TEXT("Leave out the condition on the reference's columns, or the reference."));
}

static void point_to_root(ReferencePlan *reference)
{
    Step *row = family_group(reference->table->family, family_level(reference));
    if (reference_is_bound(reference))
        reference_draw_null(reference);
    reference_assign(reference,
                     step_value(reference->table, family_name(reference, "row"), VALUE_ROW, op_step(row)));
}

static void draw(ReferencePlan *reference)
{
    reference->is_drawn = !family_is_to_root(reference) && !reference->counter;
    if (reference->counter)
        family_draw_chain(reference, family_level(reference));
    else if (reference->target == reference->table)
        point_to_self(reference);
    else if (family_is_to_root(reference))
        point_to_root(reference);
    else
        point_to_member(reference);
}

/* Whether some rows may take parents that others may not, by conditions on the row itself. */
static bool is_of_kinds(const ReferencePlan *reference)
{
    for (size_t i = 1; i < reference->choices.count; i++) {
        const Expr *one = reference->choices.items[i].predicate,
                   *first = reference->choices.items[0].predicate;
        if (!one != !first || (one && !expr_equal(one, first)))
            return true;
    }
    return false;
}

/* Where conditions on the row itself say which parents it may take: those that suit most of its scenarios at
 * once; the others have no rows. */
static bool narrow(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    ScenarioSet all = ~(ScenarioSet)0;
    if (is_of_kinds(reference) && join_ask(reference))
        return true;
    for (size_t i = 0; i < reference->choices.count; i++) {
        const ParentChoice *choice = &reference->choices.items[i];
        if (!choice->predicate)
            continue;
        Component *component = component_with_split(reference->target, choice->predicate);
        ScenarioSet set = component ? component_split_set(component, choice->predicate) : 0;
        bool fits = set & all && (!reference->narrowed || reference->narrowed == component);
        if (!fits && (!choice->set || !bound_component(reference)))
            return false;
        if (!fits)
            component_cap(bound_component(reference), choice->set, count_fixed(table->plan->arena, 0));
        else
            reference->narrowed = component, all &= set;
    }
    reference->narrowed_set = all;
    if (reference->narrowed && family_is_to_root(reference))
        component_keep_order(reference->narrowed);
    else if (reference->narrowed)
        component_note_wanted(reference->narrowed, all);
    return true;
}

void families_narrow(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        bool is_own = family_own_level(reference);
        const Level *level = family_drawn(reference);
        bool is_drawn = level && !level->source;
        if (reference->implied || !reference->choices.count ||
            !(is_own || level || (table->family && family_is_inside(reference))))
            continue;
        if (is_own || is_drawn || reference->target == table || family_partner(reference) ||
            !narrow(reference))
            refuse_narrowed(reference);
    }
}

/* ---- all references of a table ---- */

static void draw_made_up(Family *family)
{
    ReferencePlan *made = family->made;
    Step *row = family->levels.items[0].is_bare ? family_range(made).first : family_group(family, 0);
    reference_assign(made, step_value(family->table, family_name(made, "row"), VALUE_ROW, op_step(row)));
}

/* The value of a bare column: the group's, one of its own in the column of most values. */
bool families_carry(TablePlan *table, Diag *diag)
{
    Family *family = table->family;
    if (!family || !family_is_home(family))
        return true;
    for (size_t i = 0; i < family->bonds.items[0].columns.count; i++) {
        ColumnPlan *column = plan_find_column(table, family->bonds.items[0].columns.items[i]);
        PlanCount capacity = value_capacity(column);
        Step *group = family_group(family, 0);
        if (capacity < family_bare_values(family))
            group = step_infix(table, step_name_for(column, "index"), VALUE_ROW, "%", op_step(group),
                               op_uint((uint64_t)capacity));
        if (!value_carry(column, op_step(group), value_is_ordinal(column), diag))
            return false;
    }
    return true;
}

/* One of the rows that reference the row. */
static void point_to_own(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Step *range = family_range_step(table, family_name(reference, "range"), reference->target->family,
                                    family_own_level(reference) - 1, op_row());
    Step *first = step_member(table, family_name(reference, "first"), VALUE_ROW, op_step(range), "first");
    Step *count = step_member(table, family_name(reference, "count"), VALUE_ROW, op_step(range), "count");
    if (reference_is_bound(reference))
        reference_draw_null(reference);
    else if (reference_is_nullable(reference))
        family_null_where(reference, step_infix(table, family_name(reference, "is_missing"), VALUE_BOOL,
                                                "==", op_step(count), op_uint(0)));
    else
        plan_limit(table, reference->reference->name,
                   text_format(table->plan->arena, "each row needs a row of table \"%.*s\" of its own",
                               TEXT_ARG(reference->target->label)),
                   count_rows(table->plan->arena, reference->target));
    reference->is_unique = true;
    reference_assign(reference, draw_inside(reference, op_step(first), op_step(count)));
}

void family_draw_in(ReferencePlan *reference, Operand first, Operand count)
{
    reference_assign(reference, draw_inside(reference, first, count));
}

static void draw_in_groups(TablePlan *table)
{
    family_group(table->family, 0);
    family_divide(table->family);
    family_draw_drawn(table->family);
    family_draw_keys(table->family);
    family_draw_filled(table->family);
    ReferencePlanList sorted = references_narrowest_first(&table->references);
    for (size_t i = 0; i < sorted.count; i++) {
        ReferencePlan *reference = sorted.items[i];
        if (!reference->implied && !reference->parent && family_is_inside(reference))
            draw(reference);
    }
    family_draw_followed(table->family);
    family_point_parts(table->family);
    if (table->family->made)
        draw_made_up(table->family);
}

void families_draw(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        if (!reference->implied && !reference->parent && family_own_level(reference))
            point_to_own(reference);
    }
    if (table->family)
        draw_in_groups(table);
}
