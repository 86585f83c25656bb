/* references.c: which parent row each row points to. */
#include "plan/tables.h"

#include "plan/decimal.h"
#include "plan/reference/demands.h"
#include "plan/reference/reference_apart.h"
#include "plan/reference/reference_avoid.h"
#include "plan/reference/reference_copy.h"
#include "plan/reference/reference_equal.h"

static Text parent_name(const ReferencePlan *reference)
{
    const Table *parent = reference->target->table;
    if (reference->reference->columns.count == 1)
        return text_format(reference->table->plan->arena, "%.*s_row",
                           TEXT_ARG(reference->reference->columns.items[0]->name));
    return text_format(reference->table->plan->arena, "%.*s_row", TEXT_ARG(parent->name));
}

static Text null_name(const ReferencePlan *reference)
{
    return text_format(reference->table->plan->arena, "%.*s_null", TEXT_ARG(parent_name(reference)));
}

/* What the reference's streams are named by: its columns, which stay when its name changes. */
static Text stream_name(const ReferencePlan *reference)
{
    Arena *arena = reference->table->plan->arena;
    Text name = {"", 0};
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        name = text_format(arena, "%.*s%s%.*s", TEXT_ARG(name), i ? "," : "",
                           TEXT_ARG(reference->reference->columns.items[i]->name));
    return name;
}

static bool is_self(const ReferencePlan *reference)
{
    return reference->target == reference->table;
}

/* Whether column `i` of the reference takes its value, and so its NULL, from this reference. */
static ColumnPlan *owned_column(const ReferencePlan *reference, size_t i)
{
    ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
    return column->reference == reference ? column : NULL;
}

static bool may_be_null(const ColumnPlan *column)
{
    return column && !column->column->not_null && (column->always_null || !column->never_null) &&
           !(column->column->has_null_fraction && column->column->null_fraction == 0);
}

/* Whether a key takes its values from the reference that owns the column: rows can't do without it. */
static bool gives_key(const ColumnPlan *column)
{
    return column && column->never_null && !column->always_null && !families_share(column);
}

bool reference_is_nullable(const ReferencePlan *reference)
{
    size_t nullable = 0, count = reference->reference->columns.count;
    for (size_t i = 0; i < count; i++) {
        nullable += may_be_null(owned_column(reference, i));
        if (gives_key(owned_column(reference, i)))
            return false;
    }
    return reference->reference->match == MATCH_FULL ? nullable == count : nullable > 0;
}

static double null_share(const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        const Column *column = reference->reference->columns.items[i];
        if (column->has_null_fraction)
            return column->null_fraction;
    }
    return PLAN_NULL_SHARE;
}

/* ---- choosing parents ---- */

/* How many parents the row, or other columns, may want to be left over. */
static size_t left_over(const ReferencePlan *reference)
{
    bool one = reference->apart || reference->below || reference->above || reference->not_itself;
    return reference->keeps_away ? reference->keeps_away : one;
}

/* "two rows", of so many and one. */
static Text rows_needed(Arena *arena, size_t left)
{
    return !left ? TEXT("rows") : left < 2 ? TEXT("two rows") : text_format(arena, "%zu rows", left + 1);
}

/* As many as it takes to have one that fits and that none of those settled has; or one of all rows. */
static const Count *parents_left(const ReferencePlan *reference)
{
    size_t left = left_over(reference);
    ReferencePlanList taken = references_apart_settled(reference);
    return left && !reference->choices.count
               ? count_but(reference->table->plan->arena, reference->target, left)
               : reference_parents_beside(reference, &taken);
}

static void need_parents(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Arena *arena = table->plan->arena;
    size_t left = left_over(reference);
    Limit limit = {.constraint = reference->reference->name,
                   .reason =
                       text_format(arena, "it references table \"%.*s\", which has no %.*s%s",
                                   TEXT_ARG(reference->target->label), TEXT_ARG(rows_needed(arena, left)),
                                   reference->choices.count == 1 ? " that fit" : ""),
                   .count = *parents_left(reference),
                   .when_empty = true};
    if (!is_self(reference) || reference->not_itself)
        list_push(arena, &table->limits, limit);
}

static Step *step_or(TablePlan *table, Text name, Step *a, Step *b)
{
    return step_infix(table, name, VALUE_BOOL, "||", op_step(a), op_step(b));
}

