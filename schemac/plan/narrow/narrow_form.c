/* narrow_form.c: what the forms of the runtime (rt_form.h) can write, as regular expressions: where all of it
 * satisfies a column's conditions, the column keeps its natural texts. */
#include "plan/narrow/narrow_text.h"

enum {
    CODE_MOST = 12,       /* characters of a code without a size of its own */
    LANGUAGE_LIMIT = 255, /* limits up to which languages tell lengths */
    LAP_DIGITS = 20       /* of a number that makes texts as many as any key needs */
};

#define NOUN      "[a-z]{4,8}"
#define ADJECTIVE "[a-z]{3,8}"
#define TITLE     "[A-Z][a-z]{3,7}"
#define TITLES    "[A-Z][a-z]{2,7}"
#define PERSON    "[A-Z][a-z]{2,9}"
#define SMALL     "[a-z]{3,10}"
#define WORDS     "[A-Z][A-Za-z]*( [A-Z][A-Za-z]*|[A-Za-z]| [a-z]+)*"
#define LAP(mark) "(" mark "[1-9][0-9]*)?"
#define DOMAIN_   "[a-z]+[.][a-z.]*[a-z]"

/* What a form writes without regard to a limit, and the form that stands in for it. */
typedef struct Form {
    const char *name; /* without rt_form_ */
    const char *expression;
    const char *shorter; /* NULL: codes */
} Form;

static const Form forms[] = {
    {"first_name", PERSON LAP(" "), NULL},
    {"last_name", PERSON LAP(" "), NULL},
    {"full_name", PERSON " " PERSON LAP(" "), NULL},
    {"gender", "[a-z]{4,7}", NULL},
    {"short_username", SMALL LAP(""), NULL},
    {"username", SMALL "[.]" SMALL LAP(""), "short_username"},
    {"shortest_email", "[0-9a-z]{1,12}@example[.]com", NULL},
    {"short_email", SMALL LAP("") "@" DOMAIN_, "shortest_email"},
    {"email", SMALL "[.]" SMALL LAP("") "@" DOMAIN_, "short_email"},
    {"phone", "[+][1-9][0-9]-[1-9][0-9]{2}-[0-9]{7}", "digits"},
    {"job", WORDS LAP(" "), NULL},
    {"street", TITLES " " TITLES LAP(" "), NULL},
    {"address", "[1-9][0-9]{0,2} " TITLES " " TITLES LAP(" Apt "), "street"},
    {"city", WORDS LAP(" "), NULL},
    {"region", WORDS LAP(" "), NULL},
    {"country", WORDS LAP(" "), NULL},
    {"country_code", "[A-Z]{2}", NULL},
    {"country_code3", "[A-Z]{3}", NULL},
    {"postal_code", "[0-9]{5}", "digits"},
    {"time_zone", "[A-Z][A-Za-z_]*(/[A-Z][A-Za-z_]*)?", NULL},
    {"language", "[A-Z][a-z]{3,9}" LAP(" "), NULL},
    {"language_code", "[a-z]{2}", NULL},
    {"locale", "[a-z]{2}_[A-Z]{2}", "language_code"},
    {"short_company", WORDS LAP(" "), NULL},
    {"company", WORDS " [A-Z][A-Za-z]*" LAP(" "), "short_company"},
    {"department", WORDS LAP(" "), NULL},
    {"industry", WORDS LAP(" "), NULL},
    {"short_product", PERSON " " PERSON LAP(" "), NULL},
    {"product", PERSON " " PERSON " " PERSON LAP(" "), "short_product"},
    {"brand", WORDS LAP(" "), NULL},
    {"category", "[A-Z][a-z]{2,10}" LAP(" "), NULL},
    {"sku", "[A-Z]{3}-[0-9]{6}", NULL},
    {"barcode", "[0-9]{13}", "digits"},
    {"order_code", "ORD-[0-9]{8}", "digits"},
    {"currency", "[A-Z]{3}", NULL},
    {"iban", "DE[0-9]{20}", NULL},
    {"bic", "[A-Z]{8}", NULL},
    {"card_number", "4[0-9]{15}", "digits"},
    {"colour", "[A-Z][a-z]{2,8}" LAP(" "), NULL},
    {"status", "[a-z]{3,9}" LAP(" "), NULL},
    {"priority", "[a-z]{3,8}", NULL},
    {"domain", ADJECTIVE "-" NOUN LAP("") "[.]example[.]com", NULL},
    {"host", "[a-z]{2,6}" LAP("") "[.]" NOUN "[.]example[.]com", "domain"},
    {"short_url", "https://" NOUN LAP("") "[.]example[.]com", NULL},
    {"url", "https://[a-z]{2,6}[.]example[.]com/" NOUN "/" ADJECTIVE "-" NOUN LAP("-"), "short_url"},
    {"path", "/[a-z]{3,9}/" ADJECTIVE "-" NOUN LAP("-"), NULL},
    {"file_name", ADJECTIVE "-" NOUN LAP("-") "[.][a-z34]{2,4}", NULL},
    {"ipv4", "[1-9][0-9]{0,2}([.][0-9]{1,3}){2}[.][1-9][0-9]{0,2}", NULL},
    {"mac", "02(:[0-9a-f]{2}){5}", NULL},
    {"version", "[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{1,3}", NULL},
    {"label", TITLE LAP(" "), NULL},
    {"name", TITLES " " TITLE LAP(" "), "label"},
    {"title", "The " TITLES " " TITLE " and the " TITLE LAP(" "), "name"},
    {"tag", NOUN LAP("-"), NULL},
    {"slug", ADJECTIVE "-" NOUN LAP("-"), "tag"},
    {"identifier", ADJECTIVE "_" NOUN LAP("_"), NULL},
    {"dotted_key", NOUN "[.]" ADJECTIVE "_" NOUN LAP("_"), "identifier"},
    {"word", "[a-z]{1,9}" LAP("-"), NULL},
    {"code", "[0-9a-z]", NULL},
    {"digits", "[0-9]", NULL},
    {"hex", "[0-9a-f]", NULL},
    {"md5", "[0-9a-f]{32}", "hex"},
    {"sha1", "[0-9a-f]{40}", "md5"},
    {"sha256", "[0-9a-f]{64}", "sha1"},
    {"token", "[0-9a-z]{32}", NULL},
    {"password_hash", "[$]2b[$]12[$][0-9a-z]{53}", "token"},
};

