/* expr_normal_call.c: calls: one name for functions that have several, and the casts of their arguments. */
#include "model/expr_normal.h"

/* ---- names --------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    size_t arguments; /* how many */
    const char *same; /* the name in normal form */
} synonyms[] = {
    {"transaction_timestamp", 0, "now"},
    {"char_length", 1, "length"},
    {"character_length", 1, "length"},
    {"ceiling", 1, "ceil"},
    {"pow", 2, "power"},
    {"strpos", 2, "position"},
    {"substr", 2, "substring"},
    {"substr", 3, "substring"},
    {"date_part", 2, "extract"},
};

static Text one_name(Text name, size_t arguments)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (arguments == synonyms[i].arguments && text_is(name, synonyms[i].name))
            return text_of(synonyms[i].same);
    return name;
}

static Expr *renamed(const Normal *normal, const Expr *expr, const TypedList *arguments)
{
    Expr *call = expr_copy(normal->arena, expr);
    if (text_is(call->qualifier, "pg_catalog") || text_is(call->qualifier, "public"))
        call->qualifier = (Text){0};
    if (call->qualifier.size == 0)
        call->text = one_name(call->text, arguments->count);
    return call;
}

/* similar_escape(x, NULL), as servers before 13 print SIMILAR TO, is similar_to_escape(x). */
static void mend_similar(Expr *call, TypedList *arguments)
{
    if (call->qualifier.size || !text_is(call->text, "similar_escape") || arguments->count != 2)
        return;
    call->text = TEXT("similar_to_escape");
    if (arguments->items[1].expr->kind == EXPR_NULL)
        arguments->count = 1;
}

/* ---- make_interval ------------------------------------------------------------------------------------- */

static const struct {
    const char *argument;
    const char *unit; /* that it counts */
} interval_parts[] = {{"years", "1 year"}, {"months", "1 mon"}, {"weeks", "7 days"}, {"days", "1 day"},
                      {"hours", "1 hour"}, {"mins", "1 min"},   {"secs", "1 sec"}};

enum {
    INTERVAL_PARTS = sizeof interval_parts / sizeof *interval_parts
};

static Expr *interval_of(Arena *arena, const char *text, Span span)
{
    Expr *string = expr_new(arena, EXPR_STRING, span), *cast = expr_new(arena, EXPR_CAST, span);
    string->text = text_of(text);
    cast->type = type_of_code("interval");
    list_push(arena, &cast->arguments, string);
    return cast;
}

/* Which part the argument in that place counts; INTERVAL_PARTS: none. */
static size_t part_of_argument(const Expr *argument, size_t place)
{
    size_t part = 0;
    if (argument->kind != EXPR_NAMED)
        return place;
    while (part < INTERVAL_PARTS && !text_is(argument->text, interval_parts[part].argument))
        part++;
    return part;
}

Expr *normal_interval(Arena *arena, const Expr *call)
{
    Expr *sum = NULL;
    bool is_plain = call->qualifier.size == 0 || text_is(call->qualifier, "pg_catalog");
    if (call->kind != EXPR_CALL || !is_plain || !text_is(call->text, "make_interval"))
        return NULL;
    for (size_t i = 0; i < call->arguments.count; i++) {
        const Expr *argument = call->arguments.items[i];
        size_t part = part_of_argument(argument, i);
        if (part >= INTERVAL_PARTS)
            return NULL;
        Expr *count = argument->kind == EXPR_NAMED ? argument->arguments.items[0] : (Expr *)argument;
        Expr *times =
            expr_operator(arena, "*", count, interval_of(arena, interval_parts[part].unit, call->span));
        sum = sum ? expr_operator(arena, "+", sum, times) : times;
    }
    return sum ? sum : interval_of(arena, "0", call->span);
}

/* ---- arguments ----------------------------------------------------------------------------------------- */

/* f(VARIADIC ARRAY[a, b]) is f(a, b). */
static void spread_variadic(const Normal *normal, TypedList *arguments)
{
    if (arguments->count == 0 || arguments->items[arguments->count - 1].expr->kind != EXPR_VARIADIC)
        return;
    const Expr *array = arguments->items[arguments->count - 1].expr->arguments.items[0];
    if (array->kind != EXPR_ARRAY)
        return;
    arguments->count--;
    for (size_t i = 0; i < array->arguments.count; i++) {
        Typed item = normal_typed(normal, array->arguments.items[i]);
        list_push(normal->arena, arguments, item);
    }
}

