/* alternative.c: joining alternatives, and choosing among too many. */
#include "plan/condition/alternative.h"

#include <string.h>

enum {
    FEW_PAIRS = 16,        /* pairs that are joined in any case */
    WORK_OF_DOMAIN = 20000 /* finding out what values a column has left, in steps: a step takes nanoseconds,
                              languages and trials tenths of a millisecond */
};

Search search_new(const ScenarioScope *scope)
{
    Search search = {.scope = scope,
                     .expressions = map_new(scope->arena),
                     .sets = map_new(scope->arena),
                     .limit = scope->work,
                     .most = scope->work + scope->work / 2};
    search.words = scope->columns.count / 64 + 1;
    search.draft = *alternative_new(&search);
    return search;
}

size_t search_share(Search *search, size_t parts)
{
    size_t limit = search->limit;
    if (search->work < limit)
        search->limit = search->work + (limit - search->work) / parts;
    return limit;
}

bool search_is_spent(Search *search)
{
    bool spent = search->work >= search->limit;
    search->incomplete |= spent;
    return spent;
}

Alternative *alternative_new(Search *search)
{
    const ScenarioScope *scope = search->scope;
    Alternative *alternative = arena_new_object(scope->arena, Alternative);
    alternative->nulls = arena_array(scope->arena, 2 * search->words, sizeof(uint64_t));
    alternative->values = alternative->nulls + search->words;
    alternative->facts = arena_array(scope->arena, scope->columns.count + 1, sizeof(Facts *));
    return alternative;
}

Presence alternative_presence(const Alternative *alternative, size_t column)
{
    if (alternative->nulls[column / 64] >> column % 64 & 1)
        return PRESENCE_NULL;
    return alternative->values[column / 64] >> column % 64 & 1 ? PRESENCE_VALUE : PRESENCE_FREE;
}

void alternative_bind(Alternative *alternative, size_t column, Presence presence)
{
    uint64_t *set = presence == PRESENCE_NULL ? alternative->nulls : alternative->values;
    set[column / 64] |= (uint64_t)1 << column % 64;
}

/* ---- facts ---- */

/* Expressions that print alike and yet may differ. */
typedef struct Namesakes {
    ExprList list;
    LIST(size_t) numbers;
} Namesakes;

static size_t number_of(Search *search, const Expr *expr)
{
    Arena *arena = search->scope->arena;
    Text print = expr_print(arena, expr);
    Namesakes *alike = map_get(&search->expressions, print);
    if (!alike) {
        alike = arena_new_object(arena, Namesakes);
        map_put(&search->expressions, print, alike);
    }
    for (size_t i = 0; i < alike->list.count; i++)
        if (expr_equal(alike->list.items[i], expr))
            return alike->numbers.items[i];
    list_push(arena, &alike->list, (Expr *)expr);
    list_push(arena, &alike->numbers, search->expression_count);
    return search->expression_count++;
}

static bool is_possible(Search *search, const ExprList *list, size_t column)
{
    const ScenarioScope *scope = search->scope;
    if (column == NO_COLUMN || !scope->possible)
        return true;
    search->work += WORK_OF_DOMAIN * list->count;
    return scope->possible(scope->context, column, list);
}

/* The set of these expressions. */
static const Facts *set_of(Search *search, const size_t *numbers, ExprList list, size_t column)
{
    Text key = {(const char *)numbers, list.count * sizeof *numbers};
    Facts *facts = map_get(&search->sets, key);
    if (!facts) {
        facts = arena_new_object(search->scope->arena, Facts);
        *facts = (Facts){list, numbers, is_possible(search, &list, column)};
        map_put(&search->sets, key, facts);
    }
    return facts;
}

const Facts *facts_of(Search *search, const Expr *expr, size_t column)
{
    Arena *arena = search->scope->arena;
    ExprList list = {0};
    size_t *number = arena_array(arena, 1, sizeof *number);
    *number = number_of(search, expr);
    list_push(arena, &list, (Expr *)expr);
    return set_of(search, number, list, column);
}

/* Every fact of `few` is one of `many`. */
static bool is_part(const Facts *few, const Facts *many)
{
    if (few == many || !few)
        return true;
    if (!many || few->list.count > many->list.count)
        return false;
    for (size_t i = 0, k = 0; i < few->list.count; i++, k++) {
        while (k < many->list.count && many->numbers[k] < few->numbers[i])
            k++;
        if (k == many->list.count || many->numbers[k] != few->numbers[i])
            return false;
    }
    return true;
}

