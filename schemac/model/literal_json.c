/* literal_json.c: JSON as jsonb prints it: one space after colons and commas, keys by length and then by
 * bytes, of equal keys the last, escapes resolved (PostgreSQL documentation, section 8.14). */
#include "model/literal.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    JSON_DEPTH_LIMIT = 100
};

typedef struct Json {
    Arena *arena;
    Text text;
    size_t at;
    unsigned depth;
} Json;

typedef struct Member {
    Text key;     /* unescaped */
    Text value;   /* printed */
    size_t order; /* of equal keys the greatest stays */
} Member;
typedef LIST(Member) MemberList;

static bool read_value(Json *json, Text *printed);

static char peek(const Json *json)
{
    return json->at < json->text.size ? json->text.data[json->at] : '\0';
}

static void skip_spaces(Json *json)
{
    while (json->at < json->text.size && strchr(" \t\n\r", peek(json)))
        json->at++;
}

static bool take(Json *json, char c)
{
    skip_spaces(json);
    if (json->at == json->text.size || peek(json) != c)
        return false;
    json->at++;
    return true;
}

static Text taken(Json *json, Buffer *out)
{
    Text text = text_copy(json->arena, buffer_contents(out));
    buffer_free(out);
    return text;
}

/* ---- strings ------------------------------------------------------------------------------------------- */

static bool take_hex4(Json *json, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, json->at++) {
        char c = peek(json);
        if (c >= '0' && c <= '9')
            *unit = *unit * 16 + (uint32_t)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            *unit = *unit * 16 + (uint32_t)((c | 0x20) - 'a' + 10);
        else
            return false;
    }
    return true;
}

/* After "\u": one unit, or two that make a character beyond the first plane. */
static bool take_unicode(Json *json, Buffer *out)
{
    uint32_t unit, low;
    if (!take_hex4(json, &unit) || unit == 0 || (unit >= 0xDC00 && unit < 0xE000))
        return false;
    if (unit >= 0xD800 && unit < 0xDC00) {
        if (peek(json) != '\\' || (json->at++, peek(json)) != 'u')
            return false;
        json->at++;
        if (!take_hex4(json, &low) || low < 0xDC00 || low >= 0xE000)
            return false;
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    utf8_append(out, unit);
    return true;
}

static bool take_escape(Json *json, Buffer *out)
{
    static const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char c = peek(json);
    const char *found = c ? strchr(letters, c) : NULL;
    json->at++;
    if (c == 'u')
        return take_unicode(json, out);
    if (!found)
        return false;
    buffer_char(out, values[found - letters]);
    return true;
}

static bool read_string(Json *json, Text *value)
{
    Buffer out = {0};
    bool good = take(json, '"');
    while (good && json->at < json->text.size && peek(json) != '"') {
        char c = peek(json);
        json->at++;
        if (c == '\\')
            good = take_escape(json, &out);
        else if ((unsigned char)c < 0x20)
            good = false;
        else
            buffer_char(&out, c);
    }
    *value = taken(json, &out);
    return good && take(json, '"');
}

static void append_string(Buffer *out, Text value)
{
    static const char letters[] = "\"\\bfnrt", values[] = "\"\\\b\f\n\r\t";
    buffer_char(out, '"');
    for (size_t i = 0; i < value.size; i++) {
        char c = value.data[i];
        const char *found = c ? strchr(values, c) : NULL;
        if (found)
            buffer_format(out, "\\%c", letters[found - values]);
        else if ((unsigned char)c < 0x20)
            buffer_format(out, "\\u%04x", (unsigned)c);
        else
            buffer_char(out, c);
    }
    buffer_char(out, '"');
}

/* ---- objects and arrays -------------------------------------------------------------------------------- */

static int compare_members(const void *a, const void *b)
{
    const Member *x = a, *y = b;
    if (x->key.size != y->key.size)
        return x->key.size < y->key.size ? -1 : 1;
    int order = text_compare(x->key, y->key);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static Text print_object(Json *json, MemberList *members)
{
    Buffer out = {0};
    if (members->count)
        qsort(members->items, members->count, sizeof *members->items, compare_members);
    buffer_char(&out, '{');
    for (size_t i = 0; i < members->count; i++) {
        const Member *member = &members->items[i];
        if (i + 1 < members->count && text_equal(member->key, members->items[i + 1].key))
            continue;
        if (out.size > 1)
            buffer_string(&out, ", ");
        append_string(&out, member->key);
        buffer_string(&out, ": ");
        buffer_text(&out, member->value);
    }
    buffer_char(&out, '}');
    return taken(json, &out);
}

static bool read_object(Json *json, Text *printed)
{
    MemberList members = {0};
    if (!take(json, '}')) {
        do {
            Member member = {.order = members.count};
            if (!read_string(json, &member.key) || !take(json, ':') || !read_value(json, &member.value))
                return false;
            list_push(json->arena, &members, member);
        } while (take(json, ','));
        if (!take(json, '}'))
            return false;
    }
    *printed = print_object(json, &members);
    return true;
}

static bool read_items(Json *json, Buffer *out)
{
    if (take(json, ']'))
        return true;
    do {
        Text item;
        if (!read_value(json, &item))
            return false;
        if (out->size > 1)
            buffer_string(out, ", ");
        buffer_text(out, item);
    } while (take(json, ','));
    return take(json, ']');
}

static bool read_array(Json *json, Text *printed)
{
    Buffer out = {0};
    buffer_char(&out, '[');
    bool good = read_items(json, &out);
    buffer_char(&out, ']');
    *printed = taken(json, &out);
    return good;
}

static bool read_scalar(Json *json, Text *printed)
{
    size_t start = json->at;
    while (json->at < json->text.size && !strchr(" \t\n\r,:]}[{\"", peek(json)))
        json->at++;
    *printed = text_slice(json->text, start, json->at);
    if (text_is(*printed, "true") || text_is(*printed, "false") || text_is(*printed, "null"))
        return true;
    return printed->size && printed->data[0] != '+' && literal_number(json->arena, *printed, printed);
}

static bool read_value(Json *json, Text *printed)
{
    Text value;
    if (++json->depth > JSON_DEPTH_LIMIT)
        return false;
    skip_spaces(json);
    bool good;
    if (peek(json) == '"') {
        Buffer out = {0};
        good = read_string(json, &value);
        append_string(&out, value);
        *printed = taken(json, &out);
    } else if (take(json, '{')) {
        good = read_object(json, printed);
    } else if (take(json, '[')) {
        good = read_array(json, printed);
    } else {
        good = read_scalar(json, printed);
    }
    json->depth--;
    return good;
}

bool literal_jsonb(Arena *arena, Text text, Text *canonical)
{
    Json json = {.arena = arena, .text = text};
    if (!read_value(&json, canonical))
        return false;
    skip_spaces(&json);
    return json.at == text.size;
}
