/* references.c: which parent row each row points to, and the reference columns' values read from there. */
#include "plan/tables.h"

#include "plan/demands.h"
#include "plan/decimal.h"
#include "plan/reference_types.h"
#include "plan/value.h"
#include "plan/value_type.h"

#include <stdlib.h>

static Text parent_name(const ReferencePlan *reference)
{
    const Table *parent = reference->target->table;
    if (reference->reference->columns.count == 1)
        return text_format(reference->table->plan->arena, "%.*s_row",
                           TEXT_ARG(reference->reference->columns.items[0]->name));
    return text_format(reference->table->plan->arena, "%.*s_row", TEXT_ARG(parent->name));
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

/* ---- who gives which column ---- */

/* The place of a column in a list; its size where it is not there. */
static size_t column_place(const ColumnList *columns, const Column *column)
{
    size_t i = 0;
    while (i < columns->count && columns->items[i] != column)
        i++;
    return i;
}

/* Whether both ask the same of the same columns, in whatever order. */
static bool same_columns(const Reference *first, const Reference *second)
{
    if (first->target != second->target || first->columns.count != second->columns.count)
        return false;
    for (size_t i = 0; i < first->columns.count; i++) {
        size_t place = column_place(&second->columns, first->columns.items[i]);
        if (place == second->columns.count ||
            first->target_columns.items[i] != second->target_columns.items[place])
            return false;
    }
    return true;
}

/* Whether the first one asks all that the second one does, and maybe more. */
static bool asks_all(const Reference *first, const Reference *second)
{
    if (first->target != second->target)
        return false;
    for (size_t i = 0; i < second->columns.count; i++) {
        size_t place = column_place(&first->columns, second->columns.items[i]);
        if (place == first->columns.count ||
            first->target_columns.items[place] != second->target_columns.items[i])
            return false;
    }
    return true;
}

/* A reference of the target, as one of the columns that reference it: of those that do, where the others are
 * never NULL; NULL where there is none. */
static const Reference *carried_on(Arena *arena, const Reference *first, const Reference *onward)
{
    Reference *carried = arena_new_object(arena, Reference);
    carried->target = onward->target;
    for (size_t i = 0; i < onward->columns.count; i++) {
        size_t place = column_place(&first->target_columns, onward->columns.items[i]);
        if (place == first->target_columns.count && !onward->columns.items[i]->not_null)
            return NULL;
        if (place == first->target_columns.count)
            continue;
        list_push(arena, &carried->columns, first->columns.items[place]);
        list_push(arena, &carried->target_columns, onward->target_columns.items[i]);
    }
    return carried->columns.count ? carried : NULL;
}

enum {
    LONGEST_WAY = 8 /* references from one table to the next by which one implies another */
};

/* True where rows that satisfy `first` satisfy `second` because their parents do, or the parents' parents. */
static bool leads_to(Arena *arena, const Reference *first, const Reference *second, int way)
{
    for (size_t r = 0; r < first->target->references.count && way < LONGEST_WAY; r++) {
        const Reference *onward = carried_on(arena, first, first->target->references.items[r]);
        bool away = onward && first->target->references.items[r]->target != first->target;
        if (away && (asks_all(onward, second) || leads_to(arena, onward, second, way + 1)))
            return true;
    }
    return false;
}

/* True where what the reference's columns take from their parents comes from the table itself in the end. */
static bool comes_back(Arena *arena, const Table *home, const Reference *reference, int way)
{
    if (reference->target == home || way == LONGEST_WAY)
        return true;
    for (size_t r = 0; r < reference->target->references.count; r++) {
        const Reference *onward = reference->target->references.items[r];
        const Reference *carried =
            onward->target != reference->target ? carried_on(arena, reference, onward) : NULL;
        if (carried && comes_back(arena, home, carried, way + 1))
            return true;
    }
    return false;
}

/* Whether `first` gives a parent wherever `second` wants one. */
static bool is_there(const Reference *first, const Reference *second)
{
    for (size_t i = 0; i < first->columns.count; i++)
        if (!first->columns.items[i]->not_null &&
            column_place(&second->columns, first->columns.items[i]) == second->columns.count)
            return false;
    return true;
}

/* True where every row that satisfies `first` satisfies `second` too, and gives all of its columns. */
static bool implies(Arena *arena, const Table *home, const Reference *first, const Reference *second)
{
    if (!is_there(first, second))
        return false;
    if (asks_all(first, second) && first->columns.count > second->columns.count)
        return true;
    return leads_to(arena, first, second, 0) && !comes_back(arena, home, first, 0);
}

static void mark_implied(TablePlan *table)
{
    Arena *arena = table->plan->arena;
    for (size_t i = 0; i < table->references.count; i++)
        for (size_t k = 0; k < table->references.count; k++) {
            const ReferencePlan *first = table->references.items[i];
            ReferencePlan *second = table->references.items[k];
            bool twice = i < k && same_columns(first->reference, second->reference);
            if (i != k && !first->implied &&
                (twice || implies(arena, table->table, first->reference, second->reference)))
                second->implied = true;
        }
}

static void own(ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        ColumnPlan *column = plan_find_column(reference->table, reference->reference->columns.items[i]);
        if (!column->reference)
            column->reference = reference;
    }
}

