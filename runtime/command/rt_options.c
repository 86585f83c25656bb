/* Reading the command line, and the help, from one table of options. */
#include <inttypes.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "rt_cli.h"
#include "rt_nearest.h"
#include "rt_number.h"

#define JOBS_MAX    1024
#define HELP_COLUMN 28 /* where the help of an option starts */
#define HELP_WIDTH  92

struct option {
    char letter;      /* the short form, or 0 */
    const char *name; /* the long form without its dashes */
    const char
        *argument; /* what stands for its value in the help, [=VALUE] where it may be left out; NULL: none */
    unsigned commands; /* which take it */
    bool (*set)(struct rt_cli *cli, const struct option *option, const char *value);
    const char *help; /* lines parted by \n */
};

/* ---- values -------------------------------------------------------------------------------------------- */

static bool invalid(const struct rt_cli *cli, const struct option *option, const char *value,
                    const char *hint)
{
    rt_report_error(&cli->report, "invalid value \"%s\" for option --%s", value, option->name);
    rt_report_hint(&cli->report, "%s", hint);
    return false;
}

/* The end of a name in a list: a name in double quotes may hold anything, quotes doubled; else it ends at a
 * stop. */
static const char *name_end(const char *at, const char *stops)
{
    if (*at != '"')
        return at + strcspn(at, stops);
    for (at++; *at && (at[0] != '"' || at[1] == '"'); at++)
        at += *at == '"';
    return at + (*at == '"');
}

/* Finds a table named in a list: by its label, or in quotes that the list needs and the label does not. */
static bool named_table(const struct rt_cli *cli, const char *name, const char *end, uint16_t *index)
{
    bool quoted = end - name >= 2 && *name == '"' && end[-1] == '"';
    if (!quoted || rt_cli_has_table(cli, name, (size_t)(end - name), index))
        return rt_cli_find_table(cli, name, (size_t)(end - name), index);
    char *plain = malloc((size_t)(end - name)), *to = plain;
    if (!plain)
        return rt_report_error(&cli->report, "out of memory");
    for (const char *at = name + 1; at < end - 1; at++) {
        *to++ = *at;
        at += *at == '"';
    }
    bool found = rt_cli_find_table(cli, plain, (size_t)(to - plain), index);
    free(plain);
    return found;
}

/* One item of --rows: a number for all, or TABLE=NUMBER. */
static bool set_rows_item(struct rt_cli *cli, const char *item, const char *end, bool *valid)
{
    struct rt_open_options *open = &cli->options.open;
    const char *name = name_end(item, "=,");
    if (*name != '=') {
        open->has_rows = true;
        *valid = rt_number_read(item, (size_t)(end - item), 1, &open->rows);
        return *valid;
    }
    struct rt_rows_request *request = &cli->options.requests[open->request_count];
    *valid = rt_number_read(name + 1, (size_t)(end - name - 1), 1, &request->rows);
    if (!*valid || !named_table(cli, item, name, &request->table))
        return false;
    open->request_count++;
    return true;
}

static bool set_rows(struct rt_cli *cli, const struct option *option, const char *value)
{
    struct rt_options *options = &cli->options;
    size_t items = options->open.request_count + 1u;
    for (const char *at = value; *at; at++)
        items += *at == ',';
    struct rt_rows_request *grown =
        items < UINT16_MAX ? realloc(options->requests, items * sizeof *grown) : NULL;
    if (!grown)
        return rt_report_error(&cli->report, "out of memory");
    options->open.requests = options->requests = grown;
    for (const char *item = value;; item++) {
        const char *name = name_end(item, "=,"), *end = name + strcspn(name, ",");
        bool valid;
        if (!set_rows_item(cli, item, end, &valid))
            return !valid && invalid(cli, option, value,
                                     "It is a number like 1000, 10k or 1.5M for all tables, or "
                                     "TABLE=NUMBER, with commas between.");
        item = end;
        if (!*item)
            return true;
    }
}

static bool set_verified_rows(struct rt_cli *cli, const struct option *option, const char *value)
{
    cli->options.any_rows = strcmp(value, "any") == 0;
    return cli->options.any_rows || set_rows(cli, option, value);
}

static bool set_scale(struct rt_cli *cli, const struct option *option, const char *value)
{
    if (rt_number_read(value, strlen(value), 1000000000, &cli->options.open.scale) && cli->options.open.scale)
        return true;
    return invalid(cli, option, value,
                   "It is a number over 0, such as 2.5, with up to 9 digits after the point.");
}

