/*
 * Dictionaries: constant lists of distinct words, ascending by length, so that the words which fit a length
 * are the first of their list. ASCII only. And labels: lists that generated programs bring.
 */
#ifndef RT_WORDS_H
#define RT_WORDS_H

#include <stdint.h>

#include "rt_value.h"

/* A word, its bytes padded with zeros so that it can be copied in moves of fixed size. */
struct rt_word {
    char text[23];
    uint8_t size; /* bytes, 1 to 23 */
};

/* A list of words. */
struct rt_words {
    const struct rt_word *word;
    uint32_t count; /* at least 1 */
};

/* A short text with its bytes in it: what generated lists of texts are made of. */
struct rt_label {
    char text[31]; /* zeros behind its bytes, at least one */
    uint8_t size;  /* bytes, at most 30 */
};

/* A label as a text: of a size for rt_print_padded, whose one move ends with the label. */
static inline struct rt_text rt_label_at(const struct rt_label *labels, uint64_t index)
{
    return (struct rt_text){labels[index].text, labels[index].size};
}

extern const struct rt_words rt_words_first_name, rt_words_last_name, rt_words_city, rt_words_region,
    rt_words_country, rt_words_country_code, rt_words_country_code3, rt_words_currency, rt_words_language,
    rt_words_language_code, rt_words_time_zone, rt_words_street, rt_words_street_kind, rt_words_company,
    rt_words_company_kind, rt_words_department, rt_words_industry, rt_words_job, rt_words_domain,
    rt_words_host, rt_words_colour, rt_words_adjective, rt_words_noun, rt_words_verb, rt_words_adverb,
    rt_words_material, rt_words_product, rt_words_category, rt_words_unit, rt_words_status, rt_words_priority,
    rt_words_payment, rt_words_mime_type, rt_words_extension, rt_words_http_method, rt_words_browser,
    rt_words_system, rt_words_person_title, rt_words_gender, rt_words_folder, rt_words_prose;

/* Names in the catalogs of every database, as the reg types print them. */
extern const struct rt_words rt_words_regtype, rt_words_regclass, rt_words_regproc, rt_words_regprocedure,
    rt_words_regoper, rt_words_regoperator, rt_words_regrole, rt_words_regnamespace, rt_words_regconfig,
    rt_words_regdictionary, rt_words_regcollation;

#endif
