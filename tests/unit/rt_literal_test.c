/* Tests of rt_literal, rt_prose and rt_scalar: distinct for distinct indices, in their lengths. What servers
 * say of the values is another test's. */
#include "unit.h"

#include "distinct.h"
#include "rt_form.h"
#include "rt_literal.h"
#include "rt_prose.h"
#include "rt_scalar.h"

#define SOME 4000

typedef struct rt_text maker(struct rt_scratch *scratch, uint64_t index, uint32_t size);
typedef uint64_t counter(uint32_t size);

#define MAKER(kind, size)                              \
    {                                                  \
#kind, rt_##kind##_at, rt_##kind##_count, size \
    }

static const struct {
    const char *name;
    maker *at;
    counter *count;
    uint32_t size;
} makers[] = {
    MAKER(inet, 0),     MAKER(cidr, 0),     MAKER(macaddr, 0),   MAKER(macaddr8, 0), MAKER(bit, 1),
    MAKER(bit, 9),      MAKER(bit, 63),     MAKER(bit, 64),      MAKER(bit, 1000),   MAKER(varbit, 0),
    MAKER(varbit, 1),   MAKER(varbit, 11),  MAKER(varbit, 100),  MAKER(point, 0),    MAKER(line, 0),
    MAKER(lseg, 0),     MAKER(box, 0),      MAKER(path, 0),      MAKER(polygon, 0),  MAKER(circle, 0),
    MAKER(tsvector, 0), MAKER(tsquery, 0),  MAKER(xml, 0),       MAKER(json, 0),     MAKER(json, 1),
    MAKER(json, 10),    MAKER(json, 40),    MAKER(json, 500),    MAKER(jsonb, 0),    MAKER(jsonpath, 0),
    MAKER(pg_lsn, 0),   MAKER(snapshot, 0), MAKER(tid, 0),       MAKER(char, 0),     MAKER(hstore, 0),
    MAKER(ltree, 0),    MAKER(lquery, 0),   MAKER(ltxtquery, 0), MAKER(cube, 0),     MAKER(seg, 0),
    MAKER(vector, 1),   MAKER(vector, 3),   MAKER(vector, 1536), MAKER(isbn13, 0),   MAKER(isbn, 0),
    MAKER(ismn13, 0),   MAKER(ismn, 0),     MAKER(issn13, 0),    MAKER(issn, 0),     MAKER(ean13, 0),
    MAKER(upc, 0),      MAKER(code, 1),     MAKER(code, 4),      MAKER(code, 12),    MAKER(code, 13),
    MAKER(code, 50),    MAKER(bytes, 1),    MAKER(bytes, 7),     MAKER(bytes, 8),    MAKER(bytes, 50),
};

