/* read_sql_undo.c: files that hold a change and, after a mark of their own, what takes it back: goose,
 * sql-migrate, dbmate, rambler, tern, MyBatis and Play have such marks. Only the change counts. */
#include "read/sql/read_sql.h"

#include <string.h>

typedef enum Mark {
    MARK_NONE,
    MARK_UP,
    MARK_DOWN
} Mark;

/* Whether the line starts with the words, in letters of either case. */
static bool starts_with(Text line, const char *words)
{
    size_t size = strlen(words);
    return text_is_nocase(text_slice(line, 0, size), words) &&
           (line.size == size || strchr(" \t\r\n", line.data[size]));
}

static bool starts_with_any(Text line, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (starts_with(line, words[i]))
            return true;
    return false;
}

/* What a line of comment says; Play's have "#" before it. */
static Mark mark_of(Text line)
{
    static const char *const ups[] = {"+goose Up", "+migrate Up", "migrate:up", "rambler up", "!Ups"};
    static const char *const downs[] = {
        "+goose Down", "+migrate Down", "migrate:down", "rambler down",
        "!Downs",      "//@UNDO",       "@UNDO",        "create above / drop below ----"};
    line = text_trim(line);
    if (!text_starts_with(line, TEXT("--")) && !text_starts_with(line, TEXT("#")))
        return MARK_NONE;
    while (line.size && strchr("#- \t", line.data[0]))
        line = text_slice(line, 1, line.size);
    if (starts_with_any(line, ups, sizeof ups / sizeof *ups))
        return MARK_UP;
    return starts_with_any(line, downs, sizeof downs / sizeof *downs) ? MARK_DOWN : MARK_NONE;
}

/* The bytes of the line at `start`, its end included. */
static size_t line_size(Text text, size_t start)
{
    const char *end = memchr(text.data + start, '\n', text.size - start);
    return end ? (size_t)(end - text.data) + 1 - start : text.size - start;
}

static void blank(char *line, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (line[i] != '\n')
            line[i] = ' ';
}

static bool has_marks(Text text)
{
    for (size_t at = 0, size; at < text.size; at += size) {
        size = line_size(text, at);
        if (mark_of(text_slice(text, at, at + size)) != MARK_NONE)
            return true;
    }
    return false;
}

Text ddl_without_undo(Arena *arena, Text text)
{
    Mark part = MARK_NONE;
    if (!has_marks(text))
        return text;
    Text copy = text_copy(arena, text);
    char *bytes = (char *)copy.data;
    for (size_t at = 0, size; at < text.size; at += size) {
        size = line_size(text, at);
        Mark mark = mark_of(text_slice(text, at, at + size));
        part = mark == MARK_NONE ? part : mark;
        if (part == MARK_DOWN || mark != MARK_NONE)
            blank(bytes + at, size);
    }
    return copy;
}
