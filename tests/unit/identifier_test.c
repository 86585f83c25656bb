/* Tests of plan/identifier: whatever a name is, it becomes a C identifier of its own. */
#include "unit.h"

#include "plan/identifier.h"

#include <ctype.h>

#define A63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define E31 "éééééééééééééééééééééééééééééééé"

static void assert_text(Text got, const char *expected)
{
    if (!text_is(got, expected))
        fail_msg("%.*s is not %s", TEXT_ARG(got), expected);
}

static bool is_identifier(Text text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!islower((unsigned char)text.data[i]) && !isdigit((unsigned char)text.data[i]) &&
            text.data[i] != '_')
            return false;
    return text.size && islower((unsigned char)text.data[0]);
}

static void names_become_identifiers(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"orders", "orders"},
        {"Orders", "orders"},
        {"", "x"},
        {"_", "x_"},
        {"1st", "x1st"},
        {"a b", "a_b"},
        {"é", "x_u00e9_"},
        {"a𝕏", "a_u1d54f_"},
        {"*/ system(\"x\"); /*", "x___system__x______"},
        {"two\nlines\\", "two_lines_"},
        {"x?"
         "?/",
         "x___"},
        {"\xe2\x80\xaeorder", "x_u202e_order"},
        {"\xff", "x_u00ff_"},
        {"a\xf0\x9d", "a_u00f0__u009d_"},
        {"\xc3(", "x_u00c3__"},
        /* words of C and C++, of headers, of generated code */
        {"int", "int_"},
        {"CLASS", "class_"},
        {"static_assert", "static_assert_"},
        {"errno", "errno_"},
        {"memcpy", "memcpy_"},
        {"n", "n_"},
        {A63, A63},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Text made = identifier_make(arena, text_of(cases[i][0]));
        assert_text(made, cases[i][1]);
        assert_true(is_identifier(made));
    }
    arena_free(arena);
}

static void every_byte_becomes_an_identifier(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b++) {
            const char name[] = {(char)a, (char)b};
            if (!is_identifier(identifier_make(arena, (Text){name, sizeof name})))
                fail_msg("bytes %d and %d", a, b);
        }
    arena_free(arena);
}

static void long_names_end_in_a_hash(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    assert_int_equal(identifier_make(arena, TEXT(A63 "_" A63)).size, 127);
    Text a = identifier_make(arena, TEXT(E31 "a")), b = identifier_make(arena, TEXT(E31 "b"));
    assert_int_equal(a.size, IDENTIFIER_LIMIT);
    assert_int_equal(b.size, IDENTIFIER_LIMIT);
    assert_true(is_identifier(a));
    assert_false(text_equal(a, b));
    assert_true(text_equal(a, identifier_make(arena, TEXT(E31 "a"))));
    arena_free(arena);
}

static void names_that_become_one_are_numbered(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a-b", "a_b"},    {"a_b", "a_b_2"},           {"A_B", "a_b_3"}, {"a_b_2", "a_b_2_2"},
        {"é", "x_u00e9_"}, {"x_u00e9_", "x_u00e9__2"}, {"int", "int_"},  {"int_", "int__2"}};
    Arena *arena = arena_new();
    Map used = map_new(arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(identifier_unique(arena, &used, text_of(cases[i][0])), cases[i][1]);
    arena_free(arena);
}

static void tables_leave_room_for_their_functions(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Map used = map_new(arena);
    assert_text(identifier_table(arena, &used, TEXT("a")), "a");
    assert_text(identifier_table(arena, &used, TEXT("a_generate")), "a_generate_2");
    assert_text(identifier_table(arena, &used, TEXT("b_params")), "b_params");
    assert_text(identifier_table(arena, &used, TEXT("b")), "b_2");
    assert_text(identifier_unique(arena, &used, TEXT("b_2_table")), "b_2_table_2");
    arena_free(arena);
}

static void tables_keep_off_what_programs_have(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Map used = map_new(arena);
    identifier_reserve_program(&used);
    assert_text(identifier_table(arena, &used, TEXT("open")), "open_2");
    assert_text(identifier_table(arena, &used, TEXT("scratch")), "scratch_");
    assert_text(identifier_table(arena, &used, TEXT("internal")), "internal_2");
    arena_free(arena);
}

static void programs_hide_no_header(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"shop", "shop"},          {"", "data"},  {"string", "xstring"}, {"Math", "xmath"},
        {"rt_value", "xrt_value"}, {"rt", "xrt"}, {"obj", "xobj"},       {"../../escape", "x______escape"},
        {"errno", "errno_"}};
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(identifier_program(arena, text_of(cases[i][0])), cases[i][1]);
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(names_become_identifiers), cmocka_unit_test(every_byte_becomes_an_identifier),
          cmocka_unit_test(long_names_end_in_a_hash), cmocka_unit_test(names_that_become_one_are_numbered),
          cmocka_unit_test(tables_leave_room_for_their_functions),
          cmocka_unit_test(tables_keep_off_what_programs_have), cmocka_unit_test(programs_hide_no_header))
