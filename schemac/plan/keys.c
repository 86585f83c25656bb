/* keys.c: meeting unique constraints without memory: for each, an injection from row numbers into its values.
 *
 * In order of preference: another key does it already; a serial; one row of a parent for each row; a
 * fan-out's ordinal, or a permutation of it for each parent; a product of small domains; a large domain,
 * scattered. */
#include "plan/tables.h"

#include "plan/demands.h"
#include "plan/value.h"

/* From this many values on a domain is large: no count of rows that a user asks for exhausts it. */
#define LARGE ((PlanCount)1 << 40)

typedef LIST(ReferencePlan *) ReferenceSet;

/* A unique constraint or index. */
typedef struct Unique {
    Text name;
    const char *kind;
    ColumnPlanList columns;
    bool nulls_not_distinct;
    bool has_unknown; /* an expression whose values are not understood: its columns are not among `columns` */
    Component *component; /* where it does not hold for all rows: whose scenarios tell for which */
    ScenarioSet set;
} Unique;
typedef LIST(Unique) UniqueList;

/* ---- collecting ---- */

static void add_column_once(TablePlan *table, ColumnPlanList *columns, ColumnPlan *column)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i] == column)
            return;
    list_push(table->plan->arena, columns, column);
}

static Unique of_key(TablePlan *table, const Key *key)
{
    Unique unique = {.name = key->name,
                     .kind = key->is_primary ? "primary key" : "unique",
                     .nulls_not_distinct = key->nulls_not_distinct};
    for (size_t i = 0; i < key->columns.count; i++)
        add_column_once(table, &unique.columns, plan_find_column(table, key->columns.items[i]));
    return unique;
}

/* The column of an expression that keeps distinct what value_carry makes distinct: lower(x), trim(x), a cast
 * … */
static const Expr *carried_column(const Expr *expr)
{
    static const char *const faithful[] = {"lower", "upper",    "btrim",  "trim",    "ltrim",    "rtrim",
                                           "md5",   "coalesce", "sha256", "replace", "translate"};
    if (expr->kind == EXPR_COLUMN)
        return expr;
    if ((expr->kind == EXPR_CAST || expr->kind == EXPR_COLLATE) && expr->arguments.count)
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

static bool is_coalesce(const Expr *expr)
{
    return expr->kind == EXPR_CALL && text_is_nocase(expr->text, "coalesce");
}

static void add_element(TablePlan *table, Unique *unique, const IndexElement *element)
{
    const Column *column = element->column;
    if (!column && case_predicate(element->expr))
        return;
    if (!column) {
        Expr *expr = condition_expand(table->plan->arena, table->plan->schema, table->table, element->expr);
        const Expr *carried = carried_column(expr);
        column = carried ? table_find_column(table->table, carried->text) : NULL;
        unique->nulls_not_distinct |= is_coalesce(element->expr);
    }
    if (column)
        add_column_once(table, &unique->columns, plan_find_column(table, column));
    else
        unique->has_unknown = true;
}

static Expr *predicate_of(const TablePlan *table, const Index *index)
{
    for (size_t i = 0; i < table->partials.count; i++)
        if (table->partials.items[i].index == index)
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

static Unique of_index(TablePlan *table, const Index *index)
{
    Unique unique = {
        .name = index->name, .kind = "unique index", .nulls_not_distinct = index->nulls_not_distinct};
    for (size_t i = 0; i < index->elements.count; i++)
        add_element(table, &unique, &index->elements.items[i]);
    bind_rows(table, &unique, predicate_of(table, index));
    return unique;
}

/* Fewer columns before more, because what they decide may meet the larger ones too; then in the order of
 * declaration, in which the primary key is the first. */
static UniqueList collect(TablePlan *table)
{
    Arena *arena = table->plan->arena;
    UniqueList all = {0}, sorted = {0};
    for (size_t i = 0; i < table->table->keys.count; i++)
        list_push(arena, &all, of_key(table, table->table->keys.items[i]));
    for (size_t i = 0; i < table->table->indexes.count; i++)
        if (table->table->indexes.items[i]->is_unique)
            list_push(arena, &all, of_index(table, table->table->indexes.items[i]));
    for (size_t size = 0; sorted.count < all.count; size++)
        for (size_t i = 0; i < all.count; i++)
            if (all.items[i].columns.count == size)
                list_push(arena, &sorted, all.items[i]);
    return sorted;
}

/* ---- what a key is made of ---- */

static bool holds(const ColumnPlanList *columns, const ColumnPlan *column)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i] == column)
            return true;
    return false;
}

