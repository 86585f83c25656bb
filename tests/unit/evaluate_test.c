/* Tests of plan/evaluate: what expressions are on one row, with NULL, errors and what is not known. */
#include "expr_unit.h"

#include "evaluate/evaluate.h"

/* Columns of the row; all others are NULL. */
static const char *const row[][2] = {
    {"i2", "7"},
    {"i4", "-3"},
    {"i8", "9223372036854775807"},
    {"n", "12.50"},
    {"f8", "0.1"},
    {"t", "Hello, World"},
    {"v", "abc"},
    {"c", "ab "},
    {"d", "2024-01-31"},
    {"ts", "2024-02-29 13:45:10.5"},
    {"tz", "2024-02-29 13:45:10+00"},
    {"iv", "1 mon 2 days 03:00:00"},
    {"u", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
    {"jb", "{\"a\": [1, 2, {\"b\": null}], \"k\": \"v\"}"},
    {"b", "t"},
    {"ta", "{x,\"y z\",NULL}"},
    {"ia", "{1,2,3}"},
    {"r4", "[1,10)"},
    {"e", "green"},
    {"by", "\\x00ff10"},
    {"ip", "10.1.2.3/8"},
    {"vb", "10110"},
};

/* The expression and its value; "NULL", "ERROR" and "UNKNOWN" are words. */
static const char *const cases[][2] = {
    {"i4 > 0", "f"},
    {"a > 0", "NULL"},
    {"a > 0 OR b", "t"},
    {"a > 0 AND NOT b", "f"},
    {"NOT (a > 0)", "NULL"},
    {"a IS NULL", "t"},
    {"(a > 0) IS NOT TRUE", "t"},
    {"a IS DISTINCT FROM bb", "f"},
    {"i2 BETWEEN 1 AND 7", "t"},
    {"i2 IN (1, NULL, 7)", "t"},
    {"i2 IN (1, NULL)", "NULL"},
    {"i2 NOT IN (1, NULL)", "NULL"},
    {"i2 + 40000", "40007"},
    {"i8 + 1", "ERROR"},
    {"i2 / 0", "ERROR"},
    {"i4 / 2", "-1"},
    {"i4 % 2", "-1"},
    {"n / 3", "4.1666666666666667"},
    {"n * 1.1", "13.750"},
    {"round(n)", "13"},
    {"round(n, -1)", "10"},
    {"n::integer", "13"},
    {"(n * 1000000000)::integer", "ERROR"},
    {"f8 * 3", "0.30000000000000004"},
    {"f8 = 0.1", "t"},
    {"1 / f8", "10"},
    {"length(t)", "12"},
    {"upper(t) = 'HELLO, WORLD'", "t"},
    {"t LIKE 'Hel%'", "t"},
    {"t ILIKE '%WORLD'", "t"},
    {"t LIKE 'H_l%'", "t"},
    {"t ~ '^[A-Z][a-z]+,'", "t"},
    {"t ~* 'WORLD$'", "t"},
    {"t !~ '[^a-z]'", "f"},
    {"t ~ '(?=H)H'", "t"},
    {"t ~ '(l)\\1'", "UNKNOWN"},
    {"v SIMILAR TO '(a|b)%'", "t"},
    {"v < 'abd'", "t"},
    {"t < 'hello'", "UNKNOWN"},
    {"t COLLATE \"C\" < 'hello'", "t"},
    {"c = 'ab'", "t"},
    {"length(c)", "2"},
    {"octet_length(c)", "3"},
    {"split_part(t, ', ', 2)", "World"},
    {"md5(v)", "900150983cd24fb0d6963f7d28e17f72"},
    {"d + 30", "2024-03-01"},
    {"d + '1 mon'::interval", "2024-02-29 00:00:00"},
    {"ts - '1 day'::interval", "2024-02-28 13:45:10.5"},
    {"ts::date - d", "29"},
    {"tz < now()", "t"},
    {"extract(isodow FROM d)", "3"},
    {"date_trunc('week', ts)", "2024-02-26 00:00:00"},
    {"iv > '1 mon'::interval", "t"},
    {"jsonb_typeof(jb -> 'a')", "array"},
    {"jb ->> 'k'", "v"},
    {"jb #>> '{a,2,b}'", "NULL"},
    {"jb ? 'k'", "t"},
    {"jb @> '{\"a\": [2]}'", "t"},
    {"jb -> 'none'", "NULL"},
    {"'x' = ANY (ta)", "t"},
    {"'q' = ANY (ta)", "NULL"},
    {"array_length(ia, 1)", "3"},
    {"ia[2]", "2"},
    {"ia[9]", "NULL"},
    {"ia @> ARRAY[3, 1]", "t"},
    {"ia || 4", "{1,2,3,4}"},
    {"array_to_string(ta, '-')", "x-y z"},
    {"upper(r4) - lower(r4)", "9"},
    {"r4 @> 9", "t"},
    {"r4 && int4range(10, 20)", "f"},
    {"isempty(r4)", "f"},
    {"e > 'red'", "t"},
    {"e = 'blue'", "ERROR"},
    {"octet_length(by)", "3"},
    {"masklen(ip)", "8"},
    {"length(vb)", "5"},
    {"CASE WHEN i4 < 0 THEN 'low' ELSE t END", "low"},
    {"coalesce(a, bb, i2)", "7"},
    {"nullif(i2, 7)", "NULL"},
    {"greatest(i2, i4, a)", "7"},
    {"num_nonnulls(a, bb, i4)", "1"},
    {"is_good(e, n)", "UNKNOWN"},
};

static const char *value_of(const char *column)
{
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (strcmp(row[i][0], column) == 0)
            return row[i][1];
    return NULL;
}

static EvaluateScope scope_of(Fixture *fixture)
{
    EvaluateScope scope = evaluate_scope(fixture->arena, fixture->schema, fixture->table);
    scope.now = TEXT("2026-01-01 00:00:00+00");
    for (size_t i = 0; i < fixture->table->columns.count; i++) {
        const Column *column = fixture->table->columns.items[i];
        const char *value = value_of(text_string(fixture->arena, column->name));
        if (value)
            evaluate_scope_give(&scope, column, text_of(value));
    }
    return scope;
}

static void expressions_have_the_servers_values(void **state)
{
    static const char *const words[] = {"", "NULL", "ERROR", "UNKNOWN"};
    (void)state;
    Fixture *fixture = fixture_new();
    EvaluateScope scope = scope_of(fixture);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Expr *expr = fixture_parse(fixture, cases[i][0]);
        assert_non_null(expr);
        Text value = {0};
        Evaluated found = evaluate(fixture->arena, expr_normalise(fixture->arena, expr, &fixture->scope),
                                   &scope, &value, NULL);
        const char *got = found == EVALUATED_VALUE ? text_string(fixture->arena, value) : words[found];
        if (strcmp(got, cases[i][1]) != 0)
            fail_msg("%s is %s, not %s", cases[i][0], got, cases[i][1]);
    }
    fixture_free(fixture);
}

