/* compile_call.c: calls of functions. */
#include "plan/compile/compile_parts.h"

#include "model/expr_signature.h"
#include "model/expr_type.h"
#include "model/type_convert.h"

/* ---- numbers ---- */

/* A function of one numeric; of whole numbers it gives whole ones. */
typedef struct Numeric {
    const char *name;
    const char *function;
    bool is_whole; /* it is given the digits after the point and leaves none */
} Numeric;

static const Numeric numerics[] = {
    {"abs", "rt_absolute", false}, {"floor", "rt_floor", true},     {"ceil", "rt_ceiling", true},
    {"trunc", "rt_whole", true},   {"ceiling", "rt_ceiling", true},
};

static const Numeric *find_numeric(const Expr *expr)
{
    for (size_t i = 0; i < sizeof numerics / sizeof *numerics; i++)
        if (text_is_nocase(expr->text, numerics[i].name) && expr->arguments.count == 1)
            return &numerics[i];
    return NULL;
}

static Compiled call_numeric(Compiler *compiler, const Numeric *numeric, const Expr *expr)
{
    Compiled value = compile_expr(compiler, expr->arguments.items[0]);
    bool is_int = value.class == CLASS_INT;
    value = compiler->failed ? value : compile_convert(compiler, value, CLASS_NUMERIC, value.scale);
    if (compiler->failed)
        return value;
    Operand operands[] = {op_step(value.value), op_uint((uint64_t)value.scale)};
    Compiled result = {.class = CLASS_NUMERIC, .null = value.null};
    result.scale = numeric->is_whole ? 0 : value.scale;
    result.bounds = numeric->is_whole
                        ? bounds_rescaled(value.bounds, -value.scale)
                        : bounds_either(value.bounds, bounds_difference(bounds_of(0, 0), value.bounds));
    result.value = step_call(compile_table(compiler), compile_name(compiler), VALUE_WIDE, numeric->function,
                             operands, numeric->is_whole ? 2 : 1);
    return is_int ? compile_convert(compiler, result, CLASS_INT, 0) : result;
}

static Compiled round_to(Compiler *compiler, const Expr *expr)
{
    Compiled value = compile_expr(compiler, expr->arguments.items[0]);
    int64_t digits = 0;
    const Expr *given = expr->arguments.count > 1 ? expr->arguments.items[1] : NULL;
    if (given &&
        (given->kind != EXPR_NUMBER || !text_to_int64(given->text, &digits) || digits < 0 || digits > 18))
        return compile_fail(compiler, "rounds to digits that are no plain number, in", expr->text);
    return compiler->failed ? value : compile_convert(compiler, value, CLASS_NUMERIC, (int)digits);
}

/* ---- texts ---- */

static Compiled substring(Compiler *compiler, const Expr *expr)
{
    Compiled text =
        compile_convert(compiler, compile_expr(compiler, expr->arguments.items[0]), CLASS_TEXT, 0);
    Compiled first =
        compile_convert(compiler, compile_expr(compiler, expr->arguments.items[1]), CLASS_INT, 0);
    Compiled count =
        expr->arguments.count > 2
            ? compile_convert(compiler, compile_expr(compiler, expr->arguments.items[2]), CLASS_INT, 0)
            : compile_int(compiler, -1);
    if (compiler->failed)
        return text;
    if (expr->arguments.count > 2 && !bounds_within(count.bounds, 0, INT32_MAX))
        exact_note_fault(compiler, step_infix(compile_table(compiler), compile_name(compiler), VALUE_BOOL,
                                              "<", op_step(count.value), op_int(0)));
    Step *null = compile_or(compiler, text.null, compile_or(compiler, first.null, count.null));
    return (Compiled){
        .class = CLASS_TEXT,
        .null = null,
        .value = step_call(compile_table(compiler), compile_name(compiler), VALUE_TEXT, "rt_text_part",
                           OPERANDS(op_step(text.value), op_step(first.value), op_step(count.value)))};
}

