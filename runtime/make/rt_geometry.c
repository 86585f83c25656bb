/* PostgreSQL's own geometric types. The first point, or what stands for it, makes each distinct. See
 * rt_literal.h. */
#include "rt_literal.h"
#include "rt_make.h"

/* Coordinates are multiples of 10^-5: x from -180 to 180, y from -90 to 90, or so. */
#define X_VALUES UINT64_C(36000001)
#define Y_VALUES UINT64_C(18000001)
#define COUNT    (X_VALUES * Y_VALUES)

/* A point in units of 10^-5. */
struct place {
    int64_t x, y;
};

static struct place place_at(uint64_t index)
{
    uint64_t x = rt_scatter_in(index, COUNT);
    return (struct place){(int64_t)(x % X_VALUES) - (int64_t)(X_VALUES / 2),
                          (int64_t)(x / X_VALUES) - (int64_t)(Y_VALUES / 2)};
}

/* Squares side by side, and the corners of one: shapes that lie inside them don't touch. */
#define SQUARE  UINT64_C(1000)
#define SQUARES ((X_VALUES / SQUARE) * (Y_VALUES / SQUARE))

static struct place corner_at(uint64_t index)
{
    uint64_t x = rt_scatter_in(index, SQUARES), columns = X_VALUES / SQUARE;
    return (struct place){(int64_t)(x % columns * SQUARE) - (int64_t)(X_VALUES / 2),
                          (int64_t)(x / columns * SQUARE) - (int64_t)(Y_VALUES / 2)};
}

/* A place up to `size` to the right of and above another, and not on it. */
static struct place beyond(struct place place, uint64_t bits, int64_t size)
{
    return (struct place){place.x + rt_between(bits, 1, size),
                          place.y + rt_between(bits * RT_GOLDEN, 1, size)};
}

static char *print_unit(char *out, int64_t units)
{
    return rt_print_float8(out, (double)units / 100000);
}

static char *print_place(char *out, struct place place)
{
    *out++ = '(';
    out = print_unit(out, place.x);
    *out++ = ',';
    out = print_unit(out, place.y);
    *out++ = ')';
    return out;
}

/* The room of a place with its comma. */
#define PLACE (2 * RT_ROOM_FLOAT + 4)

#define NEAR INT64_C(100000)

struct rt_text rt_point_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    char *start = rt_make_begin(scratch, PLACE);
    return rt_make_end(scratch, start, print_place(start, place_at(index)));
}

/* y = slope * x + offset: no two are multiples of one another. */
struct rt_text rt_line_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    struct place place = place_at(index);
    char *start = rt_make_begin(scratch, PLACE + 4), *out = start;
    *out++ = '{';
    out = rt_make_string(print_unit(out, place.x), ",-1,");
    out = print_unit(out, place.y);
    *out++ = '}';
    return rt_make_end(scratch, start, out);
}

struct rt_text rt_lseg_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    struct place place = place_at(index);
    char *start = rt_make_begin(scratch, 2 * PLACE + 2), *out = start;
    *out++ = '[';
    out = print_place(out, place);
    *out++ = ',';
    out = print_place(out, beyond(place, rt_scatter(index), NEAR));
    *out++ = ']';
    return rt_make_end(scratch, start, out);
}

struct rt_text rt_box_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    struct place place = size ? corner_at(index) : place_at(index);
    char *start = rt_make_begin(scratch, 2 * PLACE), *out = start;
    out = print_place(out, beyond(place, rt_scatter(index), size ? (int64_t)SQUARE - 1 : NEAR));
    *out++ = ',';
    return rt_make_end(scratch, start, print_place(out, place));
}

/* Points from one on, each beyond the one before. */
static char *print_places(char *out, struct place place, rt_stream noise, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        out = print_place(out, place);
        *out++ = ',';
        place = beyond(place, rt_random(noise, i + 1), NEAR);
    }
    return out - 1;
}

#define PATH_MOST 6

struct rt_text rt_path_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    rt_stream noise = rt_make_noise(index);
    bool open = rt_random(noise, 0) >> 63;
    char *start = rt_make_begin(scratch, PATH_MOST * PLACE + 2), *out = start;
    *out++ = open ? '[' : '(';
    out = print_places(out, place_at(index), noise, 2 + rt_below(rt_random(noise, 0) << 1, PATH_MOST - 1));
    *out++ = open ? ']' : ')';
    return rt_make_end(scratch, start, out);
}

/* A quarter of a star: a corner, a rising row of points, and back along the bottom. */
struct rt_text rt_polygon_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    rt_stream noise = rt_make_noise(index);
    struct place corner = size ? corner_at(index) : place_at(index);
    struct place top = beyond(corner, rt_random(noise, 1), size ? (int64_t)SQUARE - 1 : NEAR);
    char *start = rt_make_begin(scratch, 4 * PLACE + 2), *out = start;
    *out++ = '(';
    out = print_place(out, corner);
    *out++ = ',';
    if (rt_random(noise, 0) >> 63) {
        out = print_place(out, (struct place){corner.x, top.y});
        *out++ = ',';
    }
    out = print_place(out, top);
    *out++ = ',';
    out = print_place(out, (struct place){top.x, corner.y});
    *out++ = ')';
    return rt_make_end(scratch, start, out);
}

struct rt_text rt_circle_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    struct place place = size ? corner_at(index) : place_at(index);
    char *start = rt_make_begin(scratch, PLACE + RT_ROOM_FLOAT + 3), *out = start;
    *out++ = '<';
    out = print_place(out, place);
    *out++ = ',';
    out = print_unit(out, rt_between(rt_scatter(index), 1, size ? (int64_t)SQUARE / 2 - 1 : NEAR));
    *out++ = '>';
    return rt_make_end(scratch, start, out);
}

uint64_t rt_point_count(uint32_t size)
{
    (void)size;
    return COUNT;
}

uint64_t rt_line_count(uint32_t size)
{
    return rt_point_count(size);
}

uint64_t rt_lseg_count(uint32_t size)
{
    return rt_point_count(size);
}

uint64_t rt_box_count(uint32_t size)
{
    return size ? SQUARES : COUNT;
}

uint64_t rt_path_count(uint32_t size)
{
    return rt_point_count(size);
}

uint64_t rt_polygon_count(uint32_t size)
{
    return rt_box_count(size);
}

uint64_t rt_circle_count(uint32_t size)
{
    return rt_box_count(size);
}
