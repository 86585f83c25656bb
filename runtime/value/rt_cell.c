/* Cells that look at every byte, and those that are rare: see rt_cell.h. */
#include "rt_cell.h"

#include <math.h>

/* Sixteen bytes compared at once. */
typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef int8_t mask16 __attribute__((vector_size(16)));

static inline bool any(mask16 mask)
{
    uint64_t halves[2];
    memcpy(halves, &mask, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/* Whether sixteen bytes have one of four among them, or, with `controls`, one below 32. */
static inline bool has16(const char *data, const char marks[4], bool controls)
{
    bytes16 x;
    memcpy(&x, data, 16);
    mask16 found = (mask16)(x == (uint8_t)marks[0]) | (mask16)(x == (uint8_t)marks[1]) |
                   (mask16)(x == (uint8_t)marks[2]) | (mask16)(x == (uint8_t)marks[3]);
    if (controls)
        found |= (mask16)(x < (uint8_t)' ');
    return any(found);
}

/* The same for a whole text. */
static inline bool has(struct rt_text text, const char marks[4], bool controls)
{
    if (text.size < 16) {
        char bytes[16] = "0000000000000000"; /* the rest is what nothing looks for */
        for (size_t i = 0; i < text.size; i++)
            bytes[i] = text.data[i];
        return has16(bytes, marks, controls);
    }
    for (size_t i = 0; i + 16 < text.size; i += 16)
        if (has16(text.data + i, marks, controls))
            return true;
    return has16(text.data + text.size - 16, marks, controls);
}

/* ---- csv and tsv ---- */

static char *print_doubled(char *out, struct rt_text text, char mark)
{
    *out++ = mark;
    for (size_t i = 0; i < text.size; i++) {
        *out++ = text.data[i];
        if (text.data[i] == mark)
            *out++ = mark;
    }
    *out++ = mark;
    return out;
}

static inline char *print_csv(char *out, struct rt_text text, const char marks[4])
{
    bool edge = text.size == 0 || text.data[0] == ' ' || text.data[text.size - 1] == ' ';
    bool end_of_data = text.size == 2 && text.data[0] == '\\' && text.data[1] == '.';
    if (edge || end_of_data || has(text, marks, false))
        return print_doubled(out, text, '"');
    return rt_print_text(out, text);
}

char *rt_csv_text(char *out, struct rt_text text)
{
    return print_csv(out, text, ",\"\n\r");
}

char *rt_tsv_text(char *out, struct rt_text text)
{
    return print_csv(out, text, "\t\"\n\r");
}

char *rt_csv_money(char *out, int64_t cents)
{
    bool comma = cents >= 100000 || cents <= -100000;
    *out = '"';
    out = rt_print_money(out + comma, cents);
    *out = '"';
    return out + comma;
}

char *rt_csv_bytea(char *out, struct rt_text bytes)
{
    memcpy(out, "\\x", 2);
    return rt_print_hex(out + 2, bytes);
}

/* ---- copy ---- */

char *rt_copy_text(char *out, struct rt_text text)
{
    if (!has(text, "\\\\\\\\", true))
        return rt_print_text(out, text);
    static const char letters[32] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\v'] = 'v', ['\f'] = 'f', ['\r'] = 'r'};
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        char letter = c < 32 ? letters[c] : c == '\\' ? '\\' : 0;
        *out = '\\';
        out += letter != 0;
        *out++ = letter ? letter : (char)c;
    }
    return out;
}

char *rt_copy_bytea(char *out, struct rt_text bytes)
{
    memcpy(out, "\\\\x", 3);
    return rt_print_hex(out + 3, bytes);
}

/* ---- sql ---- */

char *rt_sql_text(char *out, struct rt_text text)
{
    if (!has(text, "'\\\\\\", false)) {
        *out = '\'';
        out = rt_print_text(out + 1, text);
        *out = '\'';
        return out + 1;
    }
    if (!memchr(text.data, '\\', text.size))
        return print_doubled(out, text, '\'');
    *out++ = 'E';
    *out++ = '\'';
    for (size_t i = 0; i < text.size; i++) {
        *out++ = text.data[i];
        if (text.data[i] == '\'' || text.data[i] == '\\')
            *out++ = text.data[i];
    }
    *out++ = '\'';
    return out;
}

char *rt_sql_bytea(char *out, struct rt_text bytes)
{
    memcpy(out, "E'\\\\x", 5);
    out = rt_print_hex(out + 5, bytes);
    *out = '\'';
    return out + 1;
}

/* ---- json ---- */

static char *print_json_escape(char *out, unsigned char c)
{
    static const char letters[32] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    static const char digits[] = "0123456789abcdef";
    char letter = c < 32 ? letters[c] : (char)c;
    *out++ = '\\';
    if (letter) {
        *out++ = letter;
        return out;
    }
    memcpy(out, "u00", 3);
    out[3] = digits[c >> 4];
    out[4] = digits[c & 15];
    return out + 5;
}

char *rt_json_text(char *out, struct rt_text text)
{
    *out++ = '"';
    if (!has(text, "\"\\\\\\", true)) {
        out = rt_print_text(out, text);
    } else {
        for (size_t i = 0; i < text.size; i++) {
            unsigned char c = (unsigned char)text.data[i];
            if (c < 32 || c == '"' || c == '\\')
                out = print_json_escape(out, c);
            else
                *out++ = (char)c;
        }
    }
    *out = '"';
    return out + 1;
}

char *rt_json_json(char *out, struct rt_text document)
{
    for (size_t i = 0; i < document.size; i++) {
        char c = document.data[i];
        out[i] = c == '\n' || c == '\r' ? ' ' : c;
    }
    return out + document.size;
}

char *rt_json_bytea(char *out, struct rt_text bytes)
{
    memcpy(out, "\"\\\\x", 4);
    out = rt_print_hex(out + 4, bytes);
    *out = '"';
    return out + 1;
}

/* ---- floats ---- */

/* A float8 between marks where `marked`. */
static inline char *print_float8(char *out, double number, bool marked, char mark)
{
    *out = mark;
    out = rt_print_float8(out + marked, number);
    *out = mark;
    return out + marked;
}

static inline char *print_float4(char *out, float number, bool marked, char mark)
{
    *out = mark;
    out = rt_print_float4(out + marked, number);
    *out = mark;
    return out + marked;
}

/* Whether SQL reads the bare number as another: -0 would be an integer's negation. */
static bool needs_sql_quotes(double number)
{
    return !isfinite(number) || (number == 0 && signbit(number));
}

char *rt_json_float8(char *out, double number)
{
    return print_float8(out, number, !isfinite(number), '"');
}

char *rt_json_float4(char *out, float number)
{
    return print_float4(out, number, !isfinite(number), '"');
}

char *rt_sql_float8(char *out, double number)
{
    return print_float8(out, number, needs_sql_quotes(number), '\'');
}

char *rt_sql_float4(char *out, float number)
{
    return print_float4(out, number, needs_sql_quotes(number), '\'');
}

/* ---- timestamps ---- */

char *rt_json_timestamp(char *out, int64_t microseconds)
{
    *out = '"';
    out = rt_print_timestamp_form(out + 1, microseconds, 'T', "");
    *out = '"';
    return out + 1;
}

char *rt_json_timestamptz(char *out, int64_t microseconds)
{
    *out = '"';
    out = rt_print_timestamp_form(out + 1, microseconds, 'T', "+00:00");
    *out = '"';
    return out + 1;
}
