/* domain_name.c: domains by a column's name: what people mean by "email", "price" or "city".
 *
 * A name is taken apart in words, at underscores and where a capital follows a small letter; an entry fits
 * where its words are the last ones of the name. Entries are tried from the first on, so longer ones stand
 * before shorter ones. */
#include "plan/domain/domain.h"

#include <string.h>

enum {
    DAYS_OF_LIFE = 70 * 365,  /* births lie so far back at most, and */
    DAYS_OF_YOUTH = 18 * 365, /* so far at least */
    LONGEST_NAME = 256        /* bytes of a name that are looked at */
};

/* ---- texts ---- */

typedef struct TextName {
    const char *words; /* parted by blanks */
    const char *form;
    const char *rule;
} TextName;

static const TextName text_names[] = {
    {"first name", "rt_form_first_name", "a first name"},
    {"given name", "rt_form_first_name", "a first name"},
    {"firstname", "rt_form_first_name", "a first name"},
    {"forename", "rt_form_first_name", "a first name"},
    {"middle name", "rt_form_first_name", "a first name"},
    {"last name", "rt_form_last_name", "a last name"},
    {"family name", "rt_form_last_name", "a last name"},
    {"lastname", "rt_form_last_name", "a last name"},
    {"surname", "rt_form_last_name", "a last name"},
    {"full name", "rt_form_full_name", "a person's name"},
    {"fullname", "rt_form_full_name", "a person's name"},
    {"display name", "rt_form_full_name", "a person's name"},
    {"contact name", "rt_form_full_name", "a person's name"},
    {"author", "rt_form_full_name", "a person's name"},
    {"user name", "rt_form_username", "a user name"},
    {"username", "rt_form_username", "a user name"},
    {"login", "rt_form_username", "a user name"},
    {"nickname", "rt_form_username", "a user name"},
    {"handle", "rt_form_username", "a user name"},
    {"email address", "rt_form_email", "an e-mail address"},
    {"email", "rt_form_email", "an e-mail address"},
    {"mail", "rt_form_email", "an e-mail address"},
    {"phone number", "rt_form_phone", "a telephone number"},
    {"phone", "rt_form_phone", "a telephone number"},
    {"telephone", "rt_form_phone", "a telephone number"},
    {"mobile", "rt_form_phone", "a telephone number"},
    {"fax", "rt_form_phone", "a telephone number"},
    {"job title", "rt_form_job", "a job"},
    {"occupation", "rt_form_job", "a job"},
    {"gender", "rt_form_gender", "a gender"},
    {"sex", "rt_form_gender", "a gender"},
    {"street address", "rt_form_address", "a street address"},
    {"address line", "rt_form_address", "a street address"},
    {"address", "rt_form_address", "a street address"},
    {"address1", "rt_form_address", "a street address"},
    {"street", "rt_form_street", "a street"},
    {"city", "rt_form_city", "a city"},
    {"town", "rt_form_city", "a city"},
    {"region", "rt_form_region", "a region"},
    {"province", "rt_form_region", "a region"},
    {"state province", "rt_form_region", "a region"},
    {"district", "rt_form_region", "a region"},
    {"country code", "rt_form_country_code", "a country's code"},
    {"country", "rt_form_country", "a country"},
    {"zip code", "rt_form_postal_code", "a postal code"},
    {"zipcode", "rt_form_postal_code", "a postal code"},
    {"zip", "rt_form_postal_code", "a postal code"},
    {"postal code", "rt_form_postal_code", "a postal code"},
    {"postcode", "rt_form_postal_code", "a postal code"},
    {"time zone", "rt_form_time_zone", "a time zone"},
    {"timezone", "rt_form_time_zone", "a time zone"},
    {"locale", "rt_form_locale", "a locale"},
    {"language code", "rt_form_language_code", "a language's code"},
    {"lang", "rt_form_language_code", "a language's code"},
    {"language", "rt_form_language", "a language"},
    {"company name", "rt_form_company", "a company"},
    {"company", "rt_form_company", "a company"},
    {"organization", "rt_form_company", "a company"},
    {"organisation", "rt_form_company", "a company"},
    {"employer", "rt_form_company", "a company"},
    {"vendor", "rt_form_company", "a company"},
    {"supplier", "rt_form_company", "a company"},
    {"department", "rt_form_department", "a department"},
    {"industry", "rt_form_industry", "an industry"},
    {"product name", "rt_form_product", "a product"},
    {"product", "rt_form_product", "a product"},
    {"brand", "rt_form_brand", "a brand"},
    {"manufacturer", "rt_form_brand", "a brand"},
    {"category", "rt_form_category", "a category"},
    {"sku", "rt_form_sku", "an article's code"},
    {"barcode", "rt_form_barcode", "a bar code"},
    {"ean", "rt_form_barcode", "a bar code"},
    {"order number", "rt_form_order_code", "an order's code"},
    {"invoice number", "rt_form_order_code", "an order's code"},
    {"currency code", "rt_form_currency", "a currency"},
    {"currency", "rt_form_currency", "a currency"},
    {"iban", "rt_form_iban", "a bank account"},
    {"bic", "rt_form_bic", "a bank"},
    {"card number", "rt_form_card_number", "a card's number"},
    {"payment method", "rt_form_payment_method", "a way to pay"},
    {"unit", "rt_form_unit", "a unit"},
    {"color", "rt_form_colour", "a colour"},
    {"colour", "rt_form_colour", "a colour"},
    {"status", "rt_form_status", "a status"},
    {"state", "rt_form_status", "a status"},
    {"priority", "rt_form_priority", "a priority"},
    {"domain", "rt_form_domain", "a domain"},
    {"hostname", "rt_form_host", "a host"},
    {"host", "rt_form_host", "a host"},
    {"website", "rt_form_url", "an address on the web"},
    {"url", "rt_form_url", "an address on the web"},
    {"uri", "rt_form_url", "an address on the web"},
    {"link", "rt_form_url", "an address on the web"},
    {"path", "rt_form_path", "a path"},
    {"ip address", "rt_form_ipv4", "a network address"},
    {"ip", "rt_form_ipv4", "a network address"},
    {"mac address", "rt_form_mac", "a MAC address"},
    {"user agent", "rt_form_user_agent", "a browser"},
    {"file name", "rt_form_file_name", "a file's name"},
    {"filename", "rt_form_file_name", "a file's name"},
    {"mime type", "rt_form_mime_type", "a media type"},
    {"content type", "rt_form_mime_type", "a media type"},
    {"version", "rt_form_version", "a version"},
    {"title", "rt_form_title", "a title"},
    {"subject", "rt_form_title", "a title"},
    {"headline", "rt_form_title", "a title"},
    {"label", "rt_form_label", "a label"},
    {"tag", "rt_form_tag", "a tag"},
    {"slug", "rt_form_slug", "a slug"},
    {"key", "rt_form_dotted_key", "a key"},
    {"md5", "rt_form_md5", "a hash"},
    {"sha1", "rt_form_sha1", "a hash"},
    {"sha256", "rt_form_sha256", "a hash"},
    {"checksum", "rt_form_sha256", "a hash"},
    {"hash", "rt_form_sha256", "a hash"},
    {"digest", "rt_form_sha256", "a hash"},
    {"password", "rt_form_password_hash", "a password's hash"},
    {"token", "rt_form_token", "a token"},
    {"secret", "rt_form_token", "a token"},
    {"code", "rt_form_code", "a code"},
    {"name", "rt_form_name", "a name"},
    {"type", "rt_form_word", "a word"},
    {"kind", "rt_form_word", "a word"},
};

