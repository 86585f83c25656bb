/* Tests of rt_binary: cells as PostgreSQL's send functions write them, in hexadecimal digits, the
 * size first. */
#include "scratch_unit.h"

#include <math.h>
#include <stdlib.h>

#include "rt_binary.h"
#include "rt_float.h"
#include "rt_oids.h"
#include "rt_scalar.h"

static struct rt_text text_of(const char *string)
{
    return (struct rt_text){string, strlen(string)};
}

static void assert_bytes(const char *start, const char *end, const char *expected, const char *what)
{
    char digits[2048];
    struct rt_text bytes = {start, (size_t)(end - start)};
    assert_true(2 * bytes.size + RT_SLACK < sizeof digits);
    *rt_print_hex(digits, bytes) = '\0';
    if (strcmp(digits, expected) != 0)
        fail_msg("%s is %s, not %s", what, digits, expected);
}

/* ---- scalars ---- */

static void fixed_widths_are_in_network_order(void **state)
{
    (void)state;
    char out[64 + RT_SLACK];
    assert_bytes(out, rt_binary_null(out), "ffffffff", "null");
    assert_bytes(out, rt_binary_row(out, 258), "0102", "a row");
    assert_bytes(out, rt_binary_bool(out, true), "0000000101", "true");
    assert_bytes(out, rt_binary_int2(out, -2), "00000002fffe", "int2");
    assert_bytes(out, rt_binary_int4(out, -2), "00000004fffffffe", "int4");
    assert_bytes(out, rt_binary_int4(out, UINT32_MAX), "00000004ffffffff", "oid");
    assert_bytes(out, rt_binary_int8(out, INT64_MIN), "000000088000000000000000", "int8");
    assert_bytes(out, rt_binary_float4(out, -0.5f), "00000004bf000000", "float4");
    assert_bytes(out, rt_binary_float8(out, 1.5), "000000083ff8000000000000", "float8");
    assert_bytes(out, rt_binary_timetz(out, (struct rt_timetz){1, -7200}), "0000000c0000000000000001ffffe3e0",
                 "timetz");
    assert_bytes(out, rt_binary_interval(out, (struct rt_interval){-1, 2, -3}),
                 "00000010ffffffffffffffff00000002fffffffd", "interval");
    assert_bytes(out, rt_binary_uuid(out, (struct rt_uuid){0x0123456789abcdef, 0xfedcba9876543210}),
                 "000000100123456789abcdeffedcba9876543210", "uuid");
    assert_bytes(out, rt_binary_text(out, text_of("ab")), "000000026162", "text");
    assert_bytes(out, rt_binary_versioned(out, text_of("{}")), "00000003017b7d", "jsonb");
    assert_bytes(out, rt_binary_char(out, text_of("x")), "0000000178", "char");
    assert_bytes(out, rt_binary_char(out, text_of("")), "0000000100", "empty char");
    assert_bytes(out, rt_binary_char(out, text_of("\\377")), "00000001ff", "high char");
}

static const struct {
    const char *text, *expected;
} numerics[] = {
    {"0", "000000080000000000000000"},
    {"0.00", "000000080000000000000002"},
    {"-0.00", "000000080000000000000002"},
    {"1", "0000000a00010000000000000001"},
    {"-1", "0000000a00010000400000000001"},
    {"10000", "0000000a00010001000000000001"},
    {"12345.67", "0000000e0003000100000002000109291a2c"},
    {"0.0001", "0000000a0001ffff000000040001"},
    {"0.00001000", "0000000a0001fffe0000000803e8"},
    {"100000000.00000001", "000000120005000200000008000100000000"
                           "00000001"},
    {"9999.9999", "0000000c0002000000000004270f270f"},
    {"NaN", "0000000800000000c0000000"},
    {"Infinity", "0000000800000000d0000000"},
    {"-Infinity", "0000000800000000f0000000"},
    {"123456789012345678901234567890123456789012.5",
     "00000020000c000a00000001000c0d801ed204d2162e23340d801ed204d2162e23341388"},
};

static void numerics_have_no_zeros_at_either_end(void **state)
{
    (void)state;
    char out[256];
    for (size_t i = 0; i < sizeof numerics / sizeof *numerics; i++)
        assert_bytes(out, rt_binary_digits(out, text_of(numerics[i].text)), numerics[i].expected,
                     numerics[i].text);
    assert_bytes(out, rt_binary_numeric(out, 1234567, 2), numerics[6].expected, "12345.67");
    assert_bytes(out, rt_binary_numeric(out, 0, 17), "000000080000000000000011", "0 of scale 17");
    assert_bytes(out, rt_binary_numeric(out, -1, 18), "0000000a0001fffb400000120064", "-10^-18");
}

