/* compile_logic.c: AND, OR, NOT, IS, CASE, ANY, and calls of functions. A truth that is NULL has the value
 * false. */
#include "plan/compile_parts.h"

static Step *infix(Compiler *compiler, const char *symbol, Step *a, Step *b)
{
    return step_infix(compile_table(compiler), compile_name(compiler), VALUE_BOOL, symbol, op_step(a),
                      op_step(b));
}

static Step *and_of(Compiler *compiler, Step *a, Step *b)
{
    return !a || !b ? (a ? a : b) : infix(compiler, "&&", a, b);
}

static Step *constant(Compiler *compiler, bool value)
{
    return step_value(compile_table(compiler), compile_name(compiler), VALUE_BOOL,
                      op_name(value ? "true" : "false"));
}

/* The truth with false in the place of NULL. */
static Compiled settled(Compiler *compiler, Compiled truth)
{
    truth = compile_convert(compiler, truth, CLASS_BOOL, 0);
    if (!compiler->failed && truth.null)
        truth.value = infix(compiler, "&&", truth.value, compile_not(compiler, truth.null));
    return truth;
}

static Step *is_false(Compiler *compiler, Compiled truth)
{
    Step *not_true = compile_not(compiler, truth.value);
    return truth.null ? infix(compiler, "&&", not_true, compile_not(compiler, truth.null)) : not_true;
}

/* NULL where one side is NULL and the other does not decide. */
static Compiled join(Compiler *compiler, bool is_and, Compiled a, Compiled b)
{
    Compiled result = {.class = CLASS_BOOL};
    if (compiler->failed)
        return result;
    result.value = infix(compiler, is_and ? "&&" : "||", a.value, b.value);
    if (!a.null && !b.null)
        return result;
    Step *decided =
        is_and ? compile_or(compiler, is_false(compiler, a), is_false(compiler, b)) : result.value;
    result.null = and_of(compiler, compile_or(compiler, a.null, b.null), compile_not(compiler, decided));
    return result;
}

static Compiled chain(Compiler *compiler, const Expr *expr)
{
    Compiled result = settled(compiler, compile_expr(compiler, expr->arguments.items[0]));
    for (size_t i = 1; i < expr->arguments.count && !compiler->failed; i++)
        result = join(compiler, expr->kind == EXPR_AND, result,
                      settled(compiler, compile_expr(compiler, expr->arguments.items[i])));
    return result;
}

static Compiled negation(Compiler *compiler, const Expr *expr)
{
    Compiled value = settled(compiler, compile_expr(compiler, expr->arguments.items[0]));
    if (!compiler->failed)
        value.value = is_false(compiler, value);
    return value;
}

static Compiled test(Compiler *compiler, const Expr *expr)
{
    Compiled value = compile_expr(compiler, expr->arguments.items[0]);
    Step *truth = NULL;
    if (compiler->failed)
        return value;
    if (text_is(expr->text, "null") || text_is(expr->text, "unknown")) {
        truth = value.class == CLASS_NULL ? constant(compiler, true)
                : value.null              ? value.null
                                          : constant(compiler, false);
    } else if (text_is(expr->text, "true") || text_is(expr->text, "false")) {
        value = settled(compiler, value);
        truth = compiler->failed              ? NULL
                : text_is(expr->text, "true") ? value.value
                                              : is_false(compiler, value);
    }
    if (!truth)
        return compile_fail(compiler, "has the test IS", expr->text);
    return (Compiled){.class = CLASS_BOOL, .value = expr->negated ? compile_not(compiler, truth) : truth};
}

static Compiled distinct(Compiler *compiler, const Expr *expr)
{
    Compiled a = compile_expr(compiler, expr->arguments.items[0]),
             b = compile_expr(compiler, expr->arguments.items[1]);
    if (compiler->failed || !compile_unify(compiler, &a, &b))
        return a;
    Compiled equal = settled(compiler, compile_comparison(compiler, TEXT("="), a, b));
    if (compiler->failed)
        return equal;
    Step *both_null = a.null && b.null ? infix(compiler, "&&", a.null, b.null) : NULL;
    Step *same = compile_or(compiler, equal.value, both_null);
    return (Compiled){.class = CLASS_BOOL, .value = expr->negated ? same : compile_not(compiler, same)};
}

/* x = ANY (ARRAY[a, b]) is x = a OR x = b; ALL is AND. */
static Compiled quantified(Compiler *compiler, const Expr *expr)
{
    const Expr *array = expr->arguments.items[1];
    while (array->kind == EXPR_CAST)
        array = array->arguments.items[0];
    if (array->kind != EXPR_ARRAY || !array->arguments.count)
        return compile_fail(compiler, "compares with an array that is not written out, with", expr->text);
    Compiled left = compile_expr(compiler, expr->arguments.items[0]), result = {0};
    for (size_t i = 0; i < array->arguments.count && !compiler->failed; i++) {
        Compiled one =
            settled(compiler, compile_comparison(compiler, expr->text, left,
                                                 compile_expr(compiler, array->arguments.items[i])));
        result = i ? join(compiler, expr->kind == EXPR_ALL, result, one) : one;
    }
    return result;
}

