/* evaluate_set.c: what aggregates make of the items of a set. */
#include "evaluate/evaluate_set.h"

#include "base/buffer.h"
#include "evaluate/evaluate_array.h"

/* An item that the condition lets pass: its value, and what it is ordered by. */
typedef struct Member {
    Datum value, key;
} Member;
typedef LIST(Member) MemberList;

Datum set_item(Evaluator *evaluator, const Expr *expr)
{
    const Item *item = evaluator->items;
    while (item && !text_equal(item->set, expr->text))
        item = item->outer;
    if (!item)
        return datum_unknown();
    return expr->boolean ? datum_integer(evaluator, item->number, type_of_code("int8")) : item->value;
}

/* ---- members ---- */

static bool is_known(const Datum *datum, Datum *failure)
{
    bool known = datum->state == EVALUATED_VALUE || datum->state == EVALUATED_NULL;
    if (!known || datum->is_near)
        *failure = datum->state == EVALUATED_ERROR ? datum_error() : datum_unknown();
    return known && !datum->is_near;
}

/* Whether the condition, if there is one, is true of the item; false, and *failure, where that is not known.
 */
static bool passes(Evaluator *evaluator, const Expr *condition, bool *holds, Datum *failure)
{
    Datum truth = condition ? evaluate_node(evaluator, condition) : datum_bool(true);
    *holds = datum_is_true(&truth);
    return is_known(&truth, failure);
}

static bool add_member(Evaluator *evaluator, const Expr *expr, MemberList *members, Datum *failure)
{
    const Expr *order = expr->arguments.items[3];
    TypeUse text = type_of_code("text");
    bool holds;
    if (!passes(evaluator, expr->arguments.items[2], &holds, failure))
        return false;
    if (!holds)
        return true;
    Member member = {.value = evaluate_node(evaluator, expr->arguments.items[1])};
    if (type_is_unknown(&member.value.type))
        member.value = datum_cast(evaluator, member.value, &text, false);
    member.key = order ? evaluate_node(evaluator, order) : member.value;
    list_push(evaluator->arena, members, member);
    return is_known(&member.value, failure) && is_known(&member.key, failure);
}

/* The members of the set, in its order; of EXISTS the first is enough. */
static bool read_members(Evaluator *evaluator, const Expr *expr, MemberList *members, Datum *failure)
{
    DatumList items = {0};
    const Expr *set = expr->arguments.items[0];
    bool exists = text_is(expr->text, "exists"), good = set_items(evaluator, set, &items, failure);
    ExprScope outside = evaluator->types;
    Item item = {.set = expr->qualifier, .outer = evaluator->items};
    ExprItems types;
    evaluator->types =
        expr_scope_inside(&outside, expr, expr_set_type(set, expr_type(&outside, set)), &types);
    evaluator->items = &item;
    for (size_t i = 0; good && i < items.count && !(exists && members->count); i++) {
        item.value = items.items[i];
        item.number = (int64_t)i + 1;
        good = add_member(evaluator, expr, members, failure);
    }
    evaluator->items = item.outer;
    evaluator->types = outside;
    return good;
}

/* NULL is above all, and the same as NULL. */
static Order order_of(Evaluator *evaluator, const Datum *a, const Datum *b)
{
    bool null_a = a->state == EVALUATED_NULL, null_b = b->state == EVALUATED_NULL;
    return null_a || null_b ? order_of_int(null_a - null_b) : datum_order(evaluator, a, b);
}

/* Without those that are the same as one before; false where that can't be told. */
static bool keep_distinct(Evaluator *evaluator, MemberList *members)
{
    size_t kept = 0;
    for (size_t i = 0; i < members->count; i++) {
        Order order = ORDER_DIFFERENT;
        for (size_t k = 0; k < kept && order != ORDER_EQUAL; k++) {
            order = order_of(evaluator, &members->items[k].value, &members->items[i].value);
            if (order == ORDER_UNKNOWN)
                return false;
        }
        if (order != ORDER_EQUAL)
            members->items[kept++] = members->items[i];
    }
    members->count = kept;
    return true;
}

/* By insertion, which leaves those that are equal as they are; false where the order can't be told. */
static bool sort(Evaluator *evaluator, MemberList *members, bool descends)
{
    for (size_t i = 1; i < members->count; i++) {
        Member member = members->items[i];
        size_t at = i;
        for (; at > 0; at--) {
            Order order = order_of(evaluator, &members->items[at - 1].key, &member.key);
            if (order == ORDER_UNKNOWN || order == ORDER_DIFFERENT)
                return false;
            if (order != (descends ? ORDER_LESS : ORDER_GREATER))
                break;
            members->items[at] = members->items[at - 1];
        }
        members->items[at] = member;
    }
    return true;
}

/* ---- aggregates ---- */

static Datum count_of(Evaluator *evaluator, const MemberList *members, TypeUse result)
{
    int64_t count = 0;
    for (size_t i = 0; i < members->count; i++)
        count += members->items[i].value.state == EVALUATED_VALUE;
    return datum_integer(evaluator, count, result);
}

