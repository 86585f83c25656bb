/* Tests of base/map: against a list that is searched from one end to the other. */
#include "unit.h"

#include "base/map.h"

enum {
    KEYS = 300
};

static void keys_have_the_value_put_last(void **unused)
{
    (void)unused;
    static int values[KEYS];
    for (int round = 0; round < 50; round++) {
        Arena *arena = arena_new();
        Map map = map_new(arena);
        int *expected[KEYS] = {0};
        for (int turn = 0; turn < 2000; turn++) {
            size_t key = unit_below(KEYS);
            Text name = text_format(arena, "key %zu", key);
            expected[key] = unit_below(4) ? &values[unit_below(KEYS)] : NULL;
            if (expected[key])
                map_put(&map, name, expected[key]);
            else
                map_remove(&map, name);
        }
        for (size_t key = 0; key < KEYS; key++)
            assert_ptr_equal(map_get(&map, text_format(arena, "key %zu", key)), expected[key]);
        arena_free(arena);
    }
}

static void entries_keep_the_order_they_came_in(void **unused)
{
    (void)unused;
    static int value;
    Arena *arena = arena_new();
    Map map = map_new(arena);
    for (int i = 0; i < KEYS; i++)
        map_put(&map, text_format(arena, "%d", i * 7919 % KEYS), &value);
    for (int i = 0; i < KEYS; i++)
        map_put(&map, text_format(arena, "%d", i), &value);
    assert_int_equal(map.count, KEYS);
    for (int i = 0; i < KEYS; i++)
        assert_true(text_equal(map.entries[i].key, text_format(arena, "%d", i * 7919 % KEYS)));
    arena_free(arena);
}

static void texts_of_any_bytes_are_keys(void **unused)
{
    (void)unused;
    static int values[3];
    Arena *arena = arena_new();
    Map map = map_new(arena);
    const Text keys[] = {{"a\0b", 3}, {"a\0c", 3}, {"", 0}};
    for (size_t i = 0; i < 3; i++)
        map_put(&map, keys[i], &values[i]);
    for (size_t i = 0; i < 3; i++)
        assert_ptr_equal(map_get(&map, keys[i]), &values[i]);
    assert_null(map_get(&map, TEXT("a")));
    arena_free(arena);
}

static void the_nearest_key_is_meant(void **unused)
{
    (void)unused;
    static const char *const names[] = {"customers", "orders", "order_items", "products"};
    static const char *const cases[][2] = {{"costumers", "customers"}, {"ordrs", "orders"},
                                           {"orders", "orders"},       {"product", "products"},
                                           {"invoices", ""},           {"", ""}};
    static int value;
    Arena *arena = arena_new();
    Map map = map_new(arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        map_put(&map, text_of(names[i]), &value);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Text nearest = map_nearest(&map, text_of(cases[i][0]));
        if (!text_is(nearest, cases[i][1]))
            fail_msg("%s is taken for %.*s", cases[i][0], TEXT_ARG(nearest));
    }
    map_remove(&map, TEXT("orders"));
    assert_false(text_is(map_nearest(&map, TEXT("ordrs")), "orders"));
    arena_free(arena);
}

UNIT_MAIN(cmocka_unit_test(keys_have_the_value_put_last),
          cmocka_unit_test(entries_keep_the_order_they_came_in),
          cmocka_unit_test(texts_of_any_bytes_are_keys), cmocka_unit_test(the_nearest_key_is_meant))
