/* condition.c: gathering what the rows of a table must satisfy. */
#include "plan/condition/condition_parts.h"

#include "model/type_convert.h"
#include "plan/condition/trigger.h"

enum {
    TYPE_DEPTH_LIMIT = 32 /* levels of domains, arrays and composites that are looked into */
};

/* A table whose conditions are gathered. */
typedef struct Gather {
    Arena *arena;
    ExprScope scope;
    ConditionList *list;
} Gather;

static Expr *column_expr(Arena *arena, const Column *column, Span span)
{
    Expr *expr = expr_new(arena, EXPR_COLUMN, span);
    expr->text = column->name;
    return expr;
}

static Expr *is_not_null(Arena *arena, Expr *operand)
{
    Expr *test = expr_new(arena, EXPR_IS, operand->span);
    test->text = TEXT("null");
    test->negated = true;
    list_push(arena, &test->arguments, operand);
    return test;
}

/* Takes the predicate in: simplified, each part of an AND by itself. */
static void add(const Gather *gather, Condition condition, const Expr *expr)
{
    const ExprScope *scope = &gather->scope;
    Expr *whole = condition_written_out(gather->arena, scope, expr);
    whole = condition_relax(gather->arena, scope, whole, !condition.must_be_true);
    size_t count = whole->kind == EXPR_AND ? whole->arguments.count : 1;
    for (size_t i = 0; i < count; i++) {
        condition.expr = whole->kind == EXPR_AND ? whole->arguments.items[i] : whole;
        if (condition.expr->kind != EXPR_BOOL || !condition.expr->boolean)
            list_push(gather->arena, gather->list, condition);
    }
}

/* What computing the expression asks. */
static void add_computable(const Gather *gather, Condition condition, const Expr *expr, const Expr *predicate)
{
    ExprList parts = condition_computable(gather->arena, &gather->scope, expr, predicate);
    for (size_t i = 0; i < parts.count; i++)
        add(gather, condition, parts.items[i]);
}

/* ---- checks ---- */

static void add_checks(const Gather *gather, const CheckList *checks)
{
    for (size_t i = 0; i < checks->count; i++) {
        const Check *check = checks->items[i];
        Condition condition = {.name = check->name,
                               .kind = "check",
                               .text = check->text,
                               .is_enforced = true,
                               .span = check->span};
        if (check->not_enforced)
            continue;
        add(gather, condition, check->expr);
        add_computable(gather, condition, check->expr, NULL);
    }
}

/* ---- domains ---- */

/* A value of a column, or one inside it, that a type tells something about. */
typedef struct Value {
    const Column *column;
    Text path;      /* as ConditionElement.path; empty: the column's own value */
    unsigned depth; /* levels of types above it */
} Value;

/* The expression with `value` in the place of VALUE. */
static Expr *put_value(Arena *arena, const Expr *expr, const Expr *value)
{
    Expr *copy = expr_copy(arena, expr->kind == EXPR_VALUE ? value : expr);
    for (size_t i = 0; i < copy->arguments.count && expr->kind != EXPR_VALUE; i++)
        if (copy->arguments.items[i])
            copy->arguments.items[i] = put_value(arena, copy->arguments.items[i], value);
    return copy;
}

/* Adds a predicate over VALUE. */
static void add_domain_check(const Gather *gather, const Value *value, const Type *domain,
                             Condition condition, const Expr *expr)
{
    condition.kind = "domain check";
    condition.is_enforced = true;
    if (!value->path.size) {
        const Expr *column = column_expr(gather->arena, value->column, condition.span);
        const Expr *check = put_value(gather->arena, expr, column);
        add(gather, condition, check);
        add_computable(gather, condition, check, NULL);
        return;
    }
    Gather inside = *gather;
    inside.scope = (ExprScope){.schema = gather->scope.schema, .value = &domain->base};
    condition.kind = "element check";
    condition.element = (ConditionElement){value->column, domain, value->path};
    add(&inside, condition, expr);
}

