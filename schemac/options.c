/* options.c: reading the command line, and the help, from one table of options. */
#include "options.h"

#include <string.h>

typedef enum OptionKind {
    OPTION_FLAG,   /* bool: set to true */
    OPTION_STRING, /* const char *: the last one given counts */
    OPTION_LIST,   /* TextList: may be given several times */
    OPTION_CHOICE  /* bool: whether the second of the two words of `argument` was given */
} OptionKind;

typedef struct Option {
    char letter;          /* the short form, or 0 */
    const char *name;     /* the long form without its dashes */
    const char *argument; /* what stands for its value in the help; NULL for flags */
    OptionKind kind;
    size_t offset;     /* of the member of Options it sets */
    unsigned commands; /* which take it */
    const char *help;  /* one line, or lines parted by \n */
} Option;

#define MEMBER(name) offsetof(Options, name)

static const Option option_table[] = {
    {0, "overlay", "FILE", OPTION_LIST, MEMBER(overlays), FOR_ALL,
     "YAML that adds rows, rules, relationships"},
    {0, "name", "NAME", OPTION_STRING, MEMBER(name), FOR_ALL,
     "name of the schema (default: from the source)"},
    {'n', "schema", "PATTERN", OPTION_LIST, MEMBER(live.schemas), FOR_ALL,
     "live: read only these schemas;\npatterns as pg_dump has them"},
    {'t', "table", "PATTERN", OPTION_LIST, MEMBER(live.tables), FOR_ALL, "live: read only these tables"},
    {'T', "exclude-table", "PATTERN", OPTION_LIST, MEMBER(live.excluded_tables), FOR_ALL,
     "live: leave these tables out"},
    {0, "count", "estimate|exact", OPTION_CHOICE, MEMBER(live.exact_counts), FOR_ALL,
     "live: take row counts from the catalog\n(default), or count"},
    {0, "audit", "FILE", OPTION_STRING, MEMBER(live.audit_path), FOR_ALL,
     "live: append every statement sent to FILE"},
    {'o', "output", "DIR", OPTION_STRING, MEMBER(output), FOR_BUILD,
     "folder to build in (default: named like\nthe schema)"},
    {0, "no-compile", NULL, OPTION_FLAG, MEMBER(no_compile), FOR_BUILD, "write the C, do not compile it"},
    {0, "cc", "COMMAND", OPTION_STRING, MEMBER(compiler), FOR_BUILD | FOR_RUN,
     "C compiler (default: $CC, else cc)"},
    {0, "cflags", "FLAGS", OPTION_STRING, MEMBER(compiler_flags), FOR_BUILD | FOR_RUN,
     "its flags, parted by blanks (default: -O2)"},
    {'j', "jobs", "N", OPTION_STRING, MEMBER(jobs), FOR_BUILD | FOR_RUN,
     "compilers at a time (default: one for\neach processor)"},
    {0, "allow-c", NULL, OPTION_FLAG, MEMBER(allow_c), FOR_BUILD | FOR_RUN | FOR_INSPECT,
     "compile in the C functions that rules name"},
    {0, "ask-server", NULL, OPTION_FLAG, MEMBER(ask_server), FOR_BUILD | FOR_RUN | FOR_INSPECT,
     "live: let the database evaluate conditions\nthat schemac cannot"},
    {0, "strict", NULL, OPTION_FLAG, MEMBER(strict), FOR_BUILD | FOR_RUN | FOR_INSPECT,
     "fail where a table has to be left out"},
    {0, "plan", NULL, OPTION_FLAG, MEMBER(print_plan), FOR_INSPECT,
     "instead, print how columns are made and\nconstraints are met"},
    {0, "diagram", NULL, OPTION_FLAG, MEMBER(print_diagram), FOR_INSPECT,
     "instead, print a diagram for Graphviz"},
    {'q', "quiet", NULL, OPTION_FLAG, MEMBER(quiet), FOR_ALL, "print errors only, no warnings"},
    {'h', "help", NULL, OPTION_FLAG, MEMBER(help), FOR_ALL, "print help and stop"},
    {'V', "version", NULL, OPTION_FLAG, MEMBER(version), FOR_ALL, "print the version and stop"},
};

enum {
    OPTION_COUNT = sizeof option_table / sizeof *option_table,
    HELP_COLUMN = 32 /* where the help of an option starts */
};

