/* reference_join.c: references that share columns, and whose parents lie in no groups that go together: which
 * of the parents' rows do is looked up when the program opens (runtime's rt_join.h).
 *
 * The references are put in an order in which each shares columns with those before it, which give them; so
 * its parent is one of those that have the same values. What is unique over their columns, and conditions
 * between them, are met by the choice. */
#include "plan/tables.h"

#include "model/type_convert.h"
#include "plan/compile/compile_exact.h"
#include "plan/condition/scenario.h"
#include "plan/reference/families.h"

enum {
    ROWS = 1 << 20 /* RT_JOIN_ROWS of the runtime */
};

/* ---- which tables ---- */

static Joining *joining_of(const Plan *plan, const Table *table)
{
    for (size_t i = 0; i < plan->joined.count; i++)
        if (plan->joined.items[i]->table == table)
            return plan->joined.items[i];
    return NULL;
}

static bool is_candidate(const ReferencePlan *reference)
{
    return !reference->implied && reference->target != reference->table && !reference->partition;
}

static bool share(const ReferencePlan *a, const ReferencePlan *b)
{
    for (size_t i = 0; i < a->reference->columns.count; i++)
        if (a != b && columns_hold(&b->reference->columns, a->reference->columns.items[i]))
            return true;
    return false;
}

/* Whether it shares columns with another one of its kind. */
static bool is_shared(const ReferencePlan *reference)
{
    const ReferencePlanList *all = &reference->table->references;
    for (size_t i = 0; i < all->count && is_candidate(reference); i++)
        if (is_candidate(all->items[i]) && share(reference, all->items[i]))
            return true;
    return false;
}

static bool ask(const TablePlan *table, bool is_whole)
{
    Plan *plan = table->plan;
    const Joining *known = joining_of(plan, table->table);
    if (known && !known->is_undone && !table->join)
        return true;
    if (known)
        return false;
    Joining *joining = arena_new_object(plan->arena, Joining);
    *joining = (Joining){.table = table->table, .is_whole = is_whole};
    list_push(plan->arena, &plan->joined, joining);
    return true;
}

/* The parents need not lie in groups together, from the next round on; false where that is so already. */
static bool loosen(Plan *plan, const TablePlan *table)
{
    Joining *known = joining_of(plan, table->table);
    if (table->join->is_loose)
        return false;
    plan->undone += !known->is_loose;
    known->is_loose = true;
    return true;
}

bool join_ask(const ReferencePlan *reference)
{
    TablePlan *table = reference->table;
    return (table->join && loosen(table->plan, table)) || (is_shared(reference) && ask(table, false));
}

bool join_ask_whole(Plan *plan, const Table *table)
{
    const TablePlan *planned = plan_find_table(plan, table);
    for (size_t i = 0; planned && i < planned->references.count; i++)
        if (is_candidate(planned->references.items[i]))
            return ask(planned, true);
    return false;
}

bool join_undo(Plan *plan, const Table *table)
{
    Joining *known = joining_of(plan, table);
    const TablePlan *planned = plan_find_table(plan, table);
    if (!planned || !planned->join)
        return false;
    if (loosen(plan, planned))
        return true;
    plan->undone += !known->is_undone;
    known->is_undone = true;
    return true;
}

/* ---- in which order ---- */

bool join_has(const ReferencePlan *reference)
{
    const Join *join = reference->table->join;
    for (size_t i = 0; join && i < join->parts.count; i++)
        if (join->parts.items[i].reference == reference)
            return true;
    return false;
}

static bool shares_with_those_before(const ReferencePlan *reference)
{
    const Join *join = reference->table->join;
    for (size_t i = 0; i < join->parts.count; i++)
        if (share(reference, join->parts.items[i].reference))
            return true;
    return false;
}

static bool is_part(const ReferencePlan *reference)
{
    return joining_of(reference->table->plan, reference->table->table)->is_whole ? is_candidate(reference)
                                                                                 : is_shared(reference);
}

static bool is_always_there(const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (!reference->reference->columns.items[i]->not_null)
            return false;
    return true;
}

/* How well the reference comes next: those that rows never lack, then those that share columns with the ones
 * before, then those of most columns. */
static size_t rank(const ReferencePlan *reference)
{
    enum {
        COLUMNS = 64
    };
    size_t columns = reference->reference->columns.count;
    return (is_always_there(reference) * 2u + shares_with_those_before(reference)) * COLUMNS +
           (columns < COLUMNS ? columns : COLUMNS - 1);
}

