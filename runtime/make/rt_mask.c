/* Strings with places that vary: see rt_mask.h. */
#include "rt_mask.h"

#include "rt_make.h"

/* Adds decimal digits, the first in the lowest byte, to eight characters, of which those beyond the digits
 * stay. */
static inline void add8(char *out, uint64_t digits)
{
    uint64_t characters;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    digits = __builtin_bswap64(digits);
#endif
    memcpy(&characters, out, 8);
    characters += digits;
    memcpy(out, &characters, 8);
}

/* The lowest `count` digits of a number, added to as many '0', for count at most 16. */
static inline void put_digits(char *out, uint64_t number, unsigned count)
{
    if (count > 8) {
        add8(out, rt_digits8((uint32_t)(number / 100000000)) >> 8 * (16 - count));
        out += count - 8;
        number %= 100000000;
        count = 8;
    }
    add8(out, rt_digits8((uint32_t)number) >> 8 * (8 - count));
}

static inline void put_characters(char *out, struct rt_text set, uint64_t bits, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        rt_uint128 place = (rt_uint128)bits * set.size;
        out[i] = set.data[place >> 64];
        bits = (uint64_t)place;
    }
}

struct rt_text rt_mask_random(struct rt_scratch *scratch, const struct rt_mask *mask, rt_stream row)
{
    char *out = rt_scratch_take(scratch, sizeof *mask->text + RT_SLACK);
    memcpy(out, mask->text, sizeof *mask->text);
    for (uint32_t i = 0; i < mask->run_count; i++) {
        struct rt_mask_run run = mask->runs[i];
        uint64_t bits = rt_random(row, i);
        if (run.set == RT_MASK_DIGITS)
            put_digits(out + run.place, rt_below(bits, rt_power10[run.count]), run.count);
        else
            put_characters(out + run.place, mask->sets[run.set - 1], bits, run.count);
    }
    rt_scratch_trim(scratch, out + sizeof *mask->text);
    return (struct rt_text){out, mask->text->size};
}
