/* The forms: what each kind of composed text is made of. */
#include "rt_form.h"

/* clang-format off */
#define TEXT(string)        {.kind = RT_PART_TEXT, .text = {string, sizeof(string) - 1}}
#define LAP(string)         {.kind = RT_PART_LAP, .text = {string, sizeof(string) - 1}}
#define WORD(list)          {.kind = RT_PART_WORD, .words = &rt_words_##list}
#define LOWER(list)         {.kind = RT_PART_LOWER, .words = &rt_words_##list}
#define TITLE(list)         {.kind = RT_PART_TITLE, .words = &rt_words_##list}
#define DIGITS(digits)      {.kind = RT_PART_DIGITS, .size = digits}
#define HEX(digits)         {.kind = RT_PART_HEX, .size = digits}
#define CAPITALS(letters)   {.kind = RT_PART_CAPITALS, .size = letters}
#define CODE(letters)       {.kind = RT_PART_CODE, .size = letters}
#define CHECK(kind_of)      {.kind = RT_PART_##kind_of}
#define NUMBER(least, most) {.kind = RT_PART_NUMBER, .first = least, .last = most}

#define PARTS(...)                {__VA_ARGS__}, sizeof((struct rt_part[]){__VA_ARGS__}) / sizeof(struct rt_part)
#define FORM(name, ...)           const struct rt_form rt_form_##name = {PARTS(__VA_ARGS__), NULL};
#define FORM_OR(name, or, ...)    const struct rt_form rt_form_##name = {PARTS(__VA_ARGS__), &or};
#define SHORTER(name, ...)        static const struct rt_form name = {PARTS(__VA_ARGS__), NULL};
#define SHORTER_OR(name, or, ...) static const struct rt_form name = {PARTS(__VA_ARGS__), &or};

/* ---- people ---- */

FORM(first_name, WORD(first_name), LAP(" "))
FORM(last_name, WORD(last_name), LAP(" "))
FORM(full_name, WORD(first_name), TEXT(" "), WORD(last_name), LAP(" "))
FORM(initials, CAPITALS(2))
FORM(title_of_person, WORD(person_title))
FORM(gender, WORD(gender))
SHORTER(short_username, LOWER(first_name), LAP(""))
FORM_OR(username, short_username, LOWER(first_name), TEXT("."), LOWER(last_name), LAP(""))
SHORTER(shortest_email, CODE(0), TEXT("@example.com"))
SHORTER_OR(short_email, shortest_email, LOWER(first_name), LAP(""), TEXT("@"), WORD(domain))
FORM_OR(email, short_email, LOWER(first_name), TEXT("."), LOWER(last_name), LAP(""), TEXT("@"), WORD(domain))
FORM_OR(phone, rt_form_digits, TEXT("+"), NUMBER(20, 98), TEXT("-"), NUMBER(100, 999), TEXT("-"), DIGITS(7))
FORM(job, WORD(job), LAP(" "))

/* ---- places ---- */

FORM(street, WORD(street), TEXT(" "), WORD(street_kind), LAP(" "))
FORM_OR(address, rt_form_street,
        NUMBER(1, 999), TEXT(" "), WORD(street), TEXT(" "), WORD(street_kind), LAP(" Apt "))
FORM(city, WORD(city), LAP(" "))
FORM(region, WORD(region), LAP(" "))
FORM(country, WORD(country), LAP(" "))
FORM(country_code, WORD(country_code))
FORM(country_code3, WORD(country_code3))
FORM_OR(postal_code, rt_form_digits, DIGITS(5))
FORM(time_zone, WORD(time_zone))
FORM(language, WORD(language), LAP(" "))
FORM(language_code, WORD(language_code))
FORM_OR(locale, rt_form_language_code, WORD(language_code), TEXT("_"), WORD(country_code))

/* ---- trade ---- */

SHORTER(short_company, WORD(company), LAP(" "))
FORM_OR(company, short_company, WORD(company), TEXT(" "), WORD(company_kind), LAP(" "))
FORM(department, WORD(department), LAP(" "))
FORM(industry, WORD(industry), LAP(" "))
SHORTER(short_product, WORD(material), TEXT(" "), WORD(product), LAP(" "))
FORM_OR(product, short_product,
        WORD(colour), TEXT(" "), WORD(material), TEXT(" "), WORD(product), LAP(" "))
FORM(brand, WORD(company), LAP(" "))
FORM(category, WORD(category), LAP(" "))
FORM(sku, CAPITALS(3), TEXT("-"), DIGITS(6))
FORM_OR(barcode, rt_form_digits, DIGITS(12), CHECK(EAN))
FORM_OR(order_code, rt_form_digits, TEXT("ORD-"), DIGITS(8))
FORM(currency, WORD(currency))
FORM(iban, TEXT("DE00"), DIGITS(12), DIGITS(6), CHECK(IBAN))
FORM(bic, CAPITALS(4), WORD(country_code), CAPITALS(2))
FORM_OR(card_number, rt_form_digits, TEXT("4"), DIGITS(12), DIGITS(2), CHECK(LUHN))
FORM(payment_method, WORD(payment))
FORM(unit, WORD(unit), LAP(" "))
FORM(colour, WORD(colour), LAP(" "))
FORM(status, WORD(status), LAP(" "))
FORM(priority, WORD(priority))

