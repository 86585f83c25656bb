/* Tests of rt_form and the dictionaries: distinct, within the length, nothing to quote. */
#include "unit.h"

#include "distinct.h"
#include "rt_check_digit.h"
#include "rt_form.h"

#define FORM(name)             \
    {                          \
#name, &rt_form_##name \
    }

static const struct {
    const char *name;
    const struct rt_form *form;
} forms[] = {
    FORM(first_name),     FORM(last_name),     FORM(full_name),   FORM(initials),   FORM(title_of_person),
    FORM(gender),         FORM(username),      FORM(email),       FORM(phone),      FORM(job),
    FORM(street),         FORM(address),       FORM(city),        FORM(region),     FORM(country),
    FORM(country_code),   FORM(country_code3), FORM(postal_code), FORM(time_zone),  FORM(language),
    FORM(language_code),  FORM(locale),        FORM(company),     FORM(department), FORM(industry),
    FORM(product),        FORM(brand),         FORM(category),    FORM(sku),        FORM(barcode),
    FORM(order_code),     FORM(currency),      FORM(iban),        FORM(bic),        FORM(card_number),
    FORM(payment_method), FORM(unit),          FORM(colour),      FORM(status),     FORM(priority),
    FORM(domain),         FORM(host),          FORM(url),         FORM(path),       FORM(ipv4),
    FORM(ipv6),           FORM(mac),           FORM(user_agent),  FORM(file_name),  FORM(file_path),
    FORM(file_extension), FORM(mime_type),     FORM(colour_hex),  FORM(version),    FORM(http_method),
    FORM(title),          FORM(name),          FORM(label),       FORM(tag),        FORM(slug),
    FORM(identifier),     FORM(dotted_key),    FORM(phrase),      FORM(word),       FORM(code),
    FORM(capitals),       FORM(digits),        FORM(hex),         FORM(md5),        FORM(sha1),
    FORM(sha256),         FORM(password_hash), FORM(token),
};

/* The catalogs' names, which may hold what is quoted. */
static const struct {
    const char *name;
    const struct rt_form *form;
} catalog_forms[] = {
    FORM(regtype),   FORM(regclass),      FORM(regproc),      FORM(regprocedure),
    FORM(regoper),   FORM(regoperator),   FORM(regrole),      FORM(regnamespace),
    FORM(regconfig), FORM(regdictionary), FORM(regcollation),
};

static const uint32_t limits[] = {0,  1,  2,  3,  4,  5,  6,  8,  10,  12, 15,
                                  16, 20, 24, 30, 32, 40, 50, 64, 100, 255};

static const uint64_t wanted[] = {0, 2000, UINT64_C(1) << 24, RT_FIT_MANY};

static bool is_plain(struct rt_text text)
{
    if (text.size == 0 || text.data[0] == ' ' || text.data[text.size - 1] == ' ')
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < ' ' || text.data[i] > '~' || strchr("\"'\\,", text.data[i]))
            return false;
    return true;
}

#define SOME 800

/* Texts from the start, about the first number that needs a lap, and at the end. */
static void check(const char *name, const struct rt_form *form, uint32_t limit, uint64_t wanted,
                  struct rt_scratch *scratch)
{
    static struct rt_text texts[3 * SOME];
    size_t count = 0;
    struct rt_fit fit = rt_fit(form, limit, wanted);
    assert_true(fit.count >= fit.base && fit.base > 0);
    uint64_t edge = fit.base > SOME / 2 ? fit.base - SOME / 2 : SOME, end = fit.count - SOME;
    rt_scratch_reset(scratch);
    for (uint64_t i = 0; i < SOME && i < fit.count; i++)
        texts[count++] = rt_fit_at(scratch, &fit, i);
    for (uint64_t i = edge; i >= SOME && i < edge + SOME && i < fit.count; i++)
        texts[count++] = rt_fit_at(scratch, &fit, i);
    for (uint64_t i = end; fit.count > edge + 2 * SOME && i < fit.count; i++)
        texts[count++] = rt_fit_at(scratch, &fit, i);
    for (size_t i = 0; i < count; i++)
        if (!is_plain(texts[i]) || (limit && texts[i].size > limit))
            fail_msg("%s(%u) made: %.*s", name, limit, (int)texts[i].size, texts[i].data);
    assert_distinct(texts, count, name);
}

static void numbers_make_distinct_texts_that_fit(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        for (size_t l = 0; l < sizeof limits / sizeof *limits; l++)
            for (size_t w = 0; w < sizeof wanted / sizeof *wanted; w++)
                check(forms[f].name, forms[f].form, limits[l], wanted[w], &scratch);
    rt_scratch_free(&scratch);
}