/* ---- numbers ---- */

typedef struct NumberName {
    const char *words;
    int64_t low, high; /* whole units, both inclusive */
    bool small;        /* small ones more often */
    const char *rule;
} NumberName;

static const NumberName number_names[] = {
    {"price", 1, 500, true, "a price"},
    {"amount", 1, 1000, true, "an amount"},
    {"total", 1, 2000, true, "a total"},
    {"subtotal", 1, 2000, true, "a total"},
    {"cost", 1, 500, true, "a cost"},
    {"fee", 0, 50, true, "a fee"},
    {"tax", 0, 200, true, "a tax"},
    {"balance", 0, 20000, true, "a balance"},
    {"salary", 20000, 150000, true, "a salary"},
    {"discount", 0, 50, true, "a discount"},
    {"quantity", 1, 100, true, "a quantity"},
    {"qty", 1, 100, true, "a quantity"},
    {"stock", 0, 1000, true, "a quantity"},
    {"age", 18, 90, false, "an age"},
    {"year", 1990, 2025, false, "a year"},
    {"month", 1, 12, false, "a month"},
    {"day", 1, 28, false, "a day"},
    {"hour", 0, 23, false, "an hour"},
    {"minute", 0, 59, false, "a minute"},
    {"percent", 0, 100, false, "a percentage"},
    {"percentage", 0, 100, false, "a percentage"},
    {"rate", 0, 100, false, "a rate"},
    {"rating", 1, 5, false, "a rating"},
    {"score", 0, 100, false, "a score"},
    {"latitude", -90, 90, false, "a latitude"},
    {"lat", -90, 90, false, "a latitude"},
    {"longitude", -180, 180, false, "a longitude"},
    {"lng", -180, 180, false, "a longitude"},
    {"lon", -180, 180, false, "a longitude"},
    {"weight", 1, 100, true, "a weight"},
    {"height", 1, 200, false, "a height"},
    {"width", 1, 200, false, "a width"},
    {"count", 0, 1000, true, "a count"},
    {"level", 1, 10, false, "a level"},
    {"priority", 1, 5, false, "a priority"},
    {"position", 1, 100, false, "a position"},
    {"port", 1024, 65535, false, "a port"},
};