static ReferencePlan *next_part(TablePlan *table)
{
    ReferencePlan *best = NULL;
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        if (is_part(reference) && !join_has(reference) && (!best || rank(reference) > rank(best)))
            best = reference;
    }
    return best;
}

/* The columns that no part before gives come from this one. */
static void add_part(TablePlan *table, ReferencePlan *reference)
{
    Arena *arena = table->plan->arena;
    JoinPart part = {.reference = reference};
    for (size_t i = 0; i < reference->reference->columns.count; i++) {
        ColumnPlan *column = plan_find_column(table, reference->reference->columns.items[i]);
        if (column->reference && join_has(column->reference)) {
            column->never_null = true;
            list_push(arena, &part.shared, column);
        } else {
            column->reference = reference;
        }
    }
    list_push(arena, &table->join->parts, part);
}

void joins_find(TablePlan *table)
{
    const Joining *joining = joining_of(table->plan, table->table);
    if (!joining || joining->is_undone)
        return;
    table->join = arena_new_object(table->plan->arena, Join);
    table->join->is_loose = joining->is_loose;
    for (ReferencePlan *next = next_part(table); next; next = next_part(table))
        add_part(table, next);
}

/* ---- what the choice meets ---- */

static bool is_given(const ColumnPlan *column)
{
    return column->reference && join_has(column->reference);
}

/* Whether it asks no more of the columns that are given than whether they are NULL. */
static bool tests_nulls_alone(const TablePlan *table, const Expr *expr)
{
    if (expr->kind == EXPR_IS && text_is(expr->text, "null"))
        return true;
    if (expr->kind == EXPR_COLUMN)
        for (size_t i = 0; i < table->columns.count; i++)
            if (text_equal(table->columns.items[i]->column->name, expr->text) &&
                is_given(table->columns.items[i]))
                return false;
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i] && !tests_nulls_alone(table, expr->arguments.items[i]))
            return false;
    return true;
}

bool join_meets_condition(TablePlan *table, const Condition *condition)
{
    if (!table->join || condition->element.column || tests_nulls_alone(table, condition->expr))
        return false;
    list_push(table->plan->arena, &table->join->conditions,
              ((JoinCondition){.expr = component_asked(table, condition)}));
    return true;
}

/* Whether the constraint is over columns alone, some of them given. */
static bool is_over_given(const TablePlan *table, const Unique *unique)
{
    size_t given = 0;
    for (size_t i = 0; i < unique->columns.count; i++)
        given += is_given(unique->columns.items[i]);
    for (size_t i = 0; i < unique->elements.count; i++)
        if (unique->elements.items[i]->kind != EXPR_COLUMN)
            return false;
    return table->join && given && !unique->has_unknown;
}

bool join_meets_key(TablePlan *table, const Unique *unique)
{
    if (!is_over_given(table, unique))
        return false;
    Unique *kept = arena_new_object(table->plan->arena, Unique);
    *kept = *unique;
    list_push(table->plan->arena, &table->join->keys, ((JoinKey){.unique = kept}));
    return true;
}

/* ---- parents ---- */

/* Something else is to choose among the parents. */
static bool is_bound(const ReferencePlan *reference)
{
    return reference->choices.count || reference->apart || reference->below || reference->above ||
           reference->narrowed || reference->parent;
}

static void limit(TablePlan *table)
{
    Arena *arena = table->plan->arena;
    const Reference *first = table->join->parts.items[table->join->parts.count - 1].reference->reference;
    Limit found = {.constraint = first->name,
                   .reason = TEXT("no other parents go together"),
                   .count = *count_rows(arena, table),
                   .of_join = true};
    list_push(arena, &table->limits, found);
    plan_limit(table, first->name, TEXT("parents are looked up for so many"), count_fixed(arena, ROWS));
}

void joins_draw(TablePlan *table)
{
    Join *join = table->join;
    if (!join)
        return;
    Param *parents = param_new(table, TEXT("parents"), "struct rt_join", "", false, NULL, 0);
    parents->release = TEXT("rt_join_free");
    join->parents = parents;
    join->stream = param_stream(table, TEXT(""), TEXT("parents"));
    limit(table);
    for (size_t i = 0; i < join->parts.count; i++) {
        ReferencePlan *reference = join->parts.items[i].reference;
        if (is_bound(reference)) {
            join_undo(table->plan, table->table);
            return;
        }
        reference_draw_null(reference);
        Text name = text_format(table->plan->arena, "%.*s_row",
                                TEXT_ARG(reference->reference->columns.items[0]->name));
        reference_assign(reference, step_call(table, name, VALUE_ROW, "rt_join_parent",
                                              OPERANDS(op_param_address(parents), op_row(), op_uint(i))));
    }
}