static bool set_seed(struct rt_cli *cli, const struct option *option, const char *value)
{
    cli->options.open.has_seed = true;
    if (rt_number_read(value, strlen(value), 1, &cli->options.open.seed))
        return true;
    return invalid(cli, option, value, "It is a whole number from 0 to 18446744073709551615.");
}

static bool set_format(struct rt_cli *cli, const struct option *option, const char *value)
{
    cli->options.has_format = true;
    if (rt_format_find(value, &cli->options.format))
        return true;
    return invalid(cli, option, value, "It is one of csv, tsv, ndjson, json, sql, copy and copy-binary.");
}

static bool set_form(struct rt_cli *cli, const struct option *option, const char *value)
{
    static const char *const forms[] = {
        [RT_VERIFY_TEXT] = "text", [RT_VERIFY_JSON] = "json", [RT_VERIFY_MARKDOWN] = "markdown"};
    for (unsigned i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(value, forms[i]) == 0) {
            cli->options.form = (enum rt_verify_form)i;
            return true;
        }
    return invalid(cli, option, value, "It is one of text, json and markdown.");
}

static bool set_output(struct rt_cli *cli, const struct option *option, const char *value)
{
    cli->options.output = value;
    return *value || invalid(cli, option, value, "It is a folder, or - for standard output.");
}

static bool set_tables(struct rt_cli *cli, const struct option *option, const char *value)
{
    bool **chosen = &cli->options.chosen;
    if (!*chosen && !(*chosen = calloc(cli->program->table_count + 1u, sizeof **chosen)))
        return rt_report_error(&cli->report, "out of memory");
    for (const char *item = value;; item++) {
        const char *end = name_end(item, ",");
        uint16_t index;
        if (*end && *end != ',')
            return invalid(cli, option, value, "It is a list of tables with commas between.");
        if (!named_table(cli, item, end, &index))
            return false;
        (*chosen)[index] = true;
        item = end;
        if (!*item)
            return true;
    }
}

static bool set_jobs(struct rt_cli *cli, const struct option *option, const char *value)
{
    uint64_t jobs;
    if (!rt_number_read(value, strlen(value), 1, &jobs) || jobs < 1 || jobs > JOBS_MAX)
        return invalid(cli, option, value, "It is a number from 1 to 1024.");
    cli->options.jobs = (unsigned)jobs;
    return true;
}

static bool set_part(struct rt_cli *cli, const struct option *option, const char *value)
{
    uint64_t *part = &cli->options.part, *parts = &cli->options.parts;
    size_t slash = strcspn(value, "/");
    if (value[slash] && rt_number_read(value, slash, 1, part) &&
        rt_number_read(value + slash + 1, strlen(value + slash + 1), 1, parts) && *part >= 1 &&
        *part <= *parts)
        return true;
    return invalid(cli, option, value, "It is I/N, such as 3/64: the I-th of N parts, from 1 to N.");
}

static bool set_header(struct rt_cli *cli, const struct option *option, const char *value)
{
    cli->options.own = strcmp(value, "each") == 0;
    return cli->options.own || strcmp(value, "once") == 0 ||
           invalid(cli, option, value, "It is once or each.");
}

static bool set_audit(struct rt_cli *cli, const struct option *option, const char *value)
{
    cli->options.audit = value;
    return *value || invalid(cli, option, value, "It is a file.");
}

static bool set_all(struct rt_cli *cli, const struct option *option, const char *value)
{
    (void)option, (void)value;
    return cli->options.all = true;
}

static bool set_triggers(struct rt_cli *cli, const struct option *option, const char *value)
{
    bool off = strcmp(value, "off") == 0;
    cli->options.triggers = off ? RT_TRIGGERS_OFF : RT_TRIGGERS_ON;
    return off || strcmp(value, "on") == 0 || invalid(cli, option, value, "It is off or on.");
}

static bool set_create(struct rt_cli *cli, const struct option *option, const char *value)
{
    (void)option, (void)value;
    return cli->options.create = true;
}

static bool set_replace(struct rt_cli *cli, const struct option *option, const char *value)
{
    cli->options.replace = true;
    cli->options.sure = value && strcmp(value, "yes") == 0;
    return !value || cli->options.sure || invalid(cli, option, value, "It is yes, or left out to be asked.");
}

static bool set_append(struct rt_cli *cli, const struct option *option, const char *value)
{
    (void)option, (void)value;
    return cli->options.append = true;
}

static bool set_restore(struct rt_cli *cli, const struct option *option, const char *value)
{
    (void)option, (void)value;
    return cli->options.restore = true;
}