/* True where there is no parent to point to: an empty table, or the first row of this one. */
static Step *no_parent(ReferencePlan *reference, Text name)
{
    Text is_first = text_format(reference->table->plan->arena, "%.*s_is_missing", TEXT_ARG(name));
    if (is_self(reference))
        return step_infix(reference->table, is_first, VALUE_BOOL, "==", op_row(), op_uint(0));
    size_t left = left_over(reference);
    return step_infix(reference->table, is_first, VALUE_BOOL, left ? "<=" : "==",
                      left ? op_rows(reference->target) : op_count(reference_parents(reference)),
                      op_uint(left));
}

/* The column of the reference of which conditions say when it is NULL; or NULL. */
static ColumnPlan *bound_column(const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        ColumnPlan *column = owned_column(reference, i);
        if (column && (column->component || column->always_null))
            return column;
    }
    return NULL;
}

bool reference_is_bound(const ReferencePlan *reference)
{
    return bound_column(reference) != NULL;
}

bool reference_is_wanted(const ReferencePlan *reference)
{
    const ColumnPlan *bound = bound_column(reference);
    return bound && bound->component && component_set(bound->component, bound, PRESENCE_VALUE);
}

void reference_leave_out_where(ReferencePlan *reference, Step *missing)
{
    TablePlan *table = reference->table;
    ColumnPlan *bound = bound_column(reference);
    ScenarioSet open =
        bound->component && !bound->always_null ? component_set(bound->component, bound, PRESENCE_FREE) : 0;
    if (!open || bound->column->not_null || bound->never_null)
        return;
    Step *inside = component_is_in(bound->component, open);
    Text name = step_name_for(bound, "is_left_out");
    if (inside)
        missing = step_infix(table, name, VALUE_BOOL, "&&", op_step(inside), op_step(missing));
    reference->null = reference->null ? step_or(table, name, reference->null, missing) : missing;
}

/* As the column's scenarios have it. */
static void bind_null(ReferencePlan *reference, ColumnPlan *column)
{
    TablePlan *table = reference->table;
    if (column->always_null) {
        reference->null =
            step_value(table, step_name_for(column, "is_never_there"), VALUE_BOOL, op_name("true"));
        return;
    }
    need_parents(reference);
    reference->null = component_null(column, reference_is_nullable(reference) ? null_share(reference) : 0);
}

/* Rows that have no parent to be to are put in scenarios in which they need none; false where all need one.
 */
static bool spare(ReferencePlan *reference, ColumnPlan *column, const Step *orphan)
{
    Component *component = column->component;
    if (!component || column->always_null)
        return false;
    ScenarioSet spared =
        component_set(component, column, PRESENCE_NULL) | component_set(component, column, PRESENCE_FREE);
    if (spared && spared != component_all(component) && !component_exempt(component, orphan, spared))
        reference_refuse(reference, TEXT("some rows have none to reference, and may not be without"),
                         TEXT("Make the reference optional for all rows, or leave it out."));
    return spared != 0;
}

void reference_draw_bound_null(ReferencePlan *reference, Step *orphan, bool has_none)
{
    ColumnPlan *column = bound_column(reference);
    bool spared = has_none && spare(reference, column, orphan);
    bind_null(reference, column);
    if (spared)
        reference->null = reference->null
                              ? step_or(reference->table, null_name(reference), reference->null, orphan)
                              : orphan;
}

/* True in the rows that do without the reference, that share of them. */
static Step *left_out(const ReferencePlan *reference, double share)
{
    TablePlan *table = reference->table;
    return step_chance(table,
                       text_format(table->plan->arena, "%.*s_is_left_out", TEXT_ARG(parent_name(reference))),
                       stream_name(reference), TEXT("null"), share);
}

void reference_leave_out(ReferencePlan *reference)
{
    double share = null_share(reference);
    Step *chance = share > 0 ? left_out(reference, share) : NULL;
    if (chance)
        reference->null = reference->null
                              ? step_or(reference->table, null_name(reference), chance, reference->null)
                              : chance;
}

/* Adds the reference's own NULL draw where it may be NULL, or the need for a parent. */
void reference_draw_null(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    if (bound_column(reference)) {
        Step *is_first = reference->is_earlier ? no_parent(reference, parent_name(reference)) : NULL;
        reference_draw_bound_null(reference, is_first, reference->is_earlier);
        return;
    }
    if (!reference_is_nullable(reference)) {
        need_parents(reference);
        return;
    }
    Step *missing = no_parent(reference, parent_name(reference));
    double share = null_share(reference);
    if (share <= 0) {
        reference->null = missing;
        return;
    }
    reference->null = step_or(table, null_name(reference), left_out(reference, share), missing);
}

