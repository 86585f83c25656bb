/* condition_computable.c: what must hold for the server to be able to compute an expression: texts that are
 * cast are values of the type, numbers that are cast fit it, divisors are not 0. */
#include "plan/condition/condition_parts.h"

#include <inttypes.h>
#include <string.h>

#include "model/expr_type.h"
#include "model/type_convert.h"

/* An expression that is looked through. */
typedef struct Walk {
    Arena *arena;
    const ExprScope *scope;
    ExprList others; /* where one of them is true, the part that is looked at is not computed */
    ExprList *found;
} Walk;

static void walk(const Walk *run, const Expr *expr);

/* ---- making conditions ---- */

static Expr *text_literal(Arena *arena, Text text, Span span)
{
    Expr *literal = expr_new(arena, EXPR_STRING, span);
    literal->text = text;
    return literal;
}

static Expr *number_literal(Arena *arena, Span span)
{
    Expr *literal = expr_new(arena, EXPR_NUMBER, span);
    literal->text = TEXT("0");
    return literal;
}

static Expr *call(Arena *arena, const char *name, const Expr *first, Expr *second)
{
    Expr *made = expr_new(arena, EXPR_CALL, first->span);
    made->text = text_of(name);
    list_push(arena, &made->arguments, expr_copy(arena, first));
    if (second)
        list_push(arena, &made->arguments, second);
    return made;
}

static Expr *test(Arena *arena, const Expr *operand, const char *what, bool negated)
{
    Expr *made = expr_new(arena, EXPR_IS, operand->span);
    made->text = text_of(what);
    made->negated = negated;
    list_push(arena, &made->arguments, (Expr *)operand);
    return made;
}

typedef struct Sole {
    Text name;
    bool several;
} Sole;

static void note_column(void *context, const Expr *column)
{
    Sole *sole = context;
    sole->several = sole->several || (sole->name.size && !text_equal(sole->name, column->text));
    sole->name = column->text;
}

static Sole columns_of(const Expr *expr)
{
    Sole sole = {0};
    expr_each_column(expr, note_column, &sole);
    return sole;
}

static bool reads_one_column(const Expr *expr)
{
    Sole sole = columns_of(expr);
    return sole.name.size && !sole.several;
}

/* The condition, or that the expression need not be computed. */
static Expr *or_not_computed(const Walk *run, Expr *condition)
{
    if (!run->others.count)
        return condition;
    Expr *either = expr_new(run->arena, EXPR_OR, condition->span);
    for (size_t i = 0; i < run->others.count; i++)
        list_push(run->arena, &either->arguments, run->others.items[i]);
    list_push(run->arena, &either->arguments, condition);
    return either;
}

static void take(const Walk *run, Expr *condition)
{
    list_push(run->arena, run->found, or_not_computed(run, condition));
}

/* Takes the condition in where it is about one column: more are bound by nothing but chance. */
static void demand(const Walk *run, Expr *condition)
{
    condition = or_not_computed(run, condition);
    if (reads_one_column(condition))
        list_push(run->arena, run->found, condition);
}

/* ---- what may fail ---- */

/* A number above 0 of few digits as digits and a power of ten that they are divided by. */
static bool is_factor(const Expr *expr, int64_t *digits, int64_t *divisor)
{
    *digits = 0;
    *divisor = 1;
    if (expr->kind != EXPR_NUMBER || expr->text.size > 9)
        return false;
    for (size_t i = 0, point = 0; i < expr->text.size; i++) {
        char c = expr->text.data[i];
        if (c == '.' ? point++ : c < '0' || c > '9')
            return false;
        *digits = c == '.' ? *digits : 10 * *digits + (c - '0');
        *divisor *= c != '.' && point ? 10 : 1;
    }
    return *digits > 0;
}

/* Takes off a cast, a rounding, or a factor; `limit` is then that of what is left. NULL where nothing of the
 * kind is there. */
