/* narrow_text.c: which of the texts that conditions allow a column gets: those it would have anyway, where
 * all of them are allowed, else what another form of the runtime writes, else strings of the language. */
#include "plan/narrow/narrow_text.h"

#include "base/buffer.h"
#include "model/type_convert.h"

enum {
    LENGTH_MOST = 300, /* lengths up to which languages tell them */
    PROSE_MOST = 120,  /* characters of running text */
    NATURAL_MORE = 16, /* characters that strings have beyond the shortest ones, where these are enough */
    NAME_LIMIT = 63    /* bytes of a name */
};

bool texts_kind(const NarrowTask *task)
{
    return !task->base.dimensions && task->column->type->kind == VALUE_TEXT &&
           (type_is_text(&task->base) || type_code(&task->base) == TYPE_CHAR) &&
           task->base.type->kind == TYPE_BASE;
}

/* What is known of a column's texts. */
typedef struct Texts {
    const NarrowTask *task;
    const Automaton *language; /* NULL: all */
    const Automaton *few;      /* what one condition allows, where that has a longest string; or NULL */
    uint32_t least, limit;     /* characters; limit 0: any */
    const Expr *unmet;         /* the first condition that was not understood */
    bool impossible;
    bool is_list; /* there are few texts: all of them are taken */
} Texts;

/* ---- lengths ---- */

static uint32_t type_limit(const NarrowTask *task)
{
    const TypeUse *base = &task->base;
    TypeCode code = type_code(base);
    if (code == TYPE_CHAR)
        return 1;
    return code == TYPE_NAME ? NAME_LIMIT : base->modifier_count > 0 ? (uint32_t)base->modifiers[0] : 0;
}

static void restrict_to(Texts *texts, const Automaton *language)
{
    Arena *arena = texts->task->arena;
    texts->language = texts->language ? automaton_both(arena, texts->language, language) : language;
    if (!texts->language)
        texts->language = language;
}

/* One span of lengths is two bounds; more are a language. */
static void set_lengths(Texts *texts, const Spans *lengths)
{
    Arena *arena = texts->task->arena;
    uint32_t limit = type_limit(texts->task);
    Spans held = spans_between(arena, 0, limit ? (PlanInteger)limit : SPAN_MOST);
    Spans found = spans_both(arena, lengths, &held);
    texts->impossible = !found.count;
    if (!found.count)
        return;
    PlanInteger low = found.items[0].low, high = found.items[found.count - 1].high;
    texts->least = low > INT32_MAX ? INT32_MAX : (uint32_t)low;
    texts->limit = high > INT32_MAX ? 0 : (uint32_t)high;
    const Automaton *either = NULL;
    for (size_t i = 0; found.count > 1 && i < found.count && found.items[i].low <= LENGTH_MOST; i++) {
        PlanInteger most = found.items[i].high > LENGTH_MOST ? LENGTH_MOST : found.items[i].high;
        Automaton *one = automaton_of_lengths(arena, (uint32_t)found.items[i].low, (uint32_t)most);
        either = either ? automaton_either(arena, either, one) : one;
    }
    if (either)
        restrict_to(texts, either);
}

/* ---- conditions ---- */

/* char(n) is padded to its length before patterns see it. */
static bool sees_padding(const Expr *condition)
{
    bool pattern = condition->kind == EXPR_OPERATOR && condition->text.size &&
                   (condition->text.data[0] == '~' || text_starts_with(condition->text, TEXT("!~")));
    if (pattern)
        return true;
    for (size_t i = 0; i < condition->arguments.count; i++)
        if (condition->arguments.items[i] && sees_padding(condition->arguments.items[i]))
            return true;
    return false;
}

