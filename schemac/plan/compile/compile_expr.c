/* compile_expr.c: walking expressions and making steps. */
#include "plan/compile/compile_parts.h"

#include "plan/domain/literal_value.h"
#include "plan/tables.h"
#include "plan/value.h"

#include "model/literal.h"

static const Compiled failed = {.class = CLASS_NULL};

Compiled compile_fail(Compiler *compiler, const char *what, Text name)
{
    if (!compiler->failed && !compiler->is_quiet)
        diag_error(compiler->diag, compiler->span, "the expression of column \"%.*s\" %s \"%.*s\"",
                   TEXT_ARG(compiler->column->column->name), what, TEXT_ARG(name));
    compiler->failed = true;
    return failed;
}

Text compile_name(Compiler *compiler)
{
    return text_format(compiler->table->plan->arena, "%.*s_%u", TEXT_ARG(compiler->column->field),
                       ++compiler->steps);
}

TablePlan *compile_table(const Compiler *compiler)
{
    return compiler->table;
}

Step *compile_or(Compiler *compiler, Step *a, Step *b)
{
    if (!a || !b || a == b)
        return a ? a : b;
    return step_infix(compile_table(compiler), compile_name(compiler), VALUE_BOOL, "||", op_step(a),
                      op_step(b));
}

Step *compile_not(Compiler *compiler, Step *a)
{
    return step_prefix(compile_table(compiler), compile_name(compiler), VALUE_BOOL, "!", op_step(a));
}

static Step *cast(Compiler *compiler, Step *step, ValueKind kind)
{
    return step->kind == kind
               ? step
               : step_cast(compile_table(compiler), compile_name(compiler), kind, op_step(step));
}

/* ---- columns ---- */

ExprClass compile_class(const TypeUse *use)
{
    TypeUse base = type_base(use);
    if (base.dimensions)
        return CLASS_OTHER;
    if (base.type->kind == TYPE_ENUM)
        return CLASS_TEXT;
    switch (base.type->code) {
    case TYPE_BOOL:
        return CLASS_BOOL;
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
        return CLASS_INT;
    case TYPE_NUMERIC:
        return CLASS_NUMERIC;
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        return CLASS_FLOAT;
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_BPCHAR:
    case TYPE_NAME:
    case TYPE_CITEXT:
        return CLASS_TEXT;
    case TYPE_DATE:
        return CLASS_DATE;
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return CLASS_TIMESTAMP;
    case TYPE_TIME:
        return CLASS_TIME;
    case TYPE_UUID:
        return CLASS_UUID;
    default:
        return CLASS_OTHER;
    }
}

ValueKind compile_kind(ExprClass class)
{
    switch (class) {
    case CLASS_BOOL:
        return VALUE_BOOL;
    case CLASS_NUMERIC:
        return VALUE_WIDE;
    case CLASS_FLOAT:
        return VALUE_DOUBLE;
    case CLASS_TEXT:
        return VALUE_TEXT;
    case CLASS_UUID:
        return VALUE_UUID;
    default:
        return VALUE_INT64;
    }
}

Compiled compile_present(Compiler *compiler, const ColumnPlan *column, Step *value, Step *null)
{
    Compiled result = {.class = compile_class(&column->column->type), .value = value, .null = null};
    result.scale = result.class == CLASS_NUMERIC ? column->type->scale : 0;
    if (result.class == CLASS_NUMERIC && column->type->kind == VALUE_TEXT)
        return compile_fail(compiler, "reads a numeric of too many digits:", column->column->name);
    if (result.class != CLASS_OTHER)
        result.value = cast(compiler, value, compile_kind(result.class));
    return result;
}

/* Plans the column now where it is not planned yet. */
static bool is_ready(Compiler *compiler, ColumnPlan *column)
{
    if (column->value)
        return true;
    if (column->linking || column == compiler->column) {
        compile_fail(compiler, "depends on itself through column", column->column->name);
        return false;
    }
    column->linking = !column->reference;
    bool done = column_value(column, compiler->diag) && column->value;
    column->linking = false;
    compiler->failed = compiler->failed || !done;
    return done;
}

