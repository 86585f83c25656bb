/* pg_rows.c: values out of rows, and statements made ready to be sent. */
#include "read/pg/pg_rows.h"

#include "base/buffer.h"
#include "model/names.h"

#include <stdlib.h>
#include <string.h>

PgRow pg_row(const PgRows *rows, size_t index)
{
    return (PgRow){rows, index};
}

Text pg_text(PgRow row, const char *column)
{
    for (size_t i = 0; i < row.rows->width; i++)
        if (text_is(row.rows->names[i], column))
            return row.rows->cells[row.index * row.rows->width + i];
    return (Text){NULL, 0};
}

bool pg_bool(PgRow row, const char *column)
{
    return pg_char(row, column) == 't';
}

char pg_char(PgRow row, const char *column)
{
    Text value = pg_text(row, column);
    return value.size ? value.data[0] : '\0';
}

int64_t pg_int(PgRow row, const char *column)
{
    int64_t value = 0;
    text_to_int64(pg_text(row, column), &value);
    return value;
}

double pg_double(PgRow row, const char *column)
{
    Text value = pg_text(row, column);
    return value.size ? strtod(value.data, NULL) : 0;
}

/* ---- arrays ------------------------------------------------------------------------------------------- */

/* The element that starts at *i, which is moved behind it. */
static Text quoted_element(Arena *arena, Text array, size_t *i)
{
    Buffer out = {0};
    for (++*i; *i < array.size && array.data[*i] != '"'; ++*i) {
        if (array.data[*i] == '\\')
            ++*i;
        if (*i < array.size)
            buffer_char(&out, array.data[*i]);
    }
    ++*i;
    Text element = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return element;
}

static Text plain_element(Text array, size_t *i)
{
    size_t start = *i;
    while (*i < array.size && array.data[*i] != ',' && array.data[*i] != '}' && array.data[*i] != ' ')
        ++*i;
    Text element = text_slice(array, start, *i);
    return text_is(element, "NULL") ? (Text){"", 0} : element;
}

TextList pg_list(Arena *arena, PgRow row, const char *column)
{
    TextList list = {0};
    Text array = pg_text(row, column);
    size_t i = array.size && array.data[0] == '{' ? 1 : 0;
    while (i < array.size && array.data[i] != '}') {
        Text element = array.data[i] == '"' ? quoted_element(arena, array, &i) : plain_element(array, &i);
        list_push(arena, &list, element);
        if (i < array.size && array.data[i] != '}')
            i++;
    }
    return list;
}

/* ---- statements --------------------------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z');
}

/* Whether the variable starts at the colon at `i`; sets the bytes it takes and whether it is a literal. */
static bool is_variable(Text statement, size_t i, Text name, size_t *size, bool *literal)
{
    Text rest = text_slice(statement, i + 1, statement.size);
    if (i > 0 && statement.data[i - 1] == ':')
        return false;
    *literal = rest.size && rest.data[0] == '\'';
    if (*literal)
        rest = text_slice(rest, 1, rest.size);
    *size = 1 + name.size + (*literal ? 2 : 0);
    return text_starts_with(rest, name) && (rest.size == name.size || !is_name_byte(rest.data[name.size]));
}

Text pg_fill(Arena *arena, Text statement, Text name, Text value)
{
    Buffer out = {0};
    for (size_t i = 0; i < statement.size;) {
        size_t size = 1;
        bool literal = false;
        if (statement.data[i] == ':' && is_variable(statement, i, name, &size, &literal))
            buffer_text(&out, literal ? names_quote_literal(arena, value) : value);
        else
            buffer_append(&out, statement.data + i, size = 1);
        i += size;
    }
    Text filled = text_copy(arena, buffer_contents(&out));
    buffer_free(&out);
    return filled;
}

/* The version that the line's mark names, or 0; `text` becomes the line without the mark. */
static int line_version(Text line, Text *text)
{
    *text = line;
    if (!text_ends_with(line, TEXT("+ */")))
        return 0;
    size_t start = line.size - 4;
    while (start > 0 && line.data[start - 1] != ' ')
        start--;
    int64_t version = 0;
    if (start < 4 || !text_to_int64(text_slice(line, start, line.size - 4), &version))
        return 0;
    *text = text_slice(line, 0, start - 4);
    return (int)version;
}

Text pg_for_version(Arena *arena, Text statement, int major)
{
    Buffer out = {0};
    for (size_t start = 0; start < statement.size;) {
        const char *newline = memchr(statement.data + start, '\n', statement.size - start);
        size_t end = newline ? (size_t)(newline - statement.data) : statement.size;
        Text line;
        if (line_version(text_slice(statement, start, end), &line) <= major) {
            buffer_text(&out, line);
            buffer_char(&out, '\n');
        }
        start = end + 1;
    }
    Text chosen = text_copy(arena, text_trim(buffer_contents(&out)));
    buffer_free(&out);
    return chosen;
}
