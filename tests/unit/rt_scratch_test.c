/* Tests of rt_scratch and rt_out: growing, reuse, and what there is when memory is out. */
#include "unit.h"

#include "rt_out.h"
#include "rt_print.h"
#include "rt_prose.h"
#include "rt_scratch.h"

static void pieces_are_aligned_and_apart(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    char *before = NULL;
    size_t size_before = 0;
    for (size_t size = 0; size < 3000; size += 7) {
        char *piece = rt_scratch_take(&scratch, size);
        assert_int_equal((uintptr_t)piece % 16, 0);
        memset(piece, (int)size, size);
        for (size_t i = 0; i < size_before; i++)
            assert_int_equal(before[i], (char)size_before);
        before = piece;
        size_before = size;
    }
    assert_false(scratch.failed);
    rt_scratch_free(&scratch);
}

static void what_is_trimmed_is_taken_again(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    char *first = rt_scratch_take(&scratch, 1000);
    rt_scratch_trim(&scratch, first + 17);
    assert_ptr_equal(rt_scratch_take(&scratch, 1), first + 32);
    rt_scratch_trim(&scratch, first + 32);
    assert_ptr_equal(rt_scratch_take(&scratch, 1), first + 32);
    rt_scratch_free(&scratch);
}

static void pieces_of_any_size_are_had_and_memory_is_kept(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    char *last = NULL;
    for (unsigned round = 0; round < 4; round++) {
        for (size_t size = 1; size <= (size_t)8 << 20; size *= 2) {
            char *piece = rt_scratch_large(&scratch, size);
            assert_non_null(piece);
            memset(piece, 1, size);
        }
        rt_scratch_reset(&scratch);
        char *next = rt_scratch_large(&scratch, (size_t)8 << 20);
        assert_true(round < 2 || next == last);
        last = next;
        rt_scratch_reset(&scratch);
    }
    assert_false(scratch.failed);
    rt_scratch_free(&scratch);
}

static void without_memory_small_pieces_are_safe(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    assert_true(rt_scratch_init(&scratch));
    assert_null(rt_scratch_large(&scratch, SIZE_MAX / 2));
    assert_true(scratch.failed);
    assert_null(rt_scratch_large(&scratch, SIZE_MAX));
    for (unsigned i = 0; i < 1000; i++) {
        size_t size = i % 3 ? RT_SCRATCH_PIECE : 100;
        char *piece = rt_scratch_take(&scratch, size);
        memset(piece, 1, size);
        rt_scratch_trim(&scratch, piece + size / 2);
    }
    rt_scratch_reset(&scratch);
    assert_true(scratch.failed);
    memset(rt_scratch_take(&scratch, RT_SCRATCH_PIECE), 1, RT_SCRATCH_PIECE);
    rt_scratch_free(&scratch);
}

/* What is copied in moves of 32 bytes can be read that far, even where it is empty for want of memory. */
static void without_memory_long_texts_are_empty_and_padded(void **state)
{
    (void)state;
    struct rt_scratch scratch;
    char copy[32 + RT_SLACK];
    assert_true(rt_scratch_init(&scratch));
    assert_null(rt_scratch_large(&scratch, SIZE_MAX));
    const struct rt_text texts[] = {rt_prose_words(&scratch, (rt_stream){1, 2}, 1000000, 1000000),
                                    rt_prose_sentences(&scratch, (rt_stream){1, 2}, 1000000, 1000000),
                                    rt_prose_code(&scratch, (rt_stream){1, 2}, 1000000),
                                    rt_code_at(&scratch, 1, 1000000)};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_ptr_equal(rt_print_padded(copy, texts[i]), copy);
    rt_scratch_free(&scratch);
}

static void output_grows_and_keeps_what_it_has(void **state)
{
    (void)state;
    struct rt_out out;
    assert_true(rt_out_init(&out, 0));
    for (unsigned i = 0; i < 2000; i++) {
        char *p = rt_out_room(&out, 100);
        assert_non_null(p);
        memset(p, (int)(i % 100), 100);
        rt_out_end(&out, p + i % 100);
    }
    size_t at = 0;
    for (unsigned i = 0; i < 2000; i++)
        for (unsigned k = 0; k < i % 100; k++)
            assert_int_equal(out.data[at++], i % 100);
    assert_int_equal(out.size, at);
    rt_out_free(&out);
}

static void output_without_memory_keeps_what_it_has(void **state)
{
    (void)state;
    struct rt_out out;
    assert_true(rt_out_init(&out, 10));
    memcpy(rt_out_room(&out, 5), "hello", 5);
    rt_out_end(&out, out.data + 5);
    assert_null(rt_out_room(&out, SIZE_MAX / 2));
    assert_null(rt_out_room(&out, SIZE_MAX));
    assert_true(out.failed);
    assert_memory_equal(out.data, "hello", 5);
    assert_int_equal(out.size, 5);
    rt_out_free(&out);
    rt_out_free(&out);
}

UNIT_MAIN(cmocka_unit_test(pieces_are_aligned_and_apart), cmocka_unit_test(what_is_trimmed_is_taken_again),
          cmocka_unit_test(pieces_of_any_size_are_had_and_memory_is_kept),
          cmocka_unit_test(without_memory_small_pieces_are_safe),
          cmocka_unit_test(without_memory_long_texts_are_empty_and_padded),
          cmocka_unit_test(output_grows_and_keeps_what_it_has),
          cmocka_unit_test(output_without_memory_keeps_what_it_has))
