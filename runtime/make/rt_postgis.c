/* PostGIS geometries as hexadecimal EWKB, little-endian. See rt_literal.h. */
#include "rt_literal.h"
#include "rt_make.h"

#define HAS_Z    UINT32_C(0x80000000)
#define HAS_M    UINT32_C(0x40000000)
#define HAS_SRID UINT32_C(0x20000000)

/* Longitude and latitude of the first point, in units of 10^-7 degrees; latitude keeps off the poles. */
#define LONGITUDES UINT64_C(3580000000)
#define LATITUDES  UINT64_C(1760000000)

/* One geometry being written. */
struct writer {
    char *out;
    unsigned flags; /* rt_geometry_flags */
    rt_stream noise;
    uint64_t draw; /* the noise's next number */
};

/* A point in units of 10^-7 degrees. */
struct place {
    int64_t x, y;
};

static void put_byte(struct writer *writer, unsigned byte)
{
    static const char digits[] = "0123456789ABCDEF";
    *writer->out++ = digits[byte >> 4 & 15];
    *writer->out++ = digits[byte & 15];
}

static void put_uint32(struct writer *writer, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        put_byte(writer, number >> (8 * i));
}

static void put_real(struct writer *writer, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    for (int i = 0; i < 8; i++)
        put_byte(writer, (unsigned)(bits >> (8 * i) & 255));
}

/* The byte order, the kind and its flags; the number of the reference system only where it is not 0. */
static void put_head(struct writer *writer, enum rt_geometry kind, uint32_t srid)
{
    uint32_t z = writer->flags & RT_GEOMETRY_Z ? HAS_Z : 0, m = writer->flags & RT_GEOMETRY_M ? HAS_M : 0;
    put_byte(writer, 1);
    put_uint32(writer, (uint32_t)kind | z | m | (srid ? HAS_SRID : 0));
    if (srid)
        put_uint32(writer, srid);
}

static void put_place(struct writer *writer, struct place place)
{
    put_real(writer, (double)place.x / 10000000);
    put_real(writer, (double)place.y / 10000000);
    if (writer->flags & RT_GEOMETRY_Z)
        put_real(writer, (double)((place.x ^ place.y) & 1023) / 4);
    if (writer->flags & RT_GEOMETRY_M)
        put_real(writer, (double)((place.x + place.y) & 1023));
}

static int64_t step(struct writer *writer)
{
    return rt_between(rt_random(writer->noise, writer->draw++), 1000, 100000);
}

static void put_line(struct writer *writer, struct place place)
{
    uint32_t points = 2 + (uint32_t)rt_below(rt_random(writer->noise, writer->draw++), 4);
    put_uint32(writer, points);
    for (uint32_t i = 0; i < points; i++) {
        put_place(writer, place);
        place = (struct place){place.x + step(writer), place.y + step(writer)};
    }
}

/* A closed line around a rectangle, counterclockwise. */
static void put_ring(struct writer *writer, struct place place)
{
    struct place far = {place.x + step(writer), place.y + step(writer)};
    put_uint32(writer, 5);
    put_place(writer, place);
    put_place(writer, (struct place){far.x, place.y});
    put_place(writer, far);
    put_place(writer, (struct place){place.x, far.y});
    put_place(writer, place);
}

static void put_polygon(struct writer *writer, struct place place)
{
    put_uint32(writer, 1);
    put_ring(writer, place);
}

/* An arc over one point between. */
static void put_arc(struct writer *writer, struct place place)
{
    int64_t half = step(writer);
    put_uint32(writer, 3);
    put_place(writer, place);
    put_place(writer, (struct place){place.x + half, place.y + half});
    put_place(writer, (struct place){place.x + 2 * half, place.y});
}

/* A ring of three corners. */
static void put_triangle(struct writer *writer, struct place place)
{
    put_uint32(writer, 1);
    put_uint32(writer, 4);
    put_place(writer, place);
    put_place(writer, (struct place){place.x + step(writer), place.y});
    put_place(writer, (struct place){place.x, place.y + step(writer)});
    put_place(writer, place);
}

/* What a geometry of parts is made of: so many parts of a kind. */
static enum rt_geometry part_of(enum rt_geometry kind, uint32_t *parts)
{
    *parts = kind >= RT_GEOMETRY_COMPOUNDCURVE && kind != RT_GEOMETRY_MULTICURVE &&
                     kind != RT_GEOMETRY_MULTISURFACE
                 ? 1
                 : 2;
    switch (kind) {
    case RT_GEOMETRY_COMPOUNDCURVE:
    case RT_GEOMETRY_CURVEPOLYGON:
    case RT_GEOMETRY_MULTICURVE:
        return RT_GEOMETRY_LINESTRING;
    case RT_GEOMETRY_MULTISURFACE:
    case RT_GEOMETRY_POLYHEDRALSURFACE:
        return RT_GEOMETRY_POLYGON;
    case RT_GEOMETRY_TIN:
        return RT_GEOMETRY_TRIANGLE;
    case RT_GEOMETRY_COLLECTION:
        return RT_GEOMETRY_POINT;
    default:
        return (enum rt_geometry)(kind - 3);
    }
}

static bool has_parts(enum rt_geometry kind)
{
    return kind > RT_GEOMETRY_POLYGON && kind != RT_GEOMETRY_CIRCULARSTRING && kind != RT_GEOMETRY_TRIANGLE;
}

static void put_simple(struct writer *writer, enum rt_geometry kind, struct place place)
{
    switch (kind) {
    case RT_GEOMETRY_POINT:
        put_place(writer, place);
        break;
    case RT_GEOMETRY_LINESTRING:
        put_line(writer, place);
        break;
    case RT_GEOMETRY_CIRCULARSTRING:
        put_arc(writer, place);
        break;
    case RT_GEOMETRY_TRIANGLE:
        put_triangle(writer, place);
        break;
    default:
        put_polygon(writer, place);
    }
}

/* Parts of one kind each, or a point and a line; the second one apart from the first. */
static void put_parts(struct writer *writer, enum rt_geometry kind, struct place place)
{
    uint32_t parts;
    enum rt_geometry part = part_of(kind, &parts);
    put_uint32(writer, parts);
    for (uint32_t i = 0; i < parts; i++) {
        enum rt_geometry own = kind == RT_GEOMETRY_COLLECTION ? (enum rt_geometry)(part + i) : part;
        struct place apart = {place.x + (int64_t)i * 2000000, place.y};
        put_head(writer, own, 0);
        if (kind == RT_GEOMETRY_CURVEPOLYGON)
            put_ring(writer, apart);
        else
            put_simple(writer, own, apart);
    }
}

struct rt_text rt_geometry_at(struct rt_scratch *scratch, uint64_t index, enum rt_geometry kind,
                              unsigned flags, uint32_t srid)
{
    uint64_t x = rt_scatter_in(index, RT_GEOMETRY_COUNT);
    char *start = rt_make_begin(scratch, 1024);
    struct writer writer = {.out = start, .flags = flags, .noise = rt_make_noise(index)};
    struct place place = {(int64_t)(x % LONGITUDES) - (int64_t)LONGITUDES / 2,
                          (int64_t)(x / LONGITUDES) - (int64_t)LATITUDES / 2};
    put_head(&writer, kind, srid);
    if (has_parts(kind))
        put_parts(&writer, kind, place);
    else
        put_simple(&writer, kind, place);
    return rt_make_end(scratch, start, writer.out);
}
