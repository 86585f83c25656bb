/* narrow_sample.c: addresses, byte strings and bits that are worth trying under conditions that are not taken
 * apart. */
#include "plan/narrow_other.h"

#include "base/buffer.h"
#include "model/type_convert.h"

#include <stdio.h>

enum {
    HOSTS = 150,     /* of each network */
    BITS_MOST = 64,  /* that differ in samples */
    UUIDS = 3000,    /* that are tried */
    BEGINNINGS = 256 /* first bytes */
};

#define SPREAD UINT64_C(0x9E3779B97F4A7C15)

/* ---- addresses ---- */

static Text address_text(const NarrowTask *task, uint32_t address, unsigned bits)
{
    bool with_mask = type_code(&task->base) == TYPE_CIDR || bits < 32;
    Text text = text_format(task->arena, "%u.%u.%u.%u", address >> 24, address >> 16 & 255,
                            address >> 8 & 255, address & 255);
    return with_mask ? text_format(task->arena, "%.*s/%u", TEXT_ARG(text), bits) : text;
}

/* Hosts of the network, and smaller networks in it. */
static void add_hosts(const NarrowTask *task, uint32_t network, unsigned bits, TextList *texts)
{
    uint32_t inside = bits ? (uint32_t)(((uint64_t)1 << (32 - bits)) - 1) : UINT32_MAX;
    for (uint64_t i = 1; i <= HOSTS; i++) {
        uint32_t host = (uint32_t)(i * SPREAD >> 32) & inside;
        unsigned part = bits + (unsigned)(i % (33 - bits));
        uint32_t mask = part ? ~(uint32_t)0 << (32 - part) : 0;
        list_push(task->arena, texts, address_text(task, (network & ~inside) | host, 32));
        list_push(task->arena, texts, address_text(task, ((network & ~inside) | host) & mask, part));
    }
}

void sample_addresses(const NarrowTask *task, const TextList *literals, TextList *texts)
{
    for (size_t i = 0; i < literals->count; i++) {
        unsigned part[4], bits = 32;
        int read = sscanf(text_string(task->arena, literals->items[i]), "%3u.%3u.%3u.%3u/%2u", &part[0],
                          &part[1], &part[2], &part[3], &bits);
        bool fits = read >= 4 && bits <= 32;
        for (int k = 0; k < 4 && fits; k++)
            fits = part[k] < 256;
        if (fits)
            add_hosts(task, part[0] << 24 | part[1] << 16 | part[2] << 8 | part[3], bits, texts);
    }
}

/* ---- bytes, bits, uuids ---- */

/* The next of a row of numbers with no order to be seen. */
static uint64_t mixed(uint64_t number)
{
    uint64_t high = number * SPREAD;
    return (high ^ high >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
}

static Text bytes_text(const NarrowTask *task, unsigned first, size_t size, uint64_t seed)
{
    Buffer out = {0};
    buffer_format(&out, "\\x%02x", first);
    for (size_t i = 1; i < size; i++)
        buffer_format(&out, "%02x", (unsigned)(mixed(seed * 1000 + i) >> 56));
    Text text = text_copy(task->arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

void sample_bytes(const NarrowTask *task, TextList *texts)
{
    static const size_t sizes[] = {16, 1, 2, 4, 8, 12, 20, 28, 32, 33, 48, 64, 65, 128};
    for (unsigned first = 0; first < BEGINNINGS; first++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            list_push(task->arena, texts, bytes_text(task, first, sizes[i], first * 64 + i));
}

void sample_bits(const NarrowTask *task, size_t most, TextList *texts)
{
    uint32_t size = task->usual.size;
    for (uint64_t i = 0; i < most && (size >= BITS_MOST || i >> size == 0); i++) {
        uint64_t pattern = size < 9 ? i : i * SPREAD >> (BITS_MOST - (size < BITS_MOST ? size : BITS_MOST));
        char *bits = arena_alloc(task->arena, size + 1);
        for (uint32_t k = 0; k < size; k++)
            bits[k] = pattern >> k % BITS_MOST & 1 ? '1' : '0';
        list_push(task->arena, texts, ((Text){bits, size}));
    }
}

void sample_uuids(const NarrowTask *task, TextList *texts)
{
    for (uint64_t i = 1; i <= UUIDS; i++) {
        uint64_t high = i * SPREAD, low = mixed(i);
        list_push(task->arena, texts,
                  text_format(task->arena, "%08x-%04x-4%03x-8%03x-%04x%08x", (unsigned)(high >> 32),
                              (unsigned)(high >> 16 & 0xffff), (unsigned)(high & 0xfff),
                              (unsigned)(low >> 52), (unsigned)(low >> 32 & 0xffff),
                              (unsigned)(low & 0xffffffff)));
    }
}
