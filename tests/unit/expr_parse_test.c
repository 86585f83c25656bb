/* Tests of read/parse_expr and model/expr_print: what is read is printed with the fewest parentheses, and
 * reads back to the same tree. */
#include "expr_unit.h"

/* Expressions and their print; NULL: as they are. */
static const char *const printed[][2] = {
    /* precedence */
    {"a+b*c", "a + b * c"},
    {"(a+b)*c", "(a + b) * c"},
    {"a-(b-c)", "a - (b - c)"},
    {"((a-b)-c)", "a - b - c"},
    {"a^b^c", "a ^ b ^ c"},
    {"- a ^ 2", "- a ^ 2"},
    {"-(a ^ 2)", "- (a ^ 2)"},
    {"-a::integer", "- a::integer"},
    {"(-a)::integer", "(- a)::integer"},
    {"a || b = c", "a || b = c"},
    {"a || (b = c)", "a || (b = c)"},
    {"NOT a = b", "NOT a = b"},
    {"(NOT a) = b", "(NOT a) = b"},
    {"a OR b AND NOT c", "a OR b AND NOT c"},
    {"(a OR b) AND c", NULL},
    {"a = b IS NULL", "a = b IS NULL"},
    {"a = (b IS NULL)", NULL},
    {"a < b COLLATE \"C\" || c", "a < b COLLATE \"C\" || c"},
    {"@ a + b", "@ a + b"},
    {"(@ a) + b", NULL},
    {"a OPERATOR(pg_catalog.+) b * c", "a + b * c"},
    {"a OPERATOR(x.+) b", NULL},
    {"a AND b AND c OR d OR e", "a AND b AND c OR d OR e"},
    {"a - -1", "a - - 1"},
    /* what has no node of its own */
    {"a BETWEEN 1 AND 2 AND b", "a >= 1 AND a <= 2 AND b"},
    {"a NOT BETWEEN 1 AND 2", "a < 1 OR a > 2"},
    {"a BETWEEN SYMMETRIC 1 AND 2", "a >= 1 AND a <= 2 OR a >= 2 AND a <= 1"},
    {"a IN (1,2)", "a IN (1, 2)"},
    {"a = ANY (ARRAY[1, 2])", "a IN (1, 2)"},
    {"a NOT IN (1,2)", "a NOT IN (1, 2)"},
    {"a IN (1)", "a = 1"},
    {"a != 1", "a <> 1"},
    {"a LIKE 'x%' OR a NOT ILIKE 'y'", "a LIKE 'x%' OR a NOT ILIKE 'y'"},
    {"a ~~ 'x'", "a LIKE 'x'"},
    {"a LIKE 'x' ESCAPE '!'", NULL},
    {"a NOT SIMILAR TO 'x|y'", NULL},
    {"a LIKE ANY (ARRAY['x'])", "a LIKE ANY (ARRAY['x'])"},
    {"a ISNULL", "a IS NULL"},
    {"a NOTNULL", "a IS NOT NULL"},
    {"a IS NOT DISTINCT FROM b", NULL},
    {"a IS JSON OBJECT WITH UNIQUE KEYS", NULL},
    {"a IS NOT NFC NORMALIZED", "NOT is_normalized(a, 'NFC')"},
    {"a AT TIME ZONE 'UTC' + b", "timezone('UTC', a) + b"},
    {"extract(YEAR from a)", "EXTRACT(year FROM a)"},
    {"substring(a from 2 for 3)", "\"substring\"(a, 2, 3)"},
    {"substring(a for 3)", "\"substring\"(a, 1, 3)"},
    {"substring(a, 2)", "\"substring\"(a, 2)"},
    {"position(a in b)", "\"position\"(b, a)"},
    {"overlay(a placing b from 1 for 2)", "\"overlay\"(a, b, 1, 2)"},
    {"trim(leading 'x' from a)", "ltrim(a, 'x')"},
    {"trim(a)", "btrim(a)"},
    {"trim(both from a)", "btrim(a)"},
    {"(a, b) OVERLAPS (c, d)", "\"overlaps\"(a, b, c, d)"},
    {"coalesce(a,nullif(b,''))", "COALESCE(a, NULLIF(b, ''))"},
    /* literals */
    {"'it''s'", NULL},
    {"E'a\\nb'", "'a\nb'"},
    {"'back\\slash'", "E'back\\\\slash'"},
    {"$$x$$", "'x'"},
    {"U&'\\0041'", "'A'"},
    {"B'01'", "'01'::\"bit\""},
    {"X'1f'", "'00011111'::\"bit\""},
    {"TRUE AND NULL", "true AND NULL"},
    {"1.50e3", NULL},
    {"date '2020-01-01'", "'2020-01-01'::date"},
    {"timestamp with time zone '2020-01-01'", "'2020-01-01'::timestamp with time zone"},
    {"interval '1' day", "'1'::interval day"},
    {"interval '1' day to second(3)", "'1'::interval day to second(3)"},
    {"double precision '1'", "'1'::double precision"},
    {"bit varying(3) '1'", "'1'::bit varying(3)"},
    {"CAST(a AS numeric(10,2))", "a::numeric(10,2)"},
    {"a::int4[]", "a::integer[]"},
    {"color 'red'", "'red'::color"},
    {"CURRENT_TIMESTAMP(3)", NULL},
    {"localtime(09)", "LOCALTIME(6)"},
    {"current_schema()", "\"current_schema\"()"},
    {"current_schema", "CURRENT_SCHEMA"},
    {"current_date", "CURRENT_DATE"},
    /* names, calls, subscripts */
    {"time < \"Ab\"", "\"time\" < \"Ab\""},
    {"t.a = s.t.b", "t.a = t.b"},
    {"f(a, VARIADIC b)", NULL},
    {"f(x => 1, y := 2)", "f(x => 1, y => 2)"},
    {"s.f()", NULL},
    {"pg_catalog.now()", NULL},
    {"left(a, 1)", "\"left\"(a, 1)"},
    {"a[1][2]", NULL},
    {"a[1:]", NULL},
    {"a[:b + 1]", NULL},
    {"(f(a))[1]", NULL},
    {"(a).b.c", "((a).b).c"},
    {"ROW(a, 1)", NULL},
    {"(a, 1)", "ROW(a, 1)"},
    {"ARRAY[[1,2],[3,4]]", "ARRAY[ARRAY[1, 2], ARRAY[3, 4]]"},
    {"CASE a WHEN 1 THEN 'x' ELSE b END", NULL},
    {"CASE WHEN a THEN 1 END", NULL},
    {"$1 + 2", NULL},
    /* what is not taken apart */
    {"a IN (SELECT 1)", "(a IN (SELECT 1))"},
    {"EXISTS (SELECT 1) AND a", "(EXISTS (SELECT 1)) AND a"},
    {"count(*) > 1", "(count(*)) > 1"},
    {"sum(a) FILTER (WHERE b) OVER (PARTITION BY c)", "(sum(a) FILTER (WHERE b) OVER (PARTITION BY c))"},
    {"ARRAY(SELECT 1)", "(ARRAY(SELECT 1))"},
    {"xmlelement(name a)", "(xmlelement(name a))"},
};