static bool is_subset(const ColumnPlanList *small, const ColumnPlanList *large)
{
    for (size_t i = 0; i < small->count; i++)
        if (!holds(large, small->items[i]))
            return false;
    return true;
}

/* A condition leaves the column one value. */
static bool is_pinned(const ColumnPlan *column)
{
    for (size_t i = 0; i < column->conditions.count; i++) {
        const Expr *expr = column->conditions.items[i];
        if (expr->kind == EXPR_OPERATOR && text_is(expr->text, "=") && expr->arguments.count == 2 &&
            (expr->arguments.items[0]->kind == EXPR_STRING || expr->arguments.items[1]->kind == EXPR_STRING ||
             expr->arguments.items[0]->kind == EXPR_NUMBER || expr->arguments.items[1]->kind == EXPR_NUMBER))
            return true;
    }
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
        if (!column || (!holds(&unique->columns, column) && !is_pinned(column)))
            return false;
    }
    return true;
}

static bool covers_all(const Unique *unique, const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (!holds(&unique->columns,
                   plan_find_column(reference->table, reference->reference->columns.items[i])))
            return false;
    return true;
}

/* Distinct parents mean distinct values of the key: those of the reference's columns that are in it stand for
 * a key of the parents. */
static bool covers(const Unique *unique, const ReferencePlan *reference)
{
    const KeyList *keys = &reference->target->table->keys;
    bool covered = covers_all(unique, reference);
    for (size_t i = 0; i < keys->count && !covered; i++)
        covered = covers_key(unique, reference, keys->items[i]);
    return covered && !reference->implied;
}

/* Columns that nothing decides yet. */
static ColumnPlanList free_columns(const TablePlan *table, const Unique *unique)
{
    ColumnPlanList free = {0};
    for (size_t i = 0; i < unique->columns.count; i++) {
        ColumnPlan *column = unique->columns.items[i];
        if (!column->value && !column->reference && column->written && !component_binds_value(column) &&
            value_capacity(column) > 1)
            list_push(table->plan->arena, &free, column);
    }
    return free;
}

static ReferenceSet open_references(const TablePlan *table, const Unique *unique)
{
    ReferenceSet open = {0};
    for (size_t i = 0; i < table->references.count; i++)
        if (!table->references.items[i]->parent && covers(unique, table->references.items[i]) &&
            !reference_is_mixed(table->references.items[i]))
            list_push(table->plan->arena, &open, table->references.items[i]);
    return open;
}

static ColumnPlan *first_ordinal(const ColumnPlanList *free)
{
    for (size_t i = 0; i < free->count; i++)
        if (value_is_ordinal(free->items[i]))
            return free->items[i];
    return NULL;
}

static ColumnPlan *largest(const ColumnPlanList *free)
{
    ColumnPlan *best = NULL;
    for (size_t i = 0; i < free->count; i++)
        if (!best || value_capacity(free->items[i]) > value_capacity(best))
            best = free->items[i];
    return best;
}

/* NULLs that the index tells apart don't matter; where it does not, there are none but those that conditions
 * want. */
static void forbid_nulls(const Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count && unique->nulls_not_distinct; i++) {
        ColumnPlan *column = unique->columns.items[i];
        if (!column->component || !component_set(column->component, column, PRESENCE_NULL))
            column->never_null = true;
    }
}

/* ---- the ways, each true where it meets the key ---- */

/* Whether the first one's rows are all that the second one is about. */
static bool holds_where(const Unique *first, const Unique *second)
{
    return !first->component || (first->component == second->component && !(second->set & ~first->set));
}

static bool met_by_other(const TablePlan *table, const Unique *unique, const UniqueList *met, Text *how)
{
    for (size_t i = 0; i < met->count; i++)
        if (holds_where(&met->items[i], unique) && is_subset(&met->items[i].columns, &unique->columns)) {
            *how =
                text_format(table->plan->arena, "holds because \"%.*s\" does", TEXT_ARG(met->items[i].name));
            return true;
        }
    return false;
}

