/* Tests of model/literal: literals get the spelling of their type's output function. */
#include "unit.h"

#include "model/literal.h"

/* The type, a text, and its canonical form. */
static const char *const cases[][3] = {
    {"int4", " 007 ", "7"},
    {"int4", "-0", "0"},
    {"int4", "x", "x"},
    {"numeric", "1.50e1", "15.0"},
    {"numeric", "1e-5", "0.00001"},
    {"numeric", ".5", "0.5"},
    {"numeric", "5.", "5"},
    {"numeric", "0x1F", "31"},
    {"numeric", "1_000", "1000"},
    {"numeric", "NaN", "NaN"},
    {"float8", "1e999999", "1e999999"},
    {"bool", "yes", "t"},
    {"bool", "OFF", "f"},
    {"bool", "o", "o"},
    {"date", "2020-1-2", "2020-01-02"},
    {"date", "January 1", "January 1"},
    {"date", "2020-13-01", "2020-13-01"},
    {"timestamp", "2020-01-02T03:04", "2020-01-02 03:04:00"},
    {"timestamp", "2020-01-02", "2020-01-02 00:00:00"},
    {"timestamp", "2020-01-02 03:04:05.120", "2020-01-02 03:04:05.12"},
    {"timestamptz", "2020-03-01 00:30:00+01", "2020-02-29 23:30:00+00"},
    {"timestamptz", "1969-12-31 23:00:00-05:30", "1970-01-01 04:30:00+00"},
    {"timestamptz", "infinity", "infinity"},
    {"time", "8:05", "08:05:00"},
    {"interval", "90 minutes", "01:30:00"},
    {"interval", "1 week 2 hours", "7 days 02:00:00"},
    {"interval", "14 months", "1 year 2 mons"},
    {"interval", "-1 day +02:03", "-1 days +02:03:00"},
    {"interval", "1-2", "1 year 2 mons"},
    {"interval", "1.5 hours", "01:30:00"},
    {"interval", "30", "00:00:30"},
    {"interval", "0", "00:00:00"},
    {"interval", "5 parsecs", "5 parsecs"},
    {"uuid", "{A0EEBC999C0B4EF8BB6D6BB9BD380A11}", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
    {"bytea", "ab", "\\x6162"},
    {"bytea", "\\xAB", "\\xab"},
    {"money", "$1,000", "1000.00"},
    {"money", "-0.5", "-0.50"},
    {"regclass", "public.s", "s"},
    {"jsonb", "{\"bb\":1,\"a\":[true,null],\"a\":{}}", "{\"a\": {}, \"bb\": 1}"},
    {"jsonb", "\"\\u00e9\\ud83d\\ude00\\n\"", "\"\xC3\xA9\xF0\x9F\x98\x80\\n\""},
    {"jsonb", "1.0e2", "100"},
    {"jsonb", "[1,", "[1,"},
    {"jsonb", "\"\\ud83d\"", "\"\\ud83d\""},
    {"_int4", "{ 1 , 02 }", "{1,2}"},
    {"_text", "{a,\"b c\",NULL,\"null\"}", "{a,\"b c\",NULL,\"null\"}"},
    {"_text", "{}", "{}"},
    {"_text", "{a,}", "{a,}"},
    {"text", " x ", " x "},
};

static void literals_have_one_spelling(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        TypeUse type;
        assert_true(type_builtin_use(text_of(cases[i][0]), &type));
        Text got = literal_canonical(arena, text_of(cases[i][1]), &type);
        if (!text_is(got, cases[i][2]))
            fail_msg("%s '%s' came out as '%.*s', not '%s'", cases[i][0], cases[i][1], TEXT_ARG(got),
                     cases[i][2]);
        assert_true(text_equal(literal_canonical(arena, got, &type), got));
    }
    arena_free(arena);
}

static void deep_json_is_left_alone(void **state)
{
    (void)state;
    char deep[100001];
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    Arena *arena = arena_new();
    Text canonical;
    assert_false(literal_jsonb(arena, text_of(deep), &canonical));
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(literals_have_one_spelling), cmocka_unit_test(deep_json_is_left_alone))
