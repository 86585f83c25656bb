/*
 * Writes the runtime's random numbers to standard output as raw bits, without end, for a battery of tests to
 * read. The argument says in which order: `rows` is one stream along its rows, `streams` the same row of a
 * new stream for each number, `columns` 16 columns row by row, `draws` 4 draws for each row, `strides` one
 * stream at rows 2^20 apart, `wide` the 128-bit numbers, `perm` a permutation of [0, 2^63) (its 32 lower
 * bits).
 */
#include <stdio.h>
#include <string.h>

#include "rt_perm.h"
#include "rt_random.h"

enum {
    CHUNK = 8192,
    COLUMNS = 16
};

static rt_stream column[COLUMNS];
static struct rt_perm perm;

static uint64_t rows(uint64_t i)
{
    return rt_random(column[0], i);
}

/* The stream of a table named after i, in letters. */
static uint64_t streams(uint64_t i)
{
    char name[17];
    int length = 0;
    do {
        name[length++] = (char)('a' + i % 16);
        i /= 16;
    } while (i > 0);
    name[length] = 0;
    return rt_random(rt_stream_named(42, name, "id", "value"), 7);
}

static uint64_t columns(uint64_t i)
{
    return rt_random(column[i % COLUMNS], i / COLUMNS);
}

static uint64_t draws(uint64_t i)
{
    return rt_random2(column[0], i / 4, i % 4);
}

static uint64_t strides(uint64_t i)
{
    return rt_random(column[0], i << 20);
}

static uint64_t wide(uint64_t i)
{
    rt_uint128 number = rt_random128(column[0], i / 2);
    return (uint64_t)(i % 2 ? number >> 64 : number);
}

static uint64_t permuted(uint64_t i)
{
    return (rt_perm_at(&perm, 2 * i) & UINT32_MAX) << 32 | (rt_perm_at(&perm, 2 * i + 1) & UINT32_MAX);
}

static const struct order {
    const char *name;
    uint64_t (*number)(uint64_t i);
} orders[] = {
    {"rows", rows},       {"streams", streams}, {"columns", columns}, {"draws", draws},
    {"strides", strides}, {"wide", wide},       {"perm", permuted},
};

static const struct order *find_order(const char *name)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (strcmp(orders[i].name, name) == 0)
            return &orders[i];
    return NULL;
}

int main(int argc, char **argv)
{
    const struct order *order = argc == 2 ? find_order(argv[1]) : NULL;
    if (!order) {
        fputs("usage: random_bits rows|streams|columns|draws|strides|wide|perm\n", stderr);
        return 2;
    }
    static const char *const names[COLUMNS] = {"a", "b", "c", "d", "e", "f", "g", "h",
                                               "i", "j", "k", "l", "m", "n", "o", "p"};
    for (int i = 0; i < COLUMNS; i++)
        column[i] = rt_stream_named(42, "orders", names[i], "value");
    rt_perm_init(&perm, column[0], UINT64_C(1) << 63);
    static uint64_t chunk[CHUNK];
    for (uint64_t i = 0;; i += CHUNK) {
        for (uint64_t j = 0; j < CHUNK; j++)
            chunk[j] = order->number(i + j);
        if (fwrite(chunk, sizeof chunk, 1, stdout) != 1)
            return 0;
    }
}