Compiled compile_logic(Compiler *compiler, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NOT:
        return negation(compiler, expr);
    case EXPR_IS:
        return test(compiler, expr);
    case EXPR_DISTINCT:
        return distinct(compiler, expr);
    case EXPR_ANY:
    case EXPR_ALL:
        return quantified(compiler, expr);
    default:
        return chain(compiler, expr);
    }
}

/* ---- choices ---- */

/* condition ? yes : no, of values of one class. */
static Compiled choose(Compiler *compiler, Step *condition, Compiled yes, Compiled no)
{
    if (compiler->failed || !compile_unify(compiler, &yes, &no))
        return no;
    TablePlan *table = compile_table(compiler);
    Compiled result = {.class = yes.class, .scale = yes.scale};
    result.value = step_choose(table, compile_name(compiler), yes.value->kind, op_step(condition),
                               op_step(yes.value), op_step(no.value));
    if (yes.null || no.null) {
        Step *never = constant(compiler, false);
        result.null = step_choose(table, compile_name(compiler), VALUE_BOOL, op_step(condition),
                                  op_step(yes.null ? yes.null : never), op_step(no.null ? no.null : never));
    }
    return result;
}

/* From the last branch to the first. */
Compiled compile_case(Compiler *compiler, const Expr *expr)
{
    const ExprList *parts = &expr->arguments;
    const Expr *operand = parts->items[0], *otherwise = parts->items[parts->count - 1];
    Compiled subject = operand ? compile_expr(compiler, operand) : (Compiled){0};
    Compiled result = otherwise ? compile_expr(compiler, otherwise) : (Compiled){.class = CLASS_NULL};
    for (size_t i = parts->count - 2; i >= 2 && !compiler->failed; i -= 2) {
        Compiled when = compile_expr(compiler, parts->items[i - 1]);
        if (operand && !compiler->failed)
            when = compile_comparison(compiler, TEXT("="), subject, when);
        when = settled(compiler, when);
        Compiled then = compile_expr(compiler, parts->items[i]);
        result = choose(compiler, when.value, then, result);
    }
    return result;
}

static Compiled coalesce(Compiler *compiler, const Expr *expr)
{
    Compiled result = compile_expr(compiler, expr->arguments.items[expr->arguments.count - 1]);
    for (size_t i = expr->arguments.count - 1; i-- > 0 && !compiler->failed;) {
        Compiled first = compile_expr(compiler, expr->arguments.items[i]);
        if (!compiler->failed && first.class != CLASS_NULL)
            result =
                first.null
                    ? choose(compiler, first.null, result,
                             (Compiled){.class = first.class, .value = first.value, .scale = first.scale})
                    : first;
    }
    return result;
}

static Compiled extreme(Compiler *compiler, const Expr *expr, const char *symbol)
{
    Compiled result = compile_expr(compiler, expr->arguments.items[0]);
    for (size_t i = 1; i < expr->arguments.count && !compiler->failed; i++) {
        Compiled next = compile_expr(compiler, expr->arguments.items[i]);
        Compiled takes = settled(compiler, compile_comparison(compiler, text_of(symbol), next, result));
        if (next.null || result.null)
            return compile_fail(compiler, "has values that may be NULL in", expr->text);
        result = choose(compiler, takes.value, next, result);
    }
    return result;
}

/* ---- functions ---- */

typedef struct Function1 {
    const char *name;
    ExprClass takes, gives;
    const char *function;
    bool needs_scratch, needs_scale;
} Function1;

static const Function1 functions[] = {
    {"lower", CLASS_TEXT, CLASS_TEXT, "rt_text_lower", true, false},
    {"upper", CLASS_TEXT, CLASS_TEXT, "rt_text_upper", true, false},
    {"length", CLASS_TEXT, CLASS_INT, "rt_text_length", false, false},
    {"char_length", CLASS_TEXT, CLASS_INT, "rt_text_length", false, false},
    {"abs", CLASS_NUMERIC, CLASS_NUMERIC, "rt_absolute", false, false},
    {"floor", CLASS_NUMERIC, CLASS_NUMERIC, "rt_floor", false, true},
    {"ceil", CLASS_NUMERIC, CLASS_NUMERIC, "rt_ceiling", false, true},
    {"ceiling", CLASS_NUMERIC, CLASS_NUMERIC, "rt_ceiling", false, true},
};

static Compiled call_simple(Compiler *compiler, const Function1 *function, const Expr *expr)
{
    Compiled value = compile_expr(compiler, expr->arguments.items[0]);
    ExprClass kept = value.class == CLASS_INT ? CLASS_INT : function->gives;
    value = compiler->failed ? value : compile_convert(compiler, value, function->takes, value.scale);
    if (compiler->failed)
        return value;
    Operand operands[3];
    size_t count = 0;
    if (function->needs_scratch)
        operands[count++] = op_scratch();
    operands[count++] = op_step(value.value);
    if (function->needs_scale)
        operands[count++] = op_uint((uint64_t)value.scale);
    Compiled result = {
        .class = function->gives, .null = value.null, .scale = function->needs_scale ? 0 : value.scale};
    result.value = step_call(compile_table(compiler), compile_name(compiler), compile_kind(function->gives),
                             function->function, operands, count);
    return function->takes == CLASS_NUMERIC && kept == CLASS_INT
               ? compile_convert(compiler, result, CLASS_INT, 0)
               : result;
}

