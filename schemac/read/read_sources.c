/* read_sources.c: telling what kind of source each argument names and giving it to its front end. */
#include "read/read.h"

#include "base/buffer.h"
#include "read/read_folder.h"
#include "read/sql/psql_script.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

typedef enum SourceKind {
    SOURCE_SQL,
    SOURCE_YAML
} SourceKind;

/* ---- kinds -------------------------------------------------------------------------------------------- */

/* Whether the argument is for libpq: a URI, "pg:…", or keyword=value pairs that no file is named like. */
static bool is_live(Arena *arena, Text argument)
{
    if (text_starts_with(argument, TEXT("postgresql://")) ||
        text_starts_with(argument, TEXT("postgres://")) || text_starts_with(argument, TEXT("pg:")))
        return true;
    return text_contains(argument, TEXT("=")) && access(text_string(arena, argument), F_OK) != 0;
}

/* A value as libpq wants it in keyword=value pairs. */
static void append_conninfo_value(Buffer *out, Text value)
{
    buffer_char(out, '\'');
    for (size_t i = 0; i < value.size; i++) {
        if (value.data[i] == '\'' || value.data[i] == '\\')
            buffer_char(out, '\\');
        buffer_char(out, value.data[i]);
    }
    buffer_char(out, '\'');
}

/* The argument as libpq takes it: "pg:NAME" is a database name, "pg:" alone leaves all to the environment. */
static const char *conninfo_of(Arena *arena, Text argument)
{
    if (!text_starts_with(argument, TEXT("pg:")))
        return text_string(arena, argument);
    Text rest = text_slice(argument, 3, argument.size);
    if (!rest.size || text_contains(rest, TEXT("=")) || text_contains(rest, TEXT("://")))
        return text_string(arena, rest);
    Buffer out = {0};
    buffer_string(&out, "dbname=");
    append_conninfo_value(&out, rest);
    const char *conninfo = text_string(arena, buffer_contents(&out));
    buffer_free(&out);
    return conninfo;
}

const char *read_conninfo(Arena *arena, Text source)
{
    return is_live(arena, source) ? conninfo_of(arena, source) : NULL;
}

static bool has_extension(Text path, const char *const *extensions)
{
    for (; *extensions; extensions++)
        if (path.size > strlen(*extensions) &&
            text_is_nocase(text_slice(path, path.size - strlen(*extensions), path.size), *extensions))
            return true;
    return false;
}

/* Takes the first line off the text. */
static Text next_line(Text *text)
{
    const char *end = text->size ? memchr(text->data, '\n', text->size) : NULL;
    size_t size = end ? (size_t)(end - text->data) + 1 : text->size;
    Text line = text_trim(text_slice(*text, 0, size));
    *text = text_slice(*text, size, text->size);
    return line;
}

/* Whether a line reads "key:" or "key: value", which no SQL statement starts with. */
static bool is_yaml_line(Text line)
{
    size_t i = 0;
    while (i < line.size && line.data[i] != ':' && line.data[i] != '(' && line.data[i] != ';')
        i++;
    return i > 0 && i < line.size && line.data[i] == ':' && (i + 1 == line.size || line.data[i + 1] == ' ');
}

/* By the first line that is no comment. */
static SourceKind kind_of_content(Text content)
{
    if (text_starts_with(content, TEXT("\xEF\xBB\xBF")))
        content = text_slice(content, 3, content.size);
    while (content.size) {
        Text line = next_line(&content);
        if (text_is(line, "---") || text_starts_with(line, TEXT("--- ")) ||
            text_starts_with(line, TEXT("%YAML")))
            return SOURCE_YAML;
        if (!line.size || line.data[0] == '#' || text_starts_with(line, TEXT("--")))
            continue;
        return line.data[0] == '{' || is_yaml_line(line) ? SOURCE_YAML : SOURCE_SQL;
    }
    return SOURCE_SQL;
}

static SourceKind kind_of(const Source *source)
{
    static const char *const sql[] = {".sql", ".ddl", ".psql", ".pgsql", NULL};
    static const char *const yaml[] = {".yaml", ".yml", ".json", NULL};
    if (has_extension(source->path, sql))
        return SOURCE_SQL;
    if (has_extension(source->path, yaml))
        return SOURCE_YAML;
    return kind_of_content(source->content);
}

/* ---- reading ------------------------------------------------------------------------------------------ */

