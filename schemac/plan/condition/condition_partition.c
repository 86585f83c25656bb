/* condition_partition.c: the bounds of partitions as predicates on the partition key. PostgreSQL
 * documentation: section 5.12 (Table Partitioning); get_qual_from_partbound of
 * src/backend/partitioning/partbounds.c tells what each bound asks. All are true or false, never NULL. */
#include "plan/condition/condition_parts.h"
#include "plan/condition/partition.h"

typedef struct Partitions {
    Arena *arena;
    const Table *table; /* the partitioned table whose partitions are looked at */
} Partitions;

static Expr *predicate(Arena *arena, const Table *table, const Table *root);

/* ---- making expressions ---- */

static Expr *node(Arena *arena, ExprKind kind, Expr *a, Expr *b)
{
    Expr *expr = expr_new(arena, kind, a->span);
    list_push(arena, &expr->arguments, a);
    if (b)
        list_push(arena, &expr->arguments, b);
    return expr;
}

static Expr *constant(Arena *arena, bool value, Span span)
{
    Expr *expr = expr_new(arena, EXPR_BOOL, span);
    expr->boolean = value;
    return expr;
}

static Expr *null_test(Arena *arena, Expr *operand, bool negated)
{
    Expr *test = node(arena, EXPR_IS, operand, NULL);
    test->text = TEXT("null");
    test->negated = negated;
    return test;
}

static Expr *number(Arena *arena, int value, Span span)
{
    Expr *expr = expr_new(arena, EXPR_NUMBER, span);
    expr->text = text_format(arena, "%d", value);
    return expr;
}

static Expr *key_expr(const Partitions *run, size_t i)
{
    const IndexElement *key = &run->table->partition_keys.items[i];
    if (!key->column)
        return key->expr;
    Expr *expr = expr_new(run->arena, EXPR_COLUMN, run->table->span);
    expr->text = key->column->name;
    return expr;
}

/* ---- LIST ---- */

static Expr *list_bound(const Partitions *run, const Table *partition)
{
    Arena *arena = run->arena;
    Expr *key = key_expr(run, 0), *array = expr_new(arena, EXPR_ARRAY, partition->span);
    bool takes_null = false;
    for (size_t i = 0; i < partition->bound.values.count; i++) {
        Expr *value = partition->bound.values.items[i];
        takes_null = takes_null || value->kind == EXPR_NULL;
        if (value->kind != EXPR_NULL)
            list_push(arena, &array->arguments, value);
    }
    Expr *test = null_test(arena, key, !takes_null);
    if (array->arguments.count == 0)
        return test;
    Expr *any = node(arena, EXPR_ANY, key, array);
    any->text = TEXT("=");
    return node(arena, takes_null ? EXPR_OR : EXPR_AND, test, any);
}

/* ---- RANGE ---- */

static bool is_infinite(const Expr *bound, const char *which)
{
    return bound->kind == EXPR_COLUMN && text_is(bound->text, which);
}

/* The keys from the i-th on lie at or after `from`, or before `to`: the first that differs decides. */
static Expr *beyond(const Partitions *run, const ExprList *bounds, size_t i, bool lower)
{
    Arena *arena = run->arena;
    if (i == bounds->count)
        return constant(arena, lower, run->table->span);
    Expr *bound = bounds->items[i], *key = key_expr(run, i);
    if (is_infinite(bound, "minvalue") || is_infinite(bound, "maxvalue"))
        return constant(arena, is_infinite(bound, "minvalue") == lower, run->table->span);
    Expr *rest = beyond(run, bounds, i + 1, lower);
    const char *strict = lower ? ">" : "<", *loose = lower ? ">=" : "<=";
    if (rest->kind == EXPR_BOOL)
        return expr_operator(arena, rest->boolean ? loose : strict, key, bound);
    Expr *equal = node(arena, EXPR_AND, expr_operator(arena, "=", key, bound), rest);
    return node(arena, EXPR_OR, expr_operator(arena, strict, key, bound), equal);
}

static Expr *range_bound(const Partitions *run, const Table *partition)
{
    Arena *arena = run->arena;
    Expr *all = expr_new(arena, EXPR_AND, partition->span);
    size_t keys = run->table->partition_keys.count;
    if (partition->bound.from.count > keys || partition->bound.to.count > keys)
        return constant(arena, false, partition->span);
    for (size_t i = 0; i < keys; i++)
        list_push(arena, &all->arguments, null_test(arena, key_expr(run, i), true));
    list_push(arena, &all->arguments, beyond(run, &partition->bound.from, 0, true));
    list_push(arena, &all->arguments, beyond(run, &partition->bound.to, 0, false));
    return all;
}

/* ---- HASH ---- */

/* satisfies_hash(modulus, remainder, keys …): what the server's satisfies_hash_partition asks. */
static Expr *hash_bound(const Partitions *run, const Table *partition)
{
    Arena *arena = run->arena;
    Expr *call = expr_new(arena, EXPR_CALL, partition->span);
    call->text = TEXT("satisfies_hash");
    list_push(arena, &call->arguments, number(arena, partition->bound.modulus, partition->span));
    list_push(arena, &call->arguments, number(arena, partition->bound.remainder, partition->span));
    for (size_t i = 0; i < run->table->partition_keys.count; i++)
        list_push(arena, &call->arguments, key_expr(run, i));
    return call;
}

