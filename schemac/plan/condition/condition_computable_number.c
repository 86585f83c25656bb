/* condition_computable_number.c: numbers that are computed fit their types. What a result has room for is
 * shared out among the columns that it is made of; where their own conditions want more of one of them than
 * its share, the result itself is what has a bound. */
#include "plan/condition/condition_computable_parts.h"

#include "model/expr_type.h"
#include "model/type_convert.h"

enum {
    USUAL_MOST = 10000 /* numbers that are drawn are no larger where nothing is said about them */
};

__extension__ typedef __int128 Wide;

/* The room of a result that is shared out. */
typedef struct Room {
    const Walk *run;
    ExprList shares;      /* columns, and texts that are read as numbers */
    LIST(int64_t) limits; /* by share: the largest number, negative ones too */
    bool is_enough;       /* no column is wanted beyond its share */
} Room;

/* ---- literals ---- */

bool computable_factor(const Expr *expr, int64_t *digits, int64_t *divisor)
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

/* The whole part of a number without its sign; 0 where it is too long. */
static int64_t magnitude(Text number)
{
    int64_t whole = 0;
    size_t end = 0;
    while (end < number.size && number.data[end] != '.')
        end++;
    if (!text_to_int64(text_slice(number, 0, end), &whole))
        return 0;
    return whole < 0 ? -whole : whole;
}

/* ---- what conditions want of a column ---- */

static int64_t largest_literal(const Expr *expr)
{
    int64_t largest = expr->kind == EXPR_NUMBER ? magnitude(expr->text) : 0;
    for (size_t i = 0; i < expr->arguments.count; i++) {
        int64_t inside = expr->arguments.items[i] ? largest_literal(expr->arguments.items[i]) : 0;
        largest = inside > largest ? inside : largest;
    }
    return largest;
}

static bool reads_column(const Expr *expr, Text column)
{
    bool reads = expr->kind == EXPR_COLUMN && text_equal(expr->text, column);
    for (size_t i = 0; i < expr->arguments.count && !reads; i++)
        reads = expr->arguments.items[i] && reads_column(expr->arguments.items[i], column);
    return reads;
}

/* Without a column: of a domain's VALUE. */
static bool are_beyond(const CheckList *checks, const Text *column, int64_t limit)
{
    for (size_t i = 0; i < checks->count; i++) {
        const Expr *check = checks->items[i]->expr;
        if (check && (!column || reads_column(check, *column)) && largest_literal(check) > limit)
            return true;
    }
    return false;
}

/* Whether some condition on the column, or the user's rule, names a number beyond the limit. */
static bool is_wanted_beyond(const Walk *run, const Expr *expr, int64_t limit)
{
    const Table *table = run->scope->table;
    const Column *column = table ? table_find_column(table, expr->text) : NULL;
    if (!column)
        return false;
    for (const Type *type = column->type.type; type && type->kind == TYPE_DOMAIN; type = type->base.type)
        if (are_beyond(&type->checks, NULL, limit))
            return true;
    return are_beyond(&table->checks, &expr->text, limit) || magnitude(column->rule.low) > limit ||
           magnitude(column->rule.high) > limit;
}

/* ---- sharing ---- */

static void share(Room *room, const Expr *expr, int64_t limit);

static bool is_arithmetic(const Expr *expr, const char *symbol)
{
    return expr->kind == EXPR_OPERATOR && expr->arguments.count == 2 && !expr->qualifier.size &&
           text_is(expr->text, symbol);
}

static bool is_sum(const Expr *expr)
{
    return is_arithmetic(expr, "+") || is_arithmetic(expr, "-");
}

static bool is_product(const Expr *expr)
{
    return is_arithmetic(expr, "*");
}

static void take_apart(const Walk *run, const Expr *expr, bool (*is_of)(const Expr *), ExprList *parts)
{
    if (is_of(expr)) {
        take_apart(run, expr->arguments.items[0], is_of, parts);
        take_apart(run, expr->arguments.items[1], is_of, parts);
    } else {
        list_push(run->arena, parts, (Expr *)expr);
    }
}

