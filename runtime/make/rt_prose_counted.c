/*
 * Running text by its number of words. Seven words come from one draw and are laid out whether they are
 * wanted or not, so that a processor foresees the branches; where the text ends is decided after that.
 */
#include "rt_prose.h"

#include <string.h>

#include "rt_make.h"
#include "rt_prose_words.h"

#define WORDS_A_DRAW (64 / RT_PROSE_WORD_BITS)
#define WORD_MOVE    sizeof(struct rt_prose_word)

static inline const struct rt_prose_word *word_of(uint64_t bits)
{
    return &rt_prose_dictionary[bits & (RT_PROSE_WORDS - 1)];
}

/* Lays out the words of one draw, and gives the end of those that are wanted and not longer than `limit`
 * bytes with a space after each; *kept becomes how many these are. */
static inline char *lay_words(char *out, uint64_t bits, uint64_t wanted, size_t limit, uint64_t *kept)
{
    char *end[WORDS_A_DRAW + 1] = {out}, *at = out;
    uint64_t fitting = 0;
    for (int i = 1; i <= WORDS_A_DRAW; i++, bits >>= RT_PROSE_WORD_BITS) {
        const struct rt_prose_word *word = word_of(bits);
        memcpy(at, word, WORD_MOVE);
        end[i] = at += word->size;
        fitting += (size_t)(at - out) <= limit;
    }
    *kept = wanted < fitting ? wanted : fitting;
    return end[*kept];
}

struct rt_text rt_prose_of_words(struct rt_scratch *scratch, rt_stream row, uint32_t least, uint32_t most,
                                 uint32_t limit)
{
    uint64_t left = least + rt_below(rt_random(row, 0), (uint64_t)most - least + 1), draw = 1, kept;
    size_t room = left * WORD_MOVE < limit ? left * WORD_MOVE : (size_t)limit + 1;
    char *start = rt_scratch_large(scratch, room + (WORDS_A_DRAW + 1) * WORD_MOVE + RT_PROSE_PAD),
         *at = start;
    if (!start)
        return rt_make_nothing();
    do {
        uint64_t wanted = left < WORDS_A_DRAW ? left : WORDS_A_DRAW;
        at = lay_words(at, rt_random(row, draw++), wanted, room - (size_t)(at - start), &kept);
        left -= kept;
    } while (kept == WORDS_A_DRAW && left);
    if (at == start) /* even the first word is longer, and is cut */
        at = start + room;
    rt_scratch_trim(scratch, at + RT_PROSE_PAD);
    return (struct rt_text){start, (size_t)(at - start - 1)};
}
