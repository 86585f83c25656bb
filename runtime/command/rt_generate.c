/* The command `generate`: which tables and rows go into which files, and what is said about it. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rt_cli.h"
#include "rt_filename.h"
#include "rt_jobs.h"
#include "rt_manifest.h"
#include "rt_number.h"
#include "rt_progress.h"

#define ROWS_PER_WORKER 1000 /* fewer are not worth a thread */
#define LISTED          20   /* files that the summary lists */

/* What one run of the command works on. All but cli is its own. */
struct generate {
    struct rt_cli *cli;
    struct rt_db *db;
    bool standard;           /* to standard output */
    struct rt_piece *pieces; /* of the chosen tables, in the order in which they are written */
    size_t piece_count;
    struct rt_job *jobs; /* one for all pieces, or one for each */
    size_t job_count;
    char (*names)[RT_FILENAME_SIZE]; /* of the files, by job */
    char manifest[RT_FILENAME_SIZE]; /* its name */
    char *folder_name;
    int folder;
};

static bool out_of_memory(const struct generate *generate)
{
    return rt_report_error(&generate->cli->report, "out of memory");
}

/* ---- what is written ----------------------------------------------------------------------------------- */

static bool is_chosen(const struct rt_options *options, uint16_t index)
{
    return !options->chosen || options->chosen[index];
}

/* Whether the tables can go where they should; else that is reported. */
static bool check_output(const struct rt_cli *cli)
{
    const struct rt_options *options = &cli->options;
    unsigned count = 0;
    for (uint16_t i = 0; i < cli->program->table_count; i++)
        count += is_chosen(options, i);
    if (count < 2 || !options->output || strcmp(options->output, "-") != 0)
        return true;
    if (options->format != RT_SQL) {
        rt_report_error(&cli->report, "%u tables cannot go to standard output in format \"%s\"", count,
                        rt_formats[options->format].name);
        rt_report_hint(&cli->report, "Choose one with --tables, use --format=sql, or name a folder.");
        return false;
    }
    if (options->parts > 1) {
        rt_report_error(&cli->report, "a part of %u tables cannot go to standard output", count);
        rt_report_hint(&cli->report, "Choose one table with --tables, or name a folder.");
        return false;
    }
    return true;
}

/* Whether the chosen tables can be written in the format; else that is reported. */
static bool check_format(const struct rt_cli *cli, const struct rt_db *db)
{
    for (uint16_t i = 0; i < cli->program->table_count; i++)
        if (is_chosen(&cli->options, i) && !rt_cli_check_format(cli, db, i, cli->options.format))
            return false;
    return true;
}

/* The first row of a part of so many rows; of the part after the last, their number. */
static uint64_t part_start(uint64_t rows, uint64_t part, uint64_t parts)
{
    return (uint64_t)((rt_uint128)rows * (part - 1) / parts);
}

static struct rt_piece make_piece(const struct generate *generate, uint16_t index)
{
    const struct rt_options *options = &generate->cli->options;
    uint64_t rows = generate->db->rows[index];
    return (struct rt_piece){.table = generate->cli->program->tables[index],
                             .format = options->format,
                             .first = part_start(rows, options->part, options->parts),
                             .end = part_start(rows, options->part + 1, options->parts),
                             .rows = rows,
                             .own = options->own,
                             .head = options->own || options->part == 1,
                             .foot = options->own || options->part == options->parts};
}

static bool make_pieces(struct generate *generate)
{
    const struct rt_program *program = generate->cli->program;
    generate->pieces = calloc(program->table_count + 1u, sizeof *generate->pieces);
    if (!generate->pieces)
        return out_of_memory(generate);
    for (uint16_t i = 0; i < program->table_count; i++) {
        uint16_t index = generate->standard ? program->load_order[i] : i;
        if (is_chosen(&generate->cli->options, index))
            generate->pieces[generate->piece_count++] = make_piece(generate, index);
    }
    return true;
}

/* Names the files, which depend on all tables of the program, chosen or not. */
static bool name_files(struct generate *generate)
{
    const struct rt_options *options = &generate->cli->options;
    const struct rt_program *program = generate->cli->program;
    char **bases = rt_filenames_of(program);
    if (!bases)
        return out_of_memory(generate);
    for (size_t i = 0; i < generate->job_count; i++) {
        generate->jobs[i].name = generate->names[i];
        rt_filename_make(generate->names[i], bases[rt_table_index(program, generate->pieces[i].table)],
                         options->part, options->parts, rt_formats[options->format].suffix);
    }
    rt_filenames_free(bases, program);
    rt_filename_make(generate->manifest, "manifest", options->part, options->parts, "json");
    return true;
}

static bool make_jobs(struct generate *generate)
{
    generate->job_count = generate->standard ? generate->piece_count > 0 : generate->piece_count;
    generate->jobs = calloc(generate->job_count + 1, sizeof *generate->jobs);
    generate->names = calloc(generate->job_count + 1, sizeof *generate->names);
    if (!generate->jobs || !generate->names)
        return out_of_memory(generate);
    for (size_t i = 0; i < generate->job_count; i++)
        generate->jobs[i] = (struct rt_job){.pieces = &generate->pieces[i],
                                            .piece_count = generate->standard ? generate->piece_count : 1,
                                            .standard = generate->standard};
    return generate->standard || name_files(generate);
}

/* ---- the folder ---------------------------------------------------------------------------------------- */

/* Makes a folder and those it lies in. False with errno set. */
static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    return mkdir(path, 0777) == 0 || errno == EEXIST;
}

