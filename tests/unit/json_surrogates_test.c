/* Tests of read/json_surrogates. */
#include "unit.h"

#include "read/yaml/json_surrogates.h"

static void assert_joined(const char *json, const char *expected)
{
    Arena *arena = arena_new();
    SurrogateText joined = surrogates_join(arena, text_of(json), 0);
    assert_int_equal(joined.text.size, strlen(expected));
    assert_memory_equal(joined.text.data, expected, joined.text.size);
    arena_free(arena);
}

static void pairs_in_json_strings_are_joined(void **state)
{
    (void)state;
    assert_joined("{\"a\": \"\\ud83d\\uDE00\"}", "{\"a\": \"\\U0001F600\"}");
    assert_joined("[\"\\uDBFF\\udfff\\ud800\\udc00\"]", "[\"\\U0010FFFF\\U00010000\"]");
}

static void all_else_stays(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"a\": \"\\\\ud83d\\\\ude00\"}", "{\"a\": \"\\ud83d\"}",
        "{\"a\": \"\\ude00\\ud83d\"}",     "{\"a\": \"\\ud83d\\u00e9\"}",
        "a: \"\\ud83d\\ude00\"",           "{a: '\\ud83d\\ude00'}",
        "{\"a\": \"\\ud83d\\ude0",         "",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_joined(texts[i], texts[i]);
}

static void bytes_lead_back_to_where_they_came_from(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Text content = TEXT("..{\"\\ud83d\\ude00\": \"\\ud83d\\ude00\", \"z\": 1}");
    SurrogateText joined = surrogates_join(arena, content, 2);
    for (size_t i = 0; i < joined.text.size; i++) {
        size_t origin = surrogates_origin(&joined, i);
        if (strchr("{z}", joined.text.data[i]))
            assert_int_equal(content.data[origin], joined.text.data[i]);
    }
    assert_int_equal(surrogates_origin(&joined, joined.text.size), content.size);
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(pairs_in_json_strings_are_joined), cmocka_unit_test(all_else_stays),
          cmocka_unit_test(bytes_lead_back_to_where_they_came_from))
