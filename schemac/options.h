/* options.h: the command line: commands and options are tables, from which parsing, help and README come. */
#ifndef SCHEMAC_OPTIONS_H
#define SCHEMAC_OPTIONS_H

#include "base/buffer.h"
#include "read/read.h"

#define SCHEMAC_VERSION "0.1.0"

/* The commands that take an option; ORed in the table of options. */
enum {
    FOR_BUILD = 1,
    FOR_RUN = 2,
    FOR_INSPECT = 4,
    FOR_CHECK = 8,
    FOR_ALL = 15
};

typedef struct Options {
    const struct Command *command; /* NULL: none was named */
    TextList sources;              /* SOURCE arguments, at least one where there is a command */
    TextList overlays;             /* --overlay */
    LiveOptions live;              /* --schema … --audit; its conninfo is not set */
    const char *name;              /* --name, or NULL */
    bool quiet;                    /* --quiet */
    const char *output;            /* build: --output, or NULL: a folder named like the schema */
    const char *compiler;          /* --cc, or NULL */
    const char *compiler_flags;    /* --cflags, or NULL */
    const char *jobs;              /* --jobs, or NULL: one for each processor */
    bool no_compile;               /* build: --no-compile */
    bool allow_c;                  /* --allow-c */
    bool ask_server;               /* --ask-server */
    bool strict;                   /* --strict */
    bool print_plan;               /* inspect: --plan */
    bool print_diagram;            /* inspect: --diagram */
    bool help, version;            /* what to print instead of working */
    char **arguments;              /* what follows "--", ended by NULL; for the program that `run` starts */
    int argument_count;            /* how many they are */
} Options;

typedef struct Command {
    unsigned bit;                         /* FOR_… */
    const char *name;                     /* as typed */
    const char *arguments;                /* for the usage line: "SOURCE..." */
    const char *summary;                  /* one line for the list of commands */
    bool (*run)(const Options *, Diag *); /* does it; false: reported */
} Command;

/* Reads the command line against the commands, which end with one without a name. False where it was wrong
 * and that is reported. Lists go to the arena; texts stay argv's. */
bool options_parse(Options *options, Arena *arena, Diag *diag, const Command *commands, int argc,
                   char **argv);

/* Appends the help of the command chosen, or of the whole program. */
void options_help(Buffer *out, const Options *options, const Command *commands);

#endif