static ReferencePlan *find_reference(const TablePlan *table, Text name)
{
    for (size_t i = 0; i < table->references.count; i++) {
        ReferencePlan *reference = table->references.items[i];
        if (text_equal(reference->reference->columns.items[0]->name, name) ||
            text_equal(reference->reference->name, name) || text_equal(reference->target->table->name, name))
            return reference;
    }
    return NULL;
}

static Compiled parent_column(Compiler *compiler, const Expr *expr)
{
    TablePlan *table = compile_table(compiler);
    ReferencePlan *reference = find_reference(table, expr->qualifier);
    if (!reference || !reference->parent)
        return compile_fail(compiler, "names no reference of its table:", expr->qualifier);
    const Column *declared = table_find_column(reference->target->table, expr->text);
    ColumnPlan *column = declared ? plan_find_column(reference->target, declared) : NULL;
    if (!column)
        return compile_fail(compiler, "names a column that the referenced table does not have:", expr->text);
    if (!is_ready(compiler, column))
        return failed;
    Step *value = step_read(table, compile_name(compiler), column->value, reference->target,
                            op_step(reference->parent));
    Step *null = NULL;
    value->unless = reference->null;
    if (column->null) {
        null = step_read(table, compile_name(compiler), column->null, reference->target,
                         op_step(reference->parent));
        null->unless = reference->null;
    }
    return compile_present(compiler, column, value, compile_or(compiler, reference->null, null));
}

static Compiled own_column(Compiler *compiler, const Expr *expr)
{
    if (compiler->exact)
        return exact_column(compiler, expr);
    const Column *declared = table_find_column(compile_table(compiler)->table, expr->text);
    ColumnPlan *column = declared ? plan_find_column(compile_table(compiler), declared) : NULL;
    if (!column)
        return compile_fail(compiler, "names a column that its table does not have:", expr->text);
    return is_ready(compiler, column) ? compile_present(compiler, column, column->value, column->null)
                                      : failed;
}

/* ---- literals ---- */

Compiled compile_int(Compiler *compiler, int64_t value)
{
    return (Compiled){
        .class = CLASS_INT,
        .bounds = bounds_of(value, value),
        .value = step_value(compile_table(compiler), compile_name(compiler), VALUE_INT64, op_int(value))};
}

static Compiled number(Compiler *compiler, Text digits)
{
    int64_t value = 0;
    int scale = 0;
    Text whole = digits;
    for (size_t i = 0; i < digits.size; i++)
        if (digits.data[i] == '.') {
            scale = (int)(digits.size - i - 1);
            whole = text_format(compile_table(compiler)->plan->arena, "%.*s%.*s",
                                TEXT_ARG(text_slice(digits, 0, i)),
                                TEXT_ARG(text_slice(digits, i + 1, digits.size)));
        }
    if (!text_to_int64(whole, &value))
        return compile_fail(compiler, "holds a number that is too long:", digits);
    Compiled result = compile_int(compiler, value);
    if (!scale)
        return result;
    result.class = CLASS_NUMERIC;
    result.scale = scale;
    result.value = cast(compiler, result.value, VALUE_WIDE);
    return result;
}

static bool read_interval(Arena *arena, Text text, Compiled *result)
{
    LiteralInterval parts;
    if (!literal_interval_parts(arena, text, &parts))
        return false;
    *result = (Compiled){.class = CLASS_INTERVAL,
                         .months = parts.months,
                         .days = parts.days,
                         .microseconds = parts.microseconds};
    return true;
}

/* A string literal as what stands beside it wants it. */
Compiled compile_literal(Compiler *compiler, Text text, ExprClass wanted)
{
    static const struct {
        ExprClass class;
        const char *type;
    } types[] = {
        {CLASS_DATE, "date"}, {CLASS_TIMESTAMP, "timestamp"}, {CLASS_TIME, "time"}, {CLASS_BOOL, "bool"}};
    Arena *arena = compile_table(compiler)->plan->arena;
    Compiled interval;
    if (wanted == CLASS_TEXT || wanted == CLASS_UNKNOWN)
        return (Compiled){.class = CLASS_TEXT,
                          .value = step_value(compile_table(compiler), compile_name(compiler), VALUE_TEXT,
                                              op_string(text))};
    if (wanted == CLASS_INTERVAL && read_interval(arena, text, &interval))
        return interval;
    if (wanted == CLASS_INT || wanted == CLASS_NUMERIC)
        return number(compiler, text);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        TypeUse use = {.type = type_builtin(text_of(types[i].type))};
        ValueType kind = {.kind = wanted == CLASS_BOOL ? VALUE_BOOL : VALUE_INT64};
        int64_t value;
        if (types[i].class == wanted && literal_to_whole(arena, &use, &kind, text, &value))
            return (Compiled){.class = wanted,
                              .bounds = bounds_of(value, value),
                              .value = step_value(compile_table(compiler), compile_name(compiler),
                                                  compile_kind(wanted), op_int(value))};
    }
    return compile_fail(compiler, "holds a literal that does not fit its place:", text);
}