/* The largest number whose power of that exponent is within the limit. */
static int64_t root_of(int64_t limit, size_t exponent)
{
    int64_t low = 1, high = exponent > 1 ? UINT32_MAX : limit;
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;
        Wide power = 1;
        for (size_t i = 0; i < exponent && power <= limit; i++)
            power *= middle;
        if (power <= limit)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static int64_t scaled(int64_t limit, int64_t times, int64_t over)
{
    Wide wide = (Wide)limit * times / over;
    return wide > INT64_MAX ? INT64_MAX : (int64_t)wide;
}

/* What the literals leave of a sum or product has equal shares. */
static void share_out(Room *room, const Expr *expr, int64_t limit, bool multiplies)
{
    ExprList parts = {0}, others = {0};
    int64_t digits, divisor;
    take_apart(room->run, expr, multiplies ? is_product : is_sum, &parts);
    for (size_t i = 0; i < parts.count; i++) {
        if (!computable_factor(parts.items[i], &digits, &divisor))
            list_push(room->run->arena, &others, parts.items[i]);
        else if (multiplies)
            limit = scaled(limit, divisor, digits);
        else
            limit -= digits < limit ? digits : 0;
    }
    for (size_t i = 0; i < others.count; i++)
        share(room, others.items[i],
              multiplies ? root_of(limit, others.count) : limit / (int64_t)others.count);
}

static bool is_text(const Walk *run, const Expr *expr)
{
    TypeUse type = expr_type(run->scope, expr);
    return type_is_text(&type) && !type.dimensions;
}

static void add_share(Room *room, const Expr *expr, int64_t limit)
{
    list_push(room->run->arena, &room->shares, (Expr *)expr);
    list_push(room->run->arena, &room->limits, limit);
    if (expr->kind == EXPR_COLUMN && is_wanted_beyond(room->run, expr, limit))
        room->is_enough = false;
}

/* Casts and roundings leave a number as large as it is. */
static const Expr *inside_of(const Walk *run, const Expr *expr)
{
    const Expr *first = expr->arguments.count ? expr->arguments.items[0] : NULL;
    bool rounds =
        expr->kind == EXPR_CALL && !expr->qualifier.size &&
        (text_is(expr->text, "round") || text_is(expr->text, "trunc") || text_is(expr->text, "abs"));
    if (!first || (!rounds && expr->kind != EXPR_CAST))
        return NULL;
    TypeUse type = expr_type(run->scope, first);
    return type_is_number(&type) ? first : NULL;
}

static void share(Room *room, const Expr *expr, int64_t limit)
{
    int64_t digits, divisor;
    const Expr *inside = inside_of(room->run, expr);
    if (inside)
        share(room, inside, limit);
    else if (is_sum(expr) || is_product(expr))
        share_out(room, expr, limit, is_product(expr));
    else if (is_arithmetic(expr, "/") && computable_factor(expr->arguments.items[1], &digits, &divisor))
        share(room, expr->arguments.items[0], scaled(limit, digits, divisor));
    else if (expr->kind == EXPR_COLUMN ||
             (expr->kind == EXPR_CAST && is_text(room->run, expr->arguments.items[0])))
        add_share(room, expr, limit);
}

/* ---- demands ---- */

/* A text that is cast is one of digits that make no more than the limit. */
static void demand_digits(const Walk *run, const Expr *text, int64_t limit)
{
    unsigned digits = 0;
    for (; limit >= 9; limit = (limit - 9) / 10)
        digits++;
    computable_match(run, text, text_format(run->arena, "^[0-9]{1,%u}$", digits ? digits : 1));
}

static void demand_share(const Walk *run, const Expr *part, int64_t limit)
{
    if (part->kind == EXPR_CAST) {
        demand_digits(run, part->arguments.items[0], limit);
        return;
    }
    computable_bound(run, part, "<=", limit);
    computable_bound(run, part, ">=", -limit);
}

static void demand_room(const Walk *run, const Expr *number, int64_t limit, const Room *room)
{
    if (!room->is_enough) {
        computable_bound(run, number, "<=", limit);
        computable_bound(run, number, ">=", -limit);
        return;
    }
    for (size_t i = 0; i < room->shares.count; i++)
        demand_share(run, room->shares.items[i], room->limits.items[i]);
}

void computable_fits(const Walk *run, const Expr *number, const TypeUse *to)
{
    TypeUse from = expr_type(run->scope, number);
    int64_t limit = type_largest_whole(to), before = type_largest_whole(&from);
    Room room = {.run = run, .is_enough = true};
    if (!limit || (before && before <= limit))
        return;
    share(&room, number, limit);
    demand_room(run, number, limit, &room);
}

/* A share that leaves columns what they usually have is no bound; of 16 bits keys may have more. */
static void demand_small(const Walk *run, const Room *room, bool is_small)
{
    for (size_t i = 0; i < room->shares.count; i++)
        if (room->shares.items[i]->kind == EXPR_CAST ||
            room->limits.items[i] < (is_small ? INT16_MAX : USUAL_MOST))
            demand_share(run, room->shares.items[i], room->limits.items[i]);
}

static void walk_whole(const Walk *run, const Expr *expr)
{
    TypeUse type = expr_type(run->scope, expr);
    int64_t limit = type_code(&type) == TYPE_INT8 ? INT64_MAX : type_largest_whole(&type);
    Room room = {.run = run, .is_enough = true};
    if (!type_is_integer(&type))
        return;
    share(&room, expr, limit);
    if (room.is_enough)
        demand_small(run, &room, type_code(&type) == TYPE_INT2);
    else
        demand_room(run, expr, limit, &room);
}

void computable_divisor(const Walk *run, const Expr *divisor)
{
    TypeUse type = expr_type(run->scope, divisor);
    if (type_is_number(&type) && divisor->kind != EXPR_NUMBER)
        computable_bound(run, divisor, "<>", 0);
}

void computable_arithmetic(const Walk *run, const Expr *expr)
{
    if (is_arithmetic(expr, "/") || is_arithmetic(expr, "%"))
        computable_divisor(run, expr->arguments.items[1]);
    else if (is_sum(expr) || is_product(expr))
        walk_whole(run, expr);
}
