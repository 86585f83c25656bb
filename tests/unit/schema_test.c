/* Tests of model/schema: names, lookups, references by name. */
#include "unit.h"

#include "model/schema.h"

static void assert_text(Text text, const char *expected)
{
    assert_int_equal(text.size, strlen(expected));
    assert_memory_equal(text.data, expected, text.size);
}

static void printed_names_split_again(void **state)
{
    (void)state;
    static const char *const names[][3] = {
        {"public", "orders", "orders"},      {"shop", "orders", "shop.orders"}, {"a.b", "c", "\"a.b\".c"},
        {"a", "b.c", "a.\"b.c\""},           {"public", "a.b", "\"a.b\""},      {"public", "\"", "\"\"\"\""},
        {"s", "x\"\"y", "s.\"x\"\"\"\"y\""}, {"public", ".", "\".\""},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Text namespace_name, name;
        Text printed = schema_print_name(arena, text_of(names[i][0]), text_of(names[i][1]));
        assert_text(printed, names[i][2]);
        assert_true(schema_split_name(arena, printed, &namespace_name, &name));
        assert_text(namespace_name, names[i][0]);
        assert_text(name, names[i][1]);
    }
    arena_free(arena);
}

static void malformed_names_do_not_split(void **state)
{
    (void)state;
    static const char *const names[] = {"", ".", "a.", ".a", "a.b.c", "\"a", "\"a\"b", "a.\"b", "\"\"\""};
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Text namespace_name, name;
        assert_false(schema_split_name(arena, text_of(names[i]), &namespace_name, &name));
        assert_text(name, names[i]);
    }
    arena_free(arena);
}

static Table *add_table(Schema *schema, const char *namespace_name, const char *name)
{
    Table *table = arena_new_object(schema->arena, Table);
    table->schema = text_of(namespace_name);
    table->name = text_of(name);
    assert_true(schema_add_table(schema, table));
    return table;
}

static void tables_are_kept_by_both_names(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Schema *schema = schema_new(arena);
    Table *first = add_table(schema, "a.b", "c");
    Table *second = add_table(schema, "a", "b.c");
    assert_ptr_equal(schema_find_table(schema, TEXT("a.b"), TEXT("c")), first);
    assert_ptr_equal(schema_find_table(schema, TEXT("a"), TEXT("b.c")), second);
    assert_false(schema_rename_table(schema, first, TEXT("a"), TEXT("b.c")));
    assert_true(schema_rename_table(schema, first, TEXT("public"), TEXT("moved")));
    assert_null(schema_find_table(schema, TEXT("a.b"), TEXT("c")));
    assert_ptr_equal(schema_find_table(schema, TEXT("public"), TEXT("moved")), first);
    schema_remove_table(schema, first);
    assert_null(schema_find_table(schema, TEXT("public"), TEXT("moved")));
    assert_int_equal(schema->tables.count, 1);
    arena_free(arena);
}

static void near_names_are_suggested(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Schema *schema = schema_new(arena);
    add_table(schema, "public", "customers");
    add_table(schema, "shop", "products");
    assert_text(schema_nearest_table(schema, TEXT("public"), TEXT("custmers")), "customers");
    assert_text(schema_nearest_table(schema, TEXT("public"), TEXT("products")), "shop.products");
    assert_text(schema_nearest_table(schema, TEXT("public"), TEXT("zebra")), "");
    arena_free(arena);
}

static Reference *add_reference(Schema *schema, Table *table, const char *name, const char *column,
                                const char *target)
{
    Reference *reference = arena_new_object(schema->arena, Reference);
    Column *referencing = arena_new_object(schema->arena, Column);
    referencing->name = text_of(column);
    reference->name = text_of(name);
    reference->target_name = text_of(target);
    list_push(schema->arena, &reference->columns, referencing);
    list_push(schema->arena, &table->references, reference);
    return reference;
}

static void references_are_found_by_constraint_column_and_table(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Schema *schema = schema_new(arena);
    Table *table = add_table(schema, "public", "orders");
    Reference *buyer = add_reference(schema, table, "fk_buyer", "buyer_id", "people");
    Reference *seller = add_reference(schema, table, "fk_seller", "seller_id", "people");
    Reference *shop = add_reference(schema, table, "fk_shop", "shop_id", "shops");
    assert_ptr_equal(table_find_reference(table, TEXT("fk_seller")), seller);
    assert_ptr_equal(table_find_reference(table, TEXT("buyer_id")), buyer);
    assert_ptr_equal(table_find_reference(table, TEXT("shops")), shop);
    assert_null(table_find_reference(table, TEXT("people")));
    assert_null(table_find_reference(table, TEXT("nobody")));
    arena_free(arena);
}

static void sequences_start_where_postgresql_starts_them(void **state)
{
    (void)state;
    Type small = {.code = TYPE_INT2};
    Sequence up = {.type.type = &small, .increment = 5}, down = {.type.type = &small, .increment = -1};
    sequence_set_defaults(&up);
    sequence_set_defaults(&down);
    assert_int_equal(up.start, 1);
    assert_int_equal(up.maximum, 32767);
    assert_int_equal(down.start, -1);
    assert_int_equal(down.minimum, -32768);
}

UNIT_MAIN(cmocka_unit_test(printed_names_split_again), cmocka_unit_test(malformed_names_do_not_split),
          cmocka_unit_test(tables_are_kept_by_both_names), cmocka_unit_test(near_names_are_suggested),
          cmocka_unit_test(references_are_found_by_constraint_column_and_table),
          cmocka_unit_test(sequences_start_where_postgresql_starts_them))