static const Facts *facts_join(Search *search, const Facts *a, const Facts *b, size_t column)
{
    if (is_part(b, a))
        return a;
    if (is_part(a, b))
        return b;
    Arena *arena = search->scope->arena;
    size_t all = a->list.count + b->list.count, *numbers = arena_array(arena, all, sizeof *numbers);
    ExprList list = {0};
    for (size_t i = 0, k = 0; i < a->list.count || k < b->list.count;) {
        bool from_a = k == b->list.count || (i < a->list.count && a->numbers[i] <= b->numbers[k]);
        bool in_both = from_a && k < b->list.count && a->numbers[i] == b->numbers[k];
        numbers[list.count] = from_a ? a->numbers[i] : b->numbers[k];
        list_push(arena, &list, from_a ? a->list.items[i] : b->list.items[k]);
        i += from_a;
        k += !from_a || in_both;
    }
    search->work += all;
    return set_of(search, numbers, list, column);
}

/* ---- alternatives ---- */

/* Every row of `b` is one of `a`. */
static bool contains(Search *search, const Alternative *a, const Alternative *b)
{
    search->work++;
    if (a->tags != b->tags)
        return false;
    for (size_t i = 0; i < search->words; i++)
        if ((a->nulls[i] & ~b->nulls[i]) || (a->values[i] & ~b->values[i]))
            return false;
    for (size_t i = 0; i < search->scope->columns.count; i++)
        if (!is_part(a->facts[i], b->facts[i]))
            return false;
    search->work += search->scope->columns.count;
    return is_part(a->relations, b->relations);
}

static bool contradict(const Search *search, const Alternative *a, const Alternative *b)
{
    for (size_t i = 0; i < search->words; i++)
        if ((a->nulls[i] & b->values[i]) || (a->values[i] & b->nulls[i]))
            return true;
    return false;
}

/* Makes the draft both at once; false where they contradict each other. */
static bool draft_join(Search *search, const Alternative *a, const Alternative *b)
{
    Alternative *draft = &search->draft;
    search->work++;
    if (contradict(search, a, b))
        return false;
    for (size_t i = 0; i < search->scope->columns.count; i++) {
        draft->facts[i] = facts_join(search, a->facts[i], b->facts[i], i);
        if (draft->facts[i] && !draft->facts[i]->possible) {
            search->dropped = true;
            return false;
        }
    }
    for (size_t i = 0; i < search->words; i++) {
        draft->nulls[i] = a->nulls[i] | b->nulls[i];
        draft->values[i] = a->values[i] | b->values[i];
    }
    draft->relations = facts_join(search, a->relations, b->relations, NO_COLUMN);
    draft->tags = a->tags | b->tags;
    search->work += search->scope->columns.count;
    return true;
}

static Alternative *copy_of(Search *search, const Alternative *alternative)
{
    Alternative *copy = alternative_new(search);
    memcpy(copy->nulls, alternative->nulls, search->words * sizeof *copy->nulls);
    memcpy(copy->values, alternative->values, search->words * sizeof *copy->values);
    memcpy(copy->facts, alternative->facts, search->scope->columns.count * sizeof *copy->facts);
    copy->relations = alternative->relations;
    copy->tags = alternative->tags;
    return copy;
}

/* True where there is room for it: no other one contains it, and what it contains is dropped. */
static bool make_room(Search *search, AlternativeList *list, const Alternative *alternative)
{
    for (size_t i = 0; i < list->count; i++)
        if (contains(search, list->items[i], alternative))
            return false;
    for (size_t i = list->count; i-- > 0;)
        if (contains(search, alternative, list->items[i]))
            list_remove(list, i);
    return true;
}

void alternatives_add(Search *search, AlternativeList *to, Alternative *alternative)
{
    for (size_t i = 0; i < search->scope->columns.count; i++)
        if (alternative->facts[i] && !alternative->facts[i]->possible) {
            search->dropped = true;
            return;
        }
    if (!make_room(search, to, alternative))
        return;
    list_push(search->scope->arena, to, alternative);
    if (to->count >= 2 * ALTERNATIVES_KEPT)
        *to = alternatives_choose(search, to, ALTERNATIVES_KEPT);
}

void alternatives_append(Search *search, AlternativeList *to, const AlternativeList *more)
{
    for (size_t i = 0; i < more->count; i++)
        alternatives_add(search, to, more->items[i]);
}

/* ---- all of both ---- */

static AlternativeList join_all(Search *search, const AlternativeList *a, const AlternativeList *b)
{
    AlternativeList result = {0};
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (draft_join(search, a->items[i], b->items[k]) && make_room(search, &result, &search->draft))
                list_push(search->scope->arena, &result, copy_of(search, &search->draft));
    return result;
}

static size_t work_left(const Search *search)
{
    return search->work < search->limit ? search->limit - search->work : 0;
}

/* Each is compared with those before. */
static size_t work_of_pairs(const Search *search, size_t pairs)
{
    return pairs * (search->scope->columns.count + pairs);
}

AlternativeList alternatives_join(Search *search, const AlternativeList *a, const AlternativeList *b)
{
    size_t left = a->count, right = b->count;
    while (left * right > FEW_PAIRS && work_of_pairs(search, left * right) > work_left(search))
        *(left > right ? &left : &right) /= 2;
    AlternativeList some_a = alternatives_choose(search, a, left);
    AlternativeList some_b = alternatives_choose(search, b, right);
    AlternativeList result = join_all(search, &some_a, &some_b);
    return alternatives_choose(search, &result, ALTERNATIVES_KEPT);
}

