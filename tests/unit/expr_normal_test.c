/* Tests of expr_normalise: what users write and what servers print of it come out equal, what means something
 * else does not. */
#include "expr_unit.h"

#include "model/expr_type.h"

static Expr *normal_of(Fixture *fixture, const ExprScope *scope, const char *text)
{
    Expr *expr = fixture_parse(fixture, text);
    assert_non_null(expr);
    return expr_normalise(fixture->arena, expr, scope);
}

static void assert_normal(Fixture *fixture, const ExprScope *scope, const char *text, const char *expected)
{
    const char *got = fixture_print(fixture, normal_of(fixture, scope, text));
    if (strcmp(got, expected) != 0)
        fail_msg("%s\n  came out as  %s\n  and not      %s", text, got, expected);
}

/* What a user writes, what servers print of it, and the normal form. */
static const char *const triples[][3] = {
    {"v IN ('a','b')", "((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
     "v IN ('a', 'b')"},
    {"v = ANY ('{a,\"b c\"}')", "(v)::text = ANY ('{a,\"b c\"}'::text[])", "v IN ('a', 'b c')"},
    {"c = 'x'", "(c = 'x'::bpchar)", "c = 'x'"},
    {"e IN ('red','green')", "(e = ANY (ARRAY['red'::color, 'green'::color]))", "e IN ('red', 'green')"},
    {"e::text = 'red'", "((e)::text = 'red'::text)", "e::text = 'red'"},
    {"d > '2020-1-1'", "(d > '2020-01-01'::date)", "d > '2020-01-01'"},
    {"tz > '2020-06-01 12:00+02'", "(tz > '2020-06-01 10:00:00+00'::timestamp with time zone)",
     "tz > '2020-06-01 10:00:00+00'"},
    {"ts + '1 day' > ts", "((ts + '1 day'::interval) > ts)", "ts + '1 day'::interval > ts"},
    {"tz > now() - interval '90 minutes'", "(tz > (now() - '01:30:00'::interval))",
     "tz > now() - '01:30:00'::interval"},
    {"ts > tz + make_interval(days => 2, mins => i4)", "(ts > (tz + make_interval(days => 2, mins => i4)))",
     "ts > tz + (2 * '1 day'::interval + i4 * '00:01:00'::interval)"},
    {"tz <= CURRENT_TIMESTAMP", "(tz <= now())", "tz <= now()"},
    {"n > 0", "(n > (0)::numeric)", "n > 0"},
    {"n > '0'", "(n > '0'::numeric)", "n > 0"},
    {"f8 >= 0.5", "(f8 >= (0.5)::double precision)", "f8 >= 0.5"},
    {"i4 > 0.5", "((i4)::numeric > 0.5)", "i4 > 0.5"},
    {"i4 > -1", "(i4 > '-1'::integer)", "i4 > -1"},
    {"i8 = 10000000000", "(i8 = '10000000000'::bigint)", "i8 = 10000000000"},
    {"i4 / bb::numeric > 0", "(((i4)::numeric / (bb)::numeric) > (0)::numeric)", "i4::numeric / bb > 0"},
    {"coalesce(v, '') <> ''", "((COALESCE(v, ''::character varying))::text <> ''::text)",
     "COALESCE(v, '') <> ''"},
    {"i4 BETWEEN 1 AND 3", "((i4 >= 1) AND (i4 <= 3))", "i4 >= 1 AND i4 <= 3"},
    {"NOT (v IS NULL)", "(NOT (v IS NULL))", "v IS NOT NULL"},
    {"NOT (i4 > 3 AND v = 'x')", "(NOT ((i4 > 3) AND ((v)::text = 'x'::text)))", "i4 <= 3 OR v <> 'x'"},
    {"v IS DISTINCT FROM NULL", "(v IS NOT NULL)", "v IS NOT NULL"},
    {"case when b then 1 end = 1", "(CASE WHEN b THEN 1 ELSE NULL::integer END = 1)",
     "CASE WHEN b THEN 1 END = 1"},
    {"extract(year from d) > 2000", "(date_part('year'::text, d) > (2000)::double precision)",
     "EXTRACT(year FROM d) > 2000"},
    {"extract(year from d) > 2000", "(EXTRACT(year FROM d) > (2000)::numeric)",
     "EXTRACT(year FROM d) > 2000"},
    {"trim(v) <> ''", "(TRIM(BOTH FROM v) <> ''::text)", "btrim(v) <> ''"},
    {"trim(v) <> ''", "(btrim((v)::text) <> ''::text)", "btrim(v) <> ''"},
    {"char_length(v) > 1", "(length((v)::text) > 1)", "length(v) > 1"},
    {"t SIMILAR TO 'x'", "(t ~ similar_escape('x'::text, NULL::text))", "t SIMILAR TO 'x'"},
    {"t SIMILAR TO 'x'", "(t ~ similar_to_escape('x'::text))", "t SIMILAR TO 'x'"},
    {"tz AT TIME ZONE 'UTC' = ts", "(timezone('UTC'::text, tz) = ts)", "timezone('UTC', tz) = ts"},
    {"(i4, bb) IN ((1, 2), (3, 4))", "(((i4 = 1) AND (bb = 2)) OR ((i4 = 3) AND (bb = 4)))",
     "i4 = 1 AND bb = 2 OR i4 = 3 AND bb = 4"},
    {"i4 IN (1, bb, 2)", "((i4 = ANY (ARRAY[1, 2])) OR (i4 = bb))", "i4 IN (1, 2) OR i4 = bb"},
    {"jb ->> 'a' = 'b'", "((jb ->> 'a'::text) = 'b'::text)", "jb ->> 'a' = 'b'"},
    {"jb @> '{\"b\":[1,2], \"a\":\"x\"}'", "(jb @> '{\"a\": \"x\", \"b\": [1, 2]}'::jsonb)",
     "jb @> '{\"a\": \"x\", \"b\": [1, 2]}'"},
    {"jsonb_extract_path_text(jb, 'a') = 'x'",
     "(jsonb_extract_path_text(jb, VARIADIC ARRAY['a'::text]) = 'x'::text)",
     "jsonb_extract_path_text(jb, 'a') = 'x'"},
    {"t.v <> ''", "((v)::text <> ''::text)", "v <> ''"},
    {"public.is_good('red', 1)", "is_good('red'::color, (1)::numeric)", "is_good('red', 1)"},
    {"vb = B'01'", "(vb = ('01'::\"bit\")::bit varying)", "vb = '01'::\"bit\""},
    {"di IN (1,2)", "((di)::integer = ANY (ARRAY[1, 2]))", "di IN (1, 2)"},
    {"dt LIKE 'x%'", "((dt)::text ~~ 'x%'::text)", "dt LIKE 'x%'"},
    {"va @> ARRAY['x']::varchar[]", "(va @> (ARRAY['x'::text])::character varying[])",
     "va @> ARRAY['x'::character varying]"},
    {"array_position(ta, 'x') IS NULL", "(array_position(ta, 'x'::text) IS NULL)",
     "array_position(ta, 'x') IS NULL"},
};

