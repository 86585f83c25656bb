/*
 * Running text by its number of words.
 */
#include "rt_prose.h"

#include <string.h>

#include "rt_make.h"

/* Words are copied whole, with the zeros behind them. */
#define WORD_MOVE sizeof(((struct rt_word *)0)->text)

struct rt_text rt_prose_of_words(struct rt_scratch *scratch, rt_stream row, uint32_t least, uint32_t most,
                                 uint32_t limit)
{
    uint64_t count = least + rt_below(rt_random(row, 0), (uint64_t)most - least + 1);
    size_t room = count * (WORD_MOVE + 1) < limit ? count * (WORD_MOVE + 1) : limit;
    char *start = rt_scratch_large(scratch, room + WORD_MOVE + RT_PROSE_PAD);
    size_t size = 0;
    if (!start)
        return rt_make_nothing();
    for (uint64_t i = 1; i <= count; i++) {
        const struct rt_word *word = &rt_words_prose.word[rt_below(rt_random(row, i), rt_words_prose.count)];
        if (size + (size > 0) + word->size > room && size)
            break;
        if (size)
            start[size++] = ' ';
        memcpy(start + size, word->text, WORD_MOVE);
        size += word->size < room ? word->size : room;
    }
    rt_scratch_trim(scratch, start + size + RT_PROSE_PAD);
    return (struct rt_text){start, size};
}
