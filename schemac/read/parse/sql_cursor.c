/* sql_cursor.c: walking over SQL tokens, and the errors of doing so. The values of names and literals are in
 * sql_literal.c. */
#include "read/parse/sql_cursor.h"

#include "model/keyword.h"

#include <string.h>

static const char *limit_of(const SqlCursor *cursor)
{
    return cursor->text.data + cursor->text.size;
}

static const char *end_of(SqlToken token)
{
    return token.text.data + token.text.size;
}

static void report_bad(const SqlCursor *cursor)
{
    Span span = sql_span(cursor, cursor->token);
    switch (cursor->token.kind) {
    case SQL_BAD_STRING:
        span.size = 1;
        diag_error(cursor->diag, span, "unterminated quoted text");
        break;
    case SQL_BAD_COMMENT:
        span.size = 2;
        diag_error(cursor->diag, span, "unterminated comment");
        break;
    case SQL_BAD:
        if (text_is(cursor->token.text, "\"\""))
            diag_error(cursor->diag, span, "zero-length quoted identifier");
        else
            diag_error(cursor->diag, span, "unexpected character \"%.*s\"", TEXT_ARG(cursor->token.text));
        break;
    default:
        break;
    }
}

void sql_move(SqlCursor *cursor, const char *position)
{
    cursor->token = sql_lex(position, limit_of(cursor));
    report_bad(cursor);
}

SqlCursor sql_cursor_new(Arena *arena, Diag *diag, Text text, Span origin)
{
    SqlCursor cursor = {.arena = arena, .diag = diag, .text = text, .origin = origin};
    if (!text.data)
        cursor.text = TEXT("");
    cursor.last = (SqlToken){SQL_END, text_slice(cursor.text, 0, 0)};
    sql_move(&cursor, cursor.text.data);
    return cursor;
}

void sql_advance(SqlCursor *cursor)
{
    cursor->last = cursor->token;
    sql_move(cursor, end_of(cursor->token));
}

SqlToken sql_peek(const SqlCursor *cursor)
{
    return sql_lex(end_of(cursor->token), limit_of(cursor));
}

bool sql_at(const SqlCursor *cursor, SqlTokenKind kind)
{
    return cursor->token.kind == kind;
}

bool sql_at_operator(const SqlCursor *cursor, const char *operator)
{
    return sql_at(cursor, SQL_OPERATOR) && text_is(cursor->token.text, operator);
}

bool sql_token_is(SqlToken token, const char *word)
{
    return token.kind == SQL_WORD && text_is_nocase(token.text, word);
}

/* The position after the words, or NULL where the cursor is not at them. */
static const char *words_end(const SqlCursor *cursor, const char *words)
{
    SqlToken token = cursor->token;
    for (;;) {
        size_t size = strcspn(words, " ");
        if (token.kind != SQL_WORD || !text_equal_nocase(token.text, (Text){words, size}))
            return NULL;
        if (!words[size])
            return end_of(token);
        words += size + 1;
        token = sql_lex(end_of(token), limit_of(cursor));
    }
}

bool sql_at_words(const SqlCursor *cursor, const char *words)
{
    return words_end(cursor, words) != NULL;
}

bool sql_take(SqlCursor *cursor, SqlTokenKind kind)
{
    if (!sql_at(cursor, kind))
        return false;
    sql_advance(cursor);
    return true;
}

bool sql_take_operator(SqlCursor *cursor, const char *operator)
{
    if (!sql_at_operator(cursor, operator))
        return false;
    sql_advance(cursor);
    return true;
}

bool sql_take_words(SqlCursor *cursor, const char *words)
{
    const char *end = words_end(cursor, words);
    while (end && cursor->token.text.data < end)
        sql_advance(cursor);
    return end != NULL;
}

static const char *kind_name(SqlTokenKind kind)
{
    switch (kind) {
    case SQL_LEFT_PAREN:
        return "\"(\"";
    case SQL_RIGHT_PAREN:
        return "\")\"";
    case SQL_LEFT_BRACKET:
        return "\"[\"";
    case SQL_RIGHT_BRACKET:
        return "\"]\"";
    case SQL_COMMA:
        return "\",\"";
    case SQL_SEMICOLON:
        return "\";\"";
    case SQL_DOT:
        return "\".\"";
    case SQL_NUMBER:
        return "a number";
    default:
        return "something else";
    }
}

