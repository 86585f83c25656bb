/* unique.c: the unique constraints and indexes of a table, and for which rows they hold. */
#include "plan/key/unique.h"

#include "model/type_convert.h"
#include "plan/narrow/column_domain.h"
#include "plan/reference/reference_succession.h"
#include "plan/tables.h"
#include "plan/value.h"

/* ---- columns that have one value ---- */

/* A condition leaves the column one value. */
static bool is_pinned_by(const ExprList *conditions)
{
    for (size_t i = 0; i < conditions->count; i++) {
        const Expr *expr = conditions->items[i];
        if (expr->kind == EXPR_OPERATOR && text_is(expr->text, "=") && expr->arguments.count == 2 &&
            (expr->arguments.items[0]->kind == EXPR_STRING || expr->arguments.items[1]->kind == EXPR_STRING ||
             expr->arguments.items[0]->kind == EXPR_NUMBER || expr->arguments.items[1]->kind == EXPR_NUMBER))
            return true;
    }
    return false;
}

static bool is_pinned(const ColumnPlan *column)
{
    return is_pinned_by(&column->conditions);
}

static bool has_one_value(const ColumnPlan *column, const ExprList *conditions)
{
    if (is_pinned_by(conditions))
        return true;
    return conditions->count && !column->reference &&
           column_domain(column, DOMAIN_CARRIED, conditions).count == 1;
}

bool unique_is_pinned(const Unique *unique, const ColumnPlan *column)
{
    const Component *component = unique->component;
    if (!component || column->component != component)
        return is_pinned(column);
    for (size_t i = 0; i < component->scenarios.count; i++)
        if ((unique->set >> i & 1) && !has_one_value(column, component_conditions(component, i, column)))
            return false;
    return true;
}

/* ---- collecting ---- */

static void add_column_once(TablePlan *table, ColumnPlanList *columns, ColumnPlan *column)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i] == column)
            return;
    list_push(table->plan->arena, columns, column);
}

/* Whether a cast to the type leaves different values different: texts hold all that there is. */
static bool cast_keeps_all(const TypeUse *type)
{
    TypeCode code = type_code(type);
    return !type->modifier_count && (code == TYPE_TEXT || code == TYPE_VARCHAR || code == TYPE_CITEXT);
}

/* The column of an expression that keeps distinct what value_carry makes distinct: lower(x), trim(x), a cast
 * … */
static const Expr *carried_column(const Expr *expr)
{
    static const char *const faithful[] = {"lower",   "upper",    "btrim",   "trim",      "ltrim",
                                           "rtrim",   "coalesce", "replace", "translate", "encode",
                                           "reverse", "md5",      "sha1",    "sha224",    "sha256",
                                           "sha384",  "sha512",   "digest",  "hmac",      "unaccent"};
    if (expr->kind == EXPR_COLUMN)
        return expr;
    bool joins = expr->kind == EXPR_OPERATOR && text_is(expr->text, "||") && expr->arguments.count == 2;
    for (size_t i = 0; joins && i < 2; i++) {
        const Expr *carried = carried_column(expr->arguments.items[i]);
        if (carried)
            return carried;
    }
    bool is_same = expr->kind == EXPR_COLLATE || (expr->kind == EXPR_CAST && cast_keeps_all(&expr->type));
    if (is_same && expr->arguments.count)
        return carried_column(expr->arguments.items[0]);
    if (expr->kind != EXPR_CALL || !expr->arguments.count)
        return NULL;
    for (size_t i = 0; i < sizeof faithful / sizeof *faithful; i++)
        if (text_is_nocase(expr->text, faithful[i]))
            return carried_column(expr->arguments.items[0]);
    return NULL;
}