static bool open_folder(struct generate *generate)
{
    const struct rt_cli *cli = generate->cli;
    const char *output = cli->options.output;
    size_t size = strlen(output ? output : cli->program->name) + sizeof "-data";
    generate->folder_name = malloc(size);
    if (!generate->folder_name)
        return out_of_memory(generate);
    snprintf(generate->folder_name, size, "%s%s", output ? output : cli->program->name,
             output ? "" : "-data");
    for (size = strlen(generate->folder_name); size > 1 && generate->folder_name[size - 1] == '/'; size--)
        generate->folder_name[size - 1] = '\0';
    if (!make_folders(generate->folder_name))
        return rt_report_error(&cli->report, "could not create folder \"%s\": %s", generate->folder_name,
                               strerror(errno));
    generate->folder = open(generate->folder_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return generate->folder >= 0 || rt_report_error(&cli->report, "could not open folder \"%s\": %s",
                                                    generate->folder_name, strerror(errno));
}

/* ---- what is said -------------------------------------------------------------------------------------- */

static void print_file_line(const struct generate *generate, const struct rt_job *job)
{
    char rows[RT_NUMBER_SIZE], bytes[RT_NUMBER_SIZE];
    fprintf(stderr, "%15s rows  %8s  ", rt_number_grouped(rows, job->rows),
            rt_number_bytes(bytes, job->bytes));
    rt_report_text(stderr, generate->folder_name, strlen(generate->folder_name));
    fprintf(stderr, "/%s\n", job->name);
}

static void print_summary(const struct generate *generate, uint64_t nanoseconds)
{
    char rows[RT_NUMBER_SIZE], bytes[RT_NUMBER_SIZE], time[RT_NUMBER_SIZE], row_rate[RT_NUMBER_SIZE],
        byte_rate[RT_NUMBER_SIZE];
    uint64_t all_rows = 0, all_bytes = 0;
    for (size_t i = 0; i < generate->job_count; i++) {
        all_rows += generate->jobs[i].rows;
        all_bytes += generate->jobs[i].bytes;
        if (!generate->standard && i < LISTED)
            print_file_line(generate, &generate->jobs[i]);
    }
    if (!generate->standard && generate->job_count > LISTED)
        fprintf(stderr, "%15s %zu files more\n", "and", generate->job_count - LISTED);
    fprintf(stderr, "%15s rows  %8s  in %s: %s rows/s, %s/s\n", rt_number_grouped(rows, all_rows),
            rt_number_bytes(bytes, all_bytes), rt_number_time(time, nanoseconds),
            rt_number_short(row_rate, rt_number_rate(all_rows, nanoseconds)),
            rt_number_bytes(byte_rate, rt_number_rate(all_bytes, nanoseconds)));
}

/* ---- the run ------------------------------------------------------------------------------------------- */

static bool write_manifest(const struct generate *generate)
{
    const struct rt_options *options = &generate->cli->options;
    struct rt_manifest manifest = {.db = generate->db,
                                   .format = options->format,
                                   .part = options->part,
                                   .parts = options->parts,
                                   .own = options->own,
                                   .jobs = generate->jobs,
                                   .job_count = generate->job_count};
    return rt_manifest_write(&manifest, generate->folder, generate->manifest) ||
           rt_report_error(&generate->cli->report, "could not write to file \"%s/%s\": %s",
                           generate->folder_name, generate->manifest, strerror(errno));
}

/* Whether progress has a terminal, and one where no rows are printed. */
static bool shows_progress(const struct generate *generate)
{
    const struct rt_report *report = &generate->cli->report;
    return report->terminal && !report->quiet && !(generate->standard && isatty(STDOUT_FILENO));
}

static bool run_jobs(struct generate *generate)
{
    const struct rt_cli *cli = generate->cli;
    rt_uint128 total = 0;
    for (size_t i = 0; i < generate->piece_count; i++)
        total += generate->pieces[i].end - generate->pieces[i].first;
    struct rt_progress progress;
    struct rt_jobs jobs = {.db = generate->db,
                           .jobs = generate->jobs,
                           .job_count = generate->job_count,
                           .folder = generate->folder,
                           .folder_name = generate->folder_name,
                           .stale = generate->standard ? NULL : generate->manifest,
                           .workers = cli->options.jobs,
                           .show = shows_progress(generate) ? rt_progress_show : NULL,
                           .hide = shows_progress(generate) ? rt_progress_hide : NULL,
                           .show_context = &progress};
    if (total / ROWS_PER_WORKER + 1 < jobs.workers)
        jobs.workers = (unsigned)(total / ROWS_PER_WORKER + 1);
    rt_progress_begin(&progress, &cli->report, total);
    bool done = rt_jobs_run(&jobs);
    uint64_t nanoseconds = rt_progress_time(&progress);
    rt_progress_hide(&progress);
    if (!done)
        return rt_report_error(&cli->report, "%s", jobs.error);
    if (!generate->standard && !write_manifest(generate))
        return false;
    if (!cli->report.quiet)
        print_summary(generate, nanoseconds);
    return true;
}

static void free_generate(struct generate *generate)
{
    if (generate->folder >= 0)
        close(generate->folder);
    free(generate->folder_name);
    free(generate->names);
    free(generate->jobs);
    free(generate->pieces);
    rt_close(generate->db);
}

enum rt_exit rt_generate_command(struct rt_cli *cli)
{
    struct generate generate = {.cli = cli, .folder = -1};
    enum rt_exit exit = RT_EXIT_USAGE;
    generate.standard = cli->options.output && strcmp(cli->options.output, "-") == 0;
    if (check_output(cli) && (generate.db = rt_cli_open(cli, &exit)) && check_format(cli, generate.db)) {
        bool done = make_pieces(&generate) && make_jobs(&generate) &&
                    (generate.standard || open_folder(&generate)) && run_jobs(&generate);
        exit = done ? RT_EXIT_DONE : RT_EXIT_WORLD;
    }
    free_generate(&generate);
    return exit;
}
