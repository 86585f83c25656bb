/* expr_normal_operator.c: operators, ANY and ALL, IS DISTINCT FROM and NOT. */
#include "model/expr_normal.h"
#include "model/literal.h"

enum {
    COPIES_LIMIT = 10000 /* nodes that writing out a list may repeat */
};

/* The operators of IN and NOT IN. */
static bool is_equality(Text symbol)
{
    return text_is(symbol, "=") || text_is(symbol, "<>");
}

/* ---- operands ------------------------------------------------------------------------------------------ */

/* Whether operands of these two types are worked on in the same way: exact numbers compare alike in
 * any type. */
static bool alike(Text symbol, const TypeUse *a, const TypeUse *b)
{
    bool exact_a = type_is_integer(a) || type_code(a) == TYPE_NUMERIC;
    bool exact_b = type_is_integer(b) || type_code(b) == TYPE_NUMERIC;
    if (operator_is_comparison(symbol) && exact_a && exact_b)
        return true;
    return type_same(a, b);
}

static bool is_same_operator(Text symbol, const Signature *a, const Signature *b)
{
    return alike(symbol, &a->arguments[0], &b->arguments[0]) &&
           alike(symbol, &a->arguments[1], &b->arguments[1]) &&
           (!a->result.type == !b->result.type && (!a->result.type || type_same(&a->result, &b->result)));
}

static Typed cast_to(const Normal *normal, Typed value, const TypeUse *type)
{
    Expr *cast = expr_new(normal->arena, EXPR_CAST, value.expr->span);
    cast->type = *type;
    list_push(normal->arena, &cast->arguments, value.expr);
    return (Typed){cast, *type};
}

/* The casts that the operator needs not be told: both if it is found without them, else that of the right
 * side, then that of the left. */
static Signature peel_operands(const Normal *normal, Text symbol, Typed *left, Typed *right)
{
    Signature with = operator_resolve(symbol, &left->type, &right->type);
    Typed bare_left = normal_peel(normal, *left, &with.arguments[0]);
    Typed bare_right = normal_peel(normal, *right, &with.arguments[1]);
    Typed cast_left = bare_left;
    if (type_is_number(&bare_left.type) && type_is_known(&with.arguments[0]))
        cast_left = cast_to(normal, bare_left, &with.arguments[0]);
    const Typed *choices[][2] = {
        {&bare_left, &bare_right}, {&cast_left, &bare_right}, {left, &bare_right}, {&bare_left, right}};
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        Typed a = *choices[i][0], b = *choices[i][1];
        Signature without = operator_resolve(symbol, &a.type, &b.type);
        if (!is_same_operator(symbol, &with, &without))
            continue;
        *left = a;
        *right = b;
        return without;
    }
    return with;
}

/* Beside an operand of which nothing is known, a literal has the type that PostgreSQL gives it. */
static Typed peel_literal(Typed value, const TypeUse *other)
{
    const Expr *cast = value.expr;
    if (type_is_known(other) || cast->kind != EXPR_CAST || cast->type.modifier_count ||
        cast->type.fields.size)
        return value;
    Expr *inner = cast->arguments.items[0];
    if (inner->kind == EXPR_STRING)
        return (Typed){inner, type_unknown()};
    return inner->kind == EXPR_NUMBER ? (Typed){inner, expr_number_type(inner->text)} : value;
}

/* A literal in the spelling of the type the operator gives it. The type stays beside it where neither its
 * text nor the other operand tells it. */
static Typed settle_operand(const Normal *normal, Typed value, const TypeUse *wanted, const TypeUse *other)
{
    if (value.expr->kind != EXPR_STRING || !type_is_known(wanted))
        return value;
    Typed settled = normal_settle(normal, value, wanted);
    if (settled.expr->kind != EXPR_STRING || type_same(wanted, other) || type_code(wanted) == TYPE_TEXT)
        return settled;
    return cast_to(normal, settled, wanted);
}

