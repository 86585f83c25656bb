/* literal.c: canonical texts of numbers, booleans, arrays and the small types. */
#include "model/literal.h"

#include "base/buffer.h"
#include "model/type_convert.h"

#include <string.h>

enum {
    NUMBER_LIMIT = 1000 /* digits that an exponent may expand a number to */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static Text taken(Arena *arena, Buffer *buffer)
{
    Text text = text_copy(arena, buffer_contents(buffer));
    buffer_free(buffer);
    return text;
}

bool literal_bool(Text text, bool *value)
{
    static const struct {
        const char *word;
        size_t least; /* letters that tell it from the others */
        bool value;
    } words[] = {{"true", 1, true}, {"false", 1, false}, {"yes", 1, true}, {"no", 1, false},
                 {"on", 2, true},   {"off", 2, false},   {"1", 1, true},   {"0", 1, false}};
    text = text_trim(text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Text word = text_of(words[i].word);
        if (text.size < words[i].least || text.size > word.size ||
            !text_equal_nocase(text, text_slice(word, 0, text.size)))
            continue;
        *value = words[i].value;
        return true;
    }
    return false;
}

/* ---- numbers ------------------------------------------------------------------------------------------- */

/* The parts of a decimal number, underscores dropped. */
typedef struct Decimal {
    char digits[NUMBER_LIMIT]; /* those before and after the point */
    int count;                 /* how many */
    int whole;                 /* how many of them stand before the point; may lie outside */
} Decimal;

static bool add_digits(Decimal *decimal, Text text, size_t *at)
{
    for (; *at < text.size && (is_digit(text.data[*at]) || text.data[*at] == '_'); ++*at) {
        if (text.data[*at] == '_')
            continue;
        if (decimal->count == NUMBER_LIMIT)
            return false;
        decimal->digits[decimal->count++] = text.data[*at];
    }
    return true;
}

static bool split_number(Text text, Decimal *decimal)
{
    size_t at = 0;
    int64_t exponent = 0;
    decimal->count = 0;
    if (!add_digits(decimal, text, &at))
        return false;
    decimal->whole = decimal->count;
    if (at < text.size && text.data[at] == '.') {
        at++;
        if (!add_digits(decimal, text, &at))
            return false;
    }
    if (decimal->count == 0)
        return false;
    if (at < text.size && (text.data[at] | 0x20) == 'e') {
        if (!text_to_int64(text_slice(text, at + 1, text.size), &exponent) || exponent > NUMBER_LIMIT ||
            exponent < -NUMBER_LIMIT)
            return false;
        at = text.size;
    }
    decimal->whole += (int)exponent;
    return at == text.size;
}

static void append_decimal(Buffer *out, const Decimal *decimal)
{
    int first = 0;
    while (first < decimal->whole && first < decimal->count && decimal->digits[first] == '0')
        first++;
    if (first >= decimal->whole)
        buffer_char(out, '0');
    for (int i = first; i < decimal->whole; i++)
        buffer_char(out, i < decimal->count ? decimal->digits[i] : '0');
    if (decimal->whole >= decimal->count)
        return;
    buffer_char(out, '.');
    for (int i = decimal->whole; i < decimal->count; i++)
        buffer_char(out, i < 0 ? '0' : decimal->digits[i]);
}

/* 0x1F, 0o17 and 0b101 up to 64 bits. */
static bool based_number(Arena *arena, Text text, Text *canonical)
{
    if (text.size < 3 || text.data[0] != '0')
        return false;
    char letter = (char)(text.data[1] | 0x20);
    uint64_t base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0, value = 0;
    for (size_t i = 2; base && i < text.size; i++) {
        char c = text.data[i];
        if (c == '_')
            continue;
        uint64_t digit = is_digit(c) ? (uint64_t)(c - '0') : (uint64_t)((c | 0x20) - 'a' + 10);
        if (digit >= base || value > (UINT64_MAX - digit) / base)
            return false;
        value = value * base + digit;
    }
    *canonical = text_format(arena, "%llu", (unsigned long long)value);
    return base != 0;
}

static bool is_zero(Text digits)
{
    for (size_t i = 0; i < digits.size; i++)
        if (digits.data[i] != '0' && digits.data[i] != '.')
            return false;
    return true;
}

bool literal_number(Arena *arena, Text text, Text *canonical)
{
    text = text_trim(text);
    bool negative = text_starts_with(text, TEXT("-"));
    if (negative || text_starts_with(text, TEXT("+")))
        text = text_slice(text, 1, text.size);
    if (!based_number(arena, text, canonical)) {
        Decimal *decimal = arena_new_object(arena, Decimal);
        Buffer out = {0};
        if (!split_number(text, decimal))
            return false;
        append_decimal(&out, decimal);
        *canonical = taken(arena, &out);
    }
    if (negative && !is_zero(*canonical))
        *canonical = text_format(arena, "-%.*s", TEXT_ARG(*canonical));
    return true;
}

/* ---- arrays -------------------------------------------------------------------------------------------- */

static bool quoted_item(Text text, size_t *at, Buffer *out)
{
    for (++*at; *at < text.size; ++*at) {
        char c = text.data[*at];
        if (c == '"') {
            ++*at;
            return true;
        }
        if (c == '\\' && ++*at == text.size)
            return false;
        buffer_char(out, text.data[*at]);
    }
    return false;
}

static bool bare_item(Text text, size_t *at, Buffer *out)
{
    for (; *at < text.size && text.data[*at] != ',' && text.data[*at] != '}'; ++*at) {
        char c = text.data[*at];
        if (c == '{' || c == '"' || (c == '\\' && ++*at == text.size))
            return false;
        buffer_char(out, text.data[*at]);
    }
    return true;
}

static void skip_spaces(Text text, size_t *at)
{
    while (*at < text.size && strchr(" \t\n\r\f\v", text.data[*at]))
        ++*at;
}

static bool read_item(Arena *arena, Text text, size_t *at, LiteralItem *item)
{
    Buffer out = {0};
    skip_spaces(text, at);
    bool quoted = *at < text.size && text.data[*at] == '"';
    bool good = quoted ? quoted_item(text, at, &out) : bare_item(text, at, &out);
    item->text = taken(arena, &out);
    if (!quoted)
        item->text = text_trim(item->text);
    item->is_null = !quoted && text_is_nocase(item->text, "null");
    skip_spaces(text, at);
    return good && (quoted || item->text.size > 0);
}

bool literal_array_items(Arena *arena, Text text, LiteralItemList *items)
{
    size_t at = 1;
    text = text_trim(text);
    if (!text_starts_with(text, TEXT("{")))
        return false;
    skip_spaces(text, &at);
    if (at < text.size && text.data[at] == '}')
        return at + 1 == text.size;
    for (;;) {
        LiteralItem item;
        if (!read_item(arena, text, &at, &item) || at == text.size)
            return false;
        list_push(arena, items, item);
        char c = text.data[at++];
        if (c == '}')
            return at == text.size;
        if (c != ',')
            return false;
    }
}

bool literal_item_needs_quotes(Text text)
{
    if (text.size == 0 || text_is_nocase(text, "null"))
        return true;
    for (size_t i = 0; i < text.size; i++)
        if (strchr("{}\",\\ \t\n\r\f\v", text.data[i]))
            return true;
    return false;
}

static void append_item(Buffer *out, const LiteralItem *item)
{
    if (item->is_null) {
        buffer_string(out, "NULL");
        return;
    }
    if (!literal_item_needs_quotes(item->text)) {
        buffer_text(out, item->text);
        return;
    }
    buffer_char(out, '"');
    for (size_t i = 0; i < item->text.size; i++) {
        if (item->text.data[i] == '"' || item->text.data[i] == '\\')
            buffer_char(out, '\\');
        buffer_char(out, item->text.data[i]);
    }
    buffer_char(out, '"');
}

static Text canonical_array(Arena *arena, Text text, const TypeUse *type)
{
    LiteralItemList items = {0};
    TypeUse element = type_element(type);
    if (!literal_array_items(arena, text, &items))
        return text;
    Buffer out = {0};
    buffer_char(&out, '{');
    for (size_t i = 0; i < items.count; i++) {
        LiteralItem item = items.items[i];
        if (!item.is_null)
            item.text = literal_canonical(arena, item.text, &element);
        if (i)
            buffer_char(&out, ',');
        append_item(&out, &item);
    }
    buffer_char(&out, '}');
    return taken(arena, &out);
}

/* ---- small types --------------------------------------------------------------------------------------- */

static Text canonical_bool(Text text)
{
    bool value;
    return literal_bool(text, &value) ? text_of(value ? "t" : "f") : text;
}

/* 32 hexadecimal digits in any grouping, as groups of 8, 4, 4, 4 and 12. */
static Text canonical_uuid(Arena *arena, Text text)
{
    char digits[32];
    size_t count = 0;
    text = text_lower(arena, text);
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (is_digit(c) || (c >= 'a' && c <= 'f')) {
            if (count == sizeof digits)
                return text;
            digits[count++] = c;
        } else if (c != '-' && c != '{' && c != '}') {
            return text;
        }
    }
    if (count != sizeof digits)
        return text;
    return text_format(arena, "%.8s-%.4s-%.4s-%.4s-%.12s", digits, digits + 8, digits + 12, digits + 16,
                       digits + 20);
}

