/* read_sql_rename.c: expressions in which a column or a label of an enum takes another name. The server's
 * hold what is meant by a name, not the name. */
#include "read/sql/read_sql.h"

#include "model/expr_type.h"

/* What is renamed, and where. */
typedef struct Renaming {
    Arena *arena;
    Text from, to;
    const Type *labels; /* of this enum a label; NULL: a column of the table */
    ExprScope scope;
} Renaming;

static Expr *rename_in(const Renaming *renaming, Expr *expr);

/* The expression with its arguments renamed in; itself where nothing changes. */
static Expr *rename_arguments(const Renaming *renaming, Expr *expr)
{
    Expr *changed = expr;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *argument = rename_in(renaming, expr->arguments.items[i]);
        if (argument == expr->arguments.items[i])
            continue;
        if (changed == expr) {
            changed = expr_copy(renaming->arena, expr);
            changed->arguments = (ExprList){0};
            for (size_t k = 0; k < expr->arguments.count; k++)
                list_push(renaming->arena, &changed->arguments, expr->arguments.items[k]);
        }
        changed->arguments.items[i] = argument;
    }
    return changed;
}

static bool is_labelled(const Renaming *renaming, TypeUse use)
{
    while (use.type && use.type->kind == TYPE_DOMAIN)
        use = use.type->base;
    return use.type == renaming->labels;
}

/* Whether literals beside the node's other arguments, or inside it, are labels of the enum. */
static bool has_labels(const Renaming *renaming, const Expr *expr)
{
    if (expr->kind == EXPR_CAST)
        return is_labelled(renaming, expr->type);
    bool found = false;
    for (size_t i = 0; i < expr->arguments.count && !found; i++)
        found = expr->arguments.items[i] &&
                is_labelled(renaming, expr_type(&renaming->scope, expr->arguments.items[i]));
    return found;
}

static Expr *rename_label(const Renaming *renaming, Expr *expr)
{
    if (!expr || expr->kind != EXPR_STRING || !text_equal(expr->text, renaming->from))
        return expr;
    Expr *changed = expr_copy(renaming->arena, expr);
    changed->text = renaming->to;
    return changed;
}

/* The node, which is the caller's own where it changes, with literals among its arguments renamed. */
static Expr *rename_labels(const Renaming *renaming, const Expr *expr)
{
    Expr *changed = expr_copy(renaming->arena, expr);
    changed->arguments = (ExprList){0};
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Expr *argument = expr->arguments.items[i];
        bool is_array = argument && argument->kind == EXPR_ARRAY;
        list_push(renaming->arena, &changed->arguments,
                  is_array ? rename_labels(renaming, argument) : rename_label(renaming, argument));
    }
    return changed;
}

static Expr *rename_in(const Renaming *renaming, Expr *expr)
{
    if (!expr)
        return NULL;
    Expr *changed = rename_arguments(renaming, expr);
    if (renaming->labels)
        return has_labels(renaming, expr) ? rename_labels(renaming, changed) : changed;
    if (expr->kind != EXPR_COLUMN || !text_equal(expr->text, renaming->from))
        return changed;
    changed = expr_copy(renaming->arena, expr);
    changed->text = renaming->to;
    return changed;
}

static void rename_expr(const Renaming *renaming, Expr **expr, Text *text)
{
    Expr *changed = rename_in(renaming, *expr);
    if (changed == *expr || expr_equal(changed, *expr))
        return;
    *text = expr_print(renaming->arena, changed);
    *expr = changed;
}

static void rename_in_elements(const Renaming *renaming, IndexElementList *elements)
{
    for (size_t i = 0; i < elements->count; i++)
        rename_expr(renaming, &elements->items[i].expr, &elements->items[i].text);
}

static void rename_in_constraints(const Renaming *renaming, Table *table)
{
    for (size_t i = 0; i < table->checks.count; i++)
        rename_expr(renaming, &table->checks.items[i]->expr, &table->checks.items[i]->text);
    for (size_t i = 0; i < table->indexes.count; i++) {
        Index *index = table->indexes.items[i];
        rename_in_elements(renaming, &index->elements);
        rename_expr(renaming, &index->predicate, &index->predicate_text);
    }
    for (size_t i = 0; i < table->exclusions.count; i++) {
        Exclusion *exclusion = table->exclusions.items[i];
        rename_in_elements(renaming, &exclusion->elements);
        rename_expr(renaming, &exclusion->predicate, &exclusion->predicate_text);
    }
}

static void rename_in_table(const Renaming *renaming, Table *table)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        Column *column = table->columns.items[i];
        rename_expr(renaming, &column->generation, &column->generation_text);
    }
    rename_in_constraints(renaming, table);
    rename_in_elements(renaming, &table->partition_keys);
}

void ddl_rename_column_in(Ddl *ddl, Table *table, Text from, Text to)
{
    Renaming renaming = {.arena = ddl->arena, .from = from, .to = to};
    rename_in_table(&renaming, table);
    for (size_t i = 0; i < table->references.count; i++) {
        TextList *columns = &table->references.items[i]->set_columns;
        for (size_t k = 0; k < columns->count; k++)
            if (text_equal(columns->items[k], from))
                columns->items[k] = to;
    }
}

/* A label stands by itself where a default is but that. */
static void rename_default(const Renaming *renaming, Column *column)
{
    Expr *changed = rename_in(renaming, column->default_value);
    if (is_labelled(renaming, column->type))
        changed = rename_label(renaming, changed);
    if (changed == column->default_value || expr_equal(changed, column->default_value))
        return;
    column->default_value = changed;
    column->default_text = expr_print(renaming->arena, changed);
}

void ddl_rename_label_in(Ddl *ddl, const Type *type, Text from, Text to)
{
    Renaming renaming = {.arena = ddl->arena, .from = from, .to = to, .labels = type};
    renaming.scope.schema = ddl->schema;
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        Table *table = ddl->schema->tables.items[i];
        renaming.scope.table = table;
        rename_in_table(&renaming, table);
        for (size_t k = 0; k < table->columns.count; k++)
            rename_default(&renaming, table->columns.items[k]);
    }
}