/* ---- casts ---- */

static Compiled to_numeric(Compiler *compiler, Compiled value, int scale)
{
    TablePlan *table = compile_table(compiler);
    if (value.class == CLASS_INT) {
        value.class = CLASS_NUMERIC;
        value.value = cast(compiler, value.value, VALUE_WIDE);
    }
    if (value.scale == scale)
        return value;
    value.bounds = bounds_rescaled(value.bounds, scale - value.scale);
    if (compiler->exact && !value.bounds.known)
        return compile_fail(compiler, "has numbers of too many digits in", compiler->column->column->name);
    bool is_constant = value.bounds.known && value.bounds.low == value.bounds.high &&
                       value.bounds.low >= INT64_MIN && value.bounds.low <= INT64_MAX;
    if (is_constant)
        value.value =
            step_value(table, compile_name(compiler), VALUE_WIDE, op_int((int64_t)value.bounds.low));
    else
        value.value = step_call(
            table, compile_name(compiler), VALUE_WIDE, "rt_rescale",
            OPERANDS(op_step(value.value), op_uint((uint64_t)value.scale), op_uint((uint64_t)scale)));
    value.scale = scale;
    return value;
}

static Compiled to_int(Compiler *compiler, Compiled value)
{
    Compiled whole = to_numeric(compiler, value, 0);
    whole.class = CLASS_INT;
    whole.value = cast(compiler, whole.value, VALUE_INT64);
    return whole;
}

enum {
    DOUBLE_BITS = 53, /* of whole numbers that a double holds, and */
    DOUBLE_SCALE = 22 /* digits after the point, of powers of ten: their quotients are rounded once */
};

static Compiled to_float(Compiler *compiler, Compiled value)
{
    TablePlan *table = compile_table(compiler);
    const PlanInteger limit = INT64_C(1) << DOUBLE_BITS;
    if (compiler->exact && value.class == CLASS_NUMERIC &&
        (value.scale > DOUBLE_SCALE || !bounds_within(value.bounds, -limit, limit)))
        return compile_fail(compiler, "has numbers of too many digits in", compiler->column->column->name);
    Step *real = value.class == CLASS_INT
                     ? cast(compiler, value.value, VALUE_DOUBLE)
                     : step_call(table, compile_name(compiler), VALUE_DOUBLE, "rt_numeric_to_double",
                                 OPERANDS(op_step(value.value), op_uint((uint64_t)value.scale)));
    return (Compiled){.class = CLASS_FLOAT, .value = real, .null = value.null};
}

static Compiled to_text(Compiler *compiler, Compiled value)
{
    TablePlan *table = compile_table(compiler);
    Text name = compile_name(compiler);
    Operand operand = op_step(value.value);
    Step *text = NULL;
    if (value.class == CLASS_INT)
        text = step_call(table, name, VALUE_TEXT, "rt_text_of_int", OPERANDS(op_scratch(), operand));
    else if (value.class == CLASS_NUMERIC && !compiler->exact)
        text = step_call(table, name, VALUE_TEXT, "rt_text_of_numeric",
                         OPERANDS(op_scratch(), operand, op_uint((uint64_t)value.scale)));
    else if (value.class == CLASS_DATE)
        text = step_call(table, name, VALUE_TEXT, "rt_text_of_date", OPERANDS(op_scratch(), operand));
    if (!text)
        return compile_fail(compiler, "casts to", TEXT("text"));
    return (Compiled){.class = CLASS_TEXT, .value = text, .null = value.null};
}

