/* narrow_elements.c: arrays. Conditions that are about each element by itself become conditions on elements;
 * how many elements there may be is found by trying. Arrays under conditions that bind elements to one
 * another, to their places or to anything else are listed. */
#include "plan/narrow/narrow_items.h"

#include "base/buffer.h"
#include "model/literal.h"
#include "model/type_convert.h"
#include "plan/narrow/guess.h"
#include "plan/narrow/narrow_other.h"
#include "plan/narrow/narrow_text.h"
#include "plan/narrow/narrow_whole.h"

enum {
    ELEMENTS_MOST = 40, /* of arrays that are tried */
    MORE_ELEMENTS = 3,  /* than the least number */
    SAMPLES = 6,        /* elements */
    LISTED = 40,        /* elements of arrays that are listed, */
    FEW = 8,            /* of which so many words are enough; */
    ROUNDS = 160,       /* arrays of each of the usual numbers of elements */
    USUAL_MOST = 6
};

static Expr *value_of(const NarrowTask *task)
{
    return expr_new(task->arena, EXPR_VALUE, (Span){0});
}

static bool is_call(const Expr *expr, const char *name)
{
    return expr->kind == EXPR_CALL && !expr->qualifier.size && text_is(expr->text, name);
}

static bool is_about_self(const Expr *expr)
{
    return expr->arguments.count && expr->arguments.items[0] && narrow_is_self(expr->arguments.items[0]);
}

/* ---- how many ---- */

static bool is_empty_array(const Expr *expr)
{
    if (expr->kind == EXPR_CAST)
        return is_empty_array(expr->arguments.items[0]);
    return (expr->kind == EXPR_STRING && text_is(expr->text, "{}")) ||
           (expr->kind == EXPR_ARRAY && !expr->arguments.count);
}

/* Whether the node says no more of the array than its number of elements, or that none of them is NULL. */
static bool is_number(const Expr *expr)
{
    static const char *const names[] = {"cardinality", "array_length", "array_upper", "array_lower",
                                        "array_ndims"};
    bool position = is_call(expr, "array_position") && is_about_self(expr);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_call(expr, names[i]) && is_about_self(expr))
            return true;
    if (expr->kind == EXPR_OPERATOR && expr->arguments.count == 2)
        return is_about_self(expr) && is_empty_array(expr->arguments.items[1]);
    return (position && expr->arguments.items[1]->kind == EXPR_NULL) ||
           (expr->kind == EXPR_IS && text_is(expr->text, "null") && is_about_self(expr));
}

static bool counts_alone(const Expr *expr)
{
    if (narrow_is_self(expr))
        return false;
    bool alone = true;
    for (size_t i = 0; i < expr->arguments.count && alone && !is_number(expr); i++)
        alone = !expr->arguments.items[i] || counts_alone(expr->arguments.items[i]);
    return alone;
}

/* ---- elements ---- */

static void add_condition(const NarrowTask *task, DomainParts *parts, Expr *condition)
{
    list_push(task->arena, &parts->conditions, condition);
}

/* x <@ ARRAY[…]: every element is one of those. */
static Expr *one_of(const NarrowTask *task, const Expr *array)
{
    Expr *any = expr_new(task->arena, EXPR_ANY, array->span);
    any->text = TEXT("=");
    list_push(task->arena, &any->arguments, value_of(task));
    list_push(task->arena, &any->arguments, items_typed(task, array));
    return any;
}

static bool add_fixed(const NarrowTask *task, DomainParts *parts, const Expr *array, size_t most)
{
    Constant constant;
    LiteralItemList items = {0};
    if (!narrow_constant(task, array, &constant) || !literal_array_items(task->arena, constant.least, &items))
        return false;
    for (size_t i = 0; i < items.count && i < most; i++)
        if (!items.items[i].is_null)
            list_push(task->arena, &parts->fixed, items.items[i].text);
    return true;
}