/* Whether every row has a partition: of moduli that divide the largest, none takes the rows of another. */
static bool takes_all(const Table *table)
{
    int64_t largest = 1, taken = 0;
    for (size_t i = 0; i < table->partitions.count; i++)
        if (table->partitions.items[i]->bound.modulus > largest)
            largest = table->partitions.items[i]->bound.modulus;
    for (size_t i = 0; i < table->partitions.count; i++) {
        int64_t modulus = table->partitions.items[i]->bound.modulus;
        if (modulus < 1 || largest % modulus)
            return false;
        taken += largest / modulus;
    }
    return taken >= largest;
}

/* ---- tables ---- */

static Expr *bound_of(const Partitions *run, const Table *partition)
{
    switch (run->table->partition_strategy) {
    case PARTITION_LIST:
        return list_bound(run, partition);
    case PARTITION_RANGE:
        return range_bound(run, partition);
    case PARTITION_HASH:
        return hash_bound(run, partition);
    default:
        return constant(run->arena, true, partition->span);
    }
}

/* None of the bounds beside that of the default partition. */
static Expr *default_bound(const Partitions *run, const Table *partition)
{
    Expr *none = expr_new(run->arena, EXPR_AND, partition->span);
    for (size_t i = 0; i < run->table->partitions.count; i++) {
        const Table *other = run->table->partitions.items[i];
        if (!other->bound.is_default)
            list_push(run->arena, &none->arguments, node(run->arena, EXPR_NOT, bound_of(run, other), NULL));
    }
    return none;
}

static bool has_check(const Table *table, const Check *check)
{
    for (size_t i = 0; i < table->checks.count; i++)
        if (expr_equal(table->checks.items[i]->expr, check->expr) && !table->checks.items[i]->not_enforced)
            return true;
    return false;
}

/* What a partition asks that the table above does not. */
static void add_own(Arena *arena, ExprList *parts, const Table *table, const Table *root)
{
    for (size_t i = 0; i < table->checks.count; i++) {
        const Check *check = table->checks.items[i];
        Expr *passes = node(arena, EXPR_IS, check->expr, NULL);
        passes->text = TEXT("false");
        passes->negated = true;
        if (!check->not_enforced && !has_check(root, check))
            list_push(arena, parts, passes);
    }
    for (size_t i = 0; i < table->columns.count; i++) {
        const Column *column = table->columns.items[i], *above = table_find_column(root, column->name);
        if (!column->not_null || !above || above->not_null)
            continue;
        Expr *operand = expr_new(arena, EXPR_COLUMN, column->span);
        operand->text = column->name;
        list_push(arena, parts, null_test(arena, operand, true));
    }
}

/* A partition's rows: its bound, what it asks of its own, and what its own partitions ask. */
static Expr *branch(const Partitions *run, const Table *partition, const Table *root)
{
    Expr *all = expr_new(run->arena, EXPR_AND, partition->span);
    Expr *bound = partition->bound.is_default ? default_bound(run, partition) : bound_of(run, partition);
    list_push(run->arena, &all->arguments, bound);
    add_own(run->arena, &all->arguments, partition, root);
    if (partition->kind == TABLE_PARTITIONED)
        list_push(run->arena, &all->arguments, predicate(run->arena, partition, root));
    return all;
}

/* Partitions that are foreign tables take no rows where others do. */
static bool has_local(const Table *table)
{
    for (size_t i = 0; i < table->partitions.count; i++)
        if (table->partitions.items[i]->kind != TABLE_FOREIGN)
            return true;
    return false;
}

static void add_branches(const Partitions *run, ExprList *branches, const Table *root, bool is_default)
{
    for (size_t i = 0; i < run->table->partitions.count; i++) {
        const Table *partition = run->table->partitions.items[i];
        bool left_out = partition->kind == TABLE_FOREIGN && has_local(run->table);
        if (partition->bound.is_default == is_default && !left_out)
            list_push(run->arena, branches, branch(run, partition, root));
    }
}

/* Whether the partitions of a HASH ask nothing but their remainder. */
static bool only_bounds(const ExprList *branches)
{
    for (size_t i = 0; i < branches->count; i++)
        if (branches->items[i]->arguments.count > 1)
            return false;
    return true;
}

static Expr *predicate(Arena *arena, const Table *table, const Table *root)
{
    Partitions run = {arena, table};
    Expr *any = expr_new(arena, EXPR_OR, table->span);
    add_branches(&run, &any->arguments, root, false);
    bool all = table->partition_strategy == PARTITION_HASH && takes_all(table);
    if (all && only_bounds(&any->arguments))
        return constant(arena, true, table->span);
    add_branches(&run, &any->arguments, root, true);
    return any;
}

Expr *condition_of_partition(Arena *arena, const Schema *schema, const Table *partition)
{
    Expr *all = expr_new(arena, EXPR_AND, partition->span);
    const Table *root = partition_root(partition);
    for (; partition->partition_of; partition = partition->partition_of) {
        Partitions run = {arena, partition->partition_of};
        list_push(arena, &all->arguments,
                  partition->bound.is_default ? default_bound(&run, partition) : bound_of(&run, partition));
        add_own(arena, &all->arguments, partition, root);
    }
    return condition_expand(arena, schema, root, all);
}

Expr *partition_condition(Arena *arena, const Table *table)
{
    return predicate(arena, table, table);
}