/* The state of one walk over the arguments. */
typedef struct Walk {
    Options *options;
    Arena *arena;
    Diag *diag;
    const Command *commands;
    char **argv; /* what is left, ended by NULL */
} Walk;

/* ---- reading ------------------------------------------------------------------------------------------ */

static bool usage_error(const Walk *walk, const char *problem, const char *subject)
{
    const Command *command = walk->options->command;
    diag_error(walk->diag, (Span){0}, "%s \"%s\"", problem, subject);
    diag_hint(walk->diag, "Try \"schemac %s%s--help\" for more information.", command ? command->name : "",
              command ? " " : "");
    return false;
}

static bool is_taken(const Walk *walk, const Option *option)
{
    const Command *command = walk->options->command;
    return !command || (option->commands & command->bit);
}

static bool unrecognized_option(const Walk *walk, const char *argument, Text name)
{
    Map names = map_new(walk->arena);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (is_taken(walk, &option_table[i]))
            map_put(&names, text_of(option_table[i].name), (void *)&option_table[i]);
    diag_error(walk->diag, (Span){0}, "unrecognized option \"%s\"", argument);
    Text nearest = name.size > 1 ? map_nearest(&names, name) : (Text){"", 0};
    if (nearest.size)
        diag_suggest(walk->diag, text_format(walk->arena, "--%.*s", TEXT_ARG(nearest)));
    else
        diag_hint(walk->diag, "Try \"schemac --help\" for more information.");
    return false;
}

static bool set_choice(const Walk *walk, const Option *option, const char *value)
{
    Text choices = text_of(option->argument);
    size_t bar = strcspn(option->argument, "|");
    bool *member = (bool *)((char *)walk->options + option->offset);
    *member = text_is(text_slice(choices, bar + 1, choices.size), value);
    if (*member || text_is(text_slice(choices, 0, bar), value))
        return true;
    diag_error(walk->diag, (Span){0}, "invalid value \"%s\" for option --%s", value, option->name);
    diag_hint(walk->diag, "It is one of %s.", option->argument);
    return false;
}

static bool set_option(const Walk *walk, const Option *option, const char *value)
{
    char *member = (char *)walk->options + option->offset;
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)member = true;
        break;
    case OPTION_STRING:
        *(const char **)member = value;
        break;
    case OPTION_LIST:
        list_push(walk->arena, (TextList *)member, text_of(value));
        break;
    case OPTION_CHOICE:
        return set_choice(walk, option, value);
    }
    return true;
}

/* Sets the option from what is attached to it (NULL: nothing), else from the next argument. */
static bool read_value(Walk *walk, const Option *option, const char *argument, const char *attached)
{
    if (option->kind == OPTION_FLAG)
        return attached ? usage_error(walk, "no value is allowed in", argument)
                        : set_option(walk, option, NULL);
    if (!attached)
        attached = *walk->argv ? *walk->argv++ : NULL;
    return attached ? set_option(walk, option, attached)
                    : usage_error(walk, "a value is missing after", argument);
}

static bool read_long(Walk *walk, const char *argument)
{
    const char *equals = strchr(argument, '=');
    Text name = text_slice(text_of(argument), 2, equals ? (size_t)(equals - argument) : strlen(argument));
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (text_is(name, option_table[i].name) && is_taken(walk, &option_table[i]))
            return read_value(walk, &option_table[i], argument, equals ? equals + 1 : NULL);
    return unrecognized_option(walk, argument, name);
}

static bool read_short(Walk *walk, const char *argument)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].letter == argument[1] && is_taken(walk, &option_table[i]))
            return read_value(walk, &option_table[i], argument, argument[2] ? argument + 2 : NULL);
    return unrecognized_option(walk, argument, (Text){"", 0});
}

static bool read_command(const Walk *walk, const char *argument)
{
    Map names = map_new(walk->arena);
    for (const Command *command = walk->commands; command->name; command++) {
        if (strcmp(command->name, argument) == 0) {
            walk->options->command = command;
            return true;
        }
        map_put(&names, text_of(command->name), (void *)command);
    }
    Text nearest = map_nearest(&names, text_of(argument));
    if (!nearest.size)
        return usage_error(walk, "unrecognized command", argument);
    diag_error(walk->diag, (Span){0}, "unrecognized command \"%s\"", argument);
    diag_suggest(walk->diag, nearest);
    return false;
}