static void read_condition(Texts *texts, const Expr *condition, Spans *lengths)
{
    const NarrowTask *task = texts->task;
    Spans own, full = spans_between(task->arena, type_limit(task), type_limit(task));
    if (texts_lengths(task, condition, &own)) {
        *lengths = spans_both(task->arena, lengths, &own);
        return;
    }
    const Automaton *language = texts_language(task, condition);
    if (!language) {
        texts->unmet = texts->unmet ? texts->unmet : condition;
        return;
    }
    restrict_to(texts, language);
    if (!texts->few && automaton_is_finite(language) && !automaton_is_empty(language))
        texts->few = language;
    if (type_code(&task->base) == TYPE_BPCHAR && sees_padding(condition))
        *lengths = spans_both(task->arena, lengths, &full);
}

static void read_rule(Texts *texts)
{
    const Rule *rule = &texts->task->column->column->rule;
    const char *problem;
    if (rule->kind != RULE_PATTERN)
        return;
    const Regex *regex = regex_parse(texts->task->arena, rule->text, &problem);
    Automaton *language = regex ? automaton_of(texts->task->arena, regex, MATCH_WHOLE, false) : NULL;
    if (language)
        restrict_to(texts, language);
}

/* The longest string bounds the lengths of what is written instead. */
static void find_limit(Texts *texts)
{
    if (!texts->language || !automaton_is_finite(texts->language))
        return;
    Arena *scratch = arena_new();
    Automaton *copy = automaton_either(scratch, texts->language, texts->language);
    uint32_t limit = texts->limit ? texts->limit : UINT32_MAX;
    if (automaton_count(scratch, copy, texts->least, limit)) {
        texts->limit = copy->longest;
        texts->is_list = copy->count <= NARROW_LIST_LIMIT;
    }
    arena_free(scratch);
}

static Texts read_texts(const NarrowTask *task)
{
    Texts texts = {.task = task};
    Spans lengths = spans_all(task->arena);
    read_rule(&texts);
    for (size_t i = 0; i < task->conditions.count; i++)
        read_condition(&texts, task->conditions.items[i], &lengths);
    set_lengths(&texts, &lengths);
    if (!texts.impossible)
        find_limit(&texts);
    return texts;
}

/* What was found out before for columns of the same name, type and conditions. */
typedef struct Known {
    ExprList conditions;
    Texts texts;
    const Automaton *counted; /* NULL: not asked for yet */
} Known;

static Text key_of(const NarrowTask *task)
{
    const Rule *rule = &task->column->column->rule;
    Buffer out = {0};
    buffer_format(&out, "%d %u %d %u %.*s", type_code(&task->base), type_limit(task), task->use, task->years,
                  rule->kind == RULE_PATTERN ? (int)rule->text.size : 0,
                  rule->text.data ? rule->text.data : "");
    for (size_t i = 0; i < task->conditions.count; i++) {
        Text print = expr_print(task->arena, task->conditions.items[i]);
        buffer_format(&out, "; %.*s", TEXT_ARG(print));
    }
    Text key = text_copy(task->arena, buffer_contents(&out));
    buffer_free(&out);
    return key;
}

static Known *known_of(const NarrowTask *task)
{
    Map *all = task->column->table->plan->languages;
    Text key = key_of(task);
    Known *known = map_get(all, key);
    if (known && expr_list_equal(&known->conditions, &task->conditions))
        return known;
    known = arena_new_object(task->arena, Known);
    *known = (Known){.conditions = task->conditions, .texts = read_texts(task)};
    map_put(all, key, known);
    return known;
}

static Texts texts_of(const NarrowTask *task)
{
    Texts texts = known_of(task)->texts;
    texts.task = task;
    return texts;
}

/* ---- natural texts ---- */

/* True where every text of the language is allowed. */
static bool allows(const Texts *texts, const Automaton *written)
{
    Arena *arena = texts->task->arena;
    if (!written || (texts->language && !automaton_is_part(written, texts->language)))
        return false;
    if (texts->least <= 1)
        return true;
    if (texts->least > LENGTH_MOST)
        return false;
    return automaton_is_part(written, automaton_of_lengths(arena, texts->least, UINT32_MAX));
}