/* CASE WHEN c THEN constant END is NULL, and so distinct from everything, where c is not true. */
static const Expr *case_predicate(const Expr *expr)
{
    if (!expr || expr->kind != EXPR_CASE || expr->arguments.count != 4 || expr->arguments.items[0] ||
        expr->arguments.items[3])
        return NULL;
    const Expr *then = expr->arguments.items[2];
    return then->kind == EXPR_BOOL || then->kind == EXPR_NUMBER || then->kind == EXPR_STRING
               ? expr->arguments.items[1]
               : NULL;
}

/* COALESCE (x, constant): no value is NULL. */
static bool fills_nulls(const Expr *expr)
{
    if (expr->kind != EXPR_CALL || !text_is_nocase(expr->text, "coalesce"))
        return false;
    const Expr *last = expr->arguments.items[expr->arguments.count - 1];
    while (last->kind == EXPR_CAST || last->kind == EXPR_COLLATE)
        last = last->arguments.items[0];
    return last->kind != EXPR_COLUMN && last->kind != EXPR_NULL;
}

/* The column that carries what an expression has to keep distinct; NULL where none is known to. */
static ColumnPlan *carrier_of(const TablePlan *table, const Expr *expr)
{
    const Expr *carried = carried_column(expr);
    const Column *column = carried ? table_find_column(table->table, carried->text) : NULL;
    return column ? plan_find_column(table, column) : NULL;
}

bool unique_carries(TablePlan *table, const Expr *element)
{
    return carrier_of(table, element);
}

static bool is_constant(TablePlan *table, const Expr *expr)
{
    ScenarioScope scope = component_scope(table);
    return !scenario_columns(&scope, expr).count;
}

static void add_part(TablePlan *table, Unique *unique, Expr *element)
{
    ColumnPlan *carrier = carrier_of(table, element);
    list_push(table->plan->arena, &unique->elements, element);
    if (carrier)
        add_column_once(table, &unique->columns, carrier);
    else
        unique->has_unknown |= !is_constant(table, element);
}

/* A generated column is as distinct as what it is made of. */
static void add_column(TablePlan *table, Unique *unique, const Column *column)
{
    Arena *arena = table->plan->arena;
    Expr *made = condition_generation(arena, table->plan->schema, table->table, column);
    if (!made) {
        made = expr_new(arena, EXPR_COLUMN, column->span);
        made->text = column->name;
    }
    add_part(table, unique, made);
}

static void add_element(TablePlan *table, Unique *unique, const IndexElement *element)
{
    if (element->column) {
        add_column(table, unique, element->column);
        return;
    }
    if (case_predicate(element->expr))
        return;
    Expr *expr = condition_expand(table->plan->arena, table->plan->schema, table->table, element->expr);
    unique->nulls_not_distinct |= fills_nulls(element->expr);
    add_part(table, unique, expr);
}

static Unique of_key(TablePlan *table, const Key *key)
{
    Unique unique = {.name = key->name,
                     .kind = key->is_primary ? "primary key" : "unique",
                     .nulls_not_distinct = key->nulls_not_distinct};
    for (size_t i = 0; i < key->columns.count; i++)
        add_column(table, &unique, key->columns.items[i]);
    return unique;
}

static Expr *predicate_of(const TablePlan *table, const void *constraint)
{
    for (size_t i = 0; i < table->partials.count; i++)
        if (table->partials.items[i].constraint == constraint)
            return table->partials.items[i].predicate;
    return NULL;
}

/* The component that the predicate was made part of, and the scenarios in which it is true. */
static void bind_rows(TablePlan *table, Unique *unique, const Expr *predicate)
{
    unique->component = predicate ? component_with_split(table, predicate) : NULL;
    if (unique->component)
        unique->set = component_split_set(unique->component, predicate);
}

static bool is_at_end(const TablePlan *table, const void *constraint)
{
    for (size_t i = 0; i < table->partials.count; i++)
        if (table->partials.items[i].constraint == constraint)
            return table->partials.items[i].is_at_end;
    return false;
}