static void it_prints_with_the_fewest_parentheses(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        const char *expected = printed[i][1] ? printed[i][1] : printed[i][0];
        Expr *expr = fixture_parse(fixture, printed[i][0]);
        assert_non_null(expr);
        assert_string_equal(fixture_print(fixture, expr), expected);
    }
    fixture_free(fixture);
}

static void what_is_printed_reads_back_the_same(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        Expr *expr = fixture_parse(fixture, printed[i][0]);
        Expr *again = fixture_parse(fixture, fixture_print(fixture, expr));
        assert_non_null(again);
        if (!expr_equal(expr, again))
            fail_msg("%s", printed[i][0]);
    }
    fixture_free(fixture);
}

static void errors_tell_the_place(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a +", "test:1:4: error: syntax error at the end: expected an expression"},
        {"a b", "test:1:3: error: syntax error at \"b\": expected the end of the expression"},
        {"(a", "test:1:3: error: syntax error at the end: expected \")\""},
        {"a IN ()", "test:1:6: error: the list of IN is empty"},
        {"a IS blue", "test:1:6: error: syntax error at \"blue\": expected NULL, TRUE"},
        {"select", "test:1:1: error: syntax error at \"select\": expected an expression"},
        {"B'012'", "test:1:1: error: \"2\" is not a valid binary digit"},
        {"CASE a END", "syntax error at \"END\": expected WHEN"},
        {"current_time(-1)", "test:1:14: error: syntax error at \"-\": expected a precision"},
        {"current_timestamp(1, 2)", "test:1:20: error: syntax error at \",\": expected \")\""},
        {"current_date(1)", "test:1:13: error: syntax error at \"(\": expected the end of the expression"},
        {"a::nosuch", "\"nosuch\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Fixture *fixture = fixture_new();
        assert_null(fixture_parse(fixture, cases[i][0]));
        fflush(fixture->diag.stream);
        if (!strstr(fixture->messages, cases[i][1]))
            fail_msg("\"%s\" is not in: %s", cases[i][1], fixture->messages);
        fixture_free(fixture);
    }
}

