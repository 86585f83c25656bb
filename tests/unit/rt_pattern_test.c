/* Tests of rt_pattern on automata written by hand, their counts made here. */
#include "unit.h"

#include <stdlib.h>

#include "rt_pattern.h"

#define STATES  8
#define LENGTHS 80

/* A pattern with room for its tables. */
struct machine {
    struct rt_pattern pattern;
    struct rt_pattern_state states[STATES];
    rt_uint128 counts[STATES * LENGTHS];
};

static rt_uint128 plus(rt_uint128 a, rt_uint128 b)
{
    return b > RT_PATTERN_MANY - a ? RT_PATTERN_MANY : a + b;
}

static rt_uint128 times(rt_uint128 a, uint32_t b)
{
    return a > RT_PATTERN_MANY / b ? RT_PATTERN_MANY : a * b;
}

static uint32_t digits_from(const struct rt_pattern_edge *edges, const uint32_t *first, uint32_t s)
{
    const struct rt_pattern_edge *edge = &edges[first[s]];
    bool digit =
        first[s + 1] == first[s] + 1 && edge->first == '0' && edge->last == '9' && edge->state == s + 1;
    return digit ? 1 + digits_from(edges, first, s + 1) : 0;
}

/* Fills in the counts, as a compiler does: state s has accepts[s] and edges[first[s] .. first[s + 1]). */
static void build(struct machine *m, const struct rt_pattern_edge *edges, const uint32_t *first,
                  const bool *accepts, uint32_t states, uint32_t most)
{
    static rt_uint128 table[LENGTHS][STATES];
    for (uint32_t length = 0; length <= most; length++)
        for (uint32_t s = 0; s < states; s++) {
            table[length][s] = length == 0 && accepts[s];
            for (uint32_t e = first[s]; length > 0 && e < first[s + 1]; e++)
                table[length][s] = plus(table[length][s], times(table[length - 1][edges[e].state],
                                                                edges[e].last - edges[e].first + 1));
        }
    uint32_t count = 0;
    for (uint32_t s = 0; s < states; s++) {
        uint32_t least = 0, last = most;
        while (least < most && !table[least][s])
            least++;
        while (last > least && !table[last][s])
            last--;
        m->states[s] = (struct rt_pattern_state){first[s], first[s + 1] - first[s],     least, last,
                                                 count,    digits_from(edges, first, s)};
        for (uint32_t length = least; length <= last; length++)
            m->counts[count++] = table[length][s];
    }
    m->pattern = (struct rt_pattern){m->states, edges, m->counts, 4 * most};
}

/* All strings in turn: accepted, ascending by length and then by bytes, so that none comes twice. */
static void assert_counts_all(const struct rt_pattern *pattern, uint64_t expected)
{
    struct rt_scratch scratch;
    struct rt_text before = {"", 0};
    uint32_t length_before = 0;
    assert_true(rt_scratch_init(&scratch));
    assert_true(rt_pattern_count(pattern) == expected);
    for (uint64_t i = 0; i < expected; i++) {
        struct rt_text text = rt_pattern_at(&scratch, pattern, i);
        uint32_t length = 0;
        for (size_t c = 0; c < text.size; c++)
            length += (text.data[c] & 0xc0) != 0x80;
        assert_true(rt_pattern_contains(pattern, text));
        assert_true(length >= length_before);
        if (i > 0 && length == length_before) {
            size_t size = text.size < before.size ? text.size : before.size;
            assert_true(memcmp(before.data, text.data, size) < 0);
        }
        before = text;
        length_before = length;
    }
    rt_scratch_free(&scratch);
}

static const struct rt_pattern_edge ab_edges[] = {{'a', 'b', 1}, {'x', 'x', 2}};

static void the_example_of_the_header_holds(void **state)
{
    (void)state;
    static const rt_uint128 counts[] = {2, 2, 1, 1, 1};
    static const struct rt_pattern_state states[] = {
        {0, 1, 1, 2, 0, 0}, {1, 1, 0, 1, 2, 0}, {2, 0, 0, 0, 4, 0}};
    static const struct rt_pattern code = {states, ab_edges, counts, 2};
    assert_counts_all(&code, 4);
    struct machine m;
    build(&m, ab_edges, (const uint32_t[]){0, 1, 2, 2}, (const bool[]){false, true, true}, 3, 2);
    assert_counts_all(&m.pattern, 4);
    assert_memory_equal(m.states, states, sizeof states);
}

static void characters_of_all_sizes_come_in_order(void **state)
{
    (void)state;
    static const struct rt_pattern_edge edges[] = {{'a', 'c', 1},     {0x7e, 0x82, 0},
                                                   {0x7fe, 0x801, 1}, {0xffff, 0x10002, 1},
                                                   {'0', '9', 2},     {0x10fffe, 0x10ffff, 0}};
    struct machine m;
    build(&m, edges, (const uint32_t[]){0, 4, 6, 6}, (const bool[]){false, true, true}, 3, 4);
    uint64_t count = (uint64_t)rt_pattern_count(&m.pattern);
    assert_true(count > 1000);
    assert_counts_all(&m.pattern, count);
}

