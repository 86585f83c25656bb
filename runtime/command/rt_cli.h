/*
 * The command line of a generated program: what its commands share. Options and commands are tables, from
 * which parsing and --help come.
 */
#ifndef RT_CLI_H
#define RT_CLI_H

#include "rt_format.h"
#include "rt_report.h"

struct rt_cli;

/* The commands that take an option; ORed in the table of options. */
enum rt_command_bit {
    RT_FOR_GENERATE = 1,
    RT_FOR_ROW = 2,
    RT_FOR_INFO = 4,
    RT_FOR_LOAD = 8,
    RT_FOR_VERIFY = 16
};

struct rt_command {
    unsigned bit;            /* RT_FOR_… */
    const char *name;        /* as typed */
    const char *operands;    /* for the usage line: "TABLE NUMBER" */
    int least, most;         /* how many there may be */
    const char *summary;     /* one line for the list of commands */
    const char *description; /* lines for its own help */
    enum rt_exit (*run)(struct rt_cli *cli);
};

/* The forms of `verify`'s report. */
enum rt_verify_form {
    RT_VERIFY_TEXT,
    RT_VERIFY_JSON,
    RT_VERIFY_MARKDOWN
};

/* What becomes of triggers during a load. */
enum rt_triggers {
    RT_TRIGGERS_DEFAULT, /* off where the tables are ours */
    RT_TRIGGERS_OFF,
    RT_TRIGGERS_ON
};

/* What the command line says. */
struct rt_options {
    const struct rt_command *command; /* NULL: none was named */
    struct rt_open_options open;      /* seed, rows and scale */
    struct rt_rows_request *requests; /* open.requests; owned */
    bool *chosen;                     /* --tables, by index; owned; NULL: all */
    enum rt_format_id format;
    bool has_format;
    const char *output;   /* folder, "-", or NULL */
    unsigned jobs;        /* at least 1 */
    uint64_t part, parts; /* part 1 .. parts */
    bool own;             /* --header each */
    const char *audit;    /* file for the statements that are sent, or NULL */
    enum rt_verify_form form;
    bool any_rows; /* `verify` takes row counts as they are */
    bool all;      /* `verify` looks at tables that are not the program's too */
    bool dry_run;  /* print the plan alone */
    bool restore;  /* put back what an unfinished load left */
    bool create;   /* make the database and the schema */
    bool replace;  /* delete the rows that are there */
    bool append;   /* add to them */
    bool sure;     /* without asking */
    enum rt_triggers triggers;
    bool help, version;
    char **operands; /* what follows the command and is no option; owned, the texts are argv's */
    char *secret;    /* but one that may hold a password; owned */
    int operand_count;
};

struct rt_cli {
    const struct rt_program *program;
    const char *const *ddl; /* statements that make the schema, ended by NULL */
    struct rt_report report;
    struct rt_options options;
};

/* The commands, ended by one without a name. */
extern const struct rt_command rt_commands[];

/* Reads the command line. False where it is wrong or memory is out, and that is reported. */
bool rt_options_parse(struct rt_cli *cli, int argc, char **argv);
void rt_options_free(struct rt_options *options);

/* Prints the help of the command, or of the program. */
void rt_options_help(const struct rt_cli *cli);

/* Whether a table has the label. */
bool rt_cli_has_table(const struct rt_cli *cli, const char *label, size_t size, uint16_t *index);

/* Finds a table by its label or, in public, by its name; where there is none, reports it with the nearest
 * label. */
bool rt_cli_find_table(const struct rt_cli *cli, const char *name, size_t size, uint16_t *index);

/* Opens the database as the options say. NULL where that fails: it is reported, and *exit is set. */
struct rt_db *rt_cli_open(const struct rt_cli *cli, enum rt_exit *exit);

/* Whether a table can be written in the format; else that is reported. Warns of binary rows that
 * lack OIDs. */
bool rt_cli_check_format(const struct rt_cli *cli, const struct rt_db *db, uint16_t index,
                         enum rt_format_id format);

/* The commands. */
enum rt_exit rt_generate_command(struct rt_cli *cli);
enum rt_exit rt_row_command(struct rt_cli *cli);
enum rt_exit rt_info_command(struct rt_cli *cli);

/* Those that need a server: in librt_server.a; without libpq they only say so. */
enum rt_exit rt_load_command(struct rt_cli *cli);
enum rt_exit rt_verify_command(struct rt_cli *cli);

#endif