/* NOT NULL of a domain; of a column, where the column does not say so itself. It is not simplified, because
 * that takes it for granted. */
static void add_domain_not_null(const Gather *gather, const Value *value, const Type *domain)
{
    Condition condition = {.name = domain->name, .text = TEXT("NOT NULL"), .span = domain->span};
    Expr *test = is_not_null(gather->arena, expr_new(gather->arena, EXPR_VALUE, domain->span));
    if (value->path.size || value->column->generated != GENERATED_NONE) {
        add_domain_check(gather, value, domain, condition, test);
    } else if (!value->column->not_null) {
        condition.kind = "domain check";
        condition.is_enforced = true;
        condition.expr = is_not_null(gather->arena, column_expr(gather->arena, value->column, domain->span));
        list_push(gather->arena, gather->list, condition);
    }
}

static void add_domain(const Gather *gather, const Value *value, const Type *domain)
{
    if (domain->not_null)
        add_domain_not_null(gather, value, domain);
    for (size_t i = 0; i < domain->checks.count; i++) {
        const Check *check = domain->checks.items[i];
        if (!check->not_enforced)
            add_domain_check(gather, value, domain,
                             (Condition){.name = check->name, .text = check->text, .span = check->span},
                             check->expr);
    }
}

/* Of an enum without labels there is no value but NULL. */
static void add_no_labels(const Gather *gather, const Value *value, const Type *type)
{
    Expr *test = expr_new(gather->arena, EXPR_IS, type->span);
    test->text = TEXT("null");
    list_push(gather->arena, &test->arguments, expr_new(gather->arena, EXPR_VALUE, type->span));
    add_domain_check(gather, value, type,
                     (Condition){.name = type->name, .text = TEXT("no labels"), .span = type->span}, test);
}

static void add_type(const Gather *gather, Value value, const TypeUse *use)
{
    const Type *type = use->type;
    Arena *arena = gather->arena;
    if (!type || value.depth++ > TYPE_DEPTH_LIMIT)
        return;
    if (use->dimensions) {
        TypeUse element = {.type = type};
        value.path = text_format(arena, "%.*s[]", TEXT_ARG(value.path));
        add_type(gather, value, &element);
    } else if (type->kind == TYPE_DOMAIN) {
        add_type(gather, value, &type->base);
        add_domain(gather, &value, type);
    } else if (type->kind == TYPE_ENUM && !type->labels.count) {
        add_no_labels(gather, &value, type);
    } else if (type->kind == TYPE_COMPOSITE) {
        Text path = value.path;
        for (size_t i = 0; i < type->fields.count; i++) {
            value.path =
                text_format(arena, "%.*s.%.*s", TEXT_ARG(path), TEXT_ARG(type->fields.items[i].name));
            add_type(gather, value, &type->fields.items[i].type);
        }
    }
}

/* ---- generated columns ---- */

/* length(what is generated) <= the column's limit. */
static Expr *fits(const Gather *gather, const Column *column, const TypeUse *base)
{
    Arena *arena = gather->arena;
    Expr *length = expr_new(arena, EXPR_CALL, column->span);
    length->text = TEXT("length");
    list_push(arena, &length->arguments, expr_copy(arena, column->generation));
    Expr *limit = expr_new(arena, EXPR_NUMBER, column->span);
    limit->text = text_format(arena, "%d", base->modifiers[0]);
    return expr_operator(arena, "<=", length, limit);
}

/* What storing the generated value asks of the columns it is made of. */
static void add_stored(const Gather *gather, Condition condition, const Column *column)
{
    TypeUse base = type_base(&column->type);
    if (column->not_null)
        add(gather, condition, is_not_null(gather->arena, column_expr(gather->arena, column, column->span)));
    if ((type_code(&base) == TYPE_VARCHAR || type_code(&base) == TYPE_BPCHAR) && base.modifier_count)
        add(gather, condition, fits(gather, column, &base));
    add_computable(gather, condition, column_expr(gather->arena, column, column->span), NULL);
}