/* The file's name without folders and its last extension: the name of a schema that has no other. */
static Text base_name(Text path)
{
    size_t start = path.size;
    while (start > 0 && path.data[start - 1] != '/')
        start--;
    size_t end = path.size;
    for (size_t i = start + 1; i < path.size; i++)
        if (path.data[i] == '.')
            end = i;
    Text name = text_slice(path, start, end);
    return text_is(name, "<stdin>") || !name.size ? TEXT("schema") : name;
}

static const Source *open_source(Arena *arena, Diag *diag, Text path)
{
    const Source *source = source_read(arena, path);
    if (!source)
        diag_failure(diag, "could not read \"%.*s\": %s", TEXT_ARG(path), strerror(errno));
    return source;
}

static bool read_file(Schema *schema, Diag *diag, Text path, bool is_only)
{
    const Source *source = open_source(schema->arena, diag, path);
    if (!source)
        return false;
    SourceKind kind = kind_of(source);
    if (!is_only && kind == SOURCE_YAML) {
        diag_error(diag, (Span){.source = source}, "a YAML schema cannot be one of several sources");
        diag_hint(diag, "Give what adds to another source as --overlay FILE.");
        return false;
    }
    if (!schema->name.size)
        schema->name = base_name(source->path);
    schema->source_kind = kind == SOURCE_SQL ? TEXT("sql") : TEXT("yaml");
    return kind == SOURCE_SQL ? read_sql(schema, diag, source) : read_yaml(schema, diag, source);
}

static bool read_live(Schema *schema, Diag *diag, Text argument, const LiveOptions *live)
{
    LiveOptions options = *live;
    options.conninfo = conninfo_of(schema->arena, argument);
    schema->source_kind = TEXT("postgresql");
    return read_pg(schema, diag, &options);
}

static bool read_overlay(Schema *schema, Diag *diag, Text path)
{
    const Source *source = open_source(schema->arena, diag, path);
    return source && read_yaml(schema, diag, source);
}

static bool is_among(const TextList *paths, Text path)
{
    size_t at = 0;
    while (at < paths->count && !text_equal(paths->items[at], path))
        at++;
    return at < paths->count;
}

/* Takes out the files that others of the folder read by themselves. */
static void drop_included(Arena *arena, TextList *files)
{
    TextList included = {0};
    for (size_t i = 0; i < files->count; i++) {
        const Source *source = source_read(arena, files->items[i]);
        if (source && text_contains(source->content, TEXT("\\i")))
            psql_included(arena, source, &included);
    }
    for (size_t i = 0; i < included.count; i++)
        included.items[i] = folder_path(arena, included.items[i]);
    for (size_t i = included.count ? files->count : 0; i > 0; i--)
        if (is_among(&included, folder_path(arena, files->items[i - 1])))
            list_remove(files, i - 1);
}

/* The files of a folder; the schema takes its name. */
static bool read_folder(Schema *schema, Diag *diag, Text path)
{
    TextList files = {0};
    bool done = true;
    if (!folder_files(schema->arena, path, &files))
        return diag_failure(diag, "could not read folder \"%.*s\": %s", TEXT_ARG(path), strerror(errno));
    if (!files.count)
        return diag_error(diag, (Span){0}, "folder \"%.*s\" has no SQL files", TEXT_ARG(path));
    drop_included(schema->arena, &files);
    if (!schema->name.size)
        schema->name = base_name(folder_path(schema->arena, path));
    for (size_t i = 0; i < files.count && !diag_full(diag); i++)
        done = read_file(schema, diag, files.items[i], false) && done;
    return done;
}

bool read_sources(Schema *schema, Diag *diag, const TextList *sources, const TextList *overlays,
                  const LiveOptions *live)
{
    bool done = true;
    for (size_t i = 0; i < sources->count; i++) {
        Text source = sources->items[i];
        if (!is_live(schema->arena, source))
            done =
                (folder_is(schema->arena, source) ? read_folder(schema, diag, source)
                                                  : read_file(schema, diag, source, sources->count == 1)) &&
                done;
        else if (sources->count == 1)
            done = read_live(schema, diag, source, live);
        else
            return diag_error(diag, (Span){0}, "a live database cannot be one of several sources");
    }
    for (size_t i = 0; done && i < overlays->count; i++)
        done = read_overlay(schema, diag, overlays->items[i]);
    if (done)
        read_bodies(schema, diag);
    return done;
}