static Text canonical_bytea(Arena *arena, Text text)
{
    if (text_starts_with(text, TEXT("\\x")))
        return text_lower(arena, text);
    if (text.size && memchr(text.data, '\\', text.size))
        return text;
    Buffer out = {0};
    buffer_string(&out, "\\x");
    for (size_t i = 0; i < text.size; i++)
        buffer_format(&out, "%02x", (unsigned char)text.data[i]);
    return taken(arena, &out);
}

/* An amount without signs of currency and grouping, with two digits after the point. */
static Text canonical_money(Arena *arena, Text text)
{
    Buffer out = {0};
    Text number;
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != '$' && text.data[i] != ',')
            buffer_char(&out, text.data[i]);
    Text plain = taken(arena, &out);
    if (!literal_number(arena, plain, &number))
        return text;
    const char *point = memchr(number.data, '.', number.size);
    size_t decimals = point ? (size_t)(number.data + number.size - point) - 1 : 0;
    if (decimals > 2)
        return text;
    return text_format(arena, "%.*s%s%.*s", TEXT_ARG(number), point ? "" : ".", (int)(2 - decimals), "00");
}

/* Names of objects leave out the schema public. */
static Text canonical_object(Text text)
{
    return text_starts_with(text, TEXT("public.")) ? text_slice(text, 7, text.size) : text;
}

Text literal_canonical(Arena *arena, Text text, const TypeUse *type)
{
    Text canonical = text;
    if (type_is_array(type))
        return canonical_array(arena, text, type);
    TypeCode code = type_code(type);
    switch (code) {
    case TYPE_BOOL:
        return canonical_bool(text);
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
    case TYPE_NUMERIC:
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        return literal_number(arena, text, &canonical) ? canonical : text;
    case TYPE_DATE:
    case TYPE_TIME:
    case TYPE_TIMESTAMP:
    case TYPE_TIMESTAMPTZ:
        return literal_date_time(arena, text, code, &canonical) ? canonical : text;
    case TYPE_INTERVAL:
        return literal_interval(arena, text, type->fields, &canonical) ? canonical : text;
    case TYPE_UUID:
        return canonical_uuid(arena, text);
    case TYPE_JSONB:
        return literal_jsonb(arena, text, &canonical) ? canonical : text;
    case TYPE_BYTEA:
        return canonical_bytea(arena, text);
    case TYPE_MONEY:
        return canonical_money(arena, text);
    case TYPE_MACADDR:
    case TYPE_MACADDR8:
        return text_lower(arena, text);
    case TYPE_OID:
        return canonical_object(text);
    default:
        return text;
    }
}