/* A number in all three ways, which agree, within their rooms. */
static void assert_same(int64_t number, unsigned scale)
{
    char digits[RT_ROOM_NUMERIC(40) + RT_SLACK], expected[RT_ROOM_NUMERIC(40) + RT_SLACK], *end;
    struct rt_text text = {digits, (size_t)(rt_print_numeric(digits, number, scale) - digits)};
    char *start = malloc(RT_ROOM_NUMERIC(scale) + 7 + RT_SLACK);
    size_t size = (size_t)(rt_binary_digits(expected, text) - expected);
    assert_true(size <= rt_binary_digits_room(text.size) + 7);
    end = rt_binary_numeric(start, number, scale);
    assert_int_equal(end - start, size);
    assert_memory_equal(start, expected, size);
    end = rt_binary_numeric_wide(start, number, scale);
    assert_int_equal(end - start, size);
    assert_memory_equal(start, expected, size);
    free(start);
}

static void all_ways_to_a_numeric_agree(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < 200000; n++) {
        uint64_t bits = rt_scatter(n);
        uint64_t size = bits % rt_power10[rt_scatter(~n) % 19];
        assert_same(n % 2 ? (int64_t)size : -(int64_t)size, (unsigned)(n % 19));
    }
    for (unsigned scale = 0; scale <= 38; scale++) {
        assert_same(0, scale);
        assert_same(INT64_C(999999999999999999), scale);
    }
}

static void wide_numerics_have_up_to_39_digits(void **state)
{
    (void)state;
    char out[128], expected[128], digits[64 + RT_SLACK];
    for (unsigned scale = 0; scale <= 38; scale++)
        for (int i = 0; i < 2; i++) {
            rt_int128 number = (rt_int128)(((rt_uint128)1 << 127) - 1) / (i ? 7 : 1);
            struct rt_text text = {digits, (size_t)(rt_print_numeric_wide(digits, -number, scale) - digits)};
            size_t size = (size_t)(rt_binary_digits(expected, text) - expected);
            assert_int_equal(rt_binary_numeric_wide(out, -number, scale) - out, size);
            assert_true(size <= RT_ROOM_NUMERIC_WIDE(scale) + 7);
            assert_memory_equal(out, expected, size);
        }
}

/* ---- items ---- */

static const struct rt_type int_type = {.kind = RT_INT, .wire = RT_WIRE_INT4, .name = "integer"};
static const struct rt_type text_type = {.kind = RT_TEXT, .wire = RT_WIRE_KIND, .name = "mood"};
static const struct rt_type inet_type = {.kind = RT_LITERAL, .wire = RT_WIRE_INET, .name = "inet"};
static const struct rt_type seg_type = {.kind = RT_LITERAL, .wire = RT_WIRE_NONE, .name = "seg"};
static const struct rt_type ltree_type = {
    .kind = RT_LITERAL, .wire = RT_WIRE_VERSIONED, .name = "ltree", .oid = {0, 2}};
static const struct rt_type ints_type = {.kind = RT_ARRAY,
                                         .wire = RT_WIRE_KIND,
                                         .element = &int_type,
                                         .element_oid = {23, 0},
                                         .name = "integer[]"};
static const struct rt_type moods_type = {
    .kind = RT_ARRAY, .wire = RT_WIRE_KIND, .element = &text_type, .element_oid = {0, 1}, .name = "mood[]"};
static const struct rt_type range_type = {.kind = RT_RANGE, .wire = RT_WIRE_KIND, .element = &int_type};
static const struct rt_type ranges_type = {
    .kind = RT_MULTIRANGE, .wire = RT_WIRE_KIND, .element = &range_type};
static const struct rt_field fields[] = {{"n", &int_type, {23, 0}}, {"a", &inet_type, {869, 0}}};
static const struct rt_type pair_type = {
    .kind = RT_COMPOSITE, .wire = RT_WIRE_KIND, .fields = fields, .field_count = 2, .name = "pair"};

static const char *const server_types[] = {"public.mood", "public.ltree"};
static const struct rt_program program = {.server_types = server_types, .server_type_count = 2};

static void assert_items(const struct rt_type *type, struct rt_items items, const char *expected)
{
    struct rt_server_type known[2] = {{.oid = 0x4001}, {.oid = 0x4002}};
    const struct rt_db db = {.program = &program, .server_types = known};
    struct rt_text cell = rt_binary_of_value(&scratch, &db, type, &(union rt_value){.items = items});
    assert_bytes(cell.data, cell.data + cell.size, expected, "a value");
}

