/* Texts of the server's own types in binary: networks, bits, positions, snapshots. See rt_wire.h. */
#include "rt_wire.h"

/* ---- reading ------------------------------------------------------------------------------------------- */

bool rt_reader_take_string(struct rt_reader *reader, const char *string)
{
    const size_t size = strlen(string);
    const bool there = (size_t)(reader->end - reader->at) >= size && memcmp(reader->at, string, size) == 0;
    reader->at += there ? size : 0;
    return there;
}

/* The value of a digit, or 16. */
static unsigned digit_of(char c)
{
    const unsigned letter = (unsigned char)(c | 0x20) - 'a';
    return c >= '0' && c <= '9' ? (unsigned)(c - '0') : letter < 6 ? letter + 10 : 16;
}

bool rt_reader_number(struct rt_reader *reader, unsigned base, uint64_t most, uint64_t *number)
{
    const char *start = reader->at;
    *number = 0;
    for (; reader->at < reader->end && digit_of(*reader->at) < base; reader->at++) {
        const unsigned digit = digit_of(*reader->at);
        if (digit > most || *number > (most - digit) / base)
            return false;
        *number = *number * base + digit;
    }
    return reader->at > start;
}

char *rt_reader_quoted(struct rt_reader *reader, char quote, char *out)
{
    if (!rt_reader_take(reader, quote))
        return NULL;
    while (reader->at < reader->end) {
        const char c = *reader->at++;
        if (c == quote && !rt_reader_take(reader, quote))
            return out;
        *out = c;
        if (c == '\\' && reader->at < reader->end)
            *out = *reader->at++;
        out++;
    }
    return NULL;
}

/* ---- bytes and bits ------------------------------------------------------------------------------------ */

char *rt_wire_put_char(char *out, struct rt_text text)
{
    enum {
        OCTAL = 4
    };
    const char *data = text.data;
    if (text.size == OCTAL && data[0] == '\\')
        *out = (char)((data[1] - '0') << 6 | (data[2] - '0') << 3 | (data[3] - '0'));
    else
        *out = text.size ? *data : '\0';
    return out + 1;
}

static char *put_hex(char *out, struct rt_text text)
{
    struct rt_reader reader = rt_reader_of(text);
    while (!rt_reader_done(&reader)) {
        unsigned high = digit_of(*reader.at++), low = 16;
        if (high < 16 && !rt_reader_done(&reader))
            low = digit_of(*reader.at++);
        if (low == 16)
            return NULL;
        *out++ = (char)(high << 4 | low);
        if (rt_reader_take(&reader, ':') && rt_reader_done(&reader))
            return NULL;
    }
    return out;
}

/* The number of bits, and bytes that begin with their highest bit. */
static char *put_bits(char *out, struct rt_text text)
{
    out = rt_put_be32(out, (uint32_t)text.size);
    memset(out, 0, (text.size + 7) / 8);
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] != '0' && text.data[i] != '1')
            return NULL;
        out[i / 8] = (char)(out[i / 8] | (text.data[i] == '1' ? 128 >> i % 8 : 0));
    }
    return out + (text.size + 7) / 8;
}

/* ---- networks ------------------------------------------------------------------------------------------ */

#define GROUPS 8 /* of a version 6 address */

static bool read_ipv4(struct rt_reader *reader, unsigned char bytes[4])
{
    for (unsigned i = 0; i < 4; i++) {
        uint64_t byte;
        if ((i && !rt_reader_take(reader, '.')) || !rt_reader_number(reader, 10, 255, &byte))
            return false;
        bytes[i] = (unsigned char)byte;
    }
    return true;
}

/* Up to `most` groups with colons between, the last two of which may be a version 4 address; how many. */
static unsigned read_groups(struct rt_reader *reader, uint16_t *groups, unsigned most)
{
    unsigned count = 0;
    while (count < most) {
        const struct rt_reader before = *reader;
        unsigned char bytes[4];
        uint64_t group;
        if (count && (rt_reader_peek(reader) != ':' || reader->at + 1 == reader->end || reader->at[1] == ':'))
            break;
        reader->at += count > 0;
        const struct rt_reader here = *reader;
        if (!rt_reader_number(reader, 16, 0xffff, &group)) {
            *reader = before;
            break;
        }
        if (rt_reader_peek(reader) != '.') {
            groups[count++] = (uint16_t)group;
            continue;
        }
        *reader = here;
        if (count + 2 > most || !read_ipv4(reader, bytes))
            return 0;
        groups[count++] = (uint16_t)(bytes[0] << 8 | bytes[1]);
        groups[count++] = (uint16_t)(bytes[2] << 8 | bytes[3]);
        break;
    }
    return count;
}