static bool met_by_serial(TablePlan *table, const ColumnPlanList *free, const ReferenceSet *open,
                          Text constraint, Text *how, Diag *diag)
{
    ColumnPlan *column = first_ordinal(free);
    if (!column || open->count)
        return false;
    *how = text_format(table->plan->arena, "\"%.*s\" counts the rows", TEXT_ARG(column->column->name));
    if (value_capacity(column) < LARGE)
        plan_limit(table, constraint,
                   text_format(table->plan->arena, "column \"%.*s\" has %llu values",
                               TEXT_ARG(column->column->name), (unsigned long long)value_capacity(column)),
                   count_fixed(table->plan->arena, value_capacity(column)));
    column->never_null = true;
    return value_carry(column, op_row(), true, diag);
}

static bool met_by_scalar(TablePlan *table, const ColumnPlanList *free, Text *how, Diag *diag)
{
    ColumnPlan *column = largest(free);
    if (!column || value_capacity(column) < LARGE)
        return false;
    *how = text_format(table->plan->arena, "\"%.*s\" takes a value of its own for each row",
                       TEXT_ARG(column->column->name));
    return value_scatter(column, diag);
}

static bool met_by_parent(const Unique *unique, const ReferenceSet *open, const ColumnPlanList *free,
                          Text *how)
{
    if (open->count != 1 || free->count)
        return false;
    *how = TEXT("each row takes a parent row of its own");
    reference_one_to_one(open->items[0], unique->name);
    return true;
}

/* ---- fan-out and product ---- */

static bool is_beside(const ReferencePlan *reference, const ReferencePlan *first)
{
    return first && reference->apart == first && !reference->choices.count;
}

/* The parents that a reference can take beside `first`'s one. */
static const Count *parents_beside(const ReferencePlan *reference, const ReferencePlan *first)
{
    Arena *arena = reference->table->plan->arena;
    return is_beside(reference, first) ? count_others(arena, reference->target)
                                       : reference_parents(reference);
}

static const Count *combinations_of(TablePlan *table, const ReferencePlan *first, const ReferenceSet *others,
                                    const ColumnPlanList *free)
{
    Arena *arena = table->plan->arena;
    const Count *domain = count_fixed(arena, 1);
    for (size_t i = 0; i < others->count; i++)
        domain = count_product(arena, domain, parents_beside(others->items[i], first));
    for (size_t i = 0; i < free->count; i++)
        domain = count_product(arena, domain, count_fixed(arena, value_capacity(free->items[i])));
    return domain;
}

static Text radix_name(TablePlan *table, const char *what, Text of)
{
    return text_format(table->plan->arena, "%.*s_%s", TEXT_ARG(of), what);
}

/* Takes the lowest digit off *rest in mixed radix. */
static Step *next_digit(TablePlan *table, Step **rest, Operand radix, Text name, bool is_last)
{
    if (is_last)
        return *rest;
    Step *digit = step_infix(table, name, VALUE_ROW, "%", op_step(*rest), radix);
    *rest = step_infix(table, radix_name(table, "rest", name), VALUE_ROW, "/", op_step(*rest), radix);
    return digit;
}

/* Decodes an index of [0, product of all domains) into parents and values. */
static bool decode(TablePlan *table, Step *index, const ReferencePlan *first, const ReferenceSet *others,
                   const ColumnPlanList *free, Diag *diag)
{
    size_t left = others->count + free->count;
    for (size_t i = 0; i < others->count; i++) {
        ReferencePlan *reference = others->items[i];
        Text name = radix_name(table, "row", reference->reference->columns.items[0]->name);
        const Count *parents = parents_beside(reference, first);
        Step *digit = next_digit(table, &index, op_count(parents), name, --left == 0);
        if (is_beside(reference, first))
            digit = step_call(table, name, VALUE_ROW, "rt_skip",
                              OPERANDS(op_step(digit), op_step(first->parent)));
        reference_assign(reference, reference_row(reference, name, digit));
    }
    for (size_t i = 0; i < free->count; i++) {
        ColumnPlan *column = free->items[i];
        Text name = radix_name(table, "index", column->column->name);
        uint64_t capacity = (uint64_t)value_capacity(column);
        Step *digit = next_digit(table, &index, op_uint(capacity), name, --left == 0);
        if (!value_carry(column, op_step(digit), false, diag))
            return false;
    }
    return true;
}