/* A column that a reference gives holds what is generated. */
static void add_given(const Gather *gather, Condition condition, const Column *column)
{
    Expr *same = expr_new(gather->arena, EXPR_DISTINCT, column->span);
    same->negated = true;
    list_push(gather->arena, &same->arguments, column_expr(gather->arena, column, column->span));
    list_push(gather->arena, &same->arguments, condition_stored(gather->arena, column));
    condition.must_be_true = true;
    add(gather, condition, same);
    add_computable(gather, condition, column->generation, NULL);
}

static void add_generated(const Gather *gather, const Column *column)
{
    Condition condition = {.name = column->name,
                           .kind = "generated",
                           .text = column->generation_text,
                           .is_enforced = true,
                           .span = column->span};
    if (condition_is_generated(gather->scope.table, column))
        add_stored(gather, condition, column);
    else if (column->generated != GENERATED_NONE && column->generation)
        add_given(gather, condition, column);
}

/* ---- indexes ---- */

static void add_elements(const Gather *gather, Condition condition, const IndexElementList *elements,
                         const Expr *predicate)
{
    for (size_t i = 0; i < elements->count; i++) {
        condition.text = elements->items[i].text;
        if (elements->items[i].expr)
            add_computable(gather, condition, elements->items[i].expr, predicate);
    }
}

/* What an index computes for every row; one with a predicate does so for some alone. */
static void add_indexes(const Gather *gather, const Table *table)
{
    Condition condition = {.kind = "index", .is_enforced = true};
    for (size_t i = 0; i < table->indexes.count; i++) {
        const Index *index = table->indexes.items[i];
        condition.name = index->name;
        condition.span = index->span;
        add_elements(gather, condition, &index->elements, index->predicate);
    }
    for (size_t i = 0; i < table->exclusions.count; i++) {
        const Exclusion *exclusion = table->exclusions.items[i];
        condition.name = exclusion->name;
        condition.span = exclusion->span;
        add_elements(gather, condition, &exclusion->elements, exclusion->predicate);
    }
}

/* ---- partitions ---- */

static void add_partitions(const Gather *gather, const Table *table)
{
    Condition condition = {.name = TEXT("partition"),
                           .kind = "partition",
                           .must_be_true = true,
                           .is_enforced = true,
                           .span = table->span};
    if (table->kind == TABLE_PARTITIONED)
        add(gather, condition, partition_condition(gather->arena, table));
}

/* ---- triggers ---- */

/* What a trigger of the table itself raises an error for; partitions' triggers see only some rows. */
static void add_trigger_conditions(const Gather *gather, const Table *table)
{
    TriggerEffectList effects = triggers_of(gather->arena, gather->scope.schema, table);
    for (size_t i = 0; i < effects.count; i++) {
        const TriggerEffect *effect = &effects.items[i];
        Condition condition = {
            .name = effect->trigger->name, .kind = "trigger", .span = effect->trigger->span};
        for (size_t k = 0; effect->table == table && k < effect->conditions.count; k++) {
            condition.text = expr_print(gather->arena, effect->conditions.items[k]);
            add(gather, condition, effect->conditions.items[k]);
        }
    }
}

ConditionList conditions_of(Arena *arena, const Schema *schema, const Table *table)
{
    ConditionList list = {0};
    Gather gather = {arena, {.schema = schema, .table = table}, &list};
    add_checks(&gather, &table->checks);
    for (size_t i = 0; i < table->columns.count; i++)
        add_type(&gather, (Value){.column = table->columns.items[i]}, &table->columns.items[i]->type);
    for (size_t i = 0; i < table->columns.count; i++)
        add_generated(&gather, table->columns.items[i]);
    add_indexes(&gather, table);
    add_partitions(&gather, table);
    add_trigger_conditions(&gather, table);
    return list;
}