static void arrays_tell_their_element_type(void **state)
{
    (void)state;
    const union rt_value ints[] = {{.integer = 1}, {.integer = 0}, {.integer = 3}};
    const bool nulls[] = {false, true, false};
    assert_items(&ints_type, (struct rt_items){0},
                 "0000000c"
                 "00000000"
                 "00000000"
                 "00000017");
    assert_items(&ints_type, (struct rt_items){ints, NULL, 1, 0},
                 "0000001c"
                 "00000001"
                 "00000000"
                 "00000017"
                 "00000001"
                 "00000001"
                 "0000000400000001");
    assert_items(&ints_type, (struct rt_items){ints, nulls, 3, 0},
                 "00000028"
                 "00000001"
                 "00000001"
                 "00000017"
                 "00000003"
                 "00000001"
                 "0000000400000001"
                 "ffffffff"
                 "0000000400000003");
    const union rt_value mood = {.text = {"sad", 3}};
    assert_items(&moods_type, (struct rt_items){&mood, NULL, 1, 0},
                 "0000001b"
                 "00000001"
                 "00000000"
                 "00004001"
                 "00000001"
                 "00000001"
                 "00000003736164");
}

static void records_tell_the_type_of_each_field(void **state)
{
    (void)state;
    const union rt_value values[] = {{.integer = 7}, {.text = {"10.0.0.0/8", 10}}};
    const bool nulls[] = {true, false};
    assert_items(&pair_type, (struct rt_items){values, nulls, 2, 0},
                 "0000001c"
                 "00000002"
                 "00000017ffffffff"
                 "00000365"
                 "00000008"
                 "020800040a000000");
    assert_items(&pair_type, (struct rt_items){0},
                 "00000014"
                 "00000002"
                 "00000017ffffffff"
                 "00000365ffffffff");
}

static void ranges_have_the_bounds_that_are(void **state)
{
    (void)state;
    const union rt_value bounds[] = {{.integer = 1}, {.integer = 5}};
    const struct rt_items range = {bounds, NULL, 2, RT_RANGE_LOWER_INCLUSIVE};
    assert_items(&range_type, range,
                 "00000011"
                 "02"
                 "0000000400000001"
                 "0000000400000005");
    assert_items(&range_type, (struct rt_items){.flags = RT_RANGE_EMPTY}, "0000000101");
    assert_items(&range_type, (struct rt_items){0}, "0000000101");
    assert_items(&range_type,
                 (struct rt_items){bounds, NULL, 2, RT_RANGE_LOWER_INFINITE | RT_RANGE_UPPER_INCLUSIVE},
                 "00000009"
                 "0c"
                 "0000000400000005");
    assert_items(&range_type,
                 (struct rt_items){bounds, NULL, 2, RT_RANGE_LOWER_INFINITE | RT_RANGE_UPPER_INFINITE},
                 "0000000118");
    const union rt_value ranges[] = {{.items = range}};
    assert_items(&ranges_type, (struct rt_items){ranges, NULL, 1, 0},
                 "00000019"
                 "00000001"
                 "00000011"
                 "02"
                 "0000000400000001"
                 "0000000400000005");
}

static void a_text_of_another_form_fails_the_scratch_space(void **state)
{
    (void)state;
    const struct rt_db db = {0};
    rt_binary_of_value(&scratch, &db, &inet_type, &(union rt_value){.text = {"10/8", 4}});
    assert_true(scratch.failed);
    assert_string_equal(scratch.problem, "value \"10/8\" of type inet cannot be written in binary");
}

/* ---- texts that stand for values ---- */