static bool read_ipv6(struct rt_reader *reader, unsigned char bytes[2 * GROUPS])
{
    uint16_t groups[GROUPS] = {0}, tail[GROUPS];
    const unsigned head = rt_reader_peek(reader) == ':' ? 0 : read_groups(reader, groups, GROUPS);
    if (head < GROUPS) {
        if (!rt_reader_take_string(reader, "::"))
            return false;
        const unsigned count = read_groups(reader, tail, GROUPS - 1 - head);
        memcpy(groups + GROUPS - count, tail, count * sizeof *tail);
    }
    for (unsigned i = 0; i < GROUPS; i++)
        rt_put_be16((char *)bytes + 2 * i, groups[i]);
    return true;
}

/* The family, the bits of the mask, whether it is a cidr, the address with its size. */
static char *put_inet(char *out, struct rt_text text, bool cidr)
{
    enum {
        IPV4 = 2,
        IPV6 = 3
    };
    struct rt_reader reader = rt_reader_of(text);
    unsigned char bytes[2 * GROUPS];
    const bool old = text.size && !memchr(text.data, ':', text.size);
    const unsigned size = old ? 4 : 2 * GROUPS;
    uint64_t mask = 8 * size;
    if (!(old ? read_ipv4(&reader, bytes) : read_ipv6(&reader, bytes)) ||
        (rt_reader_take(&reader, '/') && !rt_reader_number(&reader, 10, 8 * size, &mask)) ||
        !rt_reader_done(&reader))
        return NULL;
    *out++ = old ? IPV4 : IPV6;
    *out++ = (char)mask;
    *out++ = cidr;
    *out++ = (char)size;
    memcpy(out, bytes, size);
    return out + size;
}

/* ---- the server's own ---------------------------------------------------------------------------------- */

static char *put_lsn(char *out, struct rt_text text)
{
    struct rt_reader reader = rt_reader_of(text);
    uint64_t high, low;
    if (!rt_reader_number(&reader, 16, UINT32_MAX, &high) || !rt_reader_take(&reader, '/') ||
        !rt_reader_number(&reader, 16, UINT32_MAX, &low) || !rt_reader_done(&reader))
        return NULL;
    return rt_put_be64(out, high << 32 | low);
}

static char *put_tid(char *out, struct rt_text text)
{
    struct rt_reader reader = rt_reader_of(text);
    uint64_t block, offset;
    if (!rt_reader_take(&reader, '(') || !rt_reader_number(&reader, 10, UINT32_MAX, &block) ||
        !rt_reader_take(&reader, ',') || !rt_reader_number(&reader, 10, UINT16_MAX, &offset) ||
        !rt_reader_take(&reader, ')') || !rt_reader_done(&reader))
        return NULL;
    return rt_put_be16(rt_put_be32(out, (uint32_t)block), (uint16_t)offset);
}

/* How many transactions are listed, the first and the last, the list. */
static char *put_snapshot(char *out, struct rt_text text)
{
    struct rt_reader reader = rt_reader_of(text);
    char *start = out;
    uint64_t first, last, listed;
    uint32_t count = 0;
    if (!rt_reader_number(&reader, 10, INT64_MAX, &first) || !rt_reader_take(&reader, ':') ||
        !rt_reader_number(&reader, 10, INT64_MAX, &last) || !rt_reader_take(&reader, ':'))
        return NULL;
    out = rt_put_be64(rt_put_be64(out + 4, first), last);
    while (!rt_reader_done(&reader)) {
        if ((count && !rt_reader_take(&reader, ',')) || !rt_reader_number(&reader, 10, INT64_MAX, &listed))
            return NULL;
        out = rt_put_be64(out, listed);
        count++;
    }
    rt_put_be32(start, count);
    return out;
}

char *rt_wire_put(char *out, enum rt_wire wire, struct rt_text text)
{
    switch (wire) {
    case RT_WIRE_CHAR:
        return rt_wire_put_char(out, text);
    case RT_WIRE_VERSIONED:
        *out = 1;
        return rt_print_text(out + 1, text);
    case RT_WIRE_HEX:
        return put_hex(out, text);
    case RT_WIRE_INET:
        return put_inet(out, text, false);
    case RT_WIRE_CIDR:
        return put_inet(out, text, true);
    case RT_WIRE_BITS:
        return put_bits(out, text);
    case RT_WIRE_FLOATS:
        return rt_wire_put_floats(out, text);
    case RT_WIRE_PATH:
        return rt_wire_put_path(out, text);
    case RT_WIRE_POLYGON:
        return rt_wire_put_polygon(out, text);
    case RT_WIRE_TSVECTOR:
        return rt_wire_put_tsvector(out, text);
    case RT_WIRE_TSQUERY:
        return rt_wire_put_tsquery(out, text);
    case RT_WIRE_LSN:
        return put_lsn(out, text);
    case RT_WIRE_TID:
        return put_tid(out, text);
    case RT_WIRE_SNAPSHOT:
        return put_snapshot(out, text);
    case RT_WIRE_HSTORE:
        return rt_wire_put_hstore(out, text);
    case RT_WIRE_CUBE:
        return rt_wire_put_cube(out, text);
    case RT_WIRE_VECTOR:
        return rt_wire_put_vector(out, text);
    default:
        return NULL;
    }
}