void normal_operands(const Normal *normal, Text symbol, Typed *left, Typed *right)
{
    if (operator_is_comparison(symbol)) {
        Typed peeled = peel_literal(*left, &right->type);
        *right = peel_literal(*right, &left->type);
        *left = peeled;
    }
    Signature found = peel_operands(normal, symbol, left, right);
    bool both = left->expr->kind == EXPR_STRING && right->expr->kind == EXPR_STRING;
    const TypeUse *other_of_left = both ? &found.arguments[0] : &right->type;
    TypeUse left_type = type_is_unknown(&left->type) ? found.arguments[0] : left->type;
    *left = settle_operand(normal, *left, &found.arguments[0], other_of_left);
    *right = settle_operand(normal, *right, &found.arguments[1], &left_type);
}

/* ---- rows ---------------------------------------------------------------------------------------------- */

static Typed compare(const Normal *normal, Text symbol, const Expr *place, Typed left, Typed right)
{
    Expr *expr = expr_new(normal->arena, EXPR_OPERATOR, place->span);
    TypedList operands = {0};
    expr->text = symbol;
    list_push(normal->arena, &operands, left);
    list_push(normal->arena, &operands, right);
    return normal_operator(normal, expr, &operands);
}

static bool are_rows(const Expr *left, const Expr *right)
{
    return left->kind == EXPR_ROW && right->kind == EXPR_ROW && left->arguments.count > 0 &&
           left->arguments.count == right->arguments.count;
}

/* ROW(a, b) = ROW(c, d) is a = c AND b = d; <> is a <> c OR b <> d. Likewise IS [NOT] DISTINCT FROM. */
static Typed compare_rows(const Normal *normal, const Expr *place, const Expr *left, const Expr *right)
{
    TypedList tests = {0};
    bool all = place->kind == EXPR_DISTINCT ? place->negated : text_is(place->text, "=");
    for (size_t i = 0; i < left->arguments.count; i++) {
        TypedList pair = {0};
        Typed a = normal_typed(normal, left->arguments.items[i]);
        Typed b = normal_typed(normal, right->arguments.items[i]);
        list_push(normal->arena, &pair, a);
        list_push(normal->arena, &pair, b);
        Typed test = place->kind == EXPR_DISTINCT ? normal_distinct(normal, place, &pair)
                                                  : compare(normal, place->text, place, a, b);
        list_push(normal->arena, &tests, test);
    }
    return normal_junction(normal, all ? EXPR_AND : EXPR_OR, &tests, place->span);
}

/* ---- operators ----------------------------------------------------------------------------------------- */

/* A minus before a number is part of it. */
static Typed normal_prefix(const Normal *normal, const Expr *expr, TypedList *operands)
{
    const Expr *operand = operands->items[0].expr;
    if (expr->qualifier.size || !text_is(expr->text, "-") || operand->kind != EXPR_NUMBER)
        return normal_rebuild(normal, expr, operands);
    Expr *number = expr_new(normal->arena, EXPR_NUMBER, expr->span);
    bool negative = text_starts_with(operand->text, TEXT("-"));
    Text turned = negative ? text_slice(operand->text, 1, operand->text.size)
                           : text_format(normal->arena, "-%.*s", TEXT_ARG(operand->text));
    return literal_number(normal->arena, turned, &number->text) ? normal_typed(normal, number)
                                                                : normal_rebuild(normal, expr, operands);
}

/* Operators of public, and those that stand in one schema with a type they are about (an extension's), need
 * no schema before them. */
static const Expr *without_schema(const Normal *normal, const Expr *expr, const TypedList *operands)
{
    bool known = text_is(expr->qualifier, "public");
    for (size_t i = 0; i < operands->count && expr->qualifier.size && !known; i++) {
        TypeUse type = type_plain(&operands->items[i].type);
        known = type.type && text_equal(type.type->schema, expr->qualifier);
    }
    if (!known)
        return expr;
    Expr *copy = expr_copy(normal->arena, expr);
    copy->qualifier = (Text){0};
    return copy;
}

Typed normal_operator(const Normal *normal, const Expr *expr, TypedList *operands)
{
    expr = without_schema(normal, expr, operands);
    if (operands->count == 1)
        return normal_prefix(normal, expr, operands);
    Typed *left = &operands->items[0], *right = &operands->items[1];
    if (expr->qualifier.size)
        return normal_rebuild(normal, expr, operands);
    if (is_equality(expr->text) && are_rows(left->expr, right->expr))
        return compare_rows(normal, expr, left->expr, right->expr);
    normal_operands(normal, expr->text, left, right);
    return normal_rebuild(normal, expr, operands);
}

