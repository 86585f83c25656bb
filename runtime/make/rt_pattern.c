/* Strings of an automaton by number: see rt_pattern.h. */
#include "rt_pattern.h"

#include "rt_make.h"

/* Strings of exactly `length` characters from a state. */
static rt_uint128 count_of(const struct rt_pattern *pattern, uint32_t state, uint32_t length)
{
    const struct rt_pattern_state *s = &pattern->states[state];
    return length < s->least || length > s->most ? 0 : pattern->counts[s->count + length - s->least];
}

rt_uint128 rt_pattern_count(const struct rt_pattern *pattern)
{
    const struct rt_pattern_state *start = &pattern->states[0];
    rt_uint128 sum = 0;
    for (uint32_t length = start->least; length <= start->most; length++) {
        rt_uint128 count = count_of(pattern, 0, length);
        sum = count > RT_PATTERN_MANY - sum ? RT_PATTERN_MANY : sum + count;
    }
    return sum;
}

static char *print_wide_character(char *out, uint32_t c)
{
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    *out++ = (char)((0xff00 >> (more + 1)) | c >> (6 * more));
    while (more-- > 0)
        *out++ = (char)(0x80 | (c >> (6 * more) & 0x3f));
    return out;
}

/* Appends a character in UTF-8. */
static inline char *print_character(char *out, uint32_t c)
{
    *out = (char)c;
    return c < 0x80 ? out + 1 : print_wide_character(out, c);
}

/* *number becomes the remainder of the division by a divisor, whose quotient fits 32 bits. */
static uint32_t divide(rt_uint128 *number, rt_uint128 divisor)
{
    rt_uint128 quotient;
    if ((*number | divisor) >> 64 == 0)
        quotient = (uint64_t)*number / (uint64_t)divisor;
    else
        quotient = *number / divisor;
    *number -= quotient * divisor;
    return (uint32_t)quotient;
}

static uint32_t width_of(const struct rt_pattern_edge *edge)
{
    return edge->last - edge->first + 1;
}

/* The edge that string *index of the strings of `length` characters takes; *index becomes its number among
 * those of that edge. */
static const struct rt_pattern_edge *choose_edge(const struct rt_pattern *pattern,
                                                 const struct rt_pattern_state *state, uint32_t length,
                                                 rt_uint128 *index)
{
    const struct rt_pattern_edge *edge = &pattern->edges[state->edge], *last = edge + state->edge_count - 1;
    for (; edge < last; edge++) {
        rt_uint128 each = count_of(pattern, edge->state, length - 1), all;
        if (__builtin_mul_overflow(each, (rt_uint128)width_of(edge), &all) || *index < all)
            return edge;
        *index -= all;
    }
    return edge;
}

static struct rt_text finish(struct rt_scratch *scratch, const char *start, const char *end)
{
    rt_scratch_trim(scratch, end + RT_PATTERN_PAD);
    return (struct rt_text){start, (size_t)(end - start)};
}

struct rt_text rt_pattern_at(struct rt_scratch *scratch, const struct rt_pattern *pattern, rt_uint128 index)
{
    char *start = rt_scratch_large(scratch, (size_t)pattern->most_bytes + RT_PATTERN_PAD), *out = start;
    const struct rt_pattern_state *state = pattern->states;
    uint32_t length = state->least;
    if (!start)
        return rt_make_nothing();
    for (; index >= count_of(pattern, 0, length); length++)
        index -= count_of(pattern, 0, length);
    for (; length > 0; length--) {
        const struct rt_pattern_edge *edge = choose_edge(pattern, state, length, &index);
        uint32_t step = 0;
        if (edge->first < edge->last)
            step = divide(&index, count_of(pattern, edge->state, length - 1));
        out = print_character(out, edge->first + step);
        state = &pattern->states[edge->state];
    }
    return finish(scratch, start, out);
}

/* An edge by the share of the strings of `length` characters that take it. */
static const struct rt_pattern_edge *draw_edge(const struct rt_pattern *pattern,
                                               const struct rt_pattern_state *state, uint32_t length,
                                               uint64_t bits)
{
    const struct rt_pattern_edge *edge = &pattern->edges[state->edge], *possible = edge;
    rt_uint128 all = pattern->counts[state->count + length - state->least];
    unsigned shift = all >> 64 ? 64 - (unsigned)__builtin_clzll((uint64_t)(all >> 64)) : 0;
    uint64_t place = rt_below(bits, (uint64_t)(all >> shift));
    for (uint32_t i = 0; i < state->edge_count; i++) {
        rt_uint128 each = count_of(pattern, edge[i].state, length - 1);
        rt_uint128 share = (each >> shift) * width_of(&edge[i]);
        if (place < share)
            return &edge[i];
        place -= (uint64_t)share;
        possible = each ? &edge[i] : possible;
    }
    return possible;
}

