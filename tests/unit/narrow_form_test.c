/* Tests of plan/narrow_form: what the compiler says that forms write is what the runtime's forms write. */
#include "unit.h"

#include "plan/narrow/narrow_text.h"
#include "rt_form.h"
#include "rt_prose.h"

typedef struct Case {
    const char *name;
    const struct rt_form *form;
} Case;

#define CASE(form)                        \
    {                                     \
        "rt_form_" #form, &rt_form_##form \
    }

static const Case cases[] = {
    CASE(first_name),  CASE(last_name),  CASE(full_name),   CASE(gender),        CASE(username),
    CASE(email),       CASE(phone),      CASE(job),         CASE(street),        CASE(address),
    CASE(city),        CASE(region),     CASE(country),     CASE(country_code),  CASE(country_code3),
    CASE(postal_code), CASE(time_zone),  CASE(language),    CASE(language_code), CASE(locale),
    CASE(company),     CASE(department), CASE(industry),    CASE(product),       CASE(brand),
    CASE(category),    CASE(sku),        CASE(barcode),     CASE(order_code),    CASE(currency),
    CASE(iban),        CASE(bic),        CASE(card_number), CASE(colour),        CASE(status),
    CASE(priority),    CASE(domain),     CASE(host),        CASE(url),           CASE(path),
    CASE(file_name),   CASE(ipv4),       CASE(mac),         CASE(version),       CASE(label),
    CASE(name),        CASE(title),      CASE(tag),         CASE(slug),          CASE(identifier),
    CASE(dotted_key),  CASE(word),       CASE(code),        CASE(digits),        CASE(hex),
    CASE(md5),         CASE(sha1),       CASE(sha256),      CASE(token),         CASE(password_hash),
};

static bool accepts(const Automaton *automaton, struct rt_text text)
{
    uint32_t at = 0;
    for (size_t i = 0; i < text.size; i++) {
        const AutomatonState *state = automaton->states.items[at];
        size_t k = 0;
        while (k < state->edges.count && (state->edges.items[k].first > (unsigned char)text.data[i] ||
                                          state->edges.items[k].last < (unsigned char)text.data[i]))
            k++;
        if (k == state->edges.count)
            return false;
        at = state->edges.items[k].state;
    }
    return automaton->states.items[at]->accepts;
}

static void check(const Automaton *language, struct rt_text text, const char *name, uint32_t limit)
{
    if (!accepts(language, text))
        fail_msg("%s of %u: \"%.*s\" is not in its language", name, limit, (int)text.size, text.data);
}

/* Texts of a fitted form: any, the first ones, and those that hold a number. */
static void check_fit(const Case *c, uint32_t limit, uint64_t wanted, const Automaton *language,
                      struct rt_scratch *scratch)
{
    struct rt_fit fit = rt_fit(c->form, limit, wanted);
    for (uint64_t i = 0; i < 40; i++) {
        uint64_t indices[] = {i, fit.base + i * 977, fit.count - 1 - i, fit.count / 41 * i};
        rt_scratch_reset(scratch);
        check(language, rt_fit_random(scratch, &fit, i * UINT64_C(0x9E3779B97F4A7C15)), c->name, limit);
        for (size_t k = 0; k < 4; k++)
            if (indices[k] < fit.count)
                check(language, rt_fit_at(scratch, &fit, indices[k]), c->name, limit);
    }
}

static void check_forms(DomainUse use)
{
    static const uint32_t limits[] = {0, 1, 2, 3, 5, 8, 12, 20, 33, 50, 80, 120, 255, 1000};
    static const uint64_t wanted[] = {0, 1000, UINT64_C(1) << 40};
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
            Arena *arena = arena_new();
            Map known = map_new(arena);
            const Automaton *language = form_language(&known, text_of(cases[i].name), limits[k], use);
            assert_non_null(language);
            for (size_t w = 0; w < (use == DOMAIN_DRAWN ? 1 : 3); w++)
                check_fit(&cases[i], limits[k], wanted[w], language, &scratch);
            arena_free(arena);
        }
    rt_scratch_free(&scratch);
}

static void forms_write_their_language(void **state)
{
    (void)state;
    check_forms(DOMAIN_DRAWN);
    check_forms(DOMAIN_CARRIED);
}

static void substitutes_have_a_language(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Map known = map_new(arena);
    for (size_t i = 0; form_substitutes[i]; i++)
        assert_non_null(form_language(&known, text_of(form_substitutes[i]), 0, DOMAIN_DRAWN));
    assert_null(form_language(&known, TEXT("rt_form_regtype"), 0, DOMAIN_DRAWN));
    arena_free(arena);
}

static void sentences_are_sentences(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Map known = map_new(arena);
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    const Automaton *sentences = form_prose_language(&known);
    for (uint32_t most = 2; most < 300; most += 7)
        for (uint64_t i = 0; i < 200; i++) {
            rt_scratch_reset(&scratch);
            rt_stream row = {i * UINT64_C(0x9E3779B97F4A7C15), most};
            struct rt_text text = rt_prose_sentences(&scratch, row, most / 3 < 2 ? 2 : most / 3, most);
            check(sentences, text, "rt_prose_sentences", most);
            assert_in_range(text.size, most / 3, most);
        }
    rt_scratch_free(&scratch);
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(forms_write_their_language), cmocka_unit_test(substitutes_have_a_language),
          cmocka_unit_test(sentences_are_sentences))
