/* address.c: reading and printing of network addresses, and their bits. */
#include "evaluate/address.h"

#include "base/buffer.h"

#include <string.h>

enum {
    GROUPS = ADDRESS_BYTES / 2 /* numbers of an address of IPv6 */
};

unsigned address_width(const Address *address)
{
    return address->size * 8;
}

/* ---- reading ---- */

/* A decimal number of one to three digits, no more than `most`. */
static bool take_number(Text text, size_t *at, unsigned most, unsigned *value)
{
    size_t start = *at;
    for (*value = 0; *at < text.size && text.data[*at] >= '0' && text.data[*at] <= '9'; ++*at) {
        *value = *value * 10 + (unsigned)(text.data[*at] - '0');
        if (*value > most)
            return false;
    }
    return *at > start && *at - start <= 3;
}

static bool take_four(Text text, size_t *at, unsigned char *bytes)
{
    for (int i = 0; i < 4; i++) {
        unsigned part;
        if ((i && (*at == text.size || text.data[(*at)++] != '.')) || !take_number(text, at, 255, &part))
            return false;
        bytes[i] = (unsigned char)part;
    }
    return true;
}

static int hexadecimal(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One to four hexadecimal digits. */
static bool take_group(Text text, size_t *at, unsigned char *bytes)
{
    unsigned value = 0;
    size_t start = *at;
    while (*at < text.size && *at - start < 4 && hexadecimal(text.data[*at]) >= 0)
        value = value << 4 | (unsigned)hexadecimal(text.data[(*at)++]);
    bytes[0] = (unsigned char)(value >> 8);
    bytes[1] = (unsigned char)value;
    return *at > start;
}

/* Whether the group at the place is the first number of an address of IPv4. */
static bool at_four(Text text, size_t at)
{
    while (at < text.size && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at < text.size && text.data[at] == '.';
}

static bool at_pair(Text text, size_t at)
{
    return at + 1 < text.size && text.data[at] == ':' && text.data[at + 1] == ':';
}

/* Groups between colons, one run of them perhaps left out, the last two perhaps as IPv4. */
static bool take_six(Text text, size_t *at, unsigned char *bytes)
{
    unsigned char groups[ADDRESS_BYTES + 4] = {0};
    size_t count = 0, gap = SIZE_MAX;
    while (count < ADDRESS_BYTES) {
        if (at_pair(text, *at)) {
            if (gap != SIZE_MAX)
                return false;
            gap = count;
            *at += 2;
            if (*at == text.size || text.data[*at] == '/')
                break;
        } else if (count && (*at == text.size || text.data[(*at)++] != ':')) {
            return false;
        }
        bool four = at_four(text, *at);
        if (four ? !take_four(text, at, groups + count) : !take_group(text, at, groups + count))
            return false;
        count += four ? 4 : 2;
        if (four || *at == text.size || text.data[*at] == '/')
            break;
    }
    if (count > ADDRESS_BYTES || (gap == SIZE_MAX) != (count == ADDRESS_BYTES))
        return false;
    gap = gap == SIZE_MAX ? count : gap;
    memset(bytes, 0, ADDRESS_BYTES);
    memcpy(bytes, groups, gap);
    memcpy(bytes + ADDRESS_BYTES - (count - gap), groups + gap, count - gap);
    return true;
}

bool address_read(Text text, Address *address)
{
    size_t at = 0;
    bool six = text.size && memchr(text.data, ':', text.size);
    *address = (Address){.size = six ? 16 : 4, .bits = six ? 128 : 32};
    if (six ? !take_six(text, &at, address->bytes) : !take_four(text, &at, address->bytes))
        return false;
    if (at == text.size)
        return true;
    return text.data[at++] == '/' && take_number(text, &at, address_width(address), &address->bits) &&
           at == text.size;
}

/* ---- printing ---- */

static unsigned group_of(const Address *address, unsigned i)
{
    return (unsigned)address->bytes[2 * i] << 8 | address->bytes[2 * i + 1];
}

/* The longest run of two zeros or more; the first of several. */
static unsigned longest_run(const Address *address, unsigned *length)
{
    unsigned best = GROUPS;
    *length = 1;
    for (unsigned i = 0; i < GROUPS; i++) {
        unsigned size = 0;
        while (i + size < GROUPS && group_of(address, i + size) == 0)
            size++;
        if (size > *length) {
            best = i;
            *length = size;
        }
        i += size;
    }
    return best;
}

static void print_four(Buffer *out, const unsigned char *bytes)
{
    buffer_format(out, "%u.%u.%u.%u", bytes[0], bytes[1], bytes[2], bytes[3]);
}

static void print_six(Buffer *out, const Address *address)
{
    unsigned length, run = longest_run(address, &length);
    bool maps = run == 0 && (length == 6 || (length == 5 && group_of(address, 5) == 0xffff));
    for (unsigned i = 0; i < GROUPS; i++) {
        if (i == run) {
            buffer_string(out, i + length == GROUPS ? "::" : ":");
            i += length - 1;
            continue;
        }
        if (i)
            buffer_char(out, ':');
        if (maps && i == GROUPS - 2) {
            print_four(out, address->bytes + 12);
            return;
        }
        buffer_format(out, "%x", group_of(address, i));
    }
}

Text address_print(Arena *arena, const Address *address, bool with_mask, bool always)
{
    Buffer out = {0};
    if (address->size == 4)
        print_four(&out, address->bytes);
    else
        print_six(&out, address);
    if (with_mask && (always || address->bits < address_width(address)))
        buffer_format(&out, "/%u", address->bits);
    Text text = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return text;
}

/* ---- bits ---- */

int address_compare(const Address *a, const Address *b, unsigned bits)
{
    int sign = memcmp(a->bytes, b->bytes, bits / 8);
    if (sign || bits % 8 == 0)
        return sign;
    unsigned shift = 8 - bits % 8;
    return (a->bytes[bits / 8] >> shift) - (b->bytes[bits / 8] >> shift);
}

void address_fill(Address *address, unsigned bits, bool ones)
{
    for (unsigned i = bits; i < address_width(address); i++) {
        unsigned char bit = (unsigned char)(0x80 >> i % 8);
        if (ones)
            address->bytes[i / 8] |= bit;
        else
            address->bytes[i / 8] &= (unsigned char)~bit;
    }
}