void reference_assign(ReferencePlan *reference, Step *parent)
{
    reference->parent = parent;
    if (reference->null)
        parent->unless = reference->null;
}

/* A parent of its own, where the row itself or another reference's parent may not be it: the next one. */
static void assign_apart(ReferencePlan *reference, Step *parent)
{
    const ReferencePlan *other = reference->apart;
    reference->is_free = !other && !reference->not_itself && !reference->choices.count;
    bool decided = other && other->parent;
    if (decided || reference->not_itself)
        parent = step_call(reference->table, parent_name(reference), VALUE_ROW, "rt_elsewhere",
                           OPERANDS(op_step(parent), decided ? op_step(other->parent) : op_row(),
                                    op_rows(reference->target)));
    reference_assign(reference, parent);
}

static void draw_zipf(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Arena *arena = table->plan->arena;
    const Count *parents = count_rows(arena, reference->target);
    Text name = stream_name(reference);
    Param *cells = param_new(table, text_format(arena, "%.*s_popularity", TEXT_ARG(name)), "struct rt_cells",
                             "rt_zipf_init", true,
                             OPERANDS(op_count(count_most(arena, parents, count_fixed(arena, 1))),
                                      op_uint(decimal_exponent(reference->reference->fanout.exponent))));
    cells->failure = TEXT("could not prepare a Zipf distribution: out of memory");
    cells->release = TEXT("rt_cells_free");
    const Param *spread = param_spread(table, name, TEXT("rank"), parents);
    Step *bits =
        step_random(table, text_format(arena, "%.*s_bits", TEXT_ARG(parent_name(reference))), name, TEXT(""));
    Step *rank = step_call(table, text_format(arena, "%.*s_rank", TEXT_ARG(parent_name(reference))),
                           VALUE_ROW, "rt_cells_at", OPERANDS(op_param_address(cells), op_step(bits)));
    rank->unless = reference->null;
    assign_apart(reference, step_call(table, parent_name(reference), VALUE_ROW, "rt_spread_at",
                                      OPERANDS(op_param_address(spread), op_step(rank))));
}

/* Of two references one of which has the earlier parent: the first one drawn leaves a row for the other. */
static void draw_in_order(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    const ReferencePlan *lower = reference->above, *higher = reference->below;
    Operand parents = op_count(count_others(table->plan->arena, reference->target));
    Text name = parent_name(reference), stream = stream_name(reference);
    if (higher) {
        Operand bound = higher->parent ? op_step(higher->parent) : parents;
        reference_assign(reference, step_below(table, name, stream, TEXT(""), bound));
        return;
    }
    Step *after = lower->parent ? step_infix(table, name, VALUE_ROW, "+", op_step(lower->parent), op_uint(1))
                                : step_value(table, name, VALUE_ROW, op_uint(1));
    Step *left = step_infix(table, name, VALUE_ROW, "-", op_rows(reference->target), op_step(after));
    Step *index = step_below(table, name, stream, TEXT(""), op_step(left));
    reference_assign(reference, step_infix(table, name, VALUE_ROW, "+", op_step(after), op_step(index)));
}

/* Whether it can take the next parent where the one it is to is another one's. */
static bool can_step_aside(const ReferencePlan *reference, const ReferencePlanList *taken)
{
    bool is_partner = taken->count == 1 && taken->items[0] == reference->apart;
    return is_partner ||
           (!reference->apart && !reference->choices.count && reference->reference->columns.count == 1);
}

/* Any parent but those that others have which it must differ from; false where it needs no such choice. */
static bool draw_beside(ReferencePlan *reference)
{
    ReferencePlanList taken = references_apart_settled(reference);
    if (!taken.count || can_step_aside(reference, &taken))
        return false;
    Step *number = step_below(reference->table, parent_name(reference), stream_name(reference), TEXT(""),
                              op_count(reference_parents_beside(reference, &taken)));
    reference_assign(reference, reference_row_beside(reference, parent_name(reference), number, &taken));
    return true;
}