static const Expr *take_off(const Walk *run, const Expr *expr, int64_t *limit)
{
    int64_t digits, divisor;
    const Expr *first = expr->arguments.count ? expr->arguments.items[0] : NULL;
    if (!first || expr->qualifier.size)
        return NULL;
    TypeUse type = expr_type(run->scope, first);
    if (expr->kind == EXPR_CAST)
        return type_is_number(&type) ? first : NULL;
    if (expr->kind == EXPR_CALL)
        return text_is(expr->text, "round") || text_is(expr->text, "trunc") ? first : NULL;
    if (expr->kind != EXPR_OPERATOR || expr->arguments.count != 2 ||
        !is_factor(expr->arguments.items[1], &digits, &divisor))
        return NULL;
    bool times = text_is(expr->text, "*"), over = text_is(expr->text, "/");
    __extension__ typedef __int128 Wide;
    Wide scaled = times ? (Wide)*limit * divisor / digits : (Wide)*limit * digits / divisor;
    *limit = scaled > INT64_MAX ? INT64_MAX : (int64_t)scaled;
    return times || over ? first : NULL;
}

static void demand_bound(const Walk *run, const Expr *column, const char *symbol, int64_t bound)
{
    Expr *limit = number_literal(run->arena, column->span);
    limit->text = text_format(run->arena, "%" PRId64, bound);
    demand(run, expr_operator(run->arena, symbol, expr_copy(run->arena, column), limit));
}

/* A number that the type may have no room for: where it is a column but for casts and factors, that has a
 * bound. */
static void walk_number(const Walk *run, const Expr *operand, const TypeUse *from, const TypeUse *to)
{
    int64_t limit = type_largest_whole(to);
    if (!limit || (type_same(from, to) && !to->modifier_count))
        return;
    const Expr *rest = operand;
    for (const Expr *next = rest; next; next = take_off(run, rest, &limit))
        rest = next;
    if (rest->kind != EXPR_COLUMN || limit <= 0)
        return;
    demand_bound(run, rest, "<=", limit);
    demand_bound(run, rest, ">=", -limit);
}

static void walk_divisor(const Walk *run, const Expr *divisor)
{
    TypeUse type = expr_type(run->scope, divisor);
    if (type_is_number(&type) && divisor->kind != EXPR_NUMBER)
        demand(run, expr_operator(run->arena, "<>", expr_copy(run->arena, divisor),
                                  number_literal(run->arena, divisor->span)));
}

enum {
    SMALL_HALF = INT16_MAX / 2,
    SMALL_ROOT = 181 /* the largest number whose square has 16 bits */
};

/* What two columns of 16 bits make has 16 bits, too. */
static void walk_small(const Walk *run, const Expr *expr)
{
    bool is_product = text_is(expr->text, "*");
    int64_t limit = is_product ? SMALL_ROOT : SMALL_HALF;
    for (size_t i = 0; i < 2; i++) {
        TypeUse type = expr_type(run->scope, expr->arguments.items[i]);
        if (expr->arguments.items[i]->kind != EXPR_COLUMN || type_code(&type) != TYPE_INT2)
            return;
    }
    for (size_t i = 0; i < 2; i++) {
        demand_bound(run, expr->arguments.items[i], "<=", limit);
        demand_bound(run, expr->arguments.items[i], ">=", -limit);
    }
}

/* What functions ask of their arguments: days are such as every month has, of exponentials a float has room.
 */