static Compiled round_to(Compiler *compiler, const Expr *expr)
{
    Compiled value = compile_expr(compiler, expr->arguments.items[0]);
    int64_t digits = 0;
    const Expr *given = expr->arguments.count > 1 ? expr->arguments.items[1] : NULL;
    if (given && (given->kind != EXPR_NUMBER || !text_to_int64(given->text, &digits) || digits > 18))
        return compile_fail(compiler, "rounds to digits that are no plain number, in", expr->text);
    return compiler->failed ? value : compile_convert(compiler, value, CLASS_NUMERIC, (int)digits);
}

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
    Step *null = compile_or(compiler, text.null, compile_or(compiler, first.null, count.null));
    return (Compiled){
        .class = CLASS_TEXT,
        .null = null,
        .value = step_call(compile_table(compiler), compile_name(compiler), VALUE_TEXT, "rt_text_part",
                           OPERANDS(op_step(text.value), op_step(first.value), op_step(count.value)))};
}

static const char *const parts[] = {"year", "month", "day"};

static bool knows_part(Text name)
{
    bool known = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        known = known || text_is_nocase(name, parts[i]);
    return known;
}

static Compiled extract(Compiler *compiler, const Expr *expr)
{
    static const char *const letters[] = {"'y'", "'m'", "'d'"};
    Compiled moment =
        compile_convert(compiler, compile_expr(compiler, expr->arguments.items[1]), CLASS_DATE, 0);
    for (size_t i = 0; i < 3 && !compiler->failed; i++)
        if (text_is_nocase(expr->arguments.items[0]->text, parts[i]))
            return (Compiled){.class = CLASS_INT,
                              .null = moment.null,
                              .value = step_call(compile_table(compiler), compile_name(compiler), VALUE_INT64,
                                                 "rt_date_part",
                                                 OPERANDS(op_step(moment.value), op_name(letters[i])))};
    return compile_fail(compiler, "extracts the part", expr->arguments.items[0]->text);
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
            part = choose(compiler, part.null, compile_literal(compiler, TEXT(""), CLASS_TEXT),
                          (Compiled){.class = CLASS_TEXT, .value = part.value});
        result.value =
            step_call(compile_table(compiler), compile_name(compiler), VALUE_TEXT, "rt_text_concat",
                      OPERANDS(op_scratch(), op_step(result.value), op_step(part.value)));
    }
    return result;
}

bool compile_knows(const Expr *expr)
{
    static const char *const others[] = {"round",  "coalesce",    "greatest",    "least",
                                         "substr", "substring",   "extract",     "date_part",
                                         "concat", "cardinality", "array_length"};
    bool known = expr->kind != EXPR_CALL;
    for (size_t i = 0; i < sizeof functions / sizeof *functions && !known; i++)
        known = text_is_nocase(expr->text, functions[i].name);
    for (size_t i = 0; i < sizeof others / sizeof *others && !known; i++)
        known = text_is_nocase(expr->text, others[i]);
    if (known && expr->kind == EXPR_CALL &&
        (text_is_nocase(expr->text, "extract") || text_is_nocase(expr->text, "date_part")))
        known = expr->arguments.count == 2 && knows_part(expr->arguments.items[0]->text);
    for (size_t i = 0; i < expr->arguments.count && known; i++)
        known = !expr->arguments.items[i] || compile_knows(expr->arguments.items[i]);
    return known;
}

Compiled compile_call(Compiler *compiler, const Expr *expr)
{
    size_t count = expr->arguments.count;
    Compiled items;
    if (compile_items(compiler, expr, &items))
        return items;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (count == 1 && text_is_nocase(expr->text, functions[i].name))
            return call_simple(compiler, &functions[i], expr);
    if (text_is_nocase(expr->text, "round") && count >= 1)
        return round_to(compiler, expr);
    if (text_is_nocase(expr->text, "coalesce") && count >= 1)
        return coalesce(compiler, expr);
    if (text_is_nocase(expr->text, "greatest") && count >= 1)
        return extreme(compiler, expr, ">");
    if (text_is_nocase(expr->text, "least") && count >= 1)
        return extreme(compiler, expr, "<");
    if ((text_is_nocase(expr->text, "substr") || text_is_nocase(expr->text, "substring")) && count >= 2)
        return substring(compiler, expr);
    if ((text_is_nocase(expr->text, "extract") || text_is_nocase(expr->text, "date_part")) && count == 2)
        return extract(compiler, expr);
    if (text_is_nocase(expr->text, "concat"))
        return concat(compiler, expr);
    return compile_fail(compiler, "calls a function that is not known:", expr->text);
}
