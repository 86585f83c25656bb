/*
 * Composed texts: an e-mail address, a company, an order code. A form is a row of parts (words of
 * dictionaries, digits, fixed text); a number chooses one word or digit string for each part. Distinct
 * numbers make distinct texts, however many are asked for: when all combinations are used up, a number is
 * put at the form's own place ("Blue Lamp", …, "Blue Lamp 17"). Consecutive numbers make texts that have
 * little in common. All texts are ASCII, so that characters are bytes, and hold nothing that any output
 * format quotes (except those of the catalogs, below), and may be read 31 bytes past their end: they are
 * `padded` for rt_cell.h.
 *
 * A form is fitted to a column's length once, before the first row:
 *
 *     struct rt_fit_keys emails = rt_fit_keys(&rt_form_email, 100, stream, 0, rows);
 *     row->email = rt_fit_key(scratch, &emails, n);   unique
 *     struct rt_fit email = rt_fit(&rt_form_email, 100, 0);
 *     row->email = rt_fit_random(scratch, &email, rt_random(stream, n));   any
 */
#ifndef RT_FORM_H
#define RT_FORM_H

#include <stdint.h>

#include "rt_perm.h"
#include "rt_scratch.h"
#include "rt_value.h"
#include "rt_words.h"

/* The count that stands for itself and all that is more. */
#define RT_FIT_MANY (UINT64_C(1) << 63)

/* How many parts a form has at most, and how many characters a part of digits or letters. */
#define RT_FORM_PARTS 12
#define RT_PART_MOST  12

enum rt_part_kind {
    RT_PART_TEXT,     /* the text itself */
    RT_PART_WORD,     /* a word of the dictionary */
    RT_PART_LOWER,    /* the same in lower case, with '-' for spaces */
    RT_PART_TITLE,    /* the same with a capital first */
    RT_PART_DIGITS,   /* exactly `size` decimal digits */
    RT_PART_HEX,      /* exactly `size` lower-case hexadecimal digits */
    RT_PART_CAPITALS, /* exactly `size` letters A to Z */
    RT_PART_CODE,     /* exactly `size` of 0 to 9 and a to z */
    RT_PART_NUMBER,   /* a number from first to last, without leading zeros */
    RT_PART_EAN,      /* the check digit of an EAN for the digits before it */
    RT_PART_LUHN,     /* the check digit of a card's number for the digits before it */
    RT_PART_IBAN,     /* nothing itself: the check digits of an IBAN in the third and fourth place */
    RT_PART_LAP       /* where all combinations are used up: the text and then a number from 1 */
};

struct rt_part {
    enum rt_part_kind kind;
    uint8_t size;                 /* 1 to RT_PART_MOST; 0: as many as the length allows */
    struct rt_word text;          /* of texts and laps */
    const struct rt_words *words; /* of words */
    uint32_t first, last;         /* of numbers */
};

/* Parts in writing order. What joins them tells them apart: no text can be read as two combinations. */
struct rt_form {
    struct rt_part part[RT_FORM_PARTS];
    uint8_t parts;
    const struct rt_form *shorter; /* what to write where this is too long; NULL: rt_form_code */
};

/* A form fitted to a length. */
struct rt_fit {
    const struct rt_form *form;
    uint64_t count;                  /* how many different texts; RT_FIT_MANY for that or more */
    uint64_t base;                   /* how many of them hold no lap number; RT_FIT_MANY likewise */
    uint64_t choices[RT_FORM_PARTS]; /* of each part; where words are too long, the shorter ones only */
    uint32_t room;                   /* the longest text's bytes */
    uint32_t flexible;               /* the size of parts that have none of their own */
};

/*
 * The form for texts of at most `limit` characters, 0 for any length; or, where it is too long to have
 * `wanted` different texts, its longest words are left out or another form stands in for it: whichever is
 * most like it of those that have as many, or the one that has most. With wanted 0 or 1, for columns that
 * are not unique, texts are the most varied without lap numbers. Never fails: a limit of 1 has 36 texts.
 */
