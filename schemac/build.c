/* build.c: the commands `build` and `run`. */
#include "build.h"

#include "base/clock.h"
#include "emit/compile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_jobs(const Options *options, unsigned *jobs, Diag *diag)
{
    int64_t value = 0;
    if (options->jobs && (!text_to_int64(text_of(options->jobs), &value) || value < 1 || value > 1024)) {
        diag->failure = EXIT_USAGE;
        diag_error(diag, (Span){0}, "invalid value \"%s\" for option --jobs", options->jobs);
        diag_hint(diag, "It is a number from 1 to 1024.");
        return false;
    }
    *jobs = (unsigned)value;
    return true;
}

/* What the compiler is told; false, before anything is written, where the options are wrong. */
static bool read_compile_options(const Options *options, CompileOptions *compile, Diag *diag)
{
    *compile = (CompileOptions){.compiler = options->compiler, .flags = options->compiler_flags};
    return read_jobs(options, &compile->jobs, diag);
}

static void print_tables(const Plan *plan, Text folder, Diag *diag)
{
    size_t count = plan->tables.count;
    fprintf(diag->stream, "%.*s: %zu table%s in \"%.*s\"", TEXT_ARG(plan->schema->name), count,
            count == 1 ? "" : "s", TEXT_ARG(folder));
}

/* The summary where the C is left as it is. */
static void print_files(const Plan *plan, Text folder, const GeneratedFileList *files, Diag *diag)
{
    print_tables(plan, folder, diag);
    fprintf(diag->stream, ": %zu files, not compiled\n", files->count);
}

static void print_summary(const Plan *plan, Text folder, const BuildTimes *times, double emit,
                          const CompileTimes *compile, Diag *diag)
{
    Text name = plan->identifier;
    print_tables(plan, folder, diag);
    fprintf(diag->stream, ": the program %.*s, the library lib%.*s.a, the header %.*s.h\n", TEXT_ARG(name),
            TEXT_ARG(name), TEXT_ARG(name));
    fprintf(diag->stream,
            "read %.2f s, plan %.2f s, emit %.2f s, compile %.2f s (%u files, %u up to date), link %.2f s\n",
            times->read, times->plan, emit, compile->compile, compile->compiled, compile->kept,
            compile->link);
    const char *here = folder.size && folder.data[0] == '/' ? "" : "./";
    fprintf(diag->stream, "try: %s%.*s/%.*s info\n     %s%.*s/%.*s generate --rows 10k --output data\n", here,
            TEXT_ARG(folder), TEXT_ARG(name), here, TEXT_ARG(folder), TEXT_ARG(name));
}

bool build_program(const Plan *plan, const Options *options, const BuildTimes *times, Diag *diag)
{
    double start = clock_seconds();
    GeneratedFileList files = {0};
    CompileOptions compile;
    Text folder = options->output ? text_of(options->output) : plan->identifier;
    if (!read_compile_options(options, &compile, diag) || !files_generate(plan, &files, diag) ||
        !files_write(&files, folder, plan->arena, diag))
        return false;
    double emitted = clock_seconds() - start;
    CompileTimes compile_times = {0};
    if (options->no_compile) {
        if (!options->quiet)
            print_files(plan, folder, &files, diag);
        return true;
    }
    if (!compile_program(plan, &files, folder, &compile, &compile_times, diag))
        return false;
    if (!options->quiet)
        print_summary(plan, folder, times, emitted, &compile_times, diag);
    return true;
}

static Text cache_folder(Arena *arena)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && *cache)
        return text_format(arena, "%s/schemac", cache);
    return text_format(arena, "%s/.cache/schemac", home && *home ? home : "/tmp");
}

/* A program is kept by what it was made from: the files, and the compiler's name and flags. */
static Text program_folder(const Plan *plan, const GeneratedFileList *files, const Options *options)
{
    uint64_t hash = files_hash(files);
    hash = hash * UINT64_C(1099511628211) ^ text_hash(text_of(options->compiler));
    hash = hash * UINT64_C(1099511628211) ^ text_hash(text_of(options->compiler_flags));
    return text_format(plan->arena, "%.*s/%.*s-%016llx", TEXT_ARG(cache_folder(plan->arena)),
                       TEXT_ARG(plan->identifier), (unsigned long long)hash);
}

bool build_and_run(const Plan *plan, const Options *options, Diag *diag)
{
    GeneratedFileList files = {0};
    CompileOptions compile;
    if (!read_compile_options(options, &compile, diag) || !files_generate(plan, &files, diag))
        return false;
    Text folder = program_folder(plan, &files, options);
    CompileTimes times = {0};
    if (!files_write(&files, folder, plan->arena, diag) ||
        !compile_program(plan, &files, folder, &compile, &times, diag))
        return false;
    char **arguments = arena_array(plan->arena, (size_t)options->argument_count + 2, sizeof *arguments);
    Text program = text_format(plan->arena, "%.*s/%.*s", TEXT_ARG(folder), TEXT_ARG(plan->identifier));
    arguments[0] = (char *)program.data;
    for (int i = 0; i < options->argument_count; i++)
        arguments[i + 1] = options->arguments[i];
    execv(program.data, arguments);
    return diag_failure(diag, "could not start \"%s\": %s", program.data, strerror(errno));
}