/* ---- the best ---- */

/* What those that were chosen show. */
typedef struct Shown {
    bool *facts;                /* by number of the expression */
    bool (*presence)[3];        /* by column */
    uint64_t tags, absent_tags; /* splits that are true in one of them; not true */
} Shown;

static size_t news_of_facts(const Shown *shown, const Facts *facts)
{
    size_t count = 0;
    for (size_t i = 0; facts && i < facts->list.count; i++)
        count += !shown->facts[facts->numbers[i]];
    return count;
}

static size_t news_of(Search *search, const Shown *shown, const Alternative *alternative)
{
    size_t count = news_of_facts(shown, alternative->relations);
    count += (size_t)__builtin_popcountll(alternative->tags & ~shown->tags);
    count += (size_t)__builtin_popcountll(~alternative->tags & ~shown->absent_tags);
    for (size_t i = 0; i < search->scope->columns.count; i++)
        count += !shown->presence[i][alternative_presence(alternative, i)] +
                 news_of_facts(shown, alternative->facts[i]);
    search->work += search->scope->columns.count;
    return count;
}

static void show_facts(Shown *shown, const Facts *facts)
{
    for (size_t i = 0; facts && i < facts->list.count; i++)
        shown->facts[facts->numbers[i]] = true;
}

static void show(const Search *search, Shown *shown, const Alternative *alternative)
{
    show_facts(shown, alternative->relations);
    shown->tags |= alternative->tags;
    shown->absent_tags |= ~alternative->tags;
    for (size_t i = 0; i < search->scope->columns.count; i++) {
        shown->presence[i][alternative_presence(alternative, i)] = true;
        show_facts(shown, alternative->facts[i]);
    }
}

/* The one of those left that shows most, the first of several. News only become fewer: what was news before
 * is all that it can be now. */
static size_t best_of(Search *search, const Shown *shown, const AlternativeList *left, size_t *news)
{
    size_t best = 0, most = 0;
    for (size_t i = 0; i < left->count; i++) {
        if (news[i] <= most)
            continue;
        news[i] = news_of(search, shown, left->items[i]);
        if (news[i] > most)
            best = i, most = news[i];
    }
    return best;
}

static Shown nothing_shown(const Search *search)
{
    Arena *arena = search->scope->arena;
    return (Shown){.facts = arena_array(arena, search->expression_count + 1, sizeof(bool)),
                   .presence = arena_array(arena, search->scope->columns.count + 1, sizeof(bool[3]))};
}

/* A choice under way. */
typedef struct Choice {
    Search *search;
    Shown shown;
    AlternativeList left, chosen;
    size_t *news; /* by alternative left: no more than so much */
} Choice;

static Choice choice_new(Search *search, const AlternativeList *all)
{
    Arena *arena = search->scope->arena;
    Choice choice = {.search = search, .shown = nothing_shown(search)};
    choice.news = arena_array(arena, all->count + 1, sizeof *choice.news);
    for (size_t i = 0; i < all->count; i++) {
        list_push(arena, &choice.left, all->items[i]);
        choice.news[i] = SIZE_MAX;
    }
    return choice;
}

static void choice_take(Choice *choice, size_t place, AlternativeTest *accepts, const void *context)
{
    Search *search = choice->search;
    Alternative *alternative = choice->left.items[place];
    list_remove(&choice->left, place);
    memmove(choice->news + place, choice->news + place + 1,
            (choice->left.count - place) * sizeof *choice->news);
    if (accepts && !accepts(context, alternative)) {
        search->dropped = true;
        return;
    }
    show(search, &choice->shown, alternative);
    list_push(search->scope->arena, &choice->chosen, alternative);
}

AlternativeList alternatives_choose(Search *search, const AlternativeList *all, size_t most)
{
    if (all->count <= most)
        return *all;
    Choice choice = choice_new(search, all);
    while (choice.chosen.count < most) {
        bool in_order = choice.chosen.count < (most + 3) / 4;
        choice_take(&choice, in_order ? 0 : best_of(search, &choice.shown, &choice.left, choice.news), NULL,
                    NULL);
    }
    search->incomplete = true;
    return choice.chosen;
}

AlternativeList alternatives_accept(Search *search, const AlternativeList *all, size_t most,
                                    AlternativeTest *accepts, const void *context)
{
    Choice choice = choice_new(search, all);
    while (choice.left.count && choice.chosen.count < most) {
        bool in_order = choice.left.count + choice.chosen.count <= most;
        choice_take(&choice, in_order ? 0 : best_of(search, &choice.shown, &choice.left, choice.news),
                    accepts, context);
    }
    return choice.chosen;
}
