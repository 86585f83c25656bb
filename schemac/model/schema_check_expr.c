/* schema_check_expr.c: every expression in normal form, over columns that exist. */
#include "model/check_parts.h"

/* Where an expression stands, for messages and for its names. */
typedef struct ExprPlace {
    const CheckRun *run;
    const Table *table;
    Text what; /* "check \"positive\"" */
    Span span; /* of the object */
} ExprPlace;

static bool is_system_column(Text name)
{
    static const char *const names[] = {"tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(name, names[i]))
            return true;
    return false;
}

static void check_column(void *context, const Expr *expr)
{
    const ExprPlace *place = context;
    bool whole_row = text_equal(expr->text, place->table->name);
    if (table_find_column(place->table, expr->text) || whole_row || is_system_column(expr->text))
        return;
    Text table = table_print_name(place->run->arena, place->table);
    check_missing(place->run, expr->span.source ? expr->span : place->span,
                  "%.*s of table \"%.*s\" reads column \"%.*s\", which does not exist", TEXT_ARG(place->what),
                  TEXT_ARG(table), TEXT_ARG(expr->text));
    diag_suggest(place->run->diag, map_nearest(&place->table->column_map, expr->text));
}

/* The normal form of a table's expression; the columns it reads must be there. */
static Expr *check_expr(const CheckRun *run, const Table *table, const TypeUse *target, Expr *expr, Text what,
                        Span span)
{
    if (!expr)
        return NULL;
    ExprPlace place = {run, table, what, span};
    expr_each_column(expr, check_column, &place);
    ExprScope scope = {.table = table, .target = target};
    return expr_normalise(run->arena, expr, &scope);
}

static Text quoted(const CheckRun *run, const char *kind, Text name)
{
    return text_format(run->arena, "%s \"%.*s\"", kind, TEXT_ARG(name));
}

static void check_column_exprs(const CheckRun *run, const Table *table, Column *column)
{
    column->default_value = check_expr(run, table, &column->type, column->default_value,
                                       quoted(run, "the default of column", column->name), column->span);
    if (column->default_value && column->default_value->kind == EXPR_NULL)
        column->default_value = NULL;
    column->generation = check_expr(run, table, &column->type, column->generation,
                                    quoted(run, "generated column", column->name), column->span);
}

static void check_elements(const CheckRun *run, const Table *table, IndexElementList *elements, Text what,
                           Span span)
{
    for (size_t i = 0; i < elements->count; i++)
        elements->items[i].expr = check_expr(run, table, NULL, elements->items[i].expr, what, span);
}

static void check_check(const CheckRun *run, const Table *table, void *object)
{
    Check *check = object;
    check->expr = check_expr(run, table, NULL, check->expr, quoted(run, "check", check->name), check->span);
}

static void check_index(const CheckRun *run, const Table *table, void *object)
{
    Index *index = object;
    Text what = quoted(run, "index", index->name);
    check_elements(run, table, &index->elements, what, index->span);
    index->predicate = check_expr(run, table, NULL, index->predicate, what, index->span);
}

static void check_exclusion(const CheckRun *run, const Table *table, void *object)
{
    Exclusion *exclusion = object;
    Text what = quoted(run, "exclusion constraint", exclusion->name);
    check_elements(run, table, &exclusion->elements, what, exclusion->span);
    exclusion->predicate = check_expr(run, table, NULL, exclusion->predicate, what, exclusion->span);
}

typedef void (*CheckObject)(const CheckRun *run, const Table *table, void *object);

/* Checks the object; false where it is to be left aside. */
static bool is_whole(const CheckRun *run, const Table *table, void *object, CheckObject check)
{
    size_t before = *run->missing;
    check(run, table, object);
    return *run->missing == before || !run->schema->has_unknown;
}

static void check_objects(const CheckRun *run, Table *table)
{
    for (size_t i = 0; i < table->checks.count;)
        if (is_whole(run, table, table->checks.items[i], check_check))
            i++;
        else
            list_remove(&table->checks, i);
    for (size_t i = 0; i < table->indexes.count;)
        if (is_whole(run, table, table->indexes.items[i], check_index))
            i++;
        else
            list_remove(&table->indexes, i);
    for (size_t i = 0; i < table->exclusions.count;)
        if (is_whole(run, table, table->exclusions.items[i], check_exclusion))
            i++;
        else
            list_remove(&table->exclusions, i);
}

static void check_table_exprs(const CheckRun *run, Table *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        check_column_exprs(run, table, table->columns.items[i]);
    check_objects(run, table);
    check_elements(run, table, &table->partition_keys, TEXT("the partition key"), table->span);
    for (size_t i = 0; i < table->triggers.count; i++) {
        Trigger *trigger = table->triggers.items[i];
        trigger->when =
            check_expr(run, table, NULL, trigger->when, quoted(run, "trigger", trigger->name), trigger->span);
    }
}

/* Bounds are of the type of the parent's partition key. */
static void check_bound(const CheckRun *run, ExprList *bounds, const IndexElementList *keys, bool per_key)
{
    for (size_t i = 0; i < bounds->count; i++) {
        size_t k = per_key ? i : 0;
        const Column *column = k < keys->count ? keys->items[k].column : NULL;
        ExprScope scope = {.target = column ? &column->type : NULL};
        bounds->items[i] = expr_normalise(run->arena, bounds->items[i], &scope);
    }
}

static void check_bounds(const CheckRun *run, Table *table)
{
    if (!table->partition_of)
        return;
    const IndexElementList *keys = &table->partition_of->partition_keys;
    check_bound(run, &table->bound.values, keys, false);
    check_bound(run, &table->bound.from, keys, true);
    check_bound(run, &table->bound.to, keys, true);
}

static void check_domain(const CheckRun *run, Type *type)
{
    ExprScope scope = {.value = &type->base}, target = {.target = &type->base};
    if (type->default_value)
        type->default_value = expr_normalise(run->arena, type->default_value, &target);
    if (type->default_value && type->default_value->kind == EXPR_NULL)
        type->default_value = NULL;
    for (size_t i = 0; i < type->checks.count; i++)
        type->checks.items[i]->expr = expr_normalise(run->arena, type->checks.items[i]->expr, &scope);
}

void check_expressions(const CheckRun *run)
{
    for (size_t i = 0; i < run->schema->types.count; i++)
        if (run->schema->types.items[i]->kind == TYPE_DOMAIN)
            check_domain(run, run->schema->types.items[i]);
    for (size_t i = 0; i < run->schema->tables.count; i++)
        check_table_exprs(run, run->schema->tables.items[i]);
    for (size_t i = 0; i < run->schema->tables.count; i++)
        check_bounds(run, run->schema->tables.items[i]);
}