static void limit_to(TablePlan *table, const Unique *unique, const Count *capacity)
{
    plan_limit(table, unique->name, TEXT("it has no more combinations of values"), capacity);
}

/* Rows laid out by one reference; its ordinal, or a permutation of it for each parent, gives the rest. */
static bool met_by_fan_out(TablePlan *table, const Unique *unique, ReferencePlan *first, ReferenceSet *others,
                           const ColumnPlanList *free, Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    ColumnPlan *ordinal = first_ordinal(free);
    const Count *domain =
        ordinal ? count_fixed(arena, value_capacity(ordinal)) : combinations_of(table, first, others, free);
    Step *place = first->fanout ? first->fanout : reference_fan_out(first, domain);
    Text base = first->reference->columns.items[0]->name;
    Step *number =
        step_member(table, radix_name(table, "ordinal", base), VALUE_ROW, op_step(place), "ordinal");
    limit_to(table, unique, count_product(arena, count_rows(arena, first->target), domain));
    if (ordinal) {
        *how = text_format(arena, "\"%.*s\" counts the rows of each parent", TEXT_ARG(ordinal->column->name));
        return value_carry(ordinal, op_step(number), true, diag);
    }
    *how = TEXT("rows follow their parents; the rest is a permutation for each parent");
    Step *key = step_call(
        table, radix_name(table, "key", base), VALUE_ROW, "rt_random",
        OPERANDS(op_param(param_stream(table, unique->name, TEXT("order"))), op_step(first->parent)));
    Step *index = step_call(table, radix_name(table, "partner", base), VALUE_ROW, "rt_perm_keyed",
                            OPERANDS(op_step(key), op_count(domain), op_step(number)));
    return decode(table, index, first, others, free, diag);
}

/* Only small domains of its own: a permutation of their product; rows beyond it are NULL where a column may
 * be. */
static bool met_by_product(TablePlan *table, const Unique *unique, const ReferenceSet *open,
                           const ColumnPlanList *free, Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    if (!free->count && !open->count)
        return false;
    const Count *domain = combinations_of(table, NULL, open, free);
    ColumnPlan *nullable = NULL;
    for (size_t i = 0; i < free->count; i++)
        if (!free->items[i]->column->not_null && !free->items[i]->never_null)
            nullable = free->items[i];
    const Count *space = nullable ? count_most(arena, count_rows(arena, table), domain) : domain;
    const Param *order = param_perm(table, unique->name, TEXT("order"), space);
    Text name = radix_name(table, "index", unique->name);
    Step *index =
        step_call(table, name, VALUE_ROW, "rt_perm_at", OPERANDS(op_param_address(order), op_row()));
    *how = TEXT("each row takes a combination of values of its own");
    if (!nullable) {
        limit_to(table, unique, domain);
        return decode(table, index, NULL, open, free, diag);
    }
    Step *beyond = step_infix(table, radix_name(table, "is_beyond", unique->name), VALUE_BOOL,
                              ">=", op_step(index), op_count(domain));
    nullable->null = beyond;
    index = step_choose(table, radix_name(table, "place", unique->name), VALUE_ROW, op_step(beyond),
                        op_uint(0), op_step(index));
    return decode(table, index, NULL, open, free, diag);
}

/* ---- some rows alone ---- */

/* The rows in which no column of the constraint is NULL by its scenarios, where those are not all. */
static void leave_nulls_out(Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count && !unique->component; i++) {
        ColumnPlan *column = unique->columns.items[i];
        if (column->component && component_set(column->component, column, PRESENCE_NULL))
            unique->component = column->component;
    }
    if (!unique->component || unique->set)
        return;
    unique->set = component_all(unique->component);
    for (size_t i = 0; i < unique->columns.count; i++)
        if (unique->columns.items[i]->component == unique->component)
            unique->set &= ~component_set(unique->component, unique->columns.items[i], PRESENCE_NULL);
}

/* Partial constraints on the same columns are met together, by the rows of all of them. */
static void join_alike(Unique *unique, const UniqueList *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const Unique *other = &all->items[i];
        if (unique->component && other->component == unique->component &&
            is_subset(&other->columns, &unique->columns) && is_subset(&unique->columns, &other->columns))
            unique->set |= other->set;
    }
}

/* Columns that the rows' scenarios leave as they are. */
static void keep_unbound(const Unique *unique, ColumnPlanList *free)
{
    for (size_t i = free->count; i-- > 0;)
        if (free->items[i]->component == unique->component)
            list_remove(free, i);
}

