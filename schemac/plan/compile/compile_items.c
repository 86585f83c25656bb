/* compile_items.c: what expressions read of arrays and ranges: how many elements there are, and bounds. */
#include "plan/compile/compile_parts.h"

#include "model/type_convert.h"
#include "plan/tables.h"

static const Column *own_column(const TablePlan *table, const Expr *expr)
{
    return expr->kind == EXPR_COLUMN && !expr->qualifier.size ? table_find_column(table->table, expr->text)
                                                              : NULL;
}

static Step *member(Compiler *compiler, const Compiled *of, const char *what)
{
    Step *step =
        step_member(compile_table(compiler), compile_name(compiler), VALUE_INT64, op_step(of->value), what);
    step->unless = of->null;
    return step;
}

static Step *infix(Compiler *compiler, const char *operator, const Step * left, Operand right)
{
    return step_infix(compile_table(compiler),
                      compile_name(compiler), operator[0] == '&' ? VALUE_INT64 : VALUE_BOOL, operator,
                      op_step(left), right);
}

/* Of arrays that are made here, which are empty or have one dimension. */
static Compiled element_count(Compiler *compiler, const Expr *expr, bool zero_is_null)
{
    Compiled array = compile_expr(compiler, expr->arguments.items[0]);
    if (compiler->failed)
        return array;
    Compiled result = {.class = CLASS_INT, .null = array.null, .value = member(compiler, &array, "count")};
    if (zero_is_null)
        result.null = compile_or(compiler, array.null, infix(compiler, "==", result.value, op_int(0)));
    return result;
}

static Compiled bound(Compiler *compiler, const Expr *expr, ExprClass class, bool upper)
{
    Compiled range = compile_expr(compiler, expr->arguments.items[0]);
    if (compiler->failed)
        return range;
    Step *flags = member(compiler, &range, "flags");
    Step *none = infix(compiler, "&", flags,
                       op_name(upper ? "(RT_RANGE_EMPTY | RT_RANGE_UPPER_INFINITE)"
                                     : "(RT_RANGE_EMPTY | RT_RANGE_LOWER_INFINITE)"));
    Compiled result = {.class = class};
    result.null = compile_or(compiler, range.null, infix(compiler, "!=", none, op_int(0)));
    result.value = member(compiler, &(Compiled){.value = range.value, .null = result.null},
                          upper ? "values[1].integer" : "values[0].integer");
    return result;
}

/* The class of bounds that are held as whole numbers; CLASS_OTHER of others. */
static ExprClass bound_class(const Column *column)
{
    TypeUse base = type_base(&column->type), element = type_element(&base);
    bool range = base.dimensions == 0 && base.type->kind == TYPE_RANGE;
    switch (range ? type_code(&element) : TYPE_NONE) {
    case TYPE_INT4:
    case TYPE_INT8:
        return CLASS_INT;
    case TYPE_DATE:
        return CLASS_DATE;
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return CLASS_TIMESTAMP;
    default:
        return CLASS_OTHER;
    }
}

bool compile_is_bound(const TablePlan *table, const Expr *expr)
{
    const Column *column = expr->arguments.count == 1 ? own_column(table, expr->arguments.items[0]) : NULL;
    return column && bound_class(column) != CLASS_OTHER &&
           (text_is(expr->text, "upper") || text_is(expr->text, "lower"));
}

bool compile_items(Compiler *compiler, const Expr *expr, Compiled *result)
{
    size_t count = expr->arguments.count;
    const Column *column = count ? own_column(compile_table(compiler), expr->arguments.items[0]) : NULL;
    if (!column || expr->qualifier.size)
        return false;
    bool length =
        text_is(expr->text, "array_length") && count == 2 && text_is(expr->arguments.items[1]->text, "1");
    bool upper = text_is(expr->text, "upper");
    if (type_is_array(&column->type) && (length || text_is(expr->text, "cardinality")))
        *result = element_count(compiler, expr, length);
    else if ((upper || text_is(expr->text, "lower")) && bound_class(column) != CLASS_OTHER)
        *result = bound(compiler, expr, bound_class(column), upper);
    else
        return false;
    return true;
}