static Unique unique_of_index(TablePlan *table, const Index *index)
{
    Unique unique = {
        .name = index->name, .kind = "unique index", .nulls_not_distinct = index->nulls_not_distinct};
    size_t pair[2] = {index->elements.count, index->elements.count};
    ColumnPlan *columns[2];
    if (unique_pair(table, index, columns, pair))
        for (size_t i = 0; i < 2; i++)
            add_column_once(table, &unique.columns, columns[i]);
    for (size_t i = 0; i < index->elements.count; i++)
        if (i != pair[0] && i != pair[1])
            add_element(table, &unique, &index->elements.items[i]);
    bind_rows(table, &unique, predicate_of(table, index));
    return unique;
}

/* Fewer columns make it stronger. */
static Unique unique_of_exclusion(TablePlan *table, const Exclusion *exclusion)
{
    Unique unique = {.name = exclusion->name, .kind = "exclusion"};
    for (size_t i = 0; i < exclusion->elements.count; i++) {
        if (exclusion_equates(table, &exclusion->elements.items[i]))
            add_element(table, &unique, &exclusion->elements.items[i]);
        else
            unique.is_strengthened = true;
    }
    bind_rows(table, &unique, predicate_of(table, exclusion));
    return unique;
}

static Unique strengthened_key(TablePlan *table, const Key *key)
{
    Unique unique = of_key(table, key);
    unique.is_strengthened = true;
    unique.columns.count = key->columns.count - 1;
    return unique;
}

bool unique_is_urgent(const TablePlan *table, Text constraint)
{
    const UrgentList *urgent = &table->plan->urgent;
    for (size_t i = 0; i < urgent->count; i++)
        if (urgent->items[i].table == table->table && text_equal(urgent->items[i].constraint, constraint))
            return true;
    return false;
}

/* How urgent it is: a number below that of all that are less so. */
static size_t urgency(const TablePlan *table, const Unique *unique)
{
    const UrgentList *urgent = &table->plan->urgent;
    for (size_t i = 0; i < urgent->count; i++)
        if (urgent->items[i].table == table->table && text_equal(urgent->items[i].constraint, unique->name))
            return i;
    size_t columns = 0;
    for (size_t i = 0; i < unique->columns.count; i++)
        columns += !unique_is_pinned(unique, unique->columns.items[i]);
    return urgent->count + columns;
}

/* What is urgent, then fewer columns before more, because what they decide may meet the larger ones too; then
 * in the order of declaration, in which the primary key is the first. */
UniqueList unique_collect(TablePlan *table)
{
    Arena *arena = table->plan->arena;
    UniqueList all = {0}, sorted = {0};
    for (size_t i = 0; i < table->table->keys.count; i++) {
        const Key *key = table->table->keys.items[i];
        if (!key->without_overlaps)
            list_push(arena, &all, of_key(table, key));
        else if (unique_is_urgent(table, key->name))
            list_push(arena, &all, strengthened_key(table, key));
    }
    for (size_t i = 0; i < table->table->indexes.count; i++)
        if (table->table->indexes.items[i]->is_unique && !is_at_end(table, table->table->indexes.items[i]))
            list_push(arena, &all, unique_of_index(table, table->table->indexes.items[i]));
    for (size_t i = 0; i < table->table->exclusions.count; i++)
        if (exclusion_is_unique(table, table->table->exclusions.items[i]))
            list_push(arena, &all, unique_of_exclusion(table, table->table->exclusions.items[i]));
    for (size_t turn = 0; sorted.count < all.count; turn++)
        for (size_t i = 0; i < all.count; i++)
            if (urgency(table, &all.items[i]) == turn)
                list_push(arena, &sorted, all.items[i]);
    return sorted;
}

/* ---- what a key is made of ---- */

bool unique_is_part(const ColumnPlanList *small, const ColumnPlanList *large)
{
    for (size_t i = 0; i < small->count; i++)
        if (!plan_columns_hold(large, small->items[i]))
            return false;
    return true;
}

bool unique_is_met(const UniqueList *met, const ColumnPlanList *columns)
{
    for (size_t i = 0; i < met->count; i++)
        if (!met->items[i].component && unique_is_part(&met->items[i].columns, columns))
            return true;
    return false;
}

