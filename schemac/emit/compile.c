/* compile.c: compiling, linking and archiving a generated program, several compilers at a time. */
#include "emit/compile.h"

#include "base/clock.h"
#include "base/output.h"
#include "emit/process.h"
#include "emit/program.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Build {
    Arena *arena;
    Diag *diag;
    const Plan *plan;
    Text name; /* of the program */
    Text folder;
    TextList compiler;     /* the command and its flags */
    size_t compiler_words; /* those of the command, which come first */
    RuntimePaths runtime;
    unsigned jobs;
} Build;

static bool is_there(const char *path)
{
    return access(path, R_OK) == 0;
}

/* The folder above the one that holds this program. */
static Text own_prefix(Arena *arena)
{
    char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path);
    Text prefix = {path, size > 0 ? (size_t)size : 0};
    for (int up = 0; up < 2; up++)
        while (prefix.size && prefix.data[--prefix.size] != '/')
            continue;
    return text_copy(arena, prefix);
}

bool compile_find_runtime(RuntimePaths *paths, Arena *arena, Diag *diag)
{
    const char *given = getenv("SCHEMAC_RUNTIME");
    Text prefix = given && *given ? text_of(given) : own_prefix(arena);
    paths->include = text_format(arena, "%.*s/include/schemac", TEXT_ARG(prefix)).data;
    paths->archive = text_format(arena, "%.*s/lib/schemac/librt.a", TEXT_ARG(prefix)).data;
    paths->server = text_format(arena, "%.*s/lib/schemac/librt_server.a", TEXT_ARG(prefix)).data;
    const char *header = text_format(arena, "%s/rt_generated.h", paths->include).data;
    if (is_there(header) && is_there(paths->archive))
        return true;
    diag_failure(diag, "could not find the runtime: \"%s\" is not there",
                 is_there(header) ? paths->archive : header);
    diag_hint(diag, "Install schemac with `make install`, or set SCHEMAC_RUNTIME to the folder that holds "
                    "include/schemac and "
                    "lib/schemac.");
    return false;
}

static void add_words(Arena *arena, TextList *list, const char *words)
{
    Text rest = text_of(words);
    for (size_t start = 0, i = 0; i <= rest.size; i++) {
        if (i < rest.size && rest.data[i] != ' ' && rest.data[i] != '\t')
            continue;
        if (i > start)
            list_push(arena, list, text_slice(rest, start, i));
        start = i + 1;
    }
}

static void add(Build *build, TextList *list, const char *word)
{
    list_push(build->arena, list, text_of(word));
}

/* The C compiler alone, without its flags. */
static void add_compiler(Build *build, TextList *list)
{
    for (size_t i = 0; i < build->compiler_words; i++)
        list_push(build->arena, list, build->compiler.items[i]);
}

static Text path_in(const Build *build, Text name, const char *suffix)
{
    return text_format(build->arena, "%.*s/%.*s%s", TEXT_ARG(build->folder), TEXT_ARG(name), suffix);
}

static Text without_suffix(Text name)
{
    return text_slice(name, 0, name.size - 2);
}

static bool is_c_file(Text name)
{
    return text_ends_with(name, TEXT(".c"));
}

static Text object_path(const Build *build, Text name)
{
    return text_format(build->arena, "%.*s/obj/%.*s.o", TEXT_ARG(build->folder),
                       TEXT_ARG(without_suffix(name)));
}

/* Seconds since the epoch; 0 where the file is not there. */
static double changed_at(const char *path)
{
    struct stat status;
    if (stat(path, &status))
        return 0;
    return (double)status.st_mtim.tv_sec + (double)status.st_mtim.tv_nsec / 1e9;
}

/* An object is kept where nothing that it was made from is newer: its C file, the shared headers, the
 * runtime, the command. */
static double newest_shared(const Build *build)
{
    double newest = changed_at(build->runtime.archive);
    const char *const shared[] = {build->runtime.server, path_in(build, build->name, ".h").data,
                                  path_in(build, build->name, "_internal.h").data,
                                  path_in(build, TEXT("obj/command"), "").data};
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (changed_at(shared[i]) > newest)
            newest = changed_at(shared[i]);
    return newest;
}

static TextList compile_command(Build *build, Text name)
{
    TextList command = {0};
    for (size_t i = 0; i < build->compiler.count; i++)
        list_push(build->arena, &command, build->compiler.items[i]);
    add(build, &command, "-c");
    add(build, &command, "-o");
    list_push(build->arena, &command, object_path(build, name));
    list_push(build->arena, &command, path_in(build, name, ""));
    return command;
}

