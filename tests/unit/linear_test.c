/* Tests of plan/linear: a comparison and what it was taken apart into hold for the same values. */
#include "expr_unit.h"

#include "plan/relation/linear.h"

enum {
    COLUMNS = 4,
    ROUNDS = 2000
};

static const char *const columns[COLUMNS] = {"i4", "i8", "a", "bb"};
static const char *const comparisons[] = {"<", "<=", "=", "<>", ">=", ">"};

/* A sum of columns times small numbers, and a number. */
typedef struct Sum {
    int64_t factor[COLUMNS], constant;
} Sum;

static Sum random_sum(void)
{
    Sum sum = {.constant = unit_below(41) - 20};
    for (size_t i = 0; i < COLUMNS; i++)
        sum.factor[i] = unit_below(3) ? 0 : unit_below(7) - 3;
    return sum;
}

static void print_sum(char *out, size_t size, const Sum *sum)
{
    size_t used = (size_t)snprintf(out, size, "%lld", (long long)sum->constant);
    for (size_t i = 0; i < COLUMNS; i++)
        if (sum->factor[i])
            used += (size_t)snprintf(out + used, size - used, " + %lld * %s", (long long)sum->factor[i],
                                     columns[i]);
}

static int64_t value_of(const Sum *sum, const int64_t *row)
{
    int64_t value = sum->constant;
    for (size_t i = 0; i < COLUMNS; i++)
        value += sum->factor[i] * row[i];
    return value;
}

static bool compares(int64_t left, size_t comparison, int64_t right)
{
    const bool holds[] = {
        left<right, left <= right, left == right, left != right, left >= right, left> right};
    return holds[comparison];
}

static bool holds(const Linear *linear, const Table *table, const int64_t *row)
{
    PlanInteger sum = linear->constant;
    for (size_t i = 0; i < linear->terms.count; i++)
        for (size_t c = 0; c < COLUMNS; c++)
            if (linear->terms.items[i].column == table_find_column(table, text_of(columns[c])))
                sum += linear->terms.items[i].factor * row[c];
    return linear->op == LINEAR_AT_MOST ? sum <= 0 : linear->op == LINEAR_EQUAL ? sum == 0 : sum != 0;
}

static Linear taken_apart(Fixture *fixture, const char *text)
{
    const LinearScope scope = {fixture->arena, fixture->schema, fixture->table, false, 0};
    Linear linear = {0};
    Expr *expr = fixture_parse(fixture, text);
    assert_non_null(expr);
    if (!linear_of(&scope, expr_normalise(fixture->arena, expr, &fixture->scope), &linear))
        fail_msg("%s is not taken apart", text);
    return linear;
}

static void the_parts_say_the_same(void **unused)
{
    (void)unused;
    Fixture *fixture = fixture_new();
    unsigned met = 0;
    for (int round = 0; round < ROUNDS; round++) {
        char left[120], right[120], text[260];
        Sum a = random_sum(), b = random_sum();
        size_t comparison = (size_t)unit_below(6);
        a.factor[unit_below(COLUMNS)] = 1; /* something is left to compare, mostly */
        print_sum(left, sizeof left, &a);
        print_sum(right, sizeof right, &b);
        snprintf(text, sizeof text, "%s %s %s", left, comparisons[comparison], right);
        Linear linear = taken_apart(fixture, text);
        for (int try = 0; try < 20; try++) {
            int64_t row[COLUMNS];
            for (size_t i = 0; i < COLUMNS; i++)
                row[i] = unit_below(31) - 15;
            bool expected = compares(value_of(&a, row), comparison, value_of(&b, row));
            met += expected;
            if (holds(&linear, fixture->table, row) != expected)
                fail_msg("%s is %s for %lld, %lld, %lld, %lld", text, expected ? "true" : "false",
                         (long long)row[0], (long long)row[1], (long long)row[2], (long long)row[3]);
        }
    }
    assert_in_range(met, ROUNDS * 5, ROUNDS * 15);
    fixture_free(fixture);
}

static void each_column_is_one_term(void **unused)
{
    (void)unused;
    Fixture *fixture = fixture_new();
    Linear linear = taken_apart(fixture, "i4 + i8 + i4 > i8 - 2");
    assert_int_equal(linear.terms.count, 1);
    assert_true(text_is(linear.terms.items[0].column->name, "i4"));
    assert_int_equal(linear.terms.items[0].factor, -2);
    fixture_free(fixture);
}

static void what_is_no_sum_is_left_alone(void **unused)
{
    (void)unused;
    static const char *const others[] = {"i4 * i8 > 3", "t > 'x'",    "i4 IS NULL",
                                         "b",           "i4 % 2 = 1", "i4 > 1 AND i8 > 1"};
    Fixture *fixture = fixture_new();
    const LinearScope scope = {fixture->arena, fixture->schema, fixture->table, false, 0};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        Linear linear;
        Expr *expr = fixture_parse(fixture, others[i]);
        assert_non_null(expr);
        if (linear_of(&scope, expr_normalise(fixture->arena, expr, &fixture->scope), &linear))
            fail_msg("%s is taken for a comparison of sums", others[i]);
    }
    fixture_free(fixture);
}

UNIT_MAIN(cmocka_unit_test(the_parts_say_the_same), cmocka_unit_test(each_column_is_one_term),
          cmocka_unit_test(what_is_no_sum_is_left_alone))