static bool set_dry_run(struct rt_cli *cli, const struct option *option, const char *value)
{
    (void)option, (void)value;
    return cli->options.dry_run = true;
}

static bool set_quiet(struct rt_cli *cli, const struct option *option, const char *value)
{
    (void)option, (void)value;
    return cli->report.quiet = true;
}

static bool set_help(struct rt_cli *cli, const struct option *option, const char *value)
{
    (void)option, (void)value;
    return cli->options.help = true;
}

static bool set_version(struct rt_cli *cli, const struct option *option, const char *value)
{
    (void)option, (void)value;
    return cli->options.version = true;
}

/* ---- the table ----------------------------------------------------------------------------------------- */

#define FOR_ALL    (RT_FOR_GENERATE | RT_FOR_ROW | RT_FOR_INFO | FOR_SERVER)
#define FOR_SERVER (RT_FOR_LOAD | RT_FOR_VERIFY)

static const struct option option_table[] = {
    {'n', "rows", "N|TABLE=N,...", FOR_ALL & ~RT_FOR_VERIFY, set_rows,
     "rows of all tables, or of those named: 1000, 10k,\n"
     "1.5M, 2G (default: what the schema says, else 1000)"},
    {'n', "rows", "N|TABLE=N,...|any", RT_FOR_VERIFY, set_verified_rows,
     "rows that there should be, as for generate; any: as\nmany as there are"},
    {0, "scale", "X", FOR_ALL, set_scale, "multiply all row counts by X"},
    {'s', "seed", "S", FOR_ALL, set_seed, "seed of all random choices (default: the schema's)"},
    {'f', "format", "FORMAT", RT_FOR_GENERATE | RT_FOR_ROW, set_format,
     "csv, tsv, ndjson, json, sql, copy or copy-binary"},
    {'f', "format", "FORMAT", RT_FOR_VERIFY, set_form, "of the report: text, json or markdown"},
    {0, "all", NULL, RT_FOR_VERIFY, set_all,
     "verify every table of the database, not those of\nthe program alone"},
    {'o', "output", "DIR", RT_FOR_GENERATE, set_output,
     "folder for the files, or - for standard output\n(default: the program's name and -data)"},
    {'o', "output", "FILE", RT_FOR_VERIFY, set_output, "write the report to FILE"},
    {'t', "tables", "TABLE,...", RT_FOR_GENERATE | RT_FOR_LOAD, set_tables, "these tables alone"},
    {'j', "jobs", "N", RT_FOR_GENERATE, set_jobs, "threads (default: one for each core)"},
    {'j', "jobs", "N", FOR_SERVER, set_jobs, "connections at a time (default: one for each core)"},
    {'p', "part", "I/N", RT_FOR_GENERATE, set_part,
     "generate the I-th of N parts of each table; parts\nput together are the whole"},
    {0, "header", "once|each", RT_FOR_GENERATE, set_header,
     "with --part: head and foot in the first and the last\npart (default), or every part a file of its own"},
    {0, "triggers", "off|on", RT_FOR_LOAD, set_triggers,
     "switch triggers off during the load (default where\nthe tables are ours), or let them fire"},
    {0, "create", NULL, RT_FOR_LOAD, set_create, "make the database and the schema where missing"},
    {0, "replace", "[=yes]", RT_FOR_LOAD, set_replace,
     "delete the rows that are in the tables; asks first,\nunless --replace=yes"},
    {0, "append", NULL, RT_FOR_LOAD, set_append, "add to the rows that are in the tables"},
    {0, "restore", NULL, RT_FOR_LOAD, set_restore, "put back what an unfinished load left; load nothing"},
    {0, "dry-run", NULL, RT_FOR_LOAD, set_dry_run, "print the plan and stop"},
    {0, "audit", "FILE", FOR_SERVER, set_audit, "append every statement that is sent to FILE"},
    {'q', "quiet", NULL, FOR_ALL, set_quiet, "print errors only"},
    {'h', "help", NULL, FOR_ALL, set_help, "print help and stop"},
    {'V', "version", NULL, FOR_ALL, set_version, "print the version and stop"},
};

enum {
    OPTIONS = sizeof option_table / sizeof *option_table
};

/* ---- reading ------------------------------------------------------------------------------------------- */

static bool usage_error(const struct rt_cli *cli, const char *problem, const char *subject)
{
    const struct rt_command *command = cli->options.command;
    rt_report_error(&cli->report, "%s \"%s\"", problem, subject);
    rt_report_hint(&cli->report, "Try \"%s %s%s--help\" for more information.", cli->program->name,
                   command ? command->name : "", command ? " " : "");
    return false;
}