static const struct {
    enum rt_wire wire;
    const char *text, *expected; /* NULL: the text is none of the type's */
} wires[] = {
    {RT_WIRE_HEX, "08:00:2b:01:02:03", "08002b010203"},
    {RT_WIRE_HEX, "0101AbfF", "0101abff"},
    {RT_WIRE_HEX, "08:0", NULL},
    {RT_WIRE_HEX, "08:", NULL},
    {RT_WIRE_HEX, "0g", NULL},
    {RT_WIRE_INET, "192.168.1.2", "02200004c0a80102"},
    {RT_WIRE_INET, "192.168.1.2/24", "02180004c0a80102"},
    {RT_WIRE_CIDR, "10.0.0.0/8", "020801040a000000"},
    {RT_WIRE_INET, "::", "0380001000000000000000000000000000000000"},
    {RT_WIRE_INET, "::1", "0380001000000000000000000000000000000001"},
    {RT_WIRE_INET, "2001:db8::ff00:42:8329", "0380001020010db8000000000000ff0000428329"},
    {RT_WIRE_INET, "1:2:3:4:5:6:7:8/64", "0340001000010002000300040005000600070008"},
    {RT_WIRE_INET, "::ffff:1.2.3.4", "0380001000000000000000000000ffff01020304"},
    {RT_WIRE_CIDR, "2001:db8::/32", "0320011020010db8000000000000000000000000"},
    {RT_WIRE_INET, "1:2:3:4:5:6:7", NULL},
    {RT_WIRE_INET, "1:2:3:4:5:6:7:8:9", NULL},
    {RT_WIRE_INET, "1::2::3", NULL},
    {RT_WIRE_INET, "256.0.0.1", NULL},
    {RT_WIRE_INET, "1.2.3.4/33", NULL},
    {RT_WIRE_INET, "1.2.3.4 ", NULL},
    {RT_WIRE_INET, "", NULL},
    {RT_WIRE_BITS, "", "00000000"},
    {RT_WIRE_BITS, "10000001", "0000000881"},
    {RT_WIRE_BITS, "101", "00000003a0"},
    {RT_WIRE_BITS, "102", NULL},
    {RT_WIRE_FLOATS, "(1,-0.5)", "3ff0000000000000bfe0000000000000"},
    {RT_WIRE_FLOATS, "(1,x)", NULL},
    {RT_WIRE_FLOATS, "", NULL},
    {RT_WIRE_PATH, "((1,2))", "01000000013ff00000000000004000000000000000"},
    {RT_WIRE_PATH, "[(1,2)]", "00000000013ff00000000000004000000000000000"},
    {RT_WIRE_POLYGON, "((1,2))", "000000013ff00000000000004000000000000000"},
    {RT_WIRE_CUBE, "(1, 2)", "800000023ff00000000000004000000000000000"},
    {RT_WIRE_CUBE, "(1),(2)", "000000013ff00000000000004000000000000000"},
    {RT_WIRE_VECTOR, "[1,-0.25]", "000200003f800000be800000"},
    {RT_WIRE_LSN, "16/B374D848", "00000016b374d848"},
    {RT_WIRE_LSN, "16", NULL},
    {RT_WIRE_TID, "(4294967295,65535)", "ffffffffffff"},
    {RT_WIRE_TID, "(0,65536)", NULL},
    {RT_WIRE_SNAPSHOT, "10:20:", "00000000000000000000000a0000000000000014"},
    {RT_WIRE_SNAPSHOT, "10:20:10,14",
     "00000002000000000000000a0000000000000014000000000000000a000000000000000e"},
    {RT_WIRE_SNAPSHOT, "10:20", NULL},
    {RT_WIRE_TSVECTOR, "", "00000000"},
    {RT_WIRE_TSVECTOR, "'a':1A,2 'it''s'",
     "000000026100000"
     "2c0010002697427730000"
     "00"},
    {RT_WIRE_TSVECTOR, "'a", NULL},
    {RT_WIRE_TSQUERY, "", "00000000"},
    {RT_WIRE_TSQUERY, "'a':*AB", "00000001010c016100"},
    {RT_WIRE_TSQUERY, "'a' & !'b'", "000000040202020101000062000100006100"},
    {RT_WIRE_TSQUERY, "'a' | 'b' & 'c'",
     "00000005"
     "0203"
     "0202"
     "0100006300"
     "0100006200"
     "0100006100"},
    {RT_WIRE_TSQUERY, "( 'a' | 'b' ) <3> 'c'",
     "00000005"
     "02040003"
     "0100006300"
     "0203"
     "0100006200"
     "0100006100"},
    {RT_WIRE_TSQUERY, "'a' &", NULL},
    {RT_WIRE_TSQUERY, "( 'a'", NULL},
    {RT_WIRE_HSTORE, "", "00000000"},
    {RT_WIRE_HSTORE, "\"a\"=>\"b\\\"\", \"c\"=>NULL",
     "00000002"
     "0000000161"
     "000000026222"
     "0000000163"
     "ffffffff"},
    {RT_WIRE_HSTORE, "\"a\"=>b", NULL},
    {RT_WIRE_NONE, "1", NULL},
};

static void texts_become_what_receive_functions_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wires / sizeof *wires; i++) {
        size_t size = strlen(wires[i].text), room = rt_wire_room(size);
        char *text = malloc(size + 1), *out = malloc(room), *end;
        memcpy(text, wires[i].text, size);
        end = rt_wire_put(out, wires[i].wire, (struct rt_text){text, size});
        if (end && !wires[i].expected)
            fail_msg("%s is taken", wires[i].text);
        else if (!end && wires[i].expected)
            fail_msg("%s is not taken", wires[i].text);
        else if (end)
            assert_bytes(out, end, wires[i].expected, wires[i].text);
        free(out);
        free(text);
    }
}

