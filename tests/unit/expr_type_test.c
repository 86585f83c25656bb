/* Tests of model/expr_type: expressions have the types that a server gives them (pg_typeof). */
#include "expr_unit.h"

#include "model/expr_type.h"

/* NULL: no type is known. */
static const char *const typed[][2] = {
    /* numbers */
    {"i2 + i2", "int2"},
    {"i2 + i4", "int4"},
    {"i4 * i8", "int8"},
    {"i4 / i4", "int4"},
    {"i4 + 1", "int4"},
    {"i4 + 1.5", "numeric"},
    {"i8 + 3000000000", "int8"},
    {"n * i4", "numeric"},
    {"f4 + f4", "float4"},
    {"f4 + f8", "float8"},
    {"n + f8", "float8"},
    {"- i2", "int2"},
    {"i4 ^ 2", "float8"},
    {"n ^ 2", "numeric"},
    {"m / m", "float8"},
    {"m * i4", "money"},
    /* literals */
    {"1", "int4"},
    {"2147483648", "int8"},
    {"9223372036854775808", "numeric"},
    {"1e3", "numeric"},
    {"'x'", "unknown"},
    {"NULL", "unknown"},
    {"true", "bool"},
    {"'2020-01-01'::date", "date"},
    /* texts */
    {"t || v", "text"},
    {"v || 'x'", "text"},
    {"lower(v)", "text"},
    {"length(t)", "int4"},
    {"t LIKE 'x%'", "bool"},
    {"t || i4", "text"},
    {"by || by", "bytea"},
    /* times */
    {"d - d", "int4"},
    {"d + 1", "date"},
    {"d + iv", "timestamp"},
    {"ts - ts", "interval"},
    {"tz + iv", "timestamptz"},
    {"ts + '1 day'", "timestamp"},
    {"EXTRACT(year FROM d)", "numeric"},
    {"d + ti", "timestamp"},
    /* truth */
    {"i4 > i8", "bool"},
    {"i4 > 1 AND b", "bool"},
    {"i4 IS NULL", "bool"},
    {"i4 IN (1, 2)", "bool"},
    /* several branches */
    {"CASE WHEN b THEN i4 ELSE n END", "numeric"},
    {"COALESCE(i2, i8)", "int8"},
    {"COALESCE(v, 'x')", "varchar"},
    {"GREATEST(d, ts)", "timestamp"},
    {"NULLIF(i4, 0)", "int4"},
    /* documents and casts */
    {"jb -> 'a'", "jsonb"},
    {"jb ->> 'a'", "text"},
    {"i4::text", "text"},
    {"e::text", "text"},
    {"is_good(e, n)", "bool"},
    {"nobody_knows(i4)", NULL},
};

static void expressions_have_the_types_of_a_server(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        Expr *expr = fixture_parse(fixture, typed[i][0]);
        assert_non_null(expr);
        TypeUse raw = expr_type(&fixture->scope, expr);
        const char *name = raw.type ? text_string(fixture->arena, raw.type->name) : NULL;
        if (!name || !typed[i][1] ? name != typed[i][1] : strcmp(name, typed[i][1]) != 0)
            fail_msg("%s has type %s, not %s", typed[i][0], name ? name : "unknown to all", typed[i][1]);
    }
    fixture_free(fixture);
}

/* The normal form has the type too, but of literals, which take that of their place, and of varchar, which is
 * text. */
static void the_normal_form_keeps_the_type(void **state)
{
    (void)state;
    Fixture *fixture = fixture_new();
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        Expr *expr = expr_normalise(fixture->arena, fixture_parse(fixture, typed[i][0]), &fixture->scope);
        TypeUse use = expr_type(&fixture->scope, expr);
        if (!typed[i][1] || strcmp(typed[i][1], "varchar") == 0 || expr->kind == EXPR_NUMBER)
            continue;
        if (!use.type || !text_is(use.type->name, typed[i][1]))
            fail_msg("%s, normalised, has type %s, not %s", typed[i][0],
                     use.type ? text_string(fixture->arena, use.type->name) : "unknown to all", typed[i][1]);
    }
    fixture_free(fixture);
}

static void numbers_take_the_least_type_that_holds_them(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"0", "int4"},
                                           {"2147483647", "int4"},
                                           {"-2147483648", "int4"},
                                           {"-2147483649", "int8"},
                                           {"9223372036854775807", "int8"},
                                           {"99999999999999999999", "numeric"},
                                           {"1.0", "numeric"},
                                           {"1e0", "numeric"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(text_is(expr_number_type(text_of(cases[i][0])).type->name, cases[i][1]));
}

UNIT_MAIN(cmocka_unit_test(expressions_have_the_types_of_a_server),
          cmocka_unit_test(the_normal_form_keeps_the_type),
          cmocka_unit_test(numbers_take_the_least_type_that_holds_them))