/* Writes a file of lines beside the objects. */
static bool write_lines(Build *build, Text name, const TextList *lines)
{
    Buffer content = {0};
    for (size_t i = 0; i < lines->count; i++) {
        buffer_text(&content, lines->items[i]);
        buffer_char(&content, '\n');
    }
    GeneratedFileList files = {0};
    GeneratedFile file = {name, text_copy(build->arena, buffer_contents(&content))};
    buffer_free(&content);
    list_push(build->arena, &files, file);
    return files_write(&files, path_in(build, TEXT("obj"), ""), build->arena, build->diag);
}

/* The command is kept in a file, so that other flags make all objects anew. */
static bool note_command(Build *build)
{
    return write_lines(build, TEXT("command"), &build->compiler);
}

/* The runtime's headers that the program's own includes, so that its folder is all that a user of the library
 * needs. */
static bool copy_headers(Build *build)
{
    static const char *const headers[] = {"rt_value.h", "rt_uint128.h"};
    GeneratedFileList files = {0};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        Text path = text_format(build->arena, "%s/%s", build->runtime.include, headers[i]);
        const Source *source = source_read(build->arena, path);
        if (!source)
            return diag_failure(build->diag, "could not read \"%s\": %s", path.data, strerror(errno));
        GeneratedFile file = {text_of(headers[i]), source->content};
        list_push(build->arena, &files, file);
    }
    return files_write(&files, build->folder, build->arena, build->diag);
}

static bool compile_all(Build *build, const GeneratedFileList *files, CompileTimes *times)
{
    LIST(TextList) commands = {0};
    double newest = newest_shared(build);
    for (size_t i = 0; i < files->count; i++) {
        Text name = files->items[i].name;
        if (!is_c_file(name))
            continue;
        double object = changed_at(object_path(build, name).data),
               source = changed_at(path_in(build, name, "").data);
        if (object > newest && object > source)
            times->kept++;
        else
            list_push(build->arena, &commands, compile_command(build, name));
    }
    times->compiled = (unsigned)commands.count;
    return process_run_all(commands.items, commands.count, build->jobs, build->arena, build->diag);
}

static void add_objects(Build *build, TextList *command, const GeneratedFileList *files, bool with_main)
{
    for (size_t i = 0; i < files->count; i++) {
        Text name = files->items[i].name;
        if (is_c_file(name) && (with_main || !program_is_command_file(build->plan, name)))
            list_push(build->arena, command, object_path(build, name));
    }
}

/* How libpq is linked: what pkg-config or pg_config say, else its name alone. */
static TextList libpq_flags(Build *build)
{
    TextList pkg_config = {0}, pg_config = {0}, flags = {0};
    Text output;
    add_words(build->arena, &pkg_config, "pkg-config --libs libpq");
    add_words(build->arena, &pg_config, "pg_config --libdir");
    if (process_output(&pkg_config, NULL, build->arena, &output)) {
        add_words(build->arena, &flags, text_string(build->arena, text_trim(output)));
        return flags;
    }
    if (process_output(&pg_config, NULL, build->arena, &output))
        list_push(build->arena, &flags, text_format(build->arena, "-L%.*s", TEXT_ARG(text_trim(output))));
    add(build, &flags, "-lpq");
    return flags;
}

/* Whether a program links with the flags. */
static bool can_link(Build *build, const TextList *flags)
{
    TextList command = {0}, lines = {0};
    Text ignored;
    add(build, &lines, "int main(void) { return 0; }");
    if (!write_lines(build, TEXT("probe.c"), &lines))
        return false;
    add_compiler(build, &command);
    add(build, &command, "-o");
    list_push(build->arena, &command, path_in(build, TEXT("obj/probe"), ""));
    list_push(build->arena, &command, path_in(build, TEXT("obj/probe.c"), ""));
    for (size_t i = 0; i < flags->count; i++)
        list_push(build->arena, &command, flags->items[i]);
    return process_output(&command, NULL, build->arena, &ignored);
}

/* The runtime, with the commands that need libpq where that is there. They come first and whole, so that they
 * stand before what says that they are missing. */
static void add_runtime(Build *build, TextList *command)
{
    TextList flags = libpq_flags(build);
    bool found = can_link(build, &flags);
    if (found) {
        add(build, command, "-Wl,--whole-archive");
        add(build, command, build->runtime.server);
        add(build, command, "-Wl,--no-whole-archive");
    } else {
        diag_warning(build->diag, (Span){0}, "libpq was not found: the program cannot load or verify");
        diag_hint(build->diag, "Install it with its headers (on Debian: libpq-dev), then build again.");
    }
    add(build, command, build->runtime.archive);
    for (size_t i = 0; found && i < flags.count; i++)
        list_push(build->arena, command, flags.items[i]);
}

static bool run(Build *build, const TextList *command)
{
    return process_run_all(command, 1, 1, build->arena, build->diag);
}

/* Whether a file is newer than all that it is made from: the objects, and what they are made from. */
static bool is_current(const Build *build, const GeneratedFileList *files, Text path)
{
    double made = changed_at(path.data);
    bool current = made > newest_shared(build);
    for (size_t i = 0; i < files->count; i++)
        if (is_c_file(files->items[i].name))
            current = current && made > changed_at(object_path(build, files->items[i].name).data);
    return current;
}