/* Any parent alike; of this table itself only an earlier row, so that the rows form trees. */
static void draw_uniform(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    if (draw_beside(reference))
        return;
    if (reference->choices.count) {
        assign_apart(reference, reference_any(reference, parent_name(reference), stream_name(reference)));
        return;
    }
    if (reference->below || reference->above) {
        draw_in_order(reference);
        return;
    }
    Text bits_name = text_format(table->plan->arena, "%.*s_bits", TEXT_ARG(parent_name(reference)));
    Step *bits = step_random(table, bits_name, stream_name(reference), TEXT(""));
    Operand count = is_self(reference) ? op_row() : op_rows(reference->target);
    assign_apart(reference, step_call(table, parent_name(reference), VALUE_ROW, "rt_below",
                                      OPERANDS(op_step(bits), count)));
}

static const char *shape_name(const Fanout *fanout)
{
    static const char *const names[] = {[FANOUT_DEFAULT] = "RT_FANOUT_RANDOM",
                                        [FANOUT_UNIFORM] = "RT_FANOUT_RANDOM",
                                        [FANOUT_ZIPF] = "RT_FANOUT_ZIPF",
                                        [FANOUT_RANGE] = "RT_FANOUT_RANGE"};
    return names[fanout->kind];
}

static bool has_fan_out(const TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++)
        if (table->references.items[i]->fanout)
            return true;
    return false;
}

/* The order in which rows meet the parents: rows themselves, or scattered where another reference has that
 * order already. */
static Operand fan_out_row(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    if (!has_fan_out(table))
        return op_row();
    const Param *order =
        param_perm(table, stream_name(reference), TEXT("order"), count_rows(table->plan->arena, table));
    Text name = text_format(table->plan->arena, "%.*s_place", TEXT_ARG(parent_name(reference)));
    return op_step(
        step_call(table, name, VALUE_ROW, "rt_perm_at", OPERANDS(op_param_address(order), op_row())));
}

enum {
    MAXIMUM_ARGUMENT = 3 /* of rt_fanout_prepare's, in fan_out_param */
};

static const Param *fan_out_param(ReferencePlan *reference, const Count *maximum)
{
    TablePlan *table = reference->table;
    Arena *arena = table->plan->arena;
    const Fanout *fanout = &reference->reference->fanout;
    bool ranged = fanout->kind == FANOUT_RANGE;
    Param *param = param_new(table, text_format(arena, "%.*s_children", TEXT_ARG(stream_name(reference))),
                             "struct rt_fanout", "rt_fanout_prepare", true,
                             OPERANDS(op_param(param_stream(table, stream_name(reference), TEXT("fanout"))),
                                      op_name(shape_name(fanout)), op_uint(ranged ? fanout->minimum : 0),
                                      ranged ? op_uint(fanout->maximum) : op_count(maximum),
                                      op_uint(decimal_exponent(fanout->exponent)), op_rows(reference->target),
                                      op_rows(table)));
    param->failure = text_format(
        arena, "the rows of table \"%.*s\" do not fit the children wanted for each row of table \"%.*s\"",
        TEXT_ARG(table->label), TEXT_ARG(reference->target->label));
    param->release = TEXT("rt_fanout_free");
    return param;
}

/* The bounds that a minimum and a maximum of children for each parent set. */
static void limit_children(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Arena *arena = table->plan->arena;
    const Fanout *fanout = &reference->reference->fanout;
    const Count *parents = count_rows(arena, reference->target);
    Text reason =
        text_format(arena, "%llu to %llu for each row of table \"%.*s\"", (unsigned long long)fanout->minimum,
                    (unsigned long long)fanout->maximum, TEXT_ARG(reference->target->label));
    if (fanout->kind != FANOUT_RANGE)
        return;
    plan_limit(table, reference->reference->name, reason,
               count_product(arena, count_fixed(arena, fanout->maximum), parents));
    if (fanout->minimum)
        plan_limit_least(table, reference->reference->name, reason,
                         count_product(arena, count_fixed(arena, fanout->minimum), parents));
}

/* No parent of a fan-out that is there has more children than the least of all maxima. */
static Step *bound_children(const ReferencePlan *reference, const Count *maximum)
{
    Arena *arena = reference->table->plan->arena;
    Param *param = (Param *)reference->fanout->arguments.items[0].param;
    Operand *most = &param->arguments.items[MAXIMUM_ARGUMENT];
    const Count *old = most->kind == OPERAND_COUNT ? most->formula : count_fixed(arena, most->count);
    *most = op_count(count_least(arena, maximum, old));
    return reference->fanout;
}