static void random_texts_fit_and_have_no_lap(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    struct rt_fit fit = rt_fit(&rt_form_email, 40, 0);
    for (uint64_t i = 0; i < SOME; i++) {
        struct rt_text text = rt_fit_random(&scratch, &fit, i * UINT64_C(0x9e3779b97f4a7c15));
        assert_true(is_plain(text) && text.size <= 40);
        for (size_t c = 0; c < text.size; c++)
            assert_true(text.data[c] < '0' || text.data[c] > '9');
    }
    rt_scratch_free(&scratch);
}

static void a_domain_is_the_same_for_near_counts(void **state)
{
    (void)state;
    struct rt_fit fit = rt_fit(&rt_form_full_name, 0, 0);
    assert_true(fit.base > 100000);
    assert_int_equal(rt_fit_domain(&fit, 1), fit.base);
    assert_int_equal(rt_fit_domain(&fit, fit.base), fit.base);
    assert_int_equal(rt_fit_domain(&fit, fit.base + 1), fit.base * 10);
    assert_int_equal(rt_fit_domain(&fit, RT_FIT_MANY), RT_FIT_MANY);
    assert_int_equal(rt_fit_domain(&fit, RT_FIT_MANY + 1), 0);
    fit = rt_fit(&rt_form_gender, 0, 0);
    assert_int_equal(fit.count, rt_words_gender.count);
    assert_int_equal(rt_fit_domain(&fit, fit.count + 1), 0);
}

/* Rows that come in turns: the texts of the first turn are those of all rows at once, as far as they need no
 * lap. */
static void rows_of_later_turns_have_texts_of_their_own(void **state)
{
    (void)state;
    static const uint64_t turns[] = {50, 7, 300, 40, 900, 1, 700, 60};
    static struct rt_text texts[3 * SOME];
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        uint64_t first = 0;
        rt_scratch_reset(&scratch);
        if (rt_fit(forms[f].form, 0, 0).count < RT_FIT_MANY)
            continue;
        for (size_t turn = 0; turn < sizeof turns / sizeof *turns; turn++) {
            struct rt_fit_keys keys = rt_fit_keys(forms[f].form, 0, (rt_stream){1, 2}, first, turns[turn]);
            for (uint64_t n = 0; n < turns[turn]; n++)
                texts[first + n] = rt_fit_key(&scratch, &keys, n);
            first += turns[turn];
        }
        assert_distinct(texts, first, forms[f].name);
    }
    rt_scratch_free(&scratch);
}

/* Where no more texts are left than rows, some come again, and none is out of place. */
static void texts_that_run_out_begin_anew(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    struct rt_fit_keys keys = rt_fit_keys(&rt_form_code, 1, (rt_stream){1, 2}, 1000, 2);
    assert_int_equal(keys.order.domain, 36);
    assert_true(is_plain(rt_fit_key(&scratch, &keys, 0)) && is_plain(rt_fit_key(&scratch, &keys, 1)));
    rt_scratch_free(&scratch);
}

static void unlimited_forms_with_laps_never_end(void **state)
{
    (void)state;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        for (unsigned i = 0; i < forms[f].form->parts; i++)
            if (forms[f].form->part[i].kind == RT_PART_LAP)
                assert_true(rt_fit(forms[f].form, 0, 0).count == RT_FIT_MANY);
}

static void what_is_wanted_is_there_where_it_can_be(void **state)
{
    (void)state;
    struct rt_fit fit = rt_fit(&rt_form_country_code, 2, 142);
    assert_ptr_equal(fit.form, &rt_form_country_code);
    fit = rt_fit(&rt_form_country_code, 2, 250);
    assert_int_equal(fit.count, 36 * 36);
    fit = rt_fit(&rt_form_country_code, 2, 10000);
    assert_int_equal(fit.count, 36 * 36);
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        assert_true(rt_fit(forms[f].form, 12, UINT64_C(1) << 40).count >= UINT64_C(1) << 40);
    assert_true(rt_fit(&rt_form_email, 20, 0).base >= 100);
}

static void check_digits_are_those_of_known_numbers(void **state)
{
    (void)state;
    char iban[] = "DE00370400440532013000", british[] = "GB00WEST12345698765432";
    assert_int_equal(rt_check_ean("400638133393", 12), '1');
    assert_int_equal(rt_check_luhn("453957876362148", 15), '6');
    assert_int_equal(rt_check_eleven("030640615", 9), '2');
    assert_int_equal(rt_check_eleven("080442957", 9), 'X');
    rt_check_iban(iban, 22);
    assert_string_equal(iban, "DE89370400440532013000");
    rt_check_iban(british, 22);
    assert_string_equal(british, "GB82WEST12345698765432");
}