Typed normal_distinct(const Normal *normal, const Expr *expr, TypedList *operands)
{
    Typed *left = &operands->items[0], *right = &operands->items[1];
    if (are_rows(left->expr, right->expr))
        return compare_rows(normal, expr, left->expr, right->expr);
    Expr *tested = right->expr->kind == EXPR_NULL  ? left->expr
                   : left->expr->kind == EXPR_NULL ? right->expr
                                                   : NULL;
    if (tested) {
        Expr *test = expr_new(normal->arena, EXPR_IS, expr->span);
        test->text = TEXT("null");
        test->negated = !expr->negated;
        list_push(normal->arena, &test->arguments, tested);
        return (Typed){test, type_of_code("bool")};
    }
    normal_operands(normal, TEXT("="), left, right);
    return normal_rebuild(normal, expr, operands);
}

/* ---- ANY and ALL --------------------------------------------------------------------------------------- */

static bool varies(const Expr *expr)
{
    return expr->kind == EXPR_VALUE || expr_reads_columns(expr);
}

/* '{a,b}' as ARRAY['a', 'b']; NULL where it is no plain list or an empty one. */
static Expr *array_of_string(const Normal *normal, const Expr *string)
{
    LiteralItemList items = {0};
    if (!literal_array_items(normal->arena, string->text, &items) || items.count == 0)
        return NULL;
    Expr *array = expr_new(normal->arena, EXPR_ARRAY, string->span);
    for (size_t i = 0; i < items.count; i++) {
        ExprKind kind = items.items[i].is_null ? EXPR_NULL : EXPR_STRING;
        Expr *item = expr_new(normal->arena, kind, string->span);
        item->text = kind == EXPR_NULL ? (Text){0} : items.items[i].text;
        list_push(normal->arena, &array->arguments, item);
    }
    return array;
}

/* The array of ANY written out, where it can be. */
static Typed written_out(const Normal *normal, Typed array)
{
    Expr *expr = array.expr;
    if (expr->kind == EXPR_STRING && (expr = array_of_string(normal, expr)))
        return normal_typed(normal, expr);
    expr = array.expr;
    if (expr->kind != EXPR_CAST || !type_is_array(&expr->type) || expr->type.modifier_count ||
        expr->arguments.items[0]->kind != EXPR_STRING)
        return array;
    Expr *items = array_of_string(normal, expr->arguments.items[0]);
    return items ? normal_cast(normal, normal_typed(normal, items), expr) : array;
}

static bool is_list(const Expr *array)
{
    if (array->kind != EXPR_ARRAY || array->arguments.count == 0)
        return false;
    for (size_t i = 0; i < array->arguments.count; i++)
        if (array->arguments.items[i]->kind == EXPR_ARRAY)
            return false;
    return true;
}

/* Casts of the left side and of the items that the operator does not need, literals settled. Beside a float4,
 * IN reads numbers as float4 and = ANY as float8; both are taken for the first. */
static void normal_items(const Normal *normal, Text symbol, Typed *left, TypedList *items)
{
    TypeUse *types = arena_array(normal->arena, items->count, sizeof *types);
    TypedList bare = {0};
    for (size_t i = 0; i < items->count; i++)
        types[i] = items->items[i].type;
    TypeUse common = type_common(types, items->count);
    bool all_literals = true;
    Signature with = operator_resolve(symbol, &left->type, &common);
    Typed bare_left = normal_peel(normal, *left, &with.arguments[0]);
    for (size_t i = 0; i < items->count; i++) {
        Typed item = normal_peel(normal, items->items[i], &with.arguments[1]);
        list_push(normal->arena, &bare, item);
        types[i] = item.type;
        all_literals = all_literals && type_is_unknown(&item.type);
    }
    TypeUse bare_common = all_literals ? type_unknown() : type_common(types, items->count);
    Signature without = operator_resolve(symbol, &bare_left.type, &bare_common);
    bool floats = type_code(&left->type) == TYPE_FLOAT4 && type_is_number(&bare_common);
    if (is_same_operator(symbol, &with, &without) || floats ||
        (all_literals && type_code(&common) == TYPE_TEXT)) {
        *left = bare_left;
        *items = bare;
        with = without;
    }
    for (size_t i = 0; i < items->count; i++)
        items->items[i] = normal_settle(normal, items->items[i], &with.arguments[1]);
    bool told = is_equality(symbol) || type_code(&with.arguments[1]) == TYPE_TEXT;
    if (all_literals && !told && items->items[0].expr->kind == EXPR_STRING &&
        type_is_known(&with.arguments[1]))
        items->items[0] = cast_to(normal, items->items[0], &with.arguments[1]);
}

