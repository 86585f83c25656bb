/* compile_exact.c: what the server may find otherwise is told from what it can't, by the static types of
 * expressions and the bounds of their numbers. */
#include "plan/compile/compile_parts.h"

#include "model/expr_type.h"
#include "model/type_convert.h"
#include "plan/condition/condition.h"
#include "plan/tables.h"

enum {
    SIZE_LIMIT = 400,    /* nodes of an expression */
    FIRST_DAY = -730119, /* 0001-01-01, in days since 2000-01-01 */
    LAST_DAY = 2921939   /* 9999-12-31 */
};

void exact_note_fault(Compiler *compiler, Step *fault)
{
    if (compiler->exact)
        compiler->exact->fault = compile_or(compiler, compiler->exact->fault, fault);
}

void exact_note_letters(Compiler *compiler, Step *text)
{
    if (!compiler->exact)
        return;
    Step *is_ascii = step_call(compile_table(compiler), compile_name(compiler), VALUE_BOOL,
                               "rt_text_is_ascii", OPERANDS(op_step(text)));
    exact_note_fault(compiler, compile_not(compiler, is_ascii));
}

/* ---- bounds ---- */

/* The numbers of a type, in units of their last digit; days in years of four digits alone. */
static Bounds type_bounds(const TypeUse *type)
{
    TypeUse base = type_base(type);
    Bounds digits = bounds_rescaled(bounds_of(1, 1), base.modifier_count ? base.modifiers[0] : 0);
    switch (type_code(type)) {
    case TYPE_INT2:
        return bounds_of(INT16_MIN, INT16_MAX);
    case TYPE_INT4:
        return bounds_of(INT32_MIN, INT32_MAX);
    case TYPE_INT8:
        return bounds_of(INT64_MIN, INT64_MAX);
    case TYPE_DATE:
        return bounds_of(FIRST_DAY, LAST_DAY);
    case TYPE_NUMERIC:
        return base.modifier_count && digits.known ? bounds_of(1 - digits.high, digits.high - 1)
                                                   : (Bounds){0};
    default:
        return (Bounds){0};
    }
}

/* ---- columns ---- */

/* Whether texts are equal only where their bytes are, whatever their collation. */
static bool compares_bytes(const ColumnPlan *column)
{
    TypeCode code = type_code(&column->column->type);
    return code != TYPE_BPCHAR && code != TYPE_CITEXT && !column->column->collation.size &&
           !column->column->type.type->collation.size;
}

Compiled exact_column(Compiler *compiler, const Expr *expr)
{
    const DrawnList *values = &compiler->exact->values;
    bool is_only = expr->kind == EXPR_VALUE && values->count == 1;
    for (size_t i = 0; i < values->count && !expr->qualifier.size; i++) {
        const Drawn *drawn = &values->items[i];
        if (!is_only && !text_equal(drawn->column->column->name, expr->text))
            continue;
        if (!compares_bytes(drawn->column))
            break;
        Compiled value = compile_present(compiler, drawn->column, drawn->value, NULL);
        value.bounds = drawn->bounds.known ? drawn->bounds : type_bounds(&drawn->column->column->type);
        return value;
    }
    return compile_fail(compiler, "reads what was not drawn:", expr->text);
}

/* ---- what the server has ---- */

static Operand end_of(PlanInteger end)
{
    return op_int(end < INT64_MIN ? INT64_MIN : end > INT64_MAX ? INT64_MAX : (int64_t)end);
}

/* Notes as a fault that a number is not within the bounds, nor 64 bits, where that is not known. */
static void demand(Compiler *compiler, const Compiled *value, Bounds bounds)
{
    if (!bounds.known || !value->bounds.known || bounds_within(value->bounds, bounds.low, bounds.high))
        return;
    TablePlan *table = compile_table(compiler);
    Step *below =
        step_infix(table, compile_name(compiler), VALUE_BOOL, "<", op_step(value->value), end_of(bounds.low));
    Step *above = step_infix(table, compile_name(compiler), VALUE_BOOL, ">", op_step(value->value),
                             end_of(bounds.high));
    exact_note_fault(compiler, compile_or(compiler, below, above));
}

static Compiled refuse(Compiler *compiler, const Expr *expr)
{
    return compile_fail(compiler, "may have another value on the server:", expr->text);
}

/* A cast to a type with modifiers rounds, cuts or pads; numbers of one that are too large raise an error. */
static bool cast_is_exact(const Expr *expr, const Compiled *value)
{
    TypeUse base = type_base(&expr->type);
    Bounds bounds = type_bounds(&base);
    return !base.modifier_count || (value->class == CLASS_NUMERIC && bounds.known &&
                                    bounds_within(value->bounds, bounds.low, bounds.high));
}

