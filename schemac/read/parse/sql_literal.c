/* sql_literal.c: the values of identifiers and string constants. PostgreSQL documentation: sections 4.1.1 and
 * 4.1.2. */
#include "read/parse/sql_cursor.h"

#include "base/utf8.h"
#include "model/names.h"

#include <string.h>

/* The bytes between the first quote and the last one of a token such as E'…' or U&"…". */
static Text inside_quotes(Text token)
{
    size_t start = 0;
    while (token.data[start] != '\'' && token.data[start] != '"')
        start++;
    return text_slice(token, start + 1, token.size - 1);
}

static void append_doubled(Buffer *out, Text body, char quote)
{
    for (size_t i = 0; i < body.size; i++) {
        buffer_char(out, body.data[i]);
        if (body.data[i] == quote)
            i++;
    }
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        return (c | 0x20) - 'a' + 10;
    return 99;
}

/* Reads up to `most` digits of a base at *at; moves it past them. */
static uint32_t read_digits(Text body, size_t *at, int base, size_t most)
{
    uint32_t value = 0;
    for (size_t n = 0; n < most && *at < body.size && digit_of(body.data[*at]) < base; n++)
        value = value * (uint32_t)base + (uint32_t)digit_of(body.data[(*at)++]);
    return value;
}

/* Appends a character by its code: a pair of surrogates is one character; what is none is left out. */
static void append_code(Buffer *out, uint32_t *high, uint32_t code)
{
    if (code >= 0xDC00 && code < 0xE000 && *high)
        utf8_append(out, 0x10000 + ((*high - 0xD800) << 10) + (code - 0xDC00));
    else if (code != 0 && code < 0x110000 && (code < 0xD800 || code >= 0xE000))
        utf8_append(out, code);
    *high = code >= 0xD800 && code < 0xDC00 ? code : 0;
}

/* The escape after a backslash of an E'' string; `at` is after the backslash. */
static void append_escape(Buffer *out, Text body, size_t *at, uint32_t *high)
{
    static const char letters[] = "bfnrt", values[] = "\b\f\n\r\t";
    char c = body.data[(*at)++];
    const char *letter = memchr(letters, c, sizeof letters - 1);
    if (letter) {
        buffer_char(out, values[letter - letters]);
    } else if (c == 'u' || c == 'U') {
        append_code(out, high, read_digits(body, at, 16, c == 'u' ? 4 : 8));
    } else if (c == 'x' || (c >= '0' && c <= '7')) {
        *at -= c != 'x';
        uint32_t byte = read_digits(body, at, c == 'x' ? 16 : 8, c == 'x' ? 2 : 3) & 0xFF;
        if (byte)
            buffer_char(out, (char)byte);
    } else {
        buffer_char(out, c);
    }
}

static void append_escaped(Buffer *out, Text body)
{
    uint32_t high = 0;
    for (size_t i = 0; i < body.size;) {
        char c = body.data[i++];
        if (c == '\\' && i < body.size) {
            append_escape(out, body, &i, &high);
            continue;
        }
        buffer_char(out, c);
        i += c == '\'';
    }
}

/* The text of U&'' and U&"": \XXXX and \+XXXXXX, with the escape character given. */
static void append_unicode(Buffer *out, Text body, char quote, char escape)
{
    uint32_t high = 0;
    for (size_t i = 0; i < body.size;) {
        char c = body.data[i++];
        if (c == escape && i < body.size && body.data[i] != escape) {
            bool plus = body.data[i] == '+';
            i += plus;
            append_code(out, &high, read_digits(body, &i, 16, plus ? 6 : 4));
            continue;
        }
        buffer_char(out, c);
        i += c == quote || c == escape;
    }
}

/* Reports the first byte of the value that is not UTF-8, as every text of a schema must be. */
static void check_utf8(const SqlCursor *cursor, SqlToken token, Text value)
{
    uint32_t code;
    for (size_t i = 0, size; i < value.size; i += size) {
        size = utf8_decode(value, i, &code);
        if (size)
            continue;
        diag_error(cursor->diag, sql_span(cursor, token), "invalid byte in UTF-8 text: 0x%02x",
                   (unsigned char)value.data[i]);
        diag_hint(cursor->diag, "Convert the file to UTF-8, with iconv for example.");
        return;
    }
}

static Text finish(const SqlCursor *cursor, Buffer *out)
{
    Text text = text_copy(cursor->arena, buffer_contents(out));
    buffer_free(out);
    return text;
}

/* The escape character of `UESCAPE 'c'` at `token`, else a backslash. */
static char escape_character(const SqlCursor *cursor, SqlToken token, SqlToken *last)
{
    const char *limit = cursor->text.data + cursor->text.size;
    if (!sql_token_is(token, "uescape"))
        return '\\';
    SqlToken value = sql_lex(token.text.data + token.text.size, limit);
    if (value.kind != SQL_STRING || value.text.size != 3)
        return '\\';
    *last = value;
    return value.text.data[1];
}

Text sql_name_of(const SqlCursor *cursor, SqlToken token)
{
    Buffer out = {0};
    SqlToken last = token,
             next = sql_lex(token.text.data + token.text.size, cursor->text.data + cursor->text.size);
    if (token.kind == SQL_QUOTED)
        append_doubled(&out, inside_quotes(token.text), '"');
    else if (token.kind == SQL_UNICODE_QUOTED)
        append_unicode(&out, inside_quotes(token.text), '"', escape_character(cursor, next, &last));
    else
        buffer_text(&out, text_lower(cursor->arena, token.text));
    Text name = finish(cursor, &out);
    check_utf8(cursor, token, name);
    return names_truncate(cursor->arena, name);
}

static void append_string(SqlCursor *cursor, Buffer *out, SqlTokenKind kind, char escape)
{
    Text token = cursor->token.text;
    if (kind == SQL_DOLLAR_STRING) {
        size_t tag = (size_t)((const char *)memchr(token.data + 1, '$', token.size - 1) - token.data) + 1;
        buffer_text(out, text_slice(token, tag, token.size - tag));
    } else if (kind == SQL_ESCAPE_STRING) {
        append_escaped(out, inside_quotes(token));
    } else if (kind == SQL_UNICODE_STRING) {
        append_unicode(out, inside_quotes(token), '\'', escape);
    } else {
        append_doubled(out, inside_quotes(token), '\'');
    }
}

/* True where the current token carries on the string before it: plain quotes on a later line. */
static bool continues(const SqlCursor *cursor)
{
    const char *from = cursor->last.text.data + cursor->last.text.size;
    size_t gap = (size_t)(cursor->token.text.data - from);
    return sql_at(cursor, SQL_STRING) && cursor->token.text.data[0] == '\'' && memchr(from, '\n', gap);
}

bool sql_take_string(SqlCursor *cursor, Text *value)
{
    SqlTokenKind kind = cursor->token.kind;
    if (kind != SQL_STRING && kind != SQL_ESCAPE_STRING && kind != SQL_UNICODE_STRING &&
        kind != SQL_DOLLAR_STRING)
        return false;
    Buffer out = {0};
    SqlToken last = cursor->token;
    char escape = escape_character(cursor, sql_peek(cursor), &last);
    do {
        append_string(cursor, &out, kind, escape);
        sql_advance(cursor);
    } while (kind != SQL_DOLLAR_STRING && continues(cursor));
    if (kind == SQL_UNICODE_STRING && sql_at_words(cursor, "uescape")) {
        sql_advance(cursor);
        sql_take(cursor, SQL_STRING);
    }
    *value = finish(cursor, &out);
    check_utf8(cursor, last, *value);
    return true;
}