/* Whether an expression may stand in the tree so many times. */
static bool may_repeat(const Expr *expr, size_t times)
{
    return expr_size(expr, COPIES_LIMIT) * times <= COPIES_LIMIT;
}

static Typed any_of(const Normal *normal, const Expr *expr, Typed left, const Expr *array,
                    const TypedList *items)
{
    if (items->count == 1)
        return compare(normal, expr->text, expr, left, items->items[0]);
    TypedList operands = {0};
    Typed list = normal_rebuild(normal, array, items);
    list_push(normal->arena, &operands, left);
    list_push(normal->arena, &operands, list);
    return normal_rebuild(normal, expr, &operands);
}

/* Items that read columns are compared one by one, after the others, as PostgreSQL makes of IN: all of them
 * where at most one does not. */
static Typed split_columns(const Normal *normal, const Expr *expr, Typed left, const Expr *array,
                           const TypedList *items)
{
    TypedList constants = {0}, tests = {0};
    for (size_t i = 0; i < items->count; i++)
        if (!varies(items->items[i].expr))
            list_push(normal->arena, &constants, items->items[i]);
    bool together = constants.count > 1;
    if (constants.count == items->count || !may_repeat(left.expr, items->count))
        return any_of(normal, expr, left, array, items);
    if (together) {
        Typed any = any_of(normal, expr, left, array, &constants);
        list_push(normal->arena, &tests, any);
    }
    for (size_t i = 0; i < items->count; i++) {
        if (together && !varies(items->items[i].expr))
            continue;
        Typed test = compare(normal, expr->text, expr, left, items->items[i]);
        list_push(normal->arena, &tests, test);
    }
    return normal_junction(normal, expr->kind == EXPR_ANY ? EXPR_OR : EXPR_AND, &tests, expr->span);
}

/* (a, b) IN ((1, 2), (3, 4)). */
static bool rows_fit(const Expr *left, const Expr *array)
{
    for (size_t i = 0; i < array->arguments.count; i++)
        if (!are_rows(left, array->arguments.items[i]))
            return false;
    return may_repeat(left, array->arguments.count);
}

static Typed any_row(const Normal *normal, const Expr *expr, const Expr *left, const Expr *array)
{
    TypedList tests = {0};
    for (size_t i = 0; i < array->arguments.count; i++) {
        Typed test = compare_rows(normal, expr, left, array->arguments.items[i]);
        list_push(normal->arena, &tests, test);
    }
    return normal_junction(normal, expr->kind == EXPR_ANY ? EXPR_OR : EXPR_AND, &tests, expr->span);
}

/* An array that is no list: a column, a parameter, a call. */
static Typed any_array(const Normal *normal, const Expr *expr, TypedList *operands)
{
    Typed *left = &operands->items[0], *array = &operands->items[1];
    TypeUse element = type_element(&array->type);
    Signature found = operator_resolve(expr->text, &left->type, &element);
    if (type_is_known(&element)) {
        TypeUse wanted = type_array_of(&found.arguments[1]);
        *left = normal_peel(normal, *left, &found.arguments[0]);
        *array = normal_peel(normal, *array, &wanted);
        *left = normal_settle(normal, *left, &found.arguments[0]);
    }
    return normal_rebuild(normal, expr, operands);
}

Typed normal_quantified(const Normal *normal, const Expr *expr, TypedList *operands)
{
    expr = without_schema(normal, expr, operands);
    Typed left = operands->items[0];
    Typed array = operands->items[1] = written_out(normal, operands->items[1]);
    bool opens = is_equality(expr->text) && (expr->kind == EXPR_ANY) == text_is(expr->text, "=");
    if (expr->qualifier.size || !is_list(array.expr))
        return expr->qualifier.size ? normal_rebuild(normal, expr, operands)
                                    : any_array(normal, expr, operands);
    if (opens && rows_fit(left.expr, array.expr))
        return any_row(normal, expr, left.expr, array.expr);
    TypedList items = {0};
    for (size_t i = 0; i < array.expr->arguments.count; i++) {
        Typed item = normal_typed(normal, array.expr->arguments.items[i]);
        list_push(normal->arena, &items, item);
    }
    normal_items(normal, expr->text, &left, &items);
    return opens ? split_columns(normal, expr, left, array.expr, &items)
                 : any_of(normal, expr, left, array.expr, &items);
}