/* c = ANY (x), c < ALL (x). */
static bool read_quantified(const NarrowTask *task, const Expr *expr, DomainParts *parts)
{
    Expr *constant = expr->arguments.items[0];
    Constant value;
    if (!narrow_is_self(expr->arguments.items[1]) || !narrow_is_constant(constant) || expr->qualifier.size)
        return false;
    if (expr->kind == EXPR_ALL) {
        add_condition(
            task, parts,
            expr_operator(task->arena, text_string(task->arena, expr->text), constant, value_of(task)));
        return true;
    }
    if (!text_is(expr->text, "=") || !narrow_constant(task, constant, &value))
        return false;
    list_push(task->arena, &parts->fixed, value.least);
    return true;
}

/* x <@ c, x @> c, x && c. */
static bool read_relation(const NarrowTask *task, const Expr *expr, DomainParts *parts)
{
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    bool turned = narrow_is_self(right);
    const Expr *constant = turned ? left : right;
    if (!narrow_is_self(turned ? right : left) || !narrow_is_constant(constant))
        return false;
    bool contains = text_is(expr->text, turned ? "<@" : "@>"),
         within = text_is(expr->text, turned ? "@>" : "<@");
    if (within)
        add_condition(task, parts, one_of(task, constant));
    if (contains || text_is(expr->text, "&&"))
        return add_fixed(task, parts, constant, contains ? ELEMENTS_MOST : 1);
    return within;
}

/* ---- aggregates of elements ---- */

/* Of an item of the set, the expression with VALUE in its place; NULL where it reads the array, or the item's
 * number, too. */
static Expr *of_element(const NarrowTask *task, const Expr *expr, Text set)
{
    if (expr->kind == EXPR_ITEM && text_equal(expr->text, set))
        return expr->boolean ? NULL : value_of(task);
    if (narrow_is_self(expr))
        return NULL;
    Expr *copy = expr_copy(task->arena, expr);
    for (size_t i = 0; i < copy->arguments.count; i++)
        if (copy->arguments.items[i] &&
            !(copy->arguments.items[i] = of_element(task, copy->arguments.items[i], set)))
            return NULL;
    return copy;
}

static Expr *test(const NarrowTask *task, Expr *operand, bool negated)
{
    Expr *is = expr_new(task->arena, EXPR_IS, operand->span);
    is->text = TEXT("true");
    is->negated = negated;
    list_push(task->arena, &is->arguments, operand);
    return is;
}

/* Every element, or each that the aggregate's condition is true of, is as `value` says; NULL: there is none
 * of those. */
static bool add_of_each(const NarrowTask *task, DomainParts *parts, const Expr *aggregate, const Expr *value)
{
    const Expr *set = aggregate->arguments.items[0], *filter = aggregate->arguments.items[2];
    Text name = aggregate->qualifier;
    Expr *passes = filter ? of_element(task, filter, name) : NULL,
         *wanted = value ? of_element(task, value, name) : NULL;
    if (!is_call(set, "unnest") || !is_about_self(set) || (filter && !passes) || (value && !wanted) ||
        (!passes && !wanted))
        return false;
    Expr *either = passes ? test(task, passes, true) : wanted;
    if (passes && wanted) {
        Expr *sides[] = {either, wanted};
        either = expr_new(task->arena, EXPR_OR, wanted->span);
        for (size_t i = 0; i < 2; i++)
            list_push(task->arena, &either->arguments, sides[i]);
    }
    add_condition(task, parts, either);
    return true;
}

static bool is_aggregate(const Expr *expr, const char *name)
{
    return expr->kind == EXPR_AGGREGATE && text_is(expr->text, name);
}