/* In the other rows the reference is drawn like any other. */
static void assign_rows(ReferencePlan *reference, const RowSet *rows, Step *digit)
{
    TablePlan *table = reference->table;
    Text name = radix_name(table, "row", reference->reference->columns.items[0]->name);
    reference_draw_null(reference);
    if (!rows->outside) {
        reference_assign(reference, step_value(table, name, VALUE_ROW, op_step(digit)));
        return;
    }
    Step *drawn =
        step_below(table, radix_name(table, "draw", reference->reference->columns.items[0]->name),
                   reference->reference->columns.items[0]->name, TEXT(""), op_rows(reference->target));
    reference_assign(reference, step_choose(table, name, VALUE_ROW, op_step(rows->outside), op_step(drawn),
                                            op_step(digit)));
}

static bool carry_rows(ColumnPlan *column, const RowSet *rows, Step *digit, Diag *diag)
{
    if (!value_carry(column, op_step(digit), false, diag) || !rows->outside)
        return !diag->errors;
    Step *carried = column->value;
    Domain domain = column_domain(column, DOMAIN_DRAWN, NULL);
    Step *drawn = value_draw(&domain, column, radix_name(column->table, "draw", column->field));
    column->value = step_choose(column->table, radix_name(column->table, "chosen", column->field),
                                column->type->kind, op_step(rows->outside), op_step(drawn), op_step(carried));
    return true;
}

/* A combination of its own for each row of the set; not more rows than there are combinations are in it. */
static bool met_by_rows(TablePlan *table, Unique *unique, const ReferenceSet *open, ColumnPlanList *free,
                        Text *how, Diag *diag)
{
    Arena *arena = table->plan->arena;
    keep_unbound(unique, free);
    if (!open->count && !free->count)
        return false;
    const Count *domain = combinations_of(table, NULL, open, free);
    RowSet rows = component_rows(unique->component, unique->set, domain);
    const Param *order = param_perm(table, unique->name, TEXT("order"), domain);
    Step *index = step_call(table, radix_name(table, "index", unique->name), VALUE_ROW, "rt_perm_at",
                            OPERANDS(op_param_address(order), op_step(rows.index)));
    index->unless = rows.outside;
    size_t left = open->count + free->count;
    for (size_t i = 0; i < open->count; i++) {
        ReferencePlan *reference = open->items[i];
        Text name = radix_name(table, "digit", reference->reference->columns.items[0]->name);
        Step *digit = next_digit(table, &index, op_count(reference_parents(reference)), name, --left == 0);
        assign_rows(reference, &rows, reference_row(reference, name, digit));
    }
    for (size_t i = 0; i < free->count; i++) {
        ColumnPlan *column = free->items[i];
        uint64_t capacity = (uint64_t)value_capacity(column);
        Step *digit = next_digit(table, &index, op_uint(capacity), radix_name(table, "digit", column->field),
                                 --left == 0);
        if (!carry_rows(column, &rows, digit, diag))
            return false;
    }
    *how = text_format(arena, "each of its rows takes a combination of values of its own");
    return true;
}

/* A reference that rows are laid out by already, and that is in the key. */
static ReferencePlan *laid_out(const TablePlan *table, const Unique *unique)
{
    for (size_t i = 0; i < table->references.count; i++)
        if (table->references.items[i]->fanout && covers(unique, table->references.items[i]))
            return table->references.items[i];
    return NULL;
}

/* A reference that meets the key because each of its rows has a parent of its own. */
static bool met_by_unique_reference(const TablePlan *table, const Unique *unique)
{
    for (size_t i = 0; i < table->references.count; i++)
        if (table->references.items[i]->is_unique && covers(unique, table->references.items[i]))
            return true;
    return false;
}

static bool is_partial(const Unique *unique)
{
    return unique->component && unique->set != component_all(unique->component);
}

/* Where every scenario has a bound, so has the table. */
static void limit_by_scenarios(TablePlan *table, const Component *component)
{
    for (size_t i = 0; i < component->caps.count; i++)
        if (!component->caps.items[i]->factors.count && component->caps.items[i]->fixed == PLAN_COUNT_MAX)
            return;
    if (component->caps.count)
        plan_limit(table, TEXT("unique"), TEXT("its partial unique constraints allow no more rows"),
                   count_sum(table->plan->arena, &component->caps));
}

