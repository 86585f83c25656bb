/* condition_expand.c: what stands behind names: generated columns are replaced by what generates them,
 * calls by the bodies of their functions. */
#include "plan/condition/condition_parts.h"

#include "model/type_convert.h"

enum {
    CALL_DEPTH_LIMIT = 16 /* functions whose bodies call functions */
};

Expr *condition_cast(Arena *arena, const Expr *operand, const TypeUse *type)
{
    Expr *cast = expr_new(arena, EXPR_CAST, operand->span);
    cast->type = type_base(type);
    list_push(arena, &cast->arguments, expr_copy(arena, operand));
    return cast;
}

Expr *condition_stored(Arena *arena, const Column *column)
{
    bool is_cut = type_is_text(&column->type) && type_base(&column->type).dimensions == 0 &&
                  type_code(&column->type) != TYPE_BPCHAR;
    if (is_cut)
        return expr_copy(arena, column->generation);
    return condition_cast(arena, column->generation, &column->type);
}

Column *condition_original(const Table *table, const Column *column)
{
    bool is_copy =
        column->generated != GENERATED_NONE && column->generation && column->generation->kind == EXPR_COLUMN;
    Column *original = is_copy ? table_find_column(table, column->generation->text) : NULL;
    return original && type_same(&original->type, &column->type) ? original : NULL;
}

bool condition_is_generated(const Table *table, const Column *column)
{
    if (column->generated == GENERATED_NONE || !column->generation)
        return false;
    if (condition_original(table, column))
        return true;
    for (size_t i = 0; i < table->references.count; i++)
        if (columns_hold(&table->references.items[i]->columns, column))
            return false;
    return true;
}

static const Column *generated_column(const Table *table, const Expr *expr)
{
    const Column *column = table && expr->kind == EXPR_COLUMN && expr->qualifier.size == 0
                               ? table_find_column(table, expr->text)
                               : NULL;
    return column && condition_is_generated(table, column) ? column : NULL;
}

/* What a table's expressions are written out with. */
typedef struct Expand {
    Arena *arena;
    const ExprScope *scope;
    unsigned depth; /* calls that this stands in the place of */
    size_t *budget; /* nodes that bodies may still add */
    bool *stopped;  /* a body was too deep or too large */
} Expand;

static Expr *expand(const Expand *run, const Expr *expr);

static void expand_arguments(const Expand *run, Expr *copy)
{
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i])
            copy->arguments.items[i] = expand(run, copy->arguments.items[i]);
}

/* Where a body is too deep or would grow too large, the whole call stays one. */
static Expr *expand_call(const Expand *run, Expr *call)
{
    Expr *body = function_inlined(run->arena, run->scope, call);
    size_t size = body ? expr_size(body, CONDITION_SIZE_LIMIT) : 0;
    if (!body)
        return call;
    if (run->depth >= CALL_DEPTH_LIMIT || size >= *run->budget) {
        *run->stopped = true;
        return call;
    }
    *run->budget -= size;
    Expand inside = *run;
    inside.depth++;
    body = expand(&inside, body);
    if (run->depth > 0 || !*run->stopped)
        return body;
    *run->stopped = false;
    return call;
}

/* Generated columns read no generated columns. */
static Expr *expand(const Expand *run, const Expr *expr)
{
    const Column *column = generated_column(run->scope->table, expr);
    if (column)
        expr = condition_stored(run->arena, column);
    Expr *copy = expr_copy(run->arena, expr);
    expand_arguments(run, copy);
    return copy->kind == EXPR_CALL ? expand_call(run, copy) : copy;
}

Expr *condition_written_out(Arena *arena, const ExprScope *scope, const Expr *expr)
{
    size_t budget = CONDITION_SIZE_LIMIT;
    bool stopped = false;
    Expand run = {arena, scope, 0, &budget, &stopped};
    return expr_normalise(arena, expand(&run, expr), scope);
}

Expr *condition_expand(Arena *arena, const Schema *schema, const Table *table, const Expr *expr)
{
    ExprScope scope = {.schema = schema, .table = table};
    return condition_simplify(arena, &scope, condition_written_out(arena, &scope, expr));
}

/* ---- rules ---- */

