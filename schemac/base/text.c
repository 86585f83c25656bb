/* text.c: comparison, copying and conversion of byte runs. */
#include "base/text.h"

#include <stdio.h>
#include <string.h>

Text text_of(const char *string)
{
    return (Text){string, string ? strlen(string) : 0};
}

Text text_copy(Arena *arena, Text text)
{
    char *data = arena_alloc(arena, text.size + 1);
    if (text.size)
        memcpy(data, text.data, text.size);
    return (Text){data, text.size};
}

const char *text_string(Arena *arena, Text text)
{
    return text_copy(arena, text).data;
}

Text text_vformat(Arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (size < 0)
        return (Text){"", 0};
    char *data = arena_alloc(arena, (size_t)size + 1);
    vsnprintf(data, (size_t)size + 1, format, arguments);
    return (Text){data, (size_t)size};
}

Text text_format(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Text text = text_vformat(arena, format, arguments);
    va_end(arguments);
    return text;
}

Text text_slice(Text text, size_t start, size_t end)
{
    if (end > text.size)
        end = text.size;
    if (start >= end)
        return (Text){"", 0};
    return (Text){text.data + start, end - start};
}

int text_compare(Text a, Text b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.data, b.data, common) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static const char *name_of_row(const void *rows, size_t size, size_t row)
{
    const char *name;
    memcpy(&name, (const char *)rows + row * size, sizeof name);
    return name;
}

size_t text_search(Text name, const void *rows, size_t count, size_t size)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(text_of(name_of_row(rows, size, middle)), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && text_is(name, name_of_row(rows, size, low)) ? low : count;
}

bool text_equal_nocase(Text a, Text b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

bool text_is_nocase(Text text, const char *string)
{
    return text_equal_nocase(text, text_of(string));
}

bool text_starts_with(Text text, Text prefix)
{
    return text.size >= prefix.size && text_equal(text_slice(text, 0, prefix.size), prefix);
}

bool text_ends_with(Text text, Text suffix)
{
    return text.size >= suffix.size &&
           text_equal(text_slice(text, text.size - suffix.size, text.size), suffix);
}

bool text_contains(Text text, Text part)
{
    for (size_t i = 0; i + part.size <= text.size; i++)
        if (text_equal(text_slice(text, i, i + part.size), part))
            return true;
    return false;
}

static Text map_letters(Arena *arena, Text text, char (*map)(char))
{
    char *data = arena_alloc(arena, text.size + 1);
    for (size_t i = 0; i < text.size; i++)
        data[i] = map(text.data[i]);
    return (Text){data, text.size};
}

Text text_lower(Arena *arena, Text text)
{
    return map_letters(arena, text, lower);
}

Text text_upper(Arena *arena, Text text)
{
    return map_letters(arena, text, upper);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Text text_trim(Text text)
{
    size_t start = 0, end = text.size;
    while (start < end && is_space(text.data[start]))
        start++;
    while (end > start && is_space(text.data[end - 1]))
        end--;
    return text_slice(text, start, end);
}

uint64_t text_hash(Text text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < text.size; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * UINT64_C(1099511628211);
    return hash;
}

bool text_to_int64(Text text, int64_t *value)
{
    bool negative = text.size && text.data[0] == '-';
    size_t i = text.size && (text.data[0] == '-' || text.data[0] == '+');
    if (i == text.size)
        return false;
    int64_t total = 0;
    for (; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        int digit = text.data[i] - '0';
        if (__builtin_mul_overflow(total, 10, &total) || __builtin_sub_overflow(total, digit, &total))
            return false;
    }
    if (!negative && total == INT64_MIN)
        return false;
    *value = negative ? total : -total;
    return true;
}

enum {
    LONGEST_COMPARED = 128
};

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
    unsigned least = a < b ? a : b;
    return least < c ? least : c;
}

unsigned text_distance(Text a, Text b, unsigned limit)
{
    unsigned row[LONGEST_COMPARED + 1];
    if (a.size > LONGEST_COMPARED || b.size > LONGEST_COMPARED)
        return limit + 1;
    for (unsigned j = 0; j <= b.size; j++)
        row[j] = j;
    for (unsigned i = 1; i <= a.size; i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= b.size; j++) {
            unsigned change = diagonal + (a.data[i - 1] != b.data[j - 1]);
            diagonal = row[j];
            row[j] = min3(row[j] + 1, row[j - 1] + 1, change);
        }
    }
    return row[b.size] > limit ? limit + 1 : row[b.size];
}