#define DAY_MICROSECONDS INT64_C(86400000000)

Compiled compile_convert(Compiler *compiler, Compiled value, ExprClass class, int scale)
{
    if (value.class == CLASS_NULL) {
        Step *zero = step_zero(compile_table(compiler), compile_name(compiler), compile_kind(class));
        Step *null = step_value(compile_table(compiler), compile_name(compiler), VALUE_BOOL, op_name("true"));
        return (Compiled){.class = class, .value = zero, .null = null, .scale = scale};
    }
    if (value.class == CLASS_UNKNOWN)
        value = compile_literal(compiler, value.text, class);
    bool is_number = value.class == CLASS_INT || value.class == CLASS_NUMERIC;
    if (compiler->failed || (value.class == class && class != CLASS_NUMERIC))
        return value;
    if (class == CLASS_NUMERIC && is_number)
        return to_numeric(compiler, value, scale);
    if (class == CLASS_INT && is_number)
        return to_int(compiler, value);
    if (class == CLASS_FLOAT && is_number)
        return to_float(compiler, value);
    if (class == CLASS_TEXT)
        return to_text(compiler, value);
    TablePlan *table = compile_table(compiler);
    if (class == CLASS_TIMESTAMP && value.class == CLASS_DATE)
        return (Compiled){.class = class,
                          .null = value.null,
                          .value = step_infix(table, compile_name(compiler), VALUE_INT64, "*",
                                              op_int(DAY_MICROSECONDS), op_step(value.value))};
    if (class == CLASS_DATE && value.class == CLASS_TIMESTAMP)
        return (Compiled){.class = class,
                          .null = value.null,
                          .value = step_call(table, compile_name(compiler), VALUE_INT64,
                                             "rt_day_of_timestamp", OPERANDS(op_step(value.value)))};
    return compile_fail(compiler, "mixes types that do not go together in", compiler->column->column->name);
}

static Compiled compile_cast(Compiler *compiler, const Expr *expr)
{
    Compiled value = compile_expr(compiler, expr->arguments.items[0]);
    TypeUse base = type_base(&expr->type);
    if (base.type->code == TYPE_INTERVAL && value.class == CLASS_UNKNOWN)
        return compile_literal(compiler, value.text, CLASS_INTERVAL);
    ExprClass class = compile_class(&expr->type);
    if (value.class == CLASS_UNKNOWN)
        value = compile_literal(compiler, value.text, class);
    int scale = base.modifier_count > 1 ? base.modifiers[1] : base.modifier_count ? 0 : value.scale;
    return compiler->failed ? failed : compile_convert(compiler, value, class, scale);
}

/* ---- all kinds ---- */

enum {
    DEPTH_LIMIT = 200 /* expressions inside one another */
};

static Compiled compile_kind_of(Compiler *compiler, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NULL:
        return failed;
    case EXPR_BOOL:
        return (Compiled){.class = CLASS_BOOL,
                          .value = step_value(compile_table(compiler), compile_name(compiler), VALUE_BOOL,
                                              op_name(expr->boolean ? "true" : "false"))};
    case EXPR_NUMBER:
        return number(compiler, expr->text);
    case EXPR_STRING:
        return (Compiled){.class = CLASS_UNKNOWN, .text = expr->text};
    case EXPR_COLUMN:
        return expr->qualifier.size ? parent_column(compiler, expr) : own_column(compiler, expr);
    case EXPR_VALUE:
        return compiler->exact ? exact_column(compiler, expr)
                               : compile_fail(compiler, "holds what can't be compiled:", TEXT("VALUE"));
    case EXPR_CAST:
        return compile_cast(compiler, expr);
    case EXPR_COLLATE:
        return compile_expr(compiler, expr->arguments.items[0]);
    case EXPR_OPERATOR:
        return compile_operator(compiler, expr);
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_NOT:
    case EXPR_IS:
    case EXPR_DISTINCT:
    case EXPR_ANY:
    case EXPR_ALL:
        return compile_logic(compiler, expr);
    case EXPR_CASE:
        return compile_case(compiler, expr);
    case EXPR_CALL:
        return compile_call(compiler, expr);
    default:
        return compile_fail(compiler, "holds what can't be compiled:",
                            expr_print(compile_table(compiler)->plan->arena, expr));
    }
}