/* Parents of one table are to differ, or one of them is to be chosen beside others: their groups have more
 * rows than one. */
void joins_want(TablePlan *table)
{
    for (size_t i = 0; table->join && i < table->join->parts.count; i++) {
        const TablePlan *target = table->join->parts.items[i].reference->target;
        if (target->family)
            target->family->in_pairs = true;
    }
}

/* ---- steps ---- */

/* The hash with the value in it; NULL where values of the kind are not compared. */
static Step *mix(TablePlan *table, Operand hash, Step *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        return step_call(table, TEXT("mixed"), VALUE_ROW, "rt_join_mix_text", OPERANDS(hash, op_step(value)));
    case VALUE_UUID:
        return step_call(table, TEXT("mixed"), VALUE_ROW, "rt_join_mix_uuid", OPERANDS(hash, op_step(value)));
    case VALUE_BOOL:
    case VALUE_INT16:
    case VALUE_INT32:
    case VALUE_INT64:
    case VALUE_WIDE:
    case VALUE_ROW:
        value = step_cast(table, TEXT("mixed_value"), VALUE_ROW, op_step(value));
        return step_call(table, TEXT("mixed"), VALUE_ROW, "rt_join_mix", OPERANDS(hash, op_step(value)));
    default:
        return NULL;
    }
}

static Step *hash_of(TablePlan *table, Text name, const StepList *values)
{
    Step *hash = NULL;
    for (size_t i = 0; i < values->count; i++) {
        hash = mix(table, hash ? op_step(hash) : op_uint(0), values->items[i]);
        if (!hash)
            return NULL;
    }
    hash = step_value(table, name, VALUE_ROW, op_step(hash));
    hash->exported = true;
    return hash;
}

static Step *both(TablePlan *table, Text name, Step *a, Step *b)
{
    return a ? step_infix(table, name, VALUE_BOOL, "&&", op_step(a), op_step(b)) : b;
}

static ColumnPlan *target_of(const ReferencePlan *reference, const ColumnPlan *column)
{
    size_t place = columns_place(&reference->reference->columns, column->column);
    return plan_find_column(reference->target, reference->reference->target_columns.items[place]);
}

/* Whether the values are held alike, so that they are equal where their C values are. */
static bool are_alike(const ColumnPlan *a, const ColumnPlan *b)
{
    return a->value && b->value && a->type->scale == b->type->scale &&
           (a->value->kind == VALUE_TEXT) == (b->value->kind == VALUE_TEXT) &&
           (a->value->kind == VALUE_UUID) == (b->value->kind == VALUE_UUID);
}

/* A column that gives others their values has one in all rows. */
static bool is_there(const ColumnPlan *column)
{
    return !column->reference->null;
}

static bool finish_part(TablePlan *table, JoinPart *part)
{
    StepList sought = {0}, found = {0};
    Step *agrees = NULL;
    Arena *arena = table->plan->arena;
    for (size_t i = 0; i < part->shared.count; i++) {
        ColumnPlan *column = part->shared.items[i], *target = target_of(part->reference, column);
        if (!is_there(column) || !are_alike(column, target))
            return false;
        Step *read = step_read(table, TEXT("parents_own"), target->value, target->table,
                               op_step(part->reference->parent));
        list_push(arena, &sought, column->value);
        list_push(arena, &found, target->value);
        agrees = both(table, TEXT("agree"), agrees, step_equal(table, TEXT("is_equal"), column->value, read));
    }
    if (part->reference->null)
        part->reference->null->exported = true;
    if (!part->shared.count)
        return true;
    if (part->reference->null && part->reference->reference->match == MATCH_FULL)
        return false;
    agrees->exported = true;
    part->sought = hash_of(table, TEXT("sought"), &sought);
    part->found = hash_of(part->reference->target, TEXT("found"), &found);
    part->agrees = agrees;
    return part->sought && part->found;
}

/* So many parts, and as many more as it takes to give the column: all of them where it is no part's, as it
 * may be computed from any. */
static size_t later(size_t after, const ColumnPlan *column)
{
    const Join *join = column->table->join;
    size_t giver = 0;
    while (giver < join->parts.count && column->reference != join->parts.items[giver].reference)
        giver++;
    size_t needed = giver < join->parts.count ? giver + 1 : giver;
    return needed > after ? needed : after;
}