/* ---- NOT ----------------------------------------------------------------------------------------------- */

/* Types of which every comparison has its opposite. */
static bool is_ordered(const TypeUse *type)
{
    TypeUse plain = type_plain(type);
    if (!type_is_known(&plain) || plain.type->kind == TYPE_COMPOSITE)
        return false;
    return !(plain.type->code >= TYPE_POINT && plain.type->code <= TYPE_CIRCLE) &&
           plain.type->code != TYPE_OTHER && plain.type->code != TYPE_GEOMETRY &&
           plain.type->code != TYPE_XID && plain.type->code != TYPE_CID;
}

/* The operator of the opposite comparison of the left operand; empty where there is none for its type. */
static Text opposite(const Normal *normal, const Expr *expr)
{
    TypeUse left = expr_type(normal->scope, expr->arguments.items[0]);
    bool usable = operator_is_comparison(expr->text) ? is_ordered(&left) : type_is_text(&left);
    return usable && expr->qualifier.size == 0 && expr->arguments.count == 2 ? operator_negator(expr->text)
                                                                             : (Text){0};
}

static Typed flipped(const Normal *normal, const Expr *operand)
{
    Expr *copy = expr_copy(normal->arena, operand);
    copy->negated = !operand->negated;
    copy->boolean = operand->kind == EXPR_BOOL && !operand->boolean;
    copy->negated = operand->kind != EXPR_BOOL && copy->negated;
    return (Typed){copy, type_of_code("bool")};
}

/* A row IS NOT NULL only where each of its fields is: not the opposite of IS NULL. */
static bool tests_row(const Normal *normal, const Expr *test)
{
    TypeUse type = expr_type(normal->scope, test->arguments.items[0]);
    TypeUse plain = type_plain(&type);
    return text_is(test->text, "null") &&
           (!plain.type || plain.type->kind == TYPE_COMPOSITE || text_is(plain.type->name, "record"));
}

static Typed not_junction(const Normal *normal, const Expr *expr, const Expr *operand)
{
    TypedList arguments = {0};
    for (size_t i = 0; i < operand->arguments.count; i++) {
        Typed part = normal_not(normal, expr, normal_typed(normal, operand->arguments.items[i]));
        list_push(normal->arena, &arguments, part);
    }
    return normal_junction(normal, operand->kind == EXPR_AND ? EXPR_OR : EXPR_AND, &arguments, expr->span);
}

static Typed kept_not(const Normal *normal, const Expr *expr, Typed operand)
{
    TypedList arguments = {0};
    TypeUse boolean = type_of_code("bool");
    Typed settled = normal_settle(normal, operand, &boolean);
    list_push(normal->arena, &arguments, settled);
    return normal_rebuild(normal, expr, &arguments);
}

Typed normal_not(const Normal *normal, const Expr *expr, Typed operand)
{
    const Expr *inner = operand.expr;
    Text symbol;
    switch (inner->kind) {
    case EXPR_NOT:
        return normal_typed(normal, inner->arguments.items[0]);
    case EXPR_BOOL:
    case EXPR_DISTINCT:
        return flipped(normal, inner);
    case EXPR_IS:
        return tests_row(normal, inner) ? kept_not(normal, expr, operand) : flipped(normal, inner);
    case EXPR_AND:
    case EXPR_OR:
        return not_junction(normal, expr, inner);
    case EXPR_OPERATOR:
    case EXPR_ANY:
    case EXPR_ALL:
        symbol = opposite(normal, inner);
        if (symbol.size == 0)
            return kept_not(normal, expr, operand);
        operand.expr = expr_copy(normal->arena, inner);
        operand.expr->text = symbol;
        if (inner->kind != EXPR_OPERATOR)
            operand.expr->kind = inner->kind == EXPR_ANY ? EXPR_ALL : EXPR_ANY;
        return operand;
    default:
        return kept_not(normal, expr, operand);
    }
}