/* A length that strings have, at most as long as the one the bits choose. */
static uint32_t draw_length(const struct rt_pattern *pattern, uint64_t bits)
{
    const struct rt_pattern_state *start = pattern->states;
    uint32_t length = start->least + (uint32_t)rt_below(bits, (uint64_t)start->most - start->least + 1);
    while (!count_of(pattern, 0, length))
        length--;
    return length;
}

#define DIGITS_A_DRAW 16

/* A string being drawn. */
struct drawing {
    char *out;
    uint32_t state;
    uint32_t length; /* characters to come */
    uint64_t draw;   /* the row's next number */
};

static void draw_digits(struct drawing *drawing, uint32_t digits, rt_stream row)
{
    digits = digits < drawing->length ? digits : drawing->length;
    digits = digits < DIGITS_A_DRAW ? digits : DIGITS_A_DRAW;
    uint64_t number = rt_below(rt_random(row, drawing->draw++), rt_power10[digits]);
    drawing->out = rt_print_digits(drawing->out, number, digits);
    drawing->state += digits;
    drawing->length -= digits;
}

static void draw_character(struct drawing *drawing, const struct rt_pattern *pattern, rt_stream row)
{
    const struct rt_pattern_state *state = &pattern->states[drawing->state];
    const struct rt_pattern_edge *edge = &pattern->edges[state->edge];
    if (state->edge_count > 1)
        edge = draw_edge(pattern, state, drawing->length, rt_random(row, drawing->draw++));
    uint32_t c = edge->first;
    if (c < edge->last)
        c += (uint32_t)rt_below(rt_random(row, drawing->draw++), width_of(edge));
    drawing->out = print_character(drawing->out, c);
    drawing->state = edge->state;
    drawing->length--;
}

struct rt_text rt_pattern_random(struct rt_scratch *scratch, const struct rt_pattern *pattern, rt_stream row)
{
    char *start = rt_scratch_large(scratch, (size_t)pattern->most_bytes + RT_PATTERN_PAD);
    struct drawing drawing = {.out = start, .length = draw_length(pattern, rt_random(row, 0)), .draw = 1};
    if (!start)
        return rt_make_nothing();
    while (drawing.length > 0) {
        uint32_t digits = pattern->states[drawing.state].digits;
        if (digits > 1)
            draw_digits(&drawing, digits, row);
        else
            draw_character(&drawing, pattern, row);
    }
    return finish(scratch, start, drawing.out);
}

/* The character at *at, which it moves past; 0 where there is none in valid UTF-8. */
static uint32_t next_character(const char **at, const char *end)
{
    unsigned char lead = (unsigned char)*(*at)++;
    if (lead < 0x80)
        return lead;
    int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || end - *at < more)
        return 0;
    uint32_t c = lead & (0x3fu >> more);
    const uint32_t least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    for (; more > 0; more--) {
        unsigned char next = (unsigned char)*(*at)++;
        if ((next & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (next & 0x3f);
    }
    return c < least ? 0 : c;
}

static const struct rt_pattern_edge *find_edge(const struct rt_pattern *pattern, uint32_t state, uint32_t c)
{
    const struct rt_pattern_state *s = &pattern->states[state];
    for (uint32_t i = 0; i < s->edge_count; i++) {
        const struct rt_pattern_edge *edge = &pattern->edges[s->edge + i];
        if (c >= edge->first && c <= edge->last)
            return edge;
    }
    return NULL;
}

bool rt_pattern_contains(const struct rt_pattern *pattern, struct rt_text text)
{
    const char *at = text.data, *end = text.data + text.size;
    uint32_t state = 0, length = 0;
    for (; at < end; length++) {
        uint32_t c = next_character(&at, end);
        const struct rt_pattern_edge *edge = c ? find_edge(pattern, state, c) : NULL;
        if (!edge)
            return false;
        state = edge->state;
    }
    return count_of(pattern, state, 0) > 0 && length <= pattern->states[0].most;
}