static const struct {
    const char *function;
    unsigned arguments, index;
    const char *symbol, *bound;
} limits[] = {
    {"power", 2, 1, ">=", "0"},       {"power", 2, 1, "<=", "6"},        {"sqrt", 1, 0, ">=", "0"},
    {"ln", 1, 0, ">", "0"},           {"log", 1, 0, ">", "0"},           {"log10", 1, 0, ">", "0"},
    {"log", 2, 0, ">", "0"},          {"log", 2, 0, "<>", "1"},          {"log", 2, 1, ">", "0"},
    {"exp", 1, 0, ">=", "-80"},       {"exp", 1, 0, "<=", "80"},         {"sinh", 1, 0, ">=", "-700"},
    {"sinh", 1, 0, "<=", "700"},      {"cosh", 1, 0, ">=", "-700"},      {"cosh", 1, 0, "<=", "700"},
    {"asin", 1, 0, ">=", "-1"},       {"asin", 1, 0, "<=", "1"},         {"asind", 1, 0, ">=", "-1"},
    {"asind", 1, 0, "<=", "1"},       {"acos", 1, 0, ">=", "-1"},        {"acos", 1, 0, "<=", "1"},
    {"acosd", 1, 0, ">=", "-1"},      {"acosd", 1, 0, "<=", "1"},        {"atanh", 1, 0, ">", "-1"},
    {"atanh", 1, 0, "<", "1"},        {"acosh", 1, 0, ">=", "1"},        {"factorial", 1, 0, ">=", "0"},
    {"factorial", 1, 0, "<=", "99"},  {"chr", 1, 0, ">=", "1"},          {"chr", 1, 0, "<=", "55295"},
    {"substring", 3, 2, ">=", "0"},   {"substr", 3, 2, ">=", "0"},       {"split_part", 3, 2, ">", "0"},
    {"set_masklen", 2, 1, ">=", "0"}, {"set_masklen", 2, 1, "<=", "32"}, {"width_bucket", 4, 3, ">", "0"},
    {"make_date", 3, 0, ">=", "1"},   {"make_date", 3, 0, "<=", "9999"}, {"make_date", 3, 1, ">=", "1"},
    {"make_date", 3, 1, "<=", "12"},  {"make_date", 3, 2, ">=", "1"},    {"make_date", 3, 2, "<=", "28"},
    {"make_time", 3, 0, ">=", "0"},   {"make_time", 3, 0, "<=", "23"},   {"make_time", 3, 1, ">=", "0"},
    {"make_time", 3, 1, "<=", "59"},  {"make_time", 3, 2, ">=", "0"},    {"make_time", 3, 2, "<", "60"},
};

static void demand_limit(const Walk *run, const Expr *operand, const char *symbol, const char *bound)
{
    TypeUse type = expr_type(run->scope, operand);
    Expr *limit = number_literal(run->arena, operand->span);
    limit->text = text_of(bound);
    if (type_is_number(&type))
        demand(run, expr_operator(run->arena, symbol, expr_copy(run->arena, operand), limit));
}

static void walk_limits(const Walk *run, Text function, const ExprList *arguments)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (text_is(function, limits[i].function) && arguments->count == limits[i].arguments)
            demand_limit(run, arguments->items[limits[i].index], limits[i].symbol, limits[i].bound);
}

/* Differences, conjunctions and disjunctions of addresses are of one family. */
static void walk_addresses(const Walk *run, const Expr *expr)
{
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    TypeUse a = expr_type(run->scope, left), b = expr_type(run->scope, right);
    if (expr->text.size == 1 && strchr("-&|", expr->text.data[0]) && type_code(&a) == TYPE_INET &&
        type_code(&b) == TYPE_INET)
        demand(run, expr_operator(run->arena, "=", call(run->arena, "family", left, NULL),
                                  call(run->arena, "family", right, NULL)));
}

static void walk_operator(const Walk *run, const Expr *expr)
{
    static const char *const sums[] = {"+", "-", "*"};
    if (text_is(expr->text, "|/") || text_is(expr->text, "^"))
        walk_limits(run, text_is(expr->text, "^") ? TEXT("power") : TEXT("sqrt"), &expr->arguments);
    if (expr->arguments.count != 2 || expr->qualifier.size)
        return;
    if (text_is(expr->text, "/") || text_is(expr->text, "%"))
        walk_divisor(run, expr->arguments.items[1]);
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (text_is(expr->text, sums[i]))
            walk_small(run, expr);
    walk_addresses(run, expr);
}