/* The column of the reference that stands for one of its target; NULL where none does. */
static ColumnPlan *standing_for(const ReferencePlan *reference, const Column *target)
{
    for (size_t i = 0; i < reference->reference->target_columns.count; i++)
        if (reference->reference->target_columns.items[i] == target)
            return plan_find_column(reference->table, reference->reference->columns.items[i]);
    return NULL;
}

static bool covers_key(const Unique *unique, const ReferencePlan *reference, const Key *key)
{
    for (size_t i = 0; i < key->columns.count; i++) {
        ColumnPlan *column = standing_for(reference, key->columns.items[i]);
        if (!column || (!plan_columns_hold(&unique->columns, column) && !is_pinned(column)))
            return false;
    }
    return true;
}

static bool covers_all(const Unique *unique, const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (!plan_columns_hold(&unique->columns,
                               plan_find_column(reference->table, reference->reference->columns.items[i])))
            return false;
    return true;
}

/* Of first rows alone the parents of one reference differ. */
static bool covers_round(const Unique *unique, const ReferencePlan *reference)
{
    const ReferencePlan *round = reference->target->round;
    Key key = {.columns = round->reference->columns};
    return covers_key(unique, reference, &key);
}

bool unique_covers(const Unique *unique, const ReferencePlan *reference)
{
    const KeyList *keys = &reference->target->table->keys;
    bool covered = covers_all(unique, reference);
    for (size_t i = 0; i < keys->count && !covered; i++)
        covered = covers_key(unique, reference, keys->items[i]);
    covered = covered || (reference->first_of && covers_round(unique, reference));
    return covered && !reference->implied;
}

/* Of columns that relations bind to one another one alone carries. */
static bool is_bound_to_any(const ColumnPlan *column, const ColumnPlanList *others)
{
    for (size_t i = 0; i < others->count; i++)
        if (relation_binds(column, others->items[i]))
            return true;
    return false;
}

static ColumnPlanList columns_of_count(const TablePlan *table, const Unique *unique, bool is_single)
{
    ColumnPlanList free = {0};
    for (size_t i = 0; i < unique->columns.count; i++) {
        ColumnPlan *column = unique->columns.items[i];
        bool is_listed = column->bundle && column->bundle->carrier != column;
        if (column->value || column->reference || !column->written || column->is_entangled || is_listed ||
            component_binds_value(column) || !relation_leaves_free(column))
            continue;
        PlanCount capacity = value_capacity(column);
        if ((is_single ? capacity == 1 : capacity > 1) && !is_bound_to_any(column, &free))
            list_push(table->plan->arena, &free, column);
    }
    return free;
}

/* Columns that have one value alone, such as those of tables of one row, count where there are no others. */
ColumnPlanList unique_free(const TablePlan *table, const Unique *unique)
{
    ColumnPlanList free = columns_of_count(table, unique, false);
    return free.count || unique_open(table, unique).count ? free : columns_of_count(table, unique, true);
}

/* Whether nothing but a draw decides its parent in the rows of the constraint. */
static bool is_open(const ReferencePlan *reference, const Unique *unique)
{
    return !reference->parent || (unique->component && unique->component == reference->drawn_by &&
                                  !(unique->set & ~reference->drawn_in));
}

ReferenceSet unique_open(const TablePlan *table, const Unique *unique)
{
    ReferenceSet open = {0};
    for (size_t i = 0; i < table->references.count; i++)
        if (is_open(table->references.items[i], unique) &&
            unique_covers(unique, table->references.items[i]) &&
            !reference_is_mixed(table->references.items[i]))
            list_push(table->plan->arena, &open, table->references.items[i]);
    return open;
}

/* ---- partial indexes ---- */

