/* Tests of model/type: names and prints of types. */
#include "unit.h"

#include "model/type.h"

static void assert_print(TypeUse use, const char *expected)
{
    Arena *arena = arena_new();
    Text got = type_print(arena, &use);
    if (!text_is(got, expected))
        fail_msg("%.*s is not %s", TEXT_ARG(got), expected);
    arena_free(arena);
}

static TypeUse use_of(const char *name, int count, int first, int second)
{
    TypeUse use = {
        .type = type_builtin(text_of(name)), .modifier_count = count, .modifiers = {first, second}};
    assert_non_null(use.type);
    return use;
}

static void sql_has_names_of_its_own(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"int", "int4"},
        {"integer", "int4"},
        {"bigint", "int8"},
        {"dec", "numeric"},
        {"float", "float8"},
        {"double precision", "float8"},
        {"char", "bpchar"},
        {"national character varying", "varchar"},
        {"timestamp with time zone", "timestamptz"},
        {"time without time zone", "time"},
        {"bit varying", "varbit"},
        {"regclass", "regclass"},
        {"int4multirange", "int4multirange"},
        {"citext", "citext"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_ptr_equal(type_sql_name(text_of(cases[i][0])), type_builtin(text_of(cases[i][1])));
    assert_null(type_sql_name(TEXT("serial")));
    assert_int_equal(type_builtin(TEXT("char"))->code, TYPE_CHAR);
}

static void arrays_have_names(void **state)
{
    (void)state;
    TypeUse use;
    assert_true(type_builtin_use(TEXT("_int4"), &use));
    assert_int_equal(use.type->code, TYPE_INT4);
    assert_int_equal(use.dimensions, 1);
    assert_false(type_builtin_use(TEXT("_nothing"), &use));
}

static void types_print_as_format_type_does(void **state)
{
    (void)state;
    assert_print(use_of("varchar", 1, 30, 0), "character varying(30)");
    assert_print(use_of("varchar", 0, 0, 0), "character varying");
    assert_print(use_of("bpchar", 1, 3, 0), "character(3)");
    assert_print(use_of("bpchar", 0, 0, 0), "bpchar");
    assert_print(use_of("bit", 0, 0, 0), "\"bit\"");
    assert_print(use_of("char", 0, 0, 0), "\"char\"");
    assert_print(use_of("numeric", 1, 5, 0), "numeric(5,0)");
    assert_print(use_of("timestamptz", 1, 3, 0), "timestamp(3) with time zone");
    assert_print(use_of("time", 0, 0, 0), "time without time zone");
    TypeUse interval = use_of("interval", 1, 2, 0);
    interval.fields = TEXT("DAY TO SECOND");
    assert_print(interval, "interval day to second(2)");
    TypeUse array = use_of("int4", 0, 0, 0);
    array.dimensions = 1;
    assert_print(array, "integer[]");
    TypeUse geometry = use_of("geometry", 0, 0, 0);
    geometry.fields = TEXT("Point,4326");
    assert_print(geometry, "geometry(Point,4326)");
    Type color = {.kind = TYPE_ENUM, .schema = TEXT("my shop"), .name = TEXT("Color")};
    assert_print((TypeUse){.type = &color}, "\"my shop\".\"Color\"");
}

static void uses_are_compared_as_stored(void **state)
{
    (void)state;
    TypeUse five = use_of("numeric", 1, 5, 0), whole = use_of("numeric", 2, 5, 0);
    TypeUse any = use_of("numeric", 0, 0, 0);
    assert_true(type_use_equal(&five, &whole));
    assert_false(type_use_equal(&five, &any));
    whole.dimensions = 2;
    assert_false(type_use_equal(&five, &whole));
}

static void domains_have_a_type_below(void **state)
{
    (void)state;
    Type inner = {.kind = TYPE_DOMAIN, .name = TEXT("inner"), .base = use_of("varchar", 1, 9, 0)};
    Type outer = {.kind = TYPE_DOMAIN, .name = TEXT("outer"), .base = {.type = &inner}};
    TypeUse use = {.type = &outer};
    TypeUse base = type_base(&use);
    assert_int_equal(base.type->code, TYPE_VARCHAR);
    assert_int_equal(base.modifiers[0], 9);
    assert_true(type_is_text(&use));
    use.dimensions = 1;
    assert_false(type_is_text(&use));
}

static void ranges_know_their_subtype(void **state)
{
    (void)state;
    const Type *range = type_builtin(TEXT("daterange")), *many = type_builtin(TEXT("datemultirange"));
    assert_int_equal(range->base.type->code, TYPE_DATE);
    assert_ptr_equal(many->range, range);
    assert_true(text_equal(range->multirange_name, many->name));
}

UNIT_MAIN(cmocka_unit_test(sql_has_names_of_its_own), cmocka_unit_test(arrays_have_names),
          cmocka_unit_test(types_print_as_format_type_does), cmocka_unit_test(uses_are_compared_as_stored),
          cmocka_unit_test(domains_have_a_type_below), cmocka_unit_test(ranges_know_their_subtype))