/* Types of which it is told what computed texts they read. */
static bool is_read_well(const TypeUse *type)
{
    TypeCode code = type_code(type);
    TypeUse plain = type_plain(type);
    bool base = code >= TYPE_BOOL && code <= TYPE_MACADDR8 && code != TYPE_JSONPATH && code != TYPE_XML &&
                code != TYPE_MONEY;
    return base || plain.dimensions || plain.type->kind != TYPE_BASE;
}

typedef struct Readers {
    const ExprScope *scope;
    bool others;
} Readers;

static void note_other(void *context, const Expr *column)
{
    Readers *readers = context;
    TypeUse type = expr_type(readers->scope, column);
    readers->others = readers->others || !type_is_text(&type);
}

/* What several texts make is a value of a type by nothing but chance. */
static bool is_made_of_texts(const Walk *run, const Expr *expr)
{
    Readers readers = {run->scope, false};
    expr_each_column(expr, note_other, &readers);
    return !readers.others && columns_of(expr).several;
}

static void walk_input(const Walk *run, const Expr *operand, const TypeUse *to, Span span)
{
    Expr *valid = call(run->arena, "pg_input_is_valid", operand,
                       text_literal(run->arena, type_print(run->arena, to), span));
    if (!is_read_well(to) && operand->kind != EXPR_COLUMN)
        return;
    if (is_made_of_texts(run, operand))
        take(run, valid);
    else
        demand(run, valid);
}

static bool is_array_of_texts(const TypeUse *type)
{
    TypeUse element = type_element(type);
    return type->dimensions && type_is_text(&element);
}

static void walk_cast(const Walk *run, const Expr *cast)
{
    const Expr *operand = cast->arguments.items[0];
    TypeUse from = expr_type(run->scope, operand), to = cast->type, text = type_of_code("text");
    if (!type_is_known(&from) || !type_is_known(&to))
        return;
    if (type_is_number(&from) && type_is_number(&to))
        walk_number(run, operand, &from, &to);
    else if (type_is_text(&from) && from.dimensions == 0 && !type_is_text(&to))
        walk_input(run, operand, &to, cast->span);
    else if (is_array_of_texts(&from) && !is_array_of_texts(&to) && operand->kind == EXPR_COLUMN)
        walk_input(run, condition_cast(run->arena, operand, &text), &to, cast->span);
    else if (type_code(&from) == TYPE_JSONB && (type_is_number(&to) || type_code(&to) == TYPE_BOOL))
        demand(run,
               expr_operator(run->arena, "=", call(run->arena, "jsonb_typeof", operand, NULL),
                             text_literal(run->arena, type_is_number(&to) ? TEXT("number") : TEXT("boolean"),
                                          cast->span)));
}

/* make_timestamp(year, month, day, hour, minute, second), one with a time zone, too: a date's and a time's.
 */
static void walk_moment(const Walk *run, const Expr *expr)
{
    ExprList date = {0}, time = {0};
    for (size_t i = 0; i < 6 && i < expr->arguments.count; i++)
        list_push(run->arena, i < 3 ? &date : &time, expr->arguments.items[i]);
    walk_limits(run, TEXT("make_date"), &date);
    walk_limits(run, TEXT("make_time"), &time);
}

/* The text matches the regular expression; several columns may make it. */
static void demand_match(const Walk *run, const Expr *operand, Text regex)
{
    TypeUse type = expr_type(run->scope, operand);
    if (columns_of(operand).name.size && type_is_text(&type))
        take(run, expr_operator(run->arena, "~", expr_copy(run->arena, operand),
                                text_literal(run->arena, regex, operand->span)));
}

static void walk_reading(const Walk *run, const Expr *expr)
{
    Buffer regex = {0};
    if (condition_reads(expr, &regex))
        demand_match(run, expr->arguments.items[0], text_copy(run->arena, buffer_contents(&regex)));
    buffer_free(&regex);
}