static const Column *ruled_column(const Table *table, const Expr *expr)
{
    const Column *column = expr->kind == EXPR_COLUMN ? table_find_column(table, expr->text) : NULL;
    return column && column->rule.kind == RULE_EXPRESSION ? column : NULL;
}

/* NULL where a rule reads the row of a parent, or rules read one another too often. */
static Expr *with_rules(Arena *arena, const Table *table, const Expr *expr, unsigned depth)
{
    if (expr->kind == EXPR_COLUMN && expr->qualifier.size)
        return NULL;
    const Column *column = ruled_column(table, expr);
    if (column) {
        Expr *rule =
            depth < CALL_DEPTH_LIMIT ? with_rules(arena, table, column->rule.expression, depth + 1) : NULL;
        return rule ? condition_cast(arena, rule, &column->type) : NULL;
    }
    Expr *copy = expr_copy(arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++) {
        if (!copy->arguments.items[i])
            continue;
        copy->arguments.items[i] = with_rules(arena, table, copy->arguments.items[i], depth);
        if (!copy->arguments.items[i])
            return NULL;
    }
    return copy;
}

static bool is_comparison(const Expr *expr)
{
    static const char *const symbols[] = {"<", "<=", ">", ">=", "=", "<>"};
    bool found = false;
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        found = found || text_is(expr->text, symbols[i]);
    return found && expr->kind == EXPR_OPERATOR && expr->arguments.count == 2;
}

static bool is_exact(const Table *table, const Expr *expr)
{
    const Column *column = expr->kind == EXPR_COLUMN ? table_find_column(table, expr->text) : NULL;
    TypeCode code = column ? type_code(&column->type) : TYPE_TEXT;
    return code == TYPE_DATE || code == TYPE_INT2 || code == TYPE_INT4 || code == TYPE_INT8 ||
           code == TYPE_NUMERIC;
}

/* y, where the sum is x + y or x - y, of a date or an exact number x. */
static Expr *beyond(const Table *table, const Expr *sum, const Expr *x)
{
    bool is_sum = sum->kind == EXPR_OPERATOR && sum->arguments.count == 2 &&
                  (text_is(sum->text, "+") || text_is(sum->text, "-"));
    return is_sum && is_exact(table, x) && expr_equal(sum->arguments.items[0], x) ? sum->arguments.items[1]
                                                                                  : NULL;
}

/* x + y > x is y > 0: what a rule adds to another column, compared with that column. */
static Expr *without_common(Arena *arena, const Table *table, const Expr *whole)
{
    Expr *expr = expr_copy(arena, whole);
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            expr->arguments.items[i] = without_common(arena, table, expr->arguments.items[i]);
    for (size_t side = 0; side < 2 && is_comparison(expr); side++) {
        Expr *sum = expr->arguments.items[side];
        Expr *more = beyond(table, sum, expr->arguments.items[1 - side]);
        if (!more)
            continue;
        Expr *zero = expr_new(arena, EXPR_NUMBER, expr->span);
        zero->text = TEXT("0");
        size_t place = text_is(sum->text, "+") ? side : 1 - side;
        expr->arguments.items[place] = more;
        expr->arguments.items[1 - place] = zero;
        return expr;
    }
    return expr;
}

static bool reads_rules(const Table *table, const Expr *expr)
{
    bool found = ruled_column(table, expr) != NULL;
    for (size_t i = 0; i < expr->arguments.count && !found; i++)
        found = expr->arguments.items[i] && reads_rules(table, expr->arguments.items[i]);
    return found;
}

Expr *condition_ruled(Arena *arena, const Schema *schema, const Table *table, Expr *expr)
{
    if (!reads_rules(table, expr))
        return expr;
    Expr *written = with_rules(arena, table, expr, 0);
    if (!written)
        return NULL;
    written = without_common(arena, table, condition_expand(arena, schema, table, written));
    return condition_expand(arena, schema, table, written);
}

Expr *condition_generation(Arena *arena, const Schema *schema, const Table *table, const Column *column)
{
    if (!condition_is_generated(table, column))
        return NULL;
    return condition_expand(arena, schema, table, condition_stored(arena, column));
}