/* A form that the column has, or that stands in for it. */
static bool allows_form(const Texts *texts, Text form, uint32_t limit)
{
    if (!texts->language && texts->least <= 1)
        return true;
    return allows(texts,
                  form_language(texts->task->column->table->plan->languages, form, limit, texts->task->use));
}

static uint32_t least_of(uint32_t a, uint32_t b)
{
    return !a ? b : !b ? a : a < b ? a : b;
}

/* Running text of lengths that are allowed. */
static bool prose(const Texts *texts, const Domain *usual, Domain *domain)
{
    uint32_t most = least_of(texts->limit, usual->size);
    uint32_t least = texts->least > usual->least ? texts->least : usual->least;
    Texts lengths_aside = *texts;
    lengths_aside.least = 0;
    if (least > most)
        least = texts->least > 2 ? texts->least : 2;
    if (texts->least > most)
        most = least_of(texts->limit, texts->least + PROSE_MOST);
    least = least > 2 ? least : 2;
    if (least > most || !text_is(usual->function, "rt_prose_sentences") ||
        !allows(&lengths_aside, form_prose_language(texts->task->column->table->plan->languages)))
        return false;
    *domain = domain_prose("rt_prose_sentences", least, most, "sentences");
    return true;
}

/* The column's own texts, with what conditions say of their length. */
static bool own_domain(const Texts *texts, Domain *domain)
{
    const Domain *usual = &texts->task->usual;
    uint32_t limit = least_of(texts->limit, usual->size);
    if (usual->form.size && allows_form(texts, usual->form, limit)) {
        *domain = domain_form(usual->form.data, limit, usual->rule.data);
        return true;
    }
    if (usual->automaton || usual->values)
        return false;
    if (text_is(usual->function, "rt_code")) {
        Automaton *codes = automaton_of_lengths(texts->task->arena, limit, limit);
        *domain = domain_code(limit);
        return !texts->language ||
               allows(texts, automaton_both(texts->task->arena, codes,
                                            automaton_of_case(texts->task->arena, codes, false)));
    }
    return usual->function.size && prose(texts, usual, domain);
}

static bool substitute(const Texts *texts, Domain *domain)
{
    bool plain =
        texts->task->column->column->rule.kind == RULE_NONE && type_code(&texts->task->base) != TYPE_BPCHAR;
    for (size_t i = 0; plain && form_substitutes[i]; i++)
        if (allows_form(texts, text_of(form_substitutes[i]), texts->limit)) {
            *domain =
                domain_form(form_substitutes[i], texts->limit, "a text like those its conditions ask for");
            return true;
        }
    return false;
}

/* ---- strings of the language ---- */

#define MANY_STRINGS ((PlanCount)1 << 24)

/* Of that language the shorter strings, where they are many. */
static Automaton *short_strings(const Texts *texts,
                                Automaton *(*choose)(Arena *arena, const Automaton *automaton),
                                const Automaton *language)
{
    Arena *arena = texts->task->arena;
    uint32_t limit = texts->limit ? texts->limit : UINT32_MAX, shortest = texts->least ? texts->least : 1;
    Automaton *chosen = choose(arena, language);
    if (!automaton_count(arena, chosen, shortest, limit))
        return NULL;
    while (shortest < chosen->longest && !chosen->states.items[0]->counts[shortest])
        shortest++;
    if (shortest + NATURAL_MORE >= chosen->longest)
        return chosen;
    Automaton *shorter = choose(arena, language);
    return automaton_count(arena, shorter, shortest, shortest + NATURAL_MORE) &&
                   shorter->count >= MANY_STRINGS
               ? shorter
               : chosen;
}

/* char(n) is held without the blanks at its end, which its length and its comparisons do not see. */
static const Automaton *without_padding(const Texts *texts, const Automaton *language)
{
    const NarrowTask *task = texts->task;
    uint32_t limit = texts->limit ? texts->limit : UINT32_MAX;
    if (type_code(&task->base) != TYPE_BPCHAR)
        return language;
    const Automaton *bare =
        texts_of_regex(task->column->table->plan->languages, TEXT("(.*[^ ])?"), MATCH_WHOLE, false);
    Automaton *held = automaton_both(task->arena, language, bare);
    return automaton_count(task->arena, held, texts->least, limit) && held->count ? held : language;
}