static bool read_argument(Walk *walk, const char *argument)
{
    if (strncmp(argument, "--", 2) == 0)
        return read_long(walk, argument);
    if (argument[0] == '-' && argument[1])
        return read_short(walk, argument);
    if (!walk->options->command)
        return read_command(walk, argument);
    list_push(walk->arena, &walk->options->sources, text_of(argument));
    return true;
}

static bool read_rest(Walk *walk)
{
    Options *options = walk->options;
    options->arguments = walk->argv;
    while (options->arguments[options->argument_count])
        options->argument_count++;
    if (options->argument_count && options->command && !(options->command->bit & FOR_RUN))
        return usage_error(walk, "no argument is expected after --:", options->arguments[0]);
    return true;
}

bool options_parse(Options *options, Arena *arena, Diag *diag, const Command *commands, int argc, char **argv)
{
    *options = (Options){0};
    Walk walk = {options, arena, diag, commands, argv + (argc > 0)};
    while (*walk.argv) {
        const char *argument = *walk.argv++;
        if (strcmp(argument, "--") == 0)
            break;
        if (!read_argument(&walk, argument))
            return false;
    }
    if (!read_rest(&walk))
        return false;
    if (options->help || options->version)
        return true;
    if (!options->command) {
        diag_error(diag, (Span){0}, "no command is given");
        diag_hint(diag, "Try \"schemac --help\" for more information.");
        return false;
    }
    return options->sources.count || usage_error(&walk, "no source is given to", options->command->name);
}

/* ---- help --------------------------------------------------------------------------------------------- */

static const char *next_line(const char *line)
{
    const char *end = strchr(line, '\n');
    return end ? end + 1 : NULL;
}

static void help_option(Buffer *out, const Option *option)
{
    size_t start = out->size;
    if (option->letter)
        buffer_format(out, "  -%c, ", option->letter);
    else
        buffer_string(out, "      ");
    buffer_format(out, "--%s", option->name);
    if (option->argument)
        buffer_format(out, " %s", option->argument);
    size_t used = out->size - start;
    buffer_repeat(out, ' ', used < HELP_COLUMN ? HELP_COLUMN - used : 1);
    for (const char *line = option->help; line; line = next_line(line)) {
        buffer_repeat(out, ' ', line == option->help ? 0 : HELP_COLUMN);
        buffer_format(out, "%.*s\n", (int)strcspn(line, "\n"), line);
    }
}

static void help_options(Buffer *out, unsigned commands)
{
    buffer_string(out, "\nOptions:\n");
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].commands & commands)
            help_option(out, &option_table[i]);
}

static const char source_help[] =
    "\nA SOURCE is one of\n"
    "  FILE.sql                      SQL DDL; several files are read in their order;\n"
    "                                what psql's \\i, \\set and \\if say is done\n"
    "  FOLDER                        its SQL files and those in folders below in the\n"
    "                                order of their versions, as migrations, or of\n"
    "                                sqitch's plan; those that take a change back are\n"
    "                                left out\n"
    "  FILE.yaml, FILE.json          a schema in the dialect of schemas/README.md\n"
    "  -                             standard input, SQL or YAML by its content\n"
    "  postgresql://HOST/DATABASE    a live database: a URI or keyword=value pairs,\n"
    "                                as psql takes them\n"
    "  pg:DATABASE                   the same by name alone; \"pg:\" takes all from\n"
    "                                PGHOST, PGDATABASE ...\n";

void options_help(Buffer *out, const Options *options, const Command *commands)
{
    const Command *chosen = options->command;
    if (chosen) {
        buffer_format(out, "Usage: schemac %s [OPTION]... %s\n\nCommand \"%s\": %s.\n", chosen->name,
                      chosen->arguments, chosen->name, chosen->summary);
    } else {
        buffer_string(out, "Usage: schemac COMMAND [OPTION]... SOURCE...\n\n"
                           "schemac compiles database schemas into data generators.\n\nCommands:\n");
        for (const Command *command = commands; command->name; command++)
            buffer_format(out, "  %-10s %s\n", command->name, command->summary);
    }
    buffer_string(out, source_help);
    help_options(out, chosen ? chosen->bit : FOR_ALL);
    buffer_string(out, "\nExit status: 0 done, 1 the schema has errors, 2 wrong usage, 3 a file, server\n"
                       "or program failed.\n");
    if (!chosen)
        buffer_string(out, "Each command has a help of its own: schemac build --help\n");
}
