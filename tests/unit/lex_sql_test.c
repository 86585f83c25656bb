/* Tests of read/lex_sql: each case is a text and the tokens it holds, as `kind:text` with single spaces. */
#include "unit.h"

#include "base/buffer.h"
#include "read/parse/lex_sql.h"

static const char *const kind_names[] = {
    [SQL_WORD] = "word",
    [SQL_QUOTED] = "quoted",
    [SQL_UNICODE_QUOTED] = "uquoted",
    [SQL_STRING] = "string",
    [SQL_ESCAPE_STRING] = "estring",
    [SQL_UNICODE_STRING] = "ustring",
    [SQL_DOLLAR_STRING] = "dollar",
    [SQL_BIT_STRING] = "bits",
    [SQL_HEX_STRING] = "hex",
    [SQL_NUMBER] = "number",
    [SQL_PARAMETER] = "parameter",
    [SQL_OPERATOR] = "op",
    [SQL_LEFT_PAREN] = "p",
    [SQL_RIGHT_PAREN] = "p",
    [SQL_LEFT_BRACKET] = "p",
    [SQL_RIGHT_BRACKET] = "p",
    [SQL_COMMA] = "p",
    [SQL_SEMICOLON] = "p",
    [SQL_DOT] = "p",
    [SQL_DOT_DOT] = "p",
    [SQL_COLON] = "p",
    [SQL_COLON_EQUALS] = "p",
    [SQL_TYPECAST] = "p",
    [SQL_META] = "meta",
    [SQL_BAD_STRING] = "badstring",
    [SQL_BAD_COMMENT] = "badcomment",
    [SQL_BAD] = "bad",
};

static void assert_tokens_of(Text text, const char *expected)
{
    Buffer out = {0};
    const char *limit = text.data + text.size;
    SqlToken token = sql_lex(text.data, limit);
    while (token.kind != SQL_END) {
        buffer_format(&out, "%s%s:", out.size ? " " : "", kind_names[token.kind]);
        buffer_text(&out, token.text);
        token = sql_lex(token.text.data + token.text.size, limit);
    }
    buffer_char(&out, '\0');
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

static void assert_tokens(const char *text, const char *expected)
{
    assert_tokens_of(text_of(text), expected);
}

static void words_numbers_and_punctuation(void **state)
{
    (void)state;
    assert_tokens("", "");
    assert_tokens("Create TABLE a$1_\xC3\xA9(b,c);",
                  "word:Create word:TABLE word:a$1_\xC3\xA9 p:( word:b p:, word:c p:) p:;");
    assert_tokens("1 1.5 .5 1. 1e-3 0x1F 1_000 1..2 $1",
                  "number:1 number:1.5 number:.5 number:1. number:1e-3 number:0x1F number:1_000 "
                  "number:1 p:.. number:2 parameter:$1");
    assert_tokens("a::int[1:2] x:=1",
                  "word:a p::: word:int p:[ number:1 p:: number:2 p:] word:x p::= number:1");
}

static void operators_stop_where_postgresql_stops_them(void **state)
{
    (void)state;
    assert_tokens("a<=b", "word:a op:<= word:b");
    assert_tokens("1*-2", "number:1 op:* op:- number:2");
    assert_tokens("a@-b", "word:a op:@- word:b");
    assert_tokens("a->>'b' #>> c", "word:a op:->> string:'b' op:#>> word:c");
    assert_tokens("a<--x\n1", "word:a op:< number:1");
    assert_tokens("a+/*x*/b", "word:a op:+ word:b");
}

static void quoting_of_every_kind(void **state)
{
    (void)state;
    assert_tokens("'it''s' E'a\\'b' N'n' U&'\\0041' B'01' X'1f'",
                  "string:'it''s' estring:E'a\\'b' string:N'n' ustring:U&'\\0041' bits:B'01' hex:X'1f'");
    assert_tokens("\"a\"\"b\" U&\"x\" $$a;b$$ $t$ $$ $t$",
                  "quoted:\"a\"\"b\" uquoted:U&\"x\" dollar:$$a;b$$ dollar:$t$ $$ $t$");
    assert_tokens("'C:\\' x", "string:'C:\\' word:x");
}

static void comments_nest(void **state)
{
    (void)state;
    assert_tokens("a /* b /* c */ d */ e -- f\ng /** h **/ i", "word:a word:e word:g word:i");
    assert_tokens("a --x", "word:a");
}

static void meta_commands_take_their_line(void **state)
{
    (void)state;
    assert_tokens("\\connect \"a b\"\nselect", "meta:\\connect \"a b\" word:select");
}

static void what_does_not_end_covers_the_rest(void **state)
{
    (void)state;
    assert_tokens("a 'b c", "word:a badstring:'b c");
    assert_tokens("E'b\\'", "badstring:E'b\\'");
    assert_tokens("\"b", "badstring:\"b");
    assert_tokens("$x$ b $x", "badstring:$x$ b $x");
    assert_tokens("/* b /* */", "badcomment:/* b /* */");
    assert_tokens("\"\" a", "bad:\"\" word:a");
    assert_tokens_of((Text){"a\0b", 3}, "word:a bad:");
    assert_tokens_of((Text){"'a\0b'", 5}, "badstring:'a");
    assert_tokens_of((Text){"$$a\0b$$", 7}, "badstring:$$a");
    assert_tokens_of((Text){"/*\0*/", 5}, "badcomment:/*");
}

static void copy_data_ends_at_its_mark(void **state)
{
    (void)state;
    const char *text = " junk\n1\t\\N\n\\.x\n\\.\nselect";
    assert_string_equal(sql_lex_copy_data(text, text + strlen(text)), "select");
    const char *last = "\n\\.";
    assert_string_equal(sql_lex_copy_data(last, last + 3), "");
    const char *open = "\n1\n";
    assert_ptr_equal(sql_lex_copy_data(open, open + 3), open + 3);
}

UNIT_MAIN(cmocka_unit_test(words_numbers_and_punctuation),
          cmocka_unit_test(operators_stop_where_postgresql_stops_them),
          cmocka_unit_test(quoting_of_every_kind), cmocka_unit_test(comments_nest),
          cmocka_unit_test(meta_commands_take_their_line),
          cmocka_unit_test(what_does_not_end_covers_the_rest), cmocka_unit_test(copy_data_ends_at_its_mark))