/* Whole texts of a form, made either way, with a length and a last digit that a check of the rest gives. */
static void assert_checked(const struct rt_form *form, uint32_t size, char (*check)(const char *, unsigned))
{
    struct rt_scratch scratch;
    struct rt_fit fit = rt_fit(form, 0, 1000);
    assert_true(rt_scratch_init(&scratch));
    for (uint64_t n = 0; n < 1000; n++) {
        struct rt_text texts[] = {rt_fit_at(&scratch, &fit, n), rt_fit_random(&scratch, &fit, n * RT_GOLDEN)};
        for (int i = 0; i < 2; i++) {
            assert_int_equal(texts[i].size, size);
            assert_int_equal(texts[i].data[size - 1], check(texts[i].data, size - 1));
        }
    }
    rt_scratch_free(&scratch);
}

static void numbers_end_with_their_check_digit(void **state)
{
    (void)state;
    assert_checked(&rt_form_barcode, 13, rt_check_ean);
    assert_checked(&rt_form_card_number, 16, rt_check_luhn);
}

/* The number of an IBAN with its first four characters last is one more than a multiple of 97. */
static void ibans_are_valid(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    struct rt_fit fit = rt_fit(&rt_form_iban, 0, 1000);
    assert_true(rt_scratch_init(&scratch));
    for (uint64_t n = 0; n < 1000; n++) {
        struct rt_text text = rt_fit_at(&scratch, &fit, n);
        unsigned rest = 0;
        assert_int_equal(text.size, 22);
        for (unsigned i = 4; i < 26; i++) {
            char c = text.data[i % 22];
            unsigned value = c > '9' ? (unsigned)(c - 'A' + 10) : (unsigned)(c - '0');
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        assert_int_equal(rest, 1);
    }
    rt_scratch_free(&scratch);
}

static void assert_dictionary(const char *name, const struct rt_form *form)
{
    for (unsigned p = 0; p < form->parts; p++) {
        const struct rt_words *words = form->part[p].words;
        for (uint32_t i = 0; words && i < words->count; i++) {
            const struct rt_word *word = &words->word[i];
            assert_true(word->size > 0 && strnlen(word->text, sizeof word->text) == word->size);
            if (i > 0 && (word[-1].size > word->size || (word[-1].size == word->size &&
                                                         memcmp(word[-1].text, word->text, word->size) >= 0)))
                fail_msg("%s: \"%s\" does not follow \"%s\"", name, word->text, word[-1].text);
        }
    }
}

static void dictionaries_ascend(void **state)
{
    (void)state;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        assert_dictionary(forms[f].name, forms[f].form);
    for (size_t f = 0; f < sizeof catalog_forms / sizeof *catalog_forms; f++)
        assert_dictionary(catalog_forms[f].name, catalog_forms[f].form);
}

static void the_algorithm_is_pinned(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    uint64_t digest = 0;
    assert_true(rt_scratch_init(&scratch));
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        struct rt_fit fit = rt_fit(forms[f].form, 40, 100);
        for (uint64_t n = 0; n < 20; n++) {
            digest = pin(digest, rt_fit_at(&scratch, &fit, n % fit.count));
            digest = pin(digest, rt_fit_random(&scratch, &fit, n * RT_GOLDEN));
        }
        rt_scratch_reset(&scratch);
    }
    assert_int_equal(digest, UINT64_C(0xffcf5442c1d0e600));
    rt_scratch_free(&scratch);
}

UNIT_MAIN(cmocka_unit_test(numbers_make_distinct_texts_that_fit),
          cmocka_unit_test(random_texts_fit_and_have_no_lap),
          cmocka_unit_test(a_domain_is_the_same_for_near_counts),
          cmocka_unit_test(rows_of_later_turns_have_texts_of_their_own),
          cmocka_unit_test(texts_that_run_out_begin_anew),
          cmocka_unit_test(unlimited_forms_with_laps_never_end),
          cmocka_unit_test(what_is_wanted_is_there_where_it_can_be),
          cmocka_unit_test(check_digits_are_those_of_known_numbers),
          cmocka_unit_test(numbers_end_with_their_check_digit), cmocka_unit_test(ibans_are_valid),
          cmocka_unit_test(dictionaries_ascend), cmocka_unit_test(the_algorithm_is_pinned))
