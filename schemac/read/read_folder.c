/* read_folder.c: the SQL files of a folder of migrations, in the order of their versions; what undoes a
 * change is left out. Flyway, golang-migrate, goose, dbmate, diesel, Hasura, Prisma, sqlx and others lay them
 * out so; sqitch has a plan. */
#include "read/read_folder.h"

#include "read/read_sqitch.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    DEPTH_LIMIT = 16 /* folders in folders; links may go round in circles */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool folder_is(Arena *arena, Text path)
{
    struct stat status;
    return stat(text_string(arena, path), &status) == 0 && S_ISDIR(status.st_mode);
}

Text folder_path(Arena *arena, Text path)
{
    char *real = realpath(text_string(arena, path), NULL);
    Text copy = real ? text_copy(arena, text_of(real)) : path;
    free(real);
    return copy;
}

/* ---- names --------------------------------------------------------------------------------------------- */

/* Whether the name, in lower case and without ".sql", says that the file takes a change back. */
static bool is_undo(Text stem)
{
    static const char *const endings[] = {"down", "undo", "rollback", "revert"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (!text_ends_with(stem, text_of(endings[i])))
            continue;
        if (stem.size == size || strchr("._-", stem.data[stem.size - size - 1]))
            return true;
    }
    return stem.size > 1 && stem.data[0] == 'u' && is_digit(stem.data[1]) && text_contains(stem, TEXT("__"));
}

/* What Flyway applies again and again, after all versions: R__words. */
static bool is_repeated(Text name)
{
    return text_is_nocase(text_slice(name, 0, 3), "r__");
}

/* Whether the name is one that Flyway takes: V1.2__words, R__words. */
static bool is_flyway(Text name)
{
    bool is_version = name.size > 1 && strchr("vV", name.data[0]) && is_digit(name.data[1]);
    return is_repeated(name) || (is_version && text_contains(name, TEXT("__")));
}

static bool is_change(Arena *arena, Text name)
{
    Text lower = text_lower(arena, name);
    return text_ends_with(lower, TEXT(".sql")) && !is_undo(text_slice(lower, 0, lower.size - 4));
}

/* ---- order --------------------------------------------------------------------------------------------- */

/* Takes the next part of a version off: digits, after one separator where it is not the first. */
static bool take_part(Text *name, bool first, Text *part)
{
    size_t start = first ? 0 : 1, end = start;
    if (!first && (name->size < 2 || !strchr("._-", name->data[0])))
        return false;
    while (end < name->size && is_digit(name->data[end]))
        end++;
    *part = text_slice(*name, start, end);
    while (part->size > 1 && part->data[0] == '0')
        *part = text_slice(*part, 1, part->size);
    *name = text_slice(*name, end, name->size);
    return end > start;
}

static int compare_numbers(Text a, Text b)
{
    return a.size != b.size ? (a.size > b.size) - (a.size < b.size) : text_compare(a, b);
}

/* Up to the first digit: what stands before a version. */
static Text skip_words(Text name)
{
    size_t at = 0;
    while (at < name.size && !is_digit(name.data[at]))
        at++;
    return text_slice(name, at, name.size);
}

/* Names with a version come first, in its order: V2 before V2.1 before V10. */
static int compare_names(Text a, Text b)
{
    Text x = skip_words(a), y = skip_words(b), p, q;
    if (!x.size || !y.size)
        return x.size || y.size ? (y.size > 0) - (x.size > 0) : text_compare(a, b);
    for (bool first = true;; first = false) {
        bool left = take_part(&x, first, &p), right = take_part(&y, first, &q);
        if (!left || !right)
            return left != right ? (int)left - (int)right : text_compare(a, b);
        int order = compare_numbers(p, q);
        if (order)
            return order;
    }
}

static int by_name(const void *a, const void *b)
{
    return compare_names(*(const Text *)a, *(const Text *)b);
}

static Text base_name(Text path)
{
    size_t start = path.size;
    while (start > 0 && path.data[start - 1] != '/')
        start--;
    return text_slice(path, start, path.size);
}

/* Of all folders together. */
static int by_flyway(const void *a, const void *b)
{
    Text x = base_name(*(const Text *)a), y = base_name(*(const Text *)b);
    int order = (int)is_repeated(x) - (int)is_repeated(y);
    return order ? order : is_repeated(x) ? text_compare(x, y) : compare_names(x, y);
}

/* ---- reading ------------------------------------------------------------------------------------------- */

/* The names in a folder in their order, without hidden ones. */
static bool list_names(Arena *arena, Text path, TextList *names)
{
    DIR *folder = opendir(text_string(arena, path));
    const struct dirent *entry;
    if (!folder)
        return false;
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            list_push(arena, names, text_copy(arena, text_of(entry->d_name)));
    closedir(folder);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_name);
    return true;
}

/* Whether one of the names is for Flyway, which passes over all other files of such folders. */
static bool has_flyway(Arena *arena, const TextList *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (is_change(arena, names->items[i]) && is_flyway(base_name(names->items[i])))
            return true;
    return false;
}

static bool collect(Arena *arena, Text path, unsigned depth, bool flyway, TextList *files)
{
    TextList names = {0};
    if (depth == DEPTH_LIMIT)
        errno = ELOOP;
    if (depth < DEPTH_LIMIT && sqitch_is_project(arena, path))
        return sqitch_files(arena, path, files);
    bool done = depth < DEPTH_LIMIT && list_names(arena, path, &names);
    flyway = flyway || has_flyway(arena, &names);
    for (size_t i = 0; done && i < names.count; i++) {
        Text name = names.items[i], item = text_format(arena, "%.*s/%.*s", TEXT_ARG(path), TEXT_ARG(name));
        if (folder_is(arena, item))
            done = collect(arena, item, depth + 1, flyway, files);
        else if (is_change(arena, name) && (!flyway || is_flyway(name)))
            list_push(arena, files, item);
    }
    return done;
}

static bool all_flyway(const TextList *files)
{
    size_t count = 0;
    while (count < files->count && is_flyway(base_name(files->items[count])))
        count++;
    return count > 0 && count == files->count;
}

bool folder_files(Arena *arena, Text path, TextList *files)
{
    while (path.size > 1 && path.data[path.size - 1] == '/')
        path.size--;
    bool done = collect(arena, path, 0, false, files);
    if (all_flyway(files))
        qsort(files->items, files->count, sizeof *files->items, by_flyway);
    return done;
}
