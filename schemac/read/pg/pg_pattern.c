/* pg_pattern.c: psql's patterns turned into regular expressions, as patternToSQLRegex of
 * src/fe_utils/string_utils.c does it. */
#include "read/pg/pg_pattern.h"

#include "base/buffer.h"

#include <string.h>

/* A part of a pattern on its way to a regular expression. */
typedef struct Part {
    Buffer regex;
    Buffer plain;
} Part;

static void add_literal(Part *part, char c, bool quoted)
{
    const char *special = quoted ? "|*+?()[]{}.^$\\" : "$";
    if (c && strchr(special, c))
        buffer_char(&part->regex, '\\');
    buffer_char(&part->regex, c);
    buffer_char(&part->plain, c);
}

static void add_unquoted(Part *part, char c, char next)
{
    if (c == '*')
        buffer_string(&part->regex, ".*");
    else if (c == '?')
        buffer_char(&part->regex, '.');
    else if (c == '[' && next == ']')
        buffer_string(&part->regex, "\\[");
    else
        add_literal(part, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c, false);
}

static void finish_part(Arena *arena, PgPattern *pattern, Part *part)
{
    if (pattern->count < PG_PATTERN_PARTS) {
        Text regex = buffer_contents(&part->regex);
        pattern->regex[pattern->count] = text_format(arena, "^(%.*s)$", TEXT_ARG(regex));
        pattern->plain[pattern->count] = text_copy(arena, buffer_contents(&part->plain));
    }
    pattern->count++;
    part->regex.size = part->plain.size = 0;
}

PgPattern pg_pattern_read(Arena *arena, Text text)
{
    PgPattern pattern = {0};
    Part part = {0};
    bool quoted = false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        char next = i + 1 < text.size ? text.data[i + 1] : '\0';
        if (c == '"' && quoted && next == '"')
            add_literal(&part, text.data[++i], true);
        else if (c == '"')
            quoted = !quoted;
        else if (quoted)
            add_literal(&part, c, true);
        else if (c == '.')
            finish_part(arena, &pattern, &part);
        else
            add_unquoted(&part, c, next);
    }
    finish_part(arena, &pattern, &part);
    buffer_free(&part.regex);
    buffer_free(&part.plain);
    return pattern;
}
