/* keys.c: meeting unique constraints without memory: for each, an injection from row numbers into its values.
 *
 * In order of preference: another key does it already; a serial; one row of a parent for each row; a
 * fan-out's ordinal, or a permutation of it for each parent; a product of small domains; a large domain,
 * scattered. */
#include "plan/tables.h"

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
    static const char *const faithful[] = {"lower", "upper",    "btrim", "trim",  "ltrim",
                                           "rtrim", "coalesce", "md5",   "sha256"};
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

static bool is_coalesce(const Expr *expr)
{
    return expr->kind == EXPR_CALL && text_is_nocase(expr->text, "coalesce");
}

static void add_element(TablePlan *table, Unique *unique, const IndexElement *element)
{
    const Column *column = element->column;
    if (!column) {
        const Expr *carried = carried_column(element->expr);
        column = carried ? table_find_column(table->table, carried->text) : NULL;
        unique->nulls_not_distinct |= is_coalesce(element->expr);
    }
    if (column)
        add_column_once(table, &unique->columns, plan_find_column(table, column));
    else
        unique->has_unknown = true;
}

static Unique of_index(TablePlan *table, const Index *index)
{
    Unique unique = {
        .name = index->name, .kind = "unique index", .nulls_not_distinct = index->nulls_not_distinct};
    for (size_t i = 0; i < index->elements.count; i++)
        add_element(table, &unique, &index->elements.items[i]);
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

/* The reference's own columns are all in the key, so that distinct parents mean distinct key values. */
static bool covers(const Unique *unique, const ReferencePlan *reference)
{
    for (size_t i = 0; i < reference->reference->columns.count; i++)
        if (!holds(&unique->columns,
                   plan_find_column(reference->table, reference->reference->columns.items[i])))
            return false;
    return !reference->implied;
}

/* Columns that nothing decides yet. */
static ColumnPlanList free_columns(const TablePlan *table, const Unique *unique)
{
    ColumnPlanList free = {0};
    for (size_t i = 0; i < unique->columns.count; i++) {
        ColumnPlan *column = unique->columns.items[i];
        if (!column->value && !column->reference && column->written && value_capacity(column) > 1)
            list_push(table->plan->arena, &free, column);
    }
    return free;
}

static ReferenceSet open_references(const TablePlan *table, const Unique *unique)
{
    ReferenceSet open = {0};
    for (size_t i = 0; i < table->references.count; i++)
        if (!table->references.items[i]->parent && covers(unique, table->references.items[i]))
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

/* NULLs that the index tells apart don't matter; where it does not, there are none. */
static void forbid_nulls(const Unique *unique)
{
    for (size_t i = 0; i < unique->columns.count && unique->nulls_not_distinct; i++)
        unique->columns.items[i]->never_null = true;
}

/* ---- the ways, each true where it meets the key ---- */

static bool met_by_other(const TablePlan *table, const Unique *unique, const UniqueList *met, Text *how)
{
    for (size_t i = 0; i < met->count; i++)
        if (is_subset(&met->items[i].columns, &unique->columns)) {
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

static const Count *domain_of(TablePlan *table, const ReferenceSet *others, const ColumnPlanList *free)
{
    Arena *arena = table->plan->arena;
    const Count *domain = count_fixed(arena, 1);
    for (size_t i = 0; i < others->count; i++)
        domain = count_product(arena, domain, count_rows(arena, others->items[i]->target));
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
static bool decode(TablePlan *table, Step *index, const ReferenceSet *others, const ColumnPlanList *free,
                   Diag *diag)
{
    size_t left = others->count + free->count;
    for (size_t i = 0; i < others->count; i++) {
        ReferencePlan *reference = others->items[i];
        Text name = radix_name(table, "row", reference->reference->columns.items[0]->name);
        Step *digit = next_digit(table, &index, op_rows(reference->target), name, --left == 0);
        reference_assign(reference, digit);
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
        ordinal ? count_fixed(arena, value_capacity(ordinal)) : domain_of(table, others, free);
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
    return decode(table, index, others, free, diag);
}

/* Only small domains of its own: a permutation of their product; rows beyond it are NULL where a column may
 * be. */
static bool met_by_product(TablePlan *table, const Unique *unique, const ColumnPlanList *free, Text *how,
                           Diag *diag)
{
    Arena *arena = table->plan->arena;
    ReferenceSet none = {0};
    if (!free->count)
        return false;
    const Count *domain = domain_of(table, &none, free);
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
        return decode(table, index, &none, free, diag);
    }
    Step *beyond = step_infix(table, radix_name(table, "is_beyond", unique->name), VALUE_BOOL,
                              ">=", op_step(index), op_count(domain));
    nullable->null = beyond;
    index = step_choose(table, radix_name(table, "place", unique->name), VALUE_ROW, op_step(beyond),
                        op_uint(0), op_step(index));
    return decode(table, index, &none, free, diag);
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

static bool meet(TablePlan *table, const Unique *unique, const UniqueList *met, Text *how, Diag *diag)
{
    ColumnPlanList free = free_columns(table, unique);
    ReferenceSet open = open_references(table, unique);
    ReferencePlan *first = laid_out(table, unique);
    if (met_by_other(table, unique, met, how))
        return true;
    if (met_by_unique_reference(table, unique))
        return *how = TEXT("each row has a parent row of its own"), true;
    if (!first && met_by_serial(table, &free, &open, unique->name, how, diag))
        return true;
    bool counts = first_ordinal(&free) && (first || open.count);
    if (!counts && met_by_scalar(table, &free, how, diag))
        return true;
    if (!first && met_by_parent(unique, &open, &free, how))
        return true;
    if (!first && open.count) {
        first = open.items[0];
        list_remove(&open, 0);
    }
    if (first && (open.count || free.count))
        return met_by_fan_out(table, unique, first, &open, &free, how, diag);
    return met_by_product(table, unique, &free, how, diag);
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
        if (!meet(table, &uniques.items[i], &met, &how, diag)) {
            if (diag->errors)
                return false;
            refuse(table, &uniques.items[i]);
            return true;
        }
        plan_met(table, uniques.items[i].name, uniques.items[i].kind, how);
        list_push(table->plan->arena, &met, uniques.items[i]);
    }
    return true;
}
