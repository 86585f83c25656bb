/* Tests of rt_cell: what each format quotes, and that the room promised is room enough. */
#include "unit.h"

#include <math.h>
#include <stdlib.h>

#include "rt_cell.h"

typedef char *text_writer(char *out, struct rt_text text);
typedef size_t room_function(size_t size);

static struct rt_text text_of(const char *string)
{
    return (struct rt_text){string, strlen(string)};
}

static void assert_text(text_writer *writer, size_t room, struct rt_text text, const char *expected)
{
    char *start = malloc(room + RT_SLACK);
    char *end = writer(start, text);
    if ((size_t)(end - start) != strlen(expected) || memcmp(start, expected, strlen(expected)) != 0)
        fail_msg("wrote %.*s, not %s", (int)(end - start), start, expected);
    assert_true((size_t)(end - start) <= room);
    free(start);
}

static const struct {
    const char *text, *csv, *tsv, *json, *sql, *copy;
} cases[] = {
    {"plain", "plain", "plain", "\"plain\"", "'plain'", "plain"},
    {"", "\"\"", "\"\"", "\"\"", "''", ""},
    {" a", "\" a\"", "\" a\"", "\" a\"", "' a'", " a"},
    {"a ", "\"a \"", "\"a \"", "\"a \"", "'a '", "a "},
    {"a,b", "\"a,b\"", "a,b", "\"a,b\"", "'a,b'", "a,b"},
    {"a\tb", "a\tb", "\"a\tb\"", "\"a\\tb\"", "'a\tb'", "a\\tb"},
    {"say \"it\"", "\"say \"\"it\"\"\"", "\"say \"\"it\"\"\"", "\"say \\\"it\\\"\"", "'say \"it\"'",
     "say \"it\""},
    {"it's", "it's", "it's", "\"it's\"", "'it''s'", "it's"},
    {"a\nb\r", "\"a\nb\r\"", "\"a\nb\r\"", "\"a\\nb\\r\"", "'a\nb\r'", "a\\nb\\r"},
    {"\\.", "\"\\.\"", "\"\\.\"", "\"\\\\.\"", "E'\\\\.'", "\\\\."},
    {"\\N", "\\N", "\\N", "\"\\\\N\"", "E'\\\\N'", "\\\\N"},
    {"a\\'b", "a\\'b", "a\\'b", "\"a\\\\'b\"", "E'a\\\\''b'", "a\\\\'b"},
    {"\x01\b\f\v\x1f", "\x01\b\f\v\x1f", "\x01\b\f\v\x1f", "\"\\u0001\\b\\f\\u000b\\u001f\"",
     "'\x01\b\f\v\x1f'", "\x01\\b\\f\\v\x1f"},
    {"Z\xc3\xbcrich \xf0\x9d\x84\x9e", "Z\xc3\xbcrich \xf0\x9d\x84\x9e", "Z\xc3\xbcrich \xf0\x9d\x84\x9e",
     "\"Z\xc3\xbcrich \xf0\x9d\x84\x9e\"", "'Z\xc3\xbcrich \xf0\x9d\x84\x9e'",
     "Z\xc3\xbcrich \xf0\x9d\x84\x9e"},
    {"0123456789abcdef0123456789abcde,", "\"0123456789abcdef0123456789abcde,\"",
     "0123456789abcdef0123456789abcde,", "\"0123456789abcdef0123456789abcde,\"",
     "'0123456789abcdef0123456789abcde,'", "0123456789abcdef0123456789abcde,"},
};

static void texts_are_quoted_as_each_format_wants(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rt_text text = text_of(cases[i].text);
        assert_text(rt_csv_text, rt_csv_text_room(text.size), text, cases[i].csv);
        assert_text(rt_tsv_text, rt_csv_text_room(text.size), text, cases[i].tsv);
        assert_text(rt_json_text, rt_json_text_room(text.size), text, cases[i].json);
        assert_text(rt_sql_text, rt_sql_text_room(text.size), text, cases[i].sql);
        assert_text(rt_copy_text, rt_copy_text_room(text.size), text, cases[i].copy);
    }
}

/* Every byte, repeated, at sizes about the sixteen that are looked at together. */
static void no_text_needs_more_than_its_room(void **state)
{
    (void)state;
    const struct {
        text_writer *writer;
        room_function *room;
    } writers[] = {
        {rt_csv_text, rt_csv_text_room}, {rt_tsv_text, rt_csv_text_room},   {rt_json_text, rt_json_text_room},
        {rt_sql_text, rt_sql_text_room}, {rt_copy_text, rt_copy_text_room}, {rt_csv_bytea, rt_bytea_room},
        {rt_json_bytea, rt_bytea_room},  {rt_sql_bytea, rt_bytea_room},     {rt_copy_bytea, rt_bytea_room}};
    for (size_t size = 0; size < 40; size++)
        for (int byte = 1; byte < 256; byte++) {
            char *text = malloc(size + 1);
            memset(text, byte, size);
            for (size_t w = 0; w < sizeof writers / sizeof *writers; w++) {
                size_t room = writers[w].room(size);
                char *start = malloc(room + RT_SLACK);
                char *end = writers[w].writer(start, (struct rt_text){text, size});
                assert_true((size_t)(end - start) <= room);
                free(start);
            }
            free(text);
        }
}