static Datum sum_of(Evaluator *evaluator, const MemberList *members, TypeUse result)
{
    Datum sum = datum_null(result);
    for (size_t i = 0; i < members->count; i++) {
        Datum value = datum_cast(evaluator, members->items[i].value, &result, false);
        if (value.state == EVALUATED_VALUE)
            sum = sum.state == EVALUATED_NULL ? value : evaluate_operator(evaluator, TEXT("+"), sum, value);
    }
    return sum;
}

static Datum mean_of(Evaluator *evaluator, const MemberList *members, TypeUse result)
{
    Datum sum = sum_of(evaluator, members, result);
    Datum count = datum_cast(evaluator, count_of(evaluator, members, type_of_code("int8")), &result, false);
    if (type_code(&result) != TYPE_NUMERIC || sum.state != EVALUATED_VALUE)
        return type_code(&result) == TYPE_NUMERIC ? sum : datum_unknown();
    return evaluate_operator(evaluator, TEXT("/"), sum, count);
}

static Datum extreme_of(Evaluator *evaluator, const MemberList *members, Order wanted, TypeUse result)
{
    Datum best = datum_null(result);
    for (size_t i = 0; i < members->count; i++) {
        const Datum *value = &members->items[i].value;
        if (value->state == EVALUATED_NULL)
            continue;
        Order order = best.state == EVALUATED_NULL ? wanted : datum_order(evaluator, value, &best);
        if (order == ORDER_UNKNOWN || order == ORDER_DIFFERENT)
            return datum_unknown();
        best = order == wanted ? *value : best;
    }
    return best;
}

/* bool_and, and bool_or where `decisive` is true. */
static Datum junction_of(const MemberList *members, bool decisive)
{
    bool any = false;
    for (size_t i = 0; i < members->count; i++) {
        const Datum *value = &members->items[i].value;
        if (decisive ? datum_is_true(value) : datum_is_false(value))
            return datum_bool(decisive);
        any = any || value->state == EVALUATED_VALUE;
    }
    return any ? datum_bool(!decisive) : datum_null(type_of_code("bool"));
}

static Datum array_of_members(Evaluator *evaluator, const MemberList *members, TypeUse result)
{
    DatumList items = {0};
    for (size_t i = 0; i < members->count; i++) {
        if (type_is_array(&members->items[i].value.type))
            return datum_unknown();
        list_push(evaluator->arena, &items, members->items[i].value);
    }
    return type_is_known(&result) ? array_of(evaluator, &items, result) : datum_unknown();
}

static Datum joined(Evaluator *evaluator, const MemberList *members, const Expr *separator, TypeUse result)
{
    Datum between = separator ? evaluate_node(evaluator, separator) : datum_unknown();
    Buffer out = {0};
    bool any = false;
    if (between.state != EVALUATED_VALUE)
        return datum_unknown();
    for (size_t i = 0; i < members->count; i++) {
        if (members->items[i].value.state == EVALUATED_NULL)
            continue;
        buffer_text(&out, any ? between.text : TEXT(""));
        buffer_text(&out, members->items[i].value.text);
        any = true;
    }
    Datum text = datum_make(result, text_copy(evaluator->arena, buffer_contents(&out)));
    buffer_free(&out);
    return any ? text : datum_null(result);
}

static Datum made_of(Evaluator *evaluator, const Expr *expr, const MemberList *members)
{
    TypeUse result = expr_type(&evaluator->types, expr);
    Text name = expr->text;
    if (text_is(name, "exists"))
        return datum_bool(members->count > 0);
    if (text_is(name, "count"))
        return count_of(evaluator, members, result);
    if (text_is(name, "bool_and") || text_is(name, "bool_or"))
        return junction_of(members, text_is(name, "bool_or"));
    if (text_is(name, "array") || (text_is(name, "array_agg") && members->count))
        return array_of_members(evaluator, members, result);
    if (!type_is_known(&result))
        return datum_unknown();
    if (text_is(name, "sum"))
        return sum_of(evaluator, members, result);
    if (text_is(name, "avg"))
        return mean_of(evaluator, members, result);
    if (text_is(name, "min") || text_is(name, "max"))
        return extreme_of(evaluator, members, text_is(name, "min") ? ORDER_LESS : ORDER_GREATER, result);
    if (text_is(name, "string_agg"))
        return joined(evaluator, members, expr->arguments.items[4], result);
    return text_is(name, "array_agg") ? datum_null(result) : datum_unknown();
}

/* DISTINCT sorts as well. */
Datum set_aggregate(Evaluator *evaluator, const Expr *expr)
{
    MemberList members = {0};
    Datum failure = {0};
    bool is_list = text_starts_with(expr->text, TEXT("array")) || text_is(expr->text, "string_agg");
    if (!read_members(evaluator, expr, &members, &failure))
        return failure;
    if (expr->negated && !keep_distinct(evaluator, &members))
        return datum_unknown();
    bool sorts = expr->arguments.items[3] || (expr->negated && is_list);
    if (sorts && !sort(evaluator, &members, expr->boolean))
        return datum_unknown();
    return made_of(evaluator, expr, &members);
}