/* concat leaves NULLs out. */
static Compiled concat(Compiler *compiler, const Expr *expr)
{
    Compiled result = compile_literal(compiler, TEXT(""), CLASS_TEXT);
    for (size_t i = 0; i < expr->arguments.count && !compiler->failed; i++) {
        Compiled part =
            compile_convert(compiler, compile_expr(compiler, expr->arguments.items[i]), CLASS_TEXT, 0);
        if (compiler->failed)
            return part;
        if (part.null)
            part = compile_choose(compiler, part.null, compile_literal(compiler, TEXT(""), CLASS_TEXT),
                                  (Compiled){.class = CLASS_TEXT, .value = part.value});
        result.value =
            step_call(compile_table(compiler), compile_name(compiler), VALUE_TEXT, "rt_text_concat",
                      OPERANDS(op_scratch(), op_step(result.value), op_step(part.value)));
    }
    return result;
}

/* ---- functions of the runtime, by name ---- */

typedef struct TextFunction {
    const char *name;
    ExprClass takes[3];
    size_t least, most; /* arguments */
    ExprClass gives;
    const char *function; /* takes as many as are given, after the scratch space */
    PlanInteger high;     /* of a number that it gives: it is in [0, high] */
    bool needs_scratch;
    bool folds; /* it changes the case of letters */
} TextFunction;

#define LONGEST ((INT64_C(1) << 30) - 1) /* bytes of a text of PostgreSQL's */

static const TextFunction text_functions[] = {
    {"lower", {CLASS_TEXT}, 1, 1, CLASS_TEXT, "rt_text_lower", 0, true, true},
    {"upper", {CLASS_TEXT}, 1, 1, CLASS_TEXT, "rt_text_upper", 0, true, true},
    {"length", {CLASS_TEXT}, 1, 1, CLASS_INT, "rt_text_length", LONGEST, false, false},
    {"char_length", {CLASS_TEXT}, 1, 1, CLASS_INT, "rt_text_length", LONGEST, false, false},
    {"octet_length", {CLASS_TEXT}, 1, 1, CLASS_INT, "rt_text_octets", LONGEST, false, false},
    {"position", {CLASS_TEXT, CLASS_TEXT}, 2, 2, CLASS_INT, "rt_text_position", LONGEST, false, false},
    {"starts_with", {CLASS_TEXT, CLASS_TEXT}, 2, 2, CLASS_BOOL, "rt_text_starts_with", 0, false, false},
    {"reverse", {CLASS_TEXT}, 1, 1, CLASS_TEXT, "rt_text_reverse", 0, true, false},
    {"left", {CLASS_TEXT, CLASS_INT}, 2, 2, CLASS_TEXT, "rt_text_left", 0, false, false},
    {"right", {CLASS_TEXT, CLASS_INT}, 2, 2, CLASS_TEXT, "rt_text_right", 0, false, false},
    {"btrim", {CLASS_TEXT}, 1, 1, CLASS_TEXT, "rt_text_trim", 0, false, false},
    {"ltrim", {CLASS_TEXT}, 1, 1, CLASS_TEXT, "rt_text_trim_start", 0, false, false},
    {"rtrim", {CLASS_TEXT}, 1, 1, CLASS_TEXT, "rt_text_trim_end", 0, false, false},
};

static const TextFunction *find_function(const Expr *expr)
{
    for (size_t i = 0; i < sizeof text_functions / sizeof *text_functions; i++)
        if (text_is_nocase(expr->text, text_functions[i].name) &&
            expr->arguments.count >= text_functions[i].least &&
            expr->arguments.count <= text_functions[i].most)
            return &text_functions[i];
    return NULL;
}

static Compiled call_function(Compiler *compiler, const TextFunction *function, const Expr *expr)
{
    Operand operands[4] = {op_scratch()};
    size_t count = function->needs_scratch;
    Compiled result = {.class = function->gives};
    if (function->gives == CLASS_INT)
        result.bounds = bounds_of(0, function->high);
    for (size_t i = 0; i < expr->arguments.count; i++) {
        Compiled argument = compile_convert(compiler, compile_expr(compiler, expr->arguments.items[i]),
                                            function->takes[i], 0);
        if (compiler->failed)
            return argument;
        if (function->folds)
            exact_note_letters(compiler, argument.value);
        result.null = compile_or(compiler, result.null, argument.null);
        operands[count++] = op_step(argument.value);
    }
    result.value = step_call(compile_table(compiler), compile_name(compiler), compile_kind(function->gives),
                             function->function, operands, count);
    return result;
}

/* ---- all calls ---- */

typedef struct Form {
    const char *name;
    size_t least; /* arguments */
    Compiled (*compile)(Compiler *compiler, const Expr *expr);
} Form;

