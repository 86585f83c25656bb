/* Tests of rt_items: the text forms and JSON of arrays, composites and ranges. Expected texts are
 * PostgreSQL's. */
#include "scratch_unit.h"

#include "rt_items.h"
#include "rt_prose.h"

static const struct rt_type int_type = {.kind = RT_INT}, text_type = {.kind = RT_TEXT};
static const struct rt_type bool_type = {.kind = RT_BOOL}, stamp_type = {.kind = RT_TIMESTAMP};
static const struct rt_type money_type = {.kind = RT_MONEY}, bytea_type = {.kind = RT_BYTEA};
static const struct rt_type real_type = {.kind = RT_FLOAT8}, json_type = {.kind = RT_JSON};
static const struct rt_type texts_type = {.kind = RT_ARRAY, .delimiter = ',', .element = &text_type};
static const struct rt_type boxes_type = {.kind = RT_ARRAY, .delimiter = ';', .element = &text_type};
static const struct rt_type lists_type = {.kind = RT_ARRAY, .delimiter = ',', .element = &texts_type};
static const struct rt_type bools_type = {.kind = RT_ARRAY, .delimiter = ',', .element = &bool_type};
static const struct rt_type int_range = {.kind = RT_RANGE, .element = &int_type};
static const struct rt_type text_range = {.kind = RT_RANGE, .element = &text_type};
static const struct rt_type int_ranges = {.kind = RT_MULTIRANGE, .element = &int_range};
static const struct rt_type ranges_array = {.kind = RT_ARRAY, .delimiter = ',', .element = &int_range};
static const struct rt_field fields[] = {
    {"n", &int_type, {0}}, {"t\"", &text_type, {0}}, {"a", &texts_type, {0}}};
static const struct rt_type pair_type = {.kind = RT_COMPOSITE, .fields = fields, .field_count = 3};

#define TEXT(string)                           \
    {                                          \
        .text = { string, sizeof(string) - 1 } \
    }

static void assert_is(struct rt_text text, const char *expected)
{
    if (text.size != strlen(expected) || memcmp(text.data, expected, text.size) != 0)
        fail_msg("%.*s is not %s", (int)text.size, text.data, expected);
}

static void assert_forms(const struct rt_type *type, struct rt_items items, const char *text,
                         const char *json)
{
    union rt_value value = {.items = items};
    assert_is(rt_text_of_value(&scratch, type, &value), text);
    assert_is(rt_json_of_value(&scratch, type, &value), json);
}

static void arrays_quote_what_array_out_quotes(void **state)
{
    (void)state;
    const union rt_value texts[] = {TEXT("a"), TEXT(""),  TEXT("NuLL"), TEXT("b c"), TEXT("\"\\"),
                                    TEXT("{"), TEXT(","), TEXT(";"),    TEXT("x")};
    const bool nulls[] = {0, 0, 0, 0, 0, 0, 0, 0, 1};
    struct rt_items items = {texts, nulls, 9, 0};
    assert_forms(&texts_type, items, "{a,\"\",\"NuLL\",\"b c\",\"\\\"\\\\\",\"{\",\",\",;,NULL}",
                 "[\"a\",\"\",\"NuLL\",\"b c\",\"\\\"\\\\\",\"{\",\",\",\";\",null]");
    assert_forms(&boxes_type, items, "{a;\"\";\"NuLL\";\"b c\";\"\\\"\\\\\";\"{\";,;\";\";NULL}",
                 "[\"a\",\"\",\"NuLL\",\"b c\",\"\\\"\\\\\",\"{\",\",\",\";\",null]");
    assert_forms(&texts_type, (struct rt_items){0}, "{}", "[]");
    const union rt_value bools[] = {{.boolean = true}, {.boolean = false}};
    assert_forms(&bools_type, (struct rt_items){bools, NULL, 2, 0}, "{t,f}", "[true,false]");
}

static void arrays_in_arrays_are_quoted(void **state)
{
    (void)state;
    const union rt_value texts[] = {TEXT("a"), TEXT("b,")};
    const union rt_value rows[] = {{.items = {texts, NULL, 2, 0}}, {.items = {texts, NULL, 2, 0}}};
    assert_forms(&lists_type, (struct rt_items){rows, NULL, 2, 0}, "{\"{a,\\\"b,\\\"}\",\"{a,\\\"b,\\\"}\"}",
                 "[[\"a\",\"b,\"],[\"a\",\"b,\"]]");
}

