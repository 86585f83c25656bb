/* diag.h: the one sink for errors, warnings, notes and hints.
 *
 * Messages follow PostgreSQL's style: lower case, no full stop, names in double quotes; hints are sentences.
 * diag_error returns false, and false means "already reported": `return diag_error(...)`.
 * Control characters in what is printed from a source are shown escaped, so that no source can drive a
 * terminal. */
#ifndef SCHEMAC_DIAG_DIAG_H
#define SCHEMAC_DIAG_DIAG_H

#include "diag/source.h"

#include <stdio.h>

enum {
    DIAG_MAX_ERRORS = 20 /* readers stop after this many */
};

/* The program's exit codes. */
typedef enum ExitCode {
    EXIT_DONE = 0,   /* all done */
    EXIT_SCHEMA = 1, /* the schema or the data has errors */
    EXIT_USAGE = 2,  /* the command line was wrong */
    EXIT_WORLD = 3   /* the world failed: file, connection, compiler, disk */
} ExitCode;

typedef struct Diag {
    FILE *stream;      /* where messages go, usually standard error */
    bool color;        /* use ANSI colours */
    bool quiet;        /* drop warnings and notes that belong to them */
    unsigned errors;   /* errors so far */
    unsigned warnings; /* warnings so far */
    bool muted;        /* the last message was dropped, so its notes and hints are too */
    ExitCode failure;  /* EXIT_WORLD once a world error was reported, else EXIT_SCHEMA once any error was */
} Diag;

/* A sink that writes to the stream; colours only where it is a terminal and NO_COLOR is unset or empty. */
Diag diag_new(FILE *stream);

/* An error at a place. Always returns false. Errors after DIAG_MAX_ERRORS are counted and not printed. */
bool diag_error(Diag *diag, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* An error of the world, not of the schema: a file, a connection, a compiler. Always returns false. */
bool diag_failure(Diag *diag, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A warning at the place; an empty span has none. Warnings never change the exit code. */
void diag_warning(Diag *diag, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A second place that belongs to the message before it. */
void diag_note(Diag *diag, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* What the user can do about the message before it; a full sentence. */
void diag_hint(Diag *diag, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "Did you mean "x"?" where `nearest` is not empty; nothing otherwise. */
void diag_suggest(Diag *diag, Text nearest);

/* True once so many errors were reported that a reader should give up. */
bool diag_full(const Diag *diag);

#endif