/* The size in the type's own measure, 0 where it has none. */
static size_t fixed_size(const char *name, uint32_t size)
{
    static const char *const fixed[] = {"bit", "code", "bytes"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (strcmp(name, fixed[i]) == 0)
            return size;
    return 0;
}

static void indices_make_distinct_texts(void **state)
{
    (void)state;
    static struct rt_text texts[2 * SOME];
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    for (size_t m = 0; m < sizeof makers / sizeof *makers; m++) {
        uint64_t count = makers[m].count(makers[m].size), made = 0;
        assert_true(count > 0 && count <= RT_FIT_MANY);
        rt_scratch_reset(&scratch);
        for (uint64_t i = 0; i < SOME && i < count; i++)
            texts[made++] = makers[m].at(&scratch, i, makers[m].size);
        for (uint64_t i = count - SOME; count > 2 * SOME && i < count; i++)
            texts[made++] = makers[m].at(&scratch, i, makers[m].size);
        for (uint64_t i = 0; i < made && fixed_size(makers[m].name, makers[m].size); i++)
            assert_int_equal(texts[i].size, makers[m].size);
        assert_distinct(texts, made, makers[m].name);
    }
    assert_false(scratch.failed);
    rt_scratch_free(&scratch);
}

static void geometries_are_distinct_and_well_formed(void **state)
{
    (void)state;
    static struct rt_text texts[SOME];
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    for (int kind = RT_GEOMETRY_POINT; kind <= RT_GEOMETRY_COLLECTION; kind++)
        for (unsigned flags = 0; flags < 4; flags++) {
            for (uint64_t i = 0; i < SOME; i++)
                texts[i] = rt_geometry_at(&scratch, i * (RT_GEOMETRY_COUNT / SOME), (enum rt_geometry)kind,
                                          flags, i % 2 ? 4326 : 0);
            for (uint64_t i = 0; i < SOME; i++)
                assert_true(texts[i].size % 2 == 0 && memcmp(texts[i].data, "01", 2) == 0);
            assert_distinct(texts, SOME, "geometry");
            rt_scratch_reset(&scratch);
        }
    rt_scratch_free(&scratch);
}

static void long_numerics_have_their_digits(void **state)
{
    (void)state;
    static struct rt_text texts[SOME];
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    const struct {
        uint32_t precision, scale;
    } cases[] = {{40, 0}, {40, 10}, {3, 3}, {3, 9}, {1000, 1000}, {1000, 0}, {4, 2}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        uint64_t count = rt_digits_count(cases[c].precision), made = 0;
        for (; made < SOME && made < count; made++) {
            texts[made] = rt_digits_at(&scratch, made, cases[c].precision, cases[c].scale);
            const char *point = memchr(texts[made].data, '.', texts[made].size);
            size_t fraction = point ? texts[made].size - (size_t)(point + 1 - texts[made].data) : 0;
            assert_int_equal(fraction, cases[c].scale);
            assert_true(texts[made].data[0] != '0' || texts[made].size == 1 || texts[made].data[1] == '.');
        }
        assert_distinct(texts, made, "digits");
        rt_scratch_reset(&scratch);
    }
    rt_scratch_free(&scratch);
}

static void prose_keeps_to_its_length(void **state)
{
    (void)state;
    static struct rt_text texts[SOME];
    struct rt_scratch scratch;
    rt_stream stream = {UINT64_C(0x0123456789abcdef), UINT64_C(0xfedcba9876543210)};
    assert_true(rt_scratch_init(&scratch));
    for (uint32_t least = 1; least < 60; least += 1 + least / 8)
        for (uint32_t most = least; most < 400; most += 1 + most / 3) {
            for (uint64_t n = 0; n < 40; n++) {
                rt_stream row = rt_stream_at(stream, n * 1000 + least);
                struct rt_text text[] = {rt_prose_words(&scratch, row, least, most),
                                         rt_prose_sentence(&scratch, row, least + 1, most + 1),
                                         rt_prose_sentences(&scratch, row, least + 1, most + 1),
                                         rt_prose_at(&scratch, n, least + 19, most + 19)};
                const uint32_t extra[] = {0, 1, 1, 19};
                for (unsigned i = 0; i < 4; i++) {
                    assert_in_range(text[i].size, least + extra[i], most + extra[i]);
                    assert_true(text[i].data[0] != ' ' && text[i].data[text[i].size - 1] != ' ');
                    assert_null(memchr(text[i].data, '\0', text[i].size));
                }
                assert_true(text[1].data[text[1].size - 1] == '.' && text[2].data[text[2].size - 1] == '.');
            }
            rt_scratch_reset(&scratch);
        }
    for (uint64_t n = 0; n < SOME; n++)
        texts[n] = rt_prose_at(&scratch, n * (n % 2 ? 1 : UINT64_C(0x0003333333333333)), 20, 60);
    texts[0] = rt_prose_at(&scratch, UINT64_MAX, 20, 60);
    assert_distinct(texts, SOME, "prose");
    rt_scratch_free(&scratch);
}

static unsigned count_words(struct rt_text text)
{
    unsigned words = 1;
    for (size_t i = 0; i < text.size; i++)
        words += text.data[i] == ' ';
    return words;
}

/* Lower-case letters with single spaces between, in full words unless there is but one. */
static void assert_words(struct rt_text text, uint32_t most, uint32_t limit)
{
    assert_in_range(text.size, 1, limit);
    assert_in_range(count_words(text), 1, most);
    for (size_t i = 0; i < text.size; i++)
        if (i == 0 || i + 1 == text.size || text.data[i - 1] == ' ')
            assert_in_range(text.data[i], 'a', 'z');
        else if (text.data[i] != ' ')
            assert_in_range(text.data[i], 'a', 'z');
}

static void words_keep_to_their_number_and_length(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    rt_stream stream = rt_stream_named(3, "t", "c", "words");
    assert_true(rt_scratch_init(&scratch));
    for (uint32_t least = 1; least < 20; least++)
        for (uint32_t more = 0; more < 12; more++)
            for (uint64_t n = 0; n < 300; n++) {
                rt_scratch_reset(&scratch);
                rt_stream row = rt_stream_at(stream, least * 1000 + n);
                uint32_t limit = 1 + (uint32_t)n;
                assert_words(rt_prose_of_words(&scratch, row, least, least + more, limit), least + more,
                             limit);
                struct rt_text text = rt_prose_of_words(&scratch, row, least, least + more, 1000);
                assert_words(text, least + more, 1000);
                assert_true(count_words(text) >= least);
            }
    rt_scratch_free(&scratch);
}

/* Each number of words, and each word in its place, comes as often as the others. */
static void words_are_drawn_alike(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    unsigned counts[10] = {0}, first[26] = {0};
    rt_stream stream = rt_stream_named(3, "t", "c", "alike");
    assert_true(rt_scratch_init(&scratch));
    for (uint64_t n = 0; n < 8000; n++) {
        rt_scratch_reset(&scratch);
        struct rt_text text = rt_prose_of_words(&scratch, rt_stream_at(stream, n), 2, 9, 1000);
        counts[count_words(text)]++;
        first[text.data[0] - 'a']++;
    }
    for (int i = 2; i < 10; i++)
        assert_in_range(counts[i], 850, 1150);
    for (int i = 0; i < 26; i++)
        assert_in_range(first[i], 0, 1200);
    rt_scratch_free(&scratch);
}

static void long_prose_fits_its_memory(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    rt_stream stream = {UINT64_C(0x0123456789abcdef), UINT64_C(0xfedcba9876543210)};
    assert_true(rt_scratch_init(&scratch));
    struct rt_text text = rt_prose_sentences(&scratch, stream, 1000000, 1000000);
    assert_int_equal(text.size, 1000000);
    rt_scratch_free(&scratch);
}

static void scatter_is_a_bijection(void **state)
{
    (void)state;
    static bool seen[5000];
    for (uint64_t domain = 1; domain < 5000; domain = domain * 5 / 4 + 1) {
        memset(seen, 0, sizeof seen);
        for (uint64_t i = 0; i < domain; i++) {
            uint64_t x = rt_scatter_in(i, domain);
            assert_true(x < domain && !seen[x]);
            seen[x] = true;
        }
    }
}

static int compare_words(const void *left, const void *right)
{
    return memcmp(left, right, 16);
}

static void uuids_are_distinct_and_marked(void **state)
{
    (void)state;
    static struct rt_uuid uuids[2 * SOME];
    rt_stream key = {UINT64_C(0x0123456789abcdef), UINT64_C(0xfedcba9876543210)};
    for (uint64_t i = 0; i < SOME; i++) {
        uuids[i] = rt_uuid_v4(key, i);
        uuids[SOME + i] = rt_uuid_v4(key, UINT64_MAX - i);
    }
    for (size_t i = 0; i < 2 * SOME; i++)
        assert_true((uuids[i].high >> 12 & 15) == 4 && uuids[i].low >> 62 == 2);
    qsort(uuids, 2 * SOME, sizeof *uuids, compare_words);
    for (size_t i = 1; i < 2 * SOME; i++)
        assert_true(compare_words(&uuids[i - 1], &uuids[i]) != 0);
    for (uint64_t i = 0; i < SOME; i++) {
        uuids[i] = rt_uuid_v7(key, i, (int64_t)i * 250);
        assert_true((uuids[i].high >> 12 & 15) == 7 && uuids[i].low >> 62 == 2);
        assert_true(i == 0 || uuids[i].high > uuids[i - 1].high);
        assert_true(uuids[i].high >> 16 == UINT64_C(946684800000) + i / 4);
    }
}

static int compare_reals(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void reals_are_distinct(void **state)
{
    (void)state;
    static double reals[SOME];
    for (unsigned pass = 0; pass < 2; pass++) {
        for (uint64_t i = 0; i < SOME; i++)
            reals[i] = pass ? rt_float8_at(i * 7) : (double)rt_float4_at(i * 7);
        qsort(reals, SOME, sizeof *reals, compare_reals);
        for (size_t i = 1; i < SOME; i++)
            assert_true(reals[i] > reals[i - 1]);
    }
}

/* An interval's length as PostgreSQL compares it. */
static rt_int128 span(struct rt_interval interval)
{
    return ((rt_int128)interval.months * 30 + interval.days) * INT64_C(86400000000) + interval.microseconds;
}

static int compare_spans(const void *left, const void *right)
{
    rt_int128 a = span(*(const struct rt_interval *)left), b = span(*(const struct rt_interval *)right);
    return (a > b) - (a < b);
}

static void intervals_differ_in_length(void **state)
{
    (void)state;
    static struct rt_interval intervals[SOME];
    for (uint64_t i = 0; i < SOME; i++)
        intervals[i] = rt_interval_at(i * 1001);
    qsort(intervals, SOME, sizeof *intervals, compare_spans);
    for (size_t i = 1; i < SOME; i++)
        assert_true(compare_spans(&intervals[i - 1], &intervals[i]) < 0);
}

static uint64_t pin_row(uint64_t digest, struct rt_scratch *scratch, uint64_t n)
{
    rt_stream row = rt_stream_at((rt_stream){UINT64_MAX / 3, UINT64_MAX / 7}, n);
    struct rt_interval interval = rt_interval_at(n);
    digest = pin(digest, rt_prose_words(scratch, row, 5, 60));
    digest = pin(digest, rt_prose_sentence(scratch, row, 5, 60));
    digest = pin(digest, rt_prose_sentences(scratch, row, 5, 300));
    digest = pin(digest, rt_prose_of_words(scratch, row, 2, 9, 50));
    digest = pin(digest, rt_prose_code(scratch, row, 21));
    digest = pin(digest, rt_prose_bytes(scratch, row, 21));
    digest = pin(digest, rt_prose_at(scratch, n, 20, 60));
    digest = pin(digest, rt_digits_at(scratch, n, 50, 10));
    digest = rt_fold(digest + rt_uuid_v4(row, n).high, RT_GOLDEN + rt_uuid_v4(row, n).low);
    digest = rt_fold(digest + rt_uuid_v7(row, n, 7).high, RT_GOLDEN + rt_uuid_v7(row, n, 7).low);
    digest = rt_fold(digest + (uint64_t)interval.microseconds, RT_GOLDEN + (uint64_t)interval.days);
    digest = rt_fold(digest + (uint64_t)(int64_t)(rt_float8_at(n) * 100),
                     RT_GOLDEN + (uint64_t)rt_timetz_at(n).microseconds);
    for (int kind = RT_GEOMETRY_POINT; kind <= RT_GEOMETRY_COLLECTION; kind++)
        digest = pin(digest, rt_geometry_at(scratch, n, (enum rt_geometry)kind, (unsigned)n % 4, 4326));
    return digest;
}

static void the_algorithm_is_pinned(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    uint64_t digest = 0;
    assert_true(rt_scratch_init(&scratch));
    for (size_t m = 0; m < sizeof makers / sizeof *makers; m++) {
        for (uint64_t n = 0; n < 20; n++)
            digest = pin(digest, makers[m].at(&scratch, n % makers[m].count(makers[m].size), makers[m].size));
        rt_scratch_reset(&scratch);
    }
    for (uint64_t n = 0; n < 50; n++) {
        digest = pin_row(digest, &scratch, n);
        rt_scratch_reset(&scratch);
    }
    assert_int_equal(digest, UINT64_C(0xd9ca4f99d3af880b));
    rt_scratch_free(&scratch);
}

UNIT_MAIN(cmocka_unit_test(indices_make_distinct_texts),
          cmocka_unit_test(geometries_are_distinct_and_well_formed),
          cmocka_unit_test(long_numerics_have_their_digits), cmocka_unit_test(prose_keeps_to_its_length),
          cmocka_unit_test(words_keep_to_their_number_and_length), cmocka_unit_test(words_are_drawn_alike),
          cmocka_unit_test(long_prose_fits_its_memory), cmocka_unit_test(scatter_is_a_bijection),
          cmocka_unit_test(uuids_are_distinct_and_marked), cmocka_unit_test(reals_are_distinct),
          cmocka_unit_test(intervals_differ_in_length), cmocka_unit_test(the_algorithm_is_pinned))