/* min (x) > c and max (x) < c, of every x; count (*) = 0. */
static bool read_compared(const NarrowTask *task, const Expr *expr, DomainParts *parts)
{
    const Expr *left = expr->arguments.items[0], *right = expr->arguments.items[1];
    bool up = text_starts_with(expr->text, TEXT(">")), down = text_starts_with(expr->text, TEXT("<"));
    bool none = is_aggregate(left, "count") && !left->negated && text_is(expr->text, "=") &&
                left->arguments.items[1]->kind == EXPR_BOOL && right->kind == EXPR_NUMBER &&
                text_is(right->text, "0");
    bool each = (is_aggregate(left, "min") && up) ||
                (is_aggregate(left, "max") && down && expr->text.size && !text_is(expr->text, "<>"));
    if (none)
        return add_of_each(task, parts, left, NULL);
    return each && narrow_is_constant(right) &&
           add_of_each(task, parts, left,
                       expr_operator(task->arena, text_string(task->arena, expr->text),
                                     left->arguments.items[1], (Expr *)right));
}

/* Whether the condition is about each element by itself, and has become conditions on elements. */
static bool read_condition(const NarrowTask *task, const Expr *expr, DomainParts *parts)
{
    if (is_aggregate(expr, "bool_and"))
        return add_of_each(task, parts, expr, expr->arguments.items[1]);
    if (expr->kind == EXPR_NOT && is_aggregate(expr->arguments.items[0], "exists"))
        return add_of_each(task, parts, expr->arguments.items[0], NULL);
    if (expr->kind == EXPR_ANY || expr->kind == EXPR_ALL)
        return read_quantified(task, expr, parts);
    if (expr->kind != EXPR_OPERATOR || expr->arguments.count != 2 || expr->qualifier.size)
        return false;
    return read_compared(task, expr, parts) || read_relation(task, expr, parts);
}

/* What conditions say of elements; whether that, and how many there may be, is all that they say. */
static bool read_conditions(const NarrowTask *task, DomainParts *parts)
{
    bool all = true;
    for (size_t i = 0; i < task->conditions.count; i++)
        all = (read_condition(task, task->conditions.items[i], parts) ||
               counts_alone(task->conditions.items[i])) &&
              all;
    return all;
}

/* ---- texts ---- */

static ColumnPlan *element_part(const NarrowTask *task)
{
    TypeUse element = task->base;
    element.dimensions = 0;
    return domain_part(task->column, &element, TEXT("1"));
}

static void add_item(Buffer *out, Text item)
{
    buffer_string(out, out->size > 1 ? ",\"" : "\"");
    for (size_t i = 0; i < item.size; i++) {
        if (item.data[i] == '"' || item.data[i] == '\\')
            buffer_char(out, '\\');
        buffer_char(out, item.data[i]);
    }
    buffer_char(out, '"');
}

static Text array_text(const NarrowTask *task, const TextList *items)
{
    Buffer out = {0};
    buffer_char(&out, '{');
    for (size_t i = 0; i < items->count; i++)
        add_item(&out, items->items[i]);
    buffer_char(&out, '}');
    Text text = literal_canonical(task->arena, buffer_contents(&out), &task->base);
    text = text_copy(task->arena, text);
    buffer_free(&out);
    return text;
}

/* An array of so many elements: the fixed ones, then samples from a place on. */
static Text array_from(const NarrowTask *task, const DomainParts *parts, const TextList *samples,
                       size_t count, size_t from)
{
    TextList items = {0};
    for (size_t i = 0; i < count; i++)
        list_push(task->arena, &items,
                  i < parts->fixed.count ? parts->fixed.items[i]
                                         : samples->items[(from + i) % samples->count]);
    return array_text(task, &items);
}

/* ---- the domain ---- */

static bool admits_count(const NarrowTask *task, const DomainParts *parts, const TextList *samples,
                         size_t count)
{
    if (count < parts->fixed.count || (count > parts->fixed.count && !samples->count))
        return false;
    for (size_t from = 0; from < 3; from++)
        if (!narrow_admits(task, array_from(task, parts, samples, count, from)))
            return false;
    return true;
}

Found elements_narrow(const NarrowTask *task)
{
    DomainParts parts = {0};
    if (!read_conditions(task, &parts))
        return (Found){0};
    TextList samples = narrow_candidates(element_part(task), &parts.conditions, SAMPLES);
    size_t count = 0;
    while (count <= ELEMENTS_MOST && !admits_count(task, &parts, &samples, count))
        count++;
    if (count > ELEMENTS_MOST)
        return (Found){0};
    parts.least = parts.most = (uint32_t)count;
    while (parts.most < parts.least + MORE_ELEMENTS && admits_count(task, &parts, &samples, parts.most + 1))
        parts.most++;
    return (Found){.domain = domain_compound_of(task->column, &task->base, &parts)};
}

