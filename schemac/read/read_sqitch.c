/* read_sqitch.c: the plan of a sqitch project: a line for each change and each tag; which script deploys a
 * change. */
#include "read/read_sqitch.h"

#include "diag/source.h"

#include <string.h>
#include <unistd.h>

/* A line of the plan that counts. */
typedef struct PlanLine {
    Text name; /* of a change; of a tag, with its "@" */
    bool is_tag;
} PlanLine;
typedef LIST(PlanLine) PlanLineList;

static bool is_readable(Arena *arena, Text path)
{
    return access(text_string(arena, path), R_OK) == 0;
}

static Text plan_path(Arena *arena, Text folder)
{
    return text_format(arena, "%.*s/sqitch.plan", TEXT_ARG(folder));
}

bool sqitch_is_project(Arena *arena, Text folder)
{
    return is_readable(arena, plan_path(arena, folder));
}

static Text first_word(Text line)
{
    size_t size = 0;
    while (size < line.size && !strchr(" \t\r\n", line.data[size]))
        size++;
    return text_slice(line, 0, size);
}

static PlanLineList plan_lines(Arena *arena, Text text)
{
    PlanLineList lines = {0};
    while (text.size) {
        const char *end = memchr(text.data, '\n', text.size);
        size_t size = end ? (size_t)(end - text.data) + 1 : text.size;
        Text name = first_word(text_trim(text_slice(text, 0, size)));
        text = text_slice(text, size, text.size);
        if (name.size && name.data[0] != '#' && name.data[0] != '%')
            list_push(arena, &lines, ((PlanLine){name, name.data[0] == '@'}));
    }
    return lines;
}

/* The script of the change as it was before it was reworked at line `next`: named after a tag between the
 * two, the first one that there is such a script of. */
static Text old_script(Arena *arena, Text folder, const PlanLineList *lines, size_t change, size_t next)
{
    Text name = lines->items[change].name, path = {0};
    for (size_t i = change + 1; i < next && !path.size; i++) {
        if (!lines->items[i].is_tag)
            continue;
        Text tagged = text_format(arena, "%.*s/deploy/%.*s%.*s.sql", TEXT_ARG(folder), TEXT_ARG(name),
                                  TEXT_ARG(lines->items[i].name));
        path = is_readable(arena, tagged) ? tagged : path;
    }
    return path;
}

/* The line after `change` where the change of its name is reworked; the end where it is not. */
static size_t reworked_at(const PlanLineList *lines, size_t change)
{
    size_t next = change + 1;
    while (next < lines->count && !text_equal(lines->items[next].name, lines->items[change].name))
        next++;
    return next;
}

static Text script_of(Arena *arena, Text folder, const PlanLineList *lines, size_t change)
{
    size_t next = reworked_at(lines, change);
    Text old = next < lines->count ? old_script(arena, folder, lines, change, next) : (Text){0};
    Text name = lines->items[change].name;
    return old.size ? old : text_format(arena, "%.*s/deploy/%.*s.sql", TEXT_ARG(folder), TEXT_ARG(name));
}

bool sqitch_files(Arena *arena, Text folder, TextList *files)
{
    const Source *plan = source_read(arena, plan_path(arena, folder));
    if (!plan)
        return false;
    PlanLineList lines = plan_lines(arena, plan->content);
    for (size_t i = 0; i < lines.count; i++)
        if (!lines.items[i].is_tag)
            list_push(arena, files, script_of(arena, folder, &lines, i));
    return true;
}