/* A quote is found wherever it stands. */
static void the_place_of_a_quote_does_not_matter(void **state)
{
    (void)state;
    for (size_t size = 1; size < 50; size++)
        for (size_t place = 0; place < size; place++) {
            char text[50], out[110 + RT_SLACK];
            memset(text, 'x', size);
            text[place] = '"';
            assert_int_equal(rt_csv_text(out, (struct rt_text){text, size}) - out, size + 3);
            assert_int_equal(rt_json_text(out, (struct rt_text){text, size}) - out, size + 3);
        }
}

#define ASSERT_CELL(call, expected)                           \
    do {                                                      \
        char out[128];                                        \
        char *end = call;                                     \
        assert_int_equal(end - out, strlen(expected));        \
        assert_memory_equal(out, expected, strlen(expected)); \
    } while (0)

static void scalars_are_bare_or_strings(void **state)
{
    (void)state;
    ASSERT_CELL(rt_csv_int(out, -12), "-12");
    ASSERT_CELL(rt_json_int(out, -12), "-12");
    ASSERT_CELL(rt_sql_numeric(out, 1234, 2), "12.34");
    ASSERT_CELL(rt_csv_bool(out, true), "t");
    ASSERT_CELL(rt_json_bool(out, true), "true");
    ASSERT_CELL(rt_sql_bool(out, false), "false");
    ASSERT_CELL(rt_copy_bool(out, false), "f");
    ASSERT_CELL(rt_csv_date(out, 0), "2000-01-01");
    ASSERT_CELL(rt_json_date(out, 0), "\"2000-01-01\"");
    ASSERT_CELL(rt_sql_timestamp(out, 0), "'2000-01-01 00:00:00'");
    ASSERT_CELL(rt_json_timestamp(out, 0), "\"2000-01-01T00:00:00\"");
    ASSERT_CELL(rt_json_timestamptz(out, 500000), "\"2000-01-01T00:00:00.5+00:00\"");
    ASSERT_CELL(rt_copy_timestamptz(out, 0), "2000-01-01 00:00:00+00");
    ASSERT_CELL(rt_csv_money(out, 99999), "$999.99");
    ASSERT_CELL(rt_csv_money(out, -100000), "\"-$1,000.00\"");
    ASSERT_CELL(rt_tsv_money(out, 100000), "$1,000.00");
    ASSERT_CELL(rt_json_money(out, 5), "\"$0.05\"");
    ASSERT_CELL(rt_csv_padded(out, ((struct rt_text){"text of its own, and what pads it out", 4})), "text");
    ASSERT_CELL(rt_sql_padded(out, ((struct rt_text){"text of its own, and what pads it out", 4})), "'text'");
    ASSERT_CELL(rt_json_plain(out, text_of("text")), "\"text\"");
}

static void what_is_no_number_is_a_string(void **state)
{
    (void)state;
    ASSERT_CELL(rt_json_float8(out, NAN), "\"NaN\"");
    ASSERT_CELL(rt_json_float4(out, -INFINITY), "\"-Infinity\"");
    ASSERT_CELL(rt_json_float8(out, -0.5), "-0.5");
    ASSERT_CELL(rt_json_float8(out, -0.0), "-0");
    ASSERT_CELL(rt_sql_float8(out, INFINITY), "'Infinity'");
    ASSERT_CELL(rt_sql_float4(out, -0.0f), "'-0'");
    ASSERT_CELL(rt_sql_float4(out, 0.0f), "0");
    ASSERT_CELL(rt_csv_float8(out, NAN), "NaN");
}

static void nulls_are_each_format_s_own(void **state)
{
    (void)state;
    ASSERT_CELL(rt_csv_null(out), "");
    ASSERT_CELL(rt_tsv_null(out), "");
    ASSERT_CELL(rt_json_null(out), "null");
    ASSERT_CELL(rt_sql_null(out), "NULL");
    ASSERT_CELL(rt_copy_null(out), "\\N");
}

static void documents_stay_on_one_line(void **state)
{
    (void)state;
    ASSERT_CELL(rt_json_json(out, text_of("{\"a\":\r\n1}")), "{\"a\":  1}");
    ASSERT_CELL(rt_csv_json(out, text_of("{\"a\":1}")), "\"{\"\"a\"\":1}\"");
    ASSERT_CELL(rt_sql_bytea(out, ((struct rt_text){"\0'", 2})), "E'\\\\x0027'");
    ASSERT_CELL(rt_copy_bytea(out, ((struct rt_text){"\0'", 2})), "\\\\x0027");
}

UNIT_MAIN(cmocka_unit_test(texts_are_quoted_as_each_format_wants),
          cmocka_unit_test(no_text_needs_more_than_its_room),
          cmocka_unit_test(the_place_of_a_quote_does_not_matter),
          cmocka_unit_test(scalars_are_bare_or_strings), cmocka_unit_test(what_is_no_number_is_a_string),
          cmocka_unit_test(nulls_are_each_format_s_own), cmocka_unit_test(documents_stay_on_one_line))