/* ---- values to try ---- */

/* Elements in no order to be seen: the state of a linear congruential generator (Knuth, "The Art of Computer
 * Programming", volume 2). */
static size_t next_place(uint64_t *state, size_t count)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)((*state >> 33) % count);
}

/* Of samples in the order of their places: upwards, downwards, or in none. */
static Text array_in_order(const NarrowTask *task, const DomainParts *parts, const TextList *samples,
                           size_t count, uint64_t *state)
{
    TextList items = parts->fixed;
    size_t places[ELEMENTS_MOST], free = count - parts->fixed.count, order = next_place(state, 4);
    items.capacity = items.count;
    for (size_t i = 0; i < free; i++) {
        size_t place = next_place(state, samples->count), at = i;
        for (; order < 2 && at > 0 && (order ? places[at - 1] < place : places[at - 1] > place); at--)
            places[at] = places[at - 1];
        places[at] = place;
    }
    for (size_t i = 0; i < free; i++)
        list_push(task->arena, &items, samples->items[places[i]]);
    return array_text(task, &items);
}

/* By the whole numbers that they are, else by their bytes. */
static bool is_before(const NarrowTask *part, Text a, Text b)
{
    PlanInteger x, y;
    if (whole_is(part) && whole_place(part, a, &x) && whole_place(part, b, &y))
        return x < y;
    return text_compare(a, b) < 0;
}

static void sort(const NarrowTask *part, TextList *texts)
{
    for (size_t i = 1; i < texts->count; i++) {
        Text text = texts->items[i];
        size_t at = i;
        for (; at > 0 && is_before(part, text, texts->items[at - 1]); at--)
            texts->items[at] = texts->items[at - 1];
        texts->items[at] = text;
    }
}

static void add_all(const NarrowTask *task, TextList *to, const TextList *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        list_push(task->arena, to, texts->items[i]);
}

/* Constants of the conditions that are such elements, and others, in their order. */
static TextList listed_samples(const NarrowTask *task, const DomainParts *parts)
{
    ColumnPlan *part = element_part(task);
    TextList literals = narrow_literals(task), values = {0};
    for (size_t i = 0; i < literals.count; i++) {
        TextList one = {0};
        list_push(task->arena, &one, literal_canonical(task->arena, literals.items[i], &part->column->type));
        if (domain_values(part, &one, "").unrank)
            list_push(task->arena, &values, one.items[0]);
    }
    ExprList conditions = domain_part_conditions(part, &parts->conditions);
    NarrowTask inner = narrow_task(part, DOMAIN_DRAWN, &conditions);
    TextList words = guess_values(&inner, texts_kind(&inner) ? LISTED / 2 : 0),
             more = items_samples(part, &parts->conditions, LISTED);
    add_all(task, &values, &words);
    TextList samples = narrow_passing(part, &conditions, &values);
    if (samples.count < FEW)
        add_all(task, &samples, &more);
    sort(&inner, &samples);
    return samples;
}

TextList elements_candidates(const NarrowTask *task)
{
    TextList texts = {0};
    DomainParts parts = {0};
    uint64_t state = 1;
    read_conditions(task, &parts);
    TextList samples = listed_samples(task, &parts);
    size_t least = parts.fixed.count;
    for (size_t round = 0; round < ROUNDS && samples.count; round++)
        for (size_t count = least; count <= least + USUAL_MOST && count < ELEMENTS_MOST; count++)
            list_push(task->arena, &texts, array_in_order(task, &parts, &samples, count, &state));
    for (size_t count = least; count < ELEMENTS_MOST && (samples.count || !count); count++)
        list_push(task->arena, &texts, array_from(task, &parts, &samples, count, count));
    return texts;
}