/* Few strings are all taken; of many those that look right. Keys take no two that differ in case alone. */
static const Automaton *choose_counted(const Texts *texts)
{
    Arena *arena = texts->task->arena;
    const NarrowTask *task = texts->task;
    uint32_t limit = texts->limit ? texts->limit : UINT32_MAX;
    bool one_case = task->use == DOMAIN_CARRIED || type_code(&task->base) == TYPE_CITEXT;
    const Automaton *language =
        texts->language ? texts->language : automaton_of_lengths(arena, 0, UINT32_MAX);
    language = without_padding(texts, language);
    if (one_case)
        language = automaton_one_case(arena, language);
    Automaton *all = automaton_either(arena, language, language);
    if (!automaton_count(arena, all, texts->least, limit))
        return NULL;
    if (all->count <= NARROW_LIST_LIMIT)
        return all;
    Automaton *plain = short_strings(texts, automaton_plain, language);
    if (plain && plain->count >= MANY_STRINGS)
        return plain;
    Automaton *natural = short_strings(texts, automaton_natural, language);
    bool enough = natural && (natural->count >= all->count / 2 || natural->count >= MANY_STRINGS ||
                              task->use == DOMAIN_DRAWN);
    return enough ? natural : all;
}

static const Automaton *counted(const Texts *texts)
{
    Known *known = known_of(texts->task);
    if (!known->counted)
        known->counted = choose_counted(texts);
    return known->counted;
}

static Domain language_domain(const Texts *texts)
{
    Arena *arena = texts->task->arena;
    const Automaton *automaton = counted(texts);
    if (!automaton)
        return (Domain){0};
    if (automaton->count > NARROW_LIST_LIMIT)
        return domain_automaton(automaton, "strings that satisfy its conditions");
    TextList *strings = arena_new_object(arena, TextList);
    *strings = automaton_strings(arena, automaton, (size_t)automaton->count);
    Domain domain = domain_values(texts->task->column, strings, "");
    domain.rule = domain_words(texts->task->column, strings);
    return domain;
}

/* Strings of which one condition allows no others: few, and not of a key, which chooses among those that
 * differ in case alone, unless the others leave none. */
static const TextList *all_strings(const Texts *texts)
{
    Arena *arena = texts->task->arena;
    bool chosen = texts->task->use == DOMAIN_CARRIED || type_code(&texts->task->base) == TYPE_CITEXT;
    if (!texts->few || (chosen && counted(texts)))
        return NULL;
    TextList *strings = arena_new_object(arena, TextList);
    Automaton *few = automaton_either(arena, texts->few, texts->few);
    if (!few || (automaton_count(arena, few, 0, UINT32_MAX) && few->count > NARROW_LIST_LIMIT))
        return NULL;
    *strings = automaton_strings(arena, few, (size_t)few->count);
    return strings;
}

Found texts_narrow(const NarrowTask *task)
{
    Found found = {0};
    Texts texts = texts_of(task);
    RuleKind rule = task->column->column->rule.kind;
    found.unmet = texts.unmet;
    found.impossible = texts.impossible;
    if (texts.impossible)
        return found;
    found.all = texts.unmet || !counted(&texts) ? all_strings(&texts) : NULL;
    if (!texts.is_list && (own_domain(&texts, &found.domain) || substitute(&texts, &found.domain)))
        return found;
    if (rule == RULE_NONE || rule == RULE_PATTERN)
        found.domain = language_domain(&texts);
    return found;
}

TextList texts_candidates(const NarrowTask *task, size_t wanted)
{
    Texts texts = texts_of(task);
    const Automaton *automaton = texts.impossible ? NULL : counted(&texts);
    return automaton ? automaton_strings(task->arena, automaton, wanted) : (TextList){0};
}