static bool is_taken(const struct rt_cli *cli, const struct option *option)
{
    const struct rt_command *command = cli->options.command;
    return !command || option->commands & command->bit;
}

static bool unrecognized_option(const struct rt_cli *cli, const char *argument, const char *name, size_t size)
{
    struct rt_nearest nearest = rt_nearest_begin(name, size);
    for (int i = 0; i < OPTIONS && size > 1; i++)
        if (is_taken(cli, &option_table[i]))
            rt_nearest_offer(&nearest, option_table[i].name);
    if (!nearest.name)
        return usage_error(cli, "unrecognized option", argument);
    rt_report_error(&cli->report, "unrecognized option \"%s\"", argument);
    rt_report_hint(&cli->report, "Did you mean \"--%s\"?", nearest.name);
    return false;
}

static bool read_command(struct rt_cli *cli, const char *argument)
{
    struct rt_nearest nearest = rt_nearest_begin(argument, strlen(argument));
    for (const struct rt_command *command = rt_commands; command->name; command++) {
        rt_nearest_offer(&nearest, command->name);
        if (strcmp(command->name, argument) == 0) {
            cli->options.command = command;
            return true;
        }
    }
    if (!nearest.name)
        return usage_error(cli, "unrecognized command", argument);
    rt_report_error(&cli->report, "unrecognized command \"%s\"", argument);
    rt_report_hint(&cli->report, "Did you mean \"%s\"?", nearest.name);
    return false;
}

/* Sets an option from what is attached to it (NULL: nothing), else from the next argument. */
static bool read_value(struct rt_cli *cli, const struct option *option, const char *argument,
                       const char *attached, char ***argv)
{
    if (!option->argument)
        return attached ? usage_error(cli, "no value is allowed in", argument)
                        : option->set(cli, option, NULL);
    if (!attached && *option->argument == '[')
        return option->set(cli, option, NULL);
    if (!attached && **argv)
        attached = *(*argv)++;
    return attached ? option->set(cli, option, attached)
                    : usage_error(cli, "a value is missing after", argument);
}

static bool read_long(struct rt_cli *cli, const char *argument, char ***argv)
{
    const char *name = argument + 2;
    size_t size = strcspn(name, "=");
    for (int i = 0; i < OPTIONS; i++) {
        const struct option *option = &option_table[i];
        if (strlen(option->name) == size && memcmp(option->name, name, size) == 0 && is_taken(cli, option))
            return read_value(cli, option, argument, name[size] ? name + size + 1 : NULL, argv);
    }
    return unrecognized_option(cli, argument, name, size);
}

static const struct option *short_option(const struct rt_cli *cli, char letter)
{
    for (int i = 0; i < OPTIONS; i++)
        if (letter && option_table[i].letter == letter && is_taken(cli, &option_table[i]))
            return &option_table[i];
    return NULL;
}

/* Options of one letter, of which all but the last have no value: -qj3. */
static bool read_short(struct rt_cli *cli, const char *argument, char ***argv)
{
    for (const char *at = argument + 1; *at; at++) {
        const struct option *option = short_option(cli, *at);
        if (!option)
            return unrecognized_option(cli, argument, at, 0);
        if (option->argument)
            return read_value(cli, option, argument, at[1] ? at + 1 : NULL, argv);
        if (!option->set(cli, option, NULL))
            return false;
    }
    return true;
}

static bool read_option(struct rt_cli *cli, const char *argument, char ***argv)
{
    return argument[1] == '-' ? read_long(cli, argument, argv) : read_short(cli, argument, argv);
}

static bool check_operands(const struct rt_cli *cli)
{
    const struct rt_options *options = &cli->options;
    const struct rt_command *command = options->command;
    if (!command || options->help || options->version)
        return true;
    if (options->operand_count > command->most)
        return usage_error(cli, "too many arguments, the first is", options->operands[command->most]);
    if (options->operand_count < command->least)
        return usage_error(cli, "arguments are missing after", command->name);
    return true;
}

/* As many threads as the process may use cores. */
static unsigned available_cores(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : count > JOBS_MAX ? JOBS_MAX : (unsigned)count;
}

/* Whether it has a place for a password, as connection strings do. */
static bool may_be_secret(const char *argument)
{
    const char *scheme = strstr(argument, "://"), *at = scheme ? strrchr(scheme, '@') : NULL;
    return strstr(argument, "password") || (at && memchr(scheme + 3, ':', (size_t)(at - scheme) - 2));
}

