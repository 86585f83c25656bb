/* reference_types.c: references whose columns have less room than those that they reference, such as a
 * smallint that refers to an integer: the keys are such that the reference has room for them. */
#include "plan/reference/reference_types.h"

#include <inttypes.h>

#include "model/type_convert.h"
#include "plan/condition/condition.h"
#include "plan/tables.h"

#define LARGE \
    INT64_C(1000000000000000) /* that numbers of 64 bits with digits after the point have room for */

enum {
    SOURCES = 100 /* references that are followed from one to the next */
};

static Expr *column_of(Arena *arena, const Column *column)
{
    Expr *expr = expr_new(arena, EXPR_COLUMN, column->span);
    expr->text = column->name;
    return expr;
}

static Expr *compare(Arena *arena, const char *symbol, Expr *value, int64_t bound)
{
    Expr *number = expr_new(arena, EXPR_NUMBER, value->span);
    number->text = text_format(arena, "%" PRId64, bound);
    return expr_operator(arena, symbol, value, number);
}

/* The most characters that the type has room for; INT64_MAX where there is no limit. */
static int64_t most_characters(const TypeUse *type)
{
    TypeCode code = type_code(type);
    bool limited = (code == TYPE_VARCHAR || code == TYPE_BPCHAR) && type->modifier_count;
    return limited ? type->modifiers[0] : INT64_MAX;
}

static Expr *length_of(Arena *arena, const Column *column)
{
    Expr *length = expr_new(arena, EXPR_CALL, column->span);
    length->text = TEXT("length");
    list_push(arena, &length->arguments, column_of(arena, column));
    return length;
}

/* x = trunc(x, digits) */
static Expr *has_digits(Arena *arena, const Column *column, int digits)
{
    Expr *rounded = expr_new(arena, EXPR_CALL, column->span);
    Expr *number = expr_new(arena, EXPR_NUMBER, column->span);
    rounded->text = TEXT("trunc");
    number->text = text_format(arena, "%d", digits);
    list_push(arena, &rounded->arguments, column_of(arena, column));
    list_push(arena, &rounded->arguments, number);
    return expr_operator(arena, "=", column_of(arena, column), rounded);
}

/* The digits before the point that a numeric has room for; INT64_MAX where there is no limit. */
static int64_t whole_digits(const TypeUse *type)
{
    if (type_code(type) != TYPE_NUMERIC || !type->modifier_count)
        return INT64_MAX;
    return type->modifiers[0] - (type->modifier_count > 1 ? type->modifiers[1] : 0);
}

/* The largest number that the column has room for, and its rows in C; 0 where none is too large. */
static int64_t largest(const ColumnPlan *column)
{
    TypeUse base = type_base(&column->column->type);
    int64_t whole = type_largest_whole(&base);
    return whole || column->type->kind != VALUE_INT64 ? whole : LARGE;
}

/* Numbers of many digits have fewer. */
static void leave_digits(const ColumnPlan *column, ColumnPlan *target)
{
    TypeUse base = type_base(&column->column->type);
    if (whole_digits(&base) < target->most_digits || !target->most_digits)
        target->most_digits = whole_digits(&base);
}

static void add_number_room(ExprList *conditions, const ColumnPlan *column, const ColumnPlan *target)
{
    Arena *arena = column->table->plan->arena;
    int64_t least = largest(column), most = largest(target);
    if (least && (!most || least < most)) {
        list_push(arena, conditions, compare(arena, ">=", column_of(arena, target->column), -least));
        list_push(arena, conditions, compare(arena, "<=", column_of(arena, target->column), least));
    }
    if (column->type->scale < target->type->scale)
        list_push(arena, conditions, has_digits(arena, target->column, column->type->scale));
}

/* What the referenced column must satisfy for the referencing one to have room for its values. */
static ExprList room(const ColumnPlan *column, const ColumnPlan *target)
{
    Arena *arena = column->table->plan->arena;
    ExprList conditions = {0};
    TypeUse from = type_base(&column->column->type), to = type_base(&target->column->type);
    if (type_is_text(&from) && type_is_text(&to) && most_characters(&from) < most_characters(&to))
        list_push(arena, &conditions,
                  compare(arena, "<=", length_of(arena, target->column), most_characters(&from)));
    if (type_is_number(&from) && type_is_number(&to))
        add_number_room(&conditions, column, target);
    return conditions;
}

/* Adds conditions that are not among those of the column; false where all are. */
static bool add(ColumnPlan *column, const ExprList *conditions)
{
    size_t known = column->conditions.count;
    for (size_t i = 0; i < conditions->count; i++)
        if (!expr_list_holds(&column->conditions, conditions->items[i]))
            list_push(column->table->plan->arena, &column->conditions, conditions->items[i]);
    return column->conditions.count > known;
}

ColumnPlan *reference_source(const ColumnPlan *column)
{
    const ReferencePlan *reference = column->reference;
    for (size_t i = 0; reference && i < reference->reference->columns.count; i++)
        if (reference->reference->columns.items[i] == column->column)
            return plan_find_column(reference->target, reference->reference->target_columns.items[i]);
    return NULL;
}

ColumnPlan *reference_first_source(const ColumnPlan *column)
{
    ColumnPlan *source = (ColumnPlan *)column;
    for (unsigned i = 0; i < SOURCES && reference_source(source); i++)
        source = reference_source(source);
    return source;
}

/* Up to the column whose values they are, by way of references in between. */
void references_make_room(TablePlan *table)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnPlan *column = table->columns.items[i];
        for (ColumnPlan *source = reference_source(column); source; source = reference_source(source)) {
            ExprList conditions = room(column, source);
            leave_digits(column, source);
            if (source->column->generated != GENERATED_NONE || !add(source, &conditions))
                break;
        }
    }
}

bool reference_types_are_alike(const ColumnPlan *column, const ColumnPlan *target)
{
    TypeUse from = type_base(&column->column->type), to = type_base(&target->column->type);
    bool dates = (type_code(&from) == TYPE_DATE) == (type_code(&to) == TYPE_DATE);
    return dates && (column->type->kind == VALUE_TEXT) == (target->type->kind == VALUE_TEXT);
}

Step *reference_value(const ColumnPlan *column, const ColumnPlan *target, Step *number)
{
    TablePlan *table = column->table;
    Text name = text_format(table->plan->arena, "%.*s_number", TEXT_ARG(column->field));
    int from = target->type->scale, to = column->type->scale;
    if (from == to || target->type->kind == VALUE_TEXT || column->type->kind == VALUE_TEXT)
        return number;
    Step *wide = step_call(table, name, VALUE_WIDE, "rt_rescale",
                           OPERANDS(op_step(number), op_uint((uint64_t)from), op_uint((uint64_t)to)));
    return step_cast(table, column->field, column->type->kind, op_step(wide));
}
