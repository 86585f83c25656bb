/* Documents: json, jsonb, jsonpath, xml, hstore. See rt_literal.h. */
#include "rt_literal.h"
#include "rt_make.h"

#define WORD_ROOM 24

/* The most characters of an object of all members, and of one of the number alone. */
#define OBJECT_MOST 200
#define ID_MOST     (8 + RT_ROOM_INT)

/* Two words with a character between. */
static char *print_name(char *out, rt_stream noise, uint64_t draw, char between)
{
    out = rt_make_word(out, &rt_words_adjective, rt_random(noise, draw));
    *out++ = between;
    return rt_make_word(out, &rt_words_noun, rt_random(noise, draw + 1));
}

/* Hundredths. */
static char *print_price(char *out, rt_stream noise, uint64_t draw)
{
    return rt_print_numeric(out, rt_between(rt_random(noise, draw), 99, 99999), 2);
}

static char *print_tags(char *out, rt_stream noise, uint64_t draw)
{
    uint64_t tags = rt_below(rt_random(noise, draw), 4);
    *out++ = '[';
    for (uint64_t i = 1; i <= tags; i++) {
        out = rt_make_string(out, i > 1 ? ", \"" : "\"");
        out = rt_make_word(out, &rt_words_noun, rt_random(noise, draw + i));
        *out++ = '"';
    }
    *out++ = ']';
    return out;
}

/* In jsonb's order of keys: by length, then by bytes. */
struct rt_text rt_jsonb_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    rt_stream noise = rt_make_noise(index);
    char *start = rt_make_begin(scratch, OBJECT_MOST), *out = start;
    out = rt_print_uint(rt_make_string(out, "{\"id\": "), index);
    out = print_name(rt_make_string(out, ", \"name\": \""), noise, 0, ' ');
    out = print_tags(rt_make_string(out, "\", \"tags\": "), noise, 2);
    out = print_price(rt_make_string(out, ", \"price\": "), noise, 8);
    out = rt_make_string(out, ", \"active\": ");
    out = rt_make_string(out, rt_random(noise, 9) >> 63 ? "true}" : "false}");
    return rt_make_end(scratch, start, out);
}

uint64_t rt_jsonb_count(uint32_t size)
{
    (void)size;
    return RT_FIT_MANY;
}

struct rt_text rt_json_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    if (size == 0 || size >= OBJECT_MOST)
        return rt_jsonb_at(scratch, index, 0);
    char *start = rt_make_begin(scratch, ID_MOST), *out = start;
    if (size < ID_MOST)
        return rt_make_end(scratch, start, rt_print_uint(out, rt_scatter_in(index, rt_json_count(size))));
    out = rt_print_uint(rt_make_string(out, "{\"id\": "), index);
    *out++ = '}';
    return rt_make_end(scratch, start, out);
}

uint64_t rt_json_count(uint32_t size)
{
    return size == 0 || size >= ID_MOST ? RT_FIT_MANY : rt_make_power(10, size);
}

struct rt_text rt_jsonpath_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    rt_stream noise = rt_make_noise(index);
    char *start = rt_make_begin(scratch, 2 * WORD_ROOM + 64), *out = start;
    out = print_name(rt_make_string(out, "$.\""), noise, 0, '_');
    out = rt_make_string(out, rt_random(noise, 2) >> 63 ? "\"[*]?(@.\"id\" == " : "\"?(@.\"id\" < ");
    out = rt_print_uint(out, index);
    *out++ = ')';
    return rt_make_end(scratch, start, out);
}

uint64_t rt_jsonpath_count(uint32_t size)
{
    (void)size;
    return RT_FIT_MANY;
}

struct rt_text rt_xml_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    rt_stream noise = rt_make_noise(index);
    char *start = rt_make_begin(scratch, 4 * WORD_ROOM + 128), *out = start;
    out = rt_print_uint(rt_make_string(out, "<item id=\""), index);
    out = print_name(rt_make_string(out, "\"><name>"), noise, 0, ' ');
    out = print_price(rt_make_string(out, "</name><price currency=\"EUR\">"), noise, 2);
    out = rt_make_string(out, rt_random(noise, 3) >> 63 ? "</price><active/></item>" : "</price></item>");
    return rt_make_end(scratch, start, out);
}

uint64_t rt_xml_count(uint32_t size)
{
    (void)size;
    return RT_FIT_MANY;
}

/* In hstore's order of keys, the same as jsonb's. */
struct rt_text rt_hstore_at(struct rt_scratch *scratch, uint64_t index, uint32_t size)
{
    (void)size;
    rt_stream noise = rt_make_noise(index);
    char *start = rt_make_begin(scratch, 4 * WORD_ROOM + 64), *out = start;
    out = rt_print_uint(rt_make_string(out, "\"id\"=>\""), index);
    out = print_name(rt_make_string(out, "\", \"name\"=>\""), noise, 0, ' ');
    out = rt_make_string(out, rt_random(noise, 2) >> 63 ? "\", \"note\"=>NULL, " : "\", ");
    out = rt_make_word(rt_make_string(out, "\"colour\"=>\""), &rt_words_colour, rt_random(noise, 3));
    *out++ = '"';
    return rt_make_end(scratch, start, out);
}

uint64_t rt_hstore_count(uint32_t size)
{
    (void)size;
    return RT_FIT_MANY;
}

struct rt_text rt_text_around(struct rt_scratch *scratch, struct rt_text before, struct rt_text value,
                              struct rt_text after)
{
    size_t size = before.size + value.size + after.size;
    char *start = rt_scratch_large(scratch, size);
    if (!start)
        return rt_make_nothing();
    memcpy(start, before.data, before.size);
    memcpy(start + before.size, value.data, value.size);
    memcpy(start + before.size + value.size, after.data, after.size);
    return (struct rt_text){start, size};
}
