/* Network addresses: inet, cidr, macaddr, macaddr8. See rt_literal.h. */
#include "rt_literal.h"
#include "rt_make.h"

/* A half of each is version 4; version 6 addresses have no group below 0x1000, and so one way to
 * be written. */
#define INET_COUNT (UINT64_C(1) << 33)
#define CIDR_COUNT (UINT64_C(1) << 25)

static char *print_ipv4(char *out, uint32_t address)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        out = rt_print_short(out, address >> shift & 255);
        *out++ = '.';
    }
    return out - 1;
}

/* A colon and the four hexadecimal digits of the lowest 12 bits after a digit from 1 on. */
static char *print_group(char *out, uint64_t bits, unsigned digit)
{
    char digits[16];
    rt_print_hex16(digits, (uint64_t)(digit << 12) | (bits & 0xfff));
    *out = ':';
    memcpy(out + 1, digits + 12, 4);
    return out + 5;
}

struct rt_text rt_inet_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    uint64_t x = rt_scatter_in(index, INET_COUNT), bits = x >> 1;
    rt_stream noise = rt_make_noise(x);
    char *start = rt_make_begin(scratch, 48), *out = start;
    if (x & 1) {
        out = print_ipv4(out, (uint32_t)bits);
        return rt_make_end(scratch, start,
                           size || rt_random(noise, 0) >> 61 ? out : rt_make_string(out, "/24"));
    }
    out = rt_make_string(out, "2001:db8");
    for (unsigned group = 0; group < 3; group++)
        out = print_group(out, bits >> (12 * group), 1);
    for (unsigned group = 0; group < 3; group++)
        out = print_group(out, rt_random(noise, group), 1);
    return rt_make_end(scratch, start, out);
}

uint64_t rt_inet_count(uint32_t size)
{
    (void)size;
    return INET_COUNT;
}

struct rt_text rt_cidr_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    uint64_t x = rt_scatter_in(index, CIDR_COUNT), bits = x >> 1;
    char *start = rt_make_begin(scratch, 48), *out = start;
    if (x & 1)
        return rt_make_end(scratch, start, rt_make_string(print_ipv4(out, (uint32_t)bits << 8), "/24"));
    out = print_group(print_group(rt_make_string(out, "2001:db8"), bits, 1), bits >> 12, 1);
    return rt_make_end(scratch, start, rt_make_string(out, "::/64"));
}

uint64_t rt_cidr_count(uint32_t size)
{
    (void)size;
    return CIDR_COUNT;
}

/* The highest bytes of a word in hexadecimal with colons between. */
static struct rt_text colons(struct rt_scratch *scratch, uint64_t word, unsigned bytes)
{
    char digits[16], *start = rt_make_begin(scratch, 24), *out = start;
    rt_print_hex16(digits, word);
    for (unsigned i = 0; i < bytes; i++) {
        memcpy(out, digits + 2 * i, 2);
        out[2] = ':';
        out += 3;
    }
    return rt_make_end(scratch, start, out - 1);
}

struct rt_text rt_macaddr_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    return colons(scratch, rt_scatter_in(index, rt_macaddr_count(size)) << 16, 6);
}

uint64_t rt_macaddr_count(uint32_t size)
{
    (void)size;
    return UINT64_C(1) << 48;
}

struct rt_text rt_macaddr8_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    return colons(scratch, rt_scatter(index), 8);
}

uint64_t rt_macaddr8_count(uint32_t size)
{
    (void)size;
    return RT_FIT_MANY;
}