static bool link_program(Build *build, const GeneratedFileList *files)
{
    TextList command = {0};
    Text beside = path_in(build, build->name, ".new"), program = path_in(build, build->name, "");
    if (is_current(build, files, program))
        return true;
    add_compiler(build, &command);
    add(build, &command, "-o");
    list_push(build->arena, &command, beside);
    add_objects(build, &command, files, true);
    add_runtime(build, &command);
    add(build, &command, "-Wl,--gc-sections");
    add(build, &command, "-pthread");
    if (!run(build, &command)) {
        unlink(beside.data);
        return false;
    }
    if (rename(beside.data, program.data))
        return diag_failure(build->diag, "could not write \"%s\": %s", program.data, strerror(errno));
    return true;
}

/* Writes the names that the program's header declares. */
static bool note_exports(Build *build, const Plan *plan)
{
    static const char *const names[] = {"open",        "close",         "error",       "rows",
                                        "scratch_new", "scratch_reset", "scratch_free"};
    TextList exports = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        list_push(build->arena, &exports,
                  text_format(build->arena, "%.*s_%s", TEXT_ARG(build->name), names[i]));
    for (size_t i = 0; i < plan->tables.count; i++)
        list_push(build->arena, &exports,
                  text_format(build->arena, "%.*s_%.*s_generate", TEXT_ARG(build->name),
                              TEXT_ARG(plan->tables.items[i]->identifier)));
    return write_lines(build, TEXT("exports"), &exports);
}

/* One object of everything, in which only what the header declares is visible from outside. */
static bool archive_library(Build *build, const GeneratedFileList *files)
{
    Text whole =
        text_format(build->arena, "%.*s/obj/%.*s.all.o", TEXT_ARG(build->folder), TEXT_ARG(build->name));
    Text archive =
        text_format(build->arena, "%.*s/lib%.*s.a", TEXT_ARG(build->folder), TEXT_ARG(build->name));
    TextList join = {0}, hide = {0}, pack = {0};
    if (is_current(build, files, archive))
        return true;
    add_compiler(build, &join);
    add(build, &join, "-nostdlib");
    add(build, &join, "-r");
    add(build, &join, "-o");
    list_push(build->arena, &join, whole);
    add_objects(build, &join, files, false);
    add(build, &join, build->runtime.archive);
    add(build, &hide, "objcopy");
    list_push(
        build->arena, &hide,
        text_format(build->arena, "--keep-global-symbols=%s", path_in(build, TEXT("obj/exports"), "").data));
    list_push(build->arena, &hide, whole);
    add(build, &pack, "ar");
    add(build, &pack, "rcsD");
    list_push(build->arena, &pack, archive);
    list_push(build->arena, &pack, whole);
    unlink(archive.data);
    return run(build, &join) && run(build, &hide) && run(build, &pack);
}

static unsigned processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (unsigned)count : 1;
}

static bool prepare(Build *build, const CompileOptions *options)
{
    const char *from_environment = getenv("CC");
    const char *compiler = options->compiler                       ? options->compiler
                           : from_environment && *from_environment ? from_environment
                                                                   : "cc";
    add_words(build->arena, &build->compiler, compiler);
    build->compiler_words = build->compiler.count;
    if (!build->compiler_words)
        return diag_failure(build->diag, "no C compiler is named");
    add(build, &build->compiler, "-std=gnu11");
    add_words(build->arena, &build->compiler, options->flags ? options->flags : "-O2");
    add(build, &build->compiler, "-ffp-contract=off");
    add(build, &build->compiler, "-ffunction-sections");
    add(build, &build->compiler, "-fPIC");
    if (!compile_find_runtime(&build->runtime, build->arena, build->diag))
        return false;
    list_push(build->arena, &build->compiler, text_format(build->arena, "-I%s", build->runtime.include));
    build->jobs = options->jobs ? options->jobs : processors();
    return files_make_folder(path_in(build, TEXT("obj"), ""), build->arena, build->diag) &&
           note_command(build);
}

bool compile_program(const Plan *plan, const GeneratedFileList *files, Text folder,
                     const CompileOptions *options, CompileTimes *times, Diag *diag)
{
    Build build = {
        .arena = plan->arena, .diag = diag, .plan = plan, .name = plan->identifier, .folder = folder};
    double start = clock_seconds();
    if (!prepare(&build, options) || !copy_headers(&build) || !note_exports(&build, plan) ||
        !compile_all(&build, files, times))
        return false;
    double compiled = clock_seconds();
    times->compile = compiled - start;
    bool done = link_program(&build, files) && archive_library(&build, files);
    times->link = clock_seconds() - compiled;
    return done;
}