struct rt_fit rt_fit(const struct rt_form *form, uint32_t limit, uint64_t wanted);

/*
 * The domain to permute rows in: at least `wanted`, and mostly the same for different numbers of rows, so
 * that a row's text is (base, or base times a power of ten); 0 where the count is less than wanted.
 */
uint64_t rt_fit_domain(const struct rt_fit *fit, uint64_t wanted);

/* Texts of their own for the rows of a table. */
struct rt_fit_keys {
    struct rt_fit fit;
    struct rt_perm order; /* of the texts from `start` on */
    uint64_t start, first;
};

/*
 * Texts for `rows` rows, scattered by the stream, where `first` other rows have texts of the same form and
 * stream already, be it all at once or in several turns: none of theirs comes again, as long as there are
 * texts enough. For that, rows that need lap numbers beside others have those that no other turn has.
 */
struct rt_fit_keys rt_fit_keys(const struct rt_form *form, uint32_t limit, rt_stream key, uint64_t first,
                               uint64_t rows);

/* The text of row n. */
struct rt_text rt_fit_key(struct rt_scratch *scratch, const struct rt_fit_keys *keys, uint64_t n);

/* Text `index`, for index < fit->count: distinct for distinct indices. */
struct rt_text rt_fit_at(struct rt_scratch *scratch, const struct rt_fit *fit, uint64_t index);

/* The text that 64 random bits choose, without lap numbers: some may come twice. */
struct rt_text rt_fit_random(struct rt_scratch *scratch, const struct rt_fit *fit, uint64_t bits);

/* People */
extern const struct rt_form rt_form_first_name, rt_form_last_name, rt_form_full_name, rt_form_initials,
    rt_form_title_of_person, rt_form_gender, rt_form_username, rt_form_email, rt_form_phone, rt_form_job;

/* Places */
extern const struct rt_form rt_form_street, rt_form_address, rt_form_city, rt_form_region, rt_form_country,
    rt_form_country_code, rt_form_country_code3, rt_form_postal_code, rt_form_time_zone, rt_form_language,
    rt_form_language_code, rt_form_locale;

/* Trade */
extern const struct rt_form rt_form_company, rt_form_department, rt_form_industry, rt_form_product,
    rt_form_brand, rt_form_category, rt_form_sku, rt_form_barcode, rt_form_order_code, rt_form_currency,
    rt_form_iban, rt_form_bic, rt_form_card_number, rt_form_payment_method, rt_form_unit, rt_form_colour,
    rt_form_status, rt_form_priority;

/* The network and its files */
extern const struct rt_form rt_form_domain, rt_form_host, rt_form_url, rt_form_path, rt_form_ipv4,
    rt_form_ipv6, rt_form_mac, rt_form_user_agent, rt_form_file_name, rt_form_file_path,
    rt_form_file_extension, rt_form_mime_type, rt_form_colour_hex, rt_form_version, rt_form_http_method;

/* Names of things, and texts without a meaning */
extern const struct rt_form rt_form_title, rt_form_name, rt_form_label, rt_form_tag, rt_form_slug,
    rt_form_identifier, rt_form_dotted_key, rt_form_phrase, rt_form_word, rt_form_code, rt_form_capitals,
    rt_form_digits, rt_form_hex, rt_form_md5, rt_form_sha1, rt_form_sha256, rt_form_password_hash,
    rt_form_token;

/* Names that exist in every PostgreSQL database, as the reg types print them. Some hold quotes and commas. */
extern const struct rt_form rt_form_regtype, rt_form_regclass, rt_form_regproc, rt_form_regprocedure,
    rt_form_regoper, rt_form_regoperator, rt_form_regrole, rt_form_regnamespace, rt_form_regconfig,
    rt_form_regdictionary, rt_form_regcollation;

#endif