static void composites_quote_what_record_out_quotes(void **state)
{
    (void)state;
    const union rt_value texts[] = {TEXT("x"), TEXT("y")};
    const union rt_value values[] = {{.integer = -1}, TEXT("say \"\\\""), {.items = {texts, NULL, 2, 0}}};
    const bool nulls[] = {true, false, true};
    assert_forms(&pair_type, (struct rt_items){values, NULL, 3, 0}, "(-1,\"say \"\"\\\\\"\"\",\"{x,y}\")",
                 "{\"n\":-1,\"t\\\"\":\"say \\\"\\\\\\\"\",\"a\":[\"x\",\"y\"]}");
    assert_forms(&pair_type, (struct rt_items){values, nulls, 3, 0}, "(,\"say \"\"\\\\\"\"\",)",
                 "{\"n\":null,\"t\\\"\":\"say \\\"\\\\\\\"\",\"a\":null}");
    assert_forms(&pair_type, (struct rt_items){0}, "(,,)", "{\"n\":null,\"t\\\"\":null,\"a\":null}");
}

static void ranges_have_their_brackets(void **state)
{
    (void)state;
    assert_forms(&int_range, rt_range_between(&scratch, 1, 5), "[1,5)", "\"[1,5)\"");
    assert_forms(&int_range, rt_range_between(&scratch, 5, 5), "empty", "\"empty\"");
    assert_forms(&int_range, (struct rt_items){0}, "empty", "\"empty\"");
    union rt_value bounds[] = {TEXT("a b"), TEXT("[")};
    struct rt_items items =
        rt_range_of(&scratch, bounds[0], bounds[1], RT_RANGE_LOWER_INCLUSIVE | RT_RANGE_UPPER_INCLUSIVE);
    assert_forms(&text_range, items, "[\"a b\",\"[\"]", "\"[\\\"a b\\\",\\\"[\\\"]\"");
    items.flags = RT_RANGE_LOWER_INFINITE | RT_RANGE_UPPER_INFINITE;
    assert_forms(&text_range, items, "(,)", "\"(,)\"");
    const union rt_value ranges[] = {{.items = rt_range_between(&scratch, 1, 2)},
                                     {.items = rt_range_between(&scratch, 4, 9)}};
    assert_forms(&int_ranges, (struct rt_items){ranges, NULL, 2, 0}, "{[1,2),[4,9)}", "\"{[1,2),[4,9)}\"");
    assert_forms(&ranges_array, (struct rt_items){ranges, NULL, 2, 0}, "{\"[1,2)\",\"[4,9)\"}",
                 "[\"[1,2)\",\"[4,9)\"]");
}

static void scalars_have_both_forms(void **state)
{
    (void)state;
    const struct {
        const struct rt_type *type;
        union rt_value value;
        const char *text, *json;
    } cases[] = {
        {&int_type, {.integer = 7}, "7", "7"},
        {&bool_type, {.boolean = true}, "t", "true"},
        {&real_type, {.real = 0.5}, "0.5", "0.5"},
        {&money_type, {.integer = 100000}, "$1,000.00", "\"$1,000.00\""},
        {&stamp_type, {.integer = 0}, "2000-01-01 00:00:00", "\"2000-01-01T00:00:00\""},
        {&bytea_type, TEXT("\x01"), "\\x01", "\"\\\\x01\""},
        {&json_type, TEXT("{\"a\": 1}"), "{\"a\": 1}", "{\"a\": 1}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_is(rt_text_of_value(&scratch, cases[i].type, &cases[i].value), cases[i].text);
        assert_is(rt_json_of_value(&scratch, cases[i].type, &cases[i].value), cases[i].json);
    }
}

static void without_memory_values_are_empty(void **state)
{
    (void)state;
    bool *nulls;
    const union rt_value texts[] = {TEXT("x"), TEXT("y")};
    const union rt_value array = {.items = {texts, NULL, 2, 0}};
    assert_null(rt_scratch_large(&scratch, SIZE_MAX));
    assert_null(rt_items_values(&scratch, 3, &nulls));
    assert_int_equal(rt_range_between(&scratch, 1, 2).count, 0);
    assert_int_equal(rt_text_of_value(&scratch, &texts_type, &array).size, 0);
    assert_int_equal(rt_json_of_value(&scratch, &texts_type, &array).size, 0);
    assert_int_equal(rt_prose_words(&scratch, (rt_stream){1, 2}, 1000000, 1000000).size, 0);
}

UNIT_MAIN(WITH_SCRATCH(arrays_quote_what_array_out_quotes), WITH_SCRATCH(arrays_in_arrays_are_quoted),
          WITH_SCRATCH(composites_quote_what_record_out_quotes), WITH_SCRATCH(ranges_have_their_brackets),
          WITH_SCRATCH(scalars_have_both_forms), WITH_SCRATCH(without_memory_values_are_empty))