static bool meet(TablePlan *table, Unique *unique, const UniqueList *met, const UniqueList *later, Text *how,
                 Diag *diag)
{
    ColumnPlanList free = free_columns(table, unique);
    ReferenceSet open = open_references(table, unique);
    ReferencePlan *first = laid_out(table, unique);
    if (met_by_other(table, unique, met, how))
        return true;
    if (met_by_unique_reference(table, unique))
        return *how = TEXT("each row has a parent row of its own"), true;
    if (!first && !is_partial(unique) && met_by_serial(table, &free, &open, unique->name, how, diag))
        return true;
    bool counts = first_ordinal(&free) && (first || open.count);
    if (!counts && met_by_scalar(table, &free, how, diag))
        return true;
    leave_nulls_out(unique);
    join_alike(unique, later);
    if (unique->component && !unique->set)
        return *how = TEXT("no row is in it"), true;
    if (unique->component && unique->set != component_all(unique->component))
        return met_by_rows(table, unique, &open, &free, how, diag);
    unique->component = NULL;
    if (!first && met_by_parent(unique, &open, &free, how))
        return true;
    for (size_t i = 0; !first && i < open.count; i++)
        if (!open.items[i]->choices.count) {
            first = open.items[i];
            list_remove(&open, i);
        }
    if (first && (open.count || free.count))
        return met_by_fan_out(table, unique, first, &open, &free, how, diag);
    return met_by_product(table, unique, &open, &free, how, diag);
}

static void refuse(TablePlan *table, const Unique *unique)
{
    plan_refuse(table->plan, table->table, unique->name,
                unique->has_unknown
                    ? TEXT("its expressions are not understood, and none of its other columns is free")
                    : TEXT("each of its columns is decided by another constraint"),
                TEXT("Give one of its columns a rule with distinct values, or leave the constraint out."));
}

bool keys_plan(TablePlan *table, Diag *diag)
{
    UniqueList uniques = collect(table), met = {0};
    for (size_t i = 0; i < uniques.count; i++)
        forbid_nulls(&uniques.items[i]);
    for (size_t i = 0; i < uniques.count; i++) {
        Text how = {0};
        if (!meet(table, &uniques.items[i], &met, &uniques, &how, diag)) {
            if (diag->errors)
                return false;
            refuse(table, &uniques.items[i]);
            return true;
        }
        plan_met(table, uniques.items[i].name, uniques.items[i].kind, how);
        list_push(table->plan->arena, &met, uniques.items[i]);
    }
    for (size_t i = 0; i < table->components.count; i++)
        limit_by_scenarios(table, table->components.items[i]);
    return true;
}

/* ---- partial indexes ---- */

/* A column that can carry by itself, whatever the rows. */
static bool has_carrier(TablePlan *table, const Index *index)
{
    Unique unique = of_index(table, index);
    ColumnPlanList free = free_columns(table, &unique);
    for (size_t i = 0; i < free.count; i++)
        if (value_capacity(free.items[i]) >= LARGE ||
            (value_is_ordinal(free.items[i]) && unique.columns.count == 1))
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

static Expr *whole_predicate(TablePlan *table, const Index *index)
{
    Arena *arena = table->plan->arena;
    Expr *predicate = index->predicate;
    for (size_t i = 0; i < index->elements.count; i++)
        predicate = and_of(arena, predicate, (Expr *)case_predicate(index->elements.items[i].expr));
    return predicate ? condition_expand(arena, table->plan->schema, table->table, predicate) : NULL;
}

enum {
    SPLIT_LIMIT = 8 /* of one table; each may double the scenarios */
};

ExprList keys_predicates(TablePlan *table)
{
    Arena *arena = table->plan->arena;
    ExprList predicates = {0};
    for (size_t i = 0; i < table->table->indexes.count && predicates.count < SPLIT_LIMIT; i++) {
        const Index *index = table->table->indexes.items[i];
        Expr *predicate = index->is_unique ? whole_predicate(table, index) : NULL;
        if (!predicate || has_carrier(table, index))
            continue;
        Partial partial = {.index = index, .predicate = predicate};
        list_push(arena, &table->partials, partial);
        list_push(arena, &predicates, predicate);
    }
    return predicates;
}