/* `count` times `open`, then `middle`, then `count` times `close`. */
static char *nested(size_t count, const char *open, const char *middle, const char *close)
{
    char *text = calloc(count * (strlen(open) + strlen(close)) + strlen(middle) + 1, 1);
    for (size_t i = 0; i < count; i++)
        strcat(text, open);
    strcat(text, middle);
    for (size_t i = 0; i < count; i++)
        strcat(text, close);
    return text;
}

static void assert_refused(char *text, const char *message)
{
    Fixture *fixture = fixture_new();
    assert_null(fixture_parse(fixture, text));
    fflush(fixture->diag.stream);
    if (!strstr(fixture->messages, message))
        fail_msg("\"%s\" is not in: %s", message, fixture->messages);
    fixture_free(fixture);
    free(text);
}

static void what_is_nested_too_deeply_is_refused(void **state)
{
    (void)state;
    assert_refused(nested(100000, "(", "a", ")"), "nested more than");
    assert_refused(nested(100000, "- ", "a", ""), "nested more than");
    assert_refused(nested(100000, "NOT ", "a", ""), "nested more than");
    assert_refused(nested(100000, "", "a", " + 1"), "nested more than");
    assert_refused(nested(100000, "", "a", "::text"), "nested more than");
    assert_refused(nested(100000, "", "a", "[1]"), "subscripts in a row");
    assert_refused(nested(190, "(", "a", " BETWEEN 1 AND 2)"), "too large for BETWEEN");
}

static void long_lists_and_chains_of_and_are_no_nesting(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    char *chain = nested(20000, "", "a", " AND b");
    Expr *expr = fixture_parse(fixture, chain);
    assert_non_null(expr);
    assert_int_equal(expr->arguments.count, 20001);
    free(chain);
    char *list = nested(20000, "", "a IN (1", ", 2");
    strcat(list = realloc(list, strlen(list) + 2), ")");
    expr = fixture_parse(fixture, list);
    assert_non_null(expr);
    assert_int_equal(expr->arguments.items[1]->arguments.count, 20001);
    free(list);
    fixture_free(fixture);
}

UNIT_MAIN(cmocka_unit_test(it_prints_with_the_fewest_parentheses),
          cmocka_unit_test(what_is_printed_reads_back_the_same), cmocka_unit_test(errors_tell_the_place),
          cmocka_unit_test(what_is_nested_too_deeply_is_refused),
          cmocka_unit_test(long_lists_and_chains_of_and_are_no_nesting))