bool sql_expect(SqlCursor *cursor, SqlTokenKind kind)
{
    return sql_take(cursor, kind) || sql_unexpected(cursor, kind_name(kind));
}

bool sql_expect_words(SqlCursor *cursor, const char *words)
{
    if (sql_take_words(cursor, words))
        return true;
    Text upper = text_upper(cursor->arena, text_of(words));
    return sql_unexpected(cursor, upper.data);
}

bool sql_take_name(SqlCursor *cursor, Text *name)
{
    bool quoted = sql_at(cursor, SQL_QUOTED) || sql_at(cursor, SQL_UNICODE_QUOTED);
    if (!quoted && !sql_at(cursor, SQL_WORD))
        return false;
    if (!quoted && keyword_class(cursor->token.text) >= KEYWORD_TYPE_FUNCTION)
        return false;
    return sql_take_label(cursor, name);
}

bool sql_expect_name(SqlCursor *cursor, Text *name)
{
    return sql_take_name(cursor, name) || sql_unexpected(cursor, "a name");
}

bool sql_take_label(SqlCursor *cursor, Text *name)
{
    SqlTokenKind kind = cursor->token.kind;
    if (kind != SQL_WORD && kind != SQL_QUOTED && kind != SQL_UNICODE_QUOTED)
        return false;
    *name = sql_name_of(cursor, cursor->token);
    sql_advance(cursor);
    if (kind == SQL_UNICODE_QUOTED && sql_take_words(cursor, "uescape"))
        sql_take(cursor, SQL_STRING);
    return true;
}

bool sql_expect_label(SqlCursor *cursor, Text *name)
{
    return sql_take_label(cursor, name) || sql_unexpected(cursor, "a name");
}

bool sql_take_integer(SqlCursor *cursor, int64_t *value)
{
    SqlCursor start = *cursor;
    bool negative = sql_take_operator(cursor, "-");
    if (!negative)
        sql_take_operator(cursor, "+");
    Text digits = cursor->token.text;
    if (sql_at(cursor, SQL_NUMBER)) {
        Text number = text_format(cursor->arena, "%s%.*s", negative ? "-" : "", TEXT_ARG(digits));
        if (text_to_int64(number, value)) {
            sql_advance(cursor);
            return true;
        }
    }
    *cursor = start;
    return false;
}

Span sql_span(const SqlCursor *cursor, SqlToken token)
{
    Span span = cursor->origin;
    span.offset += (size_t)(token.text.data - cursor->text.data);
    span.size = token.text.size;
    return span;
}

Text sql_text_from(const SqlCursor *cursor, SqlToken first)
{
    const char *end = end_of(cursor->last);
    size_t size = end > first.text.data ? (size_t)(end - first.text.data) : 0;
    return (Text){first.text.data, size};
}

Span sql_span_from(const SqlCursor *cursor, SqlToken first)
{
    Span span = sql_span(cursor, first);
    size_t size = sql_text_from(cursor, first).size;
    span.size = size ? size : span.size;
    return span;
}

bool sql_unexpected(SqlCursor *cursor, const char *expected)
{
    SqlToken token = cursor->token;
    Span span = sql_span(cursor, token);
    if (token.kind >= SQL_BAD_STRING)
        return false;
    if (token.kind == SQL_END)
        return diag_error(cursor->diag, span, "syntax error at the end: expected %s", expected);
    Text shown = token.text.size > 60 ? text_slice(token.text, 0, 60) : token.text;
    return diag_error(cursor->diag, span, "syntax error at \"%.*s\": expected %s", TEXT_ARG(shown), expected);
}

bool sql_enter(SqlCursor *cursor)
{
    if (cursor->depth >= SQL_DEPTH_LIMIT)
        return diag_error(cursor->diag, sql_span(cursor, cursor->token), "nested more than %d levels deep",
                          SQL_DEPTH_LIMIT);
    cursor->depth++;
    return true;
}

void sql_leave(SqlCursor *cursor)
{
    cursor->depth--;
}
