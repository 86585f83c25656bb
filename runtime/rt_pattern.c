/* Strings of an automaton by number: see rt_pattern.h. */
#include "rt_pattern.h"

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

/* Appends a character in UTF-8. */
static char *print_character(char *out, uint32_t c)
{
    if (c < 0x80) {
        *out++ = (char)c;
        return out;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    *out++ = (char)((0xff00 >> (more + 1)) | c >> (6 * more));
    while (more-- > 0)
        *out++ = (char)(0x80 | (c >> (6 * more) & 0x3f));
    return out;
}

/* The edge that string *index of the strings of `length` characters takes; *index becomes its number among
 * those of that edge. */
static const struct rt_pattern_edge *choose_edge(const struct rt_pattern *pattern, uint32_t state,
                                                 uint32_t length, rt_uint128 *index)
{
    const struct rt_pattern_state *s = &pattern->states[state];
    const struct rt_pattern_edge *edge = &pattern->edges[s->edge], *last = edge + s->edge_count - 1;
    for (; edge < last; edge++) {
        rt_uint128 each = count_of(pattern, edge->state, length - 1);
        rt_uint128 width = edge->last - edge->first + 1;
        if (each > 0 && *index / each < width)
            return edge;
        *index -= each * width;
    }
    return edge;
}

struct rt_text rt_pattern_at(struct rt_scratch *scratch, const struct rt_pattern *pattern, rt_uint128 index)
{
    char *start = rt_scratch_large(scratch, (size_t)pattern->most_bytes + 1), *out = start;
    uint32_t state = 0, length = pattern->states[0].least;
    if (!start)
        return (struct rt_text){"", 0};
    for (; index >= count_of(pattern, 0, length); length++)
        index -= count_of(pattern, 0, length);
    for (; length > 0; length--) {
        const struct rt_pattern_edge *edge = choose_edge(pattern, state, length, &index);
        rt_uint128 each = count_of(pattern, edge->state, length - 1);
        out = print_character(out, edge->first + (uint32_t)(index / each));
        index %= each;
        state = edge->state;
    }
    rt_scratch_trim(scratch, out);
    return (struct rt_text){start, (size_t)(out - start)};
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
