/* Texts made of floating-point numbers in binary: geometry, cubes, vectors. See rt_wire.h. */
#include "rt_float.h"
#include "rt_wire.h"

/* Goes past what stands between numbers, a space after a comma included. */
static void skip_marks(struct rt_reader *reader)
{
    while (!rt_reader_done(reader) && *reader->at && strchr("()[]{}<>, ", *reader->at))
        reader->at++;
}

/* The next number, which may have marks around it. */
static bool read_number(struct rt_reader *reader, double *number)
{
    skip_marks(reader);
    size_t size = 0;
    const size_t left = (size_t)(reader->end - reader->at);
    while (size < left && reader->at[size] && !strchr("()[]{}<>, ", reader->at[size]))
        size++;
    const bool read = rt_float_read((struct rt_text){reader->at, size}, number);
    reader->at += size;
    skip_marks(reader);
    return read;
}

/* All numbers of a text; NULL where something in it is none. */
static char *put_all(char *out, struct rt_text text)
{
    struct rt_reader reader = rt_reader_of(text);
    do {
        double number;
        if (!read_number(&reader, &number))
            return NULL;
        out = rt_put_be64(out, rt_bits_of_float8(number));
    } while (!rt_reader_done(&reader));
    return out;
}

char *rt_wire_put_floats(char *out, struct rt_text text)
{
    return put_all(out, text);
}

/* Points with their number before them. */
static char *put_points(char *out, struct rt_text text)
{
    enum {
        POINT = 16
    };
    char *end = put_all(out + 4, text);
    if (end)
        rt_put_be32(out, (uint32_t)((size_t)(end - out - 4) / POINT));
    return end;
}

char *rt_wire_put_polygon(char *out, struct rt_text text)
{
    return put_points(out, text);
}

char *rt_wire_put_path(char *out, struct rt_text text)
{
    *out = text.size && text.data[0] == '(';
    return put_points(out + 1, text);
}

/* Dimensions, with a mark where both corners are one, and the corners. */
char *rt_wire_put_cube(char *out, struct rt_text text)
{
    const bool point = !memchr(text.data, ')', text.size ? text.size - 1 : 0);
    const bool empty = text.size == 2;
    char *end = empty ? out + 4 : put_all(out + 4, text);
    if (!end)
        return NULL;
    const uint32_t numbers = (uint32_t)((size_t)(end - out - 4) / 8);
    rt_put_be32(out, point ? UINT32_C(0x80000000) | numbers : numbers / 2);
    return end;
}

/* Dimensions, two bytes of nothing, and numbers of single precision. */
char *rt_wire_put_vector(char *out, struct rt_text text)
{
    struct rt_reader reader = rt_reader_of(text);
    char *start = out;
    uint16_t count = 0;
    out += 4;
    do {
        double number;
        if (!read_number(&reader, &number))
            return NULL;
        out = rt_put_be32(out, rt_bits_of_float4((float)number));
        count++;
    } while (!rt_reader_done(&reader));
    rt_put_be16(rt_put_be16(start, count), 0);
    return out;
}