static void conditions_are_truths(void **state)
{
    static const struct {
        const char *text;
        Truth truth;
    } conditions[] = {{"b", TRUTH_TRUE},           {"NOT b", TRUTH_FALSE}, {"a > 1", TRUTH_NULL},
                      {"i2 / 0 > 1", TRUTH_ERROR}, {"i2", TRUTH_UNKNOWN},  {"is_good(e, n)", TRUTH_UNKNOWN}};
    (void)state;
    Fixture *fixture = fixture_new();
    EvaluateScope scope = scope_of(fixture);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        Expr *expr =
            expr_normalise(fixture->arena, fixture_parse(fixture, conditions[i].text), &fixture->scope);
        assert_int_equal(evaluate_truth(fixture->arena, expr, &scope), conditions[i].truth);
    }
    fixture_free(fixture);
}

/* Every column in turn has a value, and has none before and after. */
static void a_made_up_row_has_what_it_is_given(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    EvaluateScope scope = evaluate_scope(fixture->arena, fixture->schema, fixture->table);
    for (size_t i = 0; i < fixture->table->columns.count; i++) {
        const Column *column = fixture->table->columns.items[i];
        Expr *expr = expr_new(fixture->arena, EXPR_COLUMN, (Span){0});
        Text value = {0};
        expr->text = column->name;
        assert_int_equal(evaluate(fixture->arena, expr, &scope, NULL, NULL), EVALUATED_NULL);
        evaluate_scope_give(&scope, column, TEXT("7"));
        assert_int_equal(evaluate(fixture->arena, expr, &scope, &value, NULL), EVALUATED_VALUE);
        assert_true(text_is(value, "7"));
        evaluate_scope_take(&scope, column);
        assert_int_equal(evaluate(fixture->arena, expr, &scope, NULL, NULL), EVALUATED_NULL);
    }
    fixture_free(fixture);
}

/* The moment is noted as read where the value hangs on it, and only there. */
static void the_moment_is_noted(void **state)
{
    static const struct {
        const char *text;
        bool reads_now;
    } expressions[] = {{"now() > tz", true},   {"current_date", true}, {"age(ts)", true},
                       {"age(ts, ts)", false}, {"i4 > 0", false},      {"d > '2020-01-01'", false}};
    (void)state;
    Fixture *fixture = fixture_new();
    EvaluateScope scope = scope_of(fixture);
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        bool reads_now = false;
        Expr *expr =
            expr_normalise(fixture->arena, fixture_parse(fixture, expressions[i].text), &fixture->scope);
        scope.reads_now = &reads_now;
        evaluate(fixture->arena, expr, &scope, NULL, NULL);
        assert_int_equal(reads_now, expressions[i].reads_now);
    }
    fixture_free(fixture);
}

UNIT_MAIN(cmocka_unit_test(expressions_have_the_servers_values), cmocka_unit_test(conditions_are_truths),
          cmocka_unit_test(a_made_up_row_has_what_it_is_given), cmocka_unit_test(the_moment_is_noted))
