/* main.c: the pipeline: source → read → check → plan → emit → cc. */
#include "build.h"

#include "base/clock.h"
#include "model/diagram.h"
#include "model/dump.h"

#include <errno.h>
#include <string.h>

/* The first half of every command: the sources, read and checked. NULL: reported. */
static Schema *read_schema(Arena *arena, const Options *options, Diag *diag)
{
    Schema *schema = schema_new(arena);
    LiveOptions live = options->live;
    live.with_ddl = options->command->bit & (FOR_BUILD | FOR_RUN);
    if (!read_sources(schema, diag, &options->sources, &options->overlays, &live))
        return NULL;
    if (options->name)
        schema->name = text_of(options->name);
    return schema_check(schema, diag) ? schema : NULL;
}

/* Writes all of the text to standard output. */
static bool print(Diag *diag, const Buffer *text)
{
    fwrite(text->data, 1, text->size, stdout);
    if (fflush(stdout) != 0 || ferror(stdout))
        return diag_failure(diag, "could not write to standard output: %s", strerror(errno));
    return true;
}

static bool run_check(const Options *options, Diag *diag)
{
    Arena *arena = arena_new();
    bool done = read_schema(arena, options, diag) != NULL;
    arena_free(arena);
    return done;
}

/* The second half: how each column and constraint is met. NULL: reported. */
static Plan *make_plan(Arena *arena, const Schema *schema, const Options *options, Diag *diag)
{
    PlanOptions how = {.strict = options->strict, .allow_c = options->allow_c};
    if (!options->ask_server)
        return plan_schema(arena, schema, &how, diag);
    how.judge = judge_open(arena, diag, &options->sources, &options->live);
    Plan *plan = how.judge ? plan_schema(arena, schema, &how, diag) : NULL;
    return how.judge && !judge_close(how.judge) ? NULL : plan;
}

static bool inspect(Arena *arena, const Options *options, Buffer *out, Diag *diag)
{
    const Schema *schema = read_schema(arena, options, diag);
    if (!schema)
        return false;
    if (!options->print_plan) {
        (options->print_diagram ? diagram_schema : dump_schema)(out, schema);
        return true;
    }
    const Plan *plan = make_plan(arena, schema, options, diag);
    if (plan)
        plan_print(out, plan);
    return plan != NULL;
}

static bool run_inspect(const Options *options, Diag *diag)
{
    Arena *arena = arena_new();
    Buffer out = {0};
    bool done = inspect(arena, options, &out, diag) && print(diag, &out);
    buffer_free(&out);
    arena_free(arena);
    return done;
}

static bool run_build(const Options *options, Diag *diag)
{
    Arena *arena = arena_new();
    double start = clock_seconds();
    const Schema *schema = read_schema(arena, options, diag);
    double read = clock_seconds();
    const Plan *plan = schema ? make_plan(arena, schema, options, diag) : NULL;
    BuildTimes times = {.read = read - start, .plan = clock_seconds() - read};
    bool done = plan && build_program(plan, options, &times, diag);
    arena_free(arena);
    return done;
}

static bool run_run(const Options *options, Diag *diag)
{
    Arena *arena = arena_new();
    const Schema *schema = read_schema(arena, options, diag);
    const Plan *plan = schema ? make_plan(arena, schema, options, diag) : NULL;
    bool done = plan && build_and_run(plan, options, diag);
    arena_free(arena);
    return done;
}

static const Command commands[] = {
    {FOR_BUILD, "build", "SOURCE...", "compile the schema to a generator: C, a program, a library",
     run_build},
    {FOR_RUN, "run", "SOURCE... [-- ARGUMENTS]", "compile it in a cache and run the generator", run_run},
    {FOR_INSPECT, "inspect", "SOURCE...", "print the schema as YAML, as schemac understands it", run_inspect},
    {FOR_CHECK, "check", "SOURCE...", "report what is wrong with the schema", run_check},
    {0},
};

static bool print_information(const Options *options, Diag *diag)
{
    Buffer out = {0};
    if (options->version)
        buffer_string(&out, "schemac " SCHEMAC_VERSION "\n");
    else
        options_help(&out, options, commands);
    bool done = print(diag, &out);
    buffer_free(&out);
    return done;
}

static bool run(const Options *options, Diag *diag)
{
    diag->quiet = options->quiet;
    if (options->help || options->version)
        return print_information(options, diag);
    return options->command->run(options, diag);
}

int main(int argc, char **argv)
{
    Arena *arena = arena_new();
    Diag diag = diag_new(stderr);
    Options options;
    ExitCode code = EXIT_USAGE;
    if (options_parse(&options, arena, &diag, commands, argc, argv))
        code = run(&options, &diag) ? EXIT_DONE : diag.failure;
    arena_free(arena);
    return (int)code;
}