/* ---- words of names ---- */

/* The name in lower case with blanks between its words; false where it is too long to say anything. */
static bool split_name(Text name, char *words)
{
    size_t size = 0;
    for (size_t i = 0; i < name.size && size < LONGEST_NAME - 2; i++) {
        char c = name.data[i], before = i ? name.data[i - 1] : '_';
        bool capital = c >= 'A' && c <= 'Z', after_small = before >= 'a' && before <= 'z';
        if (capital && after_small)
            words[size++] = ' ';
        words[size++] = c == '_' || c == '-' ? ' ' : capital ? (char)(c - 'A' + 'a') : c;
    }
    words[size] = 0;
    return size < LONGEST_NAME - 2;
}

static bool ends_with_words(const char *name, const char *words)
{
    size_t size = strlen(name), wanted = strlen(words);
    if (wanted > size || strcmp(name + size - wanted, words) != 0)
        return false;
    return wanted == size || name[size - wanted - 1] == ' ';
}

/* Whether the column numbers a table of versions. */
static bool is_version_number(const ColumnPlan *column, const char *name)
{
    char table[LONGEST_NAME];
    return (strcmp(name, "num") == 0 || strcmp(name, "number") == 0) &&
           split_name(column->table->table->name, table) &&
           (ends_with_words(table, "versions") || ends_with_words(table, "version"));
}

static Domain text_by_name(const ColumnPlan *column, const char *name, const TypeUse *base)
{
    if (is_version_number(column, name))
        name = "version";
    uint32_t limit = base->modifier_count > 0 ? (uint32_t)base->modifiers[0] : 0;
    for (size_t i = 0; i < sizeof text_names / sizeof *text_names; i++)
        if (ends_with_words(name, text_names[i].words))
            return domain_form(text_names[i].form, limit, text_names[i].rule);
    return (Domain){0};
}

Domain domain_of_word(const TypeUse *base, Text word)
{
    char name[LONGEST_NAME];
    if (text_is(word, "uuid") && base->type->code == TYPE_UUID)
        return domain_uuid();
    if (!type_is_text(base) || !split_name(word, name))
        return (Domain){0};
    uint32_t limit = base->modifier_count > 0 ? (uint32_t)base->modifiers[0] : 0;
    for (size_t i = 0; i < sizeof text_names / sizeof *text_names; i++)
        if (strcmp(name, text_names[i].words) == 0)
            return domain_form(text_names[i].form, limit, text_names[i].rule);
    return (Domain){0};
}