/* get_byte(x, 3) and its kin: there is such a byte or bit. */
static void walk_place(const Walk *run, const Expr *expr)
{
    const Expr *subject = expr->arguments.items[0], *place = expr->arguments.items[1];
    TypeUse type = expr_type(run->scope, subject);
    int64_t index, divisor;
    if (!is_factor(place, &index, &divisor) || divisor != 1)
        return;
    bool counts_bits = text_ends_with(expr->text, TEXT("_bit")) && type_code(&type) == TYPE_BYTEA;
    Expr *limit = number_literal(run->arena, place->span);
    limit->text = text_format(run->arena, "%" PRId64, counts_bits ? index / 8 : index);
    demand(run, expr_operator(run->arena, ">", call(run->arena, "length", subject, NULL), limit));
}

static void walk_array(const Walk *run, const Expr *expr, const char *type_function)
{
    demand(run,
           expr_operator(run->arena, "=", call(run->arena, type_function, expr->arguments.items[0], NULL),
                         text_literal(run->arena, TEXT("array"), expr->span)));
}

static void walk_call(const Walk *run, const Expr *expr)
{
    size_t count = expr->arguments.count;
    if (!count || !expr->arguments.items[0] || expr->qualifier.size)
        return;
    walk_limits(run, expr->text, &expr->arguments);
    walk_reading(run, expr);
    if (count == 2 && (text_is(expr->text, "mod") || text_is(expr->text, "div")))
        walk_divisor(run, expr->arguments.items[1]);
    else if (text_is(expr->text, "make_timestamp") || text_is(expr->text, "make_timestamptz"))
        walk_moment(run, expr);
    else if (text_is(expr->text, "json_array_length"))
        walk_array(run, expr, "json_typeof");
    else if (text_is(expr->text, "jsonb_array_length"))
        walk_array(run, expr, "jsonb_typeof");
    else if (count >= 2 && (text_is(expr->text, "get_byte") || text_is(expr->text, "get_bit") ||
                            text_is(expr->text, "set_byte") || text_is(expr->text, "set_bit")))
        walk_place(run, expr);
}

/* ---- ranges ---- */

/* Without casts and without what stands in for NULL. */
static const Expr *bare(const Expr *expr)
{
    bool coalesces = expr->kind == EXPR_CALL && !expr->qualifier.size && text_is(expr->text, "coalesce");
    return expr->arguments.count && (expr->kind == EXPR_CAST || coalesces) ? bare(expr->arguments.items[0])
                                                                           : expr;
}

static bool is_sum(const Expr *expr)
{
    return expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 && text_is(expr->text, "+");
}

static bool is_known(const Expr *expr)
{
    return expr->kind == EXPR_COLUMN || expr->kind == EXPR_STRING || expr->kind == EXPR_NUMBER;
}

static void demand_order(const Walk *run, const Expr *low, Expr *high)
{
    Expr *order = expr_operator(run->arena, "<=", expr_copy(run->arena, low), high);
    take(run, order);
}

/* What is added to the lower bound is not negative: a column, or a column times a constant. */
static void demand_length(const Walk *run, const Expr *length)
{
    bool is_product =
        length->kind == EXPR_OPERATOR && length->arguments.count == 2 && text_is(length->text, "*");
    const Expr *first = is_product ? bare(length->arguments.items[0]) : length;
    const Expr *column = is_product && first->kind != EXPR_COLUMN ? bare(length->arguments.items[1]) : first;
    TypeUse type = expr_type(run->scope, column);
    if (column->kind != EXPR_COLUMN)
        return;
    Expr *none =
        type_is_number(&type)
            ? number_literal(run->arena, length->span)
            : condition_cast(run->arena, text_literal(run->arena, TEXT("00:00:00"), length->span), &type);
    demand_order(run, none, expr_copy(run->arena, column));
}