static void floats_are_read_as_they_are_printed(void **state)
{
    (void)state;
    char digits[RT_ROOM_FLOAT + RT_SLACK];
    for (uint64_t n = 0; n < 300000; n++) {
        const uint64_t exponent = 1 + rt_scatter(n) % 2046;
        const uint64_t bits = rt_scatter(~n) >> (n % 12) >> 12 | exponent << 52 | (n & 1) << 63;
        double number, read;
        memcpy(&number, &bits, sizeof number);
        struct rt_text text = {digits, (size_t)(rt_print_float8(digits, number) - digits)};
        if (!rt_float_read(text, &read) || memcmp(&read, &number, sizeof read) != 0)
            fail_msg("%.*s is read as %a, not %a", (int)text.size, digits, read, number);
    }
    double number;
    assert_true(rt_float_read(text_of("-Infinity"), &number) && number == -INFINITY);
    assert_true(rt_float_read(text_of("NaN"), &number) && isnan(number));
    assert_true(rt_float_read(text_of("-0"), &number) && number == 0 && signbit(number));
    static const char *const wrong[] = {"", "-", ".", "1e", "1.2.3", "1x", "e5", "12345678901234567890123"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(rt_float_read(text_of(wrong[i]), &number));
}

/* ---- what can be written ---- */

static uint64_t write_nothing(const struct rt_db *db, uint64_t first, uint64_t count, size_t limit,
                              struct rt_scratch *space, struct rt_out *out)
{
    (void)db, (void)first, (void)limit, (void)space, (void)out;
    return count;
}

static bool has_binary(const struct rt_db *db, const struct rt_type *type, bool written,
                       struct rt_obstacle *obstacle)
{
    const struct rt_column column = {.name = "c", .type = type, .generated = !written};
    const struct rt_table table = {
        .columns = &column, .column_count = 1, .write = {[RT_COPY_BINARY] = write_nothing}};
    return rt_table_has_binary(db, &table, obstacle);
}

static void a_table_is_written_once_its_oids_are_known(void **state)
{
    (void)state;
    struct rt_server_type known[2] = {{0}};
    struct rt_db db = {.program = &program, .server_types = known};
    struct rt_obstacle obstacle;
    assert_int_equal(rt_oids_count(&program), 2);
    assert_string_equal(rt_oids_name(&program, 0), "public.mood");
    assert_true(has_binary(&db, &ints_type, true, NULL));
    assert_true(has_binary(&db, &ltree_type, true, NULL));
    assert_false(has_binary(&db, &moods_type, true, &obstacle));
    assert_true(obstacle.unknown);
    assert_string_equal(obstacle.type, "public.mood");
    assert_false(has_binary(&db, &seg_type, true, &obstacle));
    assert_false(obstacle.unknown);
    assert_true(has_binary(&db, &seg_type, false, NULL));
    const struct rt_column column = {.name = "c", .type = &moods_type};
    const struct rt_table unwritten = {.columns = &column, .column_count = 1};
    assert_false(rt_table_has_binary(&db, &unwritten, &obstacle));
    assert_false(obstacle.unknown);
    assert_null(obstacle.column);
    rt_oids_set(&db, 0, 16385, true);
    rt_oids_set(&db, 1, 16386, false);
    assert_true(has_binary(&db, &moods_type, true, NULL));
    assert_false(has_binary(&db, &ltree_type, true, &obstacle));
    assert_string_equal(obstacle.type, "ltree");
    assert_false(obstacle.unknown);
}

UNIT_MAIN(cmocka_unit_test(fixed_widths_are_in_network_order),
          cmocka_unit_test(numerics_have_no_zeros_at_either_end),
          cmocka_unit_test(all_ways_to_a_numeric_agree), cmocka_unit_test(wide_numerics_have_up_to_39_digits),
          WITH_SCRATCH(arrays_tell_their_element_type), WITH_SCRATCH(records_tell_the_type_of_each_field),
          WITH_SCRATCH(ranges_have_the_bounds_that_are),
          WITH_SCRATCH(a_text_of_another_form_fails_the_scratch_space),
          cmocka_unit_test(texts_become_what_receive_functions_read),
          cmocka_unit_test(floats_are_read_as_they_are_printed),
          cmocka_unit_test(a_table_is_written_once_its_oids_are_known))