Compiled compile_expr(Compiler *compiler, const Expr *expr)
{
    if (compiler->failed)
        return failed;
    if (++compiler->depth > DEPTH_LIMIT)
        return compile_fail(compiler, "is nested too deeply", TEXT(""));
    Compiled result = compile_kind_of(compiler, expr);
    compiler->depth--;
    return compiler->exact && !compiler->failed ? exact_checked(compiler, expr, result) : result;
}

Step *compile_held(TablePlan *table, const ValueType *type, Text name, Step *value)
{
    Step *held = step_cast(table, name, type->kind, op_step(value));
    if (type->kind >= VALUE_TEXT)
        held->op = STEP_VALUE;
    return held;
}

static bool fits(const ColumnPlan *column, ExprClass class, const Compiled *result)
{
    bool rounds =
        class == CLASS_NUMERIC && result->class == CLASS_NUMERIC && result->scale > column->type->scale;
    bool narrows = class == CLASS_INT && result->class != CLASS_INT;
    return result->value && class != CLASS_OTHER && !rounds && !narrows;
}

Step *compile_exactly(ColumnPlan *column, const Expr *expr, Text name, Diag *diag)
{
    Compiler compiler = {.table = column->table, .column = column, .diag = diag, .is_quiet = true};
    Compiled result = compile_expr(&compiler, expr);
    ExprClass class = compile_class(&column->column->type);
    if (compiler.failed || !fits(column, class, &result))
        return NULL;
    result = compile_convert(&compiler, result, class, column->type->scale);
    return compiler.failed ? NULL : compile_held(column->table, column->type, name, result.value);
}

/* A numeric of more digits than the column holds. */
static Compiled round_result(Compiler *compiler, const ColumnPlan *column, Compiled result,
                             CompileRounding rounding)
{
    int more = result.scale - column->type->scale;
    if (result.class != CLASS_NUMERIC || more <= 0)
        return result;
    result.value = step_call(compile_table(compiler), compile_name(compiler), VALUE_WIDE,
                             rounding == COMPILE_UP ? "rt_ceiling" : "rt_floor",
                             OPERANDS(op_step(result.value), op_uint((uint64_t)more)));
    result.scale = column->type->scale;
    return result;
}

Step *compile_rounded(ColumnPlan *column, const Expr *expr, CompileRounding rounding, Text name, Diag *diag)
{
    Compiler compiler = {.table = column->table, .column = column, .diag = diag, .is_quiet = true};
    Compiled result = compile_expr(&compiler, expr);
    ExprClass class = compile_class(&column->column->type);
    if (compiler.failed || !result.value || class == CLASS_OTHER)
        return NULL;
    result = compile_convert(&compiler, round_result(&compiler, column, result, rounding), class,
                             column->type->scale);
    return compiler.failed ? NULL : compile_held(column->table, column->type, name, result.value);
}

static bool compile_into(Compiler *compiler, ColumnPlan *column, const Expr *expr)
{
    Compiled result = compile_expr(compiler, expr);
    ExprClass class = compile_class(&column->column->type);
    if (!compiler->failed && class != CLASS_OTHER)
        result = compile_convert(compiler, result, class, column->type->scale);
    if (!compiler->failed && class == CLASS_OTHER && result.class != CLASS_OTHER)
        compile_fail(compiler, "can't give values of",
                     type_print(column->table->plan->arena, &column->column->type));
    if (compiler->failed)
        return false;
    column->value = compile_held(column->table, column->type, column->field, result.value);
    column->value->unless = result.null;
    column->null = column->column->not_null || column->never_null ? NULL : result.null;
    column->max_size = UINT64_MAX;
    return true;
}

bool compile_column(ColumnPlan *column, const Expr *expr, Span span, Diag *diag)
{
    Compiler compiler = {.table = column->table, .column = column, .diag = diag, .span = span};
    return compile_into(&compiler, column, expr);
}

bool compile_generated(ColumnPlan *column, const Expr *expr, Diag *diag)
{
    Compiler compiler = {.table = column->table, .column = column, .diag = diag, .is_quiet = true};
    return compile_into(&compiler, column, expr);
}