/* As the server's type has it: a whole number may be a numeric there, or a float. */
static Compiled as_typed(Compiler *compiler, const Expr *expr, const TypeUse *type, Compiled value)
{
    ExprClass class = compile_class(type);
    bool is_whole = value.class == CLASS_INT || value.class == CLASS_DATE;
    TypeUse integer = type_of_code("int4");
    if (is_whole && !value.bounds.known)
        value.bounds = type_bounds(class == value.class ? type : &integer);
    if (value.class == CLASS_INT && (class == CLASS_NUMERIC || class == CLASS_FLOAT))
        value = compile_convert(compiler, value, class, 0);
    if (value.class != class || (type_code(type) == TYPE_FLOAT4 && expr->kind != EXPR_COLUMN))
        return refuse(compiler, expr);
    if (is_whole)
        demand(compiler, &value, type_bounds(type));
    value.type = *type;
    return value;
}

Compiled exact_checked(Compiler *compiler, const Expr *expr, Compiled value)
{
    const TablePlan *table = compile_table(compiler);
    const DrawnList *values = &compiler->exact->values;
    const ExprScope scope = {.schema = table->plan->schema,
                             .table = table->table,
                             .value = values->count == 1 ? &values->items[0].column->column->type : NULL};
    if (value.class == CLASS_NULL || value.class == CLASS_UNKNOWN || value.class == CLASS_INTERVAL)
        return value;
    TypeUse type = expr_type(&scope, expr);
    if (!type_is_known(&type) || expr->kind == EXPR_COLLATE ||
        (expr->kind == EXPR_CAST && !cast_is_exact(expr, &value)))
        return refuse(compiler, expr);
    return value.class == CLASS_OTHER ? value : as_typed(compiler, expr, &type, value);
}

/* ---- rows ---- */

static Compiler compiler_of(ExactRow *row)
{
    return (Compiler){
        .table = row->table, .column = row->values.items[0].column, .exact = row, .is_quiet = true};
}

/* A value that the column can't hold is a fault. */
static void demand_of_column(Compiler *compiler, const ColumnPlan *column, const Compiled *value)
{
    TypeUse base = type_base(&column->column->type);
    demand(compiler, value, type_bounds(&base));
    if (value->class == CLASS_TEXT && base.modifier_count) {
        TablePlan *table = compile_table(compiler);
        Step *length = step_call(table, compile_name(compiler), VALUE_INT64, "rt_text_length",
                                 OPERANDS(op_step(value->value)));
        exact_note_fault(compiler, step_infix(table, compile_name(compiler), VALUE_BOOL, ">", op_step(length),
                                              op_int(base.modifiers[0])));
    }
}

bool exact_compute(ExactRow *row, ColumnPlan *column, const Expr *by)
{
    Compiler compiler = compiler_of(row);
    Compiled value = compile_expr(&compiler, by);
    ExprClass class = compile_class(&column->column->type);
    if (compiler.failed || class == CLASS_OTHER || !compares_bytes(column))
        return false;
    value = compile_convert(&compiler, value, class, column->type->scale);
    if (compiler.failed)
        return false;
    exact_note_fault(&compiler, value.null);
    demand_of_column(&compiler, column, &value);
    Drawn drawn = {.column = column,
                   .value =
                       compile_held(row->table, column->type, step_name_for(column, "made"), value.value),
                   .bounds = value.bounds};
    for (size_t i = 0; i < row->values.count; i++)
        if (row->values.items[i].column == column) {
            row->values.items[i] = drawn;
            return true;
        }
    list_push(row->table->plan->arena, &row->values, drawn);
    return true;
}

Step *exact_holds(ExactRow *row, const ExprList *conditions, Text name)
{
    Compiler compiler = compiler_of(row);
    Expr *all = expr_new(row->table->plan->arena, EXPR_AND, (Span){0});
    all->arguments = *conditions;
    const Expr *whole = conditions->count == 1 ? conditions->items[0] : all;
    if (!conditions->count || expr_size(whole, SIZE_LIMIT) >= SIZE_LIMIT)
        return NULL;
    Compiled truth = compile_convert(&compiler, compile_expr(&compiler, whole), CLASS_BOOL, 0);
    Step *fails = compile_or(&compiler, row->fault, truth.null);
    if (compiler.failed)
        return NULL;
    if (!fails)
        return step_value(row->table, name, VALUE_BOOL, op_step(truth.value));
    return step_infix(row->table, name, VALUE_BOOL, "&&", op_step(truth.value),
                      op_step(compile_not(&compiler, fails)));
}