static const Form forms[] = {
    {"round", 1, round_to},
    {"mod", 2, compile_modulo},
    {"coalesce", 1, compile_coalesce},
    {"greatest", 1, compile_extreme},
    {"least", 1, compile_extreme},
    {"substr", 2, substring},
    {"substring", 2, substring},
    {"concat", 0, concat},
    {"extract", 2, compile_part},
    {"date_part", 2, compile_part},
    {"date_trunc", 2, compile_truncation},
    {"make_date", 3, compile_date},
    {"timezone", 2, compile_in_utc},
};

static const Form *find_form(const Expr *expr)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (text_is_nocase(expr->text, forms[i].name) && expr->arguments.count >= forms[i].least)
            return &forms[i];
    return NULL;
}

/* Functions of these names take byte strings, ranges and more, too. */
static bool takes_texts(const TablePlan *table, const Expr *expr)
{
    const ExprScope scope = {.schema = table->plan->schema, .table = table->table};
    TypeUse type = expr_type(&scope, expr->arguments.items[0]);
    return type_is_unknown(&type) || (type_is_known(&type) && compile_class(&type) == CLASS_TEXT);
}

static bool is_interval(const TablePlan *table, const Expr *expr)
{
    const ExprScope scope = {.schema = table->plan->schema, .table = table->table};
    TypeUse type = expr_type(&scope, expr);
    return type_is_known(&type) && type_code(&type) == TYPE_INTERVAL;
}

/* Intervals are compiled where they are literals and added. */
static bool knows_operator(const TablePlan *table, const Expr *expr)
{
    bool adds = text_is(expr->text, "+") || text_is(expr->text, "-");
    for (size_t i = 0; i < expr->arguments.count && !operator_is_comparison(expr->text); i++) {
        const Expr *operand = expr->arguments.items[i];
        if (is_interval(table, operand) && !(adds && operand->kind == EXPR_CAST))
            return false;
    }
    return compile_knows_operator(expr);
}

static bool takes_moments(const TablePlan *table, const Expr *expr)
{
    const ExprScope scope = {.schema = table->plan->schema, .table = table->table};
    TypeUse type = expr_type(&scope, expr->arguments.items[1]);
    ExprClass class = type_is_known(&type) ? compile_class(&type) : CLASS_OTHER;
    return class == CLASS_DATE || class == CLASS_TIMESTAMP;
}

static bool knows_call(const TablePlan *table, const Expr *expr)
{
    const Form *form = find_form(expr);
    bool counts = text_is_nocase(expr->text, "cardinality") || text_is_nocase(expr->text, "array_length");
    if (form && (form->compile == compile_part || form->compile == compile_truncation))
        return compile_knows_unit(expr) && takes_moments(table, expr);
    if (find_function(expr))
        return takes_texts(table, expr) || compile_is_bound(table, expr);
    return form || counts || find_numeric(expr);
}

static bool knows_node(const TablePlan *table, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_CALL:
        return knows_call(table, expr);
    case EXPR_OPERATOR:
        return knows_operator(table, expr);
    case EXPR_PARAMETER:
    case EXPR_NAMED:
    case EXPR_VARIADIC:
    case EXPR_SQL_VALUE:
    case EXPR_ROW:
    case EXPR_INDEX:
    case EXPR_FIELD:
    case EXPR_LOOKUP:
    case EXPR_OPAQUE:
        return false;
    default:
        return true;
    }
}

bool compile_knows(const TablePlan *table, const Expr *expr)
{
    bool known = knows_node(table, expr);
    for (size_t i = 0; i < expr->arguments.count && known; i++)
        known = !expr->arguments.items[i] || compile_knows(table, expr->arguments.items[i]);
    return known;
}

Compiled compile_call(Compiler *compiler, const Expr *expr)
{
    Compiled items;
    const TextFunction *function = find_function(expr);
    const Numeric *numeric = find_numeric(expr);
    const Form *form = find_form(expr);
    if (compile_items(compiler, expr, &items))
        return items;
    return numeric    ? call_numeric(compiler, numeric, expr)
           : function ? call_function(compiler, function, expr)
           : form     ? form->compile(compiler, expr)
                      : compile_fail(compiler, "calls a function that is not known:", expr->text);
}