/* True where a column is NULL. */
static Step *is_null(TablePlan *table, Step *known, const ColumnPlan *column)
{
    if (!column->null || !known)
        return column->null ? column->null : known;
    return step_infix(table, TEXT("is_null"), VALUE_BOOL, "||", op_step(known), op_step(column->null));
}

/* Whether values are unlike in a unique constraint wherever their C values are: not where letters count alike
 * in both cases, nor under a collation of its own, which may take texts for equal. */
static bool tells_apart(const ColumnPlan *column)
{
    const TypeUse *type = &column->column->type;
    return type_code(type) != TYPE_CITEXT && !column->column->collation.size && !type->type->collation.size;
}

static bool finish_key(TablePlan *table, JoinKey *key)
{
    const Unique *unique = key->unique;
    StepList values = {0};
    Step *out = unique->component ? component_is_in(unique->component, unique->set) : NULL;
    if (out)
        out = step_prefix(table, TEXT("is_out"), VALUE_BOOL, "!", op_step(out));
    for (size_t i = 0; i < unique->columns.count; i++) {
        const ColumnPlan *column = unique->columns.items[i];
        if (!column->value || !tells_apart(column) || (column->null && unique->nulls_not_distinct))
            return false;
        list_push(table->plan->arena, &values, column->value);
        key->after = later(key->after, column);
        out = is_null(table, out, column);
    }
    if (out)
        out->exported = true;
    key->is_out = out;
    key->hash = hash_of(table, TEXT("key"), &values);
    return key->hash;
}

static bool has_and(const Expr *expr)
{
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i] && has_and(expr->arguments.items[i]))
            return true;
    return expr->kind == EXPR_AND;
}

static bool tests_null_of(const Expr *part, const Column *column)
{
    return part->kind == EXPR_IS && text_is(part->text, "null") && !part->negated &&
           part->arguments.items[0]->kind == EXPR_COLUMN &&
           text_equal(part->arguments.items[0]->text, column->name);
}

/* Whether it is never false where the column is NULL: `column IS NULL OR …`, or what is NULL then. */
static bool passes_null(const ScenarioScope *scope, const Expr *condition, const Column *column)
{
    for (size_t i = 0; i < condition->arguments.count && condition->kind == EXPR_OR; i++)
        if (tests_null_of(condition->arguments.items[i], column))
            return true;
    return scenario_is_strict(scope, condition) && !has_and(condition);
}

/* The condition, of rows in which none of its columns is NULL; those in which one is satisfy it by that. */
static Step *holds(TablePlan *table, Expr *condition)
{
    ScenarioScope scope = component_scope(table);
    ColumnList columns = scenario_columns(&scope, condition);
    ExactRow row = {.table = table};
    ExprList conditions = {0};
    Step *null = NULL;
    for (size_t i = 0; i < columns.count; i++) {
        ColumnPlan *column = plan_find_column(table, columns.items[i]);
        if (!column->value || (column->null && !passes_null(&scope, condition, columns.items[i])))
            return NULL;
        list_push(table->plan->arena, &row.values, ((Drawn){.column = column, .value = column->value}));
        null = is_null(table, null, column);
    }
    list_push(table->plan->arena, &conditions, condition);
    if (!columns.count)
        return NULL;
    Step *held = exact_holds(&row, &conditions, TEXT("holds"));
    return held && null ? step_infix(table, TEXT("holds"), VALUE_BOOL, "||", op_step(null), op_step(held))
                        : held;
}

static bool finish_condition(TablePlan *table, JoinCondition *condition)
{
    ScenarioScope scope = component_scope(table);
    ColumnList columns = scenario_columns(&scope, condition->expr);
    for (size_t i = 0; i < columns.count; i++)
        condition->after = later(condition->after, plan_find_column(table, columns.items[i]));
    Step *held = holds(table, condition->expr);
    if (held)
        held->exported = true;
    condition->holds = held;
    return held;
}

void joins_finish(TablePlan *table)
{
    Join *join = table->join;
    bool done = true;
    if (!join)
        return;
    for (size_t i = 0; i < join->parts.count && done; i++)
        done = finish_part(table, &join->parts.items[i]);
    for (size_t i = 0; i < join->keys.count && done; i++)
        done = finish_key(table, &join->keys.items[i]);
    for (size_t i = 0; i < join->conditions.count && done; i++)
        done = finish_condition(table, &join->conditions.items[i]);
    if (!done)
        join_undo(table->plan, table->table);
}