static void no_string_of_other_lengths_or_bytes_is_contained(void **state)
{
    (void)state;
    struct machine m;
    static const struct rt_pattern_edge edges[] = {{'a', 'z', 0}, {0xe9, 0xe9, 0}};
    build(&m, edges, (const uint32_t[]){0, 2}, (const bool[]){true}, 1, 3);
    assert_true(rt_pattern_contains(&m.pattern, (struct rt_text){"abc", 3}));
    assert_true(rt_pattern_contains(&m.pattern, (struct rt_text){"\xc3\xa9", 2}));
    assert_true(rt_pattern_contains(&m.pattern, (struct rt_text){"", 0}));
    assert_false(rt_pattern_contains(&m.pattern, (struct rt_text){"abcd", 4}));
    assert_false(rt_pattern_contains(&m.pattern, (struct rt_text){"aB", 2}));
    assert_false(rt_pattern_contains(&m.pattern, (struct rt_text){"\xc3", 1}));
    assert_false(rt_pattern_contains(&m.pattern, (struct rt_text){"\xe0\x81\xa1", 3}));
    assert_false(rt_pattern_contains(&m.pattern, (struct rt_text){"\xff", 1}));
}

/* a, b, or x with two of 0 to 9: 102 strings, of which 100 have three characters. */
static void random_strings_are_of_the_pattern_and_varied(void **state)
{
    (void)state;
    struct machine m;
    struct rt_scratch scratch;
    unsigned seen[3] = {0};
    static const struct rt_pattern_edge edges[] = {
        {'a', 'b', 3}, {'x', 'x', 1}, {'0', '9', 2}, {'0', '9', 3}};
    build(&m, edges, (const uint32_t[]){0, 2, 3, 4, 4}, (const bool[]){false, false, false, true}, 4, 3);
    assert_true(rt_scratch_init(&scratch));
    for (uint64_t n = 0; n < 2000; n++) {
        rt_stream row = rt_stream_at((rt_stream){n, UINT64_MAX / 7}, n);
        struct rt_text text = rt_pattern_random(&scratch, &m.pattern, row);
        assert_true(rt_pattern_contains(&m.pattern, text));
        seen[text.size == 3 ? 2 : text.data[0] - 'a']++;
    }
    assert_true(seen[0] > 300 && seen[1] > 300 && seen[2] > 500);
    rt_scratch_free(&scratch);
}

/* An x, then 2 to 5 digits, then maybe a y. */
static void runs_of_digits_are_drawn_whole(void **state)
{
    (void)state;
    struct machine m;
    struct rt_scratch scratch;
    unsigned seen[10] = {0};
    static const struct rt_pattern_edge edges[] = {{'x', 'x', 1}, {'0', '9', 2}, {'0', '9', 3}, {'0', '9', 4},
                                                   {'0', '9', 5}, {'0', '9', 6}, {'y', 'y', 7}};
    build(&m, edges, (const uint32_t[]){0, 1, 2, 3, 4, 5, 6, 7, 7},
          (const bool[]){false, false, false, true, true, true, true, true}, 8, 7);
    assert_int_equal(m.states[1].digits, 5);
    assert_true(rt_scratch_init(&scratch));
    for (uint64_t n = 0; n < 5000; n++) {
        rt_stream row = rt_stream_at((rt_stream){UINT64_MAX / 3, UINT64_MAX / 7}, n);
        struct rt_text text = rt_pattern_random(&scratch, &m.pattern, row);
        assert_true(rt_pattern_contains(&m.pattern, text));
        seen[text.data[2] - '0']++;
    }
    for (unsigned digit = 0; digit < 10; digit++)
        assert_in_range(seen[digit], 350, 650);
    rt_scratch_free(&scratch);
}

static void more_than_can_be_counted_is_safe(void **state)
{
    (void)state;
    struct machine m;
    struct rt_scratch scratch;
    static const struct rt_pattern_edge edges[] = {{'a', 'z', 0}};
    build(&m, edges, (const uint32_t[]){0, 1}, (const bool[]){true}, 1, LENGTHS - 1);
    assert_true(rt_scratch_init(&scratch));
    assert_true(rt_pattern_count(&m.pattern) == RT_PATTERN_MANY);
    struct rt_text last = rt_pattern_at(&scratch, &m.pattern, RT_PATTERN_MANY - 1);
    struct rt_text next = rt_pattern_at(&scratch, &m.pattern, RT_PATTERN_MANY - 2);
    assert_true(rt_pattern_contains(&m.pattern, last) && rt_pattern_contains(&m.pattern, next));
    assert_int_equal(last.size, next.size);
    assert_true(memcmp(next.data, last.data, last.size) < 0);
    for (uint64_t n = 0; n < 1000; n++) {
        rt_stream row = rt_stream_at((rt_stream){1, 2}, n);
        assert_true(rt_pattern_contains(&m.pattern, rt_pattern_random(&scratch, &m.pattern, row)));
    }
    rt_scratch_free(&scratch);
}

UNIT_MAIN(cmocka_unit_test(the_example_of_the_header_holds),
          cmocka_unit_test(characters_of_all_sizes_come_in_order),
          cmocka_unit_test(no_string_of_other_lengths_or_bytes_is_contained),
          cmocka_unit_test(random_strings_are_of_the_pattern_and_varied),
          cmocka_unit_test(runs_of_digits_are_drawn_whole),
          cmocka_unit_test(more_than_can_be_counted_is_safe))