/* A column that can carry by itself, whatever the rows. */
static bool has_carrier(TablePlan *table, const Unique *unique)
{
    ColumnPlanList free = unique_free(table, unique);
    for (size_t i = 0; i < free.count; i++)
        if (value_capacity(free.items[i]) >= UNIQUE_LARGE ||
            (value_is_ordinal(free.items[i]) && unique->columns.count == 1))
            return true;
    return false;
}

static Expr *and_of(Arena *arena, Expr *a, Expr *b)
{
    if (!a || !b)
        return a ? a : b;
    Expr *both = expr_new(arena, EXPR_AND, a->span);
    list_push(arena, &both->arguments, a);
    list_push(arena, &both->arguments, b);
    return both;
}

static Expr *whole_predicate(TablePlan *table, Expr *predicate, const IndexElementList *elements)
{
    Arena *arena = table->plan->arena;
    for (size_t i = 0; i < elements->count; i++)
        predicate = and_of(arena, predicate, (Expr *)case_predicate(elements->items[i].expr));
    return predicate ? condition_expand(arena, table->plan->schema, table->table, predicate) : NULL;
}

enum {
    SPLIT_LIMIT = 8 /* of one table; each may double the scenarios */
};

static Column *own_column(const Unique *unique, const Expr *expr)
{
    for (size_t i = 0; i < unique->columns.count && expr->kind == EXPR_COLUMN; i++)
        if (text_equal(unique->columns.items[i]->column->name, expr->text))
            return unique->columns.items[i]->column;
    return NULL;
}

/* One of two columns of the constraint that a part of the expression says are equal; NULL: none does. */
static Column *equated(const Unique *unique, const Expr *expr)
{
    bool equates = expr->kind == EXPR_OPERATOR && text_is(expr->text, "=") && expr->arguments.count == 2;
    if (equates && own_column(unique, expr->arguments.items[1]) &&
        own_column(unique, expr->arguments.items[0]))
        return own_column(unique, expr->arguments.items[0]);
    Column *found = NULL;
    for (size_t i = 0; i < expr->arguments.count && !found; i++)
        if (expr->arguments.items[i])
            found = equated(unique, expr->arguments.items[i]);
    return found;
}

static ColumnList compared_columns(const TablePlan *table, const Unique *unique)
{
    ColumnList compared = {0};
    for (size_t i = 0; i < table->conditions.count; i++) {
        Column *column = equated(unique, table->conditions.items[i].expr);
        if (column)
            list_push(table->plan->arena, &compared, column);
    }
    return compared;
}

/* The rows of the constraint are scenarios of their own, unless it is met whatever the rows. */
static void add_partial(TablePlan *table, const void *constraint, Expr *predicate, Unique unique,
                        ExprList *predicates)
{
    Arena *arena = table->plan->arena;
    bool by_succession = predicate && reference_succession_meets_partial(table, &unique.columns, predicate);
    if (!predicate || predicates->count == SPLIT_LIMIT || (has_carrier(table, &unique) && !by_succession))
        return;
    Partial partial = {.constraint = constraint,
                       .predicate = predicate,
                       .is_at_end = by_succession || exclusion_meets(table, &unique, predicate),
                       .compared = compared_columns(table, &unique)};
    list_push(arena, &table->partials, partial);
    if (!partial.is_at_end)
        list_push(arena, predicates, predicate);
}

ExprList keys_predicates(TablePlan *table)
{
    ExprList predicates = {0};
    for (size_t i = 0; i < table->table->indexes.count; i++) {
        const Index *index = table->table->indexes.items[i];
        if (index->is_unique)
            add_partial(table, index, whole_predicate(table, index->predicate, &index->elements),
                        unique_of_index(table, index), &predicates);
    }
    for (size_t i = 0; i < table->table->exclusions.count; i++) {
        const Exclusion *exclusion = table->table->exclusions.items[i];
        if (exclusion_is_unique(table, exclusion))
            add_partial(table, exclusion, whole_predicate(table, exclusion->predicate, &exclusion->elements),
                        unique_of_exclusion(table, exclusion), &predicates);
    }
    return predicates;
}
