/* Tests of emit/quote: no text from a schema gets out of the string or the comment it is put in. */
#include "unit.h"

#include "emit/quote.h"

static void assert_text(Text got, const char *expected)
{
    if (!text_is(got, expected))
        fail_msg("%.*s is not %s", TEXT_ARG(got), expected);
}

static void strings_hold_what_can_be_seen(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "\"\""},
        {"plain 'text' %s", "\"plain 'text' %s\""},
        {"say \"hi\"", "\"say \\\"hi\\\"\""},
        {"back\\slash\\", "\"back\\\\slash\\\\\""},
        {"two\nlines\r\t", "\"two\\nlines\\015\\011\""},
        {"?"
         "?/",
         "\"?\\077/\""},
        {"\x01"
         "7",
         "\"\\0017\""},
        {"\x7f", "\"\\177\""},
        {"é\xe2\x80\xae", "\"é\\342\\200\\256\""},
        {"\xff", "\"\\377\""},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(quote_c_string(arena, text_of(cases[i][0])), cases[i][1]);
    assert_text(quote_c_string(arena, (Text){"a\0b", 3}), "\"a\\000b\"");
    arena_free(arena);
}

static void comments_stay_comments(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a customer's order", "a customer's order"},
        {"*/ abort(); /*", "* / abort(); / * "},
        {"**//", "** / / "},
        {"a *", "a * "},
        {"a /", "a / "},
        {"http://x", "http:/ /x"},
        {"*\\", "* / "},
        {"ends in a \\", "ends in a / "},
        {"two\nlines\r\n", "two lines  "},
        {"?"
         "?/",
         "? ?/ "},
        {"?"
         "?"
         "?",
         "? ? ?"},
        {"\x01?", "? ?"},
        {"tab\tbell\a\x7f", "tab bell? ?"},
        {"naïve – “quoted” 𝕏", "naïve – “quoted” 𝕏"},
        /* what turns the direction of reading, hides or breaks a line */
        {"\xe2\x80\xae!", "? ? ?!"},
        {"\xe2\x81\xa6", "? ? ?"},
        {"\xd8\x9c", "? ?"},
        {"\xc2\x85", "? ?"},
        {"\xef\xbb\xbf", "? ? ?"},
        {"\xe2\x80\xa8", "? ? ?"},
        /* malformed UTF-8 */
        {"\xff", "?"},
        {"\xc3", "?"},
        {"\xc3(", "?("},
        {"\xc0\xaf", "? ?"},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(quote_c_comment(arena, text_of(cases[i][0]), 1000), cases[i][1]);
    arena_free(arena);
}

static bool is_harmless(Text comment)
{
    for (size_t i = 0; i < comment.size; i++) {
        unsigned char a = (unsigned char)comment.data[i];
        char b = i + 1 < comment.size ? comment.data[i + 1] : '*';
        if (a < 0x20 || a == 0x7F || a == '\\' || (a == '*' && b == '/') ||
            (a == '/' && (b == '*' || b == '/')) || (a == '?' && b == '?'))
            return false;
    }
    return true;
}

/* All texts of four signs that mean something to a C compiler. */
static void no_combination_ends_a_comment(void **state)
{
    (void)state;
    static const char signs[] = "*/\\?\n\r \"\xe2x";
    enum {
        SIGNS = sizeof signs - 1
    };
    Arena *arena = arena_new();
    for (size_t n = 0; n < SIGNS * SIGNS * SIGNS * SIGNS; n++) {
        char text[4];
        size_t left = n;
        for (size_t i = 0; i < sizeof text; i++, left /= SIGNS)
            text[i] = signs[left % SIGNS];
        Text comment = quote_c_comment(arena, (Text){text, sizeof text}, 1000);
        if (!is_harmless(comment))
            fail_msg("%.*s becomes %.*s", (int)sizeof text, text, TEXT_ARG(comment));
    }
    arena_free(arena);
}

static void comments_are_cut_at_a_character(void **state)
{
    (void)state;
    static const char long_text[] = "ééé*/ééé*/ééé";
    Arena *arena = arena_new();
    for (size_t limit = 8; limit < 40; limit++) {
        Text comment = quote_c_comment(arena, text_of(long_text), limit);
        assert_true(comment.size <= limit);
        assert_true(is_harmless(comment));
        assert_true(comment.size >= sizeof long_text || text_ends_with(comment, TEXT("…")));
    }
    assert_text(quote_c_comment(arena, TEXT("éééé"), 8), "éé…");
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(strings_hold_what_can_be_seen), cmocka_unit_test(comments_stay_comments),
          cmocka_unit_test(no_combination_ends_a_comment), cmocka_unit_test(comments_are_cut_at_a_character))