static bool is_same_function(const Signature *a, const Signature *b)
{
    if (a->count != b->count || !a->result.type != !b->result.type ||
        (a->result.type && !type_same(&a->result, &b->result)))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->arguments[i].type && !type_same(&a->arguments[i], &b->arguments[i]))
            return false;
    return true;
}

/* The function of a call, with its argument types in `types`. */
static Signature resolve(const Normal *normal, const Expr *call, const TypedList *arguments, TypeUse *types)
{
    for (size_t i = 0; i < arguments->count; i++)
        types[i] = arguments->items[i].type;
    return function_resolve(normal->scope, call->qualifier, call->text, types, arguments->count);
}

static TypeUse wanted_by(const Signature *function, size_t index)
{
    if (function->count == 0)
        return (TypeUse){0};
    return function->arguments[index < function->count ? index : function->count - 1];
}

/* Each argument without its cast where the same function is found without it. */
static void normal_arguments(const Normal *normal, const Expr *call, TypedList *arguments)
{
    TypeUse *types = arena_array(normal->arena, arguments->count + 1, sizeof *types);
    Signature found = resolve(normal, call, arguments, types);
    for (size_t i = 0; i < arguments->count; i++) {
        TypeUse wanted = wanted_by(&found, i);
        Typed kept = arguments->items[i], bare = normal_peel(normal, kept, &wanted);
        if (bare.expr == kept.expr)
            continue;
        arguments->items[i] = bare;
        Signature without = resolve(normal, call, arguments, types);
        if (!is_same_function(&found, &without))
            arguments->items[i] = kept;
    }
    for (size_t i = 0; i < arguments->count; i++) {
        TypeUse wanted = wanted_by(&found, i);
        arguments->items[i] = normal_settle(normal, arguments->items[i], &wanted);
    }
}

/* ---- calls --------------------------------------------------------------------------------------------- */

static bool gives_common_type(const Expr *call)
{
    return call->qualifier.size == 0 && (text_is(call->text, "coalesce") || text_is(call->text, "greatest") ||
                                         text_is(call->text, "least"));
}

/* date(x), which is x::date. */
static bool is_cast(const Expr *call, const TypedList *arguments)
{
    return call->qualifier.size == 0 && arguments->count == 1 && text_is(call->text, "date");
}

static Typed cast_of(const Normal *normal, const Expr *call, const TypedList *arguments)
{
    Expr *cast = expr_new(normal->arena, EXPR_CAST, call->span);
    cast->type = type_of_code("date");
    list_push(normal->arena, &cast->arguments, arguments->items[0].expr);
    return normal_cast(normal, arguments->items[0], cast);
}

Typed normal_call(const Normal *normal, const Expr *expr, TypedList *arguments)
{
    spread_variadic(normal, arguments);
    Expr *call = renamed(normal, expr, arguments);
    if (is_cast(call, arguments))
        return cast_of(normal, call, arguments);
    mend_similar(call, arguments);
    if (gives_common_type(call))
        normal_common(normal, arguments);
    else if (call->qualifier.size == 0 && text_is(call->text, "nullif") && arguments->count == 2)
        normal_operands(normal, TEXT("="), &arguments->items[0], &arguments->items[1]);
    else
        normal_arguments(normal, call, arguments);
    Typed value = normal_rebuild(normal, call, arguments);
    if (text_is(expr->text, "date_part") && arguments->count == 2)
        value.type = type_of_code("float8");
    return value;
}

Typed normal_sql_value(const Normal *normal, const Expr *expr, TypedList *arguments)
{
    if (arguments->count == 0 && text_is(expr->text, "current_timestamp")) {
        Expr *now = expr_new(normal->arena, EXPR_CALL, expr->span);
        now->text = TEXT("now");
        return normal_typed(normal, now);
    }
    Typed value = normal_rebuild(normal, expr, arguments);
    if (text_is(expr->text, "current_role") || text_is(expr->text, "user"))
        value.expr->text = TEXT("current_user");
    return value;
}