Step *reference_fan_out(ReferencePlan *reference, const Count *maximum)
{
    TablePlan *table = reference->table;
    if (reference->fanout)
        return bound_children(reference, maximum);
    Text name = text_format(table->plan->arena, "%.*s_place", TEXT_ARG(parent_name(reference)));
    const Param *param = fan_out_param(reference, maximum);
    Operand row = fan_out_row(reference);
    need_parents(reference);
    limit_children(reference);
    reference->fanout =
        step_call(table, name, VALUE_FANOUT, "rt_fanout_child", OPERANDS(op_param_address(param), row));
    reference->parent =
        step_member(table, parent_name(reference), VALUE_ROW, op_step(reference->fanout), "parent");
    return reference->fanout;
}

/* A reference of a table to itself that is unique: a chain, each row to the one before it; where rows can't
 * be NULL, or conditions say which, each to itself, or in a circle to the one after it. */
static void chain(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    if (reference_is_nullable(reference) && !reference_is_bound(reference)) {
        reference->null = no_parent(reference, parent_name(reference));
        reference_assign(reference,
                         step_infix(table, parent_name(reference), VALUE_ROW, "-", op_row(), op_uint(1)));
    } else if (reference->not_itself) {
        reference_draw_null(reference);
        reference_assign(reference, step_call(table, parent_name(reference), VALUE_ROW, "rt_elsewhere",
                                              OPERANDS(op_row(), op_row(), op_rows(table))));
    } else {
        reference_assign(reference, step_value(table, parent_name(reference), VALUE_ROW, op_row()));
    }
}

void reference_one_to_one(ReferencePlan *reference, Text constraint)
{
    TablePlan *table = reference->table;
    Arena *arena = table->plan->arena;
    const Count *parents = reference_parents(reference);
    reference->is_unique = true;
    if (is_self(reference)) {
        chain(reference);
        return;
    }
    bool nullable = reference_is_nullable(reference);
    const Param *order =
        param_perm(table, stream_name(reference), TEXT(""),
                   nullable ? count_most(arena, count_rows(arena, table), parents) : parents);
    Step *parent = step_call(table, parent_name(reference), VALUE_ROW, "rt_perm_at",
                             OPERANDS(op_param_address(order), op_row()));
    if (nullable)
        reference->null =
            step_infix(table, null_name(reference), VALUE_BOOL, ">=", op_step(parent), op_count(parents));
    else
        plan_limit(table, constraint,
                   text_format(arena, "each row has a row of table \"%.*s\" of its own",
                               TEXT_ARG(reference->target->label)),
                   parents);
    reference->parent = reference_row(reference, parent_name(reference), parent);
}

static bool is_in_group(const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (families_share(plan_find_column(reference->table, reference->reference->columns.items[i])))
            return true;
    return false;
}

static void note_met(const ReferencePlan *reference)
{
    Arena *arena = reference->table->plan->arena;
    const char *how = reference->given_up      ? "always NULL: nothing else meets it"
                      : reference->implied     ? "holds because another reference does"
                      : reference->is_unique   ? "each row takes a parent row of its own"
                      : reference->fanout      ? "rows follow one another in the order of their parents"
                      : is_in_group(reference) ? "a parent row of the row's own group"
                      : is_self(reference)     ? "an earlier row of the same table"
                      : reference->reference->fanout.kind == FANOUT_ZIPF
                          ? "a parent row drawn by Zipf's law"
                          : "any parent row, all equally likely";
    plan_met(reference->table, reference->reference->name, "foreign key",
             text_format(arena, "%s%s", how, reference->null ? ", or NULL" : ""));
}

bool references_draw(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        if (!reference->implied && !reference->parent) {
            if (reference->reference->fanout.kind == FANOUT_RANGE && !is_self(reference) &&
                !reference->choices.count) {
                reference_fan_out(reference, NULL);
            } else {
                reference_draw_null(reference);
                reference->is_drawn = true;
                if (reference->reference->fanout.kind == FANOUT_ZIPF && !is_self(reference) &&
                    !reference->choices.count)
                    draw_zipf(reference);
                else
                    draw_uniform(reference);
            }
        }
        note_met(reference);
    }
    references_join_equal(table);
    references_plan_copies(table);
    references_decide_avoidances(table);
    return true;
}