static void refuse_sharing(const ReferencePlan *reference, const ColumnPlan *column)
{
    const ReferencePlan *other = column->reference;
    Text reason = text_format(
        reference->table->plan->arena,
        "column \"%.*s\" is also in reference \"%.*s\", and the two can't be met together",
        TEXT_ARG(column->column->name), TEXT_ARG(other ? other->reference->name : column->column->name));
    reference_refuse(reference, reason, TEXT("Leave one of the two references out of the schema."));
}

void references_own(TablePlan *table)
{
    mark_implied(table);
    for (size_t i = 0; i < table->references.count; i++)
        if (!table->references.items[i]->implied)
            own(table->references.items[i]);
}

void references_check_sharing(TablePlan *table)
{
    for (size_t i = 0; i < table->references.count; i++) {
        const ReferencePlan *reference = table->references.items[i];
        for (size_t k = 0; k < reference->reference->columns.count && !reference->implied; k++) {
            ColumnPlan *column = plan_find_column(table, reference->reference->columns.items[k]);
            if (column->reference != reference && !families_meet(reference, column))
                refuse_sharing(reference, column);
        }
    }
}

/* ---- choosing parents ---- */

/* Whether a parent is one that the row, or another reference, must leave over. */
static bool needs_two(const ReferencePlan *reference)
{
    return reference->apart || reference->below || reference->above || reference->not_itself;
}

