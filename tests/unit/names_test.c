/* Tests of model/names: invented names, truncation and quoting are PostgreSQL's. */
#include "expr_unit.h"

#include "model/names.h"

#define A60 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B60 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void assert_text(Text got, const char *expected)
{
    if (!text_is(got, expected))
        fail_msg("%.*s is not %s", TEXT_ARG(got), expected);
}

static Text made(Arena *arena, const char *name1, const char *name2, const char *label)
{
    return names_make_object(arena, text_of(name1), text_of(name2), text_of(label));
}

static void object_names_fit(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    assert_text(made(arena, "t", "a", "key"), "t_a_key");
    assert_text(made(arena, "t", "", "pkey"), "t_pkey");
    assert_text(made(arena, "t", "a", ""), "t_a");
    Text both = made(arena, A60, B60, "key");
    assert_int_equal(both.size, 63);
    assert_text(both, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbb_key");
    assert_text(made(arena, A60, "b", "fkey"),
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_b_fkey");
    arena_free(arena);
}

static void characters_are_not_cut(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Text text = text_of("x"
                        "ääääääääääääääääääääääääääääääääää");
    assert_int_equal(names_truncate(arena, text).size, 63);
    assert_int_equal(names_truncate(arena, text_slice(text, 1, text.size)).size, 62);
    Text name = names_make_object(arena, text, (Text){0}, TEXT("pkey"));
    assert_int_equal(name.size, 62);
    arena_free(arena);
}

static void columns_are_joined(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    TextList columns = {0};
    list_push(arena, &columns, TEXT("a"));
    list_push(arena, &columns, TEXT("b"));
    assert_text(names_join_columns(arena, &columns), "a_b");
    list_push(arena, &columns, TEXT(A60));
    list_push(arena, &columns, TEXT("never"));
    assert_text(names_join_columns(arena, &columns), "a_b_" A60);
    arena_free(arena);
}

static void identifiers_are_quoted_where_needed(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"abc_1", "abc_1"},         {"Abc", "\"Abc\""},
        {"1a", "\"1a\""},           {"a b", "\"a b\""},
        {"a\"b", "\"a\"\"b\""},     {"select", "\"select\""},
        {"between", "\"between\""}, {"left", "\"left\""},
        {"name", "name"},           {"", "\"\""},
        {"a$", "\"a$\""},           {"ä", "\"ä\""},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(names_quote(arena, text_of(cases[i][0])), cases[i][1]);
    arena_free(arena);
}

static void literals_are_quoted(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    assert_text(names_quote_literal(arena, TEXT("it's")), "'it''s'");
    assert_text(names_quote_literal(arena, TEXT("a\\'b")), "E'a\\\\''b'");
    assert_text(names_quote_literal(arena, (Text){0}), "''");
    arena_free(arena);
}

static void index_columns_are_named_by_their_expression(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"lower(v)", "lower"},
        {"v || t", "expr"},
        {"jb ->> 'a'", "expr"},
        {"v::date", "v"},
        {"(v || t)::integer", "int4"},
        {"coalesce(v, '')", "coalesce"},
        {"case when b then 1 else i4 end", "i4"},
        {"case when b then 1 else 2 end", "case"},
        {"v COLLATE \"C\"", "v"},
        {"extract(year from d)", "extract"},
        {"ta[1]", "ta"},
        {"v IS NULL", "expr"},
    };
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(names_of_expr(fixture_parse(fixture, cases[i][0])), cases[i][1]);
    TextList before = {0};
    list_push(fixture->arena, &before, TEXT("expr"));
    list_push(fixture->arena, &before, TEXT("expr1"));
    assert_text(names_distinct(fixture->arena, &before, TEXT("expr")), "expr2");
    assert_text(names_distinct(fixture->arena, &before, TEXT("lower")), "lower");
    fixture_free(fixture);
}

UNIT_MAIN(cmocka_unit_test(object_names_fit), cmocka_unit_test(characters_are_not_cut),
          cmocka_unit_test(columns_are_joined), cmocka_unit_test(identifiers_are_quoted_where_needed),
          cmocka_unit_test(literals_are_quoted),
          cmocka_unit_test(index_columns_are_named_by_their_expression))