static void source_and_server_agree(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof triples / sizeof *triples; i++) {
        assert_normal(fixture, &fixture->scope, triples[i][0], triples[i][2]);
        assert_normal(fixture, &fixture->scope, triples[i][1], triples[i][2]);
    }
    fixture_free(fixture);
}

static void the_normal_form_of_a_normal_form_is_itself(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof triples / sizeof *triples; i++) {
        Expr *once = normal_of(fixture, &fixture->scope, triples[i][1]);
        assert_true(expr_equal(once, expr_normalise(fixture->arena, once, &fixture->scope)));
        assert_normal(fixture, &fixture->scope, triples[i][2], triples[i][2]);
    }
    fixture_free(fixture);
}

/* What is equal has one hash, and of these few no others share one. */
static void a_hash_is_an_expressions_own(void **state)
{
    enum {
        COUNT = sizeof triples / sizeof *triples
    };
    Expr *written[COUNT], *printed[COUNT];
    (void)state;
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < COUNT; i++) {
        written[i] = normal_of(fixture, &fixture->scope, triples[i][0]);
        printed[i] = normal_of(fixture, &fixture->scope, triples[i][1]);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < COUNT; k++)
            assert_int_equal(expr_hash(written[i]) == expr_hash(printed[k]),
                             expr_equal(written[i], printed[k]));
    fixture_free(fixture);
}