static void need_parents(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Arena *arena = table->plan->arena;
    bool two = needs_two(reference);
    Limit limit = {.constraint = reference->reference->name,
                   .reason = text_format(arena, "it references table \"%.*s\", which has no %srows",
                                         TEXT_ARG(reference->target->label), two ? "two " : ""),
                   .count =
                       *(two ? count_others(arena, reference->target) : count_rows(arena, reference->target)),
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
    bool two = needs_two(reference);
    return step_infix(reference->table, is_first, VALUE_BOOL, two ? "<=" : "==", op_rows(reference->target),
                      op_uint(two));
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

/* Adds the reference's own NULL draw where it may be NULL, or the need for a parent. */
void reference_draw_null(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    Text name = text_format(table->plan->arena, "%.*s_null", TEXT_ARG(parent_name(reference)));
    ColumnPlan *bound = bound_column(reference);
    if (bound) {
        bind_null(reference, bound);
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
    Step *chance = step_chance(
        table, text_format(table->plan->arena, "%.*s_is_left_out", TEXT_ARG(parent_name(reference))),
        stream_name(reference), TEXT("null"), share);
    reference->null = step_or(table, name, chance, missing);
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

/* Any parent alike; of this table itself only an earlier row, so that the rows form trees. */
static void draw_uniform(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
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

/* A reference of a table to itself that is unique: a chain, each row to the one before it; a row that can't
 * be NULL to itself. */
static void chain(ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    if (reference_is_nullable(reference)) {
        reference->null = no_parent(reference, parent_name(reference));
        reference_assign(reference,
                         step_infix(table, parent_name(reference), VALUE_ROW, "-", op_row(), op_uint(1)));
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
        reference->null = step_infix(table, text_format(arena, "%.*s_null", TEXT_ARG(parent_name(reference))),
                                     VALUE_BOOL, ">=", op_step(parent), op_count(parents));
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
                if (reference->reference->fanout.kind == FANOUT_ZIPF && !is_self(reference) &&
                    !reference->choices.count)
                    draw_zipf(reference);
                else
                    draw_uniform(reference);
            }
        }
        note_met(reference);
    }
    return true;
}

/* ---- reading the parents' keys ---- */

static bool link_column(ColumnPlan *column, Diag *diag);

/* The value of a target column: its own step, made now where it is not there yet; none where its table is
 * refused. */
static bool target_value(ColumnPlan *target, Diag *diag)
{
    if (target->value)
        return true;
    return target->reference ? link_column(target, diag) : value_plan(target, diag);
}

static ColumnPlan *target_column(const ReferencePlan *reference, const ColumnPlan *column)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (reference->reference->columns.items[i] == column->column)
            return plan_find_column(reference->target, reference->reference->target_columns.items[i]);
    return NULL;
}

/* Column → column it reads → … back to itself: one member carries the value, and row numbers
 * run alongside. */
static bool break_cycle(ColumnPlan *column, Diag *diag)
{
    ReferencePlan *reference = column->reference;
    TablePlan *table = column->table;
    Arena *arena = table->plan->arena;
    if (!reference->is_unique || value_capacity(column) == 0) {
        reference_refuse(reference, TEXT("the references of a cycle of keys depend on one another's values"),
                         TEXT("Make one of the references of the cycle nullable, or leave it out."));
        return false;
    }
    plan_limit(
        table, reference->reference->name,
        text_format(arena, "its key is also the key of table \"%.*s\"", TEXT_ARG(reference->target->label)),
        count_rows(arena, reference->target));
    return value_carry(column, op_row(), value_is_ordinal(column), diag);
}

/* The other column where two are put in order by their keys; NULL where there is none. */
static ColumnPlan *partner_by_key(const ColumnPlan *column)
{
    const ReferencePlan *reference = column->reference;
    const ReferencePlan *other = reference->below ? reference->below : reference->above;
    if (!other || !reference->by_key)
        return NULL;
    for (size_t i = 0; i < other->reference->columns.count; i++)
        if (target_column(other, plan_find_column(other->table, other->reference->columns.items[i])) ==
            target_column(reference, column))
            return plan_find_column(other->table, other->reference->columns.items[i]);
    return NULL;
}

static void read_parent(ColumnPlan *column, ColumnPlan *target)
{
    ReferencePlan *reference = column->reference;
    const ColumnPlan *partner = partner_by_key(column);
    Text name = partner && partner != column ? step_name_for(column, "drawn") : column->field;
    Step *read = step_read(column->table, name, target->value, target->table, op_step(reference->parent));
    read->unless = reference->null;
    column->value = reference_value(column, target, read);
    column->null = !column->column->not_null ? reference->null : NULL;
    if (reference->null && column->column->not_null)
        column->null = NULL;
    column->is_plain_text = target->is_plain_text;
    column->max_size = target->max_size;
    column->count = target->count;
    column->rule = text_format(column->table->plan->arena, "%.*s.%.*s of the row referenced",
                               TEXT_ARG(target->table->label), TEXT_ARG(target->column->name));
}

static void refuse_generated(const ColumnPlan *column, const ColumnPlan *target)
{
    Plan *plan = column->table->plan;
    plan_refuse(plan, column->table->table, column->reference->reference->name,
                text_format(plan->arena,
                            "what column \"%.*s\" of table \"%.*s\" is generated from is not understood",
                            TEXT_ARG(target->column->name), TEXT_ARG(target->table->label)),
                TEXT("Leave out the reference."));
}

static void refuse_types(const ColumnPlan *column, const ColumnPlan *target)
{
    Plan *plan = column->table->plan;
    plan_refuse(plan, column->table->table, column->reference->reference->name,
                text_format(plan->arena, "a %.*s refers to a %.*s",
                            TEXT_ARG(type_print(plan->arena, &column->column->type)),
                            TEXT_ARG(type_print(plan->arena, &target->column->type))),
                TEXT("Give both columns one type, or leave out the reference."));
}

/* Both parents are drawn; the one with the smaller key is the lower one's. */
static void order_by_key(ColumnPlan *low, ColumnPlan *high)
{
    TablePlan *table = low->table;
    Step *a = low->value, *b = high->value;
    Text name = step_name_for(low, "is_higher");
    Step *swapped = low->type->kind == VALUE_UUID
                        ? step_call(table, name, VALUE_BOOL, "rt_uuid_less", OPERANDS(op_step(b), op_step(a)))
                        : step_infix(table, name, VALUE_BOOL, "<", op_step(b), op_step(a));
    low->value = step_choose(table, low->field, low->type->kind, op_step(swapped), op_step(b), op_step(a));
    high->value = step_choose(table, high->field, high->type->kind, op_step(swapped), op_step(a), op_step(b));
}

static bool link_alone(ColumnPlan *column, Diag *diag);

static bool link_column(ColumnPlan *column, Diag *diag)
{
    if (column->value)
        return true;
    ColumnPlan *partner = partner_by_key(column);
    if (!link_alone(column, diag))
        return false;
    if (!partner || partner == column || column->linking)
        return true;
    if (!link_alone(partner, diag))
        return false;
    if (column->value && partner->value)
        order_by_key(column->reference->below ? column : partner,
                     column->reference->below ? partner : column);
    return true;
}

static bool link_alone(ColumnPlan *column, Diag *diag)
{
    if (column->value)
        return true;
    if (column->linking)
        return break_cycle(column, diag);
    column->linking = true;
    ColumnPlan *target = target_column(column->reference, column);
    bool done = target_value(target, diag);
    column->linking = false;
    if (!done && !target->written && !diag->errors)
        refuse_generated(column, target);
    if (done && target->value && !column->value && !reference_types_are_alike(column, target))
        refuse_types(column, target);
    else if (done && target->value && !column->value)
        read_parent(column, target);
    return done;
}

bool references_link(TablePlan *table, Diag *diag)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        ColumnPlan *column = table->columns.items[i];
        if (column->reference && !link_column(column, diag) && diag->errors)
            return false;
    }
    return true;
}