const char *const form_substitutes[] = {
    "rt_form_name",
    "rt_form_slug",
    "rt_form_identifier",
    "rt_form_email",
    "rt_form_url",
    "rt_form_label",
    "rt_form_tag",
    "rt_form_full_name",
    "rt_form_domain",
    "rt_form_md5",
    "rt_form_sha256",
    "rt_form_sha1",
    NULL,
};

static const Form *form_of(Text name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (text_is(name, forms[i].name))
            return &forms[i];
    return NULL;
}

static const Automaton *whole(Map *known, Text expression)
{
    return texts_of_regex(known, expression, MATCH_WHOLE, false);
}

/* An expression that is one bracket. */
static bool is_code(const Form *form)
{
    Text expression = text_of(form->expression);
    return expression.data[0] == '[' && text_ends_with(expression, TEXT("]")) &&
           !text_contains(text_slice(expression, 1, expression.size), TEXT("["));
}

/* Codes are as long as the limit allows. */
static const Automaton *one_form(Map *known, const Form *form, uint32_t limit)
{
    uint32_t size = limit && limit < CODE_MOST ? limit : CODE_MOST;
    return whole(known, is_code(form) ? text_format(known->arena, "%s{%u}", form->expression, size)
                                      : text_of(form->expression));
}

/* The form, and what stands in for it where it is too long, down to codes. */
static const Automaton *with_shorter(Map *known, const Form *form, uint32_t limit)
{
    static const Form code = {"code", "[0-9a-z]", NULL};
    const Automaton *all = one_form(known, &code, limit);
    for (; form; form = form->shorter ? form_of(text_of(form->shorter)) : NULL)
        all = automaton_either(known->arena, all, one_form(known, form, limit));
    return all;
}

/* The expression without the number at its place. */
static Text without_lap(Arena *arena, Text expression)
{
    Text lap = TEXT(LAP(""));
    size_t at = 0, open = 0;
    while (at + lap.size <= expression.size + 1 &&
           !text_starts_with(text_slice(expression, at, expression.size), text_slice(lap, 1, lap.size))) {
        open = expression.data[at] == '(' ? at : open;
        at++;
    }
    if (at + lap.size > expression.size + 1)
        return expression;
    return text_format(arena, "%.*s%.*s", (int)open, expression.data,
                       (int)(expression.size - at - lap.size + 1), expression.data + at + lap.size - 1);
}

/* Whether the form is never too long, nor has too few texts: then no other one stands in for it. */
static bool stands_alone(Map *known, const Form *form, uint32_t limit, DomainUse use)
{
    Text expression = text_of(form->expression), base = without_lap(known->arena, expression);
    bool has_lap = base.size < expression.size;
    const Automaton *texts = is_code(form) ? one_form(known, form, limit) : whole(known, base);
    if (!automaton_is_finite(texts))
        return !limit && (use == DOMAIN_DRAWN || has_lap);
    Arena *scratch = arena_new();
    Automaton *counted = automaton_either(scratch, texts, texts);
    bool has_texts = automaton_count(scratch, counted, 0, LANGUAGE_LIMIT);
    uint32_t longest = counted->longest + (use == DOMAIN_CARRIED && has_lap ? LAP_DIGITS : 0);
    bool enough = use == DOMAIN_DRAWN || has_lap || counted->count > UINT64_MAX;
    arena_free(scratch);
    return has_texts && enough && (!limit || longest <= limit);
}

static const Automaton *language_of(Map *known, const Form *form, uint32_t limit, DomainUse use)
{
    bool alone = stands_alone(known, form, limit, use);
    const Automaton *written = alone ? one_form(known, form, limit) : with_shorter(known, form, limit);
    const Automaton *fitting =
        limit && limit <= LANGUAGE_LIMIT
            ? automaton_both(known->arena, written, automaton_of_lengths(known->arena, 0, limit))
            : written;
    return fitting ? fitting : written;
}

const Automaton *form_language(Map *known, Text name, uint32_t limit, DomainUse use)
{
    Text prefix = TEXT("rt_form_");
    const Form *form =
        text_starts_with(name, prefix) ? form_of(text_slice(name, prefix.size, name.size)) : NULL;
    if (!form)
        return NULL;
    Text key = text_format(known->arena, "%s %u %d", form->name, limit, use);
    const Automaton *language = map_get(known, key);
    if (!language) {
        language = language_of(known, form, limit, use);
        map_put(known, key, (void *)language);
    }
    return language;
}

const Automaton *form_prose_language(Map *known)
{
    return whole(known, TEXT("[A-Z][A-Za-z .]*[.]"));
}
