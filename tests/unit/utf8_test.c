/* Tests of base/utf8: what is well-formed, and that codes and bytes turn into one another. */
#include "unit.h"

#include "base/utf8.h"

static void every_character_comes_back(void **state)
{
    (void)state;
    Buffer out = {0};
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        uint32_t again = 0;
        if (code >= 0xD800 && code < 0xE000)
            continue;
        out.size = 0;
        utf8_append(&out, code);
        if (utf8_decode(buffer_contents(&out), 0, &again) != out.size || again != code)
            fail_msg("%x", (unsigned)code);
    }
    buffer_free(&out);
}

static void malformed_bytes_are_none(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "\x80",         "\xc3",     "\xc3(",     "\xc0\xaf",         "\xc1\xbf",         "\xe0\x9f\xbf",
        "\xed\xa0\x80", "\xe2\x82", "\xe2(\xa1", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
        "\xff",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t code;
        if (utf8_decode(text_of(cases[i]), 0, &code))
            fail_msg("case %zu", i);
    }
}

static void what_misleads_is_not_visible(void **state)
{
    (void)state;
    static const uint32_t hidden[] = {0,      '\n',   0x7F,   0x85,   0xAD,   0x61C,  0x200B,
                                      0x2028, 0x202E, 0x2060, 0x2069, 0xFEFF, 0xFFFE, 0x1FFFF};
    static const uint32_t seen[] = {' ', '~', 0xA0, 0xE9, 0x2013, 0x2026, 0x20AC, 0xFFFD, 0x1D54F};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        assert_false(utf8_is_visible(hidden[i]));
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        assert_true(utf8_is_visible(seen[i]));
}

UNIT_MAIN(cmocka_unit_test(every_character_comes_back), cmocka_unit_test(malformed_bytes_are_none),
          cmocka_unit_test(what_misleads_is_not_visible))