/* ---- the network and its files ---- */

FORM(domain, WORD(adjective), TEXT("-"), WORD(noun), LAP(""), TEXT(".example.com"))
FORM_OR(host, rt_form_domain, WORD(host), LAP(""), TEXT("."), WORD(noun), TEXT(".example.com"))
SHORTER(short_url, TEXT("https://"), WORD(noun), LAP(""), TEXT(".example.com"))
FORM_OR(url, short_url,
        TEXT("https://"), WORD(host), TEXT(".example.com/"), WORD(noun), TEXT("/"),
        WORD(adjective), TEXT("-"), WORD(noun), LAP("-"))
FORM(path, TEXT("/"), WORD(folder), TEXT("/"), WORD(adjective), TEXT("-"), WORD(noun), LAP("-"))
FORM(ipv4, NUMBER(1, 223), TEXT("."), NUMBER(0, 255), TEXT("."), NUMBER(0, 255), TEXT("."), NUMBER(1, 254))
FORM(ipv6, TEXT("2001:db8:"), HEX(4), TEXT(":"), HEX(4), TEXT(":"), HEX(4), TEXT(":"), HEX(4), TEXT(":"),
     HEX(4), TEXT(":"), HEX(4))
FORM(mac, TEXT("02:"), HEX(2), TEXT(":"), HEX(2), TEXT(":"), HEX(2), TEXT(":"), HEX(2), TEXT(":"), HEX(2))
FORM_OR(user_agent, rt_form_host, TEXT("Mozilla/5.0 ("), WORD(system), TEXT(") "), WORD(browser))
FORM(file_name, WORD(adjective), TEXT("-"), WORD(noun), LAP("-"), TEXT("."), WORD(extension))
FORM_OR(file_path, rt_form_file_name,
        TEXT("/"), WORD(folder), TEXT("/"), WORD(adjective), TEXT("-"), WORD(noun), LAP("-"), TEXT("."),
        WORD(extension))
FORM(file_extension, WORD(extension))
FORM(mime_type, WORD(mime_type))
FORM(colour_hex, TEXT("#"), HEX(6))
FORM(version, NUMBER(0, 20), TEXT("."), NUMBER(0, 99), TEXT("."), NUMBER(0, 999))
FORM(http_method, WORD(http_method))

/* ---- names of things, and texts without a meaning ---- */

FORM(label, TITLE(noun), LAP(" "))
FORM_OR(name, rt_form_label, TITLE(adjective), TEXT(" "), TITLE(noun), LAP(" "))
FORM_OR(title, rt_form_name,
        TEXT("The "), TITLE(adjective), TEXT(" "), TITLE(noun), TEXT(" and the "), TITLE(noun), LAP(" "))
FORM(tag, WORD(noun), LAP("-"))
FORM_OR(slug, rt_form_tag, WORD(adjective), TEXT("-"), WORD(noun), LAP("-"))
FORM(identifier, WORD(adjective), TEXT("_"), WORD(noun), LAP("_"))
FORM_OR(dotted_key, rt_form_identifier,
        WORD(noun), TEXT("."), WORD(adjective), TEXT("_"), WORD(noun), LAP("_"))
FORM_OR(phrase, rt_form_slug,
        WORD(adverb), TEXT(" "), WORD(verb), TEXT(" "), WORD(adjective), TEXT(" "), WORD(noun), LAP(" "))
FORM(word, WORD(prose), LAP("-"))
FORM(code, CODE(0))
FORM(capitals, CAPITALS(0))
FORM(digits, DIGITS(0))
FORM(hex, HEX(0))
FORM_OR(md5, rt_form_hex, HEX(12), HEX(12), HEX(8))
FORM_OR(sha1, rt_form_md5, HEX(12), HEX(12), HEX(12), HEX(4))
FORM_OR(sha256, rt_form_sha1, HEX(12), HEX(12), HEX(12), HEX(12), HEX(12), HEX(4))
FORM(token, CODE(12), CODE(12), CODE(8))
FORM_OR(password_hash, rt_form_token, TEXT("$2b$12$"), CODE(12), CODE(12), CODE(12), CODE(12), CODE(5))

/* ---- names in the catalogs ---- */

FORM(regtype, WORD(regtype))
FORM(regclass, WORD(regclass))
FORM(regproc, WORD(regproc))
FORM(regprocedure, WORD(regprocedure))
FORM(regoper, WORD(regoper))
FORM(regoperator, WORD(regoperator))
FORM(regrole, WORD(regrole))
FORM(regnamespace, WORD(regnamespace))
FORM(regconfig, WORD(regconfig))
FORM(regdictionary, WORD(regdictionary))
FORM(regcollation, WORD(regcollation))