/* Codes that are exactly as long as the column. */
static Domain code_by_name(const char *name, const TypeUse *base)
{
    bool two = base->modifier_count && base->modifiers[0] == 2,
         three = base->modifier_count && base->modifiers[0] == 3;
    bool country = ends_with_words(name, "country") || ends_with_words(name, "country code");
    bool currency = ends_with_words(name, "currency") || ends_with_words(name, "currency code");
    Domain domain = two && country      ? domain_form("rt_form_country_code", 2, "a country's code")
                    : three && country  ? domain_form("rt_form_country_code3", 3, "a country's code")
                    : three && currency ? domain_form("rt_form_currency", 3, "a currency")
                                        : (Domain){0};
    domain.scatter = NULL;
    return domain;
}

/* The largest whole number that the column holds. */
static int64_t most_of(const ColumnPlan *column, const TypeUse *base)
{
    if (base->type->code == TYPE_INT2)
        return INT16_MAX;
    if (base->type->code != TYPE_NUMERIC || !base->modifier_count)
        return INT32_MAX;
    int digits = base->modifiers[0] - column->type->scale;
    return digits <= 0 ? 0 : digits >= 10 ? INT32_MAX : (int64_t)domain_power(10, (uint32_t)digits) - 1;
}

static Domain number_by_name(const ColumnPlan *column, const char *name, const TypeUse *base)
{
    int64_t unit = (int64_t)domain_power(10, (uint32_t)column->type->scale), most = most_of(column, base);
    for (size_t i = 0; i < sizeof number_names / sizeof *number_names; i++) {
        const NumberName *entry = &number_names[i];
        if (!ends_with_words(name, entry->words) || entry->high > most)
            continue;
        PlanCount count = (PlanCount)(entry->high - entry->low) * (PlanCount)unit + 1;
        return entry->small ? domain_mostly_small(entry->low * unit, count, 1, entry->rule)
                            : domain_numbers(entry->low * unit, count, 1, entry->rule);
    }
    return (Domain){0};
}

static Domain date_by_name(const ColumnPlan *column, const char *name)
{
    static const char *const births[] = {"birth date", "birthdate", "date of birth",
                                         "birthday",   "dob",       "born"};
    int64_t today = domain_days(column->table->plan->schema->reference_date);
    for (size_t i = 0; i < sizeof births / sizeof *births; i++)
        if (ends_with_words(name, births[i]))
            return domain_numbers(today - DAYS_OF_LIFE, DAYS_OF_LIFE - DAYS_OF_YOUTH, 1, "a day of birth");
    return (Domain){0};
}

Domain domain_of_name(const ColumnPlan *column, const TypeUse *base)
{
    char name[LONGEST_NAME];
    if (!split_name(column->column->name, name))
        return (Domain){0};
    switch (base->type->code) {
    case TYPE_BPCHAR:
        return code_by_name(name, base);
    case TYPE_TEXT:
    case TYPE_VARCHAR:
    case TYPE_CITEXT:
        return text_by_name(column, name, base);
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
        return number_by_name(column, name, base);
    case TYPE_NUMERIC:
        return column->type->kind == VALUE_INT64 ? number_by_name(column, name, base) : (Domain){0};
    case TYPE_DATE:
        return date_by_name(column, name);
    default:
        return (Domain){0};
    }
}

/* ---- all of it ---- */

static bool has_values(const Domain *domain)
{
    return domain->unrank || domain->draw;
}

/* A rule, a name and a type each may say it; a key needs more values than most names have. */
Domain domain_of(const ColumnPlan *column, DomainUse use)
{
    TypeUse base = type_base(&column->column->type);
    if (column->column->rule.kind == RULE_NONE &&
        (base.dimensions || base.type->kind == TYPE_COMPOSITE || base.type->kind == TYPE_RANGE ||
         base.type->kind == TYPE_MULTIRANGE))
        return domain_compound(column, &base);
    if (column->column->rule.kind != RULE_NONE)
        return domain_of_rule(column, &base);
    if (base.type->kind == TYPE_ENUM)
        return domain_list(&base.type->labels, "one of the labels");
    Domain named = domain_of_name(column, &base);
    bool enough = use == DOMAIN_DRAWN || named.scatter;
    return has_values(&named) && enough ? named : domain_of_type(column, &base, use);
}
