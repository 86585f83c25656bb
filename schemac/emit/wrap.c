/* wrap.c: breaking long lines of generated C. */
#include "emit/wrap.h"

enum {
    COLUMNS = 110,
    INDENT = 4 /* of what follows a break, beyond the line's own */
};

/* Where in a line the reader of C is. */
typedef struct Place {
    char quote; /* the quote that is open, or 0 */
    bool in_comment;
    int depth; /* brackets that are open */
} Place;

/* A blank at which a line may be broken. */
typedef struct Break {
    size_t at; /* 0: there is none */
    Place place;
} Break;

static size_t step(Text line, size_t i, Place *place)
{
    char c = line.data[i], next = i + 1 < line.size ? line.data[i + 1] : 0;
    if (place->in_comment) {
        place->in_comment = !(c == '*' && next == '/');
        return place->in_comment ? 1 : 2;
    }
    if (place->quote) {
        if (c == place->quote)
            place->quote = 0;
        return c == '\\' ? 2 : 1;
    }
    if (c == '"' || c == '\'')
        place->quote = c;
    place->depth += (c == '(' || c == '{' || c == '[') - (c == ')' || c == '}' || c == ']');
    place->in_comment = c == '/' && next == '*';
    return place->in_comment ? 2 : 1;
}

static bool may_break(Text line, size_t i, const Place *place)
{
    if (line.data[i] != ' ' || place->quote || i + 2 >= line.size)
        return false;
    char next = line.data[i + 1];
    bool is_operator = (next == '+' || next == '?' || next == ':') && line.data[i + 2] == ' ';
    bool is_logical = (next == '&' || next == '|') && line.data[i + 2] == next;
    return place->in_comment || line.data[i - 1] == ',' || is_operator || is_logical;
}

/* The better of two breaks: the one inside fewer brackets, or else the later; none that leaves a stump of a
 * line that begins at `start`. */
static Break better(Break first, Break later, size_t start)
{
    enum {
        STUMP = COLUMNS / 3
    };
    return first.at > start + STUMP && first.place.depth < later.place.depth ? first : later;
}

static size_t indent_of(Text line)
{
    size_t indent = 0;
    while (indent < line.size && line.data[indent] == ' ')
        indent++;
    return indent;
}

static void wrap_line(Buffer *out, Text line)
{
    Place place = {0};
    Break best = {0};
    size_t indent = indent_of(line), start = 0, room = COLUMNS;
    for (size_t i = indent; i < line.size;) {
        if (i > indent && may_break(line, i, &place))
            best = better(best, (Break){i, place}, start);
        i += step(line, i, &place);
        if (i - start <= room || best.at <= start)
            continue;
        buffer_text(out, text_slice(line, start, best.at));
        buffer_format(out, "\n%*s", (int)(indent + INDENT), "");
        start = i = best.at + 1;
        place = best.place;
        room = COLUMNS - indent - INDENT;
        best = (Break){0};
    }
    buffer_text(out, text_slice(line, start, line.size));
}

void wrap_c(Buffer *out, Text code)
{
    for (size_t start = 0, end; start < code.size; start = end + 1) {
        for (end = start; end < code.size && code.data[end] != '\n';)
            end++;
        Text line = text_slice(code, start, end);
        if (line.size <= COLUMNS || line.data[0] == '#')
            buffer_text(out, line);
        else
            wrap_line(out, line);
        buffer_char(out, '\n');
    }
}
