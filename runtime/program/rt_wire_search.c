/* Texts of quoted words in binary: tsvector, tsquery, hstore. See rt_wire.h. */
#include "rt_wire.h"

/* ---- tsvector ---- */

/* A position and its weight, D where there is no letter, in two bytes. */
static char *put_position(char *out, struct rt_reader *reader)
{
    enum {
        POSITION_MOST = (1 << 14) - 1
    };
    uint64_t position;
    if (!rt_reader_number(reader, 10, POSITION_MOST, &position))
        return NULL;
    const char letter = rt_reader_peek(reader);
    const unsigned weight = letter >= 'A' && letter <= 'D' ? (unsigned)('D' - letter) : 0;
    reader->at += letter >= 'A' && letter <= 'D';
    return rt_put_be16(out, (uint16_t)(weight << 14 | position));
}

/* A lexeme, a byte 0, how many positions, the positions. */
static char *put_lexeme(char *out, struct rt_reader *reader)
{
    out = rt_reader_quoted(reader, '\'', out);
    if (!out)
        return NULL;
    *out++ = '\0';
    char *counted = out;
    uint16_t count = 0;
    out += 2;
    while (out && rt_reader_take(reader, count ? ',' : ':')) {
        out = put_position(out, reader);
        count++;
    }
    rt_put_be16(counted, count);
    return out;
}

char *rt_wire_put_tsvector(char *out, struct rt_text text)
{
    struct rt_reader reader = rt_reader_of(text);
    char *counted = out;
    uint32_t count = 0;
    out += 4;
    while (out && !rt_reader_done(&reader)) {
        if (count && !rt_reader_take(&reader, ' '))
            return NULL;
        out = put_lexeme(out, &reader);
        count++;
    }
    rt_put_be32(counted, count);
    return out;
}

/* ---- tsquery: operators before their operands, the right one first ---- */

enum {
    ITEM_VALUE = 1,
    ITEM_OPERATOR = 2,
    OPERATOR_NOT = 1,
    OPERATOR_AND = 2,
    OPERATOR_OR = 3,
    OPERATOR_PHRASE = 4,
    DEPTH_MOST = 200
};

struct query {
    struct rt_reader reader;
    uint32_t items;
    unsigned depth;
};

static char *put_joined(struct query *query, char *out, int joint);

static void reverse(char *start, char *end)
{
    while (start < end) {
        const char c = *start;
        *start++ = *--end;
        *end = c;
    }
}

/* Turns the left operand and the right one after it into the operator, the right one and the left one. */
static char *put_operator(struct query *query, char *left, char *right, char *end, int joint, int distance)
{
    const size_t head = joint == OPERATOR_PHRASE ? 4 : 2;
    reverse(left, right);
    reverse(right, end);
    reverse(left, end);
    memmove(left + head, left, (size_t)(end - left));
    left[0] = ITEM_OPERATOR;
    left[1] = (char)joint;
    if (joint == OPERATOR_PHRASE)
        rt_put_be16(left + 2, (uint16_t)distance);
    query->items++;
    return end + head;
}

/* A word, its weights as bits from D up to A, and whether it is a prefix. */
static char *put_word(struct query *query, char *out)
{
    struct rt_reader *reader = &query->reader;
    char *head = out;
    unsigned weights = 0;
    bool prefix = false;
    out = rt_reader_quoted(reader, '\'', out + 3);
    if (!out)
        return NULL;
    *out++ = '\0';
    if (rt_reader_take(reader, ':')) {
        prefix = rt_reader_take(reader, '*');
        for (char c = rt_reader_peek(reader); c >= 'A' && c <= 'D'; c = rt_reader_peek(reader)) {
            weights |= 1u << ('D' - c);
            reader->at++;
        }
    }
    head[0] = ITEM_VALUE;
    head[1] = (char)weights;
    head[2] = prefix;
    query->items++;
    return out;
}

static char *put_operand(struct query *query, char *out)
{
    if (query->depth >= DEPTH_MOST)
        return NULL;
    query->depth++;
    if (rt_reader_take(&query->reader, '!')) {
        *out++ = ITEM_OPERATOR;
        *out++ = OPERATOR_NOT;
        query->items++;
        out = put_operand(query, out);
    } else if (rt_reader_take_string(&query->reader, "( ")) {
        out = put_joined(query, out, OPERATOR_OR);
        out = out && rt_reader_take_string(&query->reader, " )") ? out : NULL;
    } else {
        out = put_word(query, out);
    }
    query->depth--;
    return out;
}

/* Goes past an operator and gives its distance, which is that of <-> and <N>. */
static bool take_operator(struct rt_reader *reader, int joint, uint64_t *distance)
{
    *distance = 1;
    if (joint == OPERATOR_OR)
        return rt_reader_take_string(reader, " | ");
    if (joint == OPERATOR_AND)
        return rt_reader_take_string(reader, " & ");
    return rt_reader_take_string(reader, " <") &&
           (rt_reader_take(reader, '-') || rt_reader_number(reader, 10, INT16_MAX, distance)) &&
           rt_reader_take_string(reader, "> ");
}

/* What an operator joins: operands joined by the operator that binds more, and of phrases single ones. */
static char *put_tighter(struct query *query, char *out, int joint)
{
    if (joint == OPERATOR_PHRASE)
        return put_operand(query, out);
    return put_joined(query, out, joint == OPERATOR_OR ? OPERATOR_AND : OPERATOR_PHRASE);
}

/* Operands joined by an operator. */
static char *put_joined(struct query *query, char *out, int joint)
{
    char *left = out;
    uint64_t distance;
    out = put_tighter(query, out, joint);
    while (out && take_operator(&query->reader, joint, &distance)) {
        char *right = out;
        out = put_tighter(query, out, joint);
        out = out ? put_operator(query, left, right, out, joint, (int)distance) : NULL;
    }
    return out;
}

char *rt_wire_put_tsquery(char *out, struct rt_text text)
{
    struct query query = {.reader = rt_reader_of(text)};
    char *end = text.size ? put_joined(&query, out + 4, OPERATOR_OR) : out + 4;
    rt_put_be32(out, query.items);
    return end && rt_reader_done(&query.reader) ? end : NULL;
}

/* ---- hstore ---- */

static char *put_sized(char *out, struct rt_reader *reader)
{
    char *end = rt_reader_quoted(reader, '"', out + 4);
    if (end)
        rt_put_be32(out, (uint32_t)(end - out - 4));
    return end;
}

char *rt_wire_put_hstore(char *out, struct rt_text text)
{
    struct rt_reader reader = rt_reader_of(text);
    char *counted = out;
    uint32_t count = 0;
    out += 4;
    while (out && !rt_reader_done(&reader)) {
        if (count && !rt_reader_take_string(&reader, ", "))
            return NULL;
        out = put_sized(out, &reader);
        if (!out || !rt_reader_take_string(&reader, "=>"))
            return NULL;
        out = rt_reader_take_string(&reader, "NULL") ? rt_binary_null(out) : put_sized(out, &reader);
        count++;
    }
    rt_put_be32(counted, count);
    return out;
}