/* The column that gets the value, the default as written, as servers print it, and the normal form. */
static const char *const defaults[][4] = {
    {"v", "'x'", "'x'::character varying", "'x'"},
    {"c", "'ab'", "'ab'::bpchar", "'ab'"},
    {"i8", "-1", "'-1'::integer", "-1"},
    {"n", "'0.00'", "0.00", "0.00"},
    {"f8", "1e-5", "0.00001", "0.00001"},
    {"b", "'f'", "false", "false"},
    {"d", "CURRENT_DATE", "('now'::text)::date", "CURRENT_DATE"},
    {"d", "now()::date", "(now())::date", "now()"},
    {"ts", "'1970-01-01T00:00:00Z'", "'1970-01-01 00:00:00'::timestamp without time zone",
     "'1970-01-01 00:00:00'"},
    {"iv", "'1 week'", "'7 days'::interval", "'7 days'"},
    {"ta", "'{ a , \"b c\" }'", "'{a,\"b c\"}'::text[]", "'{a,\"b c\"}'"},
    {"ta", "ARRAY[]::text[]", "ARRAY[]::text[]", "'{}'"},
    {"e", "'red'", "'red'::color", "'red'"},
    {"jb", "'{\"b\":1}'", "'{\"b\": 1}'::jsonb", "'{\"b\": 1}'"},
    {"by", "'abc'", "'\\x616263'::bytea", "E'\\\\x616263'"},
    {"m", "'1,000.5'", "'$1,000.50'::money", "'1000.50'"},
    {"v", "NULL", "NULL::character varying", "NULL"},
    {"i4", "(random() * 100)::int", "((random() * (100)::double precision))::integer", "random() * 100"},
    {"i8", "nextval('public.s')", "nextval('s'::regclass)", "nextval('s')"},
};

static void defaults_take_the_type_of_their_column(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        ExprScope scope = fixture->scope;
        scope.target = &table_find_column(fixture->table, text_of(defaults[i][0]))->type;
        assert_normal(fixture, &scope, defaults[i][1], defaults[i][3]);
        assert_normal(fixture, &scope, defaults[i][2], defaults[i][3]);
    }
    fixture_free(fixture);
}

static void casts_that_say_something_stay(void **state)
{
    (void)state;
    static const char *const kept[] = {
        "i4::text = '5'",
        "v::integer > 3",
        "n::integer = n",
        "n::numeric(5,1) = n",
        "v::character varying(5) = v",
        "f8::integer = 3",
        "ts::date = d",
        "i4::bigint * bb > 0",
        "i4::double precision / bb > 0",
        "i4::boolean",
        "t::date = d",
        "'now'::date + 1 > d",
    };
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_normal(fixture, &fixture->scope, kept[i], kept[i]);
    fixture_free(fixture);
}

static void a_domain_has_a_value(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    TypeUse text = {.type = type_builtin(TEXT("text"))};
    ExprScope scope = {.value = &text};
    Expr *expr = normal_of(fixture, &scope, "VALUE ~ '^x'::text");
    assert_int_equal(expr->arguments.items[0]->kind, EXPR_VALUE);
    assert_string_equal(fixture_print(fixture, expr), "VALUE ~ '^x'");
    fixture_free(fixture);
}

static void types_are_found(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"1", "integer"},
        {"10000000000", "bigint"},
        {"1.5", "numeric"},
        {"i2 + i4", "integer"},
        {"i4 + i8", "bigint"},
        {"i4 * n", "numeric"},
        {"i4 / f4", "double precision"},
        {"i4 % 2", "integer"},
        {"d - d", "integer"},
        {"d + 1", "date"},
        {"d + iv", "timestamp without time zone"},
        {"tz - tz", "interval"},
        {"iv * 2", "interval"},
        {"v || 'x'", "text"},
        {"ta || 'x'", "text[]"},
        {"jb -> 'a'", "jsonb"},
        {"jb ->> 'a'", "text"},
        {"ta[1]", "text"},
        {"lower(r4)", "integer"},
        {"lower(v)", "text"},
        {"round(n, 1)", "numeric"},
        {"sqrt(i4)", "double precision"},
        {"coalesce(i4, 1.5)", "numeric"},
        {"case when b then 'x' else v end", "character varying"},
        {"ARRAY[1, 2.5]", "numeric[]"},
        {"date_trunc('day', d)", "timestamp with time zone"},
        {"EXTRACT(year FROM d)", "numeric"},
        {"is_good(e, n)", "boolean"},
        {"v IS NULL", "boolean"},
        {"CURRENT_DATE", "date"},
    };
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Expr *expr = fixture_parse(fixture, cases[i][0]);
        assert_non_null(expr);
        TypeUse type = expr_type(&fixture->scope, expr);
        assert_non_null(type.type);
        type = (TypeUse){.type = type.type, .dimensions = type.dimensions};
        assert_string_equal(text_string(fixture->arena, type_print(fixture->arena, &type)), cases[i][1]);
    }
    fixture_free(fixture);
}

UNIT_MAIN(cmocka_unit_test(source_and_server_agree),
          cmocka_unit_test(the_normal_form_of_a_normal_form_is_itself),
          cmocka_unit_test(a_hash_is_an_expressions_own),
          cmocka_unit_test(defaults_take_the_type_of_their_column),
          cmocka_unit_test(casts_that_say_something_stay), cmocka_unit_test(a_domain_has_a_value),
          cmocka_unit_test(types_are_found))
