/* narrow_sample.c: addresses, byte strings and bits that are worth trying under conditions that are not taken
 * apart. */
#include "plan/narrow/narrow_other.h"

#include "base/buffer.h"
#include "evaluate/address.h"
#include "model/type_convert.h"

enum {
    HOSTS = 150,     /* of each network */
    BITS_MOST = 64,  /* that differ in samples */
    UUIDS = 3000,    /* that are tried */
    BEGINNINGS = 256 /* first bytes */
};

#define SPREAD UINT64_C(0x9E3779B97F4A7C15)

/* ---- addresses ---- */

static Text address_text(const NarrowTask *task, const Address *address)
{
    return address_print(task->arena, address, true, type_code(&task->base) == TYPE_CIDR);
}

/* The last bits of an address as those of a number with no order to be seen. */
static void set_host(Address *address, uint64_t number)
{
    uint64_t bits = number * SPREAD >> 32;
    for (unsigned i = 0; i < sizeof bits && i < address->size; i++)
        address->bytes[address->size - 1 - i] = (unsigned char)(bits >> 8 * i);
}

/* Hosts of the network, and smaller networks in it. */
static void add_hosts(const NarrowTask *task, const Address *network, TextList *texts)
{
    unsigned width = address_width(network);
    for (uint64_t i = 1; i <= HOSTS; i++) {
        Address host = *network, part;
        set_host(&host, i);
        for (unsigned k = 0; k < network->bits; k++) {
            unsigned char bit = (unsigned char)(0x80 >> k % 8);
            host.bytes[k / 8] = (unsigned char)((host.bytes[k / 8] & ~bit) | (network->bytes[k / 8] & bit));
        }
        host.bits = width;
        list_push(task->arena, texts, address_text(task, &host));
        part = host;
        part.bits = network->bits + (unsigned)(i % (width + 1 - network->bits));
        address_fill(&part, part.bits, false);
        list_push(task->arena, texts, address_text(task, &part));
    }
}

void sample_addresses(const NarrowTask *task, const TextList *literals, TextList *texts)
{
    for (size_t i = 0; i < literals->count; i++) {
        Address address;
        if (address_read(literals->items[i], &address))
            add_hosts(task, &address, texts);
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