/* A range's bounds are not the wrong way round. What is added to both of them is left out. */
static void walk_range(const Walk *run, const Expr *expr)
{
    const Expr *low = bare(expr->arguments.items[0]), *high = bare(expr->arguments.items[1]);
    if (expr->arguments.count > 2)
        demand_match(run, expr->arguments.items[2], TEXT("^[[(][])]$"));
    if (is_sum(low) && is_sum(high) &&
        expr_equal(bare(low->arguments.items[0]), bare(high->arguments.items[0]))) {
        low = bare(low->arguments.items[1]);
        high = bare(high->arguments.items[1]);
    } else if (is_sum(high) && expr_equal(low, bare(high->arguments.items[0]))) {
        demand_length(run, bare(high->arguments.items[1]));
    }
    if (is_known(low) && is_known(high) && (low->kind == EXPR_COLUMN || high->kind == EXPR_COLUMN) &&
        !expr_equal(low, high))
        demand_order(run, low, expr_copy(run->arena, high));
}

static bool makes_range(const Walk *run, const Expr *expr)
{
    TypeUse type = expr_type(run->scope, expr);
    return expr->arguments.count >= 2 && type_is_known(&type) && !type.dimensions &&
           type_plain(&type).type->kind == TYPE_RANGE && text_ends_with(expr->text, TEXT("range"));
}

/* ---- what is computed only sometimes ---- */

/* The same, with the part computed only where `other` is not true. */
static Walk unless(const Walk *run, Expr *other)
{
    Walk inside = *run;
    inside.others = (ExprList){0};
    for (size_t i = 0; i < run->others.count; i++)
        list_push(run->arena, &inside.others, run->others.items[i]);
    list_push(run->arena, &inside.others, other);
    return inside;
}

/* WHEN and THEN by turns; what is compared with an operand is not looked at. */
static void walk_case(const Walk *run, const Expr *expr)
{
    size_t count = expr->arguments.count;
    Walk rest = *run;
    if (expr->arguments.items[0]) {
        walk(run, expr->arguments.items[0]);
        return;
    }
    for (size_t i = 1; i + 2 < count; i += 2) {
        const Expr *when = expr->arguments.items[i];
        Walk then = unless(&rest, test(run->arena, when, "true", true));
        walk(&rest, when);
        walk(&then, expr->arguments.items[i + 1]);
        rest = unless(&rest, test(run->arena, when, "true", false));
    }
    if (expr->arguments.items[count - 1])
        walk(&rest, expr->arguments.items[count - 1]);
}

/* Each is computed where those before it don't decide. */
static void walk_in_turn(const Walk *run, const Expr *expr, const char *what, bool negated)
{
    Walk rest = *run;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        walk(&rest, expr->arguments.items[i]);
        rest = unless(&rest, test(run->arena, expr->arguments.items[i], what, negated));
    }
}

static void walk_all(const Walk *run, const Expr *expr)
{
    for (size_t i = 0; i < expr->arguments.count; i++)
        if (expr->arguments.items[i])
            walk(run, expr->arguments.items[i]);
}

static void walk(const Walk *run, const Expr *expr)
{
    bool plain = expr->kind == EXPR_CALL && !expr->qualifier.size;
    if (expr->kind == EXPR_CASE) {
        walk_case(run, expr);
    } else if (expr->kind == EXPR_AND || expr->kind == EXPR_OR) {
        walk_in_turn(run, expr, "true", expr->kind == EXPR_AND);
    } else if (plain && text_is(expr->text, "coalesce")) {
        walk_in_turn(run, expr, "null", true);
    } else {
        walk_all(run, expr);
        if (expr->kind == EXPR_CAST)
            walk_cast(run, expr);
        else if (expr->kind == EXPR_CALL && makes_range(run, expr))
            walk_range(run, expr);
        else if (expr->kind == EXPR_CALL)
            walk_call(run, expr);
        else if (expr->kind == EXPR_OPERATOR)
            walk_operator(run, expr);
    }
}

ExprList condition_computable(Arena *arena, const ExprScope *scope, const Expr *expr, const Expr *predicate)
{
    ExprList found = {0};
    Walk run = {.arena = arena, .scope = scope, .found = &found};
    if (predicate)
        run = unless(&run, test(arena, predicate, "true", true));
    walk(&run, condition_written_out(arena, scope, expr));
    return found;
}