/* Copies an argument, and stars it out where the users of the machine see what runs. */
static char *hide(struct rt_options *options, char *argument)
{
    char *copy = options->secret ? NULL : strdup(argument);
    if (!copy)
        return argument;
    memset(argument, '*', strlen(argument));
    return options->secret = copy;
}

bool rt_options_parse(struct rt_cli *cli, int argc, char **argv)
{
    struct rt_options *options = &cli->options;
    *options = (struct rt_options){.jobs = available_cores(), .part = 1, .parts = 1};
    options->operands = calloc((size_t)argc + 1, sizeof *options->operands);
    if (!options->operands)
        return rt_report_error(&cli->report, "out of memory");
    bool all_operands = false;
    argv += argc > 0;
    while (*argv) {
        char *argument = *argv++;
        if (!all_operands && strcmp(argument, "--") == 0)
            all_operands = true;
        else if (!all_operands && argument[0] == '-' && argument[1]) {
            if (!read_option(cli, argument, &argv))
                return false;
        } else if (!options->command) {
            if (!read_command(cli, argument))
                return false;
        } else {
            options->operands[options->operand_count++] =
                may_be_secret(argument) ? hide(options, argument) : argument;
        }
    }
    return check_operands(cli);
}

void rt_options_free(struct rt_options *options)
{
    free(options->requests);
    free(options->chosen);
    free(options->operands);
    free(options->secret);
}

/* ---- help ---------------------------------------------------------------------------------------------- */

/* Text whose lines after the first start at the help's column. */
static void print_indented(const char *text)
{
    for (; *text; text++) {
        putchar(*text);
        if (*text == '\n')
            printf("%*s", HELP_COLUMN, "");
    }
    putchar('\n');
}

static void print_option(const struct option *option)
{
    char letter[] = {'-', option->letter, ',', ' ', '\0'};
    const char *argument = option->argument ? option->argument : "";
    int used = printf("  %s--%s%s%s", option->letter ? letter : "    ", option->name,
                      *argument && *argument != '[' ? "=" : "", argument);
    if (used + 2 > HELP_COLUMN)
        printf("\n%*s", HELP_COLUMN, "");
    else
        printf("%*s", HELP_COLUMN - used, "");
    print_indented(option->help);
}

/* A comment of the schema, cut where it would need more than a line. */
static void print_comment(const char *comment, size_t width)
{
    size_t size = strcspn(comment, "\n");
    bool cut = comment[size] || size > width;
    if (size > width)
        for (size = width; size && (comment[size] & 0xc0) == 0x80; size--)
            continue;
    rt_report_text(stdout, comment, size);
    fputs(cut ? "...\n" : "\n", stdout);
}

static void print_program_help(const struct rt_cli *cli)
{
    const struct rt_program *program = cli->program;
    printf("%s generates rows for the tables of its schema.\n", program->name);
    if (program->comment && *program->comment)
        print_comment(program->comment, HELP_WIDTH);
    printf("\nUsage:\n");
    for (const struct rt_command *command = rt_commands; command->name; command++)
        printf("  %s %s [OPTION]...%s%s\n", program->name, command->name, *command->operands ? " " : "",
               command->operands);
    printf("\nCommands:\n");
    for (const struct rt_command *command = rt_commands; command->name; command++)
        printf("  %-*s%s\n", HELP_COLUMN - 2, command->name, command->summary);
}

/* Whether an option before it has its name, which means something else to other commands. */
static bool is_second(int index)
{
    for (int i = 0; i < index; i++)
        if (strcmp(option_table[i].name, option_table[index].name) == 0)
            return true;
    return false;
}

void rt_options_help(const struct rt_cli *cli)
{
    const struct rt_command *command = cli->options.command;
    if (command)
        printf("Usage: %s %s [OPTION]...%s%s\n\n%s\n", cli->program->name, command->name,
               *command->operands ? " " : "", command->operands, command->description);
    else
        print_program_help(cli);
    printf("\nOptions:\n");
    for (int i = 0; i < OPTIONS; i++)
        if (is_taken(cli, &option_table[i]) && (command || !is_second(i)))
            print_option(&option_table[i]);
    if (!command)
        printf("\nNames of tables that hold commas or signs go in double quotes.\n"
               "Exit status: 0 done, 1 rows cannot be made or break a constraint, 2 wrong usage,\n"
               "3 a file, server or memory failed.\n"
               "Each command has a help of its own: %s %s --help\n",
               cli->program->name, rt_commands->name);
}
